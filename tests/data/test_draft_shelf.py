"""Drafts on this PC: sealed, gone when saved, there again after the program has ended."""

from datetime import UTC, datetime, timedelta

import pytest

from desktop.data.draft_shelf import Draft, DraftShelf

KEY = bytes(range(32))
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def a_draft(name="New person", **values):
    return Draft(name, "New person", NOW.isoformat(), values or {"last": "Featherstonehaugh"})


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "drafts"


def test_a_draft_is_there_again_after_the_program_has_ended(folder):
    DraftShelf(folder, KEY).put(a_draft(last="Patel", agreed=True))
    found = DraftShelf(folder, KEY).read(NOW)
    assert found["New person"].values == {"last": "Patel", "agreed": True}


def test_no_name_can_be_read_in_the_file_or_in_what_it_is_called(folder):
    DraftShelf(folder, KEY).put(a_draft("Change Mrs Featherstonehaugh"))
    (file,) = folder.iterdir()
    whole = file.read_bytes() + file.name.encode()
    assert b"Feather" not in whole
    assert b"last" not in whole


def test_another_key_opens_nothing(folder):
    DraftShelf(folder, KEY).put(a_draft())
    assert DraftShelf(folder, bytes(32)).read(NOW) == {}


def test_a_draft_is_gone_once_it_is_saved(folder):
    shelf = DraftShelf(folder, KEY)
    shelf.put(a_draft())
    shelf.drop("New person")
    assert list(folder.iterdir()) == []
    assert DraftShelf(folder, KEY).read(NOW) == {}


def test_a_form_has_one_draft_the_last(folder):
    shelf = DraftShelf(folder, KEY)
    shelf.put(a_draft(last="Pat"))
    shelf.put(a_draft(last="Patel"))
    assert DraftShelf(folder, KEY).read(NOW)["New person"].values == {"last": "Patel"}


def test_after_a_week_a_draft_is_thrown_away(folder):
    DraftShelf(folder, KEY).put(a_draft())
    assert DraftShelf(folder, KEY).read(NOW + timedelta(days=8)) == {}
    assert list(folder.iterdir()) == []


def test_half_a_file_is_thrown_away_and_the_others_are_read(folder):
    shelf = DraftShelf(folder, KEY)
    shelf.put(a_draft())
    (folder / "broken.draft").write_bytes(b"half")
    assert list(DraftShelf(folder, KEY).read(NOW)) == ["New person"]


def test_without_a_keyring_drafts_live_in_memory_alone(folder, monkeypatch):
    monkeypatch.setattr("desktop.data.secrets.key_of", lambda _name: None)
    monkeypatch.setattr("desktop.data.secrets.new_key", lambda _name: None)
    shelf = DraftShelf(folder)
    shelf.unlock(NOW)
    shelf.put(a_draft())
    assert not shelf.lasts()
    assert not folder.exists()
    assert list(shelf.read(NOW)) == ["New person"]


def test_the_key_is_made_once_and_kept_in_the_keyring(folder, monkeypatch):
    ring = {}
    monkeypatch.setattr("desktop.data.secrets.key_of", ring.get)
    monkeypatch.setattr("desktop.data.secrets.new_key", lambda name: ring.setdefault(name, KEY))
    first = DraftShelf(folder)
    first.unlock(NOW)
    first.put(a_draft())
    assert list(DraftShelf(folder).unlock(NOW)) == ["New person"]
    assert len(ring) == 1


def test_a_disk_that_is_full_loses_nothing_that_is_on_screen(folder):
    folder.write_text("in the way")
    shelf = DraftShelf(folder, KEY)
    shelf.put(a_draft())
    assert list(shelf.read(NOW)) == ["New person"]
