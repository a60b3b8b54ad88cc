"""The closed sets of the trade; each value is the stored, the API and the page spelling."""

from enum import StrEnum


class Verdict(StrEnum):
    """What a reviewer concludes about a claim's content."""

    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    UNRESOLVED = "unresolved"


class State(StrEnum):
    """Where the work on a claim stands; never mixed with the verdict."""

    NEW = "new"
    WAITING = "waiting"
    IN_REVIEW = "in review"
    SECOND_REVIEW = "second review"
    ADJUDICATION = "adjudication"
    DECIDED = "decided"
    RECHECK = "recheck"
    SET_ASIDE = "set aside"


class Saying(StrEnum):
    """Whether the speaker said it: another question than whether it is so."""

    UNCHECKED = "unchecked"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"


class Question(StrEnum):
    """What a piece of evidence answers."""

    CONTENT = "content"
    SAYING = "saying"


class Stance(StrEnum):
    """How a reviewer says a passage bears on a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"
    IRRELEVANT = "irrelevant"


class Ground(StrEnum):
    """Why a passage refutes."""

    CONTRARY_FIGURE = "contrary figure"
    CONTRARY_OBSERVATION = "contrary observation"
    PARTY_DENIAL = "party denial"
    RETRACTION = "retraction at the source"
    MISATTRIBUTED = "misattributed"


class Missing(StrEnum):
    """What an unresolved claim waits for."""

    NO_INDEPENDENT_REPORT = "no independent report"
    CONFLICTING_REPORTS = "conflicting reports"
    BASIS_UNKNOWN = "basis unknown"
    PLACE_OR_TIME_UNCLEAR = "place or time unclear"
    NEEDS_DOCUMENT = "needs document"


class SetAside(StrEnum):
    """Why a claim is not checked."""

    NOT_CHECKABLE = "not checkable"
    BADLY_PULLED = "badly pulled"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out of scope"


class TriageStep(StrEnum):
    """What triage does to a claim, and takes back."""

    KEPT = "kept"
    SET_ASIDE = "set aside"
    WORDED = "worded"
    SPLIT = "split"


class BasisKind(StrEnum):
    """What a passage rests on."""

    OBSERVATION = "own observation"
    INTERVIEW = "own interview"
    STATEMENT = "statement"
    ARTEFACT = "artefact"
    RELAY = "relay"
    UNSTATED = "unstated"


class SlotName(StrEnum):
    """What is compared, one by one."""

    EVENT = "event"
    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    ACTOR = "actor"


class Relation(StrEnum):
    """How a passage's slot stands to the claim's."""

    AGREES = "agrees"
    COMPATIBLE = "compatible"
    DIFFERS = "differs"
    NOT_COMPARABLE = "not comparable"
    MISSING = "missing"


class Signal(StrEnum):
    """What a comparison as a whole proposes to the reviewer."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    UNCLEAR = "unclear"


class Provenance(StrEnum):
    """Where a compared value was found."""

    PASSAGE = "passage"
    CONTEXT = "context"
    REPORT = "report"


class Modality(StrEnum):
    """How an event is put."""

    HAPPENED = "happened"
    PLANNED = "planned"
    ALLEGED = "alleged"
    DENIED = "denied"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    UNRESOLVED = "unresolved"


class Role(StrEnum):
    """What a person may do; each may do what those before may."""

    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"

    def covers(self, needed: "Role") -> bool:
        """Whether this role may do what the other may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


class ImportState(StrEnum):
    """Where an import stands."""

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    UNDONE = "undone"


class Publication(StrEnum):
    """An editor's mark on a decided claim."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
