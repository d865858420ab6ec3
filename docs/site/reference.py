"""The reference pages that the commands print: all parameters, all outputs, and the help of every command."""

import io
from contextlib import redirect_stdout

from sim.cli import main
from sim.cli.app import COMMANDS
from sim.vocabulary.text import LANGUAGES, Lang, Text

PARAMETERS = Text("Parameters", "Paramètres")
ABOUT_PARAMETERS = Text(
    "Every parameter of a scenario, with its default and where that comes from; *assumption* means that no published "
    "figure stands behind it. `faire-ensemble parameters` prints this table.",
    "Tous les paramètres d'un scénario, avec leur valeur par défaut et d'où elle vient; *hypothèse* veut dire qu'aucun "
    "chiffre publié ne l'appuie. `faire-ensemble parameters --lang fr` affiche ce tableau.",
)
VARIABLES = Text("Outputs", "Résultats")
ABOUT_VARIABLES = Text(
    "Every number that a simulation gives, and every outcome that is computed from them. `faire-ensemble variables` "
    "prints this table.",
    "Tous les nombres que donne une simulation, et ce qui s'en calcule. `faire-ensemble variables --lang fr` affiche "
    "ce tableau.",
)
COMMANDS_TITLE = Text("Commands", "Commandes")
ABOUT_COMMANDS = Text(
    "The help of each command, as `faire-ensemble COMMAND --help` prints it. How they are used: [Use the command "
    "line](../how-to/command-line.md).",
    "L'aide de chaque commande, telle que `faire-ensemble COMMANDE --help --lang fr` l'affiche.",
)


def reference_pages() -> dict[str, str]:
    """Return the pages by their names in the sources of the site."""
    pages = {}
    for lang in LANGUAGES:
        english = lang == "en"
        pages[f"docs/reference/{'parameters' if english else 'parametres'}.md"] = page(
            PARAMETERS[lang], ABOUT_PARAMETERS[lang], printed(["parameters", "--format", "md"], lang)
        )
        pages[f"docs/reference/{'variables' if english else 'variables-fr'}.md"] = page(
            VARIABLES[lang], ABOUT_VARIABLES[lang], printed(["variables", "--format", "md"], lang)
        )
        helps = "\n\n".join(f"## {name}\n\n```text\n{printed([name, '--help'], lang)}\n```" for name in COMMANDS)
        pages[f"docs/reference/{'commands' if english else 'commandes'}.md"] = page(
            COMMANDS_TITLE[lang], ABOUT_COMMANDS[lang], f"```text\n{printed(['--help'], lang)}\n```\n\n{helps}"
        )
    return pages


def page(title: str, *paragraphs: str) -> str:
    """Return a page of Markdown."""
    return "\n\n".join((f"# {title}", *paragraphs)) + "\n"


def printed(arguments: list[str], lang: Lang) -> str:
    """Return what a command prints."""
    with redirect_stdout(io.StringIO()) as output:
        code = main([*arguments, "--lang", lang])
    if code:
        raise RuntimeError(f"faire-ensemble {' '.join(arguments)} ended with {code}")
    return output.getvalue().strip("\n")
