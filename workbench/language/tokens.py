"""A sentence as the words and marks in which attributions are looked for."""

import re
from typing import NamedTuple

from workbench.language.quotes import HIDDEN

_TOKEN = re.compile(
    rf"{HIDDEN}+"
    r"|(?:[A-Z]\.){2,}(?:-[\w-]+)?"  # U.S.-led
    r"|(?:Gen|Lt|Col|Brig|Maj|Capt|Cmdr|Sgt|Adm|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|St|Prof|Rev|Rt|Jr|Sr)\."
    r"|(?:Corp|Inc|Ltd|Co|Bros|Dept)\.(?=,? [a-z])"
    r"|[A-Z]\.(?= ?[A-Z])"
    r"|\d+(?:[.,]\d+)+"
    r"|\w+(?:[-'’.&]\w+)*(?:['’](?=\s))?"
    r"|\S"
)


_ADVERB = re.compile(
    r"(?!(?:family|assembly|ally|rally|supply|daily|weekly|monthly|elderly|only|reply|monopoly)$)"
    r"[a-z]+ly"
)


class Token(NamedTuple):
    """One word or mark; `low` is its lower case."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_quote(self) -> bool:
        """Whether it stands for a quoted stretch."""
        return self.text[0] == HIDDEN

    @property
    def is_adverb(self) -> bool:
        """Whether it is an adverb by its ending: "repeatedly"."""
        return bool(_ADVERB.fullmatch(self.text))

    @property
    def is_word(self) -> bool:
        """Whether it begins with a letter or a digit."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it is written as a name is, also "al-Salamah"."""
        return self.text[0].isupper() or bool(re.match(r"[a-z]{1,4}-[A-Z]", self.text))


def tokenize(words: str) -> list[Token]:
    """The tokens of a sentence whose quotes are hidden."""
    return [Token(m[0], m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(words)]
