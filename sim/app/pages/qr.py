"""The QR code with which a phone joins."""

from __future__ import annotations

from sim.app.words import room as words
from sim.vocabulary.text import Lang


def qr_code(address: str, lang: Lang) -> str:
    """Return the QR code of an address, as SVG with its name."""
    import segno

    drawn = segno.make(address, error="m").svg_inline(scale=8, border=2, omitsize=True)
    name = words.QR.format(address=address)[lang]
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1)
