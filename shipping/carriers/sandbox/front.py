"""What pages may ask of the sandbox carrier."""

from typing_extensions import override

from shipping.carriers.base import (
    Capabilities,
    CarrierFront,
    Hint,
    Route,
)
from shipping.wishes import LabelFormat

NAME = "sandbox"


class SandboxFront(CarrierFront):
    """This will say what the sandbox offers; it sends no hooks by itself."""

    @property
    @override
    def name(self) -> str:
        """The word rows are marked with."""
        return NAME

    @property
    @override
    def is_live(self) -> bool:
        """Whether its labels cost money; they never do."""
        return False

    @override
    def capabilities(self, route: Route | None = None) -> Capabilities:
        """Say what may be wished for, the same on every route."""
        return Capabilities(label_formats=(LabelFormat.PDF_4X6,), address_check=True)

    @override
    def parse_hook(self, body: bytes) -> tuple[Hint, ...]:
        """Return nothing: the sandbox sends no hooks."""
        return ()
