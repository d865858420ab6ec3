"""Words of the help pages: what each command, argument and option is for."""

from typing import Final

from sim.vocabulary.text import Text, same

USAGE: Final = Text("Usage:", "Utilisation :")
ARGUMENTS: Final = Text("Arguments:", "Arguments :")
OPTIONS: Final = Text("Options:", "Options :")
COMMANDS: Final = Text("Commands:", "Commandes :")
EXAMPLES: Final = Text("Examples:", "Exemples :")

ANY_OPTIONS: Final = same("[OPTIONS]")
ANY_COMMAND: Final = Text("COMMAND [ARGUMENTS]...", "COMMANDE [ARGUMENTS]...")

PROGRAM: Final = Text(
    "Simulate organizations of the social economy that carry on alone or pool their resources: when pooling "
    "pays, for the group and for each organization, and when it does not.\n\n"
    "The model compares worlds; it predicts no organization's future.",
    "Simule des organisations de l'économie sociale qui continuent chacune de leur côté ou qui mutualisent "
    "leurs ressources : quand cela rapporte, au groupe et à chaque organisation, et quand cela ne "
    "rapporte pas.\n\nLe modèle compare des mondes; il ne prédit l'avenir d'aucune organisation.",
)
RUN: Final = Text(
    "Run a scenario: simulate it, say the result in plain words, write the data (run.nc) and the figures.",
    "Exécute un scénario : le simule, dit le résultat en mots simples, écrit les données (run.nc) et les figures.",
)
EXPLAIN: Final = Text(
    "Explain where the gain comes from: simulate the same draws again without each mechanism that the scenario uses "
    "(fixed cost, lots, bad months, coordination and so on), one at a time; say in plain words what each one brings or "
    "takes, and draw the waterfall. Writes the data (sources.nc) and the figure.",
    "Explique d'où vient le gain : simule les mêmes tirages encore une fois sans chacun des mécanismes que le "
    "scénario utilise (coût fixe, lots, mauvais mois, coordination, etc.), un à la fois; dit en mots simples ce que "
    "chacun apporte ou enlève, et trace la cascade. Écrit les données (sources.nc) et la figure.",
)
COMPARE: Final = Text(
    "Compare scenarios on the same draws: the first one beside each of the others, with the differences and how sure "
    "they are. All must last as many months; what else cannot be compared is left out, and said. Replications and seed "
    "are the first scenario's, unless given. Writes the data (comparison.nc) and a figure.",
    "Compare des scénarios sur les mêmes tirages : le premier à côté de chacun des autres, avec les écarts et "
    "leur précision. Tous doivent durer autant de mois; ce qui ne se compare pas autrement est omis, et c'est dit. "
    "Réplications et graine sont celles du premier, sauf avis contraire. Écrit les données (comparison.nc) et une "
    "figure.",
)
CHECK: Final = Text(
    "Check scenarios and their sweeps without running them, and say in short what each one describes. All problems of "
    "a file are listed at once.",
    "Vérifie des scénarios et leurs balayages sans les exécuter et résume ce que chacun décrit. Tous les problèmes "
    "d'un fichier sont énumérés d'un coup.",
)
PARAMETERS: Final = Text(
    "List all parameters of a scenario: symbol, unit, default value, bounds, source.",
    "Énumère tous les paramètres d'un scénario : symbole, unité, valeur par défaut, bornes, source.",
)
SHARE: Final = Text(
    "Share a cost among its members: what each pays under each rule, what it saves against being alone, and which "
    "group of members would have reason to object. The costs of all coalitions come from a table (columns "
    "coalition,cost, names joined by +), or from a resource and organizations of a scenario.",
    "Partage un coût entre ses membres : ce que chacun paie selon chaque règle, ce qu'il économise par rapport à "
    "rester seul, et quel groupe de membres aurait de quoi s'opposer. Les coûts de toutes les coalitions viennent d'un "
    "tableau (colonnes coalition,cost, noms joints par +), ou d'une ressource et d'organisations d'un scénario.",
)
WORKSHOP: Final = Text(
    "Open a room for a group: everybody chooses with a phone or by show of hands, then all see the J-curve of what "
    "they chose, move levers, compare. It works without a network, and listens to this machine alone until the room "
    "is opened to the phones. More scenarios with one resource may be named; they are offered beside those that come "
    "along.",
    "Ouvre une salle pour un groupe : chacun choisit avec un téléphone ou à main levée, puis tous voient la "
    "courbe en J de leurs choix, bougent des leviers, comparent. Elle fonctionne sans réseau et n'écoute que cet "
    "ordinateur tant que la salle n'est pas ouverte aux téléphones. On peut nommer d'autres scénarios à une ressource; "
    "ils sont offerts à côté de ceux qui sont fournis.",
)
SWEEP: Final = Text(
    "Sweep a scenario: simulate it at many points of its parameters, as its table [sweep] says, into a store (Zarr). "
    "The same command goes on where it was stopped or killed. Uses all processors, or the workers of a Dask scheduler.",
    "Balaie un scénario : le simule en beaucoup de points de ses paramètres, comme le dit sa table [sweep], dans "
    "un magasin (Zarr). La même commande reprend là où elle a été arrêtée ou tuée. Utilise tous les processeurs, ou "
    "les ouvriers d'un ordonnanceur Dask.",
)
STATUS: Final = Text(
    "Say how far the sweep of a store is, and which blocks failed.",
    "Dit où en est le balayage d'un magasin, et quels blocs ont échoué.",
)
SENSITIVITY: Final = Text(
    "Say and draw what the outcomes of a sweep depend on, at the end and, where months were kept, month by month: "
    "Sobol' indices of a design saltelli, Morris' effects of a design morris. Refused while runs are missing. Writes "
    "the data (sensitivity.nc) and the figures.",
    "Dit et trace de quoi dépendent les résultats d'un balayage, à la fin et, si les mois ont été conservés, mois "
    "après mois : indices de Sobol' d'un plan saltelli, effets de Morris d'un plan morris. Refusé tant qu'il "
    "manque des simulations. Écrit les données (sensitivity.nc) et les figures.",
)
PLOT: Final = Text(
    "Draw an outcome over a sweep: its mean along a parameter with confidence intervals, also as a table; how soon the "
    "group is back; of a grid, the phase diagram of two parameters with the line where the outcome tips. Or export the "
    "outcomes of any sweep as a table.",
    "Trace un résultat d'un balayage : sa moyenne le long d'un paramètre avec intervalles de confiance, aussi en "
    "tableau; quand le groupe est rentré dans ses frais; d'une grille, le diagramme de phase de deux paramètres avec "
    "la ligne où le résultat bascule. Ou exporte en tableau les résultats de n'importe quel balayage.",
)

