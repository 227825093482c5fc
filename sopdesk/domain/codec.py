"""Frozen dataclasses to JSON text and back, exactly: what is stored of a letter prints the same again."""

import base64
import json
import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_json(value: object) -> str:
    """The value as JSON on one line, its keys sorted. ``TypeError`` for what has no such form."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(cls: type[T], text: str) -> T:
    """The value of class ``cls`` written in ``text``.

    A field that the text lacks takes its default, so that letters of an earlier release can be read.
    Raises ``ValueError`` when the text is no JSON, names an unknown field or holds a value of another type.
    """
    made: T = _made(cls, json.loads(text))
    return made


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _made(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        (kind,) = (arm for arm in get_args(kind) if arm is not types.NoneType)
        return _made(kind, value)
    if origin is tuple:
        if not isinstance(value, list):
            raise ValueError("a list is missing")
        return tuple(_made(get_args(kind)[0], item) for item in value)
    if is_dataclass(kind):
        return _dataclass(kind, value)
    if issubclass(kind, Enum):
        return kind(value)
    if kind in (date, datetime):
        return kind.fromisoformat(value) if isinstance(value, str) else _wrong(kind)
    if kind is bytes:
        return base64.b64decode(value, validate=True) if isinstance(value, str) else _wrong(kind)
    if kind is float and type(value) is int:
        return float(value)
    return value if type(value) is kind else _wrong(kind)


def _dataclass(kind: Any, value: Any) -> Any:
    if not isinstance(value, dict):
        raise ValueError(f"a {kind.__name__} is missing")
    hints = get_type_hints(kind)
    unknown = sorted(set(value) - {f.name for f in fields(kind)})
    if unknown:
        raise ValueError(f"{kind.__name__} has no {unknown[0]}")
    try:
        return kind(**{name: _made(hints[name], part) for name, part in value.items()})
    except TypeError as error:
        raise ValueError(str(error)) from error


def _wrong(kind: type) -> Any:
    raise ValueError(f"a {kind.__name__} is missing")
