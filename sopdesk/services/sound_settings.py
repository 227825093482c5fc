"""What the office has set, where the database cannot give it any more: one spoiled value is no reason to close.

The log has each setting as it was saved, so that is what takes the place of a spoiled one; else the usual value does.
What is spoiled stays as it is until it is saved anew.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sopdesk.domain.calendar import Calendar
from sopdesk.domain.classification import CHOICES
from sopdesk.domain.codec import from_json
from sopdesk.domain.errors import Refused, Trouble
from sopdesk.domain.layout import Layout
from sopdesk.domain.numbers import Numbering
from sopdesk.domain.profile import ZONES
from sopdesk.domain.sop import Sop
from sopdesk.domain.sop_file import read_sop
from sopdesk.store.catalogue import shipped
from sopdesk.store.store import Unit

SopKey = tuple[str, int]
_WRONG: Final = (AttributeError, KeyError, TypeError, ValueError, OverflowError, RecursionError, Refused)
_ASKED: Final = 50  # entries of the log that are looked through for the last one with the whole value


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A setting that cannot be read. ``from_log``: what is used is what was saved last, not the usual value."""

    name: str
    from_log: bool


def sound_settings(unit: Unit) -> tuple[dict[str, Any], tuple[Spoiled, ...]]:
    """Every setting that can be used, and which of them are not what the database has. Raises Trouble."""
    kept, unreadable = unit.office.read_settings()
    bad = [*unreadable, *(name for name, value in kept.items() if not is_sound(name, value))]
    spoiled = []
    for name in sorted(bad):
        kept.pop(name, None)
        found, value = _last_saved(unit, name)
        if found:
            kept[name] = value
        spoiled.append(Spoiled(name, found))
    return kept, tuple(spoiled)


def is_sound(name: str, value: object) -> bool:
    """Whether the program could have saved ``value`` under that name."""
    judge = JUDGES.get(name)
    try:
        return judge is None or judge(value) is not False
    except _WRONG:
        return False


def _last_saved(unit: Unit, name: str) -> tuple[bool, Any]:
    for entry in unit.log.newest_of(name, _ASKED):
        if "value" in entry.body:
            value = entry.body["value"]
            return (True, value) if name in JUDGES and is_sound(name, value) else (False, None)
    return False, None


def sound_sops(texts: Mapping[SopKey, str]) -> tuple[dict[SopKey, Sop], tuple[SopKey, ...]]:
    """The SOPs of the office, and those whose text is spoiled.

    A revision that ships is read from the program again. In the place of another stands the newest one of the same
    SOP that can be read, so that its dossiers can be opened. Raises Refused(BAD_SOP) where there is none.
    """
    read: dict[SopKey, Sop] = {}
    failed: dict[SopKey, Refused] = {}
    for (key, revision), text in texts.items():
        try:
            read[key, revision] = read_sop(text, f"{key}.json")
        except Refused as bad:
            failed[key, revision] = bad
    if not failed:
        return read, ()
    came = _shipped()
    for (key, revision), reason in failed.items():
        stand_ins = sorted((r for k, r in read if k == key and (k, r) not in failed), reverse=True)
        found = came.get(key)
        if found is not None and found.revision == revision:
            read[key, revision] = found
        elif stand_ins or found is not None:
            stand_in = read[key, stand_ins[0]] if stand_ins else found
            assert stand_in is not None
            read[key, revision] = replace(stand_in, revision=revision)
        else:
            raise reason
    return read, tuple(sorted(failed))


def is_shipped(key: SopKey) -> bool:
    """Whether the program brought this revision, and can read it again."""
    found = _shipped().get(key[0])
    return found is not None and found.revision == key[1]


def _shipped() -> Mapping[str, Sop]:
    try:
        return {sop.key: sop for sop in shipped()}
    except (Refused, Trouble):
        return {}  # told by the opening itself


def spoiled_problems(spoiled: Sequence[Spoiled], sops: Sequence[SopKey]) -> Iterator[str]:
    """What ``verify`` tells of them."""
    for each in spoiled:
        used = "isi yang terakhir disimpan" if each.from_log else "isi bawaan"
        yield f"{setting_name(each.name)}: isinya di database rusak, yang dipakai {used}."
    for key, revision in sops:
        yield f"SOP {key} revisi {revision}: naskahnya di database rusak."


def _profile(value: Any) -> bool:
    texts = {k: v for k, v in value.items() if k != "address_lines"}
    lines = value.get("address_lines", [])
    known_zone = value.get("zone", "WIB") in ZONES
    return known_zone and all(isinstance(v, str) for v in texts.values()) and _texts(lines)


def _calendar(value: Any) -> bool:
    Calendar.from_json(value)
    return True


