"""serve: the web pages."""

import logging
import signal
from types import FrameType

import click

from workbench import config
from workbench.cli.opening import open_when_there
from workbench.errors import UsageError
from workbench.jobs.supervising import worker_beside
from workbench.pipeline import demo
from workbench.web import monitoring
from workbench.web.app import create_app
from workbench.web.serving import make_server, warm_up


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8080, type=click.IntRange(0, 65535), show_default=True)
def serve_command(*, host: str, port: int) -> None:
    """Serve the desk's pages."""
    services = open_when_there(config.read())
    application = create_app(services)
    try:
        server = make_server(application, host, port)
    except ValueError:  # the server's word for a name that leads nowhere
        raise UsageError(
            f"There is no address {host}: give this machine's own, such as --host 127.0.0.1."
        ) from None
    except OSError as error:
        raise UsageError(
            f"{host}:{port} cannot be used: {error.strerror}. Choose another port: --port 8081."
        ) from None
    click.echo(f"The desk is at http://{host}:{port}/")
    if demo.is_example(services):
        click.echo(f"Sign in as {demo.REVIEWER} with the password {demo.PASSWORD}")
    monitoring.log_requests()
    for quiet in (
        "waitress",
        "faiss",
    ):  # the address is said above; faiss tells of every try to load
        logging.getLogger(quiet).setLevel(logging.WARNING)
    signal.signal(signal.SIGTERM, _stop)
    warm_up(services)
    with worker_beside(services.settings):
        server.run()


def _stop(_signal: int, _frame: FrameType | None) -> None:
    """Ends the server: it takes no more requests and finishes those it has."""
    raise SystemExit(0)
