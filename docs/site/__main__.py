"""Build the site: ``python -m docs.site [FOLDER]``, by default into build/site, with the extra ``docs``."""

import sys
from pathlib import Path

from docs.site.build import build

target = Path(sys.argv[1] if len(sys.argv) > 1 else "build/site")
build(target)
print(target / "html" / "index.html")
