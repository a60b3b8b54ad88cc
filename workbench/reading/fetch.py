"""Addresses fetched with care: what is asked for, who answers, how much and for how long."""

import re
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as HTTPTimeoutError
from urllib3.response import HTTPResponse

from workbench.errors import UnreadableError
from workbench.reading import robots
from workbench.reading.addresses import joined
from workbench.reading.peers import (
    CheckedConnection,
    CheckedTLSConnection,
    ForbiddenPeerError,
    Network,
)
from workbench.reading.record import Limits
from workbench.reading.unpacking import megabytes

PRODUCT = "fact-claim-workbench"
AGENT = f"{PRODUCT}/0.1 (reads reports for a verification desk; respects robots.txt)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_LONGEST_REST = 24 * 3600.0  # seconds that a host is left alone at once
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_CHUNK = 64 * 1024
_ROBOTS_BYTES = 512 * 1024


class AskedToWaitError(UnreadableError):
    """The site asks to be left alone for a while (429 or 503 with Retry-After)."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered; `url` is where its redirects led."""

    asked: str
    url: str
    body: bytes
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class _Clock:
    """The time one address may take, redirects and robots.txt included."""

    seconds: float
    begun: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        return self.begun + self.seconds - time.monotonic()

    def is_over(self) -> bool:
        return self.left() <= 0


class Fetcher:
    """Fetches http and https addresses of the open internet, and of the networks allowed.

    Nothing is read from the environment: no proxies. Each host is asked at most once a `pause`.
    """

    def __init__(
        self, *, limits: Limits | None = None, allowed: Sequence[Network] = (), pause: float = 1.0
    ) -> None:
        self._limits = limits or Limits()
        self._allowed = tuple(allowed)
        self._pause = pause
        self._robots: dict[str, robots.Robots] = {}
        self._asked: dict[str, float] = {}
        self._resting: dict[str, float] = {}  # until when a host asks to be left alone

    def fetch(self, url: str) -> Fetched:
        """What the address answers; raises UnreadableError where nothing usable comes."""
        fetched = self.fetch_if_changed(url)
        if fetched is None:
            raise UnreadableError(f"{url} answered that nothing changed, unasked. Try again later.")
        return fetched

    def fetch_if_changed(
        self, url: str, *, etag: str | None = None, modified: str | None = None
    ) -> Fetched | None:
        """The same with the marks of the last answer: None where nothing changed since."""
        marks = {"If-None-Match": etag or "", "If-Modified-Since": modified or ""}
        clock = _Clock(self._limits.fetch_seconds)
        at, answer = self._followed(url, {key: mark for key, mark in marks.items() if mark}, clock)
        if answer.status == HTTPStatus.NOT_MODIFIED:
            return None
        self._note_rest(at, url, answer)
        if answer.status != HTTPStatus.OK:
            raise UnreadableError(f"{url} answered {_status(answer.status)}. Check the address.")
        charset = _CHARSET.search(answer.headers.get("content-type", ""))
        return Fetched(
            asked=url,
            url=at,
            body=answer.body,
            charset=charset[1] if charset else None,
            etag=answer.headers.get("etag"),
            modified=answer.headers.get("last-modified"),
        )

    def _followed(self, url: str, marks: dict[str, str], clock: _Clock) -> tuple[str, _Answer]:
        """The last answer of a chain of redirects, each hop checked like the first."""
        at = url
        for _hop in range(self._limits.redirects + 1):
            parts = _checked(at, url)
            self._wait_out(parts, url)
            self._obey_robots(parts, at, clock)
            self._wait(parts, clock)
            answer = self._ask(parts, at, marks, clock)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return at, answer
            at = joined(at, answer.headers["location"])
        raise UnreadableError(
            f"{url} redirects more than {self._limits.redirects} times, perhaps in a circle. "
            "Open it in a browser and give the address it ends at."
        )

    def _obey_robots(self, parts: SplitResult, url: str, clock: _Clock) -> None:
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        if origin not in self._robots:
            self._robots[origin] = self._robots_of(origin, url, clock)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if self._robots[origin] is robots.NOTHING:
            raise UnreadableError(
                f"{url} was not fetched: its site's robots.txt, which says what may be, cannot be "
                "had just now. Try again later."
            )
        if not self._robots[origin].allows(path):
            raise UnreadableError(
                f"{url} is closed to programs by its site's robots.txt. Open it in a browser, save "
                "the page and add the file."
            )

    def _robots_of(self, origin: str, url: str, clock: _Clock) -> robots.Robots:
        at = f"{origin}/robots.txt"
        for _hop in range(self._limits.redirects + 1):
            answer = self._ask(_checked(at, url), url, {}, clock, most=_ROBOTS_BYTES)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                break
            at = joined(at, answer.headers["location"])
        self._note_rest(at, url, answer)
        if answer.status in _BUSY or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return robots.NOTHING
        text = answer.body.decode("utf-8", errors="replace")
        return robots.parsed(text if answer.status == HTTPStatus.OK else "", PRODUCT)

    def _note_rest(self, at: str, url: str, answer: _Answer) -> None:
        """Remembers that a host asks to be left alone; raises AskedToWaitError then."""
        if answer.status in _BUSY and (rest := _rest_asked(answer.headers.get("retry-after", ""))):
            self._resting[urlsplit(at).hostname or ""] = time.monotonic() + rest
            raise _left_alone(url, rest)

    def _wait_out(self, parts: SplitResult, url: str) -> None:
        """A host that asks to be left alone is, for as long as it asks."""
        rest = self._resting.get(parts.hostname or "", 0.0) - time.monotonic()
        if rest > 0:
            raise _left_alone(url, rest)

    def _wait(self, parts: SplitResult, clock: _Clock) -> None:
        host = parts.hostname or ""
        rest = self._asked.get(host, -self._pause) + self._pause - time.monotonic()
        if rest > 0:
            time.sleep(rest)
            clock.begun += rest
        self._asked[host] = time.monotonic()

    def _ask(
        self,
        parts: SplitResult,
        url: str,
        marks: dict[str, str],
        clock: _Clock,
        *,
        most: int | None = None,
    ) -> _Answer:
        """One request and its whole answer, or the reason there is none as a sentence."""
        try:
            return _exchange(parts, marks, self._allowed, clock, most or self._limits.report_bytes)
        except ForbiddenPeerError as problem:
            raise UnreadableError(
                f"{url} leads to {problem}, an address on a private or reserved network. If it is "
                "yours, who runs this desk can allow its network: WORKBENCH_FETCH_NETWORKS."
            ) from problem
        except (HTTPError, HTTPException, OSError, ValueError) as problem:
            raise UnreadableError(_sentence(url, parts, problem, clock)) from problem


