#!/bin/sh
# Makes .venv here with Python 3.12 or newer and installs faire-ensemble in it, at the versions of constraints.txt.
#
#   sh install.sh          what the simulation needs
#   sh install.sh app      that, and what the workshop needs
#   sh install.sh test     all that, and what the tests need
#   sh install.sh dev      that, and what builds a release
#
# A second call costs nothing until pyproject.toml or constraints.txt change. PYTHON chooses an interpreter, VENV another folder.
set -eu
cd "$(dirname "$0")"
extra=${1:-}
venv=${VENV:-.venv}
usable='import ensurepip, sys, venv; sys.version_info >= (3, 12) or sys.exit(1); print(sys.executable)'

# The path of the first interpreter that runs, is recent enough and can make an environment.
# PYENV_VERSION matters to pyenv alone, whose python3.x commands exist but fail unless that version is selected.
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        "$PYTHON" -c "$usable" && return
        echo "install.sh: PYTHON=$PYTHON is not a Python 3.12 or newer that can make an environment." >&2
        return 1
    fi
    for version in 3.12 3.13 3.14; do
        "python$version" -c "$usable" 2>/dev/null && return
        PYENV_VERSION=$version "python$version" -c "$usable" 2>/dev/null && return
    done
    for name in python3 python; do
        "$name" -c "$usable" 2>/dev/null && return
    done
    cat >&2 <<MESSAGE
install.sh: faire-ensemble needs Python 3.12 or newer, with its venv module, and found none.
  Here python3 is: $(command -v python3 || echo none) $(python3 --version 2>&1 || true)
  Install one from https://www.python.org/downloads/ (Debian and Ubuntu: python3.12 and python3.12-venv),
  or name the one you have: PYTHON=/path/to/python3 sh install.sh $extra
MESSAGE
    return 1
}

# An environment that is missing, broken or too old is made anew; one that works is kept.
if ! "$venv/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
    python=$(find_python)
    "$python" -m venv --clear "$venv"
fi

# What was installed from which files, so that the next call knows there is nothing to do, network or not.
wanted=$(cksum pyproject.toml constraints.txt)
installed="$venv/installed${extra:+-$extra}"
if [ "$(cat "$installed" 2>/dev/null)" != "$wanted" ]; then
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".${extra:+[$extra]}"
    echo "$wanted" >"$installed"
    echo "$wanted" >"$venv/installed"
fi
