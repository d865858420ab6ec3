"""Words of the command ``rooms``."""

from typing import Final

from sim.vocabulary.text import Text

ROOM: Final = Text("ROOM", "SALLE")
ROOMS_HELP: Final = Text(
    "Files of rooms, salle-….json (default: all that the workshop keeps on this computer).",
    "Des fichiers de salles, salle-….json (par défaut : tous ceux que l'atelier garde sur cet ordinateur).",
)
CASE_HELP: Final = Text(
    "A scenario of one's own that a room has played. Can be repeated.",
    "Un scénario à soi qu'une salle a joué. Option répétable.",
)
REPORT_HELP: Final = Text(
    "Also write the report of each room, as PDF and as slides (PPTX). It holds the first steps with their names.",
    "Écrit aussi le rapport de chaque salle, en PDF et en diapositives (PPTX). Il contient les premiers pas avec leurs "
    "noms.",
)
OUT_HELP: Final = Text(
    "Folder of the table, the figure and the reports (default: results/rooms).",
    "Dossier du tableau, de la figure et des rapports (par défaut : results/rooms).",
)
NO_ROOM: Final = Text(
    "one or more files of rooms, salle-….json; the workshop has kept none on this computer yet",
    "un ou plusieurs fichiers de salles, salle-….json; l'atelier n'en a encore gardé aucun sur cet ordinateur",
)
READING: Final = Text("Rooms: {n}. Simulating what each played.", "Salles : {n}. Simulation de ce que chacune a joué.")
NUMBER: Final = Text("Room", "Salle")
CASE: Final = Text("Case", "Cas")
PEOPLE: Final = Text("Phones", "Téléphones")
PREDICTED: Final = Text("Prediction\n(month)", "Prédiction\n(mois)")
CAME: Final = Text("Outcome\n(month)", "Résultat\n(mois)")
POOLED: Final = Text("Round {k}:\npool", "Tour {k} :\nmutualisent")
MEMBERS: Final = Text("Members\nat the end", "Membres\nà la fin")
GAIN: Final = Text("Gain", "Gain")
MISSED: Final = Text("Missed,\nto the best", "Manqué, par\nrapport au mieux")
NEVER: Final = Text("never", "jamais")
