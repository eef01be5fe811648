"""What a line asked for names wrongly: no article of ours, or another one."""


class UnknownProduct(Exception):
    """No article has this number; carries it, and the line's place (from 0)."""

    def __init__(self, sku: str, place: int) -> None:
        """Remember the number and the place."""
        super().__init__(sku)
        self.sku = sku
        self.place = place


class OtherArticle(Exception):
    """The unit of a serial is no such article; carries both, and the line's place."""

    def __init__(self, serial: str, sku: str, place: int) -> None:
        """Remember what was named, and where."""
        super().__init__(f"{serial} {sku}")
        self.serial = serial
        self.sku = sku
        self.place = place
