"""Letters about a request that waits for a yes: to who decides, and to who asked."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from rma.messages import links, words
from rma.messages.compose import Block
from rma.messages.link_letter import LinkLetter
from rma.models import Contact, HeldRequest
from rma.rules.money import Money

_MOST_NAMED = 5


def approval_asked(
    contact: Contact,
    held: HeldRequest,
    *,
    by: str,
    units: Sequence[str],
    worth: Money | None,
) -> LinkLetter:
    """Return the letter that tells an approver what waits for them."""
    language = contact.language or settings.LANGUAGE_CODE
    with translation.override(language):
        named = {"by": words.quote(by)}
        about = [words.quote(each) for each in units[:_MOST_NAMED]]
        if len(units) > _MOST_NAMED:
            more = {"count": len(units) - _MOST_NAMED}
            about.append(_("and %(count)s more") % more)
        told = [_("%(by)s asked for a return that you decide on.") % named]
        if about:
            told.append(_("It is about: %(units)s.") % {"units": ", ".join(about)})
        if worth:
            told.append(_("Worth together: %(worth)s.") % {"worth": worth})
        if held.data.get("is_guest"):
            told.append(_("They did not sign in: make sure that you know them."))
        return LinkLetter(
            name="approval_asked",
            to_name=words.quote(contact.name),
            subject=_("%(by)s asks for your approval") % named,
            blocks=(
                Block(tuple(told)),
                Block((_("Nothing happens before you say yes."),)),
            ),
            action=_("Look at the request"),
            url=f"{settings.RETURNWELL_URL}/account/approvals/{held.pk}",
            because=_("You get this letter because you approve for your company."),
            language=language,
            is_secret=False,
        )


def request_waits(held: HeldRequest, *, language: str) -> LinkLetter:
    """Return the letter that tells a guest that their request waits, and where."""
    language = language or settings.LANGUAGE_CODE
    with translation.override(language):
        return LinkLetter(
            name="request_waits",
            to_name=words.quote(held.data.get("contact", {}).get("name", "")),
            subject=_("Your request waits for a yes"),
            blocks=(
                Block(
                    (
                        _("We have your request. Whoever it was sold to is asked."),
                        _("Do not send anything yet: nothing is ordered before a yes."),
                        _("Our next letter brings your label, or says why not."),
                    )
                ),
                Block((_second_hand(),)),
            ),
            action=_("See how it stands"),
            url=links.held_url(held),
            because=_("You get this letter because you asked for a return."),
            language=language,
            is_secret=False,
        )


def approval_declined(held: HeldRequest, *, by: str, why: str) -> LinkLetter:
    """
    Return the letter that tells who asked that the answer is no, and why.

    A guest reads no name of the company that was asked.
    """
    contact = held.contact
    is_guest = contact.user_id is None or bool(held.data.get("is_guest"))
    language = contact.language or settings.LANGUAGE_CODE
    with translation.override(language):
        named = {"by": words.quote(by), "why": words.quote(why)}
        if is_guest:
            subject = _("Your request was not approved")
            told = [_("The reason: %(why)s") % named]
        else:
            subject = _("%(by)s did not approve your return") % named
            told = [_("%(by)s wrote: %(why)s") % named]
        nothing = _("Nothing was ordered and nothing has to be sent.")
        return LinkLetter(
            name="approval_declined",
            to_name=words.quote(contact.name),
            subject=subject,
            blocks=(
                Block(tuple(told)),
                Block((nothing, _second_hand()) if is_guest else (nothing,)),
            ),
            action=_("Look at the request") if is_guest else _("Start a return"),
            url=links.held_url(held) if is_guest else str(settings.RETURNWELL_URL),
            because=_("You get this letter because you asked for a return."),
            language=language,
            is_secret=False,
        )


def _second_hand() -> str:
    return _(
        "Did you buy it second hand, or is something wrong here? Answer this letter: "
        "a person looks at it with you."
    )
