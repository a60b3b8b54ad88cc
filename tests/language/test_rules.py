import pytest

from workbench.language import rules
from workbench.language.particulars import particulars
from workbench.language.rules import Outcome, Ruling


def judged(sentence: str) -> Ruling:
    return rules.judge(sentence, particulars(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Where would they go?",
        '"Where would they go?" Rashidi asked.',
        "“Who did this?” the mayor of Tessin asked on Tuesday.",
        "How many people died in Belmar in 2014?",
        "So what happens next?",
    ],
)
def test_a_question_is_no_claim(sentence: str) -> None:
    assert judged(sentence) == Ruling(Outcome.NOT_A_CLAIM, "It is a question.", 0.0)


@pytest.mark.parametrize(
    "sentence",
    [
        "Click here to watch the video.",
        "Please send us your photographs.",
        "Let's not forget the victims.",
        "Read the full report on our site.",
        "Don't miss the next episode.",
        "Imagine a city without water.",
        "Stay tuned for the results tonight.",
        "Call your senator about the bill today.",
    ],
)
def test_an_instruction_is_no_claim(sentence: str) -> None:
    assert judged(sentence).outcome is Outcome.NOT_A_CLAIM


@pytest.mark.parametrize(
    "sentence",
    [
        "Post a Comment",
        "Leave a reply",
        "Previous Post Next Post",
        "ADS",
        "Advertisement - story continues below",
        "desk@example.org",
        "https://example.org/news/1",
        "Sign up for our newsletter and get the day's news.",
        "Follow us on Twitter",
        "(Anna Berg/Reuters)",
        "Photo by Anna Berg, Getty Images",
        "Copyright 2014 Meridian News. All rights reserved.",
        "Reporting by Anna Berg; Editing by Paul Orr",
        "Replay More Videos...",
        "JUST WATCHED The fight over the bill Replay More Videos...",
        "Invalid email address.",
        "02:13",
        "Last updated on 3 May 2014",
        "You can unsubscribe at any time.",
        "This site is protected by reCAPTCHA and its terms apply.",
        "By Anna Berg",
        "Editor's note: this story was changed.",
        "Image: Soldiers near the bridge",
        "Tags: Karvia, rebels",
    ],
)
def test_chrome_is_no_claim(sentence: str) -> None:
    assert judged(sentence).outcome is Outcome.NOT_A_CLAIM


@pytest.mark.parametrize(
    "sentence",
    [
        "Thank God.",
        "What a day!",
        "Two bridges, one road.",
        "The man from the hill above the river and his dog",
        "*** 12 | 14 | 17 | 21 ***",
        "",
    ],
)
def test_a_fragment_is_no_claim(sentence: str) -> None:
    assert judged(sentence).outcome is Outcome.NOT_A_CLAIM


def test_a_heading_is_no_claim() -> None:
    ruling = rules.judge("Rebels take town", particulars("Rebels take town"), heading=True)

    assert ruling == Ruling(Outcome.NOT_A_CLAIM, "It is a heading.", 0.0)


@pytest.mark.parametrize(
    "sentence",
    [
        "At least 31 people were killed in an air strike on Aleppo on Tuesday.",
        "Rebels seized three towns in southern Syria last week.",
        "The army said it had lost 12 soldiers in the battle for Homs in March.",
        "Unemployment in Turkey fell to 5.2 percent in January 2014, the labour office said.",
        "Police arrested two men in Paris on Friday after the attack.",
        "Salem Noor said 250 square km had been captured in the Badia in May.",
        "More than 5,000 civilians fled Mosul in April.",
        "The two countries signed a trade agreement in Geneva in 2015.",
        "Its base in Homs was hit by a Russian air strike last year, killing 14 fighters.",
        "No fewer than 40 houses were destroyed in Idlib on 3 May.",
    ],
)
def test_a_plain_fact_has_a_high_weight_by_the_rules(sentence: str) -> None:
    ruling = judged(sentence)

    assert ruling.outcome is Outcome.UNSURE
    assert ruling.weight >= rules.SURE


@pytest.mark.parametrize(
    "sentence",
    [
        "The army said it would withdraw from Homs by Friday.",
        "The minister announced that the ministry would close 40 schools.",
        "The trial is scheduled to start in Paris in May.",
        "Officials say 40 schools have closed and more could follow.",
        "The missile can reach targets 500 km away.",
        "I saw 14 bodies in the street on Monday.",
        "He said the city must not fall after 300 people were killed there.",
    ],
)
def test_a_plan_an_ability_or_a_figure_is_not_ruled_out(sentence: str) -> None:
    assert judged(sentence).outcome is not Outcome.NOT_A_CLAIM


def test_the_reason_lists_what_can_be_looked_up() -> None:
    ruling = judged("At least 31 people were killed in Aleppo on Tuesday.")

    assert ruling.because == "It states what happened, a figure, a time, where and who."


