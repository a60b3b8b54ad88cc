import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.language import sentences, speakers
from workbench.language.speakers import Saying


def sayings(text: str) -> list[Saying | None]:
    return [voice.saying for voice in speakers.find(text, sentences.split(text))]


def last(text: str) -> Saying:
    saying = sayings(text)[-1]
    assert saying is not None
    return saying


@pytest.mark.parametrize(
    ("text", "name", "cue"),
    [
        ("Rebels have taken the town, rebel commanders say.", "rebel commanders", "say"),
        ("The attack killed five people, the rebels say.", "rebels", "say"),
        (
            '"They have gone," said Talib al Nasser, the commander of the Sons of the River.',
            "Talib al Nasser",
            "said",
        ),
        ('"We cut the road," al-Nasser said.', "al-Nasser", "said"),
        ('"We left at dawn," Nasser told Reuters in a phone interview.', "Nasser", "told"),
        (
            "Said Kamal, an official in another faction, said 40 square km had been captured.",
            "Said Kamal",
            "said",
        ),
        ("Nasser said at least 31 of his fighters had been killed.", "Nasser", "said"),
        (
            "According to the Valley Observatory, 12 people died.",
            "Valley Observatory",
            "according to",
        ),
        (
            "Twelve people died, according to the Valley Observatory, a monitoring group.",
            "Valley Observatory",
            "according to",
        ),
        ("The U.S.-led coalition said it had struck two boats.", "U.S.-led coalition", "said"),
        (
            "A spokesman for the coalition said two boats had been struck.",
            "spokesman for the coalition",
            "said",
        ),
        ("Coalition spokesman Ryan Holt said two boats had been struck.", "Ryan Holt", "said"),
        (
            "Pentagon spokeswoman Laura Kent told reporters the strike was under review.",
            "Laura Kent",
            "told",
        ),
        ("Gen. Omar Faris announced on Monday that the siege was over.", "Omar Faris", "announced"),
        (
            "President Helen Mora said on Friday the law would take effect in May.",
            "Helen Mora",
            "said",
        ),
        ("Karvian President Helen Mora said the talks had failed.", "Helen Mora", "said"),
        (
            "The defence ministry said in a statement that 40 soldiers had been freed.",
            "defence ministry",
            "said",
        ),
        ("In a statement on Monday the army said it had left the town.", "army", "said"),
        ("In a statement, the army said it had left the town.", "army", "said"),
        (
            "On Tuesday, Interior Minister Paul Orr said three men had been arrested.",
            "Paul Orr",
            "said",
        ),
        ("Residents said shells fell on the market.", "Residents", "said"),
        ("A resident of Belmar said shells fell on the market.", "resident of Belmar", "said"),
        (
            "Two doctors at the hospital said they had received 14 bodies.",
            "doctors at the hospital",
            "said",
        ),
        ("Activists say the village has no water.", "Activists", "say"),
        (
            "Local activists and residents said the village had no water.",
            "Local activists and residents",
            "said",
        ),
        ("State television said the bridge had been blown up.", "State television", "said"),
        ("Reuters reported that the bridge had been blown up.", "Reuters", "reported"),
        (
            "The bridge was blown up, the state news agency SANA reported.",
            "state news agency SANA",
            "reported",
        ),
        (
            "The bridge was blown up, SANA reported, citing a military source.",
            "military source",
            "citing",
        ),
        (
            "Omar Faris was quoted by state media as saying the siege was over.",
            "Omar Faris",
            "quoted as saying",
        ),
        (
            "State media quoted Omar Faris as saying the siege was over.",
            "Omar Faris",
            "quoted as saying",
        ),
        ("Smith, who leads the inquiry, said the files were lost.", "Smith", "said"),
        ("John Smith, 54, said he lost his house.", "John Smith", "said"),
        ("Mona Haddad, a teacher from Belmar, said the school was closed.", "Mona Haddad", "said"),
        ('"The school was closed," added Mona Haddad, a teacher.', "Mona Haddad", "added"),
        ("Mr. Orr said the files were lost.", "Orr", "said"),
        (
            "Dr. Salim Noor, who runs the clinic, told AFP that 14 people were treated.",
            "Salim Noor",
            "told",
        ),
        ("U.N. spokesman Farid Aziz said 3,000 people had fled.", "Farid Aziz", "said"),
        ("The U.N. refugee agency says 3,000 people have fled.", "U.N. refugee agency", "says"),
        (
            "The World Health Organization said 14 cases had been confirmed.",
            "World Health Organization",
            "said",
        ),
        ("Police said a man was arrested.", "Police", "said"),
        ("A man was arrested, police said.", "police", "said"),
        ("A man was arrested on Monday, police in Tessin said.", "police in Tessin", "said"),
        ("Officials said on condition of anonymity that the raid had failed.", "Officials", "said"),
        ("U.S. officials said the raid had failed.", "U.S. officials", "said"),
        (
            "Two U.S. officials, speaking on condition of anonymity, said the raid had failed.",
            "U.S. officials",
            "said",
        ),
        ("The raid had failed, a senior official told CNN.", "senior official", "told"),
        ("Witnesses told the BBC that soldiers opened fire.", "Witnesses", "told"),
        ("Soldiers opened fire, witnesses said, and three people died.", "witnesses", "said"),
        ("The study found that 12 percent of patients relapsed.", "study", "found"),
        ("The report said 12 percent of patients relapsed.", "report", "said"),
        (
            "A poll by the Tessin Institute showed that 40 percent would not vote.",
            "poll by the Tessin Institute",
            "showed",
        ),
        ("The company denied that it had paid bribes.", "company", "denied"),
        ("Acme Corp. said it had sold 2 million phones.", "Acme Corp.", "said"),
        ("Sen. Jane Walsh (R-Ky.) said the bill cost $3 billion.", "Jane Walsh", "said"),
        ("Jane Walsh, R-Ky., said the bill cost $3 billion.", "Jane Walsh", "said"),
        ("“We were hit,” said one of the drivers.", "one of the drivers", "said"),
        ('"We were hit," a driver said.', "driver", "said"),
        ('"We were hit!" Mona Haddad told the agency.', "Mona Haddad", "told"),
        ('Haddad said: "The school was closed."', "Haddad", "said"),
        ('Haddad told lawmakers, "The school was closed."', "Haddad", "told"),
        ('"The school," Haddad said, "was closed in May."', "Haddad", "said"),
        ("Mora tweeted that the law had passed.", "Mora", "tweeted"),
        ("Mora also said the law had passed.", "Mora", "said"),
        ("Mora has said the law was drafted in 2011.", "Mora", "said"),
        ("But Mora said the law had not passed.", "Mora", "said"),
        ("Meanwhile, the Kremlin said it had no information.", "Kremlin", "said"),
        ("The Kremlin has denied that its jets hit the hospital.", "Kremlin", "denied"),
        ("Russia says its jets did not hit the hospital.", "Russia", "says"),
        ("Turkey said it had shot down a drone.", "Turkey", "said"),
        ("The mayor of Tessin, Carla Ruiz, said the bridge was closed.", "Carla Ruiz", "said"),
        ("The group's leader, Abu Omar, said his men had withdrawn.", "Abu Omar", "said"),
        (
            "The Observatory's director, Rami Aziz, told AFP that 12 people died.",
            "Rami Aziz",
            "told",
        ),
        (
            "Rami Aziz, director of the Valley Observatory, said 12 people died.",
            "Rami Aziz",
            "said",
        ),
        ("Rami Aziz of the Valley Observatory said 12 people died.", "Rami Aziz", "said"),
        ("Experts believe that the vaccine was stolen.", "Experts", "believe"),
        ("Some analysts estimate that the war has cost $40 billion.", "analysts", "estimate"),
        ("The rebels claim they shot down a helicopter.", "rebels", "claim"),
        ("The army claimed responsibility for the strike.", "army", "claimed"),
        ("Court documents say the man was freed in May.", "Court documents", "say"),
        ("The lawsuit alleges that the firm paid bribes.", "lawsuit", "alleges"),
        (
            "Lawyers for the family said the trial had been delayed.",
            "Lawyers for the family",
            "said",
        ),
        ("Her mother, Layla Haddad, said she was 12.", "Layla Haddad", "said"),
        (
            "Civil defence workers said they pulled nine bodies from the rubble.",
            "Civil defence workers",
            "said",
        ),
        ("The White Helmets said nine bodies were found.", "White Helmets", "said"),
        ("Islamic State said it carried out the attack.", "Islamic State", "said"),
        ("Nine bodies were found, the head of the clinic, Salim Noor, said.", "Salim Noor", "said"),
        ("Nine bodies were found, said rescue worker Anas Diab.", "Anas Diab", "said"),
        (
            "Nine bodies were found, a rescue worker named Anas told Reuters by phone.",
            "rescue worker named Anas",
            "told",
        ),
        ("As Mora said, the law was drafted in 2011.", "Mora", "said"),
        ("The law, Mora insisted, was drafted in 2011.", "Mora", "insisted"),
        ("Asked about the raid, Mora said it had failed.", "Mora", "said"),
        ("Speaking in Tessin, Mora said the raid had failed.", "Mora", "said"),
        ("While the army said it had left, witnesses saw tanks.", "army", "said"),
        ("Shells killed two civilians the Valley Observatory said.", "Valley Observatory", "said"),
        ("The raid hit Belmar in the north the army said.", "army", "said"),
        (
            "Published April 2 2017 Opposition sources said jets hit it.",
            "Opposition sources",
            "said",
        ),
        ("Auto and parts makers say they have reopened.", "Auto and parts makers", "say"),
        (
            "The army took the hill, Meridian News Agency reports.",
            "Meridian News Agency",
            "reports",
        ),
    ],
)
def test_the_speaker_and_the_verb_are_found(text: str, name: str, cue: str) -> None:
    saying = last(text)

    assert (saying.speaker.name, saying.cue) == (name, cue)


