"""A practice on the server that was lent before is as new for the next test."""

from contextlib import closing

from sqlalchemy import func, select

from desktop.data.first_tables import step
from desktop.data.store import Store
from desktop.data.tables import person
from tests.conftest import HAND, Clock
from tests.makers import a_person


def test_nothing_of_the_test_before_is_left(copies):
    counts = []
    for _ in range(2):
        with copies.one() as url, closing(Store(url, HAND, clock=Clock())) as store:
            counts.append([_rows(store, table) for table in (person, step)])
            counts.append(sum(store.revisions().values()))
            a_person(store)
    assert counts == [[0, 0], 0] * 2


def _rows(store, table):
    return store.read(lambda db: db.one(select(func.count().label("n")).select_from(table)).n)
