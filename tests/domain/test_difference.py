"""How one text differs from another: sentences beside their new wording, words within."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.difference import Change, difference, nearest, stands

LEAD = "The dam broke at night."
TOLL = "At least 12 people were killed in the village, the mayor said."
LATER_TOLL = "At least 15 people were killed in the village, the mayor said."
RAIN = "It had rained for a week."
SENTENCES = st.lists(st.sampled_from([LEAD, TOLL, LATER_TOLL, RAIN, "Water rose."]), max_size=12)


def test_a_changed_figure_stands_beside_what_it_replaces() -> None:
    same, step, also = difference([LEAD, TOLL, RAIN], [LEAD, LATER_TOLL, RAIN])

    assert (same.change, also.change) == (Change.SAME, Change.SAME)
    assert (step.change, step.before, step.after) == (Change.CHANGED, TOLL, LATER_TOLL)
    assert [piece.text for piece in step.pieces if piece.change is Change.REMOVED] == ["12"]
    assert [piece.text for piece in step.pieces if piece.change is Change.ADDED] == ["15"]


def test_sentences_that_came_and_went_stand_alone() -> None:
    changes = difference([LEAD, RAIN], [LEAD, "Nobody was hurt, officials said later."])

    assert [(step.change, step.before or step.after) for step in changes[1:]] == [
        (Change.REMOVED, RAIN),
        (Change.ADDED, "Nobody was hurt, officials said later."),
    ]


def test_layout_alone_is_no_change() -> None:
    assert [step.change for step in difference(["The dam\nbroke."], ["The  dam broke."])] == [
        Change.SAME
    ]


def test_the_nearest_wording_is_found_or_none() -> None:
    assert nearest(TOLL, [LEAD, LATER_TOLL]) == LATER_TOLL
    assert nearest(TOLL, [LEAD, RAIN]) is None
    assert nearest(TOLL, []) is None


def test_words_stand_whatever_their_line_breaks() -> None:
    assert stands("broke at\nnight", LEAD)
    assert not stands("broke at noon", LEAD)


@given(SENTENCES, SENTENCES)
def test_both_texts_can_be_read_back(before: list[str], after: list[str]) -> None:
    steps = difference(before, after)

    earlier = [step.before or step.after for step in steps if step.change is not Change.ADDED]
    later = [step.after for step in steps if step.after is not None]
    assert (earlier, later) == (before, after)


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_pieces_of_a_step_hold_every_character(before: str, after: str) -> None:
    for step in difference([f"a b c d {before}"], [f"a b c d {after}"]):
        if step.change is Change.CHANGED:
            pieces = step.pieces
            old = "".join(piece.text for piece in pieces if piece.change is not Change.ADDED)
            new = "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED)
            assert (old, new) == (step.before, step.after)
