import pytest

from benchmarks.untokenized import untokenized


@pytest.mark.parametrize(
    ("tokens", "printed"),
    [
        ("The clinic , he said , was closed .", "The clinic, he said, was closed."),
        ("`` We saw it , '' a clerk said .", '"We saw it," a clerk said.'),
        ('He called it " a stunt " and left .', 'He called it "a stunt" and left.'),
        ("It was n't the mayor 's car .", "It wasn't the mayor's car."),
        ("A 12 - year - old boy fell .", "A 12-year-old boy fell."),
        ("They paid $ 1,200 ( 900 euros ) .", "They paid $1,200 (900 euros)."),
        ("Born on 3 / 4 at 9 : 40 p . m", "Born on 3/4 at 9:40 p.m."),
        ('" Stop " , he cried .', '"Stop", he cried.'),
    ],
)
def test_tokens_are_joined_as_a_newspaper_prints_them(tokens: str, printed: str) -> None:
    assert untokenized(tokens) == printed
