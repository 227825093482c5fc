"""The arguments of ``sopdesk``: English words for commands and flags, Indonesian sentences for people."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from sopdesk import __version__
from sopdesk.cli.terminal import WrongUseError
from sopdesk.cli.wording import AskedError, Parser, command

SELF_CHECK = "--self-check"
_WINDOW = "membuka jendela SOP Desk; dengan perintah, mengerjakan perintah itu di terminal"


def whole(text: str) -> int:
    """A whole number of at most nine digits. ValueError for anything else."""
    # Looked at first: Python takes its time with a number of a million digits.
    if len(text) > 10 or abs(number := int(text)) >= 10**9:
        raise ValueError(text)
    return number


def month(text: str) -> int:
    """A month from 1 to 12. ValueError for anything else."""
    number = whole(text)
    if not 1 <= number <= 12:
        raise ValueError(text)
    return number


def length(text: str) -> float:
    """Millimetres on a sheet. ValueError for anything else."""
    number = float(text.replace(",", "."))
    if not 0 <= number <= 400:
        raise ValueError(text)
    return number


def place(text: str) -> Path:
    """A folder or a file that is named: an empty name would be the one that the terminal happens to stand in."""
    if not text.strip():
        raise ValueError(text)
    return Path(text)


def _common(parser: Parser) -> None:
    # SUPPRESS: what was given before the command must not be overwritten by the command's own default.
    parser.choices.add_argument(
        "--data", metavar="DIR", type=place, default=argparse.SUPPRESS, help="folder data kantor"
    )
    parser.choices.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="jawaban berupa JSON"
    )


def _by(choices: argparse._ArgumentGroup, words: str) -> None:
    choices.add_argument("--by", "--user", dest="by", metavar="NAMA", default="", help=words)


def _group(parser: Parser) -> "argparse._SubParsersAction[Parser]":
    return parser.add_subparsers(
        title="perintah", dest="deed", required=True, metavar="…", parser_class=Parser
    )


def parser() -> Parser:
    """The parser of the whole command line."""
    top = Parser("sopdesk", _WINDOW)
    _common(top)
    top.choices.add_argument("--version", action="store_true", help="tampilkan versi")
    top.choices.add_argument(SELF_CHECK, action="store_true", help="periksa apakah pemasangan lengkap")
    found = top.add_subparsers(title="perintah", dest="command", metavar="…", parser_class=Parser)
    tour = command(found, "sopdesk", "tour", "gambar semua layar dan PDF semua surat, tanpa layar", _common)
    tour.subjects.add_argument("out", metavar="DIR", type=Path, help="folder hasil")
    _sample(command(found, "sopdesk", "sample", "isi folder data baru dengan kantor contoh", _common))
    _sop(command(found, "sopdesk", "sop", "SOP yang berlaku", _common))
    _time(command(found, "sopdesk", "time", "hitung waktu kerja", _common))
    _calendar(command(found, "sopdesk", "calendar", "kalender kerja kantor", _common))
    _dossier(command(found, "sopdesk", "dossier", "berkas", _common))
    _duty(command(found, "sopdesk", "duty", "tugas berkala", _common))
    register = command(found, "sopdesk", "register", "baris buku agenda", _common)
    register.subjects.add_argument("name", choices=("incoming", "outgoing", "delivery"), help="nama buku")
    register.choices.add_argument("--year", type=whole, metavar="Y", help="tahun; bila kosong tahun ini")
    _paper(command(found, "sopdesk", "paper", "buat satu surat atau lembar sebagai PDF", _common))
    _export(command(found, "sopdesk", "export", "simpan satu tabel untuk program lain", _common))
    batch = command(
        found, "sopdesk", "batch", "baca baris JSON dari masukan, satu perintah tiap baris", _common
    )
    batch.choices.add_argument(
        "--user", dest="by", metavar="NAMA", default="", help="petugas, bila kantor memakai PIN (SOPDESK_PIN)"
    )
    check = command(found, "sopdesk", "verify", "periksa data, catatan, dan nomor", _common)
    check.choices.add_argument(
        "--head", metavar="SIDIK", default="", help="cocokkan pula sidik log di kaki buku cetak dengan log"
    )
    _backup(
        command(found, "sopdesk", "backup", "cadangan utuh yang sudah diperiksa, dalam satu file", _common)
    )
    _backup(command(found, "sopdesk", "restore", "pulihkan cadangan; data sebelumnya disimpan", _common))
    _server(command(found, "sopdesk", "server", "data kantor di server untuk beberapa komputer", _common))
    return top


def _sample(made: Parser) -> None:
    options = made.choices
    options.add_argument("--years", type=whole, metavar="N", required=True, help="jumlah tahun")
    options.add_argument("--scale", type=float, metavar="K", default=1.0, help="kali banyaknya surat")
    options.add_argument("--open", type=whole, metavar="N", help="jumlah berkas berjalan")
    options.add_argument("--closed", type=whole, metavar="N", help="jumlah berkas selesai")
    options.add_argument("--seed", type=whole, metavar="S", default=1, help="benih acak")


def _sop(made: Parser) -> None:
    deeds = _group(made)
    command(deeds, made.prog, "list", "SOP yang berlaku", _common)
    show = command(deeds, made.prog, "show", "satu SOP seutuhnya", _common)
    show.subjects.add_argument("key", metavar="KEY", help="misalnya renja")
    check = command(deeds, made.prog, "check", "catatan penelaahan", _common)
    check.subjects.add_argument("key", metavar="KEY", nargs="?", help="misalnya renja; kosong berarti semua")


def _time(made: Parser) -> None:
    _time_options(made)
    made.choices.add_argument("--stdin", action="store_true", help="baca pertanyaan sebagai baris JSON")
    deeds = made.add_subparsers(title="perintah", dest="deed", metavar="…", parser_class=Parser)
    asks = {
        "due": ("jatuh tempo", ("start", "duration")),
        "between": ("waktu kerja di antara dua saat", ("start", "end")),
        "latest-start": ("mulai paling lambat", ("deadline", "duration")),
    }
    meaning = {
        "start": ("T", "saat mulai, ISO 8601"),
        "end": ("T", "saat akhir, ISO 8601"),
        "deadline": ("T", "batas waktu, ISO 8601"),
        "duration": ("LAMA", 'misalnya "2 hari 3 jam"'),
    }
    for name, (help_, fields) in asks.items():
        deed = command(deeds, made.prog, name, help_, _common)
        _time_options(deed)
        for field in fields:
            metavar, words = meaning[field]
            deed.choices.add_argument(f"--{field}", required=True, metavar=metavar, help=words)


def _time_options(made: Parser) -> None:
    suppress = argparse.SUPPRESS
    made.choices.add_argument(
        "--calendar", metavar="FILE", type=Path, default=suppress, help="kalender kerja sebagai JSON"
    )
    made.choices.add_argument(
        "--zone", choices=("WIB", "WITA", "WIT"), default=suppress, help="zona waktu untuk --calendar"
    )


def _calendar(made: Parser) -> None:
    deeds = _group(made)
    command(deeds, made.prog, "show", "kalender kerja sebagai JSON", _common)
    take = command(deeds, made.prog, "import", "pakai kalender dari JSON, atau hari libur dari CSV", _common)
    take.subjects.add_argument("file", metavar="FILE", type=Path, help="JSON, atau CSV/xlsx tanggal dan nama")
    take.choices.add_argument(
        "--dry-run", action="store_true", help="tunjukkan batas waktu yang bergeser, tanpa menyimpan"
    )
    take.choices.add_argument(
        "--by", "--user", dest="by", metavar="NAMA", default="", help="nama petugas untuk catatan"
    )


def _dossier(made: Parser) -> None:
    deeds = _group(made)
    listing = command(deeds, made.prog, "list", "semua berkas", _common)
    listing.choices.add_argument("--sop", metavar="KEY", help="hanya SOP ini")
    states = ("running", "held", "finished", "cancelled")
    listing.choices.add_argument("--state", choices=states, help="hanya keadaan ini")
    show = command(deeds, made.prog, "show", "satu berkas dengan langkah, waktu, dan catatannya", _common)
    show.subjects.add_argument("code", metavar="CODE", help="kode berkas, misalnya 2026-0041-V")


def _duty(made: Parser) -> None:
    deeds = _group(made)
    command(deeds, made.prog, "list", "tugas berkala dengan batas dan keadaannya", _common)
    begin = command(
        deeds, made.prog, "open", "buka berkas tugas yang sudah waktunya, atau satu periode", _common
    )
    begin.choices.add_argument("--sop", metavar="KEY", help="SOP tugas itu, bersama --period")
    begin.choices.add_argument("--period", metavar="PERIODE", help="misalnya 2026-11, 2027, atau 2025-2029")
    _by(begin.choices, "nama petugas untuk catatan")


def _paper(made: Parser) -> None:
    made.subjects.add_argument("name", metavar="NAME", help="misalnya surat-pengantar, disposisi, amplop")
    options = made.choices
    options.add_argument("--dossier", metavar="CODE", help="kode berkas")
    options.add_argument("--letter", metavar="ID", type=whole, help="nomor surat dalam data")
    options.add_argument(
        "--line", metavar="N", action="append", help="nomor urut di buku agenda, misalnya 12 atau 12.a"
    )
    options.add_argument(
        "--delivery", metavar="N", type=whole, action="append", help="nomor urut di buku ekspedisi"
    )
    options.add_argument(
        "--year", metavar="Y", type=whole, help="tahun buku; untuk nomor urut bila kosong tahun ini"
    )
    options.add_argument("--month", metavar="M", type=month, help="bulan buku, 1 sampai 12")
    options.add_argument("--out", metavar="FILE", type=place, required=True, help="file PDF hasil")
    options.add_argument("--copy", metavar="RANGKAP", help="misalnya arsip, atau tindih untuk nomor saja")
    options.add_argument(
        "--option", metavar="PILIHAN", help="pilihan khusus satu lembar, misalnya c5 untuk amplop"
    )
    options.add_argument("--x", metavar="MM", type=length, help="letak cap dari tepi kiri")
    options.add_argument("--y", metavar="MM", type=length, help="letak cap dari tepi atas")
    options.add_argument("--stamp", action="store_true", help="bubuhkan stempel pindaian")
    options.add_argument(
        "--by", "--user", dest="by", metavar="NAMA", default="", help="nama petugas untuk catatan cetak"
    )


def _export(made: Parser) -> None:
    made.subjects.add_argument("form", metavar="FORM", help="xlsx atau csv")
    made.choices.add_argument("--out", metavar="FILE", type=place, required=True, help="file hasil")
    made.choices.add_argument(
        "--table",
        metavar="TABLE",
        help="dossiers, incoming, outgoing, delivery, log, atau laporan-NAMA[:SOP]; bila kosong semua tabel dalam "
        "xlsx, dossiers dalam csv",
    )
    made.choices.add_argument("--year", type=whole, metavar="Y", help="tahun; bila kosong tahun ini")


def _backup(made: Parser) -> None:
    made.subjects.add_argument("file", metavar="FILE", type=place, help="file cadangan (.sopdesk)")
    made.choices.add_argument(
        "--password", action="store_true", help="tanyakan kata sandi; atau isi SOPDESK_BACKUP_PASSWORD"
    )
    made.choices.add_argument(
        "--by", "--user", dest="by", metavar="NAMA", default="", help="nama petugas untuk catatan"
    )


def _server(made: Parser) -> None:
    deeds = _group(made)
    command(deeds, made.prog, "show", "di mana data kantor", _common)
    copy = command(deeds, made.prog, "copy", "salin kantor ini ke server yang kosong, lalu pakai", _common)
    use = command(deeds, made.prog, "use", "pakai kantor yang sudah ada di server", _common)
    for each in (copy, use):
        each.choices.add_argument(
            "--to",
            metavar="URL",
            required=True,
            help="postgresql://nama@komputer/sopdesk; kata sandi ditanyakan, atau isi SOPDESK_DATABASE_PASSWORD",
        )
    back = command(deeds, made.prog, "back", "tidak lagi memakai server di komputer ini", _common)
    for each in (copy, back):
        _by(each.choices, "nama petugas untuk catatan")


def read(argv: Sequence[str]) -> argparse.Namespace:
    """What the arguments ask for: ``command`` is None for the window.

    Raises WrongUseError with a sentence, AskedError with the text of ``--help`` or ``--version``.
    """
    if any("\ud800" <= character <= "\udfff" for text in argv for character in text):
        # Bytes that are no UTF-8 come as halves of surrogate pairs, which no database takes.
        raise WrongUseError("Ada huruf dalam perintah ini yang bukan UTF-8.")
    wanted = parser().parse_args(argv)
    if wanted.version:
        raise AskedError(f"SOP Desk {__version__}\n")
    return wanted
