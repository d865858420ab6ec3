"""Words of a shared cost: tables of shares, properties of the costs, objections."""

from typing import Final

from sim.vocabulary.text import Text, same

MEMBER: Final = Text("Member", "Membre")
ALONE: Final = Text("Alone", "Seul")
TOGETHER: Final = Text("Together", "Ensemble")
SAVING: Final = Text("Saving against being alone", "Économie par rapport à rester seul")
PAYS: Final = Text("What each pays", "Ce que chacun paie")
PAYS_MONTHLY: Final = Text("What each pays a month", "Ce que chacun paie par mois")
SOURCE_TABLE: Final = Text("Costs: {file}.", "Coûts : {file}.")
SOURCE_SCENARIO: Final = Text(
    "{resource}, scenario {name}; expected cost of a pool once its start-up is over, by the model's cost law.",
    "{resource}, scénario {name}; coût attendu d'un groupe une fois le démarrage passé, selon la loi du modèle.",
)
FICTIONAL: Final = Text("Fictional example.", "Exemple fictif.")

MONOTONE: Final = Text("Adding a member never lowers the cost.", "Ajouter un membre ne réduit jamais le coût.")
NOT_MONOTONE: Final = Text(
    "Not monotone: {first} would pay {gap} less with more members, as {second}.",
    "Non monotone : {first} paieraient {gap} de moins avec plus de membres, comme {second}.",
)
SUBADDITIVE: Final = Text(
    "Joining never costs more than staying apart.", "S'unir ne coûte jamais plus que rester à part."
)
NOT_SUBADDITIVE: Final = Text(
    "Not subadditive: {first} and {second} pay {gap} more together than apart.",
    "Non sous-additif : {first} et {second} paient {gap} de plus ensemble qu'à part.",
)
CONCAVE: Final = Text(
    "The larger a group, the less a new member adds to its cost (concave): the Shapley value is then stable.",
    "Plus un groupe est grand, moins un nouveau membre ajoute à son coût (concave) : la valeur de Shapley est alors "
    "stable.",
)
NOT_CONCAVE: Final = Text(
    "Not concave: {first} and {second} cost {gap} less than their union and their common members.",
    "Non concave : {first} et {second} coûtent {gap} de moins que leur réunion et leurs membres communs.",
)

CORE: Final = Text(
    "There are ways of sharing to which nobody has reason to object; at best, every group of members gains at "
    "least {level} by staying.",
    "Il y a des partages auxquels personne n'a de raison de s'opposer; au mieux, chaque groupe de membres gagne au "
    "moins {level} à rester.",
)
CORE_TIGHT: Final = Text(
    "There are ways of sharing to which nobody has reason to object, but some group always gains nothing.",
    "Il y a des partages auxquels personne n'a de raison de s'opposer, mais un groupe n'y gagne jamais rien.",
)
EMPTY: Final = Text(
    "No way of sharing is safe from objections (the core is empty): {proof} would pay {cost} in all, each member "
    "counted once, which is less than {total}.",
    "Aucun partage n'est à l'abri d'une opposition (le cœur est vide) : {proof} paieraient {cost} en tout, chacun "
    "compté une fois, soit moins que {total}.",
)
TIMES: Final = Text("{weight} × ({names})", "{weight} × ({names})")
STABLE: Final = Text("{rule}: nobody has reason to object.", "{rule} : personne n'a de raison de s'opposer.")
NOT_REFUTED: Final = Text(
    "{rule}: none of the {n} coalitions examined has reason to object; this is not a proof.",
    "{rule} : parmi {n} coalitions examinées, aucune n'a de raison de s'opposer; ce n'est pas une preuve.",
)
OBJECTED: Final = Text("{rule}: {alone}{worst}{count}.{change}", "{rule} : {alone}{worst}{count}.{change}")
ABOVE_ALONE: Final = Text("{names} would pay less alone; ", "{names} paieraient moins en restant seuls; ")
ABOVE_ALONE_ONE: Final = Text("{names} would pay less alone; ", "{names} paierait moins en restant seul; ")
WORST: Final = Text(
    "{names} pay {excess} more than the {cost} they would pay apart",
    "{names} paient {excess} de plus que les {cost} qu'ils paieraient à part",
)
WORST_ONE: Final = Text(
    "{names} pays {excess} more than the {cost} it would pay alone",
    "{names} paie {excess} de plus que les {cost} qu'il paierait seul",
)
OTHERS: Final = Text(", and {n} other groups object", ", et {n} autres groupes s'opposent")
OTHERS_LOOKED_AT: Final = Text(
    ", and {n} other groups of the {looked} examined object",
    ", et {n} autres groupes des {looked} examinés s'opposent",
)
OTHER_LOOKED_AT: Final = Text(
    ", and one other group of the {looked} examined objects",
    ", et un autre groupe des {looked} examinés s'oppose",
)
OTHER: Final = Text(", and one other group objects", ", et un autre groupe s'oppose")
CHANGE: Final = Text(
    " Nobody would object if {moved} changed hands: {changes}.",
    " Personne ne s'opposerait si {moved} changeaient de mains : {changes}.",
)
AND: Final = Text("{first} and {last}", "{first} et {last}")
AND_OTHERS: Final = Text("{first} and {n} others", "{first} et {n} autres")
GROUP: Final = same("({names})")
ALL_BUT: Final = Text("all members but {names}", "tous les membres sauf {names}")
SMALLER: Final = Text("and {n} smaller changes", "et {n} changements moindres")
SAMPLED: Final = Text(
    "Shapley value: estimated, within ±{reach} for each member (95% confidence).",
    "Valeur de Shapley : estimée, à ±{reach} près pour chaque membre (confiance de 95 %).",
)
PRENUCLEOLUS: Final = Text(
    "Together they pay more than alone: no way of sharing leaves every member at least as well off.",
    "Ensemble ils paient plus que seuls : avec tout partage, au moins un membre y perd.",
)
MANY: Final = Text(
    "Comparing {n} coalitions; this takes some seconds.", "Comparaison de {n} coalitions; cela prend quelques secondes."
)
SAMPLING: Final = Text(
    "More than {most} members: coalitions are sampled, which takes some seconds.",
    "Plus de {most} membres : les coalitions sont échantillonnées, ce qui prend quelques secondes.",
)

ONE_SOURCE: Final = Text(
    "one table of costs, or --scenario with --resource", "un tableau de coûts, ou --scenario avec --resource"
)
NEEDS_RESOURCE: Final = Text("the name of a resource", "le nom d'une ressource")
ONLY_SCENARIO: Final = Text("only together with --scenario", "seulement avec --scenario")
OVERRUN: Final = Text("a number greater than 0", "un nombre supérieur à 0")
EXACT_RULE: Final = Text("rules that do not examine every coalition", "des règles qui n'examinent pas chaque coalition")
EXACT_HINT: Final = Text(
    "{n} members form {coalitions} coalitions: choose at most {most} with --members, or leave this rule out with "
    "--rules, for instance --rules {rules}.",
    "{n} membres forment {coalitions} coalitions : choisissez-en au plus {most} avec --members, ou laissez cette "
    "règle de côté avec --rules, par exemple --rules {rules}.",
)
