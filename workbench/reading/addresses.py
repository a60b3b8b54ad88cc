"""The one spelling of an address under which a report is known."""

from urllib.parse import urljoin, urlsplit

from workbench.errors import UnreadableError

_PASSES = 4  # what one library cleans may be a new case for the other


def canonical(url: str) -> str | None:
    """The address without tracking parameters and fragment; None if it is no web address."""
    for _ in range(_PASSES):
        before, after = url, _cleaned(url)
        if after is None or after == before:
            return after
        url = after
    return url


def _cleaned(url: str) -> str | None:
    from courlan import clean_url  # noqa: PLC0415 - slow to load
    from url_normalize import url_normalize  # noqa: PLC0415

    try:
        if urlsplit(url.strip()).scheme.lower() not in {"http", "https"}:
            return None
        normal = url_normalize(url.strip())
        cleaned = clean_url(normal) if normal else None
    except (ValueError, UnicodeError):
        return None
    return cleaned.partition("#")[0] if cleaned else None


def is_address(words: str) -> bool:
    """Whether an input is an address rather than a file; raises for schemes not fetched."""
    scheme, separator, _ = words.partition("://")
    if not separator or not scheme.replace("+", "").isalnum():
        return False
    if scheme.lower() not in {"http", "https"}:
        raise UnreadableError(f"{words} is not fetched: only http and https addresses are.")
    return True


def joined(at: str, link: str) -> str:
    """Where a link on a page leads; the link as it stands where either is no address."""
    try:
        return urljoin(at, link)
    except ValueError:
        return link


def host_of(url: str | None) -> str | None:
    """The host's name without `www.`, or None."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
