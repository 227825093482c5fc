"""The six dossiers of the tour, one under each SOP, and what happens to each on its way."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Route:
    """What happens to the tour's dossier of one SOP; ``shares`` above 1 are late steps.

    ``pictured`` names the moments of which this journey brings pictures.
    """

    sop: str
    title: str = ""
    addressee: str = ""
    note: str = ""
    shares: Mapping[int, float] = field(default_factory=dict)
    returns: frozenset[int] = frozenset()
    holds: frozenset[int] = frozenset()
    skips: frozenset[int] = frozenset()
    undone: frozenset[int] = frozenset()
    outside_renstra: bool = False
    pictured: frozenset[str] = frozenset()


ROUTES = (
    Route(
        "lakip",
        note="Camat, agenda masuk 15",
        shares={4: 1.3},
        returns=frozenset({5}),
        holds=frozenset({3}),
        pictured=frozenset(
            {
                "berkas-baru",
                "tunda",
                "kenapa-terlambat",
                "kembalikan",
                "persentase",
                "isi-surat",
                "terbitkan",
                "nomor-diambil",
                "pratinjau-cetak",
                "kirim-surat",
                "lembar-2-kembali",
            }
        ),
    ),
    Route("renja", shares={6: 1.2}, outside_renstra=True, pictured=frozenset({"di-luar-renstra"})),
    Route("rfk", returns=frozenset({9}), shares={4: 1.1}),
    Route("rup", skips=frozenset({2}), shares={9: 1.4}, pictured=frozenset({"lewati"})),
    Route(
        "balasan",
        "Balasan permohonan data desa",
        "Kepala Dinas Contoh",
        "Camat, agenda masuk 4",
        undone=frozenset({2}),
        returns=frozenset({8}),
        holds=frozenset({10}),
        pictured=frozenset({"isi-balasan"}),
    ),
    Route("renstra", note="Camat, agenda masuk 15", returns=frozenset({11}), shares={14: 1.2}),
)
