"""Reports and claims in other languages: kept, found, given out; what is not done is said."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import WordsEncoder
from workbench import bootstrap
from workbench.bootstrap import Services
from workbench.config import Settings
from workbench.errors import InputError
from workbench.interchange.rows import Row
from workbench.pipeline import adding, catching_up, creating, exporting, reading, rebuilding
from workbench.pipeline.comparing import compare_texts
from workbench.pipeline.searching import Search, search
from workbench.pipeline.showing import show
from workbench.stages import pulling
from workbench.store.models import Passage, Report
from workbench.store.queries import Filter

# Each says that an officer counted 40 killed soldiers at Talvar, and then that bread is dear.
REPORTS = {
    "ar": (
        "قال ضابط في الجيش إن أربعين جنديا قتلوا في المعارك حول بلدة تالفار. "
        "وارتفعت أسعار الخبز في المدينة هذا الأسبوع."
    ),
    "he": (
        "קצין בצבא אמר כי ארבעים חיילים נהרגו בקרבות סביב העיירה טלוואר. מחירי הלחם בעיר עלו השבוע."
    ),
    "ru": (
        "Офицер сообщил, что сорок солдат были убиты в боях за город Тальвар. "
        "Цены на хлеб в городе выросли на этой неделе."
    ),
    "zh": "一名军官说四十名士兵在塔尔瓦镇附近的战斗中被打死。本周该市的面包价格上涨了很多。",
    "fr": (
        "Un officier a déclaré que quarante soldats avaient été tués dans les combats de Talvar. "
        "Le prix du pain a augmenté dans la ville cette semaine."
    ),
}
LANGUAGES = sorted(REPORTS)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    settings = Settings(home=tmp_path / "desk", indexes=tmp_path / "indexes")
    made = bootstrap.init(settings, encoder=WordsEncoder())
    yield made
    made.database.close()


def add(services: Services, language: str, *, article: bool = False) -> dict[str, Any]:
    [record] = reading.uploaded(services.settings, "report.txt", REPORTS[language].encode())
    [done] = adding.add(services, [record], by="test", article=article)
    catching_up.catch_up(services)
    return done


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_kept_split_and_its_language_known(services: Services, language: str) -> None:
    done = add(services, language)

    with services.database.snapshot() as session:
        report = session.get_one(Report, done["report"])
        spans = session.execute(select(Passage.start, Passage.end).order_by(Passage.start)).all()
    assert report.language == language
    assert report.text.split() == REPORTS[language].split()
    assert [report.text[start:end] in REPORTS[language] for start, end in spans] == [True, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_found_by_words_of_its_language(services: Services, language: str) -> None:
    for each in LANGUAGES:
        add(services, each)
    words = REPORTS[language][:24]

    found = search(services, Search(words, 5))

    assert found["matches"]
    assert found["matches"][0]["text"] in REPORTS[language]


def test_a_language_that_no_report_has_is_refused_with_those_there_are(services: Services) -> None:
    with pytest.raises(InputError, match="no report in the language “ar”: of no report"):
        search(services, Search("Bread", language="ar"))
    for each in ("fr", "ru"):
        add(services, each)

    with pytest.raises(InputError, match="“ar”: the languages of its reports are fr, ru"):
        search(services, Search("Bread", language="ar"))
    assert search(services, Search("Le prix du pain", language=" FR "))["matches"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_s_claims_are_not_pulled_and_that_is_said(
    services: Services, language: str
) -> None:
    done = add(services, language, article=True)

    assert done["claims"] == []
    assert done["problems"] == [
        f"The text is in another language ({language}): only English is pulled."
    ]
    assert pulling.problems("At least 40 soldiers were killed in Talvar, the officer said.") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_are_not_compared_and_that_is_said(language: str) -> None:
    first = REPORTS[language].partition(". ")[0]

    for pair in ({"a": first, "b": first}, {"a": "At least 40 soldiers were killed.", "b": first}):
        found = compare_texts(pair)

        assert (found["signal"], found["comparison"]) == ("unclear", [])
        [problem] = found["problems"]
        assert "only English is compared" in problem


def test_english_is_compared_without_a_word_about_languages() -> None:
    same = "At least 40 soldiers were killed in the battle for Talvar, the officer said."

    assert compare_texts({"a": same, "b": same})["problems"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_is_matched_kept_and_given_out_letter_for_letter(
    services: Services, language: str
) -> None:
    add(services, language)
    text = REPORTS[language].partition(". ")[0].partition("。")[0]
    brought = creating.create(services, Row(1, None, {"text": text, "language": language}), by="x")

    with services.database.snapshot() as session:
        case = show(session, brought.claim_id)
    [line] = b"".join(exporting.pieces(services, Filter(), "jsonl")).decode().splitlines()
    assert case["text"] == json.loads(line)["text"] == text
    assert {match["signal"] for match in case["matches"]} == {"unclear"}
    assert case["matches"][0]["report"]["source"] is None
    assert case["origins"]["proposed"]["at_least"] == 0


def test_a_desk_works_with_a_model_that_a_setting_names(tmp_path: Path, tiny_model: Path) -> None:
    settings = Settings(
        home=tmp_path / "desk", indexes=tmp_path / "indexes", encoder=str(tiny_model)
    )
    services = bootstrap.init(settings)
    for each in LANGUAGES:
        add(services, each)

    rebuilding.rebuild(services)
    found = search(services, Search(REPORTS["ru"].partition(". ")[0] + ".", 3))
    services.database.close()

    assert services.encoder.width == 16
    assert found["index"]["count"] == 10
    assert found["index"]["encoder"] == services.encoder.name
    assert found["matches"][0]["text"] in REPORTS["ru"]


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers model of single letters of every script here; it has learnt nothing.

    What a multilingual model understands is its makers' to show; that one can be used is shown.
    """
    import torch  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sentence_transformers.sentence_transformer import modules  # noqa: PLC0415
    from transformers import BertConfig, BertModel  # noqa: PLC0415
    from transformers.models.bert import BertTokenizerFast  # type: ignore[attr-defined]  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("tiny")
    letters = sorted({char for text in REPORTS.values() for char in text.lower() if char.isalpha()})
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *".,。"]
    vocabulary = [*marks, *letters, *(f"##{letter}" for letter in letters)]
    (folder / "vocab.txt").write_text("\n".join(vocabulary))
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    BertModel(config).save_pretrained(folder)
    BertTokenizerFast(str(folder / "vocab.txt"), strip_accents=False).save_pretrained(folder)
    words = modules.Transformer(str(folder), max_seq_length=128)
    model = SentenceTransformer(modules=[words, modules.Pooling(16)], device="cpu")
    model.save(str(folder / "model"))
    return folder / "model"
