"""Migration: a member moves to its pool step by step, pays for both provisions meanwhile, and may be late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from sim.declared.mechanism import Mechanism
from sim.declared.table import Inconsistency, Table
from sim.vocabulary.param import NEUTRAL, Param
from sim.vocabulary.text import Text, number
from sim.vocabulary.variable import Variable

_STEPS = Text("Members on their way count their steps by it.", "Les membres en chemin comptent leurs étapes selon lui.")
_OF_RESOURCES = ("replication", "resource")


# fmt: off
class MigrationTerms(Table):
    """The parameters that migration adds to a resource."""

    migration_months: Annotated[int, Param(
        "months that a member takes to move to a pool on plan (1: at once)",
        "mois que met un membre à passer au groupe selon le plan (1 : d'un coup)",
        symbol="M", unit="month", ge=1, le=60, off=1, source=NEUTRAL, fixed=_STEPS,
    )] = 1
    migration_delay: Annotated[float, Param(
        "chance that a monthly step of the migration is missed",
        "probabilité de manquer l'étape mensuelle de la migration",
        symbol="delay", unit="1/month", ge=0, le=0.99, off=0, source=NEUTRAL, changes="freely",
    )] = 0.0
# fmt: on

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """A member is bound at least as long as its migration takes on plan."""
        yield from super().inconsistencies()
        commitment: int | None = getattr(self, "commitment", None)
        if self.migration_months > 1 and commitment is not None and commitment < self.migration_months:
            allowed = Text("at most commitment = {n}, or 1 (at once)", "au plus commitment = {n}, ou 1 (d'un coup)")
            yield Inconsistency(("migration_months", "commitment"), allowed.format(n=number(commitment)))


MIGRATION = Mechanism(
    key="migration",
    text=Text("Migration", "Migration"),
    off=Text("Members move to their pool at once.", "Les membres passent au groupe d'un coup."),
    parameters=("resources.*.migration_months", "resources.*.migration_delay"),
    against=True,
    fields={
        "society": ("i migration",),
        "resource": ("i migration_months migrations_due migrations_on_plan", "f migration_delay double_running"),
        "pool": ("f used",),
    },
    own=("i steps months", "f paid"),
    variables=(
        Variable(
            "double_running",
            _OF_RESOURCES,
            "CAD",
            Text("paid for a second provision during migrations", "payé en double pendant les migrations"),
            "summary",
        ),
        Variable(
            "migrations_due",
            _OF_RESOURCES,
            "count",
            Text("migrations that should have ended", "migrations qui devaient être terminées"),
            "summary",
        ),
        Variable(
            "migrations_on_plan",
            _OF_RESOURCES,
            "count",
            Text("migrations that ended on plan", "migrations terminées à temps"),
            "summary",
        ),
    ),
)
