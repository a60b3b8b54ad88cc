"""Whether two figures that differ were counted of one thing: the area, which of several, by what.

Each reason is read from the two sentences alone; where only one of them says, nothing is concluded
but of the area and of which of several is meant.
"""

import re

_WIDER = re.compile(
    r"\b(?:provinces?|governorates?|countryside|rural|districts?|regions?|across|throughout|"
    r"nationwide|countrywide|all over|suburbs|outskirts|whole country)\b",
    re.IGNORECASE,
)
_DEED = (
    r"(?:(?:air ?|car ?|suicide ?|bomb ?)?(?:strikes?|raids?|bombs?|bombings?|blasts?|attacks?|"
    r"explosions?|shells?|rockets?|missiles?|crash|quakes?|fires?|bombers?))"
)
_WHICH = re.compile(
    rf"\b(first|second|third|fourth|fifth|separate)\s+(?:\w+\s+)?{_DEED}\b", re.IGNORECASE
)
_MEANS = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        ("a mine", r"land ?mines?|mines? (?:exploded|went off|blast)|roadside bombs?"),
        ("a suicide attack", r"suicide (?:bomb\w*|attack\w*|car)"),
        ("a car bomb", r"car bombs?|truck bombs?|booby.?trapped (?:car|truck|vehicle)s?"),
        ("shelling", r"mortars?|artillery|shelling|shells|rocket fire"),
        ("air strikes", r"air ?(?:strikes?|raids?)|warplanes?|barrel bombs?|helicopters?|jets?"),
        ("gunfire", r"snipers?|gunfire|shot dead|gunned down"),
        ("gas", r"chlorine|sarin|nerve gas|poison gas|toxic gas|chemical"),
        ("a train", r"trains?"),
        ("a bus", r"bus(?:es)?|minibus"),
        ("a boat", r"boats?|ferry|ferries|ships?"),
        ("a plane", r"planes?|airliners?"),
    )
)
_WEAPONS = frozenset({"a mine", "a suicide attack", "a car bomb", "shelling", "air strikes"})
_BY_ONE_BOMBER = frozenset({"a suicide attack", "a car bomb"})
_WHOSE = re.compile(
    rf"\b(russian|syrian|government|regime|army|coalition|u\.?s|american|turkish|israeli|saudi|"
    rf"iraqi|rebel|opposition|insurgent)\b\.?(?:-led)?\s+(?:coalition\s+)?(?:{_DEED}|shelling|"
    rf"bombardment|fire)\b",
    re.IGNORECASE,
)
_ONE_SIDE = {
    "regime": "government",
    "syrian": "government",
    "army": "government",
    "american": "coalition",
    "us": "coalition",
    "opposition": "rebel",
    "insurgent": "rebel",
}


def why_apart(claim: str, passage: str) -> str | None:
    """Why figures of two sentences may not be of one thing; None where nothing says so."""
    if bool(_WIDER.search(claim)) is not bool(_WIDER.search(passage)):
        return "One counts over a wider area than the other."
    ours, theirs = _which(claim), _which(passage)
    if ours != theirs and (ours | theirs) - {"first"}:
        return "One tells of another of several: the " + ", the ".join(sorted(ours | theirs)) + "."
    ours, theirs = _means(claim), _means(passage)
    if ours and theirs and not ours & theirs:
        return f"One tells of {_listed(ours)}, the other of {_listed(theirs)}."
    ours, theirs = _whose(claim), _whose(passage)
    if ours and theirs and not ours & theirs:
        return f"They tell of different sides' deeds: {_listed(ours)} and {_listed(theirs)}."
    return None


def by_other_means(claim: str, passage: str) -> str | None:
    """Why one deed is hardly the other: shells are not air strikes; None where nothing says so."""
    ours, theirs = _means(claim) & _WEAPONS, _means(passage) & _WEAPONS
    if ours and theirs and not ours & theirs and not ours | theirs <= _BY_ONE_BOMBER:
        return f"One tells of {_listed(ours)}, the other of {_listed(theirs)}."
    return None


def _which(text: str) -> set[str]:
    return {found.lower() for found in _WHICH.findall(text)}


def _means(text: str) -> set[str]:
    return {name for name, pattern in _MEANS if pattern.search(text)}


def _whose(text: str) -> set[str]:
    found = {each.lower().replace(".", "") for each in _WHOSE.findall(text)}
    return {_ONE_SIDE.get(each, each) for each in found}


def _listed(names: set[str]) -> str:
    return " and ".join(sorted(names))
