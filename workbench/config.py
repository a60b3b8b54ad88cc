"""The settings, read once; nothing else looks at the environment."""

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workbench.errors import UsageError

PREFIX = "WORKBENCH_"
BUNDLED_ENCODER = "all-MiniLM-L6-v2"
FAISS, PGVECTOR = "faiss", "pgvector"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One desk's configuration; relative paths start at the current directory."""

    home: Path = field(default=Path("desk"), metadata={"means": "where the desk's data is kept"})
    indexes: Path = field(
        default=Path("indexes"),
        metadata={"means": "where vector indexes are kept (derived, deletable)"},
    )
    database_url: str = field(
        default="", metadata={"means": "sqlite:///… or postgresql://…; SQLite in the home if unset"}
    )
    vector_index: str = field(
        default=FAISS,
        metadata={"means": "faiss (files in the indexes) or pgvector (in a PostgreSQL database)"},
    )
    encoder: str = field(
        default=BUNDLED_ENCODER,
        metadata={"means": "a sentence-transformers model by name or path, fixed at init"},
    )
    reranker: str = field(
        default="",
        metadata={"means": "a CrossEncoder by name or path for a second ranking; none if unset"},
    )
    report_megabytes: int = field(
        default=20, metadata={"means": "the largest report that is read", "least": 1}
    )
    upload_megabytes: int = field(
        default=512,
        metadata={"means": "the largest file that a page or the API takes", "least": 1},
    )
    supports_required: int = field(
        default=1,
        metadata={"means": "independent supporting passages a corroboration needs", "least": 1},
    )
    reviewers_required: int = field(
        default=1, metadata={"means": "reviewers a claim needs: 1, 2 or 3", "least": 1, "most": 3}
    )
    hide_signals_percent: int = field(
        default=0,
        metadata={
            "means": "share of claims on which the machine's signals are hidden, 0 to 100",
            "most": 100,
        },
    )
    fetch_networks: str = field(
        default="",
        metadata={"means": "private networks that may be fetched from, as CIDR, comma-separated"},
    )
    feed_minutes: int = field(
        default=15, metadata={"means": "minutes between two looks at a watched feed", "least": 1}
    )
    hosts: str = field(
        default="",
        metadata={
            "means": "host names this desk answers to, comma-separated; any loopback name if unset"
        },
    )
    public_address: str = field(
        default="http://127.0.0.1:8080",
        metadata={"means": "where readers find this desk; the addresses in what it publishes"},
    )
    publisher: str = field(
        default="Claim desk", metadata={"means": "the name under which this desk publishes"}
    )
    threads: int = field(
        default=0, metadata={"means": "threads for the encoder and the index; every core if 0"}
    )

    @property
    def url(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{self.home / 'workbench.sqlite3'}"

    @property
    def captures(self) -> Path:
        """Where raw bytes are kept, by SHA-256."""
        return self.home / "captures"

    @property
    def secret_key_file(self) -> Path:
        """Where the key that signs sessions is kept."""
        return self.home / "secret_key"


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process.

    Raises:
        UsageError: a setting's value has the wrong form, or no setting has that name.
    """
    given = os.environ if environment is None else environment
    values = {
        name[len(PREFIX) :].lower(): value
        for name, value in given.items()
        if name.startswith(PREFIX)
    }
    known = {f.name: f for f in fields(Settings)}
    for name in values.keys() - known.keys():
        raise UsageError(
            f"There is no setting {PREFIX}{name.upper()}; `workbench doctor` lists them."
        )
    parsed: dict[str, Any] = {name: _parsed(known[name], text) for name, text in values.items()}
    return _checked(Settings(**parsed))


def described() -> list[tuple[str, str, str]]:
    """Every setting: its name in the environment, its default and what it means."""
    return [
        (PREFIX + f.name.upper(), str(f.default), f.metadata["means"]) for f in fields(Settings)
    ]


def listed(text: str) -> list[str]:
    """What a setting lists, separated by commas."""
    return [each.strip() for each in text.split(",") if each.strip()]


def child_environment(settings: Settings) -> dict[str, str]:
    """What a worker started by this process must see."""
    mine = {PREFIX + f.name.upper(): str(getattr(settings, f.name)) for f in fields(Settings)}
    return {**os.environ, **mine}


def stay_offline() -> None:
    """Tells the libraries, before they are loaded, never to ask a hub nor to report their use."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"


def _checked(settings: Settings) -> Settings:
    kind = settings.vector_index
    if kind not in {FAISS, PGVECTOR}:
        raise _refused("vector_index", kind, f"{FAISS} or {PGVECTOR}")
    if kind == PGVECTOR and not settings.url.startswith("postgresql"):
        raise UsageError(
            f"{PREFIX}VECTOR_INDEX={PGVECTOR} needs a PostgreSQL database: set "
            f"{PREFIX}DATABASE_URL=postgresql://…, or leave {PREFIX}VECTOR_INDEX unset."
        )
    _check_addresses(settings)
    return settings


def _parsed(setting: Field[Any], text: str) -> Path | int | str:
    if isinstance(setting.default, Path):
        return Path(text)
    if not isinstance(setting.default, int):
        return text
    least, most = setting.metadata.get("least", 0), setting.metadata.get("most")
    try:
        number = int(text)
    except ValueError:
        raise _refused(setting.name, text, "a whole number") from None
    if number < least or (most is not None and number > most):
        raise _refused(setting.name, text, f"{least} {'or more' if most is None else f'to {most}'}")
    return number


def _check_addresses(settings: Settings) -> None:
    for host in listed(settings.hosts):
        if "/" in host or host.rpartition(":")[2].isdigit():
            needed = "names as in desk.example.org, without http://, port and path"
            raise _refused("hosts", host, needed)
    address = urlsplit(settings.public_address)
    if address.scheme not in {"http", "https"} or not address.netloc:
        needed = "an address as in https://desk.example.org"
        raise _refused("public_address", settings.public_address, needed)
    for network in listed(settings.fetch_networks):
        try:
            ip_network(network)
        except ValueError:
            raise _refused("fetch_networks", network, "networks as in 10.1.0.0/16") from None


def _refused(name: str, text: str, needed: str) -> UsageError:
    return UsageError(f"{PREFIX}{name.upper()} is “{text}”; it must be {needed}.")
