"""The guides of docs/ as pages: Markdown to HTML that the policy of every page allows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

DOCS = Path(__file__).parents[2] / "docs"
IMAGES = "images"
GROUPS = (
    ("To review", ("reviewing", "glossary")),
    ("To read what was published", ("verdicts", "comparison")),
    ("To run a desk", ("operations", "settings", "attacks")),
    ("To write programs for it", ("api", "contract", "reference")),
    ("To work on it", ("engineering", "architecture", "method", "accuracy")),
)
_PLAIN = {"th_open": "th", "td_open": "td"}
_NAME = re.compile(r"(?:decisions/)?[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and its anchor."""

    level: int
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Guide:
    """One page of the docs."""

    name: str
    title: str
    headings: tuple[Heading, ...]
    body: Markup


def names() -> list[str]:
    """Every guide that there is, the decisions last."""
    found = sorted(path.stem for path in DOCS.glob("*.md"))
    return found + [f"decisions/{path.stem}" for path in sorted(DOCS.glob("decisions/*.md"))]


def read(name: str) -> Guide | None:
    """A guide by its name; None where there is none."""
    path = DOCS / f"{name}.md"
    if not _NAME.fullmatch(name) or not path.is_file():
        return None
    return _read(name, path.read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def _read(name: str, text: str) -> Guide:
    return render(name, text)


def render(name: str, text: str) -> Guide:
    """Markdown as a page; HTML in it is shown, never followed."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    headings = tuple(_headings(tokens))
    for token in _all(tokens):
        _mend(name, token)
    body = Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 (made above)
    title = next((each.words for each in headings if each.level == 1), name)
    return Guide(name, title, headings, body)


def _headings(tokens: list[Token]) -> Iterator[Heading]:
    taken: dict[str, int] = {}
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            words = "".join(each.content for each in inside.children or ())
            anchor = _anchor(words)
            count = taken[anchor] = taken.get(anchor, -1) + 1
            anchor = f"{anchor}-{count}" if count else anchor
            token.attrSet("id", anchor)
            yield Heading(int(token.tag[1]), words, anchor)


def _anchor(words: str) -> str:
    """As code hosts make them."""
    return re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _mend(name: str, token: Token) -> None:
    """No inline style, links within the help, pictures from it."""
    if token.type in _PLAIN and "style" in token.attrs:
        token.attrs = {"class": "num"} if "right" in str(token.attrs["style"]) else {}
    elif token.type == "table_open":
        token.attrs = {"class": "rows"}
    elif token.type == "link_open":
        token.attrs = _link(name, str(token.attrs.get("href", "")))
    elif token.type == "image":
        token.attrs["src"] = _within(name, str(token.attrs["src"]))
        token.attrs["loading"] = "lazy"


def _link(name: str, href: str) -> dict[str, str | int | float]:
    if href.startswith(("https://", "http://")):
        return {"href": href, "rel": "noreferrer noopener"}
    page, _, anchor = href.partition("#")
    target = _within(name, page) if page else ""
    if page and not target.endswith(".md"):
        return {}  # a file beside the docs: named, not linked
    return {"href": target.removesuffix(".md") + (f"#{anchor}" if anchor else "")}


def _within(name: str, path: str) -> str:
    """An address of the help for a path as the docs write it; blank for what is outside."""
    whole = (DOCS / f"{name}.md").parent.joinpath(path).resolve()
    return f"/help/{whole.relative_to(DOCS)}" if whole.is_relative_to(DOCS) else ""
