"""What this PC remembers, where it lies, and what happens when it cannot be read."""

import json
import os
import sys

import pytest

from desktop import settings
from desktop.data import secrets
from desktop.settings import Settings


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("CRAFTERNOON_HOME", str(tmp_path))
    return tmp_path


def test_what_was_saved_is_read_again(home):
    kept = Settings(
        database="postgresql://desk@server/practice", theme="dark", scale=1.3, pc_name="Front desk",
        window=(10, 20, 1366, 768), maximised=True,
    )  # fmt: skip
    settings.save(kept)
    assert settings.load() == (kept, "")


def test_before_the_first_run_nothing_is_chosen(home):
    kept, trouble = settings.load()
    assert (kept.chosen, trouble) == (False, "")


@pytest.mark.parametrize(
    "text", ["{", "[]", '"crafternoon"', '{"scale": "large"}', '{"window": [1, "b", 3, 4]}', "\0"]
)
def test_broken_settings_are_set_aside_with_a_sentence(home, text):
    (home / "settings.json").write_text(text)
    kept, trouble = settings.load()
    assert kept == Settings()
    assert trouble.startswith("The settings of this PC could not be read.")
    assert (home / "settings.broken.json").read_text() == text
    assert settings.load() == (Settings(), "")


def test_settings_of_a_later_version_are_read_as_far_as_they_are_known(home):
    (home / "settings.json").write_text('{"theme": "sepia", "scale": 2, "kiosk": true}')
    assert settings.load() == (Settings(scale=2.0), "")


def test_saving_leaves_no_half_written_file_behind(home):
    settings.save(Settings())
    settings.save(Settings(theme="dark"))
    assert [each.name for each in home.iterdir()] == ["settings.json"]
    assert json.loads((home / "settings.json").read_text())["theme"] == "dark"


def test_nothing_lies_in_a_folder_that_roams(monkeypatch, tmp_path):
    monkeypatch.delenv("CRAFTERNOON_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    places = f"{settings.folder()} {settings.data_folder()} {settings.own_data_folder()}"
    assert "Documents" not in places
    assert "Roaming" not in places


@pytest.mark.skipif(sys.platform == "win32", reason="ProgramData is the shared folder there")
def test_a_shared_folder_is_used_where_it_may_be_written(monkeypatch, tmp_path):
    monkeypatch.delenv("CRAFTERNOON_HOME", raising=False)
    monkeypatch.setattr(settings, "_SHARED", tmp_path)
    assert settings.default_database() == f"sqlite:///{tmp_path}/crafternoon.db"
    monkeypatch.setattr(settings, "_SHARED", tmp_path / "not there")
    assert not settings.default_database().startswith(f"sqlite:///{tmp_path}/not there")


def test_the_sample_never_lies_in_the_practices_own_file(home):
    assert settings.sample_database() != settings.default_database()


def test_a_pc_has_a_name_without_being_given_one(home):
    assert Settings().this_pc
    assert Settings(pc_name="Front desk").this_pc == "Front desk"


@pytest.mark.parametrize("password", ["secret", "p@ss:word/with?signs#", "ünïcode", "100%"])
def test_a_password_comes_out_of_an_address_and_back_into_it(password):
    bare = "postgresql://desk@server:5432/practice?sslmode=require"
    whole = secrets.joined(bare, password)
    assert secrets.split(whole) == (bare, password)


@pytest.mark.parametrize(
    "address",
    ["sqlite:///practice.db", "postgresql://server/practice", "postgresql://desk@[::1]/p"],
)
def test_an_address_without_a_password_stays_as_it_is(address):
    assert secrets.split(address) == (address, "")


class Keyring:
    """A keyring in memory; `broken` is one that refuses."""

    def __init__(self, *, broken=False):
        self.kept, self.broken = {}, broken

    def set_password(self, service, name, password):
        if self.broken:
            from keyring.errors import NoKeyringError

            raise NoKeyringError
        self.kept[service, name] = password

    def get_password(self, service, name):
        return self.kept.get((service, name))


@pytest.fixture
def ring(monkeypatch):
    import keyring

    ring = Keyring()
    monkeypatch.setattr(keyring, "set_password", ring.set_password)
    monkeypatch.setattr(keyring, "get_password", ring.get_password)
    return ring


def test_a_password_goes_into_the_keyring_and_comes_back(ring):
    bare = "postgresql://desk@server/practice"
    assert secrets.keep(bare, "secret")
    assert ring.kept == {("crafternoon", bare): "secret"}
    assert secrets.with_password(bare) == "postgresql://desk:secret@server/practice"


def test_without_a_keyring_it_is_said_that_nothing_was_kept(ring):
    ring.broken = True
    bare = "postgresql://desk@server/practice"
    assert not secrets.keep(bare, "secret")
    assert secrets.with_password(bare) == bare


def test_only_this_user_may_read_the_settings(home):
    settings.save(Settings())
    if os.name == "posix":
        assert (home / "settings.json").stat().st_mode & 0o077 == 0
