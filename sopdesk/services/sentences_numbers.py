"""What is said when a number of a register cannot be given, used, or closed away."""

from collections.abc import Callable, Mapping
from typing import Any

from sopdesk.domain.dates import short_date
from sopdesk.domain.errors import Rule

Data = Mapping[str, Any]
_LISTED = 8


def _taken(data: Data) -> str:
    text = data.get("text")
    said = f"Nomor {data.get('number')} sudah dipakai"
    return f"{said}{f': {text}' if text else ''}. Periksa nomor yang tertulis pada surat."


def _jump(data: Data) -> str:
    first, wanted, gap = data.get("next"), data.get("wanted"), data.get("gap")
    # All of them without a letter in the program, the last one too: none is jumped over to be given.
    outside = isinstance(wanted, int) and isinstance(first, int) and gap == wanted - first + 1
    if outside:
        said = f"Nomor {first} sampai {wanted}, {gap} nomor, akan dicatat sebagai dipakai di luar aplikasi. "
    else:
        said = f"Nomor {wanted} melompati {gap} nomor; yang berikut {first}. "
    if data.get("most") is not None:
        return f"{said}Periksa nomornya: paling banyak {data['most']} nomor sekaligus."
    return f"{said}Periksa nomornya, atau nyatakan bahwa {'itu' if outside else 'lompatan itu'} benar."


def _listed(numbers: object) -> str:
    found = [str(n) for n in numbers] if isinstance(numbers, list | tuple) else []
    return ", ".join(found[:_LISTED]) + (", …" if len(found) > _LISTED else "")


def _unexplained(data: Data) -> str:
    said = [
        f"nomor {_listed(data.get(name))} {words}"
        for name, words in (("missing", "tidak ada penjelasannya"), ("reserved", "masih dicadangkan"))
        if data.get(name)
    ]
    what = "Jalankan pemeriksaan catatan." if data.get("missing") else "Pakai atau lepaskan dahulu."
    return f"Buku agenda tahun {data.get('year')} belum dapat ditutup: {'; '.join(said)}. {what}"


NUMBER_RULES: Mapping[Rule, Callable[[Data], str]] = {
    Rule.NUMBER_CORRECTED: lambda d: (
        f"Nomor {d.get('text')} sudah dibetulkan: {d.get('reason')}. Nomor itu tidak dipakai lagi."
    ),
    Rule.NUMBER_TAKEN: _taken,
    Rule.NUMBER_JUMP: _jump,
    Rule.DATE_AFTER_NEXT: lambda d: (
        f"Nomor {d.get('number')} sudah bertanggal {short_date(d['next'])}. "
        "Surat dengan nomor sebelumnya tidak dapat bertanggal sesudah itu."
    ),
    Rule.YEAR_RUNNING: lambda d: (
        f"Tahun {d.get('year')} belum berakhir. Buku agenda dapat ditutup mulai 31/12/{d.get('year')}."
    ),
    Rule.YEAR_UNEXPLAINED: _unexplained,
}
