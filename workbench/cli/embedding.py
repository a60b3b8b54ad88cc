"""embed: vectors for all that has none, here or on a cluster."""

from typing import Any

import click

from workbench import bootstrap, config
from workbench.cli.output import Progress, emit, json_option
from workbench.pipeline import embedding_at_large
from workbench.vectors.spreading import HERE


@click.command("embed")
@click.option(
    "--ray",
    is_flag=False,
    flag_value=HERE,
    metavar="[ADDRESS]",
    help="Spread it over a Ray cluster; without an address, over this machine.",
)
@json_option
def embed_command(*, ray: str | None, as_json: bool) -> None:
    """Embed whatever has no vector yet, here or on a Ray cluster.

    Stopped, it goes on when it is run again.
    """
    config.stay_offline()
    services = bootstrap.open_desk(config.read())
    done = embedding_at_large.embed(services, ray=ray, tell=Progress())
    emit(done, as_json=as_json, people=_said)


def _said(done: dict[str, Any]) -> str:
    return (
        f"{done['embedded']} texts embedded on {done['on']} in {done['seconds']} s "
        f"({done['texts_per_second']} a second)."
    )
