"""Every error a person may meet: one sentence that says what, which, and what to do."""


class WorkbenchError(Exception):
    """Something the workbench will not do, with a sentence for the person who asked."""

    def __init__(self, message: str | None = None) -> None:
        self.message = message or (type(self).__doc__ or "").strip()
        super().__init__(self.message)


class InputError(WorkbenchError):
    """The input cannot be used."""


class UnreadableError(InputError):
    """The input cannot be read as a report."""


class UsageError(WorkbenchError):
    """The command, the setting or the address is wrong."""


class NotFoundError(UsageError):
    """There is nothing with that id."""


class ForbiddenError(WorkbenchError):
    """Your role does not allow this."""


class TooOftenError(WorkbenchError):
    """Too many tries. Wait a while, then try again."""

    def __init__(self, message: str | None = None, *, seconds: int = 60) -> None:
        super().__init__(message)
        self.seconds = seconds


class ConflictError(WorkbenchError):
    """Somebody changed this since you opened it; look again, then decide."""


class EvidenceRequiredError(WorkbenchError):
    """The verdict rests on nothing yet."""


class DeskError(WorkbenchError):
    """The desk cannot be used."""


class DatabaseAwayError(DeskError):
    """The database does not answer now. Nothing is lost: wait, then do it again."""


class StaleIndexError(DeskError):
    """The vector index cannot be used. Repair it: workbench index build."""


class EncoderError(DeskError):
    """The encoder's model cannot be used."""
