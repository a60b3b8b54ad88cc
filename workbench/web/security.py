"""What every response and every form is held to."""

import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from flask.sessions import SecureCookieSessionInterface
from flask_wtf import CSRFProtect

from workbench.config import Settings, listed
from workbench.errors import DeskError

LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_YEAR = "max-age=31536000"


def install(app: Flask, settings: Settings) -> None:
    """Cookies, forms, hosts, sizes and headers."""
    app.config.update(
        SECRET_KEY=secret_key(settings.secret_key_file),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        MAX_CONTENT_LENGTH=settings.upload_megabytes * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=(settings.report_megabytes + 1) * 1024 * 1024,
        TRUSTED_HOSTS=trusted(settings.hosts),
        WTF_CSRF_TIME_LIMIT=None,  # a form lives as long as its session: slow readers lose nothing
    )
    app.session_interface = _Sessions()
    CSRFProtect(app)
    app.before_request(_name_the_request)
    app.after_request(_guard)


def secret_key(file: Path) -> bytes:
    """The key that signs sessions.

    Raises:
        DeskError: there is none; without a secret nothing starts.
    """
    try:
        key = file.read_bytes().strip()
    except OSError:
        key = b""
    if len(key) < 16:
        raise DeskError(f"The desk has no secret key in {file}. Make one: workbench init.")
    return key


def trusted(hosts: str) -> list[str]:
    """The host names that are answered to."""
    return listed(hosts) or LOOPBACK


def inside(address: str | None, otherwise: str) -> str:
    """An address of this desk to go on to; anything else is replaced."""
    if not address or not address.startswith("/") or address[1:2] in {"/", "\\"}:
        return otherwise
    if any(ord(c) < 32 for c in address):
        return otherwise
    parts = urlsplit(address)
    return otherwise if parts.scheme or parts.netloc else address


class _Sessions(SecureCookieSessionInterface):
    """Signed cookies; marked secure where the request came over TLS."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 (the base class's signature)
        return request.is_secure


def _name_the_request() -> None:
    g.request_id = secrets.token_hex(6)


def _guard(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if "request_id" in g:
        response.headers["X-Request-ID"] = g.request_id
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = _YEAR
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
