"""The house keeps its own rules: sizes, names, edges, one door for writing, nobody's addresses."""

import ast
import os
import re
import statistics
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "desktop").rglob("*.py"))
MIGRATIONS = "desktop/data/migrations/"

# Longer than the house likes, each with its reason; a migration is history and is never cut up.
LONG_FILES = {"desktop/data/tables.py": "the whole schema on one page"}
LONG_FUNCTIONS: dict[str, str] = {}
EDGES = {"desktop/ui/desk.py", "desktop/ui/crash.py", "desktop/console.py", "desktop/app.py"}
DOORS = {"desktop/data/store.py", "desktop/data/db.py"}
NOT_A_NAME = re.compile(r"(Manager|Handler|Helper|Service|Registry|Controller|Utils?)$")
DML = {"insert", "update", "delete"}
DIALECTS = {"dialect", "postgresql", "sqlite", "sa", "sqlalchemy"}
# What follows from other rows and can be made again from them: no journal, no news.
DERIVED = {"word", "spelling", "booking_number", "sheet_code"}
DERIVED_FIELDS = {("person", "comes"), ("patient", "listed")} | {
    (table, field) for table in ("telling", "to_ring") for field in ("on_it", "on_it_until")
}  # who looks at a line just now: it lapses, and nobody asks who looked at it
REGISTRY = re.compile(r"https?://[^\s\"')>]*(pypi|pythonhosted|npmjs|/simple\b|debian\.org|conda)")
SOMEBODYS_PATH = re.compile(r"(?<![\w.~])/(work|root|home/\w+|Users/\w+)/")


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(tree):
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function) -> int:
    """Count from `def` to the last line, without the docstring; an inner function counts twice."""
    first = function.body[0]
    says = ast.get_docstring(function) is not None
    docstring = first.end_lineno - first.lineno + 1 if says else 0
    return function.end_lineno - function.lineno + 1 - docstring


def long_functions(tree) -> list[str]:
    return [f"{f.name} ({length(f)} lines)" for f in functions(tree) if length(f) > 40]


def says_in_one_line_what_it_is_for(source: str) -> bool:
    docstring = ast.get_docstring(ast.parse(source))
    return not source.strip() or (docstring is not None and "\n" not in docstring)


def unwelcome_names(tree) -> list[str]:
    classes = [n.name for n in ast.walk(tree) if isinstance(n, ast.ClassDef)]
    return [name for name in classes if NOT_A_NAME.search(name)]


def catches_everything(tree) -> list[int]:
    caught = [n for n in ast.walk(tree) if isinstance(n, ast.ExceptHandler)]
    return [
        n.lineno for n in caught if n.type is None or names(n.type) & {"Exception", "BaseException"}
    ]


def names(node) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def writes_past_the_door(tree) -> list[int]:
    """Find DML on anything but what follows from other rows, in SQLAlchemy's words or in SQL."""
    derived = {id(call) for values in calls(tree, {"values"}) for call in derived_fields(values)}
    return sorted(
        {call.lineno for call in calls(tree, DML) if id(call) not in derived and is_dml(call)}
        | {n.lineno for n in ast.walk(tree) if isinstance(n, ast.Constant) and is_sql(n.value)}
    )


def calls(tree, wanted: set[str]) -> list[ast.Call]:
    found = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
    return [n for n in found if getattr(n.func, "id", getattr(n.func, "attr", "")) in wanted]


def is_dml(call) -> bool:
    """`insert(table)`, `dialect.insert(table)` or `table.insert()`, unless the table is derived."""
    if isinstance(call.func, ast.Attribute) and not call.args + call.keywords:
        return not names(call.func.value) & DERIVED
    if isinstance(call.func, ast.Attribute) and not names(call.func.value) & DIALECTS:
        return False
    return not names(call.args[0]) & DERIVED


def derived_fields(values) -> list[ast.Call]:
    """Find the `update(person)` in `update(person)…values(comes=True)`."""
    fields = {keyword.arg for keyword in values.keywords}
    return [
        call
        for call in calls(values.func, {"update"})
        if fields and {(t, f) for t in names(call.args[0]) for f in fields} <= DERIVED_FIELDS
    ]


def is_sql(value) -> bool:
    return isinstance(value, str) and bool(
        re.match(r"\s*(INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b", value, re.IGNORECASE)
    )


def texts() -> list[tuple[str, str]]:
    """Read every text file of the checkout, committed or not, except what git ignores."""
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().split()} | {".git"}
    found = []
    for folder, inner, files in os.walk(ROOT):
        inner[:] = set(inner) - ignored
        paths = [Path(folder, n) for n in set(files) - ignored if not n.endswith(".pyc")]
        contents = {path: path.read_bytes() for path in paths}
        found += [
            (where(p), c.decode("utf-8", "replace")) for p, c in contents.items() if b"\0" not in c
        ]
    return found


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def wanted(group: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    lines = {
        "program": project["project"]["dependencies"],
        "dev": project["dependency-groups"]["dev"],
    }
    return [Requirement(line) for line in lines[group]]


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / "packaging" / lock).read_text()
    return dict(re.findall(r"^([\w.-]+)==([^\s;]+)", text, re.M))


