"""PNG without filters: a figure of flat colours is smaller that way, and written in a third of the time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import IO, Any, Final

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.cbook import open_file_cm
from numpy.typing import NDArray

_LEVEL: Final = 3
_COLOURED, _TRANSPARENT = 2, 6  # kinds of pixels
_INCH: Final = 0.0254  # m


class Canvas(FigureCanvasAgg):
    """The canvas of a figure, which writes PNG itself.

    Pillow tries five filters on each row, which serve photographs: they break the runs of one colour that a figure is
    made of. The pixels are the same.
    """

    def print_png(self, filename_or_obj: Any, *, metadata: Any = None, pil_kwargs: Any = None, **_: Any) -> None:
        """Write the figure; with settings of Pillow, Pillow does it."""
        if pil_kwargs:
            super().print_png(filename_or_obj, metadata=metadata, pil_kwargs=pil_kwargs)
            return
        FigureCanvasAgg.draw(self)
        with open_file_cm(filename_or_obj, "wb") as file:
            write_png(file, np.asarray(self.buffer_rgba()), self.figure.dpi, metadata or {})


def write_png(file: IO[bytes], pixels: NDArray[np.uint8], dpi: float, words: Mapping[str, str | None]) -> None:
    """Write a picture.

    Parameters
    ----------
    file : binary file
    pixels : (height, width, 4) uint8
        Red, green, blue and opacity.
    dpi : float
        Pixels of an inch.
    words : mapping of str to str or None
        What the file says of itself, by keyword; None says nothing.
    """
    opaque = bool(pixels[..., 3].min() == 255)
    height, width, _ = pixels.shape
    parts = 3 if opaque else 4
    rows = np.zeros((height, 1 + parts * width), dtype=np.uint8)  # each begins with the number of its filter: none
    for part in range(parts):  # a fifth of the time of copying pixel by pixel
        rows[:, 1 + part :: parts] = pixels[..., part]
    file.write(b"\x89PNG\r\n\x1a\n")
    kind = _COLOURED if opaque else _TRANSPARENT
    density = round(dpi / _INCH)
    for name, content in (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)),
        *_texts(words),
        (b"pHYs", struct.pack(">IIB", density, density, 1)),
        (b"IDAT", zlib.compress(rows, _LEVEL)),
        (b"IEND", b""),
    ):
        file.write(struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content)))


def _texts(words: Mapping[str, str | None]) -> Iterator[tuple[bytes, bytes]]:
    """Yield a chunk for each text: Latin-1, or UTF-8 where that has not all of its letters."""
    for keyword, text in words.items():
        if text is None:
            continue
        try:
            yield b"tEXt", keyword.encode("latin-1") + b"\0" + text.encode("latin-1")
        except UnicodeEncodeError:
            yield b"iTXt", keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
