"""Where a parcel is, whatever order its news come in."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shipping.tracking import Progress, fold, next_look
from shipping.words import FINAL, Movement, ParcelState
from tests.shipping.builders import NOON, moved

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
MOVEMENTS = st.builds(
    Movement,
    carrier=st.just("sandbox"),
    tracking_number=st.just("SBX1"),
    state=st.sampled_from(ParcelState),
    # Few moments, so that many movements share one.
    occurred_at=st.integers(0, 9).map(lambda hour: BEGIN + timedelta(hours=hour)),
    text=st.sampled_from(["", "Scanned", "Left"]),
    expected_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 9)),
)
STORIES = st.lists(MOVEMENTS, max_size=12)


class TestFold:
    @given(STORIES, st.randoms(use_true_random=False))
    def test_gives_the_same_in_any_order_and_any_number_of_times(self, story, random):
        shuffled = story * 3
        random.shuffle(shuffled)

        assert fold(shuffled) == fold(story)

    @given(STORIES, MOVEMENTS)
    def test_leaves_a_final_state_only_for_another(self, story, news):
        before = fold(story)
        after = fold([*story, news])

        if before.state in FINAL:
            assert after.state in FINAL

    @given(STORIES, MOVEMENTS)
    def test_is_not_taken_back_by_news_from_before(self, story, news):
        before = fold(story)
        after = fold([*story, news])

        older = before.state_at and news.occurred_at < before.state_at
        if older and news.state not in FINAL:
            assert (after.state, after.state_at) == (before.state, before.state_at)

    @given(STORIES)
    def test_is_delivered_only_at_a_time_it_was_told(self, story):
        progress = fold(story)

        delivered = {m.occurred_at for m in story if m.state is ParcelState.DELIVERED}
        if progress.state is ParcelState.DELIVERED:
            assert progress.delivered_at == min(delivered)
            assert progress.expected_on is None
        else:
            assert progress.delivered_at is None

    def test_of_nothing_is_a_plan(self):
        assert fold([]) == Progress()

    def test_ignores_a_carrier_that_forgot_what_it_delivered(self):
        story = [
            moved(ParcelState.DELIVERED, 48),
            moved(ParcelState.LABEL_READY, 500),
        ]
        assert fold(story).state is ParcelState.DELIVERED

    def test_takes_a_lost_parcel_as_delivered_once_it_turns_up(self):
        story = [moved(ParcelState.LOST, 48), moved(ParcelState.DELIVERED, 90)]
        assert fold(story).state is ParcelState.DELIVERED

    def test_takes_the_newest_estimate(self):
        story = [
            moved(ParcelState.DELAYED, 9, expected_on=date(2026, 3, 7)),
            moved(ParcelState.HANDED_OVER, 1, expected_on=date(2026, 3, 5)),
            moved(ParcelState.MOVING, 20),
        ]
        assert fold(story).expected_on == date(2026, 3, 7)

    def test_remembers_when_the_carrier_first_had_it(self):
        story = [
            moved(ParcelState.LABEL_READY, 0),
            moved(ParcelState.MOVING, 9),
            moved(ParcelState.HANDED_OVER, 4),
        ]
        assert fold(story).handed_over_at == NOON + timedelta(hours=4)

    def test_says_which_states_need_a_person(self):
        asking = {state for state in ParcelState if fold([moved(state)]).needs_action}
        assert asking == {
            ParcelState.EXCEPTION,
            ParcelState.LOST,
            ParcelState.DAMAGED,
            ParcelState.RETURNED_TO_SENDER,
        }


class TestNextLook:
    def look(self, state, hours=0.0, at_hours=0.0):
        at = NOON + timedelta(hours=at_hours)
        when = next_look(
            state=state,
            state_at=NOON + timedelta(hours=hours),
            planned_at=NOON,
            at=at,
        )
        return when and when - at

    def test_is_sooner_the_nearer_the_parcel(self):
        assert self.look(ParcelState.LABEL_READY) == timedelta(hours=6)
        assert self.look(ParcelState.MOVING) == timedelta(hours=2)
        assert self.look(ParcelState.OUT_FOR_DELIVERY) == timedelta(minutes=30)

    def test_comes_once_more_after_the_end_and_then_never(self):
        assert self.look(ParcelState.DELIVERED) == timedelta(hours=72)
        assert self.look(ParcelState.DELIVERED, 0, 72) is None

    def test_ends_after_ninety_days(self):
        assert self.look(ParcelState.MOVING, 0, 90 * 24) is None
