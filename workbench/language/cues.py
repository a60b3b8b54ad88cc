"""The words by which news prose reports what somebody said, and who says things."""

import re
from functools import cache

from workbench.language.tables import rows


@cache
def listed(name: str) -> frozenset[str]:
    """One list of speech.tsv."""
    table = rows("speech.tsv", 2)
    return frozenset(word for row in table if row[0] == name for word in row[1].split(" "))


CUES = listed("cue")
NEED_A_CLAUSE = listed("cue with a clause")  # also nouns, or verbs with a plain object
ROLES = listed("role")
BODIES = listed("body")
SAYING_VERB = "|".join(sorted(CUES, key=len, reverse=True))
OUTLETS = re.compile(
    r"\b(?:Reuters|AFP|Agence France-Presse|AP|Associated Press|CNN|BBC|Al[- ]Jazeera"
    r"|Al[- ]Arabiya|SANA|TASS|Interfax|RIA(?: Novosti)?|Xinhua|Anadolu|dpa|DPA|UPI|Bloomberg"
    r"|Fox News|NBC(?: News)?|ABC(?: News)?|CBS(?: News)?|NPR|MSNBC|PBS|Politico|POLITICO"
    r"|Breitbart(?: News)?|Axios|Vox|BuzzFeed(?: News)?|HuffPost|Sputnik|RT|Newsweek|TIME|Haaretz"
    r"|Al[- ]Mayadeen|Al[- ]Manar|Press TV|Fars|Tasnim|ISNA|IRNA"
    r"|[Ss]tate(?:-run)? (?:news agency|television|TV|media|radio)"
    r"|(?:[A-Z][\w.]+ )*(?:Times|Post|Journal|Guardian|Telegraph|Herald|Tribune|Daily|Gazette"
    r"|Independent|News Agency|news agency|Television|TV|newspaper|magazine))\b"
)
DATELINE = re.compile(r"^[A-Z][A-Z .,'/-]{2,40}(?:, [A-Z][a-z]+)? \([A-Z][\w ]{1,20}\) ?[-–—] ?")
LISTENERS = re.compile(
    r"\b(?:reporters?|journalists?|a news conference|a press conference|the newspaper|the channel"
    r"|the broadcaster|the agency|the website|local media|the paper|the magazine|state media)\b"
)
