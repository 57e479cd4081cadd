"""Set Crafternoon up and start it: `python3 run.py`; `python3 run.py test` checks everything.

    python3 run.py [words]         opens the program, or does what the words say
    python3 run.py test [words]    every check; the words go to pytest
    python3 run.py bench [words]   the speed table
    python3 run.py lock [words]    renews packaging/*.lock; the words go to `uv pip compile`

Only the standard library, on Linux, Windows and macOS; all it makes lies in `.venv` beside it.
"""

from __future__ import annotations  # an old Python must live long enough to be told

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, BinaryIO

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
READY = VENV / "crafternoon-ready"
RECIPE = "1"  # count up when set_up makes something else than before: every .venv is made anew
INSTALLER_LOCK = "packaging/installer.lock"
PROGRAM_LOCK = "packaging/requirements.lock"
TEST_LOCK = "packaging/requirements-test.lock"
TOUR = ROOT / "build" / "tour"
# One more than there are cores: a window that waits for its database leaves one free.
SIDE_BY_SIDE = ["-n", str(min(8, (os.cpu_count() or 1) + 1)), "--dist", "worksteal"]
CHECKS = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format --check": ["-m", "ruff", "format", "--check"],
    "mypy --strict": ["-m", "mypy", "--strict"],
    "lint-imports": ["-c", "from importlinter.cli import lint_imports_command as c; c()"],
}
# What Qt loads and a bare Debian or Ubuntu does not have: always, and with a screen.
QT_NEEDS = """
    libGL.so.1=libgl1 libEGL.so.1=libegl1 libfontconfig.so.1=libfontconfig1
    libglib-2.0.so.0=libglib2.0-0 libxkbcommon.so.0=libxkbcommon0 libdbus-1.so.3=libdbus-1-3"""
SCREEN_NEEDS = """
    libxcb-cursor.so.0=libxcb-cursor0 libxkbcommon-x11.so.0=libxkbcommon-x11-0
    libxcb-icccm.so.4=libxcb-icccm4 libxcb-keysyms.so.1=libxcb-keysyms1
    libxcb-shape.so.0=libxcb-shape0"""


def main(words: list[str]) -> int:
    if not (3, 11) <= sys.version_info < (3, 14):
        this = ".".join(str(part) for part in sys.version_info[:3])
        say(f"Crafternoon runs on Python 3.11, 3.12 or 3.13, and this is Python {this}.")
        say("Start it with one of those, for example: python3.12 run.py")
        return 2
    tool = {"test": test, "lock": lock}.get(words[0] if words else "")
    return tool(words[1:]) if tool else start(words)


def start(words: list[str]) -> int:
    """Open the program or the speed table; where there is no screen to see it on, the tour."""
    if not words and not has_screen():
        say(f"There is no screen here, so Crafternoon plays its tour into {TOUR}")
        words = ["tour", "--to", str(TOUR)]
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    module, words = ("benchmarks", words[1:]) if words[:1] == ["bench"] else ("desktop", words)
    set_up(tests=module == "benchmarks")
    return become(["-P", "-m", module, *words])


