"""Words of the films and figures of a run's pools."""

from typing import Final

from sim.vocabulary.text import Text

RUN: Final = Text("RUN", "SIMULATION")
RUN_HELP: Final = Text("The data of a run, a file run.nc.", "Les données d'une simulation, un fichier run.nc.")
BUSIEST_HELP: Final = Text(
    "The resource (default: the one with most founding, joining and leaving).",
    "La ressource (par défaut : celle où l'on fonde, adhère et part le plus).",
)
REPLICATION_HELP: Final = Text(
    "Which replication, counted from 0 (default: 0).", "Quelle réplication, à partir de 0 (par défaut : 0)."
)
FILM_HELP: Final = Text(
    "The film to write: .gif, .mp4 (needs ffmpeg) or .html, a page that plays it (default: the name of the run with "
    ".gif).",
    "Le film à écrire : .gif, .mp4 (demande ffmpeg) ou .html, une page qui le lit (par défaut : le nom de la "
    "simulation avec .gif).",
)
SECONDS_HELP: Final = Text(
    "How long the film lasts, in seconds (default: 9 to 24, by the number of months).",
    "Durée du film, en secondes (par défaut : de 9 à 24, selon le nombre de mois).",
)
WIDTH_HELP: Final = Text(
    "Width of the film, in pixels (default: 960); its height is nine sixteenths of it.",
    "Largeur du film, en pixels (par défaut : 960); sa hauteur en est les neuf seizièmes.",
)
NETWORK_MONTH_HELP: Final = Text(
    "Month at which the network is drawn (default: the last). Can be repeated.",
    "Mois auquel le réseau est tracé (par défaut : le dernier). Option répétable.",
)
POOL_FIGURE_HELP: Final = Text(
    "Which figure (default: all). Can be repeated.", "Quelle figure (par défaut : toutes). Option répétable."
)
BESIDE_HELP: Final = Text(
    "Folder of the figures (default: that of the run).", "Dossier des figures (par défaut : celui de la simulation)."
)

NOT_A_RUN: Final = Text(
    '{file} holds no run: {reason}. "faire-ensemble run" writes run.nc.',
    "{file} ne contient pas de simulation : {reason}. « faire-ensemble run » écrit run.nc.",
)
NO_ORGANIZATIONS: Final = Text(
    'a run that keeps each organization (--record organizations); this one was kept with "{record}"',
    "une simulation qui conserve chaque organisation (--record organizations); celle-ci l'a été avec « {record} »",
)
A_REPLICATION: Final = Text("from 0 to {last}, the replications of the run", "de 0 à {last}, les réplications")
A_MONTH: Final = Text("from 1 to {last}, the months of the run", "de 1 à {last}, les mois de la simulation")
A_FILM: Final = Text("a name that ends in {allowed}", "un nom qui finit par {allowed}")
NO_FFMPEG: Final = Text("a name that ends in .gif or .html", "un nom qui finit par .gif ou .html")
INSTALL_FFMPEG: Final = Text(
    "A film in MP4 needs ffmpeg, which is not installed (https://ffmpeg.org).",
    "Un film en MP4 a besoin de ffmpeg, qui n'est pas installé (https://ffmpeg.org).",
)
A_WIDTH: Final = Text("a whole number of pixels from 200 to 3840", "un nombre entier de pixels, de 200 à 3840")
SOME_SECONDS: Final = Text("a number of seconds from 1 to 600", "un nombre de secondes, de 1 à 600")
FILMING: Final = Text("Drawing", "Tracé")
RATE: Final = Text("{rate} frames/s", "{rate} images/s")
WRITTEN: Final = Text("Written: {path} ({size} MB, {seconds})", "Écrit : {path} ({size}\u00a0Mo, {seconds})")
STATE: Final = Text("{resource}, month {month}: {state}.", "{resource}, mois {month} : {state}.")
POOL: Final = Text("Pool founded by", "Groupe fondé par")
FOUNDED: Final = Text("Founded\n(month)", "Fondé\n(mois)")
ENDED: Final = Text("Ended\n(month)", "Fini\n(mois)")
MEMBERS: Final = Text("Members\nat most", "Membres\nau plus")
GAIN: Final = Text("Gain of\nits members", "Gain de\nses membres")
LARGEST: Final = Text(
    "The {n} pools with most members at a time, of {all}.",
    "Les {n} groupes qui ont compté le plus de membres, sur {all}.",
)
