"""Words of the file to double-click."""

from typing import Final

from sim.vocabulary.text import Text

FILE: Final = Text("faire-ensemble workshop", "Atelier faire-ensemble")
"""Its name, without what follows the point."""
TITLE: Final = Text("faire-ensemble workshop", "Atelier faire-ensemble")
COMMENT: Final = Text("Open a room for a group", "Ouvrir une salle pour un groupe")
OF_WINDOWS: Final = """@echo off
chcp 65001 >nul
title {title}
{command}
if errorlevel 1 pause
"""
OF_MACOS: Final = """#!/bin/sh
# {title}
exec {command}
"""
OF_LINUX: Final = """[Desktop Entry]
Type=Application
Name={title}
Comment={comment}
Exec={command}
Terminal=true
Categories=Education;
"""
FOLDER_HELP: Final = Text(
    "Folder in which the file is written (default: the desktop).",
    "Dossier où le fichier est écrit (par défaut : le bureau).",
)
A_FOLDER: Final = Text("a folder that exists", "un dossier qui existe")
NAME_ONE: Final = Text(
    "Name one: faire-ensemble install-shortcut --out FOLDER.",
    "Nommez-en un : faire-ensemble install-shortcut --out DOSSIER.",
)
WROTE: Final = Text(
    "Written: {file}. Double-click it to open the workshop.",
    "Écrit : {file}. Double-cliquez dessus pour ouvrir l'atelier.",
)
FIRST_TIME: Final = {
    "win32": Text(
        "If Windows warns the first time, choose More info, then Run anyway.",
        "Si Windows vous met en garde la première fois, choisissez Informations complémentaires, puis Exécuter quand "
        "même.",
    ),
    "darwin": Text(
        "If macOS refuses the first time, open it once with a right-click and Open.",
        "Si macOS refuse la première fois, ouvrez-le une fois par un clic droit, puis Ouvrir.",
    ),
    "linux": Text(
        "If the desktop asks, choose Allow Launching (right-click).",
        "Si le bureau le demande, choisissez Autoriser le lancement (clic droit).",
    ),
}