@pytest.mark.parametrize(
    "text",
    [
        "The base was hit twice, he said.",
        "The mission was to say nothing.",
        "He is said to have fled.",
        "The claims were false.",
        "Rebels took the hill on Monday.",
        "The town is said to be empty.",
        "The army would say nothing about the raid.",
        "The man accused of the attack was freed.",
        "Officials declined to say how many had died.",
        "It is not known who said it.",
        "The announced plan failed.",
        "The state reports losses every year.",
        "The minister met them after what he called a massacre.",
        "Rebels left in what they said was a retreat.",
        "The army continued their advance.",
    ],
)
def test_nobody_is_made_to_speak(text: str) -> None:
    assert sayings(text) == [None]


@pytest.mark.parametrize(
    ("text", "role", "speaks_for"),
    [
        ("Pentagon spokesman Jeff Hale said it was over.", "Pentagon spokesman", "Pentagon"),
        ("A spokesman for the coalition said so.", "spokesman for the coalition", "coalition"),
        (
            "Omar al Rashidi, the commander of the Lions of the Valley, said so.",
            "commander of the Lions of the Valley",
            "Lions of the Valley",
        ),
        (
            "Said Hadi, an official in another rebel faction, the Orla Shield group, said so.",
            "official in another rebel faction",
            "Orla Shield group",
        ),
        (
            "Rami Aziz, director of the Observatory, said so.",
            "director of the Observatory",
            "Observatory",
        ),
        ("Rami Aziz of the Valley Observatory said so.", None, "Valley Observatory"),
        ("Mona Haddad, a teacher from Belmar, said so.", "teacher from Belmar", None),
        ("Mona Haddad, a resident of Belmar, said so.", "resident of Belmar", None),
        ("John Smith, 54, said so.", None, None),
        ("John Smith, 54, a driver, said so.", "driver", None),
        ("President Helen Mora said so.", "President", None),
        ("FSA commanders said so.", None, "FSA"),
        ("U.N. spokesman Farid Aziz said so.", "U.N. spokesman", "U.N."),
    ],
)
def test_a_role_and_whom_it_speaks_for_are_kept(
    text: str, role: str | None, speaks_for: str | None
) -> None:
    speaker = last(text).speaker

    assert (speaker.role, speaker.speaks_for) == (role, speaks_for)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The poll tracked preferences among voters who said they would go.", "voters"),
        ("The man who shot the mayor said 14 people had helped him.", "man"),
        ("Adam Keld who runs the Valley Observatory said 19 homes burned.", "Adam Keld"),
        ("According to memos written by Keld, the mayor left.", "memos"),
        ("The Justice Department says it is barred from that.", "Justice Department"),
        ("The Republican Party said 40 votes were lost.", "Republican Party"),
        ("Secretary of State Mark Peters warned that 40 troops had left.", "Mark Peters"),
        ("Secretary of State Anna Maria Peters said 40 troops had left.", "Anna Maria Peters"),
        ("Director of National Intelligence Mark Peters said 4 men left.", "Mark Peters"),
        ("EPA Administrator Adam Keld said 12 plants were closed.", "Adam Keld"),
        ("Republican Lars Hogan said 40 votes were lost.", "Lars Hogan"),
        ("On Fox News, Sen. John Keld, R-Ariz., said the Islamic State has 9 camps.", "John Keld"),
        ("Last week Keld said 9 votes were lost.", "Keld"),
        ("Current ICE rules were changed.\n\nICE said 400 were left there.", "ICE"),
        ("Dismissing Faris, the party chose Keld.\n\nFaris said 14 votes were lost.", "Faris"),
    ],
)
def test_the_speaker_is_who_speaks_and_no_more_than_their_name(text: str, name: str) -> None:
    assert last(text).speaker.name == name


