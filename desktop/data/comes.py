"""Who comes here: such people stand before strangers in every search."""

from sqlalchemy import bindparam, update

from desktop.data.db import Db
from desktop.data.ready import Ready
from desktop.data.tables import person, word

_PERSON_COMES = Ready(
    update(person).where(person.c.id == bindparam("person_id")).values(comes=True)
)
_WORDS_COME = Ready(update(word).where(word.c.person == bindparam("person_id")).values(comes=True))


def now_comes(db: Db, person_id: int) -> None:
    """From their first booking on, a person stands before strangers in every search."""
    db.all(_PERSON_COMES, person_id=person_id)
    db.all(_WORDS_COME, person_id=person_id)
