"""One report as people send it: an address, a file or a paste."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask import flash, request
from werkzeug.datastructures import FileStorage

from workbench.errors import InputError, UsageError
from workbench.pipeline import adding, catching_up, reading
from workbench.reading.addresses import is_address
from workbench.reading.record import Rejected, ReportRecord
from workbench.web import forms
from workbench.web.context import services
from workbench.web.people import me

Records = Iterable[ReportRecord | Rejected]


def add(*, as_article: bool) -> int:
    """Reads and stores what the form holds, and sees to its being matched; gives its id.

    Raises:
        InputError: nothing was sent, or it cannot be read as a report.
    """
    outcome = _only(adding.add(services(), list(_records()), by=me().name, article=as_article))
    if outcome["report"] is None:
        raise InputError(" ".join(outcome["problems"]))
    if catching_up.see_to(services()):
        flash("Stored. In a moment the worker makes it searchable and matches what claims it has.")
    return int(outcome["report"])


def _only(outcomes: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The one outcome of one input.

    Raises:
        InputError: the input held none, or many.
    """
    found = list(outcomes)
    if len(found) != 1:
        raise InputError(
            f"{len(found)} reports were found where one was expected. "
            "Add a collection from the command line: workbench add FILE."
        )
    return found[0]


def _records() -> Records:
    return [_as_known(record) for record in _read()]


def _read() -> Records:
    settings = services().settings
    upload = request.files.get("file")
    if upload is not None and upload.filename:
        return reading.uploaded(settings, plain_name(upload), upload.read())
    if forms.text("url"):
        return reading.reports(settings, _address())
    if forms.text("text"):
        pasted = reading.uploaded(settings, "paste.txt", forms.text("text").encode())
        return [_pasted(record) for record in pasted]
    raise UsageError("Give an address, a file or a text.")


def _pasted(record: ReportRecord | Rejected) -> ReportRecord | Rejected:
    return replace(record, input=f"pasted by {me().name}")


def _address() -> str:
    """An address of the web: nothing that a person sends opens a file of this machine."""
    address = forms.text("url")
    if not is_address(address):
        raise UsageError("The address must begin with https:// or http://.")
    return address


def plain_name(upload: FileStorage) -> str:
    """The file's own name without folders; it is shown, never opened."""
    return (upload.filename or "upload").replace("\\", "/").rpartition("/")[2][:200]


def _as_known(record: ReportRecord | Rejected) -> ReportRecord | Rejected:
    """What the person knows of it outranks what was read from it."""
    if isinstance(record, Rejected):
        return record
    return replace(
        record,
        source=forms.text("source")[:200] or record.source,
        published=forms.published() or record.published,
    )
