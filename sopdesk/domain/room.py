"""How much text a paper has room for."""

from sopdesk.domain.errors import Refused, Rule

TEXT_LIMIT = 500  # a subject, a title, a note
LINE_LIMIT = 160  # a name, a rank, a line of an address
BLOCK_LIMIT = 400  # the lines of a block together
SHORT_LINE = 40  # what even a short line of a block counts, so that it has at most ten
NAME_LIMIT = 60  # the name of a place
NUMBER_LIMIT = 80  # a letter number, a hash
BODY_LIMIT = 20_000  # the text of a letter


def block_size(lines: tuple[str, ...]) -> int:
    """What the lines of a block count against BLOCK_LIMIT."""
    return sum(max(len(line), SHORT_LINE) for line in lines)


def within(limit: int, **texts: str | tuple[str, ...]) -> None:
    """Refuse (BAD_TEXT naming the field) a text or a block of lines that is longer than ``limit``."""
    for field, text in texts.items():
        size = len(text) if isinstance(text, str) else block_size(text)
        if size > limit:
            raise Refused(Rule.BAD_TEXT, field=field, limit=limit)
