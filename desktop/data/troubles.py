"""What goes wrong with a database, in sentences for people."""

import re

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError

from desktop.data.changes import Busy, Unreachable, Unusable

_COLLISIONS = {"40P01", "40001"}
_NO_RIGHT = "42501"
_LOCK_TIMEOUT = "55P03"
_BUGS = (DataError, IntegrityError, ProgrammingError)
_SAID: tuple[tuple[str, str], ...] = (
    ("file is not a database", "This file is not a Crafternoon database. Choose another file."),
    ("malformed", "The database file is damaged. Restore the last backup."),
    ("disk is full", "The disk is full, so nothing more can be saved. Free some space first."),
    ("no space left", "The server’s disk is full, so nothing more can be saved. Tell your IT."),
    ("read-only transaction", "The server may only be read just now. Tell your IT support."),
    ("readonly", "The database file may only be read, not written. Ask for the right to write it."),
    ("unable to open", "The database file cannot be opened. Check that its folder is there."),
    ("disk i/o", "The disk did not answer properly. Tell your IT support."),
    ("locked", "Another program is using the records. Try again in a moment."),
    ("busy", "Another program is using the records. Try again in a moment."),
    ("password authentication failed", "The server did not accept this user name or password."),
    ("no password supplied", "The server asks for a password. Enter it again."),
    ("could not translate host", "No server of this name was found. Check the name."),
    ("failed to resolve host", "No server of this name was found. Check the name."),
    ("name or service not known", "No server of this name was found. Check the name."),
    ("connection refused", "The server is there but Postgres does not answer at this address."),
    ("lock timeout", "Another PC has been busy with this for long. Try again in a moment."),
    ("timeout expired", "The server did not answer in time. Check the network."),
    ("permission denied", "This user name has no right to do that in the database."),
    ("certificate", "The server's certificate could not be checked. Ask your IT support."),
    ("database .* does not exist", "The server has no database of this name. Check the name."),
    ("role .* does not exist", "The server did not accept this user name or password."),
)
_KINDS: dict[str, type[Unreachable | Unusable]] = {
    "file is not a database": Unusable,
    "malformed": Unusable,
    "readonly": Unusable,
    "disk is full": Unusable,
    "no space left": Unusable,
    "read-only transaction": Unusable,
    "locked": Busy,
    "busy": Busy,
    "lock timeout": Busy,
}


def named(error: DBAPIError) -> Unreachable | Unusable:
    """Say what happened; a bug of ours is raised again, without what stood in the rows."""
    conceal(error)
    if isinstance(error, _BUGS) and _state(error) != _NO_RIGHT:
        raise error
    raw = str(error.orig).lower()
    for sign, sentence in _SAID:
        if re.search(sign, raw):
            return _KINDS.get(sign, Unreachable)(sentence)
    if is_lost(error):
        return Unreachable("The database does not answer.")
    raise error


def conceal(error: DBAPIError) -> None:
    """Leave out what Postgres quotes of the rows: an error may be shown or written down."""
    said = getattr(getattr(error.orig, "diag", None), "message_primary", None)
    if said and error.orig:
        # Only class 22 quotes a value; elsewhere what stands in quotes is a name of ours.
        short = re.sub('".*"', "…", said) if _state(error)[:2] == "22" else said
        error.orig.args = error.args = (short,)


def is_collision(error: DBAPIError) -> bool:
    """Whether two steps got in each other's way, so that one may simply begin again."""
    return _state(error) in _COLLISIONS


def is_too_slow(error: DBAPIError) -> bool:
    """Whether a lock, or an answer to connecting, was waited for in vain."""
    return _state(error) == _LOCK_TIMEOUT or "timeout expired" in str(error.orig).lower()


def is_lost(error: DBAPIError) -> bool:
    """Whether the connection broke, by the driver's word or by SQLSTATE class 08 or 57P."""
    state = _state(error)
    broken = re.search(r"connection|server closed|terminat|timeout", str(error.orig).lower())
    return error.connection_invalidated or state[:2] == "08" or state[:3] == "57P" or bool(broken)


def _state(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""
