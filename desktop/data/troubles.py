"""What goes wrong with a database, in sentences for people."""

import re

from sqlalchemy.exc import DBAPIError

from desktop.data.changes import Unreachable, Unusable

_COLLISIONS = {"40P01", "40001"}
_SAID: tuple[tuple[str, str], ...] = (
    ("file is not a database", "This file is not a Crafternoon database. Choose another file."),
    ("malformed", "The database file is damaged. Restore the last backup."),
    ("disk is full", "The disk is full, so nothing more can be saved. Free some space first."),
    ("readonly", "The database file may only be read, not written. Ask for the right to write it."),
    ("unable to open", "The database file cannot be opened. Check that its folder is there."),
    ("disk i/o", "The disk did not answer properly. Nothing was saved."),
    ("locked", "Another program is using the database. Close it, or try again in a moment."),
    ("busy", "Another program is using the database. Close it, or try again in a moment."),
    ("password authentication failed", "The server did not accept this user name or password."),
    ("no password supplied", "The server asks for a password. Enter it again."),
    ("could not translate host", "No server of this name was found. Check the name."),
    ("failed to resolve host", "No server of this name was found. Check the name."),
    ("name or service not known", "No server of this name was found. Check the name."),
    ("connection refused", "The server is there but Postgres does not answer at this address."),
    ("timeout expired", "The server did not answer in time. Check the network."),
    ("permission denied", "This user name has no right to do that in the database."),
    ("certificate", "The server's certificate could not be checked. Ask your IT support."),
    ("does not exist", "The server has no database of this name. Check the name."),
)
_UNUSABLE = ("file is not a database", "malformed", "readonly", "disk is full")


def named(error: DBAPIError) -> Unreachable | Unusable:
    """Say what happened; never the statement, which could hold a name."""
    raw = str(error.orig).lower()
    for sign, sentence in _SAID:
        if sign in raw:
            return Unusable(sentence) if sign in _UNUSABLE else Unreachable(sentence)
    if is_lost(error):
        return Unreachable("The database does not answer.")
    raise error


def is_collision(error: DBAPIError) -> bool:
    """Whether two steps got in each other's way, so that one may simply begin again."""
    return getattr(error.orig, "sqlstate", None) in _COLLISIONS


def is_lost(error: DBAPIError) -> bool:
    """Whether the connection broke, by the driver's word or by SQLSTATE class 08 or 57P."""
    state = getattr(error.orig, "sqlstate", None) or ""
    broken = re.search(r"connection|server closed|terminat|timeout", str(error.orig).lower())
    return error.connection_invalidated or state[:2] == "08" or state[:3] == "57P" or bool(broken)
