"""The program as a process: streams, signals, several at once, and a crash that leaves no traceback to people."""

import json
import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sopdesk import __version__
from tests import postgres
from tests.cli.running import at

ROOT = Path(__file__).resolve().parents[2]
WRITERS, EACH = 8, 50


def process(*argv: str, **more: Any) -> subprocess.Popen[bytes]:
    if postgres.is_wanted():
        # Before any process of this test opens it: the folder says on which server its office is.
        postgres.OFFICES.server_for(Path(os.environ["SOPDESK_DATA"]))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-m", "sopdesk.__main__", *argv], cwd=ROOT, **{**pipes, **more})


def program(*argv: str, stdin: bytes = b"", **more: Any) -> tuple[int, bytes, bytes]:
    with process(*argv, **more) as child:
        out, err = child.communicate(stdin)
    return child.returncode, out, err


def start_line(title: str = "RUP") -> bytes:
    return json.dumps(
        {"op": "start", "sop": "rup", "title": title, "at": "2026-11-02T08:00", "by": "Ani"}
    ).encode()


def test_version_is_that_of_the_package() -> None:
    assert (
        tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
        == __version__
    )
    assert program("--version") == (0, f"SOP Desk {__version__}\n".encode(), b"")


def test_help_is_indonesian_at_every_level() -> None:
    for argv in ((), ("time",), ("time", "due"), ("paper",), ("calendar", "import")):
        code, out, err = program(*argv, "--help")
        assert (code, err) == (0, b"")
        assert out.startswith(b"pemakaian: sopdesk")
        assert not {b"usage", b"options:", b"positional", b"show this"} & set(out.split(b"\n"))
        assert b"tampilkan keterangan ini" in out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("hapus",), "'hapus' tidak dikenal. Pilihannya: 'tour', 'sample',"),
        (("sop",), "Masih kurang: "),
        (("sop", "show"), "Masih kurang: KEY."),
        (("verify", "--semua"), "Tidak dikenal: --semua."),
        (("verify", "--dat", "x"), "Tidak dikenal: --dat x."),
        (("--data",), "--data belum diberi isi."),
        (("register", "incoming", "--year", "ini"), "--year harus bilangan bulat, bukan 'ini'."),
        (("register", "incoming", "--year", "9" * 5000), "--year harus bilangan bulat"),
        (
            ("register", "incoming", "--year", "2147483648"),
            "--year harus bilangan bulat, bukan '2147483648'.",
        ),
        (("sample", "--years", "1", "--scale", "x"), "--scale harus bilangan, bukan 'x'."),
        (("verify", "--json=1"), "--json tidak memerlukan isi."),
        (("paper", "x", "--out", "y"), "x belum dapat dibuat. Pilihannya: surat-pengantar,"),
        (("paper", "riwayat", "--out", "y", "--dossier", "a", "--year", "1"), "--year bukan untuk riwayat."),
    ],
)
@pytest.mark.usefixtures("office")
def test_wrong_use_is_told_in_indonesian(argv: tuple[str, ...], said: str) -> None:
    code, out, err = program(*argv)
    assert (code, out) == (2, b"")
    assert err.decode().startswith(said)
    assert b"argument" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows hands over text, never bytes")
@pytest.mark.parametrize("argv", [(b"dossier", b"show", b"\xff"), (b"paper", b"cap-paraf", b"--by", b"\xc3")])
def test_argument_that_is_no_text_is_wrong_use(argv: tuple[bytes, ...]) -> None:
    command = [os.fsencode(sys.executable), b"-m", b"sopdesk.__main__", *argv]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "UTF-8" in done.stderr.decode()


def test_output_is_utf8_whatever_the_locale() -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    program("batch", stdin=start_line("Rencana — “2027” 🗂"), env=env)
    code, out, _err = program("dossier", "list", "--json", env=env)
    assert code == 0
    assert json.loads(out.decode("utf-8"))[0]["title"] == "Rencana — “2027” 🗂"


