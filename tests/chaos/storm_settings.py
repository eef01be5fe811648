"""The settings of the storm: the whole product, letters counted as they leave."""

from config.settings import *  # noqa: F403

EMAIL_BACKEND = "tests.chaos.letters.CountingBackend"
LETTERS_GATHER_SECONDS = 0
