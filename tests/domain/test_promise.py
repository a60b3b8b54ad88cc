"""What a sentence may answer of a claim is told from its figures, events, place and day."""

from workbench.domain.promise import Standing, Told, features_of, load_sum, promise
from workbench.domain.sameness import Nearness
from workbench.language.particulars import particulars

CLAIM = "At least 40 people were killed in the market of Aleppo on Sunday."
NEAR = Nearness(0.5, 0.6, 1.0)
STANDING = Standing(article=0.5, reports=1, sentences=1)


def told(text: str, before: str = "") -> Told:
    return Told(particulars(text), particulars(before))


def promised(
    text: str, near: Nearness = NEAR, before: str = "", standing: Standing = STANDING
) -> float:
    return promise(told(CLAIM), told(text, before), near, standing)


def test_the_nearer_figure_promises_more() -> None:
    near, far = "A doctor counted 43 people killed.", "A doctor counted 9 people killed."

    assert promised(near) > promised(far) > 0


def test_a_figure_or_event_of_the_claims_kind_promises_though_neither_place_nor_day_is_named() -> (
    None
):
    answering = ("The count has come to 44 dead.", "Those killed were shoppers.")

    assert min(map(promised, answering)) > promised("The mayor opened a school.")


def test_the_opposite_event_is_of_one_kind_too() -> None:
    claim, sentence = told("Rebels seized the town of Ostel."), told("The army has retaken it.")

    assert features_of(claim, sentence, NEAR, STANDING)["event of one kind"] == 1.0


def test_a_sentence_in_other_words_promises_by_where_it_stands() -> None:
    words = "Bread costs more than it did."
    first, last = Standing(0.5, 0, 0), Standing(0.5, 40, 9)

    assert promised(words, standing=first) > 4 * promised(words, standing=last)


def test_a_place_named_before_the_sentence_is_near_it_and_not_in_it() -> None:
    sentence = told("A doctor counted 43 people killed.", "A bomb went off in Aleppo.")
    weighed = features_of(told(CLAIM), sentence, NEAR, STANDING)

    assert (weighed["place"], weighed["place nearby"]) == (0.0, 1.0)


def test_a_report_weeks_apart_promises_less() -> None:
    sentence = "A doctor counted 43 people killed."

    assert promised(sentence, Nearness(0.5, 0.6, 20.0)) < promised(sentence)


def test_the_reports_nearest_to_the_article_promise_more() -> None:
    sentence = "A doctor counted 43 people killed."
    nearest, far = Standing(0.5, 0, 1), Standing(0.5, 20, 1)

    assert promised(sentence, standing=nearest) > promised(sentence, standing=far)


def test_every_feature_has_a_weight() -> None:
    weighed = features_of(told(CLAIM), told("Those killed were shoppers."), NEAR, STANDING)

    assert set(load_sum().weights) == set(weighed)
