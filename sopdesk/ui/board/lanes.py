"""The columns of the board: the desks in order of approval, then what ended lately."""

from typing import Final

from sopdesk.domain.sop import Desk as Place
from sopdesk.services.sentences import DESKS

Lane = Place | None
"""A desk, or None for Selesai."""

LANES: Final[tuple[Lane, ...]] = (*Place, None)

_EMPTY: Final[dict[Lane, str]] = {
    Place.PELAKSANA: "Tidak ada berkas yang sedang dikerjakan.",
    Place.KASUBBAG: "Tidak ada yang menunggu koreksi atau paraf.",
    Place.SEKCAM: "Tidak ada yang menunggu paraf.",
    Place.CAMAT: "Tidak ada yang menunggu tanda tangan.",
    Place.BAGIAN_UMUM: "Tidak ada surat untuk dinomori atau dikirim.",
    Place.BAPPEDA: "Tidak ada berkas di luar kantor.",
    None: "Belum ada yang selesai dalam 14 hari terakhir.",
}


def lane_title(lane: Lane) -> str:
    """What stands over the column."""
    if lane is None:
        return "Selesai"
    return f"{DESKS[lane.value]} (luar)" if lane.outside else DESKS[lane.value]


def empty_words(lane: Lane, hidden: int) -> str:
    """What a column says that shows no card; ``hidden`` of its cards are kept back by the filter."""
    return f"{hidden} berkas tidak tampak karena saringan." if hidden else _EMPTY[lane]
