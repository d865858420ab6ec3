"""Words of the help pages: what each command does, in short and in full, and the headings."""

from typing import Final

from sim.vocabulary.text import Text, same

PROGRAM: Final = Text(
    "Simulate organizations of the social economy that work alone or pool their resources: when pooling pays off, for "
    "the group and for each organization, and when it does not.\n\n"
    "The model compares worlds; it does not predict the future of any organization.",
    "Simule des organisations de l'économie sociale qui travaillent seules ou qui mutualisent leurs ressources : quand "
    "la mutualisation est avantageuse, pour le groupe et pour chaque organisation, et quand elle ne l'est pas.\n\n"
    "Le modèle compare des scénarios; il ne prédit l'avenir d'aucune organisation.",
)

HELP: Final = {
    "run": Text(
        "Run a scenario: simulate it, state the result in plain words, and write the data (run.nc) and the figures.",
        "Exécute un scénario : le simule, énonce le résultat en mots simples, puis écrit les données (run.nc) et les "
        "figures.",
    ),
    "costs": Text(
        "State what a resource costs each member of a pool by the number of members, against being alone: the number "
        "that is cheapest, and how much less or more each then pays, as planned and with the mean overrun. Shows a "
        "table, and writes a figure for each resource (cost_by_members_NAME). Nothing is simulated.",
        "Énonce ce qu'une ressource coûte à chaque membre d'un groupe selon le nombre de membres, par rapport au coût "
        "de rester seul : le nombre qui revient le moins cher, et ce que chacun paie alors de moins ou de plus, comme "
        "prévu et avec le dépassement moyen. Affiche un tableau et écrit une figure par ressource "
        "(cost_by_members_NOM). Rien n'est simulé.",
    ),
    "explain": Text(
        "Explain where the gain comes from: simulate the scenario with the same draws in every world with and without "
        "each of its mechanisms (fixed cost, lots, bad months, coordination and so on); state in plain words what each "
        "mechanism adds or takes away, on the mean over all orders (Shapley value), so that the parts sum to the gain; "
        "and draw the waterfall. Writes the data (sources.nc) and the figure.",
        "Explique d'où vient le gain : simule le scénario avec les mêmes tirages dans tous les mondes avec et sans "
        "chacun de ses mécanismes (coût fixe, lots, mauvais mois, coordination, etc.); énonce en mots simples ce que "
        "chacun apporte ou enlève, en moyenne sur tous les ordres (valeur de Shapley), de sorte que la somme des parts "
        "est le gain; et trace la cascade. Écrit les données (sources.nc) et la figure.",
    ),
    "compare": Text(
        "Compare scenarios on the same draws: the first one with each of the others, with the differences and their "
        "confidence intervals. All scenarios must have the same number of months; outcomes that cannot be compared are "
        "left out and named. Replications and seed are those of the first scenario unless they are given. Writes the "
        "data (comparison.nc) and a figure.",
        "Compare des scénarios sur les mêmes tirages : le premier avec chacun des autres, avec les écarts et leurs "
        "intervalles de confiance. Tous doivent durer le même nombre de mois; les résultats qui ne se comparent pas "
        "sont omis et nommés. Les réplications et la graine sont celles du premier scénario, à moins d'être précisées. "
        "Écrit les données (comparison.nc) et une figure.",
    ),
    "decide": Text(
        "Decide on a lever when nobody knows the world: simulate each lever of the table [decide], and doing nothing, "
        "in many worlds that draw the uncertain assumptions of the scenario, on the same draws; state which lever is "
        "regretted least in the worst world, in how many worlds each brings more than doing nothing (net of public "
        "money), and whom it leaves behind. Writes the data (decision.nc) and a figure.",
        "Décide d'un levier quand personne ne connaît le monde : simule chaque levier de la table [decide], et ne rien "
        "faire, dans de nombreux mondes qui tirent les hypothèses incertaines du scénario, aux mêmes tirages; énonce "
        "quel levier on regrette le moins dans le pire monde, dans combien de mondes chacun rapporte plus que ne rien "
        "faire (argent public déduit), et qui il laisse pour compte. Écrit les données (decision.nc) et une figure.",
    ),
    "scenarios": Text(
        "List the scenarios that come with the program, and what each is made for. A command takes them by name, such "
        "as “faire-ensemble run quebec”; a file of that name in the current folder goes before them.",
        "Énumère les scénarios fournis avec le programme, et à quoi chacun sert. Une commande les prend par leur nom, "
        "comme « faire-ensemble run quebec »; un fichier de ce nom dans le dossier courant passe avant eux.",
    ),
    "new": Text(
        "Write a new scenario with all parameters, their meanings, units and bounds, in the language of the command. "
        "With a table of organizations (CSV or XLSX), the scenario reads it, and has a resource for each column "
        "need_KEY; if the table does not exist, one to fill in is written. No file is replaced.",
        "Écrit un nouveau scénario avec tous les paramètres, leur sens, leurs unités et leurs bornes, dans la langue "
        "de la commande. Avec un tableau d'organisations (CSV ou XLSX), le scénario le lit, et a une ressource pour "
        "chaque colonne need_CLÉ; si le tableau n'existe pas, un tableau à remplir est écrit. Aucun fichier n'est "
        "remplacé.",
    ),
    "check": Text(
        "Check scenarios, with their sweeps, calibrations and levers, without running them, and summarize what each "
        "one describes. All problems of a file are listed at once.",
        "Vérifie des scénarios, avec leurs balayages, leurs calages et leurs leviers, sans les exécuter, et résume ce "
        "que chacun décrit. Tous les problèmes d'un fichier sont énumérés en même temps.",
    ),
    "parameters": Text(
        "List all parameters of a scenario: symbol, unit, default value, bounds, source.",
        "Énumère tous les paramètres d'un scénario : symbole, unité, valeur par défaut, bornes, source.",
    ),
    "variables": Text(
        "List all outputs of a simulation: the outcomes of a run and the variables of its data, each with its unit, "
        "its dimensions and its meaning.",
        "Énumère tout ce que donne une simulation : les résultats et les variables des données, chacun avec son unité, "
        "ses dimensions et sa signification.",
    ),
    "share": Text(
        "Share a cost among its members: what each one pays under each rule, what it saves compared with being alone, "
        "and which group of members would have reason to object. The costs of all coalitions come from a table "
        "(columns coalition,cost, names joined by +), or from a resource and organizations of a scenario.",
        "Partage un coût entre ses membres : ce que chacun paie selon chaque règle, ce qu'il économise par rapport à "
        "rester seul, et quel groupe de membres aurait une raison de s'opposer. Les coûts de toutes les coalitions "
        "viennent d'un tableau (colonnes coalition,cost, noms joints par +), ou d'une ressource et d'organisations "
        "d'un scénario.",
    ),
    "groups": Text(
        "Search for the best groups: for each resource, which organizations should pool together and which should stay "
        "alone so that all together pay least, and the same if nobody may pay more than alone; with what no partition "
        "can save more than. With --reached, also what a simulation attains of it. Nothing else is simulated.",
        "Cherche les meilleurs groupes : pour chaque ressource, qui devrait mutualiser avec qui et qui devrait rester "
        "seul pour que tous ensemble paient le moins, et de même si personne ne doit payer plus que seul; avec ce "
        "qu'aucune partition ne peut dépasser. Avec --reached, aussi ce qu'une simulation en atteint. Rien d'autre "
        "n'est simulé.",
    ),
    "sweep": Text(
        "Sweep a scenario: simulate it at many points of its parameters, as described in its table [sweep], into a "
        "store (Zarr). If it was stopped or killed, the same command resumes it; with more points or replications, it "
        "enlarges the store. Uses all processors, or the workers of a Dask scheduler.",
        "Balaie un scénario : le simule en de nombreux points de ses paramètres, selon sa table [sweep], dans un "
        "magasin (Zarr). Si le balayage a été arrêté ou tué, la même commande le reprend; avec plus de points ou de "
        "réplications, elle agrandit le magasin. Utilise tous les processeurs, ou les processus de travail d'un "
        "ordonnanceur Dask.",
    ),
    "calibrate": Text(
        "Calibrate a scenario: find the parameters that give published numbers, as described in its table [calibrate] "
        "(APMC, without a likelihood). States first whether the model gives these numbers at all, then what they tell "
        "of each parameter and what they do not. If it was stopped or killed, the same command resumes it. Writes the "
        "runs, the posterior (posterior.nc) and the figures.",
        "Cale un scénario : cherche les paramètres qui donnent des nombres publiés, selon sa table [calibrate] (APMC, "
        "sans vraisemblance). Énonce d'abord si le modèle donne ces nombres, puis ce qu'ils disent de chaque paramètre "
        "et ce qu'ils ne disent pas. Si le calage a été arrêté ou tué, la même commande le reprend. Écrit les "
        "simulations, la loi a posteriori (posterior.nc) et les figures.",
    ),
    "status": Text(
        "Show the progress of the sweep in a store, and which blocks failed or are damaged.",
        "Affiche l'avancement du balayage d'un magasin, et quels blocs ont échoué ou sont endommagés.",
    ),
    "sensitivity": Text(
        "State and draw what the outcomes of a sweep depend on, at the end and, if months were recorded, month by "
        "month: Sobol' indices for a saltelli design, Morris effects for a morris design. Refused while runs are "
        "missing. Writes the data (sensitivity.nc) and the figures.",
        "Énonce et trace de quoi dépendent les résultats d'un balayage, à la fin et, si les mois ont été conservés, "
        "mois après mois : indices de Sobol' pour un plan saltelli, effets de Morris pour un plan morris. Refusé tant "
        "qu'il manque des simulations. Écrit les données (sensitivity.nc) et les figures.",
    ),
    "explore": Text(
        "Explore what a scenario can do: search the parameters of the table [sweep] for as many different pairs of two "
        "outcomes as possible (pattern space exploration), starting anew from the rarest; state how many were reached, "
        "and which are surprises. Writes the data (exploration.nc) and a figure; with --save, also the surprises as "
        "scenarios.",
        "Explore ce qu'un scénario peut faire : cherche, parmi les paramètres de la table [sweep], le plus grand "
        "nombre de paires différentes de deux résultats (exploration de l'espace des motifs), en repartant des plus "
        "rares; énonce combien ont été atteintes, et lesquelles surprennent. Écrit les données (exploration.nc) et une "
        "figure; avec --save, aussi les surprises, sous forme de scénarios.",
    ),
    "discover": Text(
        "Discover where pooling fails: search half of the points of a sweep for the boxes of parameters that hold most "
        "failures (PRIM), and state what share of the failures and how many cases they hold among the other half. "
        "Refused with fewer than 50 failures or 50 other points. Writes the data (discovery.nc) and the figure; with "
        "--save, also the most typical failure as a scenario.",
        "Trouve où la mutualisation échoue : cherche, dans la moitié des points d'un balayage, les boîtes de "
        "paramètres qui contiennent le plus d'échecs (PRIM), et énonce quelle part des échecs et combien de cas elles "
        "contiennent dans l'autre moitié. Refusé à moins de 50 échecs ou de 50 autres points. Écrit les données "
        "(discovery.nc) et la figure; avec --save, aussi l'échec le plus typique, sous forme de scénario.",
    ),
    "plot": Text(
        "Draw an outcome over a sweep: its mean along a parameter with confidence intervals, also as a table; how soon "
        "the group breaks even; for a grid, the phase diagram of two parameters with the line where the outcome tips. "
        "Or export the outcomes of any sweep as a table.",
        "Trace un résultat d'un balayage : sa moyenne le long d'un paramètre avec intervalles de confiance, aussi en "
        "tableau; quand le groupe rentre dans ses frais; pour une grille, le diagramme de phase de deux paramètres "
        "avec la ligne où le résultat bascule. Ou exporte en tableau les résultats de n'importe quel balayage.",
    ),
    "pools": Text(
        "Draw which organization was in which pool, in one replication of a file run.nc: when pools were founded, how "
        "they grew and ended (timeline); how organizations moved between them (flows); the network of contacts and the "
        "pools in it, in a month (network). States how many pool, and lists the largest pools.",
        "Trace qui a été dans quel groupe, dans une réplication d'un fichier run.nc : quand les groupes ont été "
        "fondés, ont grandi et pris fin (timeline); comment les organisations sont passées de l'un à l'autre (flows); "
        "qui connaît qui, et qui mutualise avec qui, à un mois donné (network). Énonce combien mutualisent, et énumère "
        "les plus grands groupes.",
    ),
    "animate": Text(
        "Film one replication of a file run.nc: organizations move in and out of the pools of a resource, month by "
        "month, while the J-curve grows below. Writes a GIF, a video (MP4, which needs ffmpeg) or a page (HTML) that "
        "plays the film without a network.",
        "Filme une réplication d'un fichier run.nc : les organisations entrent dans les groupes d'une ressource et en "
        "sortent, mois après mois, pendant que la courbe en J se trace au-dessous. Écrit un GIF, une vidéo (MP4, qui "
        "demande ffmpeg) ou une page (HTML) qui lit le film sans réseau.",
    ),
    "reproduce": Text(
        "Reproduce a result: unpack what made it (its scenario and all files that the scenario reads) into a new "
        "folder, run it again there, and say whether both are equal to the last bit; otherwise which variables differ, "
        "by how much, and what is not the same here as it was then (versions, platform, source of the model). Nothing "
        "but the result is needed. Ends with 0 if both are equal, with 1 if they differ.",
        "Reproduit un résultat : déballe ce qui l'a produit (son scénario et tous les fichiers qu'il lit) dans un "
        "nouveau dossier, l'y relance, et dit si les deux sont égaux au dernier bit près; sinon, quelles variables "
        "diffèrent, de combien, et ce qui n'est pas pareil ici (versions, plateforme, source du modèle). Rien d'autre "
        "que le résultat n'est nécessaire. Finit par 0 si les deux sont égaux, par 1 s'ils diffèrent.",
    ),
    "rooms": Text(
        "Compare rooms of workshops without names: what each predicted and what came of it, the share that chose to "
        "pool in each round, the gain, and the price of not agreeing, against the best for all. Shows a table, writes "
        "it as rooms.csv, and draws the figure; with --report, also writes the report of each room (PDF and PPTX).",
        "Compare des salles d'ateliers, sans noms : ce que chacune a prédit et ce qui est arrivé, la part qui a choisi "
        "de mutualiser à chaque tour, le gain, et le prix de ne pas s'entendre, par rapport au mieux pour tous. "
        "Affiche un tableau, l'écrit dans rooms.csv et trace la figure; avec --report, écrit aussi le rapport de "
        "chaque salle (PDF et PPTX).",
    ),
    "workshop": Text(
        "Open a room for a group: everyone chooses with a phone or by show of hands, then the group sees the J-curve "
        "of its choices, moves levers and compares. It works without a network, and can be reached from this computer "
        "only until the room is opened to phones. Scenarios with one resource can be named; they are offered beside "
        "those that are supplied.",
        "Ouvre une salle pour un groupe : chacun choisit avec un téléphone ou à main levée, puis le groupe voit la "
        "courbe en J de ses choix, bouge des leviers et compare. Elle fonctionne sans réseau, et seul cet ordinateur y "
        "a accès tant que la salle n'est pas ouverte aux téléphones. On peut nommer d'autres scénarios à une "
        "ressource; ils sont offerts à côté de ceux qui sont fournis.",
    ),
    "install-shortcut": Text(
        "Write a file to double-click, on the desktop or in another folder, which opens the workshop. It is written "
        "again after the program has moved.",
        "Écrit un fichier à double-cliquer, sur le bureau ou dans un autre dossier, qui ouvre l'atelier. Il faut "
        "l'écrire de nouveau si le programme change de place.",
    ),
    "page": Text(
        "Write one HTML file that plays the model in any browser, without Python or a network: choose each year to be "
        "alone or with others, see what happened, move levers, change any number. It gives the same numbers as `run`.",
        "Écrit un seul fichier HTML qui fait jouer le modèle dans tout navigateur, sans Python ni réseau : on choisit "
        "chaque année d'être seuls ou ensemble, on voit ce qui s'est passé, on bouge des leviers, on change n'importe "
        "quel nombre. Les nombres sont les mêmes que ceux de `run`.",
    ),
}

