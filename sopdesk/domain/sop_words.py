"""The words of planning documents: known slips with what was meant, and which document a text speaks of."""

import re
from typing import Final

# Slips seen in SOPs of kecamatan offices. Acronyms are matched as written, the rest in any case.
_SLIPS: Final = (
    ("Secam", "Sekcam"),
    ("Sebbag", "Subbag"),
    ("subag", "subbag"),
    ("Rensrta", "Renstra"),
    ("Stratgis", "Strategis"),
    ("Startegis", "Strategis"),
    ("Intansi", "Instansi"),
    ("RPJP Prof", "RPJP Prov"),
    ("mengandatangani", "mengagendakan"),
    ("lampiranya", "lampirannya"),
    ("menyiapkan mengolah", "menyiapkan dan mengolah"),
    ("untuk diteliti diparaf", "untuk diteliti kebenarannya dan diparaf"),
    ("Pelaksanaan berdasarkan disposisi", "Pelaksana berdasarkan disposisi"),
)
_ACRONYM_SLIPS: Final = (("RFP", "RFK"), ("RfK", "RFK"), ("RPJPM", "RPJMD"), ("PPJMD", "RPJMD"))
# Understood by everybody, but not the spelling of the Kamus Besar.
_NONSTANDARD: Final = (
    ("merubah", "mengubah"),
    ("matrik", "matriks"),
    ("prosentase", "persentase"),
    ("tandatangan", "tanda tangan"),
    ("di tanda tangani", "ditandatangani"),
    ("kegawat-daruratan", "kegawatdaruratan"),
    ("Undang – undang", "Undang-Undang"),
)

_DOCUMENTS: Final = {
    "Rencana Strategis": r"renstra|rencana strategis",
    "Rencana Kerja": r"renja|rencana kerja",
    "LAKIP": r"lakip|akuntabilitas kinerja",
    "RFK dan TEPPA": r"rfk|teppa|realisasi fisik",
    "Rencana Umum Pengadaan": r"rup|rencana umum pengadaan",
    "Penetapan Kinerja": r"penetapan kinerja",
}


def _whole(words: str, *, exact: bool = False) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", 0 if exact else re.IGNORECASE)


SLIPS: Final = tuple((_whole(wrong), wrong, right) for wrong, right in _SLIPS) + tuple(
    (_whole(wrong, exact=True), wrong, right) for wrong, right in _ACRONYM_SLIPS
)
NONSTANDARD: Final = tuple((_whole(wrong), wrong, right) for wrong, right in _NONSTANDARD)
_DOCUMENT_PATTERNS: Final = {name: _whole(words) for name, words in _DOCUMENTS.items()}
_WORD = re.compile(r"[\w-]+")


def mended(text: str) -> str:
    """``text`` with the known slips put right: for comparing, never for showing as the source's text."""
    for pattern, _, right in SLIPS:
        text = pattern.sub(right, text)
    return text


def bare_words(text: str) -> list[str]:
    """The words alone, slips put right, in small letters: what two texts must share to say the same."""
    return _WORD.findall(mended(text).casefold())


def documents(text: str) -> frozenset[str]:
    """The planning documents that ``text`` names."""
    plain = mended(text)
    return frozenset(name for name, pattern in _DOCUMENT_PATTERNS.items() if pattern.search(plain))
