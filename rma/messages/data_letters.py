"""Letters about the data we keep of somebody: the way to it, a copy, and its end."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rma.messages import links, words
from rma.messages.compose import Block
from rma.messages.link_letter import LinkLetter
from rma.models import Contact, DataExport


def data_link(secret: str, *, language: str = "") -> LinkLetter:
    """Return the letter that opens what we keep about whoever reads it."""
    language = language or settings.LANGUAGE_CODE
    with translation.override(language):
        return LinkLetter(
            name="data_link",
            to_name="",
            subject=_("What we keep about you"),
            blocks=(
                Block(
                    (
                        _("You asked to see what we keep about you."),
                        _("Take a copy of it, or ask us to delete it."),
                    )
                ),
                Block((_("The link works once, within 30 minutes."),)),
            ),
            action=_("Open your data"),
            url=f"{links.base_url()}/l/{secret}",
            because=_(
                "You get this letter because somebody typed your address on our pages."
            ),
            language=language,
        )


def data_ready(export: DataExport) -> LinkLetter:
    """Return the letter that says a member's copy can be fetched, signed in."""
    contact = export.contact
    language = (contact.language if contact else "") or settings.LANGUAGE_CODE
    url = f"{links.base_url()}/account/data"
    with translation.override(language):
        name = words.quote(contact.name) if contact else ""
        return _ready(export, to_name=name, url=url, language=language, more=())


def copy_ready(export: DataExport, secret: str) -> LinkLetter:
    """Return the letter that says a guest's copy can be fetched, with a key to it."""
    person = Contact.objects.filter(email__iexact=export.email).order_by("-id").first()
    language = (person.language if person else "") or settings.LANGUAGE_CODE
    url = f"{links.base_url()}/l/{secret}"
    with translation.override(language):
        more = (
            _("The link works once. Later, ask for a new one on the page “Your data”."),
        )
        return _ready(export, to_name="", url=url, language=language, more=more)


def forgetting_asked(contact: Contact) -> LinkLetter:
    """Return the letter that tells our people a guest is to be forgotten; no name."""
    named = {"account": contact.account.number}
    return LinkLetter(
        name="forgetting_asked",
        to_name="",
        subject=_("%(account)s: a guest asks to be forgotten") % named,
        blocks=(
            Block(
                (
                    _(
                        "A guest who asked for a return of %(account)s wants us to "
                        "delete what names them."
                    )
                    % named,
                    _("They read the mailbox we write to: a link to it was used."),
                )
            ),
            Block(
                (
                    _(
                        "Bring their returns to an end, then forget them: within a "
                        "month at most."
                    ),
                )
            ),
        ),
        action=_("Open the customer"),
        url=f"{links.base_url()}/desk/customers/{contact.account_id}",
        because=_("You get this letter because you look after customers."),
        language=settings.LANGUAGE_CODE,
        is_secret=False,
    )


def forgotten(contact: Contact) -> LinkLetter:
    """Return the letter that tells a guest it was done, and what stays."""
    language = contact.language or settings.LANGUAGE_CODE
    with translation.override(language):
        return LinkLetter(
            name="forgotten",
            to_name=words.quote(contact.name),
            subject=_("We deleted what names you"),
            blocks=(
                Block(
                    (
                        _("Your name, addresses, letters, photos and words are gone."),
                        _(
                            "Units with their warranty and the books of credits stay, "
                            "without your name."
                        ),
                    )
                ),
                Block((_("Links in our earlier letters no longer work."),)),
            ),
            action=_("Start a return"),
            url=links.base_url(),
            because=_("You get this letter, our last, because you asked us to."),
            language=language,
            is_secret=False,
        )


def _ready(
    export: DataExport, *, to_name: str, url: str, language: str, more: tuple[str, ...]
) -> LinkLetter:
    until = _moment(export.expires_at or export.asked_at)
    return LinkLetter(
        name="data_ready",
        to_name=to_name,
        subject=_("The copy of your data is ready"),
        blocks=(
            Block((_("You asked for a copy of what we keep about you."),)),
            Block((_("You can save it until %(until)s.") % {"until": until}, *more)),
        ),
        action=_("Save the copy"),
        url=url,
        because=_("You get this letter because you asked for your data."),
        language=language,
        is_secret=bool(more),
    )


def _moment(at: datetime) -> str:
    return str(date_format(localtime(at), "l j F Y, H:i"))
