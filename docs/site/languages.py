"""The two languages of the site: which pages are in French, and the page in the other language."""

PAIRS = {
    "index": "accueil",
    "docs/tutorial/first-steps": "docs/tutorial/premiers-pas",
    "docs/how-to/run-a-workshop": "docs/how-to/animer-un-atelier",
    "notebooks/01-first-steps": "notebooks/01-premiers-pas",
    "notebooks/03-the-free-rider": "notebooks/03-le-passager-clandestin",
    "notebooks/04-a-fair-cost": "notebooks/04-un-cout-equitable",
    "docs/reference/parameters": "docs/reference/parametres",
    "docs/reference/variables": "docs/reference/variables-fr",
    "docs/reference/scenarios": "docs/reference/scenarios-fr",
    "docs/reference/commands": "docs/reference/commandes",
    "docs/reference/glossary": "docs/reference/glossaire",
}
"""English pages and their French counterparts."""
_OTHER = PAIRS | {french: english for english, french in PAIRS.items()}


def in_language(app, pagename, templatename, context, doctree):
    """Tell a page its language, and where the other language is: the same page, or else the home."""
    context["language"] = "fr" if pagename in PAIRS.values() else "en"
    french = context["language"] == "en"
    context["other_language"] = ("fr", "Français") if french else ("en", "English")
    context["other_page"] = _OTHER.get(pagename, PAIRS["index"])
