import numpy as np
import pytest

from workbench.domain.ranking import load_weights
from workbench.errors import DeskError
from workbench.vectors import bilinear
from workbench.vectors.bilinear import Form, form, turned
from workbench.vectors.models import BUNDLED, BUNDLED_WIDTH

ALONG = np.eye(3, dtype=np.float32)


def test_a_query_is_drawn_to_where_its_form_maps_it() -> None:
    swapped = Form(of_query=ALONG[:, :2], of_passage=ALONG[:, 1::-1])

    assert swapped.turn(ALONG[0]).tolist() == ALONG[1].tolist()
    assert swapped.turn(ALONG[2]).tolist() == [0, 0, 0]


def test_the_form_that_ships_is_of_the_bundled_encoder_in_any_number_format() -> None:
    query = np.full(BUNDLED_WIDTH, BUNDLED_WIDTH**-0.5, np.float32)
    model = load_weights().encoder.partition("/")[0]

    assert model.startswith(f"{BUNDLED}@")
    assert turned(query, f"{model}/float32").tolist() == form().turn(query).tolist()
    assert turned(query, f"{model}/bfloat16").any()


def test_another_encoder_has_no_learned_likeness() -> None:
    assert turned(np.ones(5, np.float32), "another@1/float32").tolist() == [0.0] * 5


def test_a_form_that_was_not_fitted_with_the_weights_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form.cache_clear()
    monkeypatch.setattr(bilinear, "WEIGHTS", "bilinear.py")

    with pytest.raises(DeskError, match="damaged"):
        form()
    form.cache_clear()
