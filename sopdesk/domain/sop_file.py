"""Reads the text of an SOP file into an ``Sop``; anything unclear is refused with its line and the reason."""

import json
import re
from contextlib import suppress
from dataclasses import MISSING, asdict
from dataclasses import fields as fields_of_class
from fractions import Fraction
from functools import partial
from typing import Final

from sopdesk.domain import sop_fields as read
from sopdesk.domain.duration import Duration
from sopdesk.domain.errors import Refused, Rule
from sopdesk.domain.json_places import Node, UnreadableError, parse, parse_without_places
from sopdesk.domain.sop import (
    Ask,
    Desk,
    Identity,
    Kind,
    Note,
    PeriodKind,
    ServiceHead,
    Sop,
    Step,
    Worksheet,
    WorksheetStep,
)

MOST_STEPS: Final = 60

_KEY = re.compile(r"[a-z][a-z0-9_-]{0,31}")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LISTS: Final = ("dasar_hukum", "keterkaitan", "peringatan", "kualifikasi", "peralatan", "pencatatan")
_PARTS: Final = ("awal", "utama", "akhir")
_LETTERS: Final = ("", "surat-pengantar", "surat-balasan")
_STEP: Final = tuple(name for name in Step.__slots__ if name != "duration")
# The order in a file: what the SOP is, the source's own pages, then what was added to them.
_ORDER: Final = (
    "key", "label", "nomor", "nama", "revision", "period", "letter", "letter_code", "title_hint",
    "subject_hint", "addressee_hint", "strategic", "first_of_year_only", "answer_by_nature", "identity", "worksheet",
    "table_head", "steps", "service_head", "service", "checklist", "other_pages", "notes",
)  # fmt: skip
_SPARE: Final = frozenset(field.name for field in fields_of_class(Sop) if field.default is not MISSING)


def read_sop(text: str, file: str) -> Sop:
    """The SOP that ``text`` describes; ``file`` is only named in a refusal.

    Raises:
        Refused: BAD_SOP with ``file``, ``line`` (from 1) and ``reason`` (an Indonesian fragment).
    """
    quick = parse_without_places(text)
    if quick is not None:
        with suppress(UnreadableError):
            return _sop(quick)
    try:
        return _sop(parse(text))
    except UnreadableError as bad:
        raise Refused(Rule.BAD_SOP, file=file, line=bad.line, reason=bad.reason) from bad


def to_json(sop: Sop) -> dict[str, object]:
    """What ``sop show --json`` prints; null in ``min``, ``max``, ``unit`` where one unit cannot say it."""
    shown: dict[str, object] = {
        "key": sop.key,
        "nomor": sop.nomor,
        "nama": sop.nama,
        "revision": sop.revision,
        "identity": asdict(sop.identity) if sop.identity else None,
        "worksheet": asdict(sop.worksheet) if sop.worksheet else None,
        "steps": [_step_shown(step) for step in sop.steps],
        "service": None if sop.service is None else list(sop.service),
        "notes": [{"code": note.code, "text": note.placed} for note in sop.notes],
    }
    if sop.other_pages:
        shown["other_pages"] = [asdict(page) for page in sop.other_pages]
    return shown


def to_file_text(sop: Sop) -> str:
    """The text of a file that ``read_sop`` reads back into an equal SOP."""
    found = asdict(sop)
    for step in found["steps"]:
        del step["duration"]  # it is read from waktu
    # Most SOPs send a surat pengantar and say nothing of it; offices have their files without the word.
    written = {name: found[name] for name in _ORDER if name != "letter" or found[name]}
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n"


def _step_shown(step: Step) -> dict[str, object]:
    low, high, unit = (step.duration and step.duration.single_unit) or (None, None, None)
    return {
        "no": step.no,
        "kegiatan": step.kegiatan,
        "kelengkapan": step.kelengkapan,
        "waktu": step.waktu,
        "output": step.output,
        "keterangan": step.keterangan,
        "desk": step.desk.value,
        "kind": step.kind.value,
        "return_to": step.return_to,
        "min": _plain(low),
        "max": _plain(high),
        "unit": unit.value if unit else None,
    }


