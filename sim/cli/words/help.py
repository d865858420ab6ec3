"""Words that all help pages have in common."""

from typing import Final

from sim.vocabulary.text import Text, same

USAGE: Final = Text("Usage:", "Utilisation :")
ARGUMENTS: Final = Text("Arguments:", "Arguments :")
OPTIONS: Final = Text("Options:", "Options :")
COMMANDS: Final = Text("Commands:", "Commandes :")
EXAMPLES: Final = Text("Examples:", "Exemples :")

ANY_OPTIONS: Final = same("[OPTIONS]")
ANY_COMMAND: Final = Text("COMMAND [ARGUMENTS]...", "COMMANDE [ARGUMENTS]...")

HELP_HELP: Final = Text("Show this page.", "Affiche cette page.")
