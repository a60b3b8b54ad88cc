"""A number in the ways reports write it: digits, digits before a large word, words."""

from collections.abc import Iterator

from workbench.language.numerals import TENS, UNITS

_LARGE = (("billion", 10**9), ("million", 10**6), ("thousand", 10**3))
_SPELT_BELOW = 10**12
_ONES = {value: word for word, value in UNITS.items()}
_DECADES = {value: word for word, value in reversed(TENS.items())}  # "forty", not "fourty"


def written(number: float) -> Iterator[str]:
    """Every way to write a number that is looked for."""
    yield f"{number:.15g}"
    for word, factor in _LARGE:
        if number >= factor and number * 100 % factor == 0:
            yield f"{number / factor:.15g} {word}"
    if number >= 1000 and number == int(number):
        yield f"{int(number):,}".replace(",", " ")
    if number == int(number) and number < _SPELT_BELOW:
        yield spelt(int(number))


def spelt(number: int) -> str:
    """A whole number in words; of "a" and "one" hundred neither is written, for both are usual."""
    for word, factor in (*_LARGE, ("hundred", 100)):
        if number >= factor:
            many, rest = divmod(number, factor)
            words = [spelt(many)] if many > 1 else []
            return " ".join([*words, word, *([spelt(rest)] if rest else [])])
    if number in _ONES:
        return _ONES[number]
    rest = number % 10
    return " ".join([_DECADES[number - rest], *([_ONES[rest]] if rest else [])])
