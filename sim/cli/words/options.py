"""Words about each argument and option on a help page."""

from typing import Final

from sim.vocabulary.text import Text

SCENARIO: Final = Text("SCENARIO", "SCÉNARIO")
SCENARIO_HELP: Final = Text(
    "The scenario: a TOML file, or the name of a shipped one.",
    "Le scénario : un fichier TOML, ou le nom d'un scénario fourni.",
)
SCENARIOS_HELP: Final = Text("One or more scenarios.", "Un ou plusieurs scénarios.")
COMPARED_HELP: Final = Text(
    "Two to eight scenarios; the others are compared with the first, and --set applies to all of them.",
    "De deux à huit scénarios; les autres sont comparés au premier, et --set s'applique à tous.",
)

PATH_VALUE: Final = Text("PATH=VALUE", "CHEMIN=VALEUR")
COSTS: Final = Text("COSTS", "COÛTS")
FILE: Final = Text("FILE", "FICHIER")
NAME: Final = Text("NAME", "NOM")
NAMES: Final = Text("A,B,C", "A,B,C")
KEYS: Final = Text("KEY+KEY", "CLÉ+CLÉ")
NUMBER: Final = Text("N", "N")
FOLDER: Final = Text("FOLDER", "DOSSIER")

SET_HELP: Final = Text(
    "Replace the value of a parameter in the file, for instance --set population.number=40. Can be repeated; "
    "“faire-ensemble parameters” lists the paths.",
    "Remplace la valeur d'un paramètre du fichier, par exemple --set population.number=40. Option répétable; « "
    "faire-ensemble parameters » énumère les chemins.",
)
REPLICATIONS_HELP: Final = Text(
    "Number of replications, each with its own draws (default: that of the scenario).",
    "Nombre de réplications, chacune avec ses propres tirages (par défaut : celui du scénario).",
)
SEED_HELP: Final = Text(
    "Seed of all random draws: the same seed gives the same results (default: that of the scenario).",
    "Graine de tous les tirages aléatoires : la même graine donne les mêmes résultats (par défaut : celle du "
    "scénario).",
)
OUT_HELP: Final = Text(
    "Folder of the results (default: results/ and the scenario's name).",
    "Dossier des résultats (par défaut : results/ et le nom du scénario).",
)
COMPARED_OUT_HELP: Final = Text(
    "Folder of the results (default: results/ and the scenarios' names).",
    "Dossier des résultats (par défaut : results/ et les noms des scénarios).",
)
UNCERTAIN_HELP: Final = Text(
    "In each replication, draw the parameters that the scenario's table [uncertain] lists, so that the band over the "
    "runs includes their uncertainty.",
    "Tire, à chaque réplication, les paramètres énumérés dans la table [uncertain] du scénario, pour que la bande des "
    "simulations comprenne leur incertitude.",
)
PRECISION_HELP: Final = Text(
    "State how many runs are needed for the gain to be known within this share of the cost alone (half-width of the "
    "95% interval), for instance 0.005 for half a percentage point.",
    "Énonce combien de simulations il faut pour connaître le gain à cette part près du coût de rester seul "
    "(demi-intervalle à 95 %), par exemple 0.005 pour un demi-point de pourcentage.",
)
TOGETHER_HELP: Final = Text(
    "Turn these mechanisms on and off together, as one, for instance --together friction+payments. Can be repeated. By "
    "default each mechanism is by itself; if more than ten are on, related ones are taken together.",
    "Active et désactive ces mécanismes ensemble, comme un seul, par exemple --together friction+payments. Option "
    "répétable. Par défaut, chaque mécanisme est pris seul; si plus de dix sont actifs, les mécanismes apparentés sont "
    "regroupés.",
)
RECORD_HELP: Final = Text(
    "What is recorded: the totals of each replication (summary), also the months of the group (months), also each "
    "organization month by month (organizations, the default).",
    "Ce qui est conservé : les totaux de chaque réplication (summary), aussi les mois du groupe (months), aussi chaque "
    "organisation mois par mois (organizations, par défaut).",
)
CSV_HELP: Final = Text(
    "Also write the data as CSV tables: runs.csv, months.csv, organizations.csv and so on; variables.csv tells what "
    "their columns mean.",
    "Écrit aussi les données en tableaux CSV : runs.csv, months.csv, organizations.csv et ainsi de suite; "
    "variables.csv dit ce que signifient leurs colonnes.",
)
THREADS_HELP: Final = Text(
    "Number of threads (default: one per processor). Results do not depend on it.",
    "Nombre de fils d'exécution (par défaut : un par processeur). Les résultats n'en dépendent pas.",
)
FIGURE_FORMAT_HELP: Final = Text(
    "File format of the figures (default: png). Can be repeated.",
    "Format des figures (par défaut : png). Option répétable.",
)
FIGURE_SIZE_HELP: Final = Text(
    "Size of the figures: for a projector, with title and source (slide); for a paper, without, 7 inches wide, two "
    "columns (paper) or 3.5 inches, one column (column) (default: slide).",
    "Taille des figures : pour un projecteur, avec titre et source (slide); pour un article, sans ceux-ci, large de 7 "
    "pouces, deux colonnes (paper), ou de 3,5 pouces, une colonne (column) (par défaut : slide).",
)
TABLE_FORMAT_HELP: Final = Text(
    "A table to read, Markdown, JSON, or in Markdown what events may change (default: table).",
    "Un tableau à lire, du Markdown, du JSON ou, en Markdown, ce que les événements peuvent changer "
    "(par défaut : table).",
)
COSTS_HELP: Final = Text(
    "A CSV table of what each coalition would pay: columns coalition (A, B, A+B, …) and cost.",
    "Un tableau CSV de ce que paierait chaque coalition : colonnes coalition (A, B, A+B, …) et cost.",
)
GAME_SCENARIO_HELP: Final = Text(
    "Instead of a table: a scenario whose cost law gives what each coalition would pay a month.",
    "Au lieu d'un tableau : un scénario dont la loi de coût donne ce que paierait chaque coalition par mois.",
)
RESOURCE_HELP: Final = Text("The resource of the scenario.", "La ressource du scénario.")
MEMBERS_HELP: Final = Text(
    "The organizations, by name, separated by commas (default: all that need the resource). A name that contains a "
    "comma may stand in double quotes.",
    "Les organisations, par leur nom, séparées par des virgules (par défaut : toutes celles qui ont besoin de la "
    "ressource). Un nom qui contient une virgule peut être mis entre guillemets droits.",
)
OVERRUN_HELP: Final = Text(
    "Ratio of the actual to the planned cost of coordination, for instance 1.3 (default: 1, as planned).",
    "Rapport du coût réel de la coordination au coût prévu, par exemple 1,3 (par défaut : 1, comme prévu).",
)
WEIGHTS_HELP: Final = Text(
    "A CSV table of weights to share by: a column member, and a column for each weight.",
    "Un tableau CSV de poids pour partager : une colonne member, et une colonne par poids.",
)
NEW_HELP: Final = Text(
    "The scenario to write; its name ends in .toml.", "Le scénario à écrire; son nom finit par .toml."
)
ORGANIZATIONS_HELP: Final = Text(
    "The table of the organizations, one a row: CSV or XLSX. If it does not exist, one to fill in is written.",
    "Le tableau des organisations, une par ligne : CSV ou XLSX. S'il n'existe pas, un tableau à remplir est écrit.",
)
RESOURCES_HELP: Final = Text(
    "Keys of the resources, separated by commas, where no table gives needs (default: hr).",
    "Les clés des ressources, séparées par des virgules, si aucun tableau ne donne de besoins (par défaut : hr).",
)
RULES_HELP: Final = Text(
    "The rules, separated by commas (default: the usual ones): {rules}; by_size, by_need, two_part, serial for a "
    "scenario; by_ and the name of a weight.",
    "Les règles, séparées par des virgules (par défaut : les habituelles) : {rules}; by_size, by_need, two_part, "
    "serial pour un scénario; by_ et le nom d'un poids.",
)
SHARE_OUT_HELP: Final = Text(
    "Folder of the figure (default: results/ and the name of the table or the scenario; with a format other than "
    "table, a figure is drawn only if this option is given).",
    "Dossier de la figure (par défaut : results/ et le nom du tableau ou du scénario; dans un autre format que table, "
    "une figure n'est tracée que si cette option est donnée).",
)
SHARE_FORMAT_HELP: Final = Text(
    "A table to read with the objections to each rule (table), the same in Markdown, or the numbers as CSV or JSON "
    "(default: table).",
    "Un tableau à lire avec les objections à chaque règle (table), le même en Markdown, ou les nombres en CSV ou en "
    "JSON (par défaut : table).",
)
GROUPS_RESOURCE_HELP: Final = Text(
    "The resource of the scenario (default: all of them).", "La ressource du scénario (par défaut : toutes)."
)
REACHED_HELP: Final = Text(
    "Also simulate the scenario, and state how much of the best saving its pools reach at the end.",
    "Simule aussi le scénario, et énonce quelle part de la meilleure économie ses groupes atteignent à la fin.",
)
GROUPS_FORMAT_HELP: Final = Text(
    "A table to read with the groups by name (table), or all results as JSON or CSV (default: table).",
    "Un tableau à lire avec les groupes par leur nom (table), ou tous les résultats en JSON ou en CSV (par défaut : "
    "table).",
)
GROUPS_OUT_HELP: Final = Text(
    "Folder of the figure (default: results/ and the scenario's name; with a format other than table, a figure is "
    "drawn only if this option is given).",
    "Dossier de la figure (par défaut : results/ et le nom du scénario; dans un autre format que table, une figure "
    "n'est tracée que si cette option est donnée).",
)
SWEPT_HELP: Final = Text(
    "The scenario, a TOML file with a table [sweep].", "Le scénario, un fichier TOML avec une table [sweep]."
)
CALIBRATION_HELP: Final = Text(
    "The study, a TOML file with a table [calibrate].", "L'étude, un fichier TOML avec une table [calibrate]."
)
PARTICLE_RUNS_HELP: Final = Text(
    'Number of runs of each particle, for data with of = "mean".',
    'Nombre de simulations de chaque particule, pour des données avec of = "mean".',
)
CALIBRATION_STORE_HELP: Final = Text(
    "The folder to create or resume (default: results/, the scenario's name and -calibration).",
    "Le dossier à créer ou à reprendre (par défaut : results/, le nom du scénario et -calibration).",
)
POSTERIOR_HELP: Final = Text(
    "Draw the parameters of each replication from the posterior of this calibration, whole particles at a time.",
    "Tire les paramètres de chaque réplication de la loi a posteriori de ce calage, une particule entière à la fois.",
)
SWEPT_UNCERTAIN_HELP: Final = Text(
    "In each run, draw the parameters of the scenario's table [uncertain] that the sweep does not vary; what each run "
    "drew is kept. Like uncertain = true in [sweep].",
    "Tire, à chaque simulation, les paramètres de la table [uncertain] du scénario que le balayage ne fait pas varier; "
    "ce que chacune a tiré est conservé. Comme uncertain = true dans [sweep].",
)
SWEPT_POSTERIOR_HELP: Final = Text(
    "Draw the parameters of each run that the sweep does not vary from the posterior of this calibration, whole "
    "particles at a time; what each run drew is kept.",
    "Tire les paramètres de chaque simulation que le balayage ne fait pas varier de la loi a posteriori de ce calage, "
    "une particule entière à la fois; ce que chacune a tiré est conservé.",
)
STORE: Final = Text("STORE", "MAGASIN")
STORE_HELP: Final = Text("The store of a sweep, a folder.", "Le magasin d'un balayage, un dossier.")
SWEEP_STORE_HELP: Final = Text(
    "The store to create, resume or enlarge (default: results/, the scenario's name and .zarr).",
    "Le magasin à créer, à reprendre ou à agrandir (par défaut : results/, le nom du scénario et .zarr).",
)
ADDRESS: Final = Text("ADDRESS", "ADRESSE")
SCHEDULER_HELP: Final = Text(
    "Run on the Dask scheduler at this address, such as tcp://node1:8786.",
    "Exécute sur l'ordonnanceur Dask à cette adresse, comme tcp://node1:8786.",
)
SCHEDULER_FILE_HELP: Final = Text(
    "Run on the Dask scheduler that wrote this file.", "Exécute sur l'ordonnanceur Dask qui a écrit ce fichier."
)
VERIFY_HELP: Final = Text(
    "Compare the checksums of all finished runs, even of a store of more than 100 MB.",
    "Compare les sommes de contrôle de toutes les simulations faites, même d'un magasin de plus de 100\u00a0Mo.",
)
RETRY_FAILED_HELP: Final = Text("Retry failed blocks.", "Reprend les blocs qui ont échoué.")
DRY_RUN_HELP: Final = Text(
    "Only show the size of the sweep and estimate its duration from a short trial.",
    "Affiche seulement la taille du balayage et une estimation de sa durée, d'après un court essai.",
)
BLOCK_HELP: Final = Text(
    "Number of runs in each block of a new store (default: some seconds of work). Results do not depend on it.",
    "Nombre de simulations par bloc d'un nouveau magasin (par défaut : quelques secondes de travail). Les résultats "
    "n'en dépendent pas.",
)
OUTCOME_HELP: Final = Text(
    "The outcome, such as gain_share or left_behind; or any variable of the sweep, such as participation.hr (of one "
    "resource) or members.hr@12 (in one month); or FILE.py:FUNCTION of its dataset (default: the gain and others).",
    "Le résultat, comme gain_share ou left_behind; ou toute variable du balayage, comme participation.hr (d'une "
    "ressource) ou members.hr@12 (dans un mois); ou FICHIER.py:FONCTION de ses données (par défaut : le gain et "
    "d'autres).",
)
LEARNED_OUT_HELP: Final = Text(
    "Folder of the results (default: beside the store).", "Dossier des résultats (par défaut : à côté du magasin)."
)
X_HELP: Final = Text(
    "Parameter of the horizontal axis (default: the first).", "Le paramètre en abscisse (par défaut : le premier)."
)
Y_HELP: Final = Text(
    "Parameter of the vertical axis (default: the next).", "Le paramètre en ordonnée (par défaut : le suivant)."
)
THRESHOLD_HELP: Final = Text(
    "Threshold to draw in the phase diagram (default: 0).",
    "Seuil à tracer dans le diagramme de phase (par défaut : 0).",
)
FIGURE_HELP: Final = Text(
    "Which figure (default: all that the sweep allows). Can be repeated.",
    "Quelle figure (par défaut : toutes celles que le balayage permet). Option répétable.",
)
STUDY: Final = Text("STUDY", "ÉTUDE")
STUDY_HELP: Final = Text(
    "The scenario, a TOML file with a table [decide] that lists levers, and a table [uncertain].",
    "Le scénario, un fichier TOML avec une table [decide] qui énumère les leviers, et une table [uncertain].",
)
WORLDS_HELP: Final = Text(
    "Number of uncertain worlds (default: that of the table, or 60).",
    "Nombre de mondes incertains (par défaut : celui de la table, ou 60).",
)
WORLD_RUNS_HELP: Final = Text(
    "Number of runs of each world, the same for all levers (default: that of the table, or 8).",
    "Nombre de simulations de chaque monde, les mêmes pour tous les leviers (par défaut : celui de la table, ou 8).",
)
OUTCOME_RANGE: Final = Text("NAME=LOW:HIGH", "NOM=BAS:HAUT")
EXPLORED_X_HELP: Final = Text(
    "Outcome of the horizontal axis and its range, such as gain_share=-0.1:0.2.",
    "Résultat en abscisse et son intervalle, comme gain_share=-0.1:0.2.",
)
EXPLORED_Y_HELP: Final = Text(
    "Outcome of the vertical axis and its range, such as left_behind=0:0.3.",
    "Résultat en ordonnée et son intervalle, comme left_behind=0:0.3.",
)
EXPLORED_POINTS_HELP: Final = Text("Number of points (default: 512).", "Nombre de points (par défaut : 512).")
SURPRISES_HELP: Final = Text(
    "Write the first surprise as a scenario, a .toml file, and the others beside it, with -2, -3 after the name.",
    "Écrit la première surprise sous forme de scénario, un fichier .toml, et les autres à côté, avec -2, -3 après le "
    "nom.",
)
FAILING_OUTCOME_HELP: Final = Text(
    "The outcome that fails, such as gain_share, not_back or left_behind (default: gain_share).",
    "Le résultat qui échoue, comme gain_share, not_back ou left_behind (par défaut : gain_share).",
)
ABOVE_HELP: Final = Text(
    "A point fails if the mean of its runs is above this number.",
    "Un point échoue si la moyenne de ses simulations est au-dessus de ce nombre.",
)
BELOW_HELP: Final = Text(
    "A point fails if the mean of its runs is below this number. Give this option or --above.",
    "Un point échoue si la moyenne de ses simulations est au-dessous de ce nombre. Donnez cette option ou --above.",
)
DENSITY_HELP: Final = Text(
    "Least share of failures in a box, where it is chosen (default: 0.8).",
    "Part minimale d'échecs dans une boîte, là où elle est choisie (par défaut : 0.8).",
)
SAVE_HELP: Final = Text(
    "Write the most typical failure of the first box as a scenario, a .toml file; those of other boxes beside it, with "
    "-2, -3 and so on after the name.",
    "Écrit l'échec le plus typique de la première boîte sous forme de scénario, un fichier .toml; ceux des autres "
    "boîtes à côté, avec -2, -3, etc. après le nom.",
)
DISCOVERY_FORMAT_HELP: Final = Text(
    "Sentences and a table to read (table), or the boxes as JSON or CSV (default: table).",
    "Des phrases et un tableau à lire (table), ou les boîtes en JSON ou en CSV (par défaut : table).",
)
DISCOVERY_OUT_HELP: Final = Text(
    "Folder of the data and the figure (default: beside the store; with a format other than table, they are written "
    "only if this option is given).",
    "Dossier des données et de la figure (par défaut : à côté du magasin; dans un autre format que table, ils ne sont "
    "écrits que si cette option est donnée).",
)
EXPORT_HELP: Final = Text(
    "Instead of a figure: write all outcomes to this file, .csv, .parquet or .nc.",
    "Au lieu d'une figure : écrit tous les résultats dans ce fichier, .csv, .parquet ou .nc.",
)
PATH: Final = Text("PATH", "CHEMIN")
QUIET_HELP: Final = Text("Show only errors.", "N'affiche que les erreurs.")
LANG_HELP: Final = Text(
    "Language, French or English (default: FAIRE_ENSEMBLE_LANG or that of the system).",
    "Langue, français ou anglais (par défaut : celle de FAIRE_ENSEMBLE_LANG ou du système).",
)
VERSION_HELP: Final = Text("Show the version.", "Affiche la version.")
CASES_HELP: Final = Text(
    "More cases: scenarios with one resource and at most 200 organizations.",
    "D'autres cas : des scénarios à une ressource et au plus 200 organisations.",
)
PAGE_CASES_HELP: Final = Text(
    "Scenarios with one resource and at most 200 organizations (default: the cases of the workshop).",
    "Des scénarios à une ressource et au plus 200 organisations (par défaut : les cas de l'atelier).",
)
PAGE_OUT_HELP: Final = Text(
    "The file to write (default: faire-ensemble.html).", "Le fichier à écrire (par défaut : faire-ensemble.html)."
)
WORKSHOP_POSTERIOR_HELP: Final = Text(
    "Draw the worlds of these cases, or of all if none is given, from the posterior of this calibration.",
    "Tire les mondes de ces cas, ou de tous si aucun n'est donné, de la loi a posteriori de ce calage.",
)
PORT_HELP: Final = Text(
    "Port (default: 8080, or the next free one).", "Port (par défaut : 8080, ou le suivant qui est libre)."
)
NO_BROWSER_HELP: Final = Text("Do not open the browser.", "N'ouvre pas le navigateur.")
INTERFACE: Final = Text("INTERFACE", "INTERFACE")
LISTEN_HELP: Final = Text(
    "Open the room to phones at once on this network, given by its name or address.",
    "Ouvre aussitôt la salle aux téléphones sur ce réseau, par son nom ou son adresse.",
)
WORKSHOP_LANG_HELP: Final = Text(
    "Language of the first page and of the messages (default for the page: French).",
    "Langue de la première page et des messages (par défaut, la page est en français).",
)
