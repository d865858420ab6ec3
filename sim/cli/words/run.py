"""Words of a run: its start, its progress and duration, the files written, the tables under its verdict."""

from typing import Final

from sim.vocabulary.text import Text

STARTING: Final = Text(
    "Simulating {replications} × {organizations} over {months}.",
    "Simulation de {replications} × {organizations} sur {months}.",
)
SIMULATING: Final = Text("Simulating", "Simulation")
COMPILING: Final = Text(
    "Compiling the kernel (once per machine, about {seconds}).",
    "Compilation du noyau (une fois par machine, environ {seconds}).",
)
MISFITS: Final = {
    "PLATFORM": Text(
        "The machine code in this package is for other systems, or other versions of Python, numba or llvmlite.",
        "Le code machine de ce paquet est destiné à d'autres systèmes, ou à d'autres versions de Python, de numba "
        "ou de llvmlite.",
    ),
    "SOURCES": Text(
        "The sources of the model were changed after the machine code in this package was made.",
        "Le code source du modèle a été modifié depuis que le code machine de ce paquet a été produit.",
    ),
    "PROCESSOR": Text(
        "The machine code in this package is for later processors than this one.",
        "Le code machine de ce paquet est destiné à des processeurs plus récents que celui-ci.",
    ),
    "DAMAGED": Text("The machine code in this package cannot be read.", "Le code machine de ce paquet est illisible."),
}
"""Why machine code that came with the package is not used, by the name of its misfit."""
RATE: Final = Text("{rate} replications/s", "{rate} réplications/s")
LEFT: Final = Text("{time} left", "reste {time}")
DONE: Final = Text("{count} in {time}.", "{count} en {time}.")
DONE_AT_RATE: Final = Text(
    "{count} in {time} ({rate} once the kernel was loaded).", "{count} en {time} ({rate} une fois le noyau chargé)."
)
WRITING: Final = Text("Writing the data and the figures.", "Écriture des données et des figures.")
WRITTEN: Final = Text("Written in {folder}: {files}", "Écrit dans {folder} : {files}")
LEFT_OUT: Final = Text(
    "Not drawn, since they need data that were not recorded: {names}.",
    "Figures non tracées, faute de données conservées : {names}.",
)

CAPTION: Final = Text(
    "Caption of {name} ({width} in wide): {title}. {description}.",
    "Légende de {name} (large de {width} po) : {title}. {description}.",
)

REPLICATION: Final = Text("{n} replication", "{n} réplication")
REPLICATIONS: Final = Text("{n} replications", "{n} réplications")
ORGANIZATION: Final = Text("{n} organization", "{n} organisation")
ORGANIZATIONS: Final = Text("{n} organizations", "{n} organisations")
MONTH: Final = Text("{n} month", "{n} mois")
MONTHS: Final = Text("{n} months", "{n} mois")

# a line break in a title keeps its column narrow
RESOURCE: Final = Text("Resource", "Ressource")
PARTICIPATION: Final = Text("Pooling\nat the end", "Mutualisent\nà la fin")
FOUNDED: Final = Text("Pools\nfounded", "Groupes\nfondés")
DISSOLVED: Final = Text("Pools\ndissolved", "Groupes\ndissous")
NEVER: Final = Text("Never\nbreak even", "Jamais\nrentrés dans\nleurs frais")
ENDED_AT_A_LOSS: Final = Text("Ended at\na loss", "Finis\nà perte")
ALL: Final = Text("All", "Toutes")
GAIN: Final = Text("Gain, share of\nthe cost alone", "Gain, en part du\ncoût de rester seul")
BAND: Final = Text("{median} ({low} to {high})", "{median} ({low} à {high})")

MEANS: Final = Text(
    "Means of {n} runs; gain: median and, in brackets, the interval that contains {band} of the runs. {pools}",
    "Moyennes de {n} simulations; le gain : médiane et, entre parenthèses, l'intervalle qui contient {band} "
    "des simulations. {pools}",
)
ONE_RUN: Final = Text(
    "A single run: another seed gives another result. {pools}",
    "Une seule simulation : une autre graine donne un autre résultat. {pools}",
)
POOLS: Final = Text(
    "Pools whose members moved to a larger one are not counted as dissolved, nor under “never break even”. Ended at a "
    "loss: of the pools founded at least two years before the end, these included.",
    "Un groupe dont les membres sont passés à un plus grand ne compte ni comme dissous ni comme jamais rentré dans ses "
    "frais. Finis à perte : parmi les groupes fondés au moins deux ans avant la fin, ceux-là compris.",
)

STATUS: Final = Text("Organizations:\nbreaking even", "Organisations :\nretour à l'équilibre")
OF_THE_POOLING: Final = Text("Share of those\nthat pooled", "Part de celles\nqui ont mutualisé")
OF_ALL: Final = Text("Share\nof all", "Part\nde toutes")