SHORT: Final = {
    "run": Text("Run a scenario", "Exécute un scénario"),
    "explain": Text("Explain where the gain comes from", "Explique d'où vient le gain"),
    "compare": Text("Compare scenarios on the same draws", "Compare des scénarios sur les mêmes tirages"),
    "check": Text("Check scenarios without running them", "Vérifie des scénarios sans les exécuter"),
    "parameters": Text("List all parameters", "Énumère tous les paramètres"),
    "sweep": Text("Sweep a scenario over its parameters", "Balaie les paramètres d'un scénario"),
    "status": Text("Say how far a sweep is", "Dit où en est un balayage"),
    "sensitivity": Text("Say what outcomes depend on", "Dit de quoi dépendent les résultats"),
    "plot": Text("Draw how outcomes go and tip, or export them", "Trace les résultats et où ils basculent, ou exporte"),
    "share": Text("Share a cost, and see who would object", "Partage un coût et montre qui s'y opposerait"),
    "workshop": Text("Open a room for a group", "Ouvre une salle pour un groupe"),
}

PROGRAM_EXAMPLES: Final = Text(
    "faire-ensemble run scenarios/quebec.toml\nfaire-ensemble run --help",
    "faire-ensemble run scenarios/quebec.toml\nfaire-ensemble run --help",
)
RUN_EXAMPLES: Final = same(
    "faire-ensemble run scenarios/quebec.toml --replications 200\n"
    "faire-ensemble run scenarios/quebec.toml --set months=24 --set population.trust=0.8\n"
    "faire-ensemble run scenarios/quebec.toml --uncertain --replications 200\n"
    "faire-ensemble run scenarios/quebec.toml --out results/quebec-24 --format pdf --format svg"
)
EXPLAIN_EXAMPLES: Final = same(
    "faire-ensemble explain scenarios/quebec.toml --replications 20\n"
    "faire-ensemble explain scenarios/echec.toml --format pdf --out results/echec"
)
COMPARE_EXAMPLES: Final = same(
    "faire-ensemble compare scenarios/atelier.toml scenarios/quebec.toml\n"
    "faire-ensemble compare a.toml b.toml c.toml --replications 100 --set months=24"
)
CHECK_EXAMPLES: Final = same("faire-ensemble check scenarios/*.toml")
PARAMETERS_EXAMPLES: Final = same("faire-ensemble parameters --format md")
SHARE_EXAMPLES: Final = same(
    "faire-ensemble share costs.csv\n"
    "faire-ensemble share costs.csv --weights weights.csv --rules by_demand,shapley,nucleolus\n"
    "faire-ensemble share --scenario scenarios/atelier.toml --resource hr\n"
    'faire-ensemble share --scenario scenarios/atelier.toml --resource it --members "Radio Lanterne,Toits Partagés"'
)
WORKSHOP_EXAMPLES: Final = same(
    "faire-ensemble workshop\nfaire-ensemble workshop --lang en --port 8100\n"
    "faire-ensemble workshop --no-browser --listen 192.168.1.20"
)
SWEEP_EXAMPLES: Final = same(
    "faire-ensemble sweep scenarios/studies/bascule.toml --dry-run\n"
    "faire-ensemble sweep scenarios/studies/bascule.toml --store bascule.zarr\n"
    "faire-ensemble sweep scenarios/studies/bascule.toml --scheduler-file scheduler.json"
)
SENSITIVITY_EXAMPLES: Final = same("faire-ensemble sensitivity results/bascule.zarr --outcome gain_share")
PLOT_EXAMPLES: Final = same(
    "faire-ensemble plot results/bascule.zarr --x population.horizon --y population.foresight\n"
    "faire-ensemble plot results/bascule.zarr --figure profile --outcome left_behind\n"
    "faire-ensemble plot results/bascule.zarr --export bascule.csv"
)
STATUS_EXAMPLES: Final = same("faire-ensemble status results/bascule.zarr")

