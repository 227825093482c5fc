"""The rules of the house that a machine can hold: floors, sizes, names, habits, and what may never be committed."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "sopdesk"
LONGEST = 300  # lines; a longer file is asking to be two

SOURCES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

# Each contract of pyproject.toml, and an import that it must refuse: (the file it is planted in, the line).
PLANTED = {
    "The house has floors": ("domain/planted.py", "import sopdesk.services"),
    "No cycles": ("domain/planted.py", "import sopdesk.domain.errors"),
    "Qt only in ui": ("services/planted.py", "from PySide6.QtCore import QObject"),
    "SQLAlchemy only in store": ("services/planted.py", "import sqlalchemy.orm"),
    "reportlab only in papers": ("store/planted.py", "from reportlab.pdfgen import canvas"),
    "Spreadsheets only in exchange": ("services/planted.py", "import openpyxl"),
    "Cryptography only in store": ("services/planted.py", "import cryptography"),
    "psycopg only in store": ("services/planted.py", "import psycopg"),
    "appdirs only in paths": ("cli/planted.py", "import appdirs"),
    "Screens and commands speak to services alone": ("ui/planted.py", "import sopdesk.store"),
}


def lint_imports(house: Path) -> str:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=house, capture_output=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the program that a test may spoil."""
    shutil.copytree(PACKAGE, tmp_path / "sopdesk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_has_its_plant() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]} == set(PLANTED)


@pytest.mark.parametrize("contract", PLANTED)
def test_contract_bites(house: Path, contract: str) -> None:
    place, line = PLANTED[contract]
    (house / "sopdesk" / place).write_text(line + "\n", encoding="utf-8")
    if contract == "No cycles":
        errors = house / "sopdesk/domain/errors.py"
        errors.write_text("import sopdesk.domain.planted\n", encoding="utf-8")
    assert contract in re.findall(r"^(.+) BROKEN$", lint_imports(house), re.MULTILINE)


def test_stray_module_has_no_floor(house: Path) -> None:
    (house / "sopdesk" / "utils.py").write_text("", encoding="utf-8")
    told = lint_imports(house)
    assert "The house has floors BROKEN" in told
    assert "utils" in told


def test_house_keeps_its_own_contracts(house: Path) -> None:
    assert "0 broken" in lint_imports(house)


def test_no_file_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {str(path.relative_to(ROOT)): lines for path, lines in lengths.items() if lines > LONGEST} == {}


def called(tree: ast.AST) -> Iterator[tuple[int, str, ast.Call]]:
    """Each call of an attribute: its line, ``owner.name``, and the call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, ast.unparse(node.func), node


def blocking_dialogs(tree: ast.AST) -> list[int]:
    """Lines that open a nested event loop; only the application itself may run one."""
    ends = (".exec", ".exec_")
    return [
        line
        for line, name, _ in called(tree)
        if name.endswith(ends) and "app" not in name.split(".")[-2].lower()
    ]


def lambda_slots(tree: ast.AST) -> list[int]:
    return [
        line
        for line, name, call in called(tree)
        if name.endswith(".connect") and any(isinstance(given, ast.Lambda) for given in call.args)
    ]


def clock_readings(tree: ast.AST) -> list[int]:
    """Lines that ask what time it is: every other place is told."""
    asked = re.compile(
        r"(^|\.)(datetime|date)\.(now|today|utcnow)$|^time\.time(_ns)?$|(^|\.)current(DateTime|Date)\w*$"
    )
    return [line for line, name, _ in called(tree) if asked.search(name)]


def waits_by_the_clock(tree: ast.AST) -> list[int]:
    asked = re.compile(r"(^|\.)sleep$|(^|\.)qtbot\.wait$|(^|\.)processEvents$")
    return [line for line, name, _ in called(tree) if asked.search(name)]


def vague_names(tree: ast.AST) -> list[int]:
    """Lines that define something whose name says nothing of what it does."""
    vague = re.compile(r"manager|helper|utils?(?![a-z])", re.IGNORECASE)
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return [node.lineno for node in ast.walk(tree) if isinstance(node, kinds) and vague.search(node.name)]


def foreign_imports(tree: ast.AST) -> list[int]:
    """Lines that import neither Python's own library nor the program."""
    own = sys.stdlib_module_names | {"sopdesk"}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [node.lineno for alias in node.names if alias.name.split(".")[0] not in own]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found += [node.lineno] * (node.module.split(".")[0] not in own)
    return found


def literal_colours(tree: ast.AST) -> list[int]:
    colour = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and colour.fullmatch(node.value)
    ]


