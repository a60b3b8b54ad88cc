"""The gold labels parse, keep to their closed sets, point into real texts, and agree as stated."""

import gzip
import hashlib
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.vocabulary import BasisKind, Ground

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "benchmarks" / "gold"
REPORTS = ROOT.parent / "shared" / "data" / "reports"
SAME = {"copy", "cut copy", "edited copy", "update"}
KINDS = SAME | {
    "excerpt", "shared paragraphs", "shared quote", "boilerplate only", "different texts",
}  # fmt: skip
REASONS = {
    "checkable", "opinion or demand", "prediction or hope", "question", "instruction", "chrome",
    "background", "nothing particular asserted", "personal taste or experience",
}  # fmt: skip
RELATIONS = {
    "independent support", "same origin", "update", "refutes", "origin unknown", "not comparable",
    "other event",
}  # fmt: skip
TRAPS = {
    "copies only", "same place, another event", "changed figures", "same speaker, several channels",
}  # fmt: skip
READERS = ("first", "second", "third")
GROUNDS = {Ground.PARTY_DENIAL, Ground.CONTRARY_OBSERVATION}
VALUE = re.compile(r"(?:>=|<=|>)?\d+|\d+-\d+|\D.*")

needs_data = pytest.mark.skipif(
    not REPORTS.is_dir(), reason="the reports are not beside the checkout (../shared/data/reports)"
)
Row = dict[str, Any]


@cache
def rows(name: str) -> tuple[Row, ...]:
    return tuple(map(json.loads, (GOLD / name).read_text().splitlines()))


def desk(kind: str) -> list[Row]:
    return [row for row in rows("desk.jsonl") if row["type"] == kind]


def links() -> list[Row]:
    return [link for claim in desk("claim") for link in claim["links"]]


@cache
def texts() -> dict[str, str]:
    news = gzip.decompress((REPORTS / "news_2012_2020.jsonl.gz").read_bytes()).splitlines()
    syria = (REPORTS / "syria_casualties.jsonl").read_bytes().splitlines()
    return {report["id"]: report["text"] for report in map(json.loads, [*news, *syria])}


def agreement(pairs: list[tuple[object, object]]) -> tuple[int, float, float]:
    """Count the pairs; their raw agreement and Cohen's kappa, to three digits."""
    count = len(pairs)
    raw = sum(one == two for one, two in pairs) / count
    first, second = (Counter(side) for side in zip(*pairs, strict=True))
    chance = sum(first[label] * second[label] for label in first) / count**2
    return count, round(raw, 3), round((raw - chance) / (1 - chance), 3)


def passes(name: str, label: str) -> list[tuple[object, object]]:
    if label == "label":
        return [(row["pass_1"], row["pass_2"]) for row in rows(name)]
    if label == "relation":
        return [(link["pass_1"], link["pass_2"]) for link in links() if "pass_1" in link]
    if label == "again":
        return [(row["label"], row["again"]) for row in rows(name) if "again" in row]
    if name == "pulled_sentences.jsonl":
        one, two = (READERS.index(each) for each in label.split("_"))
        read = [row["readers"] for row in rows(name) if "readers" in row]
        return [(by[one]["label"], by[two]["label"]) for by in read]
    labelled = [row for row in rows(name) if "pass_1" in row]
    return [(row["pass_1"][label], row["pass_2"][label]) for row in labelled]


def stated() -> list[tuple[str, str, int, float, float]]:
    line = re.compile(r"\| `(\w+\.jsonl)` \| (\w+) \| (\d+) \| ([\d.]+) \| ([\d.]+) \|")
    found = line.findall((GOLD / "README.md").read_text())
    return [(name, label, int(n), float(raw), float(kappa)) for name, label, n, raw, kappa in found]


def test_every_set_states_its_agreement() -> None:
    assert {(name, label) for name, label, *_ in stated()} == {
        ("near_duplicates.jsonl", "same"),
        ("near_duplicates.jsonl", "kind"),
        ("news_sentences.jsonl", "label"),
        ("pulled_sentences.jsonl", "first_second"),
        ("pulled_sentences.jsonl", "first_third"),
        ("pulled_sentences.jsonl", "second_third"),
        ("pulled_sentences.jsonl", "again"),
        ("desk.jsonl", "basis"),
        ("desk.jsonl", "root"),
        ("desk.jsonl", "relation"),
    }


