"""The sources of the site: the pages of the repository, copied as they lie, with all that they link to."""

import re
import shutil
from functools import partial
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/**/*.md", "results/*/README.md", "notebooks/*.ipynb")
"""The pages, besides those of docs/site/pages, which stand at the top."""
FOLDERS = {
    "docs": "docs/index.md",
    "scenarios": "docs/reference/scenarios.md",
    "notebooks": "learn.md",
    "benchmarks/baseline": "docs/discussion/odd.md",
}
"""The page to which a link to a folder leads, where the folder has no README.md; that of code is CONTRIBUTING.md."""
LINK = re.compile(r"(?<=\]\()(?!https?://|#|mailto:)([^)\s#]+)(#[^)\s]*)?(?=\))")


def stage(root: Path, target: Path) -> None:
    """Copy the pages of a repository, and the files that they link to, into a folder."""
    pages = {
        page for pattern in PAGES for page in root.glob(pattern) if page.parent != root / "docs" / "site" / "pages"
    }
    for page in sorted(pages):
        copied = target / page.relative_to(root)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_text(LINK.sub(partial(_without_folders, page, root), page.read_text("utf-8")), "utf-8")
        take_along(copied, page, root, target)
    for page in sorted((root / "docs" / "site" / "pages").glob("*.md")):
        shutil.copy(page, target / page.name)
        take_along(target / page.name, root / page.name, root, target)


def take_along(page: Path, place: Path, root: Path, target: Path) -> None:
    """Copy the files that a page links to, as if it lay at a place in the repository; pages are there already."""
    for name, _ in LINK.findall(page.read_text("utf-8")):
        file = (place.parent / unquote(name)).resolve()
        copied = target / file.relative_to(root) if file.is_file() else target
        if not copied.exists():
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copied)
            if file.suffix == ".md":  # a table without a title, which is in no menu
                copied.write_text(f"---\norphan: true\n---\n\n# {file.stem}\n\n{file.read_text('utf-8')}", "utf-8")


def _without_folders(page: Path, root: Path, link: re.Match[str]) -> str:
    """Return the target of a link; that to a folder leads to a page about it."""
    other = (page.parent / unquote(link[1])).resolve()
    if not other.is_dir():
        return link[0]
    folder = other.relative_to(root).as_posix()
    about = f"{folder}/README.md" if (other / "README.md").is_file() else FOLDERS.get(folder, "CONTRIBUTING.md")
    return f"{'../' * len(page.relative_to(root).parent.parts)}{about}"