def test(words: list[str]) -> int:
    """Run every check, pytest last and on all cores, so that its own summary line ends it all."""
    set_up(tests=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = [name for name, check in CHECKS.items() if run_headed(name, check)]
    if failed:
        print(f"\nDid not pass: {', '.join(failed)}. Now the tests.", flush=True)
    return run_headed("pytest", ["-m", "pytest", *SIDE_BY_SIDE, *words]) or bool(failed)


def lock(words: list[str]) -> int:
    """Renew the lock files: hashes of all files, no addresses, good on every system."""
    set_up(packages=False)
    renew = ["-m", "uv", "pip", "compile", "-q", "--universal", "--python-version", "3.11"]
    renew += ["--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]
    renew += words or ["--upgrade"]
    # A folder here may hold one wheel of twenty: its hash alone would lock the others out.
    env = {k: v for k, v in pip_settings_for_uv().items() if k not in ("UV_INDEX", "UV_FIND_LINKS")}
    project = [*renew, "pyproject.toml"]
    return (
        call([*project, "--group", "dev", "-o", TEST_LOCK], env, cwd=ROOT)
        or call([*project, "-c", TEST_LOCK, "-o", PROGRAM_LOCK], env, cwd=ROOT)
        or call([*renew, "packaging/installer.in", "-o", INSTALLER_LOCK], env, cwd=ROOT)
    )


def set_up(*, tests: bool = False, packages: bool = True) -> None:
    """Lay into `.venv` what is wanted and not there; when all is there, only look."""
    wanted = marks(tests=tests, packages=packages)
    if wanted <= finished():
        compile_what_changed()
        return
    with wait_for_others():
        done = finished() & marks(tests=True)
        if wanted <= done:
            return
        say("Setting Crafternoon up. This is done once and takes a minute or two.")
        get_system_packages()
        READY.unlink(missing_ok=True)  # cut short from here on, the next start begins again
        if venv_mark() not in done:
            make_venv()
        if packages:
            install(TEST_LOCK if tests else PROGRAM_LOCK)
        READY.write_text("\n".join(sorted(wanted | done)), encoding="utf-8")


def marks(*, tests: bool = False, packages: bool = True) -> set[str]:
    """Name what must be finished, each with the fingerprint of what it was made from."""
    locks = [PROGRAM_LOCK] * packages + [TEST_LOCK] * tests
    wanted = {f"{lock} {fingerprint((ROOT / lock).read_bytes())}" for lock in locks}
    return wanted | {venv_mark()} | ({"screen"} if packages and has_screen() else set())


def venv_mark() -> str:
    """Name this Python and this folder: a `.venv` serves no other."""
    made_by = "\n".join([RECIPE, sys.version, sys.base_prefix, str(ROOT)]).encode()
    return f"venv {fingerprint(made_by + (ROOT / INSTALLER_LOCK).read_bytes())}"


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def finished() -> set[str]:
    return set(READY.read_text(encoding="utf-8").split("\n")) if READY.exists() else set()


def wait_for_others() -> BinaryIO:
    """Let two first starts at once set up one after the other; closing the file lets go."""
    file = Path(__file__).open("rb")  # noqa: SIM115  the caller closes it, or the end does
    if os.name != "nt":  # there the second start finds the folder in use, and says so
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
    return file


def make_venv() -> None:
    """Make `.venv` anew, whatever lies there, and get uv into it by pip, hashes checked."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    if subprocess.call([base, "-m", "venv", "--clear", str(VENV)]):
        sys.exit(f"Python could not make {VENV}. Is the disk full, or the folder write-protected?")
    pip = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
    if call([*pip, "--only-binary", ":all:", "-r", str(ROOT / INSTALLER_LOCK)], {"PIP_USER": "0"}):
        sys.exit("pip could not fetch uv; the lines above say why. Start again at any time.")


def install(locked: str) -> None:
    """Install what is locked, hashes checked, bytecode compiled."""
    uv = ["-m", "uv", "pip", "install", "--python", str(PYTHON), "--require-hashes", "--no-build"]
    uv += ["--compile-bytecode", "-r", str(ROOT / locked)]
    uv += [] if sys.stderr.isatty() else ["-q"]
    uv += ["--no-index"] if pip_settings().get("no-index", "").lower() in ("1", "true") else []
    if call(uv, pip_settings_for_uv()):
        sys.exit("The packages could not be fetched; the lines above say why. Try again any time.")
    compile_program()


def compile_what_changed() -> None:
    """Compile the program again after an update, where Python is told not to do it itself."""
    made, sources = READY.stat().st_mtime, (ROOT / "desktop").rglob("*.py")
    if sys.dont_write_bytecode and any(source.stat().st_mtime > made for source in sources):
        compile_program()
        os.utime(READY)


def compile_program() -> None:
    call(["-m", "compileall", "-q", str(ROOT / "desktop")])


def pip_settings() -> dict[str, str]:
    """Read what pip's files and PIP_ variables say; the stronger setting wins."""
    import ast

    listing = [str(PYTHON), "-m", "pip", "config", "list", "--disable-pip-version-check"]
    answer = subprocess.run(listing, capture_output=True, text=True, check=False).stdout
    found: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for line in answer.splitlines():
        name, _, value = line.partition("=")
        section, _, key = name.rpartition(".")
        if section in found:
            found[section][key] = str(ast.literal_eval(value))
    return {**found["global"], **found["install"], **found[":env:"]}


def pip_settings_for_uv() -> dict[str, str]:
    """Say the same in uv's own variables, which win where somebody set them already."""
    pip = pip_settings()
    said = {
        "UV_DEFAULT_INDEX": pip.get("index-url"),
        "UV_INDEX": " ".join(reachable(pip.get("extra-index-url", ""))),
        "UV_INDEX_STRATEGY": "unsafe-best-match",  # any index, as pip does: hashes keep it safe
        "UV_FIND_LINKS": ",".join(reachable(pip.get("find-links", ""))),
        "UV_INSECURE_HOST": " ".join(pip.get("trusted-host", "").split()),
        "UV_HTTP_TIMEOUT": pip.get("timeout") or pip.get("default-timeout"),
        "UV_SYSTEM_CERTS": None if pip.get("cert") else "1",
        "SSL_CERT_FILE": pip.get("cert"),
        "SSL_CLIENT_CERT": pip.get("client-cert"),
        "HTTPS_PROXY": pip.get("proxy"),
        "HTTP_PROXY": pip.get("proxy"),
    }
    return {name: value for name, value in said.items() if value and name not in os.environ}


def reachable(places: str) -> list[str]:
    """Leave out folders of this computer that are not there: uv stops at them, pip does not."""
    from urllib.request import url2pathname as path

    folders = {at: path(at[7:]) if at.startswith("file://") else at for at in places.split()}
    return [at for at, folder in folders.items() if "://" in folder or Path(folder).exists()]


def has_screen() -> bool:
    """Say whether a window can be seen; on Windows and macOS there is always a screen."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen"):
        return False
    linux = sys.platform.startswith("linux")
    return not linux or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def get_system_packages() -> None:
    """Install what Debian or Ubuntu lacks, or stop with the line that somebody else can run."""
    from shutil import which

    missing = missing_packages() if sys.platform.startswith("linux") else []
    if not missing:
        return
    if not which("apt-get"):
        say(f"If Crafternoon does not start, install what Debian calls {', '.join(missing)}.")
        return
    get = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]  # -n: never wait for a password
    if not rights or (
        which("sudo") and subprocess.call([*rights, "true"], stderr=subprocess.DEVNULL) == 0
    ):
        say(f"Installing {', '.join(missing)}.")
        as_root = [*rights, "env", "DEBIAN_FRONTEND=noninteractive"]
        subprocess.call([*as_root, "apt-get", "update", "-qq"])
        if subprocess.call([*as_root, *get], stdout=subprocess.DEVNULL) == 0:
            return
    sys.exit(f"Please run this line once, then start again:\n    sudo {' '.join(get)}")


def missing_packages() -> list[str]:
    """Name the Debian packages that Qt or `python -m venv` will miss."""
    import importlib.util

    needs = dict(need.split("=") for need in (QT_NEEDS + has_screen() * SCREEN_NEEDS).split())
    missing = [package for library, package in needs.items() if not loads(library)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append(f"python3.{sys.version_info[1]}-venv")
    return missing


def loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def run_headed(name: str, words: list[str]) -> int:
    """Run one check below a heading of its own."""
    print(f"\n==== {name}", flush=True)
    return call(words, cwd=ROOT)


def call(words: list[str], env: dict[str, str] | None = None, **how: Any) -> int:
    """Run the Python of `.venv` and return its exit code."""
    return subprocess.call([str(PYTHON), *words], env={**os.environ, **(env or {})}, **how)


def become(words: list[str]) -> int:
    """Hand over to the Python of `.venv`; our modules are found from wherever it is started."""
    known = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = f"{ROOT}{os.pathsep}{known}" if known else str(ROOT)
    if os.name == "nt":  # exec would give the prompt back before the program has ended
        return call(words)
    return os.execv(PYTHON, [str(PYTHON), *words])


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
