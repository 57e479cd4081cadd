"""run.py: what a person meets before there is a program to meet."""

import os
import sys

import pytest

import run

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian and Ubuntu only")


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 0), (3, 14, 1)])
def test_a_python_that_does_not_fit_is_answered_with_those_that_do(version, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", version)
    assert run.main([]) == 2
    assert "runs on Python 3.11, 3.12 or 3.13" in capsys.readouterr().err


@LINUX
def test_without_a_screen_it_says_so_and_plays_the_tour(monkeypatch, capsys):
    started = []
    monkeypatch.setattr(run, "set_up", lambda tests: None)
    monkeypatch.setattr(run, "become", started.append)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    run.main([])
    assert started == [["-P", "-m", "desktop", "tour", "--to", str(run.TOUR)]]
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert "no screen here" in capsys.readouterr().err


@LINUX
def test_with_a_screen_or_with_words_it_does_what_was_asked(monkeypatch, capsys):
    started = []
    monkeypatch.setattr(run, "set_up", lambda tests: None)
    monkeypatch.setattr(run, "become", started.append)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    run.main(["import", "patients"])
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setenv("DISPLAY", ":0")
    run.main([])
    assert [words[3:] for words in started] == [["import", "patients"], []]
    assert capsys.readouterr().err == ""


def test_the_words_after_test_go_to_pytest_which_comes_last_and_hears_them_last(monkeypatch):
    ran = []
    monkeypatch.setattr(run, "set_up", lambda tests: None)
    monkeypatch.setattr(run, "run_headed", lambda name, words: bool(ran.append((name, words))))
    assert run.main(["test", "-k", "booking", "-n", "0"]) == 0
    assert [name for name, _words in ran] == [*run.CHECKS, "pytest"]
    assert ran[-1][1][-4:] == ["-k", "booking", "-n", "0"]


def test_a_second_start_installs_nothing(monkeypatch, tmp_path, capsys):
    ready = tmp_path / "crafternoon-ready"
    ready.write_text("\n".join(run.marks(tests=True)))
    monkeypatch.setattr(run, "READY", ready)
    monkeypatch.setattr(run, "PYTHON", tmp_path / "nothing to run")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    run.set_up(tests=True)
    assert capsys.readouterr().err == ""


def test_a_set_up_that_was_cut_short_begins_again(monkeypatch, tmp_path):
    made = []
    monkeypatch.setattr(run, "READY", tmp_path / "crafternoon-ready")
    monkeypatch.setattr(run, "get_system_packages", lambda: None)
    monkeypatch.setattr(run, "make_venv", lambda: made.append("venv"))
    monkeypatch.setattr(run, "install", cut_short)
    with pytest.raises(KeyboardInterrupt):
        run.set_up()
    monkeypatch.setattr(run, "install", made.append)
    run.set_up()
    run.set_up(tests=True)
    assert made == ["venv", "venv", run.PROGRAM_LOCK, run.TEST_LOCK]


def cut_short(_lock):
    raise KeyboardInterrupt


def test_what_pip_was_told_uv_is_told_too(monkeypatch, tmp_path):
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    (tmp_path / "pip.conf").write_text(
        f"[global]\nproxy = proxy.example:3128\nfind-links = {wheels}\n  {tmp_path}/gone\n"
    )
    monkeypatch.setattr(run, "PYTHON", sys.executable)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/packages")
    for name in (
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "UV_FIND_LINKS",
        "UV_DEFAULT_INDEX",
        "PIP_FIND_LINKS",
    ):
        monkeypatch.delenv(name, raising=False)
    told = run.pip_settings_for_uv()
    assert told["UV_DEFAULT_INDEX"] == "https://mirror.example/packages"
    assert told["HTTPS_PROXY"] == "proxy.example:3128"
    assert told["UV_FIND_LINKS"] == str(wheels)


@LINUX
def test_what_debian_lacks_is_said_in_the_line_that_installs_it(monkeypatch, tmp_path):
    apt = tmp_path / "apt-get"
    apt.write_text("")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(run, "loads", lambda library: library != "libEGL.so.1")
    with pytest.raises(SystemExit, match=r"sudo apt-get install .* libegl1$"):
        run.get_system_packages()
