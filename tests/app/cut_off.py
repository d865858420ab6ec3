"""A network of its own for a test: the loopback, one more address that stands for the room's Wi-Fi, and no way out.

A namespace of the kernel, which needs no rights where users may have namespaces. Run with a process number and a
command, this file enters that process's namespace; run without, it makes one and holds it until its input closes.
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

WIFI = "10.77.0.1"
_SET_ADDRESS, _SET_FLAGS, _UP = 0x8916, 0x8914, 1  # SIOCSIFADDR, SIOCSIFFLAGS, IFF_UP


@contextmanager
def cut_off() -> Iterator[list[str]]:
    """Cut a network off; yield what stands before a command that runs in it, nothing where that is not permitted."""
    holder = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdin is not None
    ready = holder.stdout.readline() == "ready\n"
    try:
        yield [sys.executable, __file__, str(holder.pid)] if ready else []
    finally:
        holder.stdin.close()
        holder.stdout.close()
        holder.wait(10)


def hold() -> None:
    """Make the network, and hold it."""
    user, group = os.getuid(), os.getgid()
    try:
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
        for name, text in (("setgroups", "deny"), ("uid_map", f"0 {user} 1"), ("gid_map", f"0 {group} 1")):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(text)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
            fcntl.ioctl(asked, _SET_FLAGS, struct.pack("16sh14x", b"lo", _UP))
            address = struct.pack("16sHH4s8x", b"lo:1", socket.AF_INET, 0, socket.inet_aton(WIFI))
            fcntl.ioctl(asked, _SET_ADDRESS, address)
    except OSError as error:
        print(error, flush=True)
    else:
        print("ready", flush=True)
    sys.stdin.read()


def enter(holder: int, command: list[str]) -> None:
    """Become a command in the network of another process."""
    os.setns(os.pidfd_open(holder), os.CLONE_NEWUSER | os.CLONE_NEWNET)
    os.execvp(command[0], command)


if __name__ == "__main__":
    if sys.argv[1:]:
        enter(int(sys.argv[1]), sys.argv[2:])
    else:
        hold()
