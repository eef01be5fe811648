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
        """Say what may be wished for: some of it within one country only."""
        at_home = route is None or not route.crosses_a_border
        return Capabilities(
            label_formats=tuple(LabelFormat),
            address_check=True,
            counter_codes=at_home,
            pay_on_use_returns=at_home and (route is None or route.is_return),
            pickups=at_home,
            customs=route is None or route.crosses_a_border,
            insurance=True,
            signatures=True,
            batteries=True,
        )

    @override
    def parse_hook(self, body: bytes) -> tuple[Hint, ...]:
        """Return nothing: the sandbox sends no hooks."""
        return ()