@pytest.mark.parametrize("line", stated(), ids=lambda line: f"{line[0]} {line[1]}")
def test_the_stated_agreement_is_that_of_the_two_passes(
    line: tuple[str, str, int, float, float],
) -> None:
    name, label, *figures = line

    assert agreement(passes(name, label)) == tuple(figures)


def test_pairs_of_reports_keep_to_their_kinds() -> None:
    pairs = rows("near_duplicates.jsonl")

    assert {pair["kind"] for pair in pairs} <= KINDS
    assert all(pair["same"] == (pair["kind"] in SAME) for pair in pairs)
    assert len({(pair["id_a"], pair["id_b"]) for pair in pairs}) == len(pairs) == 345


def test_sentences_keep_to_their_reasons() -> None:
    sentences = rows("news_sentences.jsonl")

    assert {row["label"] for row in sentences} == {"claim", "no claim"}
    assert {row["reason"] for row in sentences} <= REASONS
    assert all((row["reason"] == "checkable") == (row["label"] == "claim") for row in sentences)
    assert Counter(row["set"] for row in sentences) == {"syria": 150, "week": 150}


def test_pulled_sentences_are_apart_from_each_other_and_from_the_others() -> None:
    sentences = rows("pulled_sentences.jsonl")
    reports = {
        part: {row["report_id"] for row in sentences if row["set"] == part}
        for part in {row["set"] for row in sentences}
    }

    assert {row["label"] for row in sentences} == {"claim", "no claim"}
    assert Counter(row["set"] for row in sentences) == {
        "first": 1422,
        "trial": 220,
        "second trial": 260,
        "third trial": 230,
        "fourth trial": 382,
        "fifth trial": 367,
        "sixth trial": 355,
        "seventh trial": 255,
        "eighth trial": 306,
        "ninth trial": 212,
    }
    assert len(set().union(*reports.values())) == sum(map(len, reports.values()))
    assert not {row["report_id"] for row in rows("news_sentences.jsonl")} & {
        row["report_id"] for row in sentences
    }


def test_what_three_readers_read_has_the_label_of_two() -> None:
    sentences = [row for row in rows("pulled_sentences.jsonl") if "readers" in row]

    assert Counter(row["set"] for row in sentences) == {"ninth trial": 212}
    assert Counter(row["label"] for row in sentences) == {"claim": 193, "no claim": 19}
    for row in sentences:
        assert len(row["readers"]) == len(READERS)
        assert {by["reason"] for by in row["readers"]} <= REASONS
        for key in ("label", "close_call"):
            assert sum(by[key] == row[key] for by in row["readers"]) >= 2


def test_answers_are_told_of_sentences_of_the_claims_event() -> None:
    claims = rows("event_answers.jsonl")
    assert len(claims) == 198
    assert len({claim["id"] for claim in claims}) == 198
    pairs = [(claim, pair) for claim in claims for pair in claim["pairs"]]
    labels = Counter(pair[3] for _, pair in pairs)
    assert labels == {"answers": 1003, "in part": 433, "same event": 1430}
    for claim, (report, sentence, digest, _, stands_for) in pairs:
        assert report != claim["report"]
        assert re.fullmatch(r"[0-9a-f]{12}", digest)
        assert sentence >= 0
        assert stands_for >= 1


def test_invented_reports_name_what_their_sentences_tell() -> None:
    reports = rows("invented_reports.jsonl")
    told = [(report["event"], *each) for report in reports for each in report["sentences"]]
    assert len(reports) == len({report["id"] for report in reports}) == 303
    assert len({report["event"] for report in reports}) == 113
    assert len({text for _, text, _ in told}) == len(told) == 1053
    own = {f"{event}/{name}" for event, _, names in told for name in names if "/" not in name}
    elsewhere = {name for *_, names in told for name in names if "/" in name}
    assert elsewhere <= own
    assert all(len(names) == len(set(names)) for *_, names in told)


