"""A setting that cannot be meant is refused with its name, its value and what is asked."""

import pytest

from workbench import config
from workbench.errors import UsageError


@pytest.mark.parametrize(
    ("name", "value", "needed"),
    [
        ("THREADS", "many", "a whole number"),
        ("THREADS", "-1", "0 or more"),
        ("SUPPORTS_REQUIRED", "0", "1 or more"),
        ("REVIEWERS_REQUIRED", "4", "1 to 3"),
        ("HIDE_SIGNALS_PERCENT", "101", "0 to 100"),
        ("FEED_MINUTES", "0", "1 or more"),
        ("UPLOAD_MEGABYTES", "0", "1 or more"),
        ("VECTOR_INDEX", "annoy", "faiss or pgvector"),
        ("HOSTS", "https://desk.example.org", "without http://"),
        ("HOSTS", "desk.example.org:8080", "port and path"),
        ("PUBLIC_ADDRESS", "desk.example.org", "https://desk.example.org"),
        ("FETCH_NETWORKS", "10.0.0.0/99", "networks as in 10.1.0.0/16"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused(name: str, value: str, needed: str) -> None:
    with pytest.raises(UsageError) as raised:
        config.read({f"WORKBENCH_{name}": value})

    said = str(raised.value)
    assert said.startswith(f"WORKBENCH_{name} is “{value}”; it must be ")
    assert needed in said


def test_settings_at_their_bounds_are_taken() -> None:
    settings = config.read(
        {
            "WORKBENCH_REVIEWERS_REQUIRED": "3",
            "WORKBENCH_HIDE_SIGNALS_PERCENT": "100",
            "WORKBENCH_HOSTS": "desk.example.org, 127.0.0.1, [::1]",
            "WORKBENCH_PUBLIC_ADDRESS": "https://desk.example.org/claims",
            "WORKBENCH_FETCH_NETWORKS": "10.1.0.0/16, fd00::/8",
        }
    )

    assert config.listed(settings.hosts) == ["desk.example.org", "127.0.0.1", "[::1]"]
