"""Printed commands are codes like any other, and nobody's number."""

from rma.rules import numbers
from rma.rules.commands import Command, code_of, command_of


class TestCommands:
    def test_each_has_a_code_that_checks_and_leads_back(self):
        codes = [code_of(command) for command in Command]
        assert all(numbers.is_code(code) for code in codes)
        assert len(set(codes)) == len(Command)
        assert [command_of(code) for code in codes] == list(Command)

    def test_nothing_else_is_a_command(self):
        assert command_of(None) is None
        assert command_of("BCDFGHJKNPRST") is None
