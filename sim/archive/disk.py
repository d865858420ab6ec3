"""The disk as HDF5 sees it: a file whose errors are kept for later."""

from __future__ import annotations

import os
from io import SEEK_CUR, SEEK_END, RawIOBase, UnsupportedOperation
from typing import Any


class Disk(RawIOBase):
    """A file in which HDF5 reads and writes; an error is kept, and what is written after it is lost.

    When the disk is full, HDF5 ends the whole process with a segmentation fault instead of raising an error. It must
    therefore not learn of it.

    Parameters
    ----------
    descriptor : int
        Of the open file.
    """

    def __init__(self, descriptor: int) -> None:
        self.error: OSError | None = None
        self._descriptor = descriptor
        self._place = 0
        self._size = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def writable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """Move to a place in the file."""
        self._place = offset + {SEEK_CUR: self._place, SEEK_END: self._size}.get(whence, 0)
        return self._place

    def tell(self) -> int:
        """Return the place in the file."""
        return self._place

    def readinto(self, buffer: Any) -> int:
        """Read at the place."""
        view = memoryview(buffer).cast("B")
        os.lseek(self._descriptor, self._place, os.SEEK_SET)
        content = os.read(self._descriptor, len(view))
        view[: len(content)] = content
        self._place += len(content)
        return len(content)

    def write(self, buffer: Any) -> int:
        """Write at the place."""
        view = memoryview(buffer).cast("B")
        if self.error is None:
            try:
                os.lseek(self._descriptor, self._place, os.SEEK_SET)
                rest = view
                while rest:
                    rest = rest[os.write(self._descriptor, rest) :]
            except OSError as error:
                self.error = error
        self._place += len(view)
        self._size = max(self._size, self._place)
        return len(view)

    def truncate(self, size: int | None = None) -> int:
        """Set the size of the file."""
        self._size = self._place if size is None else size
        if self.error is None:
            try:
                os.ftruncate(self._descriptor, self._size)
            except OSError as error:
                self.error = error
        return self._size

    def fileno(self) -> int:
        """Raise an error: who knows the descriptor would write past this object."""
        raise UnsupportedOperation("fileno")
