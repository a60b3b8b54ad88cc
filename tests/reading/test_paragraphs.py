from hypothesis import given
from hypothesis import strategies as st

from workbench.reading.paragraphs import joined, paragraphs_of, squeezed


def test_wrapped_lines_join_and_bullets_stand_alone() -> None:
    text = (
        "The council said on Tuesday that the crossing would stay closed until the\n"
        "shelling near the town had stopped for good, and named three towns that\n"
        "had asked for water:\n"
        "- Tal Asfar\n"
        "- Tal Hamra"
    )

    assert paragraphs_of(text)[1:] == ["- Tal Asfar", "- Tal Hamra"]
    assert paragraphs_of(text)[0].endswith("named three towns that had asked for water:")


@given(st.text())
def test_no_word_is_lost_or_moved(text: str) -> None:
    assert squeezed(joined(paragraphs_of(text))) == squeezed(text)
