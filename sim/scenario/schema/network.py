"""The parameters of the network: who is in contact with whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal

from sim.declared.table import Inconsistency, Table
from sim.vocabulary.param import Param
from sim.vocabulary.text import Text, number

NetworkKind = Literal["small_world", "complete", "edge_list", "scale_free", "communities", "spatial"]

NAMES: Final[dict[str, Text]] = {
    "small_world": Text("a small world", "un petit monde"),
    "scale_free": Text("a scale-free network", "un réseau sans échelle"),
    "communities": Text("communities", "des communautés"),
    "spatial": Text("a spatial network", "un réseau spatial"),
}
"""The networks that are drawn with a mean number of contacts, as they stand in a sentence."""
_EVEN: Final = ("small_world", "scale_free")


def too_many_contacts(kind: str, contacts: float, organizations: int) -> Text | None:
    """Say how many contacts a drawn network may have, where it has more: contacts are others."""
    if kind not in NAMES or contacts < organizations:
        return None
    allowed = Text("less than population.number = {n}, for {kind}", "moins que population.number = {n}, pour {kind}")
    return allowed.format(n=number(organizations), kind=NAMES[kind])


# each parameter reads as a row: its words, then its numbers
# fmt: off
class Network(Table):
    """How the contacts of the organizations are drawn or read."""

    kind: Annotated[NetworkKind, Param("kind of network", "type de réseau")] = "small_world"
    contacts: Annotated[int, Param(
        "mean number of contacts (even for a small world or a scale-free network)",
        "nombre moyen de contacts (pair pour un petit monde ou un réseau sans échelle)",
        unit="count", ge=1, le=100_000,
    )] = 8
    rewiring: Annotated[float, Param(
        "share of a small world's contacts that are rewired at random",
        "part des contacts d'un petit monde recâblés au hasard",
        unit="share", ge=0, le=1,
    )] = 0.1
    file: Annotated[str | None, Param(
        "edge list: CSV with the columns a and b", "liste de liens : CSV à colonnes a et b",
    )] = None
    within: Annotated[float, Param(
        "share of contacts within the organization's own sector (communities)",
        "part des contacts dans le secteur de l'organisation (communautés)",
        unit="share", ge=0, le=1,
    )] = 0.7
    fixed: Annotated[bool, Param(
        "whether it is drawn once and kept in all replications",
        "s'il est tiré une seule fois et reste le même dans toutes les réplications",
    )] = False

    def inconsistencies(self) -> Iterator[Inconsistency]:
        """An edge list needs its file, a file its kind; a ring lattice and newcomers link to half the contacts."""
        if self.kind == "edge_list" and self.file is None:
            allowed = Text("the path of a CSV file", "le chemin d'un fichier CSV")
            yield Inconsistency(("file", "kind"), allowed)
        if self.kind != "edge_list" and self.file is not None:
            allowed = Text('no file, or kind = "edge_list"', 'aucun fichier, ou kind = "edge_list"')
            yield Inconsistency(("file", "kind"), allowed)
        if self.kind in _EVEN and self.contacts % 2:
            allowed = Text("an even number, for {kind}", "un nombre pair, pour {kind}").format(kind=NAMES[self.kind])
            yield Inconsistency(("contacts", "kind"), allowed)
