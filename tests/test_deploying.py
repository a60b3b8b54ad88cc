"""What deploys the desk is pinned, has few rights, and names commands and settings there are."""

import re
from pathlib import Path
from typing import Any

import pytest

from workbench import config
from workbench.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
PINNED = re.compile(r"\S+:\d+\.\d+\.\d+(-\S+)?$")
DOCKERFILE = (ROOT / "Dockerfile").read_text()
STEPS = [
    line.strip() for line in DOCKERFILE.replace("\\\n", " ").splitlines() if line and line[0] != "#"
]


def steps(name: str) -> list[str]:
    return [line.removeprefix(name).strip() for line in STEPS if line.startswith(f"{name} ")]


@pytest.fixture
def composed() -> Any:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not there: it reads compose.yaml")
    return yaml.safe_load((ROOT / "compose.yaml").read_text())


def test_every_image_is_pinned(composed: Any) -> None:
    images = [each.split(" AS ")[0] for each in steps("FROM")]
    images += [service["image"] for service in composed["services"].values()]

    assert images
    assert [image for image in images if not PINNED.match(image)] == []


def test_whatever_is_installed_is_pinned() -> None:
    installs = [
        words.split("pip install")[1].split("&&")[0]
        for words in steps("RUN")
        if "pip install" in words
    ]

    assert installs
    for words in installs:
        named = [w for w in words.split() if not w.startswith(("-", "http"))]
        assert all("==" in w or w in {"requirements.txt", "."} for w in named), words


def test_the_image_runs_without_rights_and_tells_of_its_health() -> None:
    last = [line.split(" ")[0] for line in STEPS]
    assert steps("USER") == ["workbench"]
    assert last.index("USER") < last.index("HEALTHCHECK") < last.index("CMD")
    assert not steps("ADD")
    assert "/healthz" in steps("HEALTHCHECK")[0]


def test_what_is_copied_is_there_and_not_shut_out() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    wanted = [w for line in steps("COPY") if "--from" not in line for w in line.split()[:-1]]

    assert [w for w in wanted if not (ROOT / w).exists()] == []
    assert [w for w in wanted if f"!{w}" not in ignored] == []


def test_the_services_have_few_rights_and_wait_for_each_other(composed: Any) -> None:
    services = composed["services"]

    assert "healthcheck" in services["database"]
    for name in ("init", "web", "work"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
        waits = services[name]["depends_on"]
        assert {each["condition"] for each in waits.values()} <= {
            "service_healthy",
            "service_completed_successfully",
        }
    assert "${POSTGRES_PASSWORD:?" in services["database"]["environment"]["POSTGRES_PASSWORD"]
    assert services["web"]["ports"] == ["127.0.0.1:8080:8080"]


def test_the_commands_and_settings_named_are_there(composed: Any) -> None:
    known = {name for name, _, _ in config.described()}
    guide = (ROOT / "docs/operations.md").read_text()
    named = set(re.findall(r"WORKBENCH_[A-Z_]+", DOCKERFILE + guide))
    for service in composed["services"].values():
        named |= {n for n in service.get("environment", {}) if n.startswith("WORKBENCH_")}
        command = service.get("command", [""])
        assert command[0] != "workbench" or command[1] in COMMANDS

    assert named - known == set()
    spoken = set(re.findall(r"`(?:\S+/)?workbench ([a-z]+)", guide))
    assert spoken
    assert spoken - set(COMMANDS) == set()
