"""Text on its way to a server, which takes every character but one."""

from typing import Any, Final

import psycopg
from psycopg.adapt import AdaptersMap
from psycopg.types.string import StrDumperUnknown


class _Text(StrDumperUnknown):
    """What people may keep is cleaned before; what they ask for with a NUL in it is like nothing that is kept."""

    def dump(self, obj: str) -> Any:
        """With the sign of a character that cannot be shown in the place of each NUL."""
        return super().dump(obj.replace("\0", "\ufffd"))


ADAPTERS: Final = AdaptersMap(psycopg.adapters)
"""Given to each connection as its context."""
ADAPTERS.register_dumper(str, _Text)
