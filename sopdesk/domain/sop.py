"""An SOP as the office decreed it: identity page, worksheet, steps, service list, review notes."""

from dataclasses import dataclass
from enum import StrEnum

from sopdesk.domain.duration import Duration


class Desk(StrEnum):
    """Where the papers can lie, in order of approval; BAPPEDA is outside the office."""

    PELAKSANA = "pelaksana"
    KASUBBAG = "kasubbag"
    SEKCAM = "sekcam"
    CAMAT = "camat"
    BAGIAN_UMUM = "bagian_umum"
    BAPPEDA = "bappeda"

    @property
    def outside(self) -> bool:
        """Whether time there is charged to no desk of the office."""
        return self is Desk.BAPPEDA


class Kind(StrEnum):
    """What is done in a step."""

    KERJA = "kerja"
    KOREKSI = "koreksi"
    RAPAT = "rapat"
    PARAF = "paraf"
    TANDA_TANGAN = "tanda_tangan"
    AGENDA_KIRIM = "agenda_kirim"
    LUAR = "luar"


class Ask(StrEnum):
    """A fact that must be known before a step is handed on (rules 4)."""

    PERCENT = "percent"
    OUTSIDE_RENSTRA = "outside_renstra"
    HIERARCHY_INITIALLED = "hierarchy_initialled"


class PeriodKind(StrEnum):
    """The period that a dossier of an SOP is about."""

    YEAR = "year"
    MONTH = "month"
    FIVE_YEARS = "five_years"


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the SOP's table. The first five texts are the source's own words.

    ``brief`` is our short name for cards; ``duration`` is what the program reads in ``waktu``.
    """

    no: int
    kegiatan: str
    kelengkapan: str
    waktu: str
    output: str
    keterangan: str
    desk: Desk
    kind: Kind
    brief: str
    return_to: int | None = None
    duration: Duration | None = None
    asks: tuple[Ask, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A review note (catatan penelaahan): what looks wrong in the official text, which stays as it is."""

    code: str
    text: str
    place: str  # e.g. "langkah 12", "identitas", "lembar kerja"

    @property
    def placed(self) -> str:
        """The text with its place before it, for where no other column names the place."""
        return f"{self.place[:1].upper()}{self.place[1:]}: {self.text}" if self.place else self.text


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity page of an SOP; every field as the source has it, without names of people."""

    unit: str
    sub_unit: str
    nomor: str
    tanggal_pembuatan: str
    tanggal_revisi: str
    tanggal_efektif: str
    disahkan_oleh: str
    nama: str
    dasar_hukum: tuple[str, ...]
    keterkaitan: tuple[str, ...]
    peringatan: tuple[str, ...]
    kualifikasi: tuple[str, ...]
    peralatan: tuple[str, ...]
    pencatatan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorksheetStep:
    """A line of the worksheet's list of steps; ``part`` is awal, utama or akhir."""

    part: str
    no: int
    text: str


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Lembar Kerja Identifikasi Kegiatan."""

    no: int
    judul_sop: str
    jenis_kegiatan: str
    penanggung_jawab: str
    produk: str
    kegiatan: str
    scope: str
    judul_kegiatan: str
    langkah_awal: str
    langkah_utama: str
    langkah_akhir: str
    steps: tuple[WorksheetStep, ...]


@dataclass(frozen=True, slots=True)
class ServiceHead:
    """What stands around a service list: the chapter, the list's own title and its *Spesifik* line."""

    section: str
    title: str
    specific: str


@dataclass(frozen=True, slots=True)
class Sop:
    """One revision of an SOP. ``label`` is the short name on tabs and cards."""

    key: str
    label: str
    nomor: str | None
    nama: str
    revision: int
    steps: tuple[Step, ...]
    identity: Identity | None
    worksheet: Worksheet | None
    service: tuple[str, ...] | None
    notes: tuple[Note, ...]
    other_pages: tuple[Identity, ...] = ()
    period: PeriodKind | None = None
    letter_code: str = ""
    title_hint: str = ""  # with {tahun} and {bulan}
    subject_hint: str = ""  # what the cover letter sends, with {tahun}, {bulan} and {kecamatan}
    addressee_hint: str = ""  # with {kabupaten}
    checklist: tuple[str, ...] = ()  # what is done after the signature
    strategic: bool = False  # a Plt. or Plh. who signs it is warned (norms 6)
    first_of_year_only: tuple[int, ...] = ()  # steps that only the year's first dossier has (rules 12)
    answer_by_nature: bool = False  # no mutu baku: due by the nature of the letter (rules 20)
    service_head: ServiceHead | None = None
    table_head: tuple[tuple[str, ...], ...] = ()  # the two head rows of the table, cell by cell
    letter: str = ""  # the kind of letter that its dossiers send; empty for a cover letter

    def step(self, no: int) -> Step:
        """The step numbered ``no`` (from 1); IndexError if there is none."""
        if not 1 <= no <= len(self.steps):
            raise IndexError(no)
        return self.steps[no - 1]

    @property
    def last(self) -> int:
        """The number of the last step."""
        return len(self.steps)
