"""Where parcels leave from and go to, and how large they are."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

# Where the postal code stands after the town (UPU, addressing of each member country);
# elsewhere it stands before.
_CODE_LAST = frozenset(
    {
        *("AU", "BD", "BR", "CA", "GB", "HK", "ID", "IE", "IN", "JO", "JP", "KR"),
        *("MM", "NP", "NZ", "PK", "PR", "SA", "SG", "TH", "TW", "US", "VN", "ZA"),
    }
)


@dataclass(frozen=True, slots=True)
class Address:
    """This will name a place a parcel leaves from or goes to, and who is there."""

    name: str
    street1: str
    city: str
    postal_code: str
    country: str
    company: str = ""
    street2: str = ""
    state: str = ""
    phone: str = ""
    email: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return the address as a dictionary that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """Return the address a dictionary holds; keys it does not know are ignored."""
        names = {field.name for field in fields(cls)}
        return cls(**{key: str(kept[key] or "") for key in kept.keys() & names})

    def is_same_place(self, other: Self) -> bool:
        """Whether both name one door, whoever stands there and however it is typed."""
        return self._door() == other._door()

    def _door(self) -> tuple[str, ...]:
        parts = (self.street1, self.street2, self.postal_code, self.city, self.country)
        return tuple(" ".join(part.casefold().split()) for part in parts)

    def lines(self) -> tuple[str, ...]:
        """Return the address as the lines one prints on a box."""
        country = self.country.upper()
        place = (self.city, self.state)
        parts = (
            (*place, self.postal_code)
            if country in _CODE_LAST
            else (self.postal_code, *place)
        )
        town = " ".join(part for part in parts if part)
        written = (self.name, self.company, self.street1, self.street2, town, country)
        return tuple(line for line in written if line)


@dataclass(frozen=True, slots=True)
class BoxSize:
    """This will say how heavy and how large a box is."""

    weight_grams: int
    length_mm: int
    width_mm: int
    height_mm: int