def test_answer_comes_before_the_next_line_is_read() -> None:
    with process("batch") as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for count in (1, 2):
            child.stdin.write(start_line() + b"\n")
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["dossier"].startswith(f"2026-000{count}")
        # What was answered is on the disk: another process sees it while this one still waits.
        assert len(json.loads(program("dossier", "list", "--json")[1])) == 2
        child.stdin.close()
    assert child.returncode == 0


def test_reader_that_goes_away_is_no_traceback() -> None:
    with process("batch") as child:
        assert child.stdout is not None
        child.stdout.close()
        _out, err = child.communicate(b"\n".join([start_line()] * 20))
    assert (child.returncode, err) == (3, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_output_that_is_full_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        code, _out, err = program("sop", "list", stdout=full)
    assert code == 3
    assert err.decode().startswith("Jawaban tidak dapat ditulis")
    assert b"Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to a single process")
def test_interrupt_is_no_traceback() -> None:
    with process("batch") as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(start_line() + b"\n")
        child.stdin.flush()
        child.stdout.readline()
        child.send_signal(signal.SIGINT)
        _out, err = child.communicate()
    assert (child.returncode, err) == (130, b"")
    assert program("verify")[0] == 0


@pytest.mark.usefixtures("office")
def test_crash_is_one_sentence_and_a_log(data_folder: Path) -> None:
    bug = (
        "import sys; import sopdesk.services.queries as q; q.register = lambda *a: 1 / 0\n"
        "from sopdesk.__main__ import main; sys.exit(main(['register', 'outgoing', '--year', '2026']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", bug], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    log = data_folder / "catatan" / "sopdesk.log"
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"Terjadi kesalahan program. Rinciannya disimpan di {log}.\n"
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_log_of_crashes_does_not_grow_without_end(data_folder: Path) -> None:
    from sopdesk.bootstrap import crash_log, keep_crash

    log = crash_log(data_folder)
    log.parent.mkdir(parents=True)
    log.write_bytes(b"x" * 1_000_000)
    keep_crash(data_folder, ValueError("besar"))
    assert log.stat().st_size < 10_000
    assert log.with_name("sopdesk.log.1").stat().st_size == 1_000_000


def test_crash_without_a_place_for_the_log_is_told_all_the_same(tmp_path: Path) -> None:
    from sopdesk.bootstrap import keep_crash

    (tmp_path / "berkas").write_text("x")
    assert "tidak dapat disimpan" in keep_crash(tmp_path / "berkas", ValueError())


@pytest.mark.slow
def test_many_processes_begin_one_office(data_folder: Path) -> None:
    """They race for the creation of the database, then for every number."""
    children = [process("batch") for _ in range(WRITERS)]
    for writer, child in enumerate(children):
        assert child.stdin is not None
        for line in range(EACH):
            asked = {
                "op": "number", "register": "outgoing", "subject": f"{writer}-{line}", "addressee": "Bupati",
                "date": at(20)[:10], "by": f"Petugas {writer}", "id": f"{writer}-{line}",
            }  # fmt: skip
            child.stdin.write(json.dumps(asked).encode() + b"\n")
        child.stdin.write(start_line(f"Berkas {writer}") + b"\n")
        child.stdin.flush()
    numbers: list[int] = []
    for child in children:
        with child:
            out, err = child.communicate()
        assert (child.returncode, err) == (0, b"")
        answers = [json.loads(line) for line in out.splitlines()]
        assert len(answers) == EACH + 1
        assert all(a["ok"] for a in answers), [a for a in answers if not a["ok"]]
        numbers += [a["number"] for a in answers[:-1]]
    assert sorted(numbers) == list(range(1, WRITERS * EACH + 1))
    code, out, _err = program("verify", "--json")
    assert (code, json.loads(out)["problems"]) == (0, [])
    assert json.loads(out)["counts"] == {
        "log": WRITERS * (EACH + 1),
        "dossiers": WRITERS,
        "numbers": WRITERS * EACH,
    }
    codes = [d["code"][:9] for d in json.loads(program("dossier", "list", "--json")[1])]
    assert codes == [f"2026-{n:04d}" for n in range(1, WRITERS + 1)]
    assert not list(data_folder.glob("*sebelum*"))
