"""robots.txt as RFC 9309 has it: the most specific group, the longest rule, `*` and `$`."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

_LINE = re.compile(r"^\s*(?P<field>[A-Za-z-]+)\s*:\s*(?P<value>[^#\r\n]*)")


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site allows one agent: (pattern, allowed) pairs."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allows(self, path: str) -> bool:
        """Whether the path, with its query, may be fetched."""
        path = _plain(path) or "/"
        fits = [(len(rule), allowed) for rule, allowed in self.rules if _fits(rule, path)]
        return max(fits, default=(0, True))[1]


NOTHING = Robots((("/", False),))  # for a site whose robots.txt cannot be had just now


def parsed(text: str, agent: str) -> Robots:
    """The rules of a robots.txt for an agent's product name; `*` where none names it."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    names: list[str] = []
    in_rules = False
    for line in text.splitlines():
        found = _LINE.match(line)
        if not found:
            continue
        field, value = found["field"].lower(), found["value"].strip()
        if field == "user-agent":
            names = [value.lower()] if in_rules else [*names, value.lower()]
            in_rules = False
            groups.setdefault(value.lower(), [])
        elif field in {"allow", "disallow"}:
            in_rules = True
            for name in names if value else ():
                groups[name].append((_plain(value), field == "allow"))
    return Robots(tuple(groups.get(agent.lower(), groups.get("*", []))))


def _plain(path: str) -> str:
    """One spelling of a path, so that %7E and ~ are the same."""
    return quote(unquote(path), safe="/*$?=&;:@!',()+~")


def _fits(rule: str, path: str) -> bool:
    """Whether a rule's parts follow one another in the path, from its start."""
    closed = rule.endswith("$")
    first, *others = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for part in others:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not closed or at == len(path) or (bool(others) and path.endswith(others[-1]))