def test_doubts_lower_the_weight() -> None:
    plain = judged("The rebels took the town of Homs.").weight
    vague = judged("They clearly took the beautiful town of Homs.").weight

    assert vague < plain


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry did not immediately respond to a request for comment.",
        "The company declined to comment on the report.",
        "The mayor of Tessin could not be reached on Monday.",
        "The officers have yet to respond.",
        "A spokesman for the judge declined comment.",
        "Her staff declined a request for an interview.",
        "The mayor has not explained why the bridge at Belmar was closed.",
        "The ministry did not give a figure.",
        "The company hasn't said whether the yard will stay open.",
    ],
)
def test_that_somebody_gave_no_answer_is_no_claim(sentence: str) -> None:
    assert judged(sentence).because == "It says only that somebody gave no answer."


def test_a_refusal_with_a_figure_is_still_weighed() -> None:
    assert judged("Of the 40 firms asked, 12 declined to comment.").outcome is not (
        Outcome.NOT_A_CLAIM
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "People should have the right to protest peacefully in any country.",
        "None of us should be under any illusion about who attacked the town.",
        "“They need to be punished for what they did to the prisoners they killed,” he said.",
    ],
)
def test_a_demand_stays_one_where_it_speaks_of_what_happened(sentence: str) -> None:
    assert judged(sentence).because == "It is an opinion: it says what ought to be."


def test_what_somebody_had_to_do_by_a_day_is_weighed() -> None:
    assert judged("Residents must leave Tessin by 4 May 2017.").outcome is not Outcome.NOT_A_CLAIM


@pytest.mark.parametrize(
    "line",
    [
        "— Helen Mora (@helenmora) August 13, 2018 Report",
        "Skip Twitter post by @helenmora",
        "More: Nine lawmakers threaten to vote no",
    ],
)
def test_what_a_page_puts_around_a_post_is_chrome(line: str) -> None:
    assert judged(line).because == "It is the page's own furniture."


@pytest.mark.parametrize(
    "sentence",
    [
        "The Karvian Observatory for Human Rights also reported the raid putting the dead at 13.",
        "The Centre for Disease Control and Prevention changed its advice on masks in May.",
        "The Committee for Open Rivers closed two locks near Tessin.",
    ],
)
def test_a_body_for_something_is_no_picture_credit(sentence: str) -> None:
    assert judged(sentence).outcome is not Outcome.NOT_A_CLAIM


def test_a_run_of_capitals_is_read_at_once() -> None:
    assert judged("Anna Berg for " + "A" * 300 + ", of Tessin").outcome is not Outcome.PULLED


def test_advice_stays_one_with_its_day() -> None:
    ruling = judged("“The party should be worried about May 2018,” Orr told reporters.")

    assert ruling.because == "It is an opinion: it says what ought to be."


@pytest.mark.parametrize(
    "sentence",
    [
        "The church is still reeling from the affair in Belmar.",
        "Protesters in Tessin are up in arms.",
        "The agency has been a lightning rod in Belmar.",
        "The bill was dead on arrival in Belmar.",
        "The prize is a symbol of friendship between Belmar and Tessin.",
        "The report was a wake-up call for Belmar.",
    ],
)
def test_figures_of_speech_are_weighed(sentence: str) -> None:
    assert judged(sentence).outcome is Outcome.UNSURE


@pytest.mark.parametrize(
    "sentence",
    [
        "“Wide stretches of the plain have fallen into our hands.",
        "“We have taken three villages and the dam,” a fighter in the brigade told the agency.",
        "“The crossing is now under our control,” said Colonel Nadir, who leads the front.",
        "“The mill has been in our hands since Monday,” said Omar Faris, who leads the brigade.",
        "“We cut their supply lines on Tuesday,” a fighter in the brigade told the agency.",
        "“Our fighters retreated from two positions near the river,” the militia's spokesman said.",
        "We lost the hill to them on Friday, an officer of the garrison said.",
    ],
)
def test_ground_that_a_side_says_it_took_or_lost_is_a_claim(sentence: str) -> None:
    ruling = rules.judge(sentence, particulars(sentence), attributed=True)

    assert ruling.outcome is Outcome.PULLED
    assert "ground taken or lost" in ruling.because


@pytest.mark.parametrize(
    "sentence",
    [
        "“We took the decision in good faith and we would take it again,” the mayor said.",
        "“We lost a seat in town, and we know why,” the candidate said of the vote.",
        "“We fell into despair,” said a widow who lives near the bridge.",
        "“Our children are in good hands here,” the teacher said of the school.",
    ],
)
def test_what_is_taken_or_lost_and_is_no_ground_adds_nothing(sentence: str) -> None:
    ruling = rules.judge(sentence, particulars(sentence), attributed=True)

    assert "ground taken or lost" not in ruling.because
