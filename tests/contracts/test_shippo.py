"""Shippo's own document judges us: it is there, and it would notice."""

import json
import os

import pytest
from werkzeug.datastructures import Headers

from tests.contracts import judge

GOOD = {
    "rate": "b741b99f95e841639b54272834bc478c",
    "async": False,
    "label_file_type": "PDF_4x6",
    "metadata": "rma1:X.1",
}


def objections(body, answer=None):
    said = json.dumps(answer or {"object_id": "1", "status": "SUCCESS"}).encode()
    request = judge.Request(
        "post",
        "/transactions",
        {},
        {"Content-Type": "application/json", "Authorization": "ShippoToken x"},
        json.dumps(body).encode(),
    )
    headers = Headers({"Content-Type": "application/json"})
    judged = judge.Judged(exchanges=[(request, judge.Answer(201, said, headers))])
    return judged.complaints()


def test_the_document_is_beside_the_project():
    if judge.book() is None and os.environ.get("SHIPPO_SPEC_DEMANDED") != "1":
        pytest.skip("NOT RUN: Shippo's document is not beside the project")
    assert judge.book() is not None, f"Shippo's document is not at {judge.DOCUMENT}"


@pytest.mark.skipif(
    not judge.DOCUMENT.exists(), reason="Shippo's document is not beside the project"
)
class TestJudge:
    def test_takes_an_honest_exchange(self):
        assert objections(GOOD) == []

    @pytest.mark.parametrize(
        "wrong", [{"label_file_type": "BOGUS"}, {"rate": 7}, {"async": "no"}]
    )
    def test_notices_a_wrong_request(self, wrong):
        assert objections(GOOD | wrong)

    def test_notices_a_wrong_answer(self):
        assert objections(GOOD, {"object_id": "1", "status": "PURCHASED"})
