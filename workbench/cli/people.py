"""user add, user token: who may sign in."""

import sys

import click

from workbench import bootstrap, config
from workbench.cli.output import emit, json_option, who
from workbench.domain.vocabulary import Role
from workbench.stages import accounts


@click.group("user")
def user_command() -> None:
    """Add people; issue tokens."""


@user_command.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice([r.value for r in Role]), required=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@json_option
def add(name: str, *, role: str, password_stdin: bool, as_json: bool) -> None:
    """Add a person; the password is asked for."""
    services = bootstrap.open_desk(config.read())
    password = (
        sys.stdin.readline().rstrip("\n")
        if password_stdin
        else click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    )
    with services.database.transaction() as session:
        user = accounts.add_user(session, name, password, Role(role), by=who())
        added = {"id": user.id, "name": user.name, "role": user.role.value}
    emit(added, as_json=as_json, people=lambda u: f"{u['name']} may sign in as {u['role']}.")


@user_command.command("token")
@click.argument("name")
@json_option
def token(name: str, *, as_json: bool) -> None:
    """Issue an API token; it is shown once."""
    services = bootstrap.open_desk(config.read())
    with services.database.transaction() as session:
        issued = {"token": accounts.issue_token(session, name, by=who())}
    emit(issued, as_json=as_json, people=lambda t: str(t["token"]))
