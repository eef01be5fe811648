"""Fresh codes: unguessable, but in a told story the same again."""

from random import Random

from rma.rules import numbers
from rma.steps.minting import drawing_from, fresh_code


class TestFreshCode:
    def test_is_a_code_and_never_the_same(self):
        codes = {fresh_code() for _ in range(200)}
        assert len(codes) == 200
        assert all(numbers.is_code(code) for code in codes)

    def test_is_the_same_where_a_story_draws_and_only_there(self):
        def drawn() -> list[str]:
            with drawing_from(Random(5).randrange):
                return [fresh_code() for _ in range(3)]

        assert drawn() == drawn()
        assert fresh_code() not in drawn()
