"""Words of a run: its start, its progress and duration, the files written."""

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

REPLICATION: Final = Text("{n} replication", "{n} réplication")
REPLICATIONS: Final = Text("{n} replications", "{n} réplications")
ORGANIZATION: Final = Text("{n} organization", "{n} organisation")
ORGANIZATIONS: Final = Text("{n} organizations", "{n} organisations")
MONTH: Final = Text("{n} month", "{n} mois")
MONTHS: Final = Text("{n} months", "{n} mois")
