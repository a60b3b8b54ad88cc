"""index build, index check: the vector index against the database."""

import click

from workbench import bootstrap, config
from workbench.cli.output import emit, json_option
from workbench.errors import StaleIndexError
from workbench.pipeline import searchable
from workbench.pipeline.rebuilding import rebuild


@click.group("index")
def index_command() -> None:
    """Rebuild or verify the vector index."""


@index_command.command("build")
@json_option
def build(*, as_json: bool) -> None:
    """Build it anew from the database."""
    manifest = rebuild(bootstrap.open_desk(config.read()))
    built = {"count": manifest.count, "encoder": manifest.encoder}
    emit(built, as_json=as_json, people=lambda b: f"The index holds {b['count']} embeddings.")


@index_command.command("check")
@json_option
def check(*, as_json: bool) -> None:
    """Compare it with the database, every byte and every id."""
    services = bootstrap.open_desk(config.read())
    services.claims_shelf.verify()
    manifest = services.shelf.verify()
    late = searchable.behind(services)
    found = {"count": manifest.count, "encoder": manifest.encoder, "behind": late}
    emit(found, as_json=as_json, people=lambda f: f"{f['count']} embeddings, {f['behind']} behind.")
    if late:
        raise StaleIndexError(
            f"The index is {late} embeddings out of step with the database. "
            "Repair it: workbench index build."
        )
