"""What the tests of the imports share: running one and looking at what it says."""

import csv
import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.rma.importing import files

COUNTS = ("created", "changed", "unchanged", "rejected")


@dataclass
class Run:
    """What one import said and left behind."""

    status: int
    said: str
    told: str
    refused: list[dict[str, str]]

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(
            int(re.search(rf"^{c}: (\d+)$", self.said, re.M)[1]) for c in COUNTS
        )


@dataclass
class Importer:
    """Imports texts and files as the command line would."""

    folder: Path
    patch: pytest.MonkeyPatch

    def __call__(self, kind: str, content: str | bytes, *options: str) -> Run:
        raw = content.encode() if isinstance(content, str) else content
        path = self.folder / f"{kind}.csv"
        path.write_bytes(raw)
        return self.run(kind, str(path), *options)

    def from_stdin(self, kind: str, content: str) -> Run:
        stdin = io.TextIOWrapper(io.BytesIO(content.encode()))
        self.patch.setattr(sys, "stdin", stdin)
        self.patch.chdir(self.folder)
        return self.run(kind, "-")

    def run(self, kind: str, path: str, *options: str) -> Run:
        said, told, status = io.StringIO(), io.StringIO(), 0
        try:
            call_command(f"import_{kind}", path, *options, stdout=said, stderr=told)
        except SystemExit as end:
            status = end.code
        except CommandError as why:
            status = why.returncode
            told.write(str(why))
        name = "stdin" if path == "-" else Path(path).stem
        return Run(status, said.getvalue(), told.getvalue(), self.refused(name))

    def refused(self, name: str) -> list[dict[str, str]]:
        path = self.folder / f"{name}.rejected.csv"
        if not path.exists():
            return []
        text = path.read_text(encoding="utf-8", errors="surrogateescape")
        return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def take(tmp_path, monkeypatch, db) -> Importer:
    """Return what imports a text."""
    return Importer(tmp_path, monkeypatch)


@pytest.fixture
def shop(take) -> Importer:
    """Return the same, where two accounts and two products are there."""
    take("accounts", files.ACCOUNTS)
    take("products", files.PRODUCTS)
    return take
