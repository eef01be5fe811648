"""What is asked about a member of a company, at the desk and by the company itself."""

from django import forms
from django.utils.translation import gettext_lazy

from portal import account_words


class RoleFields(forms.Form):
    """Ask for a member's role."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=account_words.ROLE_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )


class InviteFields(RoleFields):
    """Ask whom to invite."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Type the name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        help_text=gettext_lazy("Only who reads the mail of this address can join."),
        error_messages={
            "required": gettext_lazy("Type the e-mail address."),
            "invalid": gettext_lazy("Type an e-mail address like name@example.com."),
        },
    )
    field_order = ["name", "email", "role"]
