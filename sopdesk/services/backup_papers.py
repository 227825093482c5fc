"""The minutes of a backup: what was copied where, with the fingerprints that prove it (norms 7)."""

from sopdesk.domain.dates import long_date, long_moment
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.letters import LINE_LIMIT, Signer
from sopdesk.domain.officials import holder
from sopdesk.domain.overviews import BeritaAcara
from sopdesk.domain.signing import Form, signer
from sopdesk.domain.sop import Desk
from sopdesk.services.backup_places import FOLDER as OWN
from sopdesk.services.backup_places import Found, backups_in, find_second, keeping
from sopdesk.services.backup_rounds import NOBODY
from sopdesk.services.backups import BACKUP
from sopdesk.services.letters import layout_of, signer_of
from sopdesk.services.office import Known, Office
from sopdesk.services.paper import Paper, title_of
from sopdesk.services.printing import kop_of
from sopdesk.services.sentences_backup import size_words
from sopdesk.store.log import Entry
from sopdesk.store.sealed import is_sealed

BERITA_ACARA = "berita-acara"
CADANGAN = "cadangan"
"""The option of the order that asks for these minutes."""
_HEAD = ("Uraian", "Keterangan")


def minutes_of_backup(office: Office) -> Paper:
    """The Berita Acara of the newest backup in the data folder. Raises Refused(BAD_VALUE) where there is none."""
    from sopdesk.papers import berita_acara as drawn

    found = newest_logged(office)
    if found is None:
        raise Refused(
            Rule.BAD_VALUE, field="backup_file", reason="belum ada cadangan yang dibuat di komputer ini"
        )
    backup, entry = found
    known = office.look()
    made = drawn.render(_minutes(office, known, backup, entry), layout_of(known, BERITA_ACARA))
    when = known.local(backup.manifest.when)
    name = f"{BERITA_ACARA}-cadangan-{when:%Y%m%d-%H%M}.pdf"
    return Paper(BERITA_ACARA, title_of(BERITA_ACARA), made.pdf, made.missing, file_name=name)


def newest_logged(office: Office) -> tuple[Found, Entry] | None:
    """The newest backup in the data folder that the log knows, with its entry; None where there is none."""
    there = {f.path.name: f for f in backups_in(office.folder / OWN, keeping(office.folder).closing_key)}
    with office.store.read() as unit:
        for entry in unit.log.newest_of(BACKUP):
            if (name := str(entry.body.get("file"))) in there:
                return there[name], entry
    return None


def _minutes(office: Office, known: Known, backup: Found, entry: Entry) -> BeritaAcara:
    profile, manifest = known.profile, backup.manifest
    when = known.local(manifest.when)
    second = find_second(keeping(office.folder))
    copied = second is not None and (second / backup.path.name).is_file()
    made_by = "secara otomatis" if entry.actor == NOBODY else f"oleh {entry.actor}"
    opening = (
        f"Pada tanggal {long_date(when.date())} di Kecamatan {profile.kecamatan or '…'} telah dibuat cadangan data "
        f"SOP Desk {made_by} dengan keadaan sebagai berikut:"
    )
    paragraphs = [
        "Cadangan memuat seluruh data kantor, lampiran, dan pengaturan. Sesudah ditulis, cadangan dibuka kembali dan "
        "setiap bagiannya diperiksa; isinya sama dengan data kantor pada saat itu.",
        f"Cadangan disimpan di folder data komputer kantor{' dan di tempat kedua' if copied else ''}.",
    ]
    if manifest.missing or manifest.changed:
        paragraphs.append(
            f"{len(manifest.missing)} lampiran tidak ditemukan dan {len(manifest.changed)} lampiran berubah "
            "di folder data sebelum cadangan dibuat."
        )
    return BeritaAcara(
        kop=kop_of(office, known),
        title="BERITA ACARA CADANGAN DATA",
        number="",
        opening=opening,
        paragraphs=tuple(paragraphs),
        head=_HEAD,
        rows=_rows(known, backup, entry, str(second) if copied else ""),
        closing="Demikian berita acara ini dibuat untuk dipergunakan sebagaimana mestinya.",
        place=profile.place or profile.kecamatan or "…",
        day=when.date(),
        signers=(_maker(known, backup, entry), _of_desk(known, Desk.SEKCAM, "SEKRETARIS KECAMATAN", backup)),
        witnesses=(signer_of(known, Form.LANGSUNG, when.date()),),
        log_hash=manifest.head_hash,
    )


def _rows(known: Known, backup: Found, entry: Entry, second: str) -> tuple[tuple[str, ...], ...]:
    manifest = backup.manifest
    counts = entry.body.get("counts")
    told = counts if isinstance(counts, dict) else {}
    rows = [
        ("Nama file", backup.path.name),
        ("Waktu", long_moment(known.local(manifest.when))),
        ("Ukuran", size_words(backup.size)),
        ("Isi", f"{told.get('dossiers', 0)} berkas, {told.get('letters', 0)} baris buku agenda, "
                f"{told.get('files', 0)} lampiran, {manifest.head_seq} catatan"),
        ("Kata sandi", "Dipakai" if _is_closed(backup) else "Tidak dipakai"),
        ("Tempat kedua", second or "Nihil"),
        ("Sidik file (SHA-256)", str(entry.body.get("digest", ""))),
    ]  # fmt: skip
    return tuple(rows)


def _is_closed(backup: Found) -> bool:
    with backup.path.open("rb") as source:
        return is_sealed(source)


def _maker(known: Known, backup: Found, entry: Entry) -> Signer:
    """Who keeps the archive: Bagian Umum's official, or the clerk who made the backup."""
    if holder(known.appointments, Desk.BAGIAN_UMUM, known.local(backup.manifest.when).date()) is None:
        # A program signs nothing: whoever keeps the file writes the name.
        return Signer(("PETUGAS CADANGAN DATA,",), "" if entry.actor == NOBODY else entry.actor[:LINE_LIMIT])
    return _of_desk(known, Desk.BAGIAN_UMUM, "BAGIAN UMUM", backup)


def _of_desk(known: Known, desk: Desk, title: str, backup: Found) -> Signer:
    found = holder(known.appointments, desk, known.local(backup.manifest.when).date())
    return signer(Form.LANGSUNG, [found]) if found else Signer((f"{title},",), "")
