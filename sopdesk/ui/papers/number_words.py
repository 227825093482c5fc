"""What is said of the next number before it is taken."""

from datetime import date

from sopdesk.domain.dates import short_date
from sopdesk.services.next_number import NextNumber


def hint_words(found: NextNumber, day: date, today: date, *, inserted: bool) -> tuple[str, bool]:
    """The hint below the number, and whether it warns: it cannot be taken like this, or hardly is meant so."""
    if inserted:
        if not found.known:
            return f"Nomor {found.urut} belum pernah diberikan tahun {found.year}.", True
        if not found.insert:
            return "Sebutkan nomor yang disisipi.", False
        return f"Nomor sisipan berikut setelah {found.urut}: {found.shown}. Nomor urut tidak bergeser.", False
    if found.closed:
        return f"Buku agenda tahun {found.year} sudah ditutup. Hanya nomor sisipan yang masih dapat.", True
    if found.last_date is not None and day < found.last_date:
        return (
            f"Nomor {found.last} sudah bertanggal {short_date(found.last_date)}. "
            "Untuk tanggal yang lebih awal gunakan nomor sisipan.",
            True,
        )
    if found.last_date is None:
        said = f"Nomor berikut: {found.shown}, yang pertama tahun {found.year}."
    else:
        last = f"nomor terakhir {found.last} tanggal {short_date(found.last_date)}"
        said = f"Nomor berikut: {found.shown} · {last}."
    if day > today:
        # A slip of the day closes the book to every letter before it.
        said += (
            f" Tanggal itu belum tiba: nomor untuk hari sebelum {short_date(day)} nanti hanya dapat sisipan."
        )
    return said, day > today


def reserved_words(found: NextNumber, number: int | None) -> tuple[str, bool]:
    """The hint for a reserved number."""
    if number is None:
        return "Pilih nomor yang dicadangkan untuk surat ini.", False
    whom = dict(found.reserved).get(number, "")
    return f"Dicadangkan untuk {whom}. Nomor urut tidak bergeser.", False


def written_words(found: NextNumber, number: int | None, day: date) -> tuple[str, bool]:
    """The hint for a number that is on the letter already."""
    following = found.last + 1
    if found.closed:
        return f"Buku agenda tahun {found.year} sudah ditutup. Hanya nomor sisipan yang masih dapat.", True
    if number is None:
        return f"Ketik nomor urut yang tertulis. Nomor berikut menurut buku: {following}.", False
    if number < following:
        return (
            f"Nomor {number} sudah ada di buku; hanya dapat bila dicadangkan atau dicatat dipakai di luar aplikasi.",
            True,
        )
    if found.last_date is not None and day < found.last_date:
        return f"Nomor {found.last} sudah bertanggal {short_date(found.last_date)}.", True
    if number == following:
        return "Sama dengan nomor berikut menurut buku.", False
    between = f"{following}" if number == following + 1 else f"{following}–{number - 1}"
    return (
        f"Nomor {between} belum ada di buku dan dicatat sebagai dipakai di luar aplikasi dengan alasan ini.",
        True,
    )