SHORT: Final = {
    "run": Text("Run a scenario", "Exécute un scénario"),
    "costs": Text("State costs by number of members", "Énonce les coûts selon le nombre de membres"),
    "explain": Text("Explain where the gain comes from", "Explique d'où vient le gain"),
    "compare": Text("Compare scenarios on the same draws", "Compare des scénarios sur les mêmes tirages"),
    "decide": Text("Find the lever that is regretted least", "Trouve le levier que l'on regrette le moins"),
    "scenarios": Text("List the shipped scenarios", "Énumère les scénarios fournis"),
    "new": Text("Write a scenario for own organizations", "Écrit un scénario pour vos organisations"),
    "check": Text("Check scenarios without running them", "Vérifie des scénarios sans les exécuter"),
    "parameters": Text("List all parameters", "Énumère tous les paramètres"),
    "variables": Text("List all outputs", "Énumère toutes les variables de sortie"),
    "sweep": Text("Sweep a scenario over its parameters", "Balaie les paramètres d'un scénario"),
    "calibrate": Text("Calibrate a scenario by published numbers", "Cale un scénario sur des nombres publiés"),
    "status": Text("Show the progress of a sweep", "Affiche l'avancement d'un balayage"),
    "sensitivity": Text("State what outcomes depend on", "Énonce de quoi dépendent les résultats"),
    "explore": Text("Explore what a scenario can do", "Explore ce qu'un scénario peut faire"),
    "discover": Text("Discover where pooling fails", "Trouve où la mutualisation échoue"),
    "plot": Text("Draw outcomes of a sweep, or export them", "Trace les résultats d'un balayage, ou les exporte"),
    "pools": Text("Draw the pools of a run and their members", "Trace qui a été dans quel groupe"),
    "animate": Text("Film the organizations of a run", "Filme les organisations d'une simulation"),
    "share": Text("Share a cost, and see who would object", "Partage un coût et montre qui s'y opposerait"),
    "groups": Text("Search for the groups that save most", "Cherche les groupes qui économisent le plus"),
    "reproduce": Text("Make a result again, and compare", "Refait un résultat, et compare"),
    "workshop": Text("Open a room for a group", "Ouvre une salle pour un groupe"),
    "install-shortcut": Text("Write a file that opens the workshop", "Écrit un fichier qui ouvre l'atelier"),
    "rooms": Text("Compare rooms without names", "Compare des salles, sans noms"),
    "page": Text("Write a page that plays in any browser", "Écrit une page qui se joue dans tout navigateur"),
}

USAGE: Final = Text("Usage:", "Utilisation :")
ARGUMENTS: Final = Text("Arguments:", "Arguments :")
OPTIONS: Final = Text("Options:", "Options :")
COMMANDS: Final = Text("Commands:", "Commandes :")
FOR_EXAMPLE: Final = Text("Examples:", "Exemples :")

ANY_OPTIONS: Final = same("[OPTIONS]")
ANY_COMMAND: Final = Text("COMMAND [ARGUMENTS]...", "COMMANDE [ARGUMENTS]...")

HELP_HELP: Final = Text("Show this page.", "Affiche cette page.")
