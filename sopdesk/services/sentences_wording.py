"""What is said of a mistake in a wording: the place, what is wrong there, what is right."""

from collections.abc import Mapping
from typing import Any


def template_mistake(data: Mapping[str, Any]) -> str:
    """The sentence for ``Rule.BAD_TEMPLATE``."""
    place = f"Baris {data.get('line')}, huruf {data.get('column')}"
    known = ", ".join(map(str, data.get("known", ()))) or "tidak ada"
    match data.get("why"):
        case "unknown":
            return f"{place}: isian “{data.get('token')}” tidak dikenal. Yang ada: {known}."
        case "open":
            return f"{place}: kurung kurawal belum ditutup. Tutuplah, atau tulis dua kali bila kurungnya sendiri."
        case "close":
            return f"{place}: ada kurung kurawal tutup tanpa pembuka. Hapus, atau tulis dua kali."
        case "empty":
            return "Susunan kata masih kosong. Isilah, atau kembalikan bawaannya."
        case "long":
            return f"Susunan kata terlalu panjang. Ringkaslah sampai paling banyak {data.get('limit')} huruf."
        case _:
            return f"{place}: ada huruf yang tidak dapat dicetak. Hapus huruf itu."
