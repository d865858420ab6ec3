"""Writers of films: GIF, MP4 through ffmpeg, and a page of HTML that needs no other file."""

from __future__ import annotations

import io
import json
import os
from base64 import b64encode
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sim.errors import WordedError
from sim.files import whole_file
from sim.vocabulary.text import Lang, Text, join, same

FORMATS: Final = (".gif", ".mp4", ".html")
"""Endings of the names of films."""

_ENDING: Final = Text("{file}: the name of a film ends in {allowed}.", "{file} : le nom d'un film finit par {allowed}.")
_NO_FFMPEG: Final = Text(
    "{file}: a film in MP4 needs ffmpeg, which is not installed. Install it (https://ffmpeg.org), or write .gif or "
    ".html instead.",
    "{file} : un film en MP4 a besoin de ffmpeg, qui n'est pas installé. Installez-le (https://ffmpeg.org), ou "
    "écrivez un fichier .gif ou .html.",
)
_FAILED: Final = Text(
    "{file}: ffmpeg could not write the film: {reason}", "{file} : ffmpeg n'a pas pu écrire le film : {reason}"
)
_PLAY: Final = Text("Play", "Lire")
_PAUSE: Final = Text("Pause", "Pause")
_MONTH: Final = Text("Month", "Mois")
_FILM: Final = Text("Film of a run", "Film d'une simulation")
_COLOURS: Final = 240
_EXACT: Final = 96  # of these, the most frequent ones, which are kept as they are


class FilmError(WordedError):
    """A film cannot be written in this format."""


class Frame(NamedTuple):
    """A frame: its pixels (height, width, 3) uint8, and its time [month]."""

    pixels: NDArray[np.uint8]
    month: float


class Writer(Protocol):
    """What writes frames to a file, complete or not at all."""

    def write(self, frames: Iterator[Frame], sample: Iterable[Frame]) -> None:
        """Write all frames, in the colours of a sample of them where the format has few."""


def writer_for(path: str | os.PathLike[str], rate: int, lang: Lang) -> Writer:
    """Return the writer for the ending of a name.

    Raises
    ------
    FilmError
        The name has another ending, or ffmpeg is missing.
    """
    file = Path(path)
    ending = file.suffix.lower()
    if ending not in FORMATS:
        allowed = join([same(each) for each in FORMATS])
        raise FilmError(_ENDING.format(file=same(str(file)), allowed=allowed))
    if ending == ".gif":
        return _Gif(file, rate)
    if ending == ".html":
        return _Page(file, rate, lang)
    if not has_ffmpeg():
        raise FilmError(_NO_FFMPEG.format(file=same(str(file))))
    return _Video(file, rate)


def has_ffmpeg() -> bool:
    """Return whether ffmpeg, which writes videos, is installed."""
    from matplotlib.animation import FFMpegWriter

    return bool(FFMpegWriter.isAvailable())


class _Gif:
    """A GIF that repeats: one table of colours for all frames, each of which holds only what has changed."""

    def __init__(self, file: Path, rate: int) -> None:
        self._file, self._rate = file, rate

    def write(self, frames: Iterator[Frame], sample: Iterable[Frame]) -> None:
        """Write all frames."""
        pictures = _in_few_colours(frames, sample)
        first = next(pictures)
        with whole_file(self._file) as file:
            first.save(
                file, format="GIF", save_all=True, append_images=pictures, duration=round(1000 / self._rate), loop=0,
                optimize=True,
            )  # fmt: skip


class _Page:
    """A page that shows the frames one after the other, with a slider; nothing is loaded from elsewhere."""

    def __init__(self, file: Path, rate: int, lang: Lang) -> None:
        self._file, self._rate, self._lang = file, rate, lang

    def write(self, frames: Iterator[Frame], sample: Iterable[Frame]) -> None:
        """Write all frames."""
        months: list[float] = []
        pictures: list[str] = []
        shown: list[int] = []

        def noted() -> Iterator[Frame]:
            for frame in frames:
                if not months or frame.month != months[-1]:
                    months.append(frame.month)
                    yield frame
                shown.append(len(months) - 1)

        for picture in _in_few_colours(noted(), sample):
            content = io.BytesIO()
            picture.save(content, format="PNG", optimize=True)
            pictures.append(b64encode(content.getvalue()).decode())
        words = {name: text[self._lang] for name, text in (("play", _PLAY), ("pause", _PAUSE), ("month", _MONTH))}
        page = _PAGE.replace("LANG", self._lang).replace("TITLE", _FILM[self._lang])
        page = page.replace("WORDS", json.dumps(words)).replace("RATE", str(self._rate))
        page = page.replace("MONTHS", json.dumps([int(month + 1e-9) for month in months]))
        page = page.replace("HOLD", str(len(shown) - len(months))).replace("FRAMES", json.dumps(pictures))
        with whole_file(self._file) as file:
            file.write(page.encode())


