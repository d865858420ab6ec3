"""Reasons why the system refuses to read or write a file, in words."""

import errno
from typing import Final

from sim.vocabulary.text import Text, same

_REASONS: Final = {
    errno.ENOENT: Text("there is no such file or folder", "ce fichier ou ce dossier n'existe pas"),
    errno.EACCES: Text("permission denied", "permission refusée"),
    errno.EPERM: Text("not permitted", "opération non permise"),
    errno.EROFS: Text("the disk is read-only", "le disque est en lecture seule"),
    errno.ENOSPC: Text("the disk is full", "le disque est plein"),
    errno.EMFILE: Text("too many files are open at once", "trop de fichiers sont ouverts en même temps"),
    errno.ENFILE: Text("too many files are open at once", "trop de fichiers sont ouverts en même temps"),
    errno.EDQUOT: Text("your disk quota is used up", "votre quota de disque est atteint"),
    errno.EFBIG: Text("the file grows larger than allowed", "le fichier dépasse la taille permise"),
    errno.ENOTDIR: Text("a part of the path is a file, not a folder", "une partie du chemin est un fichier"),
    errno.EEXIST: Text("a file exists where a folder is needed", "il y a un fichier là où il faut un dossier"),
    errno.EISDIR: Text("this is a folder, not a file", "c'est un dossier, pas un fichier"),
    errno.ENAMETOOLONG: Text("the name is too long", "le nom est trop long"),
    errno.EBADF: Text("it is closed, or not open for writing", "elle est fermée, ou n'est pas ouverte en écriture"),
    errno.EIO: Text("the disk reports an error", "le disque signale une erreur"),
}
_SHARED: Final = (5, 32)  # on Windows
_OPEN_ELSEWHERE: Final = Text(
    "permission denied, or another program has it open", "permission refusée, ou un autre programme l'a ouvert"
)


def reason(error: OSError) -> Text:
    """Return why the system refused to read or write, in its own words if the reason is rare.

    Examples
    --------
    >>> reason(OSError(errno.ENOSPC, "No space left on device"))["fr"]
    'le disque est plein'
    """
    if getattr(error, "winerror", None) in _SHARED:
        return _OPEN_ELSEWHERE
    own = error.strerror or str(error) or type(error).__name__
    return _REASONS.get(error.errno or 0, same(own))
