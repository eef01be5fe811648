"""Signing in: allauth's rules with our own way of sending its letters."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from portal import access, frame
from portal.context import settings_company
from rma.actions import conversing
from rma.models import User


class SignIn(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Let known people in; nobody opens an account for themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return that accounts are made by staff, never at the door."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """
        Return where somebody begins: staff at the desk, customers at the start.

        Who belongs to several accounts says first which one they act for.
        """
        if access.may(request.user, "read"):
            return reverse("desk:home")
        is_several = len(access.memberships(request.user)) > 1
        return reverse("customer:account_choose" if is_several else "customer:start")

    def post_login(
        self,
        request: HttpRequest,
        user: User,
        **more: Any,  # noqa: ANN401 - allauth's own values, handed on
    ) -> HttpResponse:
        """Let the browser speak the language this person chose once."""
        response: HttpResponse = super().post_login(request, user, **more)
        if user.language in dict(settings.LANGUAGES):
            frame.remember_language(response, user.language)
        return response

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Write one of allauth's letters in our words and hand it over."""
        words = {
            "request": current.request,
            "email": email,
            "company": settings_company(),
        }
        self.hand_over(self.render_mail(template_prefix, email, words | context))

    def hand_over(self, letter: EmailMessage) -> None:
        """Keep the letter and promise its delivery: no visitor waits for the mail."""
        conversing.write_alone(
            to=letter.to[0],
            subject=str(letter.subject),
            text=str(letter.body),
            is_secret=True,
            at=timezone.now(),
        )
