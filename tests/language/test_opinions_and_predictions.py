import pytest

from workbench.language import rules
from workbench.language.particulars import particulars
from workbench.language.rules import Outcome, Ruling


def judged(sentence: str) -> Ruling:
    return rules.judge(sentence, particulars(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "I think the law is a disgrace.",
        "We believe this is the right path for our country.",
        "I hope they find peace.",
        "We're proud of what we have achieved together.",
        "I'm sure he is a decent man.",
        "In my view the minister has failed.",
        "I don't think anybody wants that.",
        "Congress should act on the bill.",
        "The government must protect its people.",
        "We need to be tougher on crime.",
        "They ought to be ashamed of themselves.",
        "The party has to change its course.",
        "It's time to bring the soldiers home.",
        "I really love this country and its people.",
        "I am grateful to everybody who voted.",
    ],
)
def test_an_opinion_is_no_claim(sentence: str) -> None:
    ruling = judged(sentence)

    assert ruling.outcome is Outcome.NOT_A_CLAIM
    assert ruling.because.startswith("It is an opinion")


@pytest.mark.parametrize(
    "sentence",
    [
        "They would be coming here.",
        "The talks will bring peace to the valley.",
        "Prices could rise further.",
        "The army may lose the capital.",
        "The rebels are likely to attack again.",
        "If the capital falls, the war would be over.",
        "He is going to be a great president.",
        "The number is expected to rise.",
        "That might be a problem for the party.",
        "We'll win the election.",
        "The minister said the ceasefire would not hold.",
        "Officials say the storm will get worse.",
    ],
)
def test_a_prediction_is_no_claim(sentence: str) -> None:
    assert judged(sentence).because == "It is a prediction: it says what may come."


def test_the_month_of_may_is_no_prediction() -> None:
    ruling = judged("On May 4, government forces shelled the market of Tessin.")

    assert ruling.outcome is not Outcome.NOT_A_CLAIM


@pytest.mark.parametrize(
    "sentence",
    [
        "Perhaps the minister never read the report that was put before him.",
        "“Maybe the council has forgotten who paid for the bridge,” Orr said.",
        "Arguably the governor was the one who gained from the quarrel.",
        "The truth is that the party has lost its way.",
        "“We must finish this road by Friday,” Orr told supporters.",
        "Congress needs to act on the bridges before Monday, Orr said.",
        "“The government cannot afford to wait until March,” she said.",
    ],
)
def test_a_guess_or_a_demand_is_an_opinion(sentence: str) -> None:
    ruling = judged(sentence)

    assert ruling.outcome is Outcome.NOT_A_CLAIM
    assert ruling.because.startswith("It is an opinion")


@pytest.mark.parametrize(
    "sentence",
    [
        "Perhaps 40 people were killed in Aleppo on Tuesday.",
        "Congress must approve 12 bills by Friday under the law passed in May.",
        "The government has closed two bridges in Homs.",
    ],
)
def test_a_count_keeps_a_guess_or_a_demand_a_claim(sentence: str) -> None:
    assert judged(sentence).outcome is not Outcome.NOT_A_CLAIM


def test_several_words_of_judgement_cast_more_doubt() -> None:
    once = judged("The rebels took the beautiful town of Homs.").weight
    twice = judged("The rebels clearly took the beautiful town of Homs.").weight

    assert once > twice


def test_what_could_be_seen_is_no_prediction() -> None:
    ruling = judged("Smoke could be seen over the market of Tessin as crews fought the fires.")

    assert ruling.outcome is not Outcome.NOT_A_CLAIM


def test_an_event_with_its_day_is_announced_not_predicted() -> None:
    ruling = judged("The last debate will take place on Oct. 22 in Tessin.")

    assert ruling.outcome is not Outcome.NOT_A_CLAIM


@pytest.mark.parametrize(
    "sentence",
    [
        "If Karvia did close the river on Monday, the answer should be measured, Orr said.",
        "Unless the council acted in May, the bridge must be torn down.",
    ],
)
def test_what_ought_to_follow_from_an_if_is_an_opinion(sentence: str) -> None:
    assert judged(sentence).because == "It is an opinion: it says what ought to be."


def test_what_would_be_were_it_not_for_somebody_is_a_prediction() -> None:
    ruling = judged("Were it not for Orr, the council would be lost for 8 years.")

    assert ruling.because == "It is a prediction: it says what may come."


@pytest.mark.parametrize(
    ("plain", "judging"),
    [
        ("Orr spoke of the raid on Tessin.", "Orr denounced the raid on Tessin."),
        ("Karvia told of a raid on Tessin.", "Karvia called for a raid on Tessin."),
        ("The plan for Tessin was signed.", "The misguided plan for Tessin was signed."),
        ("The mayor of Tessin was seen.", "The mayor of Tessin was rarely seen."),
    ],
)
def test_praise_blame_and_calls_for_action_cast_doubt(plain: str, judging: str) -> None:
    assert judged(judging).weight < judged(plain).weight


@pytest.mark.parametrize(
    "sentence",
    [
        "It's imperative to rein in the agencies.",
        "The speaker said it's imperative to rein in the agencies.",
        "The minister also said it is far too early to talk of a new treaty.",
        "“This is simply unacceptable,” the mayor said.",
        "That was a mistake, the chairman said.",
        "Closing the ministry is not the answer to the president's orders, senators said.",
        "Volunteers aren't a substitute for a standing army, says Helen Mora, a doctor.",
        "The senator's words ring hollow, a spokesman for his rival said.",
        "Such a law makes no sense, the union says.",
        "The vote sends the wrong message, the governor said.",
    ],
)
def test_a_verdict_is_an_opinion_whoever_gives_it(sentence: str) -> None:
    assert judged(sentence) == Ruling(Outcome.NOT_A_CLAIM, "It is an opinion: it judges.", 0.0)


@pytest.mark.parametrize(
    "sentence",
    [
        "It is clear that the army killed 12 people in Tessin.",
        "The governor said it was wrong that police had shot Omar Faris.",
        "The bridge is the right place, said the engineer who had built it in 2014.",
        "That was a mistake that killed three men, the inquiry found.",
    ],
)
def test_a_verdict_with_something_that_happened_is_weighed(sentence: str) -> None:
    assert judged(sentence).outcome is not Outcome.NOT_A_CLAIM


@pytest.mark.parametrize(
    "sentence",
    [
        "While there is no ground for a trial today, Faris could well be in trouble later.",
        "Although talks have begun, the sides will need patience.",
        "Omar Faris, a member of the committee, said Mora was unlikely to find anything new.",
        "Even as it grows, the party may lose the capital.",
    ],
)
def test_what_may_come_is_a_prediction_also_after_an_aside(sentence: str) -> None:
    assert judged(sentence).because == "It is a prediction: it says what may come."


@pytest.mark.parametrize(
    "sentence",
    [
        "While talks went on, rebels took the hill above Tessin.",
        "Although Faris said he would stay, he left the town.",
        "Because the bridge was shut, thousands fled by boat.",
    ],
)
def test_an_aside_makes_no_prediction_of_what_happened(sentence: str) -> None:
    assert "prediction" not in judged(sentence).because
