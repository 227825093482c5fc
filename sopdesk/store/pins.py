"""PINs and recovery codes are kept closed: Argon2id from ``cryptography``, as one text with its salt."""

import hashlib
import os
from typing import Final

# The least that OWASP's password storage cheat sheet asks for: 19 MiB, two passes, one lane.
_MEMORY_KIB: Final = 19_456
_PASSES: Final = 2
_LANES: Final = 1


def closed(secret: str) -> str:
    """The secret as it is kept. Takes a tenth of a second and 19 MiB on purpose."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # late: most offices ask for no PIN

    made = Argon2id(salt=os.urandom(16), length=32, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB)
    return made.derive_phc_encoded(secret.encode("utf-8"))


def matches(kept: str, secret: str) -> bool:
    """Whether ``kept`` was made of this secret; also false for a text that is damaged."""
    from cryptography.exceptions import InvalidKey
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    try:
        Argon2id.verify_phc_encoded(secret.encode("utf-8"), kept)
    except (InvalidKey, ValueError):
        return False
    return True


def mark(kept: str) -> str:
    """What the log knows a closed secret by: it tells a change, and neither the secret nor its salt."""
    return hashlib.sha256(kept.encode("utf-8")).hexdigest()[:16]
