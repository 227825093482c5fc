"""A percentage as it is typed or sent."""

from decimal import Decimal, InvalidOperation

from sopdesk.domain.errors import Refused, Rule

_LIMIT = 20  # characters


def clean_percent(key: str, value: object) -> str:
    """The percentage of the field ``key``, 0 to 100, in plain figures. Raises Refused(BAD_VALUE)."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise Refused(Rule.BAD_VALUE, field=key, value=value)
    try:
        written = str(value).strip().replace(",", ".")
        number = Decimal(written)
    except (InvalidOperation, ValueError):
        raise Refused(Rule.BAD_VALUE, field=key, value=value) from None
    # More digits would be rounded, or written out by the million: "1e-999999" is a short text.
    if len(written) > _LIMIT or not number.is_finite() or not 0 <= number <= 100 or _tiny(number):
        raise Refused(Rule.BAD_VALUE, field=key, value=value)
    return f"{abs(number).normalize():f}"


def _tiny(number: Decimal) -> bool:
    return number != 0 and number.adjusted() < -_LIMIT
