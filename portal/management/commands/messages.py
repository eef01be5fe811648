"""The command for translators: gather the texts, begin a language, make it load."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from typing_extensions import override

from portal.catalogs import keeping


class Command(BaseCommand):
    """Bring every language up to date with the code and compile it."""

    help = __doc__

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do besides."""
        parser.add_argument("--begin", metavar="LANGUAGE", help="begin one, as in de")
        parser.add_argument(
            "--compile", action="store_true", help="only compile what has changed"
        )
        parser.add_argument(
            "--pseudo", action="store_true", help="make the two for trying"
        )

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how far each language is."""
        folder = settings.ROOT / "locale"
        if options["pseudo"]:
            keeping.make_pseudo(settings.RETURNWELL_DATA / "locale", settings.ROOT)
            self.stdout.write("en-xa (long) and ar-xb (right to left) are offered now.")
            return
        if options["begin"]:
            self._begin(options["begin"])
        if not options["compile"]:
            for each in keeping.bring_up_to_date(folder, settings.ROOT):
                self.stdout.write(
                    f"{each.language}: {each.translated} of {each.texts} texts, "
                    f"{each.unsure} to look at again"
                )
        for made in keeping.compile_all(folder):
            self.stdout.write(f"{made.language} is compiled")
            for fault in made.left_out:
                self.stderr.write(f"{made.language}, left out, {fault}")

    def _begin(self, language: str) -> None:
        known = settings.KNOWN_LANGUAGES
        if language not in known:
            raise CommandError(f"{language} is no language code that Django knows.")
        try:
            path = keeping.begin(settings.ROOT / "locale", language)
        except FileExistsError as file:
            raise CommandError(f"It was begun before: {file}") from file
        self.stdout.write(f"Begun: {path.relative_to(settings.ROOT)}")
