import pytest

from workbench.reading.robots import NOTHING, parsed

TEXT = """
# everyone
User-agent: *
Disallow: /private
Allow: /private/press
Disallow: /*.pdf$

User-agent: greedy
User-agent: desk
Disallow: /archive   # for both
Crawl-delay: 5
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("", True),
        ("/private", False),
        ("/private/x?a=b", False),
        ("/private/press/1", True),
        ("/a/b.pdf", False),
        ("/a/b.pdf?x=1", True),
        ("/archive", True),
        ("/%70rivate", False),
    ],
)
def test_the_longest_rule_for_everyone_decides(path: str, allowed: bool) -> None:  # noqa: FBT001
    assert parsed(TEXT, "other").allows(path) is allowed


def test_a_group_of_ones_own_replaces_the_one_for_everyone() -> None:
    rules = parsed(TEXT, "desk")

    assert not rules.allows("/archive/1")
    assert rules.allows("/private")


def test_nothing_written_allows_everything() -> None:
    assert parsed("", "desk").allows("/x")
    assert parsed("User-agent: *\nDisallow:", "desk").allows("/x")
    assert parsed("\x00garbage: yes\nDisallow: /", "desk").allows("/x")


def test_a_site_that_cannot_say_allows_nothing() -> None:
    assert not NOTHING.allows("/x")
