"""What the bench asks where nobody wrote anything: the house's own checks."""

import pytest

from rma.demo import catalogue
from rma.rules import checklists


@pytest.mark.parametrize("category", ["cameras", "Camera", " CAMERAS "])
def test_a_category_is_known_by_its_name_in_one_or_many(category):
    keys = [each.key for each in checklists.checks_for(category)]
    assert keys == ["serial", "housing", "power", "picture", "cable"]


def test_what_has_no_checks_of_its_own_is_asked_the_usual():
    keys = [each.key for each in checklists.checks_for("lenses")]
    assert keys == ["serial", "housing", "power"]


def test_the_categories_of_the_demonstration_have_checks_of_their_own():
    place = catalogue.PRODUCT_COLUMNS.index("category")
    for category in {row[place] for row in catalogue.product_rows()}:
        assert len(checklists.checks_for(category)) > 3
