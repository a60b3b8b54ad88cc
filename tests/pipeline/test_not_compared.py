"""A claim in another language than English says in its JSON why nothing was compared."""

from collections.abc import Callable

import pytest

from workbench.bootstrap import Services
from workbench.domain.hashes import text_hash
from workbench.pipeline import catching_up, showing
from workbench.store.models import Claim

ARABIC = "قال ضابط في الجيش إن أربعين جنديا قتلوا في المعارك حول بلدة تالفار."
ENGLISH = "The price of bread in the town has risen again this week."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            ARABIC,
            "The claim is in another language than English (ar): only English is compared.",
        ),
        (ENGLISH, None),
    ],
)
def test_a_claim_says_why_it_is_not_compared(
    services: Services, add_report: Callable[..., int], text: str, reason: str | None
) -> None:
    add_report(f"Prices\n\n{ENGLISH}", source="Herald", published="2019-03-04")
    claim = Claim(identity="one", text=text, text_hash=text_hash(text), check_worthiness=1.0)
    with services.database.transaction() as session:
        session.add(claim)
    catching_up.catch_up(services)

    with services.database.snapshot() as session:
        shown = showing.show(session, claim.id)

    assert shown["matches"]
    assert shown["not_compared"] == reason
