"""What everything we tell has in common: checked, and written down once."""

from django.http import HttpResponse
from pydantic import BaseModel


class Told(BaseModel):
    """
    Be checked and written by pydantic's own machinery, at its full speed.

    ninja's shapes look every value up by way of Python, since theirs may be read
    from anything; what we tell is plain.
    """

    def answer(self, status: int = 200) -> HttpResponse:
        """Return it as an answer: ninja would check and copy it once more."""
        return HttpResponse(
            self.model_dump_json(), status=status, content_type="application/json"
        )
