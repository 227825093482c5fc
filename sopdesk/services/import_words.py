"""What is said of the rows of an old book, and what its columns are called."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sopdesk.domain.dates import short_date
from sopdesk.domain.numbers import INCOMING
from sopdesk.domain.old_book_columns import BookColumn
from sopdesk.domain.old_book_lines import Remark, Why

C = BookColumn
_NAMES: Final = {
    C.URUT: "Nomor urut",
    C.SISIPAN: "Sisipan",
    C.NUMBER: "Nomor surat",
    C.SUBJECT: "Isi singkat",
    C.CODE: "Kode klasifikasi",
    C.ENCLOSURE: "Lampiran",
    C.NOTE: "Keterangan",
}
_OF_INCOMING: Final = {
    **_NAMES,
    C.DATE: "Tanggal penerimaan",
    C.REF_DATE: "Tanggal surat",
    C.PARTY: "Pengirim",
}
_OF_OUTGOING: Final = {
    **_NAMES,
    C.DATE: "Tanggal surat",
    C.SENT: "Tanggal kirim",
    C.PARTY: "Ditujukan kepada",
}
_ORDER: Final = (C.URUT, C.SISIPAN, C.DATE, C.NUMBER, C.REF_DATE, C.PARTY, C.SUBJECT, C.CODE, C.ENCLOSURE, C.SENT,
                 C.NOTE)  # fmt: skip


def column_names(register: str) -> dict[BookColumn, str]:
    """What the columns of a book are called, in the order of the form."""
    names = _OF_INCOMING if register == INCOMING else _OF_OUTGOING
    return {column: names[column] for column in _ORDER if column in names}


def needed_columns(register: str) -> tuple[BookColumn, ...]:
    """The columns without which no row is a line; an outgoing book may have its running numbers in whole numbers."""
    return (C.URUT, C.DATE, C.SUBJECT) if register == INCOMING else (C.DATE, C.SUBJECT)


def remark_words(remark: Remark, register: str) -> str:
    """The sentence for a row that is refused or warned of."""
    return _WORDS[remark.why](remark.data, register)


def _quoted(data: Mapping[str, Any]) -> str:
    text = " ".join(str(data.get("value", "")).split())
    return f"“{text[:40]}{'…' if len(text) > 40 else ''}”"


def _column(data: Mapping[str, Any], register: str) -> str:
    return column_names(register).get(data["column"], "Kolom")


_WORDS: Final[Mapping[Why, Callable[[Mapping[str, Any], str], str]]] = {
    Why.NO_NUMBER: lambda _d, _r: "Nomor urut kosong.",
    Why.BAD_NUMBER: lambda d, _r: f"Nomor urut {_quoted(d)} tidak terbaca.",
    Why.TWICE: lambda d, _r: f"Nomor {d['number']} sudah ada di baris {d['row']}.",
    Why.IN_BOOK: lambda d, _r: f"Nomor {d['number']} sudah ada di buku agenda {d['year']}.",
    Why.TOO_FAR: lambda d, _r: (
        f"Nomor {d['number']} melompati lebih dari {d['limit']} nomor sesudah {d['last']}."
    ),
    Why.NO_DATE: lambda _d, _r: "Tanggal kosong.",
    Why.BAD_DATE: lambda d, _r: f"Tanggal {_quoted(d)} tidak terbaca.",
    Why.OTHER_YEAR: lambda d, _r: f"Tanggal {short_date(d['date'])} bukan tahun {d['year']}.",
    Why.CLOSED: lambda d, _r: f"Buku agenda tahun {d['year']} sudah ditutup.",
    Why.TOO_LONG: lambda d, r: (
        f"{_column(d, r)} terlalu panjang: {d.get('length')} huruf, paling banyak {d.get('limit')}."
    ),
    Why.NO_SUBJECT: lambda _d, _r: "Isi singkat kosong.",
    Why.FUTURE_YEAR: lambda d, _r: f"Tanggal {short_date(d['date'])} bertahun yang belum tiba.",
    Why.FUTURE_DATE: lambda d, _r: (
        f"Tanggal {short_date(d['date'])} belum tiba; nomor berikutnya tidak dapat bertanggal sebelumnya."
    ),
    Why.DATE_BEFORE: lambda d, _r: (
        f"Tanggal {short_date(d['date'])} lebih awal daripada nomor {d['number']} ({short_date(d['last'])})."
    ),
    Why.DATE_DROPPED: lambda d, r: f"{_column(d, r)} {_quoted(d)} tidak terbaca, jadi dikosongkan.",
    Why.NO_PARTY: lambda _d, r: f"{column_names(r)[C.PARTY]} kosong.",
}
