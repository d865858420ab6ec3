# Makes .venv here with Python 3.12 or newer and installs faire-ensemble in it, at the versions of constraints.txt.
#
#   powershell -ExecutionPolicy Bypass -File install.ps1        what the simulation needs
#   powershell -ExecutionPolicy Bypass -File install.ps1 app    that, and what the workshop needs
#   powershell -ExecutionPolicy Bypass -File install.ps1 test   all that, and what the tests need
#   powershell -ExecutionPolicy Bypass -File install.ps1 dev    that, and what builds a release
#
# A second call costs nothing until pyproject.toml or constraints.txt change. The variable PYTHON chooses an
# interpreter, VENV another folder.
param([ValidateSet("", "app", "test", "dev")][string]$Extra = "")
$ErrorActionPreference = "Stop"
Set-Location -LiteralPath $PSScriptRoot
$venv = if ($env:VENV) { $env:VENV } else { ".venv" }
$usable = "import ensurepip, sys, venv; sys.version_info >= (3, 12) or sys.exit(1); print(sys.executable)"

# The output of a command, or nothing if it is missing or fails.
function Get-Output([string]$Command, [string[]]$Arguments) {
    try {
        $said = & $Command @Arguments 2>$null
        if ($LASTEXITCODE -eq 0) { return $said }
    } catch { }
}

# The path of the first interpreter that runs, is recent enough and can make an environment.
function Find-Python {
    if ($env:PYTHON) {
        $found = Get-Output $env:PYTHON @("-c", $usable)
        if ($found) { return $found }
        throw "install.ps1: PYTHON=$env:PYTHON is not a Python 3.12 or newer that can make an environment."
    }
    foreach ($version in "3.12", "3.13", "3.14") {
        $found = Get-Output "py" @("-$version", "-c", $usable)
        if ($found) { return $found }
    }
    foreach ($name in "python3", "python") {
        $found = Get-Output $name @("-c", $usable)
        if ($found) { return $found }
    }
    throw ("install.ps1: faire-ensemble needs Python 3.12 or newer, and found none. Install it from " +
        "https://www.python.org/downloads/ (tick `"Add python.exe to PATH`"), or name the one you have: " +
        "`$env:PYTHON = 'C:\path\to\python.exe'")
}

# An environment that is missing, broken or too old is made anew; one that works is kept.
$python = Join-Path $venv "Scripts\python.exe"
if (-not (Get-Output $python @("-c", "import pip, sys; print(1); sys.exit(sys.version_info < (3, 12))"))) {
    & (Find-Python) -m venv --clear $venv
    if ($LASTEXITCODE -ne 0) { throw "install.ps1: the environment $venv could not be made." }
}

# What was installed from which files, so that the next call knows there is nothing to do, network or not.
$wanted = (Get-FileHash pyproject.toml, constraints.txt -Algorithm SHA256).Hash -join " "
$installed = Join-Path $venv $(if ($Extra) { "installed-$Extra" } else { "installed" })
if (-not (Test-Path $installed) -or (Get-Content $installed -Raw).Trim() -ne $wanted) {
    $what = if ($Extra) { ".[$Extra]" } else { "." }
    & $python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e $what
    if ($LASTEXITCODE -ne 0) { throw "install.ps1: the installation failed; the lines above say why." }
    Set-Content $installed $wanted
    Set-Content (Join-Path $venv "installed") $wanted
}
