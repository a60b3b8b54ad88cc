"""watch: feeds that the desk keeps looking at, and what became of them."""

from collections.abc import Iterator, Sequence
from typing import Any

import click
from sqlalchemy.orm import Session

from workbench import bootstrap, config
from workbench.bootstrap import Services
from workbench.cli.output import Progress, emit, json_option, problem_of, who
from workbench.errors import ConflictError, UnreadableError, UsageError
from workbench.pipeline import catching_up, watching
from workbench.representations.feeds import feed_json
from workbench.stages import feeding
from workbench.store import feeds
from workbench.store.feeds import Feed

Json = dict[str, Any]


@click.command("watch")
@click.argument("named", nargs=-1, metavar="[FEED]...")
@click.option("--list", "what", flag_value="list", help="Say what is watched and how it went.")
@click.option("--now", "what", flag_value="now", help="Look at these now; at all if none is named.")
@click.option("--pause", "what", flag_value="pause", help="Look at these no more for a while.")
@click.option("--resume", "what", flag_value="resume", help="Look at these again.")
@click.option("--remove", "what", flag_value="remove", help="Watch these no more.")
@json_option
def watch_command(named: tuple[str, ...], *, what: str | None, as_json: bool) -> int:
    """Watch feeds: what is new in them is added by the worker.

    Feeds are taken up by address; the options take an address or a number.
    """
    if not named and what not in {"list", "now"}:
        raise UsageError("Name a feed by its address, or see what is watched: watch --list.")
    services = bootstrap.open_desk(config.read())
    status = 0
    for done in _done(services, what, named):
        for problem in done.get("problems", ()):
            click.echo(problem_of(done["input"], problem), err=True)
        status = 1 if _has_failed(done, what) else status
        emit(done, as_json=as_json, people=_line)
    if what in {None, "now"}:
        catching_up.catch_up(services, Progress())
    return status


def _has_failed(done: Json, what: str | None) -> bool:
    ending = (done.get("last") or {}).get("ending")
    return done.get("outcome") == "rejected" or (what in {None, "now"} and ending == "failed")


def _done(services: Services, what: str | None, named: Sequence[str]) -> Iterator[Json]:
    if what is None:
        yield from (_watched(services, url) for url in named)
    elif what == "list":
        with services.database.snapshot() as session:
            chosen = _chosen(session, named)
            yield from (feed_json(feed) for feed in chosen)
    elif what == "now":
        with services.database.snapshot() as session:
            ids = [feed.id for feed in _chosen(session, named) if named or not feed.paused_at]
        yield from (watching.look(services, feed_id) for feed_id in ids)
    else:
        yield from _settled(services, what, named)


def _watched(services: Services, url: str) -> Json:
    """Takes a feed up and looks at it once, so that whoever asks sees what comes."""
    try:
        feed_id = watching.watch(services, url, by=who())
    except ConflictError:
        with services.database.snapshot() as session:
            known = feed_json(feeds.named(session, url))
        return {"input": url, "outcome": "already watched", **known, "problems": []}
    except (UnreadableError, UsageError) as problem:
        return {"input": url, "outcome": "rejected", "feed": None, "problems": [problem.message]}
    return {
        "input": url,
        "outcome": "watched",
        **watching.look(services, feed_id),
        "problems": [],
    }


def _settled(services: Services, what: str, named: Sequence[str]) -> Iterator[Json]:
    settle = {"pause": feeding.pause, "resume": feeding.resume, "remove": feeding.drop}[what]
    with services.database.transaction() as session:
        for feed in _chosen(session, named):
            settle(session, feed, by=who())
            yield {**feed_json(feed), "outcome": f"{what}d"}


def _chosen(session: Session, named: Sequence[str]) -> list[Feed]:
    """The feeds named; all if none is.

    Raises:
        NotFoundError: one of them is not watched.
    """
    if not named:
        return list(feeds.all_feeds(session))
    return [feeds.named(session, name) for name in named]


def _line(shape: Json) -> str:
    if shape["feed"] is None:
        return f"{shape['input']}: {shape['outcome']}"
    stands = shape.get("outcome") or ("paused" if shape["paused"] else "watched")
    title = f" ({shape['title']})" if shape["title"] else ""
    return f"{shape['feed']}. {shape['url']}{title}: {stands}; {shape['said']}"
