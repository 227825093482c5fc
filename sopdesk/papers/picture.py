"""Pictures that offices add, read with the care that files of others need."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from sopdesk.domain.errors import Fault, Trouble

MOST_PIXELS = 50_000_000  # a larger picture is no coat of arms and no stamp but an accident
_UNREADABLE = (
    OSError,
    ValueError,
    SyntaxError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


@contextmanager
def opened(data: bytes, called: str) -> Iterator[Image.Image]:
    """The PNG or JPEG picture, to be decoded within the block.

    ``Trouble`` with ``file_unreadable``, naming the file as it is ``called``, when it is no such picture.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns of pictures that are far over our own limit.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        if image.width * image.height > MOST_PIXELS:
            raise Trouble(Fault.FILE_UNREADABLE, file=called)
        yield image
    except _UNREADABLE as error:
        raise Trouble(Fault.FILE_UNREADABLE, file=called) from error


def eight_bits(image: Image.Image) -> Image.Image:
    """The picture with transparency in eight bits a channel; Pillow would cut a scanner's 16-bit greys to white."""
    if image.mode[0] == "I":
        return image.convert("F").point(lambda grey: grey / 257).convert("L").convert("RGBA")
    return image.convert("RGBA")