class _Video:
    """A video that ffmpeg encodes."""

    def __init__(self, file: Path, rate: int) -> None:
        self._file, self._rate = file, rate

    def write(self, frames: Iterator[Frame], sample: Iterable[Frame]) -> None:
        """Write all frames."""
        import subprocess
        import tempfile

        from matplotlib.animation import FFMpegWriter

        del sample
        first = next(frames)
        high, wide = first.pixels.shape[:2]
        with tempfile.TemporaryDirectory() as folder:
            film = Path(folder) / "film.mp4"
            command = [
                FFMpegWriter.bin_path(), "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24",
                "-s", f"{wide}x{high}", "-r", str(self._rate), "-i", "-", "-an", "-c:v", "libx264",
                "-pix_fmt", "yuv420p", "-crf", "20", "-movflags", "+faststart", "-map_metadata", "-1", str(film),
            ]  # fmt: skip
            with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as encoder:
                assert encoder.stdin is not None
                assert encoder.stderr is not None
                try:
                    for frame in chain([first], frames):
                        encoder.stdin.write(frame.pixels.tobytes())
                    encoder.stdin.close()
                except BrokenPipeError:
                    pass  # what it says tells why
                reason = encoder.stderr.read().decode(errors="replace").strip()
            if encoder.returncode:
                raise FilmError(_FAILED.format(file=same(str(self._file)), reason=same(reason[-300:])))
            with whole_file(self._file) as file:
                file.write(film.read_bytes())


def _table(sample: Iterable[Frame]) -> Any:
    """Return an image of Pillow with the colours of a film: the most frequent ones as they are, a choice of the others.

    With one table for all frames, what does not change from frame to frame stays the same and takes no space.
    """
    from PIL import Image

    pixels = np.concatenate([frame.pixels[::2, ::2].reshape(-1, 3) for frame in sample]).astype(np.uint32)
    packed, counts = np.unique(pixels @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32), return_counts=True)
    packed = packed[np.argsort(-counts, kind="stable")]
    colours = np.stack([packed >> 16, packed >> 8 & 255, packed & 255], axis=-1).astype(np.uint8)
    exact, rest = colours[:_EXACT], colours[_EXACT:]
    chosen = exact
    if len(rest):
        others = Image.fromarray(rest[None]).quantize(_COLOURS - _EXACT, method=Image.Quantize.MEDIANCUT)
        found = np.array(others.getpalette(), dtype=np.uint8).reshape(-1, 3)[: _COLOURS - _EXACT]
        chosen = np.concatenate([exact, found])
    table = Image.new("P", (1, 1))
    table.putpalette(chosen.tobytes())
    return table


def _in_few_colours(frames: Iterator[Frame], sample: Iterable[Frame]) -> Iterator[Any]:
    """Yield frames as images of Pillow that share one table of colours."""
    from PIL import Image

    table = _table(sample)
    for frame in frames:
        yield Image.fromarray(frame.pixels).quantize(palette=table, dither=Image.Dither.NONE)


_PAGE: Final = """<!doctype html>
<html lang="LANG"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>TITLE</title>
<style>
body { margin: 0; font-family: sans-serif; color: #1a1a1a; background: white; }
main { max-width: 1100px; margin: 0 auto; padding: 1rem; }
img { width: 100%; height: auto; display: block; }
.controls { display: flex; gap: 1rem; align-items: center; padding: .5rem 0; }
button { font: inherit; padding: .4rem 1rem; min-width: 6rem; }
input { flex: 1; }
output { min-width: 6rem; }
</style></head>
<body><main><img id="frame" alt="TITLE">
<div class="controls"><button id="play" type="button"></button>
<input id="time" type="range" min="0" value="0" aria-label="TITLE"><output id="month"></output></div></main>
<script>
const words = WORDS, months = MONTHS, frames = FRAMES, rate = RATE, hold = HOLD;
const image = document.getElementById("frame"), button = document.getElementById("play");
const time = document.getElementById("time"), month = document.getElementById("month");
let at = 0, timer = null, held = 0;
time.max = frames.length - 1;
function show() {
  image.src = "data:image/png;base64," + frames[at];
  time.value = at;
  month.textContent = words.month + " " + months[at];
}
function step() {
  if (at < frames.length - 1) { at += 1; held = 0; } else if (held < hold) { held += 1; } else { at = 0; held = 0; }
  show();
}
function play(on) {
  clearInterval(timer);
  timer = on ? setInterval(step, 1000 / rate) : null;
  button.textContent = on ? words.pause : words.play;
}
button.onclick = () => play(timer === null);
time.oninput = () => { play(false); at = Number(time.value); show(); };
show();
play(!matchMedia("(prefers-reduced-motion: reduce)").matches);
</script></body></html>
"""
