"""A claim of the sentence that a person points at."""

import pytest

from workbench.domain.spans import Span
from workbench.errors import UsageError
from workbench.language import claims

TEXT = "“It was a sad day for us all,” said Colonel Nadir. The dam was blown up on Friday."


def test_a_part_of_a_sentence_takes_the_whole_with_its_speaker() -> None:
    taken = claims.take(TEXT, Span(5, 12), published=None)

    assert taken.text == "“It was a sad day for us all,” said Colonel Nadir."
    assert taken.speaker is not None
    assert (taken.because, taken.check_worthiness) == ("A reviewer took it by hand.", 1.0)


def test_the_blank_after_a_sentence_belongs_to_no_other() -> None:
    end = TEXT.index("The dam") + 1

    assert claims.take(TEXT, Span(20, end), published=None).text.endswith("Nadir.")


@pytest.mark.parametrize("stretch", [Span(0, len(TEXT)), Span(900, 910), Span(9, 3)])
def test_a_stretch_that_is_not_within_one_sentence_is_refused(stretch: Span) -> None:
    with pytest.raises(UsageError, match="Select one sentence"):
        claims.take(TEXT, stretch, published=None)
