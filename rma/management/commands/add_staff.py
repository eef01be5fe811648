"""Add a member of staff, or give one another role."""

import sys
from argparse import ArgumentParser

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from typing_extensions import override

from rma.models import User
from rma.rules.words import Role


class Command(BaseCommand):
    """Add a member of staff; without a password they sign in by a mailed code."""

    help = __doc__

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--role", required=True, choices=[role.value for role in Role]
        )
        parser.add_argument("--name", default="")
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="read a password from the first line of standard input",
        )

    @override
    def handle(
        self,
        *,
        email: str,
        role: str,
        name: str,
        password_stdin: bool,
        **_options: object,
    ) -> None:
        """Write the user."""
        address = email.strip().lower()
        user = User.objects.filter(email=address).first()
        is_new = user is None
        user = user or User(email=address)
        user.role, user.is_active = role, True
        user.is_superuser = role == Role.ADMIN
        user.name = name.strip()[:120] or user.name
        try:
            validate_email(address)
            if password_stdin:
                password = sys.stdin.readline().rstrip("\r\n")
                validate_password(password, user)
                user.set_password(password)
            elif is_new:
                user.set_unusable_password()
        except ValidationError as why:
            raise CommandError(" ".join(why.messages)) from why
        user.save()
        done = "Added" if is_new else "Changed"
        self.stdout.write(f"{done}: {user.email} is {role}.")
