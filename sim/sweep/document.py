"""The documents of a store: JSON files with a checksum of their content."""

import json
from pathlib import Path
from typing import Any, Final

from google_crc32c import value as crc32c

from sim.errors import StoreError
from sim.sweep import words
from sim.sweep.damage import Damage, DamageError, read_whole
from sim.sweep.staged import settle

FORMAT: Final = 4
"""Version of the layout of a store."""
ROOT: Final = "zarr.json"
"""The document of the store itself: its attributes, the metadata of its arrays, the checksums of its coordinates."""
IDENTITY: Final = "done/identity.json"
"""A second copy of the identity and the layout, with which a store can be repaired whose first one is damaged."""
COPIED: Final = ("identity", "kin", "layout", "order")
"""Attributes of the store that the second copy holds too."""
_KEY: Final = "checksum"


def sealed(file: str, document: dict[str, Any]) -> bytes:
    """Return a document with its checksum, which a document of Zarr has among its attributes, as it stands in a file.

    There is no indentation, which would take ten times as long.
    """
    whole = json.loads(json.dumps(document))
    place = whole.get("attributes", whole)
    place.pop(_KEY, None)
    place[_KEY] = _checksum(file, whole)
    return json.dumps(whole).encode()


def read_document(store: Path, file: str) -> dict[str, Any]:
    """Return a document of a store, without its checksum.

    Raises
    ------
    DamageError
        It is missing, cannot be read, or has another content than was written.
    """
    document: dict[str, Any] = {}

    def is_whole(content: bytes) -> bool:
        document.update(parsed(content))
        place = document.get("attributes", document)
        return isinstance(place, dict) and _KEY in place and place.pop(_KEY) == _checksum(file, document)

    read_whole(store, is_whole, Damage(file, words.ALTERED))
    return document


def read_root(store: Path) -> dict[str, Any]:
    """Return the document of a store.

    Raises
    ------
    StoreError
        There is no store, or none that this version reads.
    DamageError
        The document is damaged.
    """
    settle(store)
    try:
        root = read_document(store, ROOT)
    except DamageError:
        if not store.exists():
            raise StoreError(words.NO_STORE.format(path=store)) from None
        if not (store / IDENTITY).exists():
            older = (store / "done").is_dir() and (store / ROOT).is_file()
            raise StoreError((words.OTHER_FORMAT if older else words.NOT_A_STORE).format(path=store)) from None
        raise
    if root["attributes"]["sweep_format"] != FORMAT:
        raise StoreError(words.OTHER_FORMAT.format(path=store))
    return root


def read_identity(store: Path) -> dict[str, Any]:
    """Return the identity and the layout of a store, from whichever copy is not damaged.

    Raises
    ------
    StoreError
        There is no store, or none that this version reads.
    DamageError
        Both copies are damaged.
    """
    try:
        return dict(read_root(store)["attributes"])
    except DamageError as error:
        try:
            return read_document(store, IDENTITY)
        except DamageError as other:
            raise DamageError(store, [*error.damage, *other.damage], words.BEYOND_REPAIR) from None


def parsed(content: bytes) -> dict[str, Any]:
    """Return the object that a JSON file holds; empty if it holds none."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _checksum(file: str, document: dict[str, Any]) -> int:
    """Return the checksum of a document in its file, whatever its layout as text."""
    return int(crc32c(f"{file}\n{json.dumps(document, sort_keys=True)}".encode()))
