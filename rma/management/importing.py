"""The door all four imports share: a file in, counts and a file of refused rows out."""

import csv
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import IO, ClassVar

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone
from typing_extensions import override

from rma.management.progress import Progress
from rma.rules import rows, tables
from rma.rules.rows import Header, Sheet
from rma.rules.tables import Lines, NotATable, Row
from rma.steps.rows import Rehearsal, Tally

BATCH = 4000
UNREADABLE = 2


class ImportCommand(BaseCommand):
    """Read a table and hand it to a use case in batches."""

    sheet: ClassVar[Sheet]
    take_in: ClassVar[Callable[..., Tally]]

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a CSV file in UTF-8, or - for standard input")
        parser.add_argument(
            "--dry-run", action="store_true", help="check and count; write nothing"
        )

    @override
    def handle(self, *, file: str, dry_run: bool, **_options: object) -> None:
        """Import the file; end with 1 where a row is refused, 2 if unreadable."""
        refused = Refused(_refused_path(file))
        try:
            with _opened(file) as source:
                tally = self._import(source, refused, dry_run=dry_run)
        except NotATable as why:
            raise CommandError(f"{file}: {why}", returncode=UNREADABLE) from why
        except OSError as why:
            told = f"{file}: {why.strerror or why}."
            raise CommandError(told, returncode=UNREADABLE) from why
        finally:
            refused.close()
        self._report(tally, refused, dry_run=dry_run)
        if refused.count:
            sys.exit(1)

    def _import(self, source: IO[str], refused: "Refused", *, dry_run: bool) -> Tally:
        lines = Lines(source.readline)
        header = rows.bind(self.sheet, tables.read_header(lines))
        for name in header.unknown:
            if name in _OWN_COLUMNS:
                continue
            self.stderr.write(f"The column “{name}” is not known and is left out.")
        refused.begin(header)
        rehearsal = Rehearsal() if dry_run else None
        total = Tally()
        with Progress(source, self.stderr) as progress:
            for batch in _batches(tables.read_rows(lines, len(header.names))):
                tally = self._take(header, batch, rehearsal)
                total.add(tally)
                refused.write(tally)
                progress.show(len(batch))
        return total

    def _take(
        self, header: Header, batch: list[Row], rehearsal: Rehearsal | None
    ) -> Tally:
        take_in = type(self).take_in
        at = timezone.now()
        try:
            return take_in(header=header, rows=batch, at=at, rehearsal=rehearsal)
        except IntegrityError:
            # Somebody else wrote one of these a moment ago: now it is seen.
            return take_in(header=header, rows=batch, at=at, rehearsal=rehearsal)

    def _report(self, tally: Tally, refused: "Refused", *, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write("Dry run: nothing was written.")
        if tally.makers:
            self.stdout.write(f"New manufacturers: {', '.join(tally.makers)}")
        self.stdout.write(f"created: {tally.created}")
        self.stdout.write(f"changed: {tally.changed}")
        self.stdout.write(f"unchanged: {tally.unchanged}")
        self.stdout.write(f"rejected: {refused.count}")
        if refused.count:
            self.stdout.write(f"The rejected rows stand in {refused.path}.")


class Refused:
    """Write refused rows with their reasons, to be put right and imported again."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is made with the first refused row."""
        self.path = path
        self.count = 0
        self._header: list[str] = []
        self._file: IO[str] | None = None

    def begin(self, header: Header) -> None:
        """Take the header, and remove what an earlier run left."""
        known = [name for name in header.names if name not in _OWN_COLUMNS]
        self._places = [header.names.index(name) for name in known if name]
        self._header = [header.names[place] for place in self._places]
        self.path.unlink(missing_ok=True)

    def write(self, tally: Tally) -> None:
        """Add the refused rows of a tally, each cell harmless to a spreadsheet."""
        if not tally.rejected:
            return
        if self._file is None:
            self._file = self.path.open(
                "w", encoding="utf-8", errors="surrogateescape", newline=""
            )
            csv.writer(self._file).writerow([*self._header, *_OWN_COLUMNS])
        self.count += len(tally.rejected)
        csv.writer(self._file).writerows(
            [*self._cells(row), row.line, " ".join(reasons)]
            for row, reasons in tally.rejected
        )

    def close(self) -> None:
        """Finish the file."""
        if self._file:
            self._file.close()

    def _cells(self, row: Row) -> list[str]:
        shown = [tables.disarmed(cell) for cell in row.cells]
        if row.problem:
            return (shown + [""] * len(self._header))[: max(len(self._header), 1)]
        return [shown[place] for place in self._places]


_OWN_COLUMNS = ("line", "reason")


def _refused_path(file: str) -> Path:
    if file == "-":
        return Path("stdin.rejected.csv")
    path = Path(file)
    stem = path.stem if path.suffix.lower() == ".csv" else path.name
    beside = path.parent if os.access(path.parent, os.W_OK) else Path()
    return beside / f"{stem}.rejected.csv"


@contextmanager
def _opened(file: str) -> Iterator[IO[str]]:
    # What is not UTF-8 is carried through, so that one bad cell costs one row.
    if file != "-":
        with Path(file).open(
            encoding="utf-8", errors="surrogateescape", newline=""
        ) as opened:
            yield opened
        return
    text = TextIOWrapper(
        sys.stdin.buffer, encoding="utf-8", errors="surrogateescape", newline=""
    )
    yield text
    text.detach()


def _batches(found: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(found)
    while batch := list(islice(waiting, BATCH)):
        yield batch