def _plain(amount: Fraction | None) -> int | float | None:
    if amount is None:
        return None
    return amount.numerator if amount.denominator == 1 else float(amount)


def _sop(node: Node) -> Sop:
    fields = read.fields_of(node, _ORDER, spare=_SPARE)
    steps = _steps(fields["steps"])
    skipped = partial(_skipped, last=len(steps))
    sop = Sop(
        key=read.matched(fields["key"], _KEY),
        label=read.text(fields["label"], most=read.MOST_SHORT, empty=False),
        nomor=read.maybe(fields["nomor"], _filled),
        nama=_filled(fields["nama"]),
        revision=read.number(fields["revision"], range(1, 10_000)),
        steps=steps,
        identity=read.maybe(fields["identity"], _identity),
        worksheet=read.maybe(fields["worksheet"], _worksheet),
        service=read.maybe(fields["service"], read.texts),
        notes=read.each(fields["notes"], _note),
        other_pages=read.optional(fields, "other_pages", _identities, ()),
        period=read.optional(fields, "period", _period, None),
        letter_code=read.optional(fields, "letter_code", _short, ""),
        title_hint=read.optional(fields, "title_hint", read.hint, ""),
        subject_hint=read.optional(fields, "subject_hint", read.hint, ""),
        addressee_hint=read.optional(fields, "addressee_hint", read.hint, ""),
        checklist=read.optional(fields, "checklist", read.texts, ()),
        strategic=read.optional(fields, "strategic", read.flag, False),
        first_of_year_only=read.optional(fields, "first_of_year_only", skipped, ()),
        answer_by_nature=read.optional(fields, "answer_by_nature", read.flag, False),
        service_head=read.optional(fields, "service_head", _service_head, None),
        table_head=read.optional(fields, "table_head", _head, ()),
        letter=read.optional(fields, "letter", _letter, ""),
    )
    if sop.identity and sop.identity.nomor != sop.nomor:
        read.refuse(fields["nomor"], "nomor SOP berbeda dari halaman identitas")
    if sop.identity and sop.identity.nama != sop.nama:
        read.refuse(fields["nama"], "nama SOP berbeda dari halaman identitas")
    return sop


def _filled(node: Node) -> str:
    return read.text(node, empty=False)


def _short(node: Node) -> str:
    return read.text(node, most=read.MOST_SHORT)


def _letter(node: Node) -> str:
    kind = _short(node)
    if kind not in _LETTERS:
        read.refuse(node, f"jenis surat “{kind}” tidak dikenal")
    return kind


def _period(node: Node) -> PeriodKind | None:
    return None if node.value is None else read.word(node, PeriodKind)


def _identities(node: Node) -> tuple[Identity, ...]:
    return read.each(node, _identity)


def _head(node: Node) -> tuple[tuple[str, ...], ...]:
    return read.each(node, read.texts)


def _skipped(node: Node, last: int) -> tuple[int, ...]:
    """Steps that only the year's first dossier has: never the last, which sends the letter."""
    allowed = range(1, last)
    numbers = tuple(read.number(found, allowed, f"langkah sebelum {last}") for found in read.listing(node))
    if list(numbers) != sorted(set(numbers)):
        read.refuse(node, "nomor langkah harus urut dan masing-masing satu kali")
    return numbers


def _earlier(node: Node, no: int) -> int | None:
    """A step to return to, before step ``no``."""
    return None if node.value is None else read.number(node, range(1, no), f"langkah sebelum {no}")


def _asks(node: Node) -> tuple[Ask, ...]:
    asks = tuple(read.word(found, Ask) for found in read.listing(node))
    if len(set(asks)) < len(asks):
        read.refuse(node, "hal yang sama ditanyakan dua kali")
    return asks


