"""Voting: the members of a pool vote on its sharing rule, which then is the pool's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import Field

from sim.declared.mechanism import Mechanism
from sim.declared.sharing import every_sharing_rule
from sim.declared.table import Inconsistency, Table
from sim.vocabulary.param import NEUTRAL, Param
from sim.vocabulary.text import Text, same
from sim.vocabulary.variable import Variable

if TYPE_CHECKING:
    Rule = str
else:
    Rule = Literal[tuple(every_sharing_rule())]

_VOTED = Text("Pools keep a rule that they have voted for.", "Les groupes gardent la règle qu'ils ont votée.")
_OF_RESOURCES = ("replication", "resource")
_RULES: Final = ["two_part", "by_need"]


# fmt: off
class VotingTerms(Table):
    """The parameters that voting adds to a resource."""

    vote_months: Annotated[int, Param(
        "months between two votes of a pool on its sharing rule (0: never)",
        "mois entre deux votes d'un groupe sur sa règle de partage (0 : jamais)",
        unit="month", ge=0, le=600, off=0, source=NEUTRAL, changes="renewed",
    )] = 0
    vote_rules: Annotated[list[Rule], Field(min_length=1, max_length=1000), Param(
        "sharing rules that members can vote for", "règles de partage pour lesquelles les membres peuvent voter",
        fixed=_VOTED,
    )] = _RULES
    vote_majority: Annotated[float, Param(
        "share of the members that must be exceeded to change the rule",
        "part des membres qu'il faut dépasser pour changer la règle",
        unit="share", ge=0.5, lt=1, changes="freely",
    )] = 0.5
# fmt: on

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """A vote needs an alternative."""
        yield from super().inconsistencies()
        sharing: str | None = getattr(self, "sharing", None)
        if self.vote_months > 0 and sharing is not None and set(self.vote_rules) == {sharing}:
            allowed = Text(
                "a list with a rule other than sharing = {rule}", "une liste avec une autre règle que sharing = {rule}"
            )
            yield Inconsistency(("vote_rules", "vote_months", "sharing"), allowed.format(rule=same(sharing)))


UNDER = "under_"
"""The beginning of the names of the variables that count pools by rule."""

VOTING = Mechanism(
    key="voting",
    text=Text("Votes on the sharing rule", "Votes sur la règle de partage"),
    off=Text("A pool keeps the sharing rule of its resource.", "Un groupe garde la règle de partage de sa ressource."),
    parameters=("resources.*.vote_months",),
    fields={
        "society": ("i voting",),
        "resource": (
            "i vote_months alternatives rule votes_held rule_changes",
            f"f vote_majority {' '.join(UNDER + key for key in every_sharing_rule())}",
        ),
        "pool": ("i agreement",),
    },
    variables=(
        Variable(
            "votes_held",
            _OF_RESOURCES,
            "count",
            Text("votes of pools on their sharing rule", "votes de groupes sur leur règle de partage"),
            "summary",
        ),
        Variable(
            "rule_changes",
            _OF_RESOURCES,
            "count",
            Text("changes of a pool's sharing rule", "changements de la règle de partage d'un groupe"),
            "summary",
        ),
        *(
            Variable(
                UNDER + rule.key,
                _OF_RESOURCES,
                "share",
                Text(
                    f"pools that live at the end and share their cost this way: {rule.text.en}",
                    f"groupes actifs à la fin qui partagent leur coût ainsi : {rule.text.fr}",
                ),
                "summary",
            )
            for rule in every_sharing_rule().values()
        ),
    ),
)
