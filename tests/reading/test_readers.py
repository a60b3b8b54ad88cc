import pytest

from workbench.reading.readers import asks_for_the_page, speaks_of_itself, speaks_to_readers


@pytest.mark.parametrize(
    "line",
    [
        "Paid for by our readers.",
        "Ce reportage doit tout aux dons de nos lecteurs.",
        "Unsere Redaktion hilft gern.",
        "Читайте в нашем канале",
    ],
)
def test_a_page_speaks_of_itself(line: str) -> None:
    assert speaks_of_itself(line)


@pytest.mark.parametrize(
    "line",
    [
        "Os combates seguem nos arredores da cidade.",
        "Onze combattants ont été tués.",
        "The ministry denied it.",
    ],
)
def test_words_that_look_alike_in_other_languages_are_none(line: str) -> None:
    assert not speaks_of_itself(line)


def test_a_page_speaks_to_its_readers_and_a_report_of_others() -> None:
    assert speaks_to_readers("Kennen Sie das schon?")
    assert speaks_to_readers("Haberler telefonunuza gelsin")
    assert not speaks_to_readers("Sie hielten den Damm, sagte er.")
    assert not speaks_to_readers("Les rebelles ont pris le barrage du village.")


@pytest.mark.parametrize(
    "line",
    [
        "If the valley matters, buy me a coffee.",
        "Si crees que importa, invítanos a un café.",
        "Schreiben Sie uns Ihre Meinung.",
        "Поддержите нас, пожалуйста.",
    ],
)
def test_a_page_asks_for_itself(line: str) -> None:
    assert asks_for_the_page(line)


def test_a_report_that_names_those_who_ask_does_not() -> None:
    assert not asks_for_the_page("They shot at cars. A man called us from the bridge.")