def test_what_the_shipped_answer_learns_from_is_no_sentence_that_measures_it() -> None:
    events, invented = rows("event_sentences.jsonl"), rows("invented_sentences.jsonl")
    measuring = {
        row["sha256"] for row in [*rows("pulled_sentences.jsonl"), *rows("news_sentences.jsonl")]
    }

    assert {row["label"] for row in [*events, *invented]} == {"claim", "no claim"}
    assert Counter(row["set"] for row in events) == {"drawn": 933, "unsure": 330}
    assert len({(row["report_id"], row["sentence"]) for row in events}) == len(events)
    assert not {row["sha256"] for row in events} & measuring
    assert len({row["text"] for row in invented}) == len(invented) == 1781


def test_assertions_keep_to_the_spellings_of_the_trade() -> None:
    on_events = [row for row in desk("assertion") if row["event"]]

    assert {row["basis"] for row in on_events} <= set(BasisKind)
    assert all(row["root"] and VALUE.fullmatch(row["value"]) for row in on_events)
    assert all(re.fullmatch(r"20\d\d-\d\d-\d\d(T\d\d)?", row["as_of"]) for row in on_events)
    assert {row["event"] for row in on_events} == {row["id"] for row in desk("event")}


def test_links_lead_from_a_claim_to_passages_of_other_reports() -> None:
    assertions = {row["id"]: row for row in desk("assertion")}

    for claim in desk("claim"):
        own = assertions[claim["assertion"]]
        for link in claim["links"]:
            passage = assertions[link["passage"]]
            assert passage["report_id"] != own["report_id"]
            assert link["event_same"] == (passage["event"] == own["event"])


def test_relations_keep_to_their_set_and_refutations_say_their_ground() -> None:
    assert {link["relation"] for link in links()} == RELATIONS
    assert all((link["relation"] == "other event") != link["event_same"] for link in links())
    assert all((link["relation"] == "refutes") == ("ground" in link) for link in links())
    assert {link["ground"] for link in links() if "ground" in link} <= GROUNDS


def test_the_desk_is_as_large_as_was_asked() -> None:
    assert len(desk("event")) >= 12
    assert len({row["report_id"] for row in desk("assertion") if row["event"]}) >= 120
    assert len(desk("claim")) >= 200


def test_no_claim_of_a_trap_has_independent_support_on_its_desk() -> None:
    assertions = {row["id"]: row for row in desk("assertion")}
    claims = {row["id"]: row for row in desk("claim")}
    changed = {
        (edit["report_id"], edit["start"])
        for trap in desk("trap")
        for edit in trap.get("edits", [])
    }

    assert {trap["kind"] for trap in desk("trap")} == TRAPS
    for trap in desk("trap"):
        for link in (link for claim in trap["claims"] for link in claims[claim]["links"]):
            passage = assertions[link["passage"]]
            if (
                passage["report_id"] in trap["reports"]
                and link["relation"] == "independent support"
            ):
                assert any(
                    report == passage["report_id"] and passage["start"] <= start < passage["end"]
                    for report, start in changed
                ), (trap["id"], link)


@needs_data
def test_the_pairs_are_those_of_the_candidates_in_their_order() -> None:
    lines = (REPORTS / "near_duplicate_candidates.tsv").read_text().splitlines()[1:]

    assert [(row["id_a"], row["id_b"]) for row in rows("near_duplicates.jsonl")] == [
        tuple(line.split("\t")[2:4]) for line in lines
    ]


@needs_data
def test_every_sentence_is_where_its_hash_says() -> None:
    for row in (*rows("news_sentences.jsonl"), *rows("pulled_sentences.jsonl")):
        sentence = texts()[row["report_id"]][row["start"] : row["end"]]

        assert hashlib.sha256(sentence.encode()).hexdigest() == row["sha256"]


@needs_data
def test_every_assertion_lies_inside_its_report() -> None:
    for row in desk("assertion"):
        text = texts()[row["report_id"]]

        assert 0 <= row["start"] < row["end"] <= len(text)
        assert text[row["start"] : row["end"]].strip() == text[row["start"] : row["end"]]


@needs_data
def test_every_report_of_an_event_or_a_trap_exists() -> None:
    named = {report for row in desk("event") + desk("trap") for report in row["reports"]}

    assert named <= set(texts())


@needs_data
def test_every_changed_figure_stands_where_the_edit_says() -> None:
    for edit in (edit for trap in desk("trap") for edit in trap.get("edits", [])):
        assert texts()[edit["report_id"]][edit["start"] : edit["end"]] == edit["find"]