def _steps(node: Node) -> tuple[Step, ...]:
    rows = read.listing(node, MOST_STEPS)
    if not rows:
        read.refuse(node, "SOP tanpa langkah")
    steps = tuple(_step(row, no) for no, row in enumerate(rows, start=1))
    signed = False
    for step, row in zip(steps, rows, strict=True):
        signed = signed or step.kind is Kind.TANDA_TANGAN
        if step.kind is Kind.AGENDA_KIRIM:
            # The number comes after the signature (rules 3): without one the dossier could never go on.
            if not signed:
                read.refuse(row, f"langkah {step.no} mengirim surat yang belum ditandatangani")
            signed = False
    if steps[-1].kind is not Kind.AGENDA_KIRIM:
        read.refuse(rows[-1], "langkah terakhir harus berjenis agenda_kirim")
    return steps


def _step(node: Node, no: int) -> Step:
    fields = read.fields_of(node, _STEP, spare={"asks"})
    if read.number(fields["no"], range(1, MOST_STEPS + 1)) != no:
        read.refuse(fields["no"], f"nomor langkah harus berurutan: di sini seharusnya {no}")
    desk, kind = read.word(fields["desk"], Desk), read.word(fields["kind"], Kind)
    if desk.outside != (kind is Kind.LUAR):
        read.refuse(fields["kind"], "jenis luar hanya untuk meja di luar kantor, dan sebaliknya")
    waktu = read.text(fields["waktu"], most=read.MOST_SHORT)
    try:
        duration = Duration.parse(waktu) if waktu else None
    except ValueError:
        read.refuse(fields["waktu"], f"waktu “{waktu}” tidak terbaca")
    return Step(
        no=no,
        kegiatan=read.text(fields["kegiatan"], empty=False),
        kelengkapan=read.text(fields["kelengkapan"]),
        waktu=waktu,
        output=read.text(fields["output"]),
        keterangan=read.text(fields["keterangan"]),
        desk=desk,
        kind=kind,
        brief=read.text(fields["brief"], most=read.MOST_SHORT, empty=False),
        return_to=_earlier(fields["return_to"], no),
        duration=duration,
        asks=read.optional(fields, "asks", _asks, ()),
    )


def _identity(node: Node) -> Identity:
    fields = read.fields_of(node, Identity.__slots__)
    texts = {name: read.text(found) for name, found in fields.items() if name not in _LISTS}
    lists = {name: read.texts(fields[name]) for name in _LISTS}
    return Identity(**texts, **lists)  # type: ignore[arg-type]  # the names are those of the slots


def _worksheet(node: Node) -> Worksheet:
    fields = read.fields_of(node, Worksheet.__slots__)
    texts = {name: read.text(found) for name, found in fields.items() if name not in {"no", "steps"}}
    steps = read.each(fields["steps"], _worksheet_step)
    for no, (step, row) in enumerate(zip(steps, read.listing(fields["steps"]), strict=True), start=1):
        if step.no != no:
            read.refuse(row, f"nomor langkah lembar kerja harus berurutan: di sini seharusnya {no}")
    return Worksheet(no=read.number(fields["no"], range(1, 1_000)), steps=steps, **texts)


def _worksheet_step(node: Node) -> WorksheetStep:
    fields = read.fields_of(node, WorksheetStep.__slots__)
    part = read.text(fields["part"])
    if part not in _PARTS:
        read.refuse(fields["part"], f"“{part}” bukan salah satu dari {', '.join(_PARTS)}")
    return WorksheetStep(part, read.number(fields["no"], range(1, MOST_STEPS + 1)), read.text(fields["text"]))


def _note(node: Node) -> Note:
    fields = read.fields_of(node, Note.__slots__)
    return Note(read.matched(fields["code"], _CODE), _filled(fields["text"]), read.text(fields["place"]))


def _service_head(node: Node) -> ServiceHead | None:
    if node.value is None:
        return None
    fields = read.fields_of(node, ServiceHead.__slots__)
    return ServiceHead(**{name: read.text(found) for name, found in fields.items()})
