from workbench.language import sentences, speakers
from workbench.language.speakers import Saying


def sayings(text: str) -> list[Saying | None]:
    return [voice.saying for voice in speakers.find(text, sentences.split(text))]


def last(text: str) -> Saying:
    saying = sayings(text)[-1]
    assert saying is not None
    return saying
