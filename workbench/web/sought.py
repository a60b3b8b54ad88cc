"""What was searched for, marked in what was found."""

from markupsafe import Markup

from workbench.language import literal
from workbench.language.parts import Page
from workbench.web.highlight import Mark, highlight


def sought(text: str, query: str, published: str | None = None) -> Markup:
    """A text, escaped, with the query's words marked as the search takes them.

    `published` is when the text's report appeared: its "Tuesday" may be the day asked for.
    """
    places = literal.read(query).places(Page.of(text, published))
    return highlight(text, [Mark(span, "sought", "") for span in places])
