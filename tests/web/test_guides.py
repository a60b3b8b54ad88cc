"""The guides in the desk: every page, every link, every picture; nothing the policy forbids."""

import re

import pytest

from tests.web.conftest import Visitor
from workbench.web import guides
from workbench.web.guides import GROUPS, names, render

NAMES = names()


def test_every_guide_is_listed_once(visitor: Visitor) -> None:
    listed = [name for _, found in GROUPS for name in found if guides.read(name)]
    page = visitor.get("/help/")

    assert sorted(listed) == [name for name in NAMES if "/" not in name]
    assert page.status_code == 200
    assert [name for name in NAMES if f'href="/help/{name}"' not in page.text] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_guide_is_a_page_that_the_policy_allows(visitor: Visitor, name: str) -> None:
    page = visitor.get(f"/help/{name}")

    assert page.status_code == 200
    assert len(re.findall("<h1", page.text)) == 1
    assert " style=" not in page.text
    assert re.findall(r"<script(?![^>]*src=)", page.text) == []
    for target in re.findall(r'(?:href|src)="(/help/[^"#]+)', page.text):
        assert visitor.client.get(target, buffered=True).status_code == 200, target


@pytest.mark.parametrize("name", NAMES)
def test_anchors_lead_to_headings(name: str) -> None:
    found = guides.read(name)
    assert found
    for page, anchor in re.findall(r'href="(?:/help/([^"#]+))?#([^"]+)"', found.body):
        there = guides.read(page or name)
        assert there
        assert anchor in {heading.anchor for heading in there.headings}, (page, anchor)


@pytest.mark.parametrize(
    "path", ["nothing", "../README", "decisions/..%2fapi", "api.md", "images/x.png"]
)
def test_what_is_no_guide_is_not_there(visitor: Visitor, path: str) -> None:
    assert visitor.get(f"/help/{path}").status_code == 404


def test_html_in_a_guide_is_shown_and_not_followed() -> None:
    guide = render("api", "# A\n\n<script>alert(1)</script> [x](javascript:alert(1)) <b>b</b>")

    assert "<script" not in guide.body
    assert "javascript:alert" not in re.findall(r'href="([^"]*)"', guide.body)
    assert "&lt;b&gt;" in guide.body


def test_a_table_s_columns_are_aligned_without_inline_styles() -> None:
    guide = render("api", "| a | b |\n|---|--:|\n| x | 1 |")

    assert '<th class="num">b</th>' in guide.body
    assert "style" not in guide.body


def test_headings_of_the_same_words_have_anchors_of_their_own() -> None:
    guide = render("api", "# T\n\n## Same `code`!\n\n## Same `code`!")

    assert [each.anchor for each in guide.headings] == ["t", "same-code", "same-code-1"]


def test_links_go_to_guides_and_out_and_nowhere_else() -> None:
    guide = render(
        "decisions/001-x",
        "[a](../method.md#x) [b](https://example.org) [c](../../LICENSE) [d](#here)",
    )

    assert re.findall(r"<a([^>]*)>", guide.body) == [
        ' href="/help/method#x"',
        ' href="https://example.org" rel="noreferrer noopener"',
        "",
        ' href="#here"',
    ]


def test_help_is_one_step_from_every_page(visitor: Visitor) -> None:
    assert 'href="/help/"' in visitor.get("/sign-in").text
