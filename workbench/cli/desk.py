"""init, demo, doctor: making a desk and looking after it."""

import platform
import re
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import click

from workbench import bootstrap, config
from workbench.cli.output import Progress, emit, json_option
from workbench.errors import WorkbenchError
from workbench.pipeline import demo, health

LIBRARIES = ("torch", "sentence-transformers", "faiss-cpu", "SQLAlchemy", "Flask", "trafilatura")
_SECRETS = (re.compile(r"(://[^:/@]*:).*(@)"), re.compile(r"(\bpassword=)[^&]*()"))
NEVER = "Last backup: never; make one: workbench backup FILE"


@click.command("init")
@json_option
def init_command(*, as_json: bool) -> None:
    """Create the desk, or move an older one up."""
    services = bootstrap.init(config.read())
    wrong = health.readiness(services).problems
    made = {"desk": services.desk_id, "home": str(services.settings.home), "wrong": wrong}
    emit(made, as_json=as_json, people=_made)


@click.command("demo")
@json_option
def demo_command(*, as_json: bool) -> None:
    """Build the example desk.

    An invented event with its reports, claims and people. It has a folder of its own:
    WORKBENCH_HOME=example-desk workbench demo
    """
    services = bootstrap.init(config.read())
    done = demo.build(services, Progress())
    emit(done, as_json=as_json, people=_demo)


@click.command("doctor")
@json_option
def doctor_command(*, as_json: bool) -> None:
    """Say what is installed, configured and wrong."""
    found = examine()
    emit(found, as_json=as_json, people=_doctor)


def examine() -> dict[str, Any]:
    """Everything that a person who helps would ask."""
    settings = config.read()
    kept: dict[str, Any] = {"wrong": []}
    try:
        kept = health.upkeep(bootstrap.open_desk(settings))
    except WorkbenchError as error:
        kept["wrong"].append(error.message)
    return {
        "workbench": metadata.version("fact-claim-workbench"),
        "python": platform.python_version(),
        "libraries": {name: metadata.version(name) for name in LIBRARIES},
        "settings": [
            {
                "name": name,
                "value": _without_password(
                    str(getattr(settings, name.removeprefix("WORKBENCH_").lower()))
                ),
                "default": default,
                "means": means,
            }
            for name, default, means in config.described()
        ],
        "desk": str(settings.home.absolute()),
        "templates": str(Path(str(resources.files("workbench"))).parent / "templates"),
        **kept,
    }


def _made(made: dict[str, Any]) -> str:
    said = f"The desk in {made['home']} is {'moved up, but:' if made['wrong'] else 'ready.'}"
    return "\n".join([said, *made["wrong"]])


def _without_password(value: str) -> str:
    """A database's address as it may be sent to whoever helps."""
    for secret in _SECRETS:
        value = secret.sub(r"\1***\2", value)
    return value


def _doctor(found: dict[str, Any]) -> str:
    lines = [f"Workbench {found['workbench']}", f"Python {found['python']}"]
    lines += [f"{name} {version}" for name, version in found["libraries"].items()]
    lines += ["", "Settings:"]
    lines += [f"  {s['name']}={s['value']}  ({s['means']})" for s in found["settings"]]
    last = found.get("last_backup")
    lines += ["", f"Last backup: {last['at']}, {last['file']}" if last else NEVER]
    lines += [f"Workers: {', '.join(found.get('workers', [])) or 'none'}"]
    lines += ["", *(f"Wrong: {each}" for each in found["wrong"] or ["nothing found"])]
    return "\n".join(lines)


def _demo(done: dict[str, Any]) -> str:
    return (
        f"The example desk has {done['reports']} reports of {done['sources']} sources and "
        f"{done['claims']} claims, {done['published']} of them decided and published. "
        f"Sign in as {done['reviewer']} with {done['password']}."
    )
