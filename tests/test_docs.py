"""The docs say what the program does: settings, commands, errors, routes, metrics, links."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.conftest import WordsEncoder
from workbench import bootstrap, config, errors
from workbench.bootstrap import Services
from workbench.cli import people
from workbench.cli.main import COMMANDS, _status, run
from workbench.cli.main import workbench as program
from workbench.errors import WorkbenchError
from workbench.pipeline import health
from workbench.web.app import create_app
from workbench.web.errors import status_of

ROOT = Path(__file__).parents[1]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
REFERENCE = (ROOT / "docs" / "reference.md").read_text()
API = (ROOT / "docs" / "api.md").read_text()
README = (ROOT / "README.md").read_text()
ENGINEERING = (ROOT / "docs" / "engineering.md").read_text()
PARTS = ("workbench", "tests", "benchmarks")
NOT_RUN = {"serve", "demo", "watch"}  # without an end, tested elsewhere, over the network


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text()

    assert [name for name, _, _ in config.described() if f"`{name}`" not in text] == []


def test_no_setting_is_documented_that_is_none() -> None:
    named = {name for page in DOCS for name in re.findall(r"WORKBENCH_[A-Z_]+", page.read_text())}

    assert named - {name for name, _, _ in config.described()} == {"WORKBENCH_"} & named


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_contract(name: str) -> None:
    assert re.search(rf"`{name}\b", (ROOT / "docs" / "contract.md").read_text())


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_engineers_guide_names_files_that_exist() -> None:
    told = set(re.findall(r"`((?:[\w.]+/)*\w+\.(?:py|tsv|json|jsonl))`", ENGINEERING))
    held = [path.as_posix() for each in PARTS for path in (ROOT / each).rglob("*.*")]

    assert [name for name in told if not any(path.endswith(f"/{name}") for path in held)] == []


def test_every_error_is_documented_with_its_statuses() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| (\d+) \|", REFERENCE, re.MULTILINE)
    kinds = [each for each in vars(errors).values() if _is_error(each)]

    assert {(name, int(exit_), int(http)) for name, exit_, http in rows} == {
        (kind.__name__, _status(kind("x")), status_of(kind("x"))) for kind in kinds
    }


def test_every_metric_is_documented(services: Services) -> None:
    app = create_app(services)
    app.test_client().get("/healthz")
    said = app.test_client().get("/metrics").text
    shown = set(re.findall(r"^# TYPE (workbench_\w+)", said, re.MULTILINE))
    with services.database.snapshot() as session:
        counted = {f"workbench_{name}" for name in health.counts(session)}
    documented = set(re.findall(r"^\| `(workbench_\w+)` \|", REFERENCE, re.MULTILINE))

    assert {name for name in shown if not name.endswith("_created")} | counted == documented


def test_every_address_of_the_api_is_in_its_guide(services: Services) -> None:
    app = create_app(services)
    described = app.test_client().get("/api/v1/openapi.json").get_json()["paths"]

    missing = [path for path in described if not _is_told(path.removeprefix("/api/v1"))]

    assert missing == []


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.stem)
def test_commands_in_examples_have_these_options(page: Path) -> None:
    for words in _commands(page.read_text()):
        command, given = program.get_command(click.Context(program), words[0]), words[1:]
        if isinstance(command, click.Group):
            command, given = command.get_command(click.Context(command), given[0]), given[1:]
        assert command is not None, words
        command.make_context(words[0], given)


def test_the_commands_of_the_readme_do_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "SentenceEncoder", lambda *_, **__: WordsEncoder())
    monkeypatch.setattr(people, "_password", lambda **_: "a long password")
    monkeypatch.setattr(bootstrap, "_weigher", lambda _encoder: None)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "reports").mkdir()
    shutil.copy(ROOT / "examples/reports/lake-sorn-ferry.html", tmp_path / "reports")
    shutil.copy(ROOT / "examples/article.html", tmp_path)
    first = (ROOT / "examples/claims.csv").read_text().splitlines(keepends=True)[:8]
    (tmp_path / "claims.csv").write_text("".join(first))
    monkeypatch.chdir(tmp_path)

    lines = [words for words in _commands(README) if words[0] not in NOT_RUN]
    order = [words for words in lines if words[0] in {"init", "user", "add", "import"}]
    for words in [*order, *(words for words in lines if words not in order)]:
        asked = [word for word in words if not word.startswith("https:")]
        assert run(asked) == 0, (asked, capsys.readouterr().err)

    assert (tmp_path / "claims.jsonl").read_text().count("\n") > 0


def _is_error(each: object) -> bool:
    return (
        isinstance(each, type) and issubclass(each, WorkbenchError) and each is not WorkbenchError
    )


def _is_told(path: str) -> bool:
    """Whether a path stands in the guide, whole or, after another one, by its last step."""
    named = re.sub(r"\{\w+\}", "ID", path)
    last = "/" + named.rsplit("/", 1)[1]
    return named in API or f"`{last}`" in API or f", `{last}" in API or path.endswith("}")


def _commands(text: str) -> Iterator[list[str]]:
    """The lines of code blocks that call the workbench, without prompt and comment."""
    for block in re.findall(r"^```(?:console|sh)?\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            called = re.match(r"(?:\$ )?workbench (.+)", line)
            if called:
                yield shlex.split(called[1], comments=True)
