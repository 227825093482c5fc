"""What a year of incoming letters comes to, in words."""

from sopdesk.services.agenda_views import AgendaYear, whole_words


def sum_words(shown: AgendaYear) -> str:
    """A line for each series: how many letters, the last number, whether none is missing."""
    said = []
    for each in shown.sums:
        words = f"{each.lines} surat · terakhir nomor {each.last}"
        if each.void:
            words += f" · {each.void} batal"
        said.append(words if each.missing else f"{words}  ·  {whole_words(each)}")
    return "\n".join(said)


def gap_words(shown: AgendaYear) -> str:
    """The numbers that no line explains, empty when the book is whole."""
    return " ".join(whole_words(each) for each in shown.sums if each.missing)
