"""Words of the page that people take home, which plays without the workshop."""

from typing import Final

from sim.vocabulary.text import Text

AT_HOME: Final = Text("Play again at home", "Rejouer chez soi")
DOWNLOAD: Final = Text("Download the page that plays", "Télécharger la page qui se joue")
PLAY_HERE: Final = Text("Play it here", "Y jouer ici")
HOW: Final = Text(
    "One file that needs no Internet: open it in a browser on a computer, or in Chrome on an Android phone. On an "
    "iPhone or iPad the file shows results only; there, play here, as long as the room is open.",
    "Un seul fichier, qui se passe d'Internet : ouvrez-le dans un navigateur sur un ordinateur, ou dans Chrome sur un "
    "téléphone Android. Sur un iPhone ou un iPad, le fichier ne montre que des résultats; là, jouez-y ici, tant que la "
    "salle est ouverte.",
)
AIM: Final = Text(
    "Aim at this code: the phone downloads the game, one file.",
    "Visez ce code : le téléphone télécharge le jeu, un seul fichier.",
)
NONE: Final = Text("This room offers no page to take home.", "Cette salle n'offre pas de page à emporter.")
UNABLE: Final = Text(
    "This case cannot be played in a page: it needs the program.",
    "Ce cas ne se joue pas dans une page : il lui faut le programme.",
)
MAKING: Final = Text(
    "The page to take home is being made, which takes some minutes the first time. Its link will appear here and on "
    "the phones.",
    "La page à emporter se prépare; la première fois, cela prend quelques minutes. Son lien apparaîtra ici et sur les "
    "téléphones.",
)
FAILED: Final = Text(
    "The page to take home could not be made: {reason}", "La page à emporter n'a pas pu être faite : {reason}"
)
LEFT_OUT: Final = Text("The page does not have these levers: {levers}.", "La page n'a pas ces leviers : {levers}.")
IN_THE_ROOM: Final = Text("In the room {code}: {what}", "Dans la salle {code} : {what}")
WITH_LEVERS: Final = Text("With these levers: {levers}.", "Avec ces leviers : {levers}.")

TO_PLAY: Final = Text(
    "To play again: open the file {file}, downloaded at the workshop, in a browser; it needs no Internet.",
    "Pour rejouer : ouvrez dans un navigateur le fichier {file}, téléchargé à l'atelier; il se passe d'Internet.",
)
TO_HAVE: Final = Text(
    "On a computer with the program, “{command}” makes such a page again.",
    "Sur un ordinateur où le programme est installé, « {command} » refait une telle page.",
)
