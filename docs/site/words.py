"""The glossary in both languages: the names that the program itself uses, as they are declared."""

from collections.abc import Iterable

from docs.site.reference import page
from sim.analysis import OUTCOMES
from sim.declared import MECHANISMS
from sim.declared.admission import ADMISSION_RULES
from sim.declared.decision import DECISION_RULES
from sim.declared.sharing import SHARING_RULES
from sim.vocabulary.loss import Loss
from sim.vocabulary.status import Status
from sim.vocabulary.text import LANGUAGES, Lang, Text, same
from sim.vocabulary.units import UNITS

TITLE = Text("Glossary", "Glossaire")
ABOUT = Text(
    "The words of the program in both languages, as its commands, figures and workshop use them.",
    "Les mots du programme dans les deux langues, tels que ses commandes, ses figures et l'atelier les emploient.",
)
BASIC = (
    (Text("pool", "groupe"), Text(
        "organizations that provide themselves with one resource together",
        "des organisations qui se procurent une ressource ensemble",
    )),
    (Text("to pool", "mutualiser"), Text("to be a member of a pool", "être membre d'un groupe")),
    (Text("alone", "seule"), Text(
        "in no pool of a resource: in its best stand-alone way", "dans aucun groupe : au moindre coût pour elle seule"
    )),
    (Text("gain", "gain"), Text(
        "what an organization does not pay, compared with the same organization that stays alone",
        "ce qu'une organisation ne paie pas, par rapport à la même organisation restée seule",
    )),
    (Text("trough", "creux"), Text(
        "the month of the deepest cumulative loss", "le mois de la plus grande perte cumulée",
    )),
    (Text("break-even", "retour à l'équilibre"), Text(
        "the month from which the cumulative gain is no longer negative",
        "le mois à partir duquel le gain cumulé n'est plus négatif",
    )),
    (Text("left behind", "laissée pour compte"), Text(
        "out of all pools at a loss, or still losing after two years or more",
        "sortie de tout groupe à perte, ou encore en perte après deux ans ou plus",
    )),
    (Text("run, replication", "simulation, réplication"), Text(
        "one history: the same assumptions with draws of its own",
        "une histoire : les mêmes hypothèses, d'autres tirages",
    )),
)  # fmt: skip
"""Words that are declared nowhere else."""
SECTIONS = (
    (Text("In general", "En général"), BASIC),
    (Text("Mechanisms, and the world without each", "Mécanismes, et le monde sans chacun"), [
        (each.text, each.off) for each in MECHANISMS
    ]),
    (Text("Rules for sharing a cost", "Règles de partage d'un coût"), [
        (each.title, same(f"`{key}`")) for key, each in SHARING_RULES.items()
    ]),
    (Text("Decision rules", "Règles de décision"), [
        (each.text, same(f"`{key}`")) for key, each in DECISION_RULES.items()
    ]),
    (Text("Admission rules", "Règles d'admission"), [
        (each.text, same(f"`{key}`")) for key, each in ADMISSION_RULES.items()
    ]),
    (Text("Where a cumulative gain stands at the end", "Où en est un gain cumulé à la fin"), [
        (each.label, same("")) for each in Status
    ]),
    (Text("Kinds of loss", "Genres de perte"), [(each.label, same("")) for each in Loss]),
    (Text("Outcomes of a run", "Résultats d'une simulation"), [
        (each.text, same(f"`{each.key}`")) for each in OUTCOMES
    ]),
    (Text("Units", "Unités"), [(text, same(f"`{key}`")) for key, text in UNITS.items() if key != "-"]),
)  # fmt: skip


def glossary_pages() -> dict[str, str]:
    """Return the page of each language by its name in the sources of the site."""
    return {
        f"docs/reference/{name}.md": page(TITLE[lang], ABOUT[lang], *sections(lang))
        for name, lang in zip(("glossary", "glossaire"), LANGUAGES, strict=True)
    }


def sections(lang: Lang) -> Iterable[str]:
    """Return the sections of the glossary: a table each, the page's own language first."""
    other: Lang = "fr" if lang == "en" else "en"
    headings = {"en": ("English", "français"), "fr": ("français", "English")}[lang]
    for title, terms in SECTIONS:
        rows = "\n".join(f"| {term[lang]} | {term[other]} | {meaning[lang]} |" for term, meaning in terms)
        yield f"## {title[lang]}\n\n| {headings[0]} | {headings[1]} | |\n|---|---|---|\n{rows}"
