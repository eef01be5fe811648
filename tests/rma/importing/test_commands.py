"""Keys and staff from the command line."""

import io
import re
import sys
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command

from rma.models import ApiKey, User
from rma.rules.scopes import ACCOUNT_SCOPES, STAFF_SCOPES
from tests.rma.importing import files


def said(*words: str) -> list[str]:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().splitlines()


class TestIssueApiKey:
    def test_prints_the_key_last_and_keeps_only_its_hash(self, take):
        take("accounts", files.ACCOUNTS)
        key = said("issue_api_key", "--name", "Shop", "--account", "A1")[-1]

        assert re.fullmatch(r"rw_[a-z]{8}_[\w-]{43}", key)
        row = ApiKey.objects.get()
        assert (row.account.number, row.is_staff) == ("A1", False)
        assert row.scopes == list(ACCOUNT_SCOPES)
        assert row.secret_hash == sha256(key.encode()).hexdigest()
        assert key.startswith(row.prefix)

    def test_gives_staff_all_scopes_or_those_asked_for(self, db):
        said("issue_api_key", "--name", "Dock", "--staff")
        assert ApiKey.objects.get().scopes == list(STAFF_SCOPES)
        said("issue_api_key", "--name", "Eye", "--staff", "--scope", "scans:read")
        assert ApiKey.objects.get(name="Eye").scopes == ["scans:read"]

    @pytest.mark.parametrize(
        "words",
        [
            ["--account", "NOBODY"],
            ["--account", "A1", "--scope", "claims:read"],
            ["--staff", "--scope", "world:rule"],
            [],
            ["--staff", "--account", "A1"],
        ],
    )
    def test_refuses_and_makes_none(self, take, words):
        take("accounts", files.ACCOUNTS)
        with pytest.raises(CommandError):
            said("issue_api_key", "--name", "Shop", *words)
        assert not ApiKey.objects.exists()


class TestAddStaff:
    def test_adds_somebody_who_signs_in_by_mailed_code(self, db):
        said("add_staff", "Ada@Example.com", "--role", "admin", "--name", "Ada")
        user = User.objects.get()
        assert (user.email, user.name, user.role) == ("ada@example.com", "Ada", "admin")
        assert user.is_staff
        assert user.is_superuser
        assert not user.has_usable_password()

    def test_takes_a_password_from_standard_input(self, db, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.StringIO("a long enough phrase\n"))
        said("add_staff", "bo@example.com", "--role", "lead", "--password-stdin")
        assert User.objects.get().check_password("a long enough phrase")

    def test_changes_the_role_of_somebody_known_and_keeps_the_password(self, db):
        User.objects.create_user("bo@example.com", "a long enough phrase", role="admin")
        said("add_staff", "bo@example.com", "--role", "support")
        user = User.objects.get()
        assert (user.role, user.is_superuser) == ("support", False)
        assert user.check_password("a long enough phrase")

    @pytest.mark.parametrize("address", ["nobody", "", "a b@example.com"])
    def test_refuses_what_is_no_address(self, db, address):
        with pytest.raises(CommandError):
            said("add_staff", address, "--role", "lead")
        assert not User.objects.exists()

    def test_refuses_a_weak_password(self, db, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
        with pytest.raises(CommandError):
            said("add_staff", "bo@example.com", "--role", "lead", "--password-stdin")
        assert not User.objects.exists()
