"""What may be chosen after a finding: never dearer than what was agreed to."""

from hypothesis import given
from hypothesis import strategies as st

from rma.rules.choices import ChoiceTerms, Found, Option, offer
from rma.rules.money import Money
from rma.rules.words import Finding

cents = st.integers(0, 100_000)
euros = st.builds(Money, cents, st.just("EUR"))
terms = st.builds(
    ChoiceTerms,
    has_second_look=st.booleans(),
    keep_percent=st.integers(0, 100),
    paid_repair=st.none() | euros,
    no_fault_fee=euros,
)
found = st.builds(
    Found,
    finding=st.sampled_from([Finding.NO_FAULT_FOUND, Finding.EXTERNAL_DAMAGE]),
    value=st.none() | euros,
    accepted_fee=st.none() | euros | st.just(Money(500, "USD")),
    had_second_look=st.booleans(),
    may_credit=st.booleans(),
)


class TestOffer:
    @given(terms, found)
    def test_sending_back_is_always_there_and_first(self, terms, found):
        assert offer(terms, found).options[0] is Option.SEND_BACK

    @given(terms, found)
    def test_a_fee_is_never_more_than_was_accepted_nor_than_the_policy_asks(
        self, terms, found
    ):
        fee = offer(terms, found).fee
        if fee is not None:
            assert found.finding is Finding.NO_FAULT_FOUND
            assert fee.currency == found.accepted_fee.currency
            assert 0 < fee.cents <= found.accepted_fee.cents
            assert fee.cents <= terms.no_fault_fee.cents

    @given(terms, found)
    def test_what_costs_is_the_fee_or_a_price_that_is_agreed_to(self, terms, found):
        offered = offer(terms, found)
        for option in offered.options:
            cost = offered.cost_of(option)
            if cost is not None and option is not Option.SEND_BACK:
                assert offered.must_agree(option)

    @given(terms, found)
    def test_a_second_look_is_had_once_and_a_credit_stays_below_the_price(
        self, terms, found
    ):
        offered = offer(terms, found)
        assert not (found.had_second_look and Option.SECOND_LOOK in offered.options)
        if Option.KEEP_FOR_CREDIT in offered.options:
            assert found.may_credit
            assert 0 < offered.credit.cents <= found.value.cents
