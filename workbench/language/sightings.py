"""The words by which a newsroom says that it saw for itself."""

import re

WITNESS = re.compile(
    r"\b(?P<whose>[Oo]ur|[Tt]his|[Aa]n?|[Tt]he|[Tt]wo|[Oo]ne|[Ii]ts|"
    r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3})\s+"
    r"(?:own\s+)?(?:correspondents?|reporters?|journalists?|team|crew|photographers?|witness|staff|"
    r"nurses|analysts|researchers|investigators|inspectors|observers|mapping|count)\b"
)
SAW = re.compile(
    r"\b(?:saw|seen|see|count(?:s|ed)?|visit(?:s|ed)?|watched|heard|observed|witnessed|found|"
    r"inspected|documented|verified|marked|toured|measured|puts?|received)\b"
)
FIRST_PERSON = re.compile(
    r"\b(?:[Ww]e|I) (?:saw|counted|visited|heard|watched|found|documented|registered|verified|"
    r"buried|"
    r"treated)\b|\bI (?:[\w,]+ ){1,9}and (?:counted|saw|heard|watched)\b|"
    r"\b[Oo]ur (?:correspondent|reporter|staff|nurses|doctors|team|own)\b"
)
NEWSROOM_SAW = re.compile(
    r"\b(?:The )?(?P<who>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}) (?:watched|counted|saw|visited|"
    r"called|compared|"
    r"examined|measured|mapped|inspected)\b"
)