SCENARIO: Final = Text("SCENARIO", "SCÉNARIO")
SCENARIO_HELP: Final = Text("The scenario, a TOML file.", "Le scénario, un fichier TOML.")
SCENARIOS_HELP: Final = Text("One scenario or several.", "Un scénario ou plusieurs.")
COMPARED_HELP: Final = Text(
    "Two scenarios or more, eight at most; the others are compared with the first, and --set is for all of them.",
    "Deux scénarios ou plus, huit au plus; les autres sont comparés au premier, et --set vaut pour tous.",
)

PATH_VALUE: Final = Text("PATH=VALUE", "CHEMIN=VALEUR")
COSTS: Final = Text("COSTS", "COÛTS")
FILE: Final = Text("FILE", "FICHIER")
NAME: Final = Text("NAME", "NOM")
NAMES: Final = Text("A,B,C", "A,B,C")
NUMBER: Final = Text("N", "N")
FOLDER: Final = Text("FOLDER", "DOSSIER")

SET_HELP: Final = Text(
    "Give a parameter another value than the file does, for instance --set population.number=40. May be "
    "repeated; “faire-ensemble parameters” lists the paths.",
    "Donne à un paramètre une autre valeur que le fichier, par exemple --set population.number=40. Peut se "
    "répéter; « faire-ensemble parameters » énumère les chemins.",
)
REPLICATIONS_HELP: Final = Text(
    "Number of replications, each with its own draws (otherwise the scenario's).",
    "Nombre de réplications, chacune avec ses propres tirages (sinon celui du scénario).",
)
SEED_HELP: Final = Text(
    "Root of all draws: the same seed gives the same results (otherwise the scenario's).",
    "Racine de tous les tirages : la même graine donne les mêmes résultats (sinon celle du scénario).",
)
OUT_HELP: Final = Text(
    "Folder of the results (otherwise results/ and the scenario's name).",
    "Dossier des résultats (sinon results/ et le nom du scénario).",
)
COMPARED_OUT_HELP: Final = Text(
    "Folder of the results (otherwise results/ and the scenarios' names).",
    "Dossier des résultats (sinon results/ et les noms des scénarios).",
)
UNCERTAIN_HELP: Final = Text(
    "Draw anew in each replication what the scenario's table [uncertain] says is not known, so that a band over the "
    "runs shows that too.",
    "Tire de nouveau, à chaque réplication, ce que la table [uncertain] du scénario déclare inconnu, pour qu'une bande "
    "de simulations le montre aussi.",
)
RECORD_HELP: Final = Text(
    "What is kept: the totals of each replication (summary), also the months of the group (months), also "
    "each organization month by month (organizations, unless said otherwise).",
    "Ce qui est conservé : les totaux de chaque réplication (summary), aussi les mois du groupe "
    "(months), aussi chaque organisation mois par mois (organizations, sauf avis contraire).",
)
THREADS_HELP: Final = Text(
    "Number of threads (otherwise one per processor). Results do not depend on it.",
    "Nombre de fils d'exécution (sinon un par processeur). Les résultats n'en dépendent pas.",
)
FIGURE_FORMAT_HELP: Final = Text(
    "File format of the figures (otherwise png). May be repeated.",
    "Format des figures (sinon png). Peut se répéter.",
)
TABLE_FORMAT_HELP: Final = Text(
    "A table to read, Markdown or JSON (otherwise table).",
    "Un tableau à lire, du Markdown ou du JSON (sinon table).",
)
COSTS_HELP: Final = Text(
    "A CSV table of what each coalition would pay: columns coalition (A, B, A+B, …) and cost.",
    "Un tableau CSV de ce que paierait chaque coalition : colonnes coalition (A, B, A+B, …) et cost.",
)
GAME_SCENARIO_HELP: Final = Text(
    "Instead of a table: a scenario, whose cost law says what each coalition would pay a month.",
    "Au lieu d'un tableau : un scénario, dont la loi de coût dit ce que paierait chaque coalition par mois.",
)
RESOURCE_HELP: Final = Text("The resource of the scenario.", "La ressource du scénario.")
MEMBERS_HELP: Final = Text(
    "The organizations, by name, separated by commas (otherwise all that need the resource).",
    "Les organisations, par leur nom, séparées par des virgules (sinon toutes celles qui ont besoin de la ressource).",
)
OVERRUN_HELP: Final = Text(
    "By how much coordination costs turn out higher than planned, for instance 1.3 (otherwise 1, as planned).",
    "De combien la coordination coûte plus que prévu, par exemple 1.3 (sinon 1, comme prévu).",
)
WEIGHTS_HELP: Final = Text(
    "A CSV table of weights to share by: a column member, and a column for each weight.",
    "Un tableau CSV de poids pour partager : une colonne member, et une colonne par poids.",
)
RULES_HELP: Final = Text(
    "The rules, separated by commas (otherwise the usual ones): {rules}; by_size, by_need, two_part, serial for a "
    "scenario; by_ and the name of a weight.",
    "Les règles, séparées par des virgules (sinon les habituelles) : {rules}; by_size, by_need, two_part, serial "
    "pour un scénario; by_ et le nom d'un poids.",
)
SHARE_OUT_HELP: Final = Text(
    "Folder of the figure (otherwise results/ and the name of the table or the scenario; with another format than "
    "table, no figure unless this says where).",
    "Dossier de la figure (sinon results/ et le nom du tableau ou du scénario; dans un autre format que table, pas de "
    "figure, sauf si cette option dit où).",
)
SHARE_FORMAT_HELP: Final = Text(
    "A table to read with what can be said against each rule (table), the same in Markdown, or the numbers as CSV or "
    "JSON (otherwise table).",
    "Un tableau à lire avec ce qu'on peut opposer à chaque règle (table), le même en Markdown, ou les nombres en CSV "
    "ou en JSON (sinon table).",
)
SWEPT_HELP: Final = Text(
    "The scenario, a TOML file with a table [sweep].", "Le scénario, un fichier TOML avec une table [sweep]."
)
STORE: Final = Text("STORE", "MAGASIN")
STORE_HELP: Final = Text("The store of a sweep, a folder.", "Le magasin d'un balayage, un dossier.")
SWEEP_STORE_HELP: Final = Text(
    "The store to write or go on with (otherwise results/, the scenario's name and .zarr).",
    "Le magasin à écrire ou à reprendre (sinon results/, le nom du scénario et .zarr).",
)
ADDRESS: Final = Text("ADDRESS", "ADRESSE")
SCHEDULER_HELP: Final = Text(
    "Run on the Dask scheduler at this address, such as tcp://node1:8786.",
    "Exécute sur l'ordonnanceur Dask à cette adresse, comme tcp://node1:8786.",
)
SCHEDULER_FILE_HELP: Final = Text(
    "Run on the Dask scheduler that wrote this file.", "Exécute sur l'ordonnanceur Dask qui a écrit ce fichier."
)
RETRY_FAILED_HELP: Final = Text("Try failed blocks again.", "Reprend les blocs qui ont échoué.")
DRY_RUN_HELP: Final = Text(
    "Only say how large the sweep is, and about how long it would take, from a short trial.",
    "Dit seulement la taille du balayage et sa durée probable, d'après un court essai.",
)
BLOCK_HELP: Final = Text(
    "Runs in a block of a new store (otherwise some seconds' worth). Results do not depend on it.",
    "Simulations par bloc d'un nouveau magasin (sinon quelques secondes de travail). Les résultats n'en dépendent pas.",
)
OUTCOME_HELP: Final = Text(
    "The outcome, such as gain_share, not_back or left_behind (otherwise the gain and more).",
    "Le résultat, comme gain_share, not_back ou left_behind (sinon le gain et d'autres).",
)
LEARNED_OUT_HELP: Final = Text(
    "Folder of the results (otherwise beside the store).", "Dossier des résultats (sinon à côté du magasin)."
)
X_HELP: Final = Text("The parameter across (otherwise the first).", "Le paramètre en abscisse (sinon le premier).")
Y_HELP: Final = Text("The parameter upwards (otherwise the next).", "Le paramètre en ordonnée (sinon le suivant).")
THRESHOLD_HELP: Final = Text("Where it tips (otherwise 0).", "Où il bascule (sinon 0).")
FIGURE_HELP: Final = Text(
    "Which figure (otherwise all that the sweep can give); may be repeated.",
    "Quelle figure (sinon toutes celles que le balayage permet); peut se répéter.",
)
EXPORT_HELP: Final = Text(
    "Instead of a figure: write all outcomes to this file, .csv, .parquet or .nc.",
    "Au lieu d'une figure : écrit tous les résultats dans ce fichier, .csv, .parquet ou .nc.",
)
PATH: Final = Text("PATH", "CHEMIN")
QUIET_HELP: Final = Text("Say nothing, except errors.", "Ne rien dire, sauf les erreurs.")
LANG_HELP: Final = Text(
    "Language, French or English (otherwise FAIRE_ENSEMBLE_LANG or the system's).",
    "Langue, français ou anglais (sinon celle de FAIRE_ENSEMBLE_LANG ou du système).",
)
VERSION_HELP: Final = Text("Show the version.", "Affiche la version.")
HELP_HELP: Final = Text("Show this page.", "Affiche cette page.")
CASES_HELP: Final = Text(
    "More cases: scenarios with one resource and at most 200 organizations.",
    "D'autres cas : des scénarios à une ressource et au plus 200 organisations.",
)
PORT_HELP: Final = Text(
    "Port (otherwise 8080, or the next that is free).", "Port (sinon 8080, ou le prochain qui est libre)."
)
NO_BROWSER_HELP: Final = Text("Do not open the browser.", "N'ouvre pas le navigateur.")
INTERFACE: Final = Text("INTERFACE", "INTERFACE")
LISTEN_HELP: Final = Text(
    "Open the room to the phones at once on this network, by its name or address.",
    "Ouvre aussitôt la salle aux téléphones sur ce réseau, par son nom ou son adresse.",
)
WORKSHOP_LANG_HELP: Final = Text(
    "Language of the first page and of the messages (otherwise the page is in French).",
    "Langue de la première page et des messages (sinon la page est en français).",
)
