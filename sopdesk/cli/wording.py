"""What the parser of arguments says, in Indonesian."""

import argparse
import re
from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn

from sopdesk.cli.terminal import WrongUseError

_MESSAGES: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", "Masih kurang: {0}."),
    (r"one of the arguments (.+) is required", "Pilih salah satu: {0}."),
    (r"unrecognized arguments: (.+)", "Tidak dikenal: {0}."),
    (r"argument (.+?): invalid choice: (.+) \(choose from (.*)\)", "{1} tidak dikenal. Pilihannya: {2}."),
    (r"argument (.+?): not allowed with argument (.+)", "{0} tidak dapat dipakai bersama {1}."),
    (r"argument (.+?): expected (?:one|at least one|\d+) arguments?", "{0} belum diberi isi."),
    (r"argument (.+?): ignored explicit argument .+", "{0} tidak memerlukan isi."),
    (r"argument (.+?): invalid whole value: (.+)", "{0} harus bilangan bulat, bukan {1}."),
    (r"argument (.+?): invalid float value: (.+)", "{0} harus bilangan, bukan {1}."),
    (r"argument (.+?): invalid place value: .+", "{0} belum diberi isi."),
    (r"argument (.+?): invalid month value: (.+)", "{0} harus bulan 1 sampai 12, bukan {1}."),
    (r"argument (.+?): invalid length value: (.+)", "{0} harus panjang dalam mm, 0 sampai 400, bukan {1}."),
)


def indonesian(message: str) -> str:
    """The parser's complaint as a sentence for people."""
    for pattern, sentence in _MESSAGES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return sentence.format(*found.groups())
    return "Perintah ini tidak lengkap atau salah tulis."


class AskedError(Exception):
    """Help or the version was asked for; the first argument is the text."""


class _Help(argparse.Action):
    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,  # noqa: ARG002 - argparse's own signature
        values: str | Sequence[Any] | None,  # noqa: ARG002
        option_string: str | None = None,  # noqa: ARG002
    ) -> NoReturn:
        raise AskedError(parser.format_help())


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "pemakaian: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Raises WrongUseError and AskedError where argparse would print English and leave the process."""

    def __init__(self, prog: str, description: str, **rest: Any) -> None:
        super().__init__(
            prog=prog,
            description=description,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Formatter,
            **rest,
        )
        self.subjects = self.add_argument_group("isian")
        self.choices = self.add_argument_group("pilihan")
        self.choices.add_argument("-h", "--help", action=_Help, nargs=0, help="tampilkan keterangan ini")

    def error(self, message: str) -> NoReturn:
        """Complain about ``message``."""
        raise WrongUseError(f"{indonesian(message)}\nKeterangan: {self.prog} --help")


def command(
    parsers: "argparse._SubParsersAction[Parser]",
    prog: str,
    name: str,
    help_: str,
    common: Callable[[Parser], None],
) -> Parser:
    """A command under ``prog``, with the options that every command has."""
    made = parsers.add_parser(name, prog=f"{prog} {name}", description=help_, help=help_)
    common(made)
    return made


EVENTS: Final = {
    "start": "mulai",
    "hand_on": "serah",
    "receive": "terima",
    "facts": "data berkas",
    "return": "dikembalikan",
    "skip": "dilewati",
    "hold": "tunda",
    "resume": "lanjut",
    "number": "nomor",
    "void_number": "nomor BATAL",
    "stamp": "stempel",
    "dispatch": "kirim",
    "receipt": "lembar 2 kembali",
    "cancel": "dibatalkan",
    "title": "judul dibetulkan",
    "deadline": "batas waktu",
    "undo": "diurungkan",
    "correct": "dikoreksi",
    "print": "cetak",
    "note": "catatan",
    "check": "daftar periksa",
    "letter": "surat diisi",
    "attach": "file",
    "correct_number": "nomor dibetulkan",
}
