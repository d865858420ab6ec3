"""The gallery: short examples, each with the figure that it draws.

``python -m docs.site.gallery [NAME...]`` runs the examples of docs/gallery and writes their pictures beside them.
"""

import ast
import runpy
import sys
from io import BytesIO
from pathlib import Path

from matplotlib.figure import Figure
from PIL import Image

from docs.site.reference import page
from docs.site.stage import ROOT

FOLDER = ROOT / "docs" / "gallery"
WIDTH = 800
"""Of the pictures [pixel]."""


def examples() -> list[Path]:
    """Return the files of the examples, in their order."""
    return sorted(FOLDER.glob("*.py"))


def draw(example: Path) -> Figure:
    """Run an example and return its figure, which it calls ``figure``."""
    return runpy.run_path(str(example))["figure"]


def told(example: Path) -> tuple[str, str, str]:
    """Return the title of an example, what it shows, and its code."""
    text = example.read_text("utf-8")
    tree = ast.parse(text)
    title, _, about = (ast.get_docstring(tree) or "").partition("\n\n")
    code = "\n".join(text.splitlines()[tree.body[0].end_lineno :]).strip("\n")
    return title.rstrip("."), about.replace("\n", " "), code


def gallery_page() -> dict[str, str]:
    """Return the page of the gallery by its name in the sources of the site: pictures first, then the examples."""
    cards, sections = [], []
    for example in examples():
        title, about, code = told(example)
        picture = f"{example.stem}.png"
        anchor = example.stem.replace("_", "-")
        cards.append(f"<div>\n\n[![{title}]({picture})](#{anchor})\n\n[{title}](#{anchor})\n\n</div>")
        sections.append(f"({anchor})=\n\n## {title}\n\n{about}\n\n![{title}]({picture})\n\n```python\n{code}\n```")
    about = (
        "Each example runs as it stands, in the folder of the project; its figure is the one above its code. They are "
        "drawn again by `python -m docs.site.gallery`."
    )
    grid = '<div class="cards">\n' + "\n".join(cards) + "\n</div>"
    return {"docs/gallery/index.md": page("Gallery", about, grid, *sections)}


def picture(figure: Figure) -> Image.Image:
    """Return the picture of a figure: drawn as large as it was laid out, and then reduced."""
    file = BytesIO()
    figure.savefig(file, format="png", dpi=max(figure.dpi, 200))
    with Image.open(file) as drawn:
        reduced = drawn.convert("RGB").resize((WIDTH, round(drawn.height * WIDTH / drawn.width)))
    return reduced.quantize(128)


if __name__ == "__main__":
    for chosen in [path for path in examples() if not sys.argv[1:] or path.stem in sys.argv[1:]]:
        picture(draw(chosen)).save(chosen.with_suffix(".png"), optimize=True)
        print(chosen.stem)
