"""A wording that can be read without its article; nothing is guessed."""

import re

from workbench.domain.values import Speaker


def standalone(words: str, speaker: Speaker | None) -> str | None:
    """The claim with its speaker under the full name; None where there is nothing to add."""
    if speaker is None:
        return None
    full = speaker.name
    written = speaker.as_written
    if full == written or full.lower() in words.lower():
        return None if full.lower() in words.lower() else f"{full}: {words}"
    mention = re.compile(rf"(?<!\w){re.escape(written)}(?!\w)")
    if mention.search(words):
        return mention.sub(lambda _: full, words, count=1)
    return f"{full}: {words}"
