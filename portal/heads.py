"""A question for the head of a page alone: answered wherever the page itself is."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class Heads:
    """
    Let a page answer HEAD as it answers GET; the web server leaves the body out.

    Programs that read mail, and those that draw a preview of a link, ask this way
    first: told that a page takes no such question, they call a good link a dead one.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """Remember what answers."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as if the whole page was asked for."""
        if request.method == "HEAD":
            request.method = "GET"
        return self.answer(request)
