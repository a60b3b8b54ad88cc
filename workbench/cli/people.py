"""user …: who may sign in, in which role, with which tokens."""

import sys
from collections.abc import Callable
from typing import Any

import click
from sqlalchemy.orm import Session

from workbench import bootstrap, config
from workbench.cli.output import emit, json_option, who
from workbench.domain.vocabulary import Role
from workbench.errors import UsageError
from workbench.representations.people import as_person
from workbench.stages import accounts
from workbench.store.base import Json
from workbench.store.models import Token, User

ROLES = click.Choice([role.value for role in Role])
password_option = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input."
)


@click.group("user")
def user_command() -> None:
    """Add people; issue and revoke tokens; end sessions."""


@user_command.command("add")
@click.argument("name")
@click.option("--role", type=ROLES, required=True)
@password_option
@json_option
def add(name: str, *, role: str, password_stdin: bool, as_json: bool) -> None:
    """Add a person; the password is asked for."""
    services = bootstrap.open_desk(config.read())
    password = _password(stdin=password_stdin)
    with services.database.transaction() as session:
        user = accounts.add_user(session, name, password, Role(role), by=who())
        added = as_person(user)
    emit(added, as_json=as_json, people=lambda u: f"{u['name']} may sign in as {u['role']}.")


@user_command.command("list")
@json_option
def list_(*, as_json: bool) -> None:
    """Everybody of the desk, in which role."""
    services = bootstrap.open_desk(config.read())
    with services.database.snapshot() as session:
        found = [as_person(user) for user in accounts.people(session)]
    emit(found, as_json=as_json, people=lambda f: "\n".join(_line(p) for p in f) or "Nobody yet.")


@user_command.command("role")
@click.argument("name")
@click.argument("role", type=ROLES)
@json_option
def role_(name: str, *, role: str, as_json: bool) -> None:
    """Give a person another role."""
    _change(name, lambda s, user: accounts.set_role(s, user, Role(role), by=who()), as_json=as_json)


@user_command.command("password")
@click.argument("name")
@password_option
@json_option
def password_(name: str, *, password_stdin: bool, as_json: bool) -> None:
    """Set another password; all sessions of that person end."""
    given = _password(stdin=password_stdin)
    _change(name, lambda s, user: accounts.set_password(s, user, given, by=who()), as_json=as_json)


@user_command.command("disable")
@click.argument("name")
@json_option
def disable(name: str, *, as_json: bool) -> None:
    """Shut a person out, with all sessions and tokens; what they decided stays."""
    _change(name, lambda s, user: accounts.disable(s, user, by=who()), as_json=as_json)


@user_command.command("enable")
@click.argument("name")
@json_option
def enable(name: str, *, as_json: bool) -> None:
    """Let a person in again."""
    _change(name, lambda s, user: accounts.enable(s, user, by=who()), as_json=as_json)


@user_command.command("end-sessions")
@click.argument("name")
@json_option
def end_sessions(name: str, *, as_json: bool) -> None:
    """Sign a person out everywhere."""
    _change(name, lambda s, user: accounts.end_sessions(s, user, by=who()), as_json=as_json)


@user_command.command("token")
@click.argument("name")
@click.option("--scope", type=ROLES, help="The most it lets them do; else all that they may.")
@click.option("--label", default="", help="What it is for.")
@click.option("--days", type=click.IntRange(1, 3650), help="How long it holds; else until revoked.")
@json_option
def token(name: str, *, scope: str | None, label: str, days: int | None, as_json: bool) -> None:
    """Issue an API token; it is shown once."""
    services = bootstrap.open_desk(config.read())
    least = Role(scope) if scope else None
    with services.database.transaction() as session:
        secret = accounts.issue_token(session, name, by=who(), label=label, scope=least, days=days)
    emit({"token": secret}, as_json=as_json, people=lambda t: str(t["token"]))


@user_command.command("tokens")
@click.argument("name")
@json_option
def tokens(name: str, *, as_json: bool) -> None:
    """List a person's tokens, with their last use."""
    services = bootstrap.open_desk(config.read())
    with services.database.snapshot() as session:
        issued = accounts.tokens(session, accounts.find(session, name))
        found = [_token(each) for each in issued]
    emit(found, as_json=as_json, people=_tokens)


@user_command.command("revoke")
@click.argument("token_id", type=int)
@json_option
def revoke(token_id: int, *, as_json: bool) -> None:
    """End a token at once; `user tokens NAME` lists their ids."""
    services = bootstrap.open_desk(config.read())
    with services.database.transaction() as session:
        accounts.revoke_token(session, token_id, by=who())
    emit({"revoked": token_id}, as_json=as_json, people=lambda t: f"Token {t['revoked']} is ended.")


def _change(name: str, change: Callable[[Session, User], None], *, as_json: bool) -> None:
    services = bootstrap.open_desk(config.read())
    with services.database.transaction() as session:
        user = accounts.find(session, name)
        change(session, user)
        changed = as_person(user)
    emit(changed, as_json=as_json, people=_line)


def _password(*, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\n")
    if not sys.stdin.isatty():
        raise UsageError("Nobody can be asked for the password here: give --password-stdin.")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


def _line(person: dict[str, Any]) -> str:
    return f"{person['name']}: {person['role']}" + (", disabled" if person["disabled"] else "")


def _token(issued: Token) -> Json:
    moments = ("created_at", "last_used_at", "expires_at", "revoked_at")
    shown = {name: getattr(issued, name) for name in moments}
    return {
        "id": issued.id,
        "label": issued.label,
        "scope": issued.scope.value if issued.scope else None,
        **{name: at.isoformat() if at else None for name, at in shown.items()},
    }


def _tokens(found: list[dict[str, Any]]) -> str:
    lines = []
    for each in found:
        last = f"last used {each['last_used_at'] or 'never'}"
        ended = f", revoked {each['revoked_at']}" if each["revoked_at"] else ""
        lines.append(
            f"{each['id']}  {each['label'] or '-'}  {each['scope'] or 'all'}  {last}{ended}"
        )
    return "\n".join(lines) or "No tokens."