def _of(kind: type) -> Callable[[Any], bool]:
    def judge(value: Any) -> bool:
        from_json(kind, json.dumps(value))
        return isinstance(value, dict)

    return judge


def _layouts(value: Any) -> bool:
    layout = _of(Layout)
    return all(layout(each) for each in value.values())


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _text_lists(value: Any) -> bool:
    return all(_texts(each) for each in value.values())


def _texts_by_name(value: Any) -> bool:
    return all(isinstance(each, str) for each in value.values())


def _whole_numbers(value: Any) -> bool:
    return all(type(each) is int and each > 0 for each in value.values())


def _answer_times(value: Any) -> bool:
    return set(value) <= {"sangat_segera_hours", "segera_hours", "biasa_days"} and _whole_numbers(value)


def _stamp(value: Any) -> bool:
    return isinstance(value["picture"], str) and type(value["diameter"]) in (int, float)


def _pins(value: Any) -> bool:
    return type(value["on"]) is bool and type(value["idle"]) is int


def _notes(value: Any) -> bool:
    return type(value["by_hand"]) is bool


def _code_lists(value: Any) -> bool:
    return value in CHOICES


def _monitoring(value: Any) -> bool:
    return set(value) == {"good", "least"} and _whole_numbers(value)


def _label_sheet(value: Any) -> bool:
    from sopdesk.domain.forms import LabelSheet  # late: it comes with every form, and the start prints none

    return _of(LabelSheet)(value)


def _envelope(value: Any) -> bool:
    from sopdesk.domain.forms import EnvelopeSize

    return value in set(EnvelopeSize)


JUDGES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "profile": _profile,
    "calendar": _calendar,
    "reasons": _text_lists,
    "layout": _of(Layout),
    "layouts": _layouts,
    "numbering": _of(Numbering),
    "answer_times": _answer_times,
    "disposition": _text_lists,
    "code_lists": _code_lists,
    "sop_codes": _texts_by_name,
    "stamp": _stamp,
    "notes": _notes,
    "label_sheet": _label_sheet,
    "envelope": _envelope,
    "wording": _texts_by_name,
    "pins": _pins,
    "monitoring": _monitoring,
}
"""Each raises or says False for a value that the program never saves; by the name of the setting."""

_WORDS: Final[Mapping[str, str]] = {
    "profile": "Profil kantor",
    "calendar": "Kalender dan jam kerja",
    "reasons": "Daftar alasan",
    "layout": "Kertas dan margin",
    "layouts": "Margin tiap naskah",
    "numbering": "Penomoran",
    "answer_times": "Batas waktu jawaban",
    "disposition": "Daftar instruksi disposisi",
    "code_lists": "Daftar kode klasifikasi",
    "sop_codes": "Kode tiap SOP",
    "stamp": "Gambar stempel",
    "notes": "Penomoran nota dinas",
    "label_sheet": "Lembar label",
    "envelope": "Ukuran amplop",
    "wording": "Susunan kata surat",
    "pins": "Aturan PIN",
    "monitoring": "Ambang pemantauan SOP",
    "version": "Penanda perubahan",
}

_BY_ITSELF: Final = frozenset({"reasons", "notes", "version"})
"""What the program remembers by itself, and writes anew at the next occasion."""


def setting_name(name: str) -> str:
    """What the setting is called on the screen; its own name for one that nobody sees."""
    return _WORDS.get(name, f"Pengaturan {name}")


def spoiled_words(spoiled: Sequence[Spoiled], sops: Sequence[SopKey]) -> str:
    """What is told when the office opens: what is spoiled, what is used in its place, and what to do. Or nothing."""
    told = []
    for from_log, used in ((True, "isi yang terakhir disimpan"), (False, "isi bawaan")):
        names = [setting_name(each.name) for each in spoiled if each.from_log is from_log]
        if names:
            told.append(f"Pengaturan rusak: {', '.join(names)}. Yang dipakai {used}.")
    if any(each.name not in _BY_ITSELF for each in spoiled):
        told.append("Periksa lalu simpan lagi di Pengaturan.")
    again = [f"{key} revisi {revision}" for key, revision in sops if is_shipped((key, revision))]
    other = [f"{key} revisi {revision}" for key, revision in sops if not is_shipped((key, revision))]
    if again:
        told.append(f"Naskah SOP rusak dan dibaca lagi dari program: {', '.join(again)}.")
    if other:
        told.append(
            f"Naskah SOP rusak: {', '.join(other)}. Berkasnya tampil menurut revisi lain. "
            "Pulihkan dari cadangan bila langkahnya tidak cocok."
        )
    return " ".join(told)
