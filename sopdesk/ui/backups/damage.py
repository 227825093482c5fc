"""The page of a damaged office: the newest good backup, what it lacks, and saving what can still be read."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sopdesk.domain.dates import long_moment
from sopdesk.services.salvage import Prospect, Rescued, prospect, rescue
from sopdesk.ui.backups.run import Run
from sopdesk.ui.errors import Refused, Trouble, sentence
from sopdesk.ui.kit.empty import EmptyState
from sopdesk.ui.kit.notice import Notice, Tone
from sopdesk.ui.kit.theme import theme_of
from sopdesk.ui.kit.tokens import Size
from sopdesk.ui.papers.work import Tell, Work

_TITLE = "Data kantor rusak"
_SEARCHING = "Mencari cadangan terbaru yang baik …"
_NOTHING = "Sesudah cadangan itu tidak ada catatan yang masih terbaca."


class DamagedPage(EmptyState):
    """``restore_requested`` carries the path of the backup that was found, None where one is to be picked.

    ``again_requested`` asks to open the office once more. The office is not open while this page is shown.
    """

    restore_requested = Signal(object)
    again_requested = Signal()

    def __init__(
        self, folder: Path, words: str, clock: Callable[[], datetime], zone: tzinfo, host: QWidget
    ) -> None:
        super().__init__("triangle-alert", _TITLE, words, "Pulihkan dari cadangan …")
        self._folder = folder
        self._words = words
        self._clock = clock
        self._zone = zone
        self._best: Path | None = None
        self.found = Notice(_SEARCHING)
        self.save = self.add_way("Selamatkan catatan …")
        self.again = self.add_way("Coba lagi")
        self.add_below(self.found)
        theme_of(self).changed.connect(self._fit)
        self._fit()
        self._run = Run(host)
        self._work: Work | None = Work(partial(_looked, folder), self)
        self._work.ready.connect(self._on_found)
        self._work.failed.connect(self._on_not_found)
        self.action_requested.connect(self._on_restore)
        self.save.clicked.connect(self._on_save)
        self.again.clicked.connect(self.again_requested)
        self._run.ready.connect(self._on_saved)
        self._run.failed.connect(self._on_not_saved)
        self._work.start()

    @property
    def is_looking(self) -> bool:
        """Whether backups are still being looked through."""
        return self._work is not None

    def stop(self) -> None:
        """Stop looking: the page goes."""
        if self._work is not None:
            self._work.end()
            self._work = None
        self._run.end()

    def _on_found(self, found: Prospect) -> None:
        self._work = None
        self._best = found.backup.path if found.backup else None
        self._tell(prospect_words(found, self._zone), Tone.INFO if found.backup else Tone.WARNING)

    def _on_not_found(self, error: Refused | Trouble) -> None:
        self._work = None
        self._tell(sentence(error), Tone.WARNING)

    def _tell(self, words: str, tone: Tone) -> None:
        self.found.say(words, tone)
        self._fit()

    def _fit(self) -> None:
        width = theme_of(self).px(Size.DIALOG_WIDE)
        # Centred, a notice that wraps would be given one line's height only.
        self.found.setFixedSize(width, self.found.heightForWidth(width))

    def _on_restore(self) -> None:
        self.restore_requested.emit(self._best)

    def _on_save(self) -> None:
        task = partial(_saved, self._folder, self._clock, self._zone)
        self._run.start("Menyelamatkan catatan", "Data yang rusak hanya dibaca, tidak diubah.", task)

    def _on_saved(self, found: Rescued) -> None:
        self._tell(rescued_words(found), Tone.GOOD)

    def _on_not_saved(self, error: Refused | Trouble) -> None:
        self._tell(sentence(error), Tone.WARNING)


def prospect_words(found: Prospect, zone: tzinfo) -> str:
    """What can be had back, in plain words."""
    if found.backup is None:
        words = (
            "Tidak ditemukan cadangan yang baik di komputer ini. Pasang flash disk cadangan, lalu coba lagi."
        )
        if found.entries:
            words += f" Di data yang rusak masih terbaca {found.entries} catatan: pilih Selamatkan catatan."
        return words
    made = long_moment(found.backup.manifest.when.astimezone(zone))
    words = f"Cadangan terbaru yang baik: {made}, sudah diperiksa. "
    if not found.entries:
        return words + _NOTHING
    lost = f"{found.entries} catatan"
    if found.dossiers:
        lost += f" pada {found.dossiers} berkas"
    if found.numbers:
        lost += f", termasuk {found.numbers} nomor surat"
    last = f" (terakhir {long_moment(found.newest.astimezone(zone))})" if found.newest else ""
    if found.numbers:
        last += ","
    return f"{words}Sesudah itu {lost}{last} tidak ada di cadangan. Pilih Selamatkan catatan agar dapat dicatat ulang."


def rescued_words(found: Rescued) -> str:
    """What was saved, and where."""
    words = (
        f"{found.entries} catatan, {found.dossiers} berkas, dan {found.lines} baris buku agenda disimpan di "
        f"{found.path}."
    )
    if found.bad_pages:
        words += f" {found.bad_pages} bagian tidak terbaca seluruhnya."
    return words


def _looked(folder: Path, tell: Tell) -> Prospect:
    return prospect(folder, tell)


def _saved(folder: Path, clock: Callable[[], datetime], zone: tzinfo, tell: Tell) -> Rescued:
    return rescue(folder, now=clock(), zone=zone, progress=tell)
