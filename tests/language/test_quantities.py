"""Quantities: a table of phrases with what is read from them, and properties of any text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workbench.domain.values import Quantity
from workbench.language.quantities import quantities

# low..high, ~ approximate, unit, of the counted, act, "more" an increment, "part" of a whole
PHRASES = [
    ("at least 117 of his fighters had been killed", "117.. of fighters, killed"),
    (
        "The raid killed at least 12 civilians, including three children",
        "12.. of civilians, killed; 3..3 of children, killed, part",
    ),
    ("Some 250 square km (96 square miles) had been captured", "250..250~ km², captured"),
    ("in 16 days of battles", "16..16 day of battles"),
    ("some 50 km (30 miles) southeast of the capital", "50..50~ km"),
    ("over the last five months", "5..5 month"),
    ("175 killed, injured", "175..175, casualties"),
    ("12 people were killed and 20 wounded", "12..12 of people, killed; 20..20, wounded"),
    ("17 more people were killed", "17..17 of people, killed, more"),
    ("Another 15 people were injured", "15..15 of people, wounded, more"),
    ("A further 40 families fled the town", "40..40 of families, displaced, more"),
    ("killed five soldiers and wounded another 12", "5..5 of soldiers, killed; 12..12, wounded"),
    ("Up to half a million people fled", "..500000~ of people, displaced"),
    ("between 20 and 30 fighters were killed", "20..30 of fighters, killed"),
    ("from 20 to 30 fighters died", "20..30 of fighters, killed"),
    ("The toll rose from 58 to 72", "58..58, killed; 72..72, killed"),
    ("The death toll climbed to at least 126", "126.., killed"),
    (
        "The death toll of coaches with families out of a small town after a siege has risen to 61",
        "61..61, killed",
    ),
    ("No fewer than 45 people lost their lives", "45.. of people, killed"),
    ("no more than 45 people survived", "..45 of people"),
    ("as many as 600 people drowned", "..600 of people, killed"),
    ("fewer than 30 patients remained", "..30 of patients"),
    ("less than 40 percent of the city", "..40 percent of city"),
    ("nearly 200 people were arrested", "200..200~ of people, arrested"),
    ("almost 3,000 families were evacuated", "3000..3000~ of families, evacuated"),
    ("around 60 detainees were released", "60..60~ of detainees, released"),
    ("roughly 1,500 rebels surrendered", "1500..1500~ of rebels, surrendered"),
    ("an estimated 2.5 million Syrians fled", "2500000..2500000~ of Syrians, displaced"),
    ("more than 400,000 people have been killed", "400000.. of people, killed"),
    ("over 75 militants were eliminated", "75.. of militants, killed"),
    ("well over 100 missiles were fired", "100.. of missiles, fired"),
    ("two dozen rifles", "24..24~ of rifles"),
    ("half a million dollars", "500000..500000~ USD"),
    ("a quarter of a million refugees", "250000..250000~ of refugees"),
    ("a hundred and five prisoners were freed", "105..105 of prisoners, released"),
    ("a dozen gunmen", "12..12~ of gunmen"),
    ("half a dozen tanks were destroyed", "6..6~ of tanks, destroyed"),
    ("more than a dozen villagers were kidnapped", "12..~ of villagers, abducted"),
    ("dozens of civilians were killed", "12..99~ of civilians, killed"),
    ("scores of people were wounded", "20..199~ of people, wounded"),
    ("hundreds of houses were damaged", "100..999~ of houses, damaged"),
    ("tens of thousands of residents have fled", "10000..99999~ of residents, displaced"),
    ("hundreds of thousands of refugees", "100000..999999~ of refugees"),
    ("several hundred fighters", "300..999~ of fighters"),
    ("a few dozen men", "36..119~ of men"),
    ("several people were hurt", "3..9~ of people, wounded"),
    ("a handful of policemen were missing", "3..9~ of policemen, missing"),
    ("a couple of shells were fired", "2..3~ of shells, fired"),
    ("thousands more were displaced", "1000..9999~, displaced, more"),
    ("twenty-five prisoners", "25..25 of prisoners"),
    ("one hundred and twenty-three thousand voters", "123000..123000 of voters"),
    ("two and a half million people", "2500000..2500000 of people"),
    ("three hundred and forty-six fighters", "346..346 of fighters"),
    ("2.5 million people", "2500000..2500000 of people"),
    ("1.2bn people", "1200000000..1200000000 of people"),
    ("40k people", "40000..40000 of people"),
    ("1,234 people", "1234..1234 of people"),
    ("1.234,5 tonnes of wheat", "1234.5..1234.5 tonne of wheat"),
    ("1 234 people", "1234..1234 of people"),
    ("1 234 567 people", "1234567..1234567 of people"),
    ("1'234 people", "1234..1234 of people"),
    ("1.500 people were killed", "1500..1500 of people, killed"),
    ("10,00,000 people", "1000000..1000000 of people"),
    ("\u0661\u0662\u0663 people", "123..123 of people"),
    ("\u0661\u066c\u0662\u0663\u0664 people", "1234..1234 of people"),
    ("\u0663\u066b\u0665 km", "3.5..3.5 km"),
    ("20-30 rebels died", "20..30 of rebels, killed"),
    ("20–30 rebels died", "20..30 of rebels, killed"),
    ("15 to 20 vehicles were destroyed", "15..20 of vehicles, destroyed"),
    ("two or three people were hurt", "2..3 of people, wounded"),
    ("two to three thousand men", "2000..3000 of men"),
    ("2-3 million people", "2000000..3000000 of people"),
    ("$5-10 million in aid", "5000000..10000000 USD"),
    ("between $5 million and $10 million", "5000000..10000000 USD"),
    ("5-10 km", "5..10 km"),
    ("20 to 30 percent of the town", "20..30 percent of town"),
    ("$3.2 billion", "3200000000..3200000000 USD"),
    ("US$20,000", "20000..20000 USD"),
    ("a $484bn package", "484000000000..484000000000 USD"),
    ("$5m", "5000000..5000000 USD"),
    ("€1.2bn ($1.4bn)", "1200000000..1200000000 EUR"),
    ("£300", "300..300 GBP"),
    ("500,000 euros", "500000..500000 EUR"),
    ("200 Syrian pounds", "200..200 SYP"),
    ("1 million Turkish lira", "1000000..1000000 TRY"),
    ("ten million Iraqi dinars", "10000000..10000000 IQD"),
    ("5 km", "5..5 km"),
    ("ten miles", "16.09344..16.09344 km"),
    ("10 miles (16 km)", "16.09344..16.09344 km"),
    ("500 metres from the wall", "0.5..0.5 km"),
    ("100 hectares", "1..1 km²"),
    ("1,000 acres of farmland", "4.04686..4.04686 km² of farmland"),
    ("10 sq. miles", "25.89988..25.89988 km²"),
    ("96 square miles", "248.638848..248.638848 km²"),
    ("20 percent of the city was destroyed", "20..20 percent of city, destroyed"),
    ("12.5 per cent", "12.5..12.5 percent"),
    ("60% of voters", "60..60 percent of voters"),
    ("two percentage points", "2..2 percentage point"),
    ("500 kg of explosives", "0.5..0.5 tonne of explosives"),
    ("22 tonnes of aid", "22..22 tonne of aid"),
    ("45,000 barrels of oil a day", "45000..45000 barrel of oil"),
    ("100 litres of fuel", "100..100 litre of fuel"),
    ("120 km/h", "120..120 km/h"),
    ("600 megawatts", "600..600 megawatt"),
    ("one in four children", "25..25~ percent of children"),
    ("seven out of 10 voters", "70..70~ percent of voters"),
    ("a six-year war", "6..6 year"),
    ("a 72-hour truce", "72..72 hour"),
    ("for over two weeks", "2.. week"),
    (
        "Five soldiers, three rebels and two civilians were killed",
        "5..5 of soldiers, killed; 3..3 of rebels, killed; 2..2 of civilians, killed",
    ),
    ("12 people, most of them women, were killed", "12..12 of people, killed"),
    (
        "12 people (including two boys) were killed",
        "12..12 of people, killed; 2..2 of boys, killed, part",
    ),
    (
        "12 people including two boys were killed",
        "12..12 of people, killed; 2..2 of boys, killed, part",
    ),
    ("30 fighters in the convoy were killed", "30..30 of fighters, killed"),
    ("Among the dead were four children", "4..4 of children, killed"),
    ("Four children were among the dead", "4..4 of children, killed"),
    (
        "Six civilians were among at least 22 people killed",
        "6..6 of civilians, killed; 22.. of people, killed",
    ),
    ("three of them children, the hospital said", "3..3 of children, part"),
    ("The blast left 27 people dead", "27..27 of people, killed"),
    ("leaving 27 dead and dozens wounded", "27..27, killed; 12..99~, wounded"),
    ("claimed the lives of 18 civilians", "18..18 of civilians, killed"),
    ("It claimed 40 lives", "40..40 of lives, killed"),
    ("the deaths of at least nine medics", "9.. of medics, killed"),
    ("There were 14 deaths", "14..14 of deaths, killed"),
    ("35 bodies were found", "35..35 of bodies, killed"),
    ("20 casualties", "20..20 of casualties, casualties"),
    ("dozens were killed or wounded", "12..99~, casualties"),
    ("killed and wounded 30 people", "30..30 of people, casualties"),
    ("Three gunmen killed five people", "3..3 of gunmen; 5..5 of people, killed"),
    (
        "the strike killed 12 people wounded 30 others",
        "12..12 of people, killed; 30..30 of others, wounded",
    ),
    ("Blast kills 12, wounds five", "12..12, killed; 5..5, wounded"),
    ("one person was killed and six injured", "1..1 of person, killed; 6..6, wounded"),
    (
        "A woman was killed and 25 others wounded",
        "1..1 of woman, killed; 25..25 of others, wounded",
    ),
    ("killed 17 militants and a child", "17..17 of militants, killed; 1..1 of child, killed"),
    ("shot dead two activists", "2..2 of activists, killed"),
    ("gunned down four policemen", "4..4 of policemen, killed"),
    ("50 captive troops were executed", "50..50 of troops, executed"),
    ("The group beheaded 21 hostages", "21..21 of hostages, executed"),
    ("kidnapped more than 200 villagers", "200.. of villagers, abducted"),
    (
        "15 of the 350 hostages have been executed",
        "15..15 of hostages, executed; 350..350 of hostages",
    ),
    ("240 more have gone missing", "240..240, missing, more"),
    ("At least 30 people were missing", "30.. of people, missing"),
    ("police detained 40 protesters", "40..40 of protesters, arrested"),
    ("1,100 people have been displaced", "1100..1100 of people, displaced"),
    (
        "rebels captured eight soldiers and destroyed two tanks",
        "8..8 of soldiers, captured; 2..2 of tanks, destroyed",
    ),
    ("seized three villages", "3..3 of villages, captured"),
    (
        "three T-72 tanks and two Su-24 jets were destroyed",
        "3..3 of tanks, destroyed; 2..2 of jets, destroyed",
    ),
    ("launched 60 cruise missiles", "60..60 of missiles, fired"),
    ("12 wounded soldiers", "12..12 of soldiers, wounded"),
    ("more than 1,400 are estimated to have been killed", "1400.., killed"),
    ("the number of wounded reached 40", "40..40, wounded"),
    ("giving a toll of 31 killed and 74 wounded", "31..31, killed; 74..74, wounded"),
    ("10 IS members died", "10..10 of members, killed"),
    ("25 rebel-held villages", "25..25 of villages"),
    ("30 fighters of the group surrendered", "30..30 of fighters, surrendered"),
    ("20 aid workers", "20..20 of aid workers"),
    ("12 people or more were trapped", "12.. of people, trapped"),
    ("40-odd shells", "40..40~ of shells"),
    ("100 or so houses", "100..100~ of houses"),
    ("50-plus drones", "50.. of drones"),
    ("a total of 18 air strikes", "18..18 of air strikes"),
    ("only 89 refugees were admitted", "89..89 of refugees"),
    ("12 PEOPLE KILLED IN BLAST", "12..12 of people, killed"),
    ("M-16 rifles and Su-24 jets", ""),
    ("On Route 4 at 9 a.m.", ""),
    ("at 10:30 on Highway 5", ""),
    ("Resolution 2254 and Article 7", ""),
    ("a 12-year-old boy", ""),
    ("a boy aged 12", ""),
    ("12 years old", ""),
    ("Salem, 45, said", ""),
    ("in 2014 and since 2011", ""),
    ("on April 4 and 16 February 2016", ""),
    ("the 5th brigade and the 21st century", ""),
    ("a 3-2 vote", ""),
    ("a 10-member council", ""),
    ("a three-way fight", ""),
    ("no one was hurt", ""),
    ("one of the reasons", ""),
    ("one another", ""),
    ("World War Two", ""),
    ("Chapter One", ""),
    ("two days ago", ""),
    ("COVID-19 and G20", ""),
    ("24/7", ""),
    ("a 122mm rocket", ""),
    ("on 21-08-2014", ""),
    ("twice", ""),
    ("1 234 people", "1234..1234 of people"),
    ("1 234 567 people", "1234567..1234567 of people"),
    ("billions of dollars will be saved", "1000000000..9999999999~ USD"),
    ("tens of millions of euros", "10000000..99999999~ EUR"),
    ("hundreds of miles of road", "160.9344..1607.73466~ km of road"),
    ("half of the city was destroyed", "50..50~ percent of city, destroyed"),
    ("more than half the population", "50..~ percent of population"),
    ("nearly two thirds of the country", "66.6666667..66.6666667~ percent of country"),
    ("a third of the fighters", "33.3333333..33.3333333~ percent of fighters"),
    ("three-quarters of the homes", "75..75~ percent of homes"),
    ("in the second half of the match", ""),
    ("one of the bodies", ""),
    ("12 of the 15 people on board died", "12..12 of people, killed; 15..15 of people"),
    ("killed two of his three sons", "2..2 of sons, killed; 3..3 of sons"),
    (
        "At least 12 people - including 3 children - were killed",
        "12.. of people, killed; 3..3 of children, killed, part",
    ),
    (
        "The raids killed 23 people in Douma, 11 in Arbin",
        "23..23 of people, killed; 11..11, killed",
    ),
    (
        "Two medics and a nurse were among the 16 killed",
        "2..2 of medics, killed; 1..1 of nurse, killed; 16..16, killed",
    ),
    ("Four helicopters were shot down", "4..4 of helicopters, destroyed"),
    ("one killed, two hurt", "1..1, killed; 2..2, wounded"),
    ("children aged between 12 and 15", ""),
    ("under the age of 18", ""),
    (
        "At least 12 people including four boys and a woman were killed",
        "12.. of people, killed; 4..4 of boys, killed, part; 1..1 of woman, killed, part",
    ),
    (
        "killed 12, including two women, and wounded nine",
        "12..12, killed; 2..2 of women, killed, part; 9..9, wounded",
    ),
    ("minus 5 percent", "-5..-5 percent"),
    ("growth of -0.3 percent", "-0.3..-0.3 percent"),
    ("قتل ١٢ في حلب", "12..12"),
]


@pytest.mark.parametrize(("phrase", "stated"), PHRASES)
def test_a_phrase_is_read_as_the_table_says(phrase: str, stated: str) -> None:
    assert "; ".join(written(quantity) for quantity in quantities(phrase)) == stated


def test_the_table_is_as_long_as_was_promised() -> None:
    assert len({phrase for phrase, _ in PHRASES}) >= 150


def written(quantity: Quantity) -> str:
    words = f"{number(quantity.low)}..{number(quantity.high)}"
    words += "~" if quantity.approximate else ""
    words += f" {quantity.unit}" if quantity.unit else ""
    words += f" of {quantity.of}" if quantity.of else ""
    marks = [quantity.act or "", "more" * quantity.increment, "part" * quantity.part]
    return ", ".join([words, *filter(None, marks)])


def number(bound: float | None) -> str:
    return "" if bound is None else f"{bound:.12g}" if bound % 1 else str(int(bound))


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("He said at least 117 of his men had died.", "at least 117"),
        ("Then 250 square km (96 square miles) were lost.", "250 square km (96 square miles)"),
        ("It cost between $5 million and $10 million.", "between $5 million and $10 million"),
        ("There a woman was killed.", "a woman"),
        ("About 12 people or so left.", "About 12"),
    ],
)
def test_the_span_holds_the_number_with_its_bound_and_unit(sentence: str, text: str) -> None:
    found = quantities(sentence)
    assert [one.text for one in found] == [text]
    assert sentence[found[0].start : found[0].end] == text


SCRAPS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "12",
                "1,234",
                "a",
                "hundred",
                "and",
                "five",
                "dozen",
                "million",
                "km",
                "square",
                "miles",
                "$",
                "%",
                "(",
                ")",
                "-",
                "–",
                "to",
                "between",
                "or",
                "of",
                "his",
                "the",
                "at",
                "least",
                "killed",
                "wounded",
                "people",
                "children",
                "including",
                "among",
                "dead",
                "toll",
                "were",
                "been",
                "more",
                "than",
                "another",
                ".",
                ",",
                "one",
                "in",
                "four",
                "US",
                "IS",
                "2014",
                "١٢",
                "½",
            ]
        ),
        st.text(max_size=6),
    ),
    max_size=30,
).map(" ".join)


@given(SCRAPS)
@example("\x00 12 \u202e people \ud7ff killed")
@example("\u0661\u0662,\u0663 1.2.3.4 9" + "9" * 400)
@settings(max_examples=300, deadline=None)
def test_spans_are_exact_and_bounds_in_order_in_any_text(text: str) -> None:
    reached = 0
    for one in quantities(text):
        assert text[one.start : one.end] == one.text != ""
        assert one.start >= reached
        assert one.low is not None or one.high is not None
        assert one.low is None or one.high is None or one.low <= one.high
        reached = one.end


def test_dates_already_found_need_not_be_found_again() -> None:
    text = "On 4 April 2016 some 30 people died."
    assert quantities(text, named=()) != quantities(text)
    assert [one.low for one in quantities(text)] == [30]
