"""What leaves the desk: the same claims in every format, as a stream, and safe to open."""

import io
import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import event, insert, select

from tests.conftest import AddReport, MakeUser, WordsEncoder
from tests.schema_org import strays
from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.domain.hashes import text_hash
from workbench.domain.verdicts import Conclusion
from workbench.domain.vocabulary import Missing, Role, Stance, Verdict
from workbench.interchange.rows import Row
from workbench.pipeline import catching_up, creating, deciding, exporting, importing
from workbench.stages import evidence, publishing
from workbench.stages.evidence import Judgement
from workbench.store.casework import open_case
from workbench.store.models import Claim, Match
from workbench.store.queries import Filter

Bring = Callable[..., int]
Json = dict[str, Any]
FLOOD = "The flood took two bridges in Orsk, the mayor said on 3 March 2019."


@pytest.fixture
def bring(services: Services) -> Bring:
    """Brings one claim by its fields; gives its id."""

    def create(text: str, extra: dict[str, str] | None = None, **fields: str) -> int:
        row = Row(1, None, {"text": text, **fields}, extra or {})
        return creating.create(services, row, by="test").claim_id

    return create


@pytest.fixture
def corroborated(
    services: Services, bring: Bring, add_report: AddReport, make_user: MakeUser
) -> int:
    """A claim that a reviewer corroborated by a report."""
    add_report(
        f"Flood\n\n{FLOOD}", title="Flood", source="Daily Post", url="https://post.example/1"
    )
    claim_id = bring(
        "A flood took two bridges in Orsk.",
        speaker="Lea Orn",
        claimed_at="2019-03-04",
        language="en",
        url="https://claims.example/7",
        tags="floods;Orsk",
    )
    conclude(services, claim_id, make_user(), Verdict.CORROBORATED)
    return claim_id


@pytest.fixture
def statements(services: Services) -> Iterator[list[str]]:
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(services.database.engine, "before_cursor_execute", note)
    yield sent
    event.remove(services.database.engine, "before_cursor_execute", note)


def test_exported_lines_import_into_an_empty_desk_as_the_same_claims(
    services: Services, bring: Bring, corroborated: int, tmp_path: Path, empty_copy: Services
) -> None:
    bring(
        "=HYPERLINK is no claim.", {"desk": "north", "row": "7"}, external_id="x;1", source="Post"
    )
    bring("نزح آلاف المدنيين من المدينة.", language="ar", note="“quoted”, and\nin two lines")
    file = tmp_path / "claims.jsonl"
    exporting.export(services, Filter(), "jsonl", str(file))

    receipt = importing.import_file(empty_copy, file, by="test")

    assert (receipt["format"], receipt["new"], receipt["rejected"]) == ("workbench", 3, 0)
    assert [kept(each) for each in exporting.cases(empty_copy, Filter())] == [
        kept(each) for each in exporting.cases(services, Filter())
    ]
    assert corroborated


def test_a_hundred_claims_take_as_many_statements_as_one(
    services: Services, corroborated: int, statements: list[str], tmp_path: Path
) -> None:
    rows = "text\n" + "".join(f"The mayor of Orsk counted {n} houses.\n" for n in range(99))
    file = tmp_path / "claims.csv"
    file.write_text(rows)
    importing.import_file(services, file, by="test")
    statements.clear()

    shapes = list(exporting.cases(services, Filter()))

    assert len(shapes) == 100
    assert len([s for s in statements if s.startswith("SELECT")]) <= 2 * 8
    assert shapes[0]["id"] == corroborated


def test_no_snapshot_is_held_while_a_slow_reader_takes_a_page(
    services: Services, corroborated: int
) -> None:
    stream = exporting.cases(services, Filter())

    next(stream)

    assert services.database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    assert corroborated


def test_memory_stays_flat_however_many_claims_there_are(services: Services) -> None:
    few, many = 1_000, 4_000
    with services.database.transaction() as session:
        session.execute(insert(Claim), [a_claim(number) for number in range(many)])
    lines = held = 0

    tracemalloc.start()
    for piece in exporting.pieces(services, Filter(), "jsonl"):
        lines += piece.count(b"\n")
        if lines == few:
            tracemalloc.reset_peak()
            held = tracemalloc.get_traced_memory()[0]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert lines == many
    assert peak - held < 3_000_000  # a page of claims; all of them would be 12 MB