def _left_alone(url: str, rest: float) -> AskedToWaitError:
    return AskedToWaitError(
        f"{url} was not fetched: its site asks to be left alone for {rest:.0f} seconds. "
        "Try again after that.",
        rest,
    )


def _rest_asked(value: str) -> float:
    """Seconds that a Retry-After asks for, a day at most; none where it says nothing usable."""
    if re.fullmatch(r"\d{1,9}", value.strip()):
        return float(min(int(value), _LONGEST_REST))
    try:
        moment = parsedate_to_datetime(value)
        rest = (moment - datetime.now(moment.tzinfo)).total_seconds()
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    return min(max(0.0, rest), _LONGEST_REST)


class _TooLargeError(HTTPError):
    """The answer is longer than is read."""


def _exchange(
    parts: SplitResult, marks: dict[str, str], allowed: Sequence[Network], clock: _Clock, most: int
) -> _Answer:
    """One connection, one request, one answer; cut off when the clock is over."""
    if clock.is_over():
        raise TimeoutError
    kind = CheckedTLSConnection if parts.scheme == "https" else CheckedConnection
    port = parts.port or kind.default_port  # given: else an IPv6 address's end is taken for one
    connection = kind(parts.hostname or "", port, timeout=clock.left(), allowed=allowed)
    watch = Timer(clock.left(), connection.cut)
    watch.daemon = True
    watch.start()
    try:
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", **marks}
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers=headers, preload_content=False)
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.headers.items()}
        return _Answer(answer.status, named, _body(answer, most, clock))
    finally:
        watch.cancel()
        connection.close()


def _body(answer: HTTPResponse, most: int, clock: _Clock) -> bytes:
    """The answer's bytes, unpacked, piece by piece, so that size and time are kept."""
    body = bytearray()
    while piece := answer.read1(_CHUNK, decode_content=True):
        body += piece
        if len(body) > most:
            raise _TooLargeError(megabytes(most))
        if clock.is_over():
            break
    if clock.is_over():  # then the connection was cut, which reads like an ordinary end
        raise TimeoutError
    return bytes(body)


def _checked(at: str, asked: str) -> SplitResult:
    """The parts of an address that may be asked."""
    try:
        parts = urlsplit(at)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise UnreadableError(
            f"{asked} leads to {at}, which is not fetched: only http and https addresses are."
            if at != asked
            else f"{asked} is not fetched: only complete http and https addresses are."
        )
    return parts


def _sentence(url: str, parts: SplitResult, problem: Exception, clock: _Clock) -> str:
    if isinstance(problem, _TooLargeError):
        return f"{url} is larger than {problem}, the most one report may have."
    if isinstance(problem, NameResolutionError):  # an error of those that time is up, to urllib3
        return f"{url} cannot be reached: there is no host {parts.hostname}. Check the address."
    is_late = isinstance(problem, TimeoutError | HTTPTimeoutError)
    if clock.is_over() or (is_late and not isinstance(problem, NewConnectionError)):
        return f"{url} did not answer within {clock.seconds:.0f} seconds. Try again later."
    if isinstance(problem, ssl.SSLError | SSLError):
        return f"{url} has no valid certificate, so who answers is unknown. Check the address."
    return f"{url} cannot be reached or broke off its answer. Try again later."


def _status(code: int) -> str:
    try:
        return f"{code} ({HTTPStatus(code).phrase})"
    except ValueError:
        return str(code)