def test_no_file_is_too_long_to_read_in_a_sitting():
    sizes = {where(p): len(p.read_text().splitlines()) for p in [*MODULES, ROOT / "run.py"]}
    allowed = {p for p in sizes if p in LONG_FILES or p.startswith(MIGRATIONS)}
    assert not {p: n for p, n in sizes.items() if n > 300 and p not in allowed}


def test_most_functions_fit_on_a_hand():
    trees = [tree_of(p) for p in MODULES if not where(p).startswith(MIGRATIONS)]
    lengths = sorted(length(f) for tree in trees for f in functions(tree))
    assert statistics.median(lengths) <= 8
    assert statistics.quantiles(lengths, n=10)[-1] <= 20


def test_no_function_is_longer_than_a_screen():
    found = {
        f"{where(path)}:{name}"
        for path in MODULES
        if not where(path).startswith(MIGRATIONS)
        for name in long_functions(tree_of(path))
    }
    assert not {name for name in found if name.split(" ")[0] not in LONG_FUNCTIONS}


def test_every_module_says_in_one_line_what_it_is_for():
    assert not [where(p) for p in MODULES if not says_in_one_line_what_it_is_for(p.read_text())]


def test_nothing_is_called_a_manager_or_a_helper():
    named = {where(p): unwelcome_names(tree_of(p)) for p in MODULES}
    assert not {path: found for path, found in named.items() if found}
    assert not [
        where(p) for p in MODULES if p.stem in ("utils", "util", "helpers", "common", "misc")
    ]


def test_only_the_edges_catch_everything():
    caught = {where(p): catches_everything(tree_of(p)) for p in MODULES}
    assert not {path: lines for path, lines in caught.items() if lines and path not in EDGES}


def test_writing_has_one_door():
    data = [p for p in MODULES if where(p).startswith("desktop/data/")]
    inside = [p for p in data if where(p) not in DOORS and not where(p).startswith(MIGRATIONS)]
    written = {where(p): writes_past_the_door(tree_of(p)) for p in inside}
    assert not {path: lines for path, lines in written.items() if lines}


def test_no_file_names_a_package_registry():
    assert not lines_with(REGISTRY)


def test_no_file_names_a_folder_of_somebodys_computer():
    assert not lines_with(SOMEBODYS_PATH)


def test_every_dependency_has_its_reason_and_licence():
    page = (ROOT / "docs" / "dependencies.md").read_text()
    rows = {
        cells[1].strip(): cells for line in page.splitlines() if len(cells := line.split("|")) == 5
    }
    named = {r.name for r in wanted("program") + wanted("dev")} | {"uv"}
    assert not named - rows.keys()
    assert all(cells[2].strip() and cells[3].strip() for cells in rows.values())


@pytest.mark.parametrize("lock", ["installer.lock", "requirements.lock", "requirements-test.lock"])
def test_a_lock_has_a_hash_for_every_package_and_no_address(lock):
    text = (ROOT / "packaging" / lock).read_text()
    packages = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)[1:]
    assert packages
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text
    assert "--find-links" not in text
    assert "--index" not in text


@pytest.mark.parametrize(
    ("lock", "groups"),
    [("requirements.lock", ["program"]), ("requirements-test.lock", ["program", "dev"])],
)
def test_the_lock_holds_what_the_project_asks_for(lock, groups):
    locked = pins(lock)
    asked = [requirement for group in groups for requirement in wanted(group)]
    unmet = [
        r for r in asked if not r.specifier.contains(locked.get(canonicalize_name(r.name), "0"))
    ]
    assert not unmet


def test_the_tests_run_on_the_very_packages_of_the_program():
    assert pins("requirements.lock").items() <= pins("requirements-test.lock").items()


BAD_HOUSE = '''
class BookingManager: ...
def work(db, table):
    """Write past the door."""
    try:
        db.execute(table.insert())
        db.execute("DELETE FROM booking")
        db.execute(sqlite.insert(person))
        db.execute(update(person).where(x).values(comes=True, last="Patel"))
        db.execute(update(person).where(x).values({"comes": True}))
        {}.update({})
        db.derived(update(person).where(x).values(comes=True))
        db.derived(insert(word), rows)
    except (ValueError, Exception):
        pass
'''


def test_these_rules_notice_a_house_that_breaks_them():
    tree = ast.parse(BAD_HOUSE)
    work = functions(tree)[0]
    assert length(work) == 12
    work.end_lineno += 40
    assert long_functions(tree) == ["work (52 lines)"]
    assert unwelcome_names(tree) == ["BookingManager"]
    assert catches_everything(tree) == [14]
    assert writes_past_the_door(tree) == [6, 7, 8, 9, 10]
    assert not says_in_one_line_what_it_is_for(BAD_HOUSE)
    assert REGISTRY.search("https:" + "//example.org/simple/ruff")
    assert SOMEBODYS_PATH.search("see /ho" + "me/mary/notes")