def a_claim(number: int) -> dict[str, Any]:
    text = f"At least {number} people were killed in the flood at Orsk, the mayor said."
    return {
        "identity": f"test:{number}",
        "text": text,
        "text_hash": text_hash(text),
        "check_worthiness": 0.5,
        "note": "x" * 2_000,
        "particulars": {"negated": False, "hedged": False},  # so that no sentence is read
    }


@pytest.mark.parametrize("format_", exporting.FORMATS)
def test_a_desk_without_claims_gives_a_whole_file(services: Services, format_: str) -> None:
    written = b"".join(exporting.pieces(services, Filter(), format_))

    expected = {"jsonl": b"", "fever": b"", "claimreview": b"[]\n", "averitec": b"[]\n"}
    assert written == expected.get(format_, written)


def test_cells_of_a_workbook_are_texts(services: Services, bring: Bring) -> None:
    bring('=HYPERLINK("https://x.example","free")', note="@SUM(1)", url="https://x.example/1")

    written = b"".join(exporting.pieces(services, Filter(), "xlsx"))

    sheet = openpyxl.load_workbook(io.BytesIO(written)).worksheets[0]
    header, cells = list(sheet.iter_rows())
    by_name = dict(zip((cell.value for cell in header), cells, strict=True))
    assert by_name["text"].value == '=HYPERLINK("https://x.example","free")'
    assert {by_name[name].data_type for name in ("text", "note", "url")} == {"s"}
    assert by_name["url"].hyperlink is None
    assert by_name["id"].value == 1


def test_only_claims_with_a_verdict_have_labels(
    services: Services, bring: Bring, corroborated: int, make_user: MakeUser
) -> None:
    bring("Nobody has looked at this claim yet.")
    conflicting = bring("Three bridges fell in Orsk.")
    ben = make_user("ben")
    conclude(services, conflicting, ben, Verdict.UNRESOLVED, Missing.CONFLICTING_REPORTS)

    fever = [json.loads(line) for line in text(services, "fever").splitlines()]
    averitec = json.loads(text(services, "averitec"))

    assert [(each["id"], each["label"], each["verifiable"]) for each in fever] == [
        (corroborated, "SUPPORTS", "VERIFIABLE"),
        (conflicting, "NOT ENOUGH INFO", "NOT VERIFIABLE"),
    ]
    assert fever[0]["evidence"][0][0][2] == "https://post.example/1"
    assert fever[0]["passages"][0]["text"] == FLOOD
    assert [each["label"] for each in averitec] == [
        "Supported",
        "Conflicting Evidence/Cherrypicking",
    ]
    assert averitec[0]["claim_date"] == "4-3-2019"
    assert averitec[0]["questions"][0]["answers"][0]["source_url"] == "https://post.example/1"


@pytest.mark.parametrize("format_", ["fever", "averitec"])
def test_labelled_claims_import_again_by_their_format(
    services: Services, corroborated: int, format_: str, tmp_path: Path, empty_copy: Services
) -> None:
    file = tmp_path / f"claims.{exporting.FORMATS[format_].suffix}"
    exporting.export(services, Filter(), format_, str(file))

    receipt = importing.import_file(empty_copy, file, by="test")

    assert (receipt["format"], receipt["new"]) == (format_, 1)
    assert corroborated


def test_only_published_claims_become_claim_reviews(
    services: Services, corroborated: int, make_user: MakeUser
) -> None:
    assert json.loads(text(services, "claimreview")) == []
    publish(services, corroborated, make_user)

    [review] = json.loads(text(services, "claimreview"))

    assert (review["@context"], review["@type"]) == ("https://schema.org", "ClaimReview")
    assert review["url"] == f"http://127.0.0.1:8080/claims/{corroborated}"
    assert review["publishingPrinciples"] == "http://127.0.0.1:8080/help/verdicts"
    assert review["author"]["name"] == "Claim desk"
    assert review["itemReviewed"]["author"]["name"] == "Lea Orn"
    assert review["itemReviewed"]["firstAppearance"]["url"] == "https://claims.example/7"
    assert review["citation"][0]["publisher"]["name"] == "Daily Post"