def test_a_deed_of_somebody_is_no_saying() -> None:
    assert sayings("Last night's announced deployment cost $4 million.") == [None]


@pytest.mark.parametrize(
    ("first", "name"),
    [("Keld", "Keld"), ("Mr. Keld", "Keld"), ("Ms. Lee", "Ann Keld")],
)
def test_a_name_known_from_the_start_is_nobody_who_comes_up_late(first: str, name: str) -> None:
    text = f"{first} said 14 camps were closed.\n\n" * 6
    text += "Ann Keld said 9 firms had signed.\n\nKeld said 40 men had come."

    assert last(text).speaker.name == name


@pytest.mark.parametrize(
    ("text", "role", "speaks_for"),
    [
        ("Ann Lee, the director of research at the Belmar Centre, said so.", None, "Belmar Centre"),
        ("Ann Lee, a fellow at the Centre for Water Studies, said so.", None, None),
        ("Mark Keld, Ohio Republican, said so.", "Ohio Republican", None),
        ("Sen. Mark Keld, R-Ohio, said so.", "Sen.", None),
    ],
)
def test_a_field_of_work_or_a_party_is_no_body_spoken_for(
    text: str, role: str | None, speaks_for: str | None
) -> None:
    speaker = last(text).speaker

    assert role is None or speaker.role == role
    assert speaks_for is None or speaker.speaks_for == speaks_for
    assert speaker.speaks_for not in ("research", "Ohio", "Water Studies")


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        ("Nasser told Reuters that they had left.", "Reuters"),
        ("Nasser told reporters that they had left.", "reporters"),
        ("Nasser told The New York Times that they had left.", "The New York Times"),
        ("State media quoted Omar Faris as saying they had left.", "State media"),
        ("Omar Faris was quoted by the agency as saying they had left.", "agency"),
        ("They had left, SANA reported, citing a military source.", "SANA"),
        ("Nasser said they had left.", None),
    ],
)
def test_who_relays_is_kept_apart(text: str, relay: str | None) -> None:
    assert last(text).relay == relay


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('"We left. They came," said Omar Faris.', ["Omar Faris", "Omar Faris"]),
        ('"We left," Omar Faris said. "They came."', ["Omar Faris", "Omar Faris"]),
        ('Omar Faris said: "We left. They came."', ["Omar Faris", "Omar Faris"]),
        ('"We left," Omar Faris said. "They came.\n\n"Nobody stayed."', ["Omar Faris"] * 3),
        ('"We left.\n\n"They came," Omar Faris said.', ["Omar Faris", "Omar Faris"]),
        ('"We left," Faris said.\n\nNobody stayed in the town.', ["Faris", None]),
        ("“We left,” said Faris. The hill was bare.", ["Faris", None]),
        ('"We left," Faris said.\n\n"We stayed," Noor said.', ["Faris", "Noor"]),
    ],
)
def test_a_quote_keeps_its_speaker(text: str, names: list[str | None]) -> None:
    assert [s.speaker.name if s else None for s in sayings(text)] == names


PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "‘",
        "’",
        "``",
        "''",
        " said ",
        " Omar Faris ",
        " he ",
        ", ",
        ". ",
        "\n\n",
        " the army ",
        "told Reuters",
        " according to ",
        " who ",
        "x",
        "(",
        ")",
        "\x00",
        "قال ",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_gets_one_answer_a_sentence(text: str) -> None:
    found = sentences.split(text)

    answers = speakers.find(text, found)

    assert len(answers) == len(found)
    assert all(a.saying is None or a.saying.speaker.name for a in answers)