UI = [path for path in SOURCES if path.is_relative_to(PACKAGE / "ui")]
CLOCKS = {PACKAGE / "bootstrap.py"}
BARE = [path for path in SOURCES if path.relative_to(PACKAGE).parts[0] in ("domain", "provision")]
COLOURED = [path for path in UI if path.stem != "tokens"]

# What is looked for, where, and a line in which it must be found.
HABITS: dict[str, tuple[Callable[[ast.AST], list[int]], list[Path], str]] = {
    "dialogs open and never block": (blocking_dialogs, UI, "dialog.exec()"),
    "slots have names": (lambda_slots, UI, "button.clicked.connect(lambda: None)"),
    "only the clock reads the clock": (clock_readings, sorted({*SOURCES} - CLOCKS), "datetime.now(tz=UTC)"),
    "names say what a thing does": (vague_names, SOURCES, "class DialogManager: pass"),
    "the ground floors need nothing installed": (foreign_imports, BARE, "import sqlalchemy"),
    "colours have names": (literal_colours, COLOURED, "QColor('#0f766e')"),
    "tests wait for events, not by the clock": (waits_by_the_clock, TESTS, "time.sleep(1)"),
}


@pytest.mark.parametrize("habit", HABITS)
def test_habit(habit: str) -> None:
    look, paths, offence = HABITS[habit]
    assert look(ast.parse(offence)), "the check itself sees nothing"
    assert paths, "nothing to look at"
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    assert [f"{path.relative_to(ROOT)}:{line}" for path, tree in trees.items() for line in look(tree)] == []


# Written in two halves, so that this file is not its own find.
NEVER = re.compile(
    "|".join([
        "pypi" + r"\.org", "python" + r"hosted\.", "npm" + r"js\.", "deb\\." + "debian", "proxy\\." + "golang",
        r"(?<![\w.])/(?:home|root|work|tmp)" + r"/\w",
    ])
)  # fmt: skip
UNFINISHED = re.compile("TO" + "DO|FIX" + "ME|XX" + "X|NotImplemented" + "Error|pragma: no " + "cover")


def tracked() -> list[Path]:
    """The text files that git keeps and that stand in the tree."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()]


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize(
    "line", ["/".join(["", "home", "clerk"]), "https://" + "files.python" + "hosted.org/x"]
)
def test_forbidden_addresses_are_recognised(line: str) -> None:
    assert NEVER.search(line)


def test_no_registry_and_no_path_of_a_machine_is_committed() -> None:
    assert lines_with(NEVER, tracked()) == []


def test_program_is_finished() -> None:
    assert lines_with(UNFINISHED, [path for path in tracked() if path.is_relative_to(PACKAGE)]) == []


def test_qt_keeps_hold_of_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one reference of None with each call, and aborts after some 5,700."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(500):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 100


LATE = ("reportlab", "cryptography", "openpyxl", "xlsxwriter", "alembic", "pypdfium2", "PIL")


def test_the_window_loads_no_library_that_only_a_deed_needs() -> None:
    """Drawing, sealing, spreadsheets and migrations cost the start more than its own window."""
    told = subprocess.run(
        [sys.executable, "-c", "import sopdesk.ui.main.switchboard, sys; print(*sys.modules)"],
        capture_output=True, encoding="utf-8", check=True, cwd=ROOT,
    )  # fmt: skip
    loaded = {name.partition(".")[0] for name in told.stdout.split()}
    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint(LATE)