def test_a_rating_says_no_more_than_the_verdict(
    services: Services, corroborated: int, make_user: MakeUser
) -> None:
    publish(services, corroborated, make_user)

    [review] = json.loads(text(services, "claimreview"))

    rating = review["reviewRating"]
    assert (rating["ratingValue"], rating["worstRating"], rating["bestRating"]) == (4, 1, 5)
    assert rating["alternateName"] == "Corroborated"
    assert "not proof" in rating["ratingExplanation"]
    assert "support it: 0 to 1; that refute it: 0." in rating["ratingExplanation"]


def test_a_claim_review_uses_only_terms_of_schema_org(
    services: Services, corroborated: int, make_user: MakeUser
) -> None:
    publish(services, corroborated, make_user)

    [review] = json.loads(text(services, "claimreview"))

    assert list(strays(review)) == []
    assert list(strays({**review, "verdict": "true"})) == ["/ClaimReview.verdict"]


def test_a_verdict_that_was_not_published_leaves_no_claim_review(
    services: Services, corroborated: int, make_user: MakeUser
) -> None:
    publish(services, corroborated, make_user)
    second = make_user("ben")
    conclude(services, corroborated, second, Verdict.UNRESOLVED, Missing.NEEDS_DOCUMENT)

    assert json.loads(text(services, "claimreview")) == []


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("Lea Orn", "Person"),
        ("the Health Ministry", "Organization"),
        ("residents", "Organization"),
        ("ليلى حسن", "Person"),
    ],
)
def test_a_speaker_is_a_person_or_a_body(
    services: Services, bring: Bring, make_user: MakeUser, name: str, type_: str
) -> None:
    claim_id = bring("Three bridges fell in Orsk.", speaker=name)
    conclude(services, claim_id, make_user(), Verdict.UNRESOLVED, Missing.NEEDS_DOCUMENT)
    publish(services, claim_id, make_user)

    [review] = json.loads(text(services, "claimreview"))

    assert review["itemReviewed"]["author"] == {"@type": type_, "name": name}


def test_what_is_unresolved_gets_words_and_no_number(
    services: Services, bring: Bring, make_user: MakeUser
) -> None:
    claim_id = bring("Three bridges fell in Orsk.")
    conclude(services, claim_id, make_user(), Verdict.UNRESOLVED, Missing.NEEDS_DOCUMENT)
    publish(services, claim_id, make_user)

    [review] = json.loads(text(services, "claimreview"))

    assert review["reviewRating"].keys() == {"@type", "alternateName", "ratingExplanation"}


@pytest.fixture
def empty_copy(tmp_path: Path) -> Iterator[Services]:
    """Another desk, with nothing in it."""
    settings = Settings(home=tmp_path / "other" / "desk", indexes=tmp_path / "other" / "indexes")
    desk = bootstrap.init(settings, encoder=WordsEncoder())
    yield desk
    desk.database.close()


def conclude(
    services: Services,
    claim_id: int,
    reviewer: Any,
    verdict: Verdict,
    missing: Missing | None = None,
) -> None:
    if verdict is Verdict.CORROBORATED:
        with services.database.transaction() as session:
            match = session.scalars(select(Match).where(Match.claim_id == claim_id)).first()
            assert match is not None
            judgement = Judgement(Stance.SUPPORTS)
            evidence.on_passage(session, claim_id, match.passage_id, judgement, reviewer=reviewer)
        catching_up.assess(services, claim_id)
    conclusion = Conclusion(verdict, "Looked at it.", missing=missing)
    with services.database.transaction() as session:
        seen = open_case(session, claim_id).revision
        deciding.conclude(services, session, claim_id, conclusion, reviewer=reviewer, seen=seen)


def publish(services: Services, claim_id: int, make_user: MakeUser) -> None:
    editor = make_user("edda", Role.EDITOR)
    with services.database.transaction() as session:
        publishing.publish(session, claim_id, by=editor)


def text(services: Services, format_: str) -> str:
    return b"".join(exporting.pieces(services, Filter(), format_)).decode()


def kept(case: Json) -> Json:
    names = ("text", "external_id", "speaker", "claimed_at", "url", "source", "language")
    return {name: case[name] for name in (*names, "tags", "note", "extra")}
