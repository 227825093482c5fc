"""Dossiers on their way with the mouse, in a form that only the board reads."""

import json
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QByteArray, QMimeData

MIME: Final = "application/x-sopdesk-berkas"


def dragged(ids: Sequence[int]) -> QMimeData:
    """What carries these dossiers."""
    data = QMimeData()
    data.setData(MIME, QByteArray(json.dumps(list(ids)).encode("ascii")))
    return data


def dropped_ids(data: QMimeData) -> list[int]:
    """The dossiers that are being dragged; empty for anything else."""
    if not data.hasFormat(MIME):
        return []
    ids: list[int] = json.loads(bytes(data.data(MIME).data()))
    return ids
