#!/usr/bin/env bash
# Install the programs that `make bench` compares with, on Debian or Ubuntu:
#
#     bash bench/peers.sh
#
# By apt where it has them (with sudo where you are not root), todoman and khal otherwise in an
# environment below build/, Backlog.md from npm below build/. Nothing goes into the project's own
# environment; running it twice does no harm. What could not be had is said at the end, and the
# status is then 1: `make bench` names it too, and measures the others.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 2

here=build/peers
missing=()
updated=

root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# has COMMAND…: tell whether one of the commands is there
has() {
    local command
    for command in "$@"; do
        PATH="$here/node_modules/.bin:$here/venv/bin:$PATH" command -v "$command" >/dev/null && return
    done
    return 1
}

# from_apt PACKAGE COMMAND…
from_apt() {
    local package=$1
    shift
    has "$@" && return
    printf '\n== apt: %s\n' "$package"
    [ -n "$updated" ] || root apt-get update -qq
    updated=yes
    root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$package"
}

# from_pip PACKAGE COMMAND…
from_pip() {
    local package=$1
    shift
    has "$@" && return
    printf '\n== pip: %s\n' "$package"
    [ -x "$here/venv/bin/python" ] || python3 -m venv "$here/venv" &&
        "$here/venv/bin/python" -m pip install --quiet "$package"
}

# from_npm PACKAGE COMMAND
from_npm() {
    has "$2" && return
    printf '\n== npm: %s\n' "$1"
    npm install --prefix "$here" --no-audit --no-fund "$1"
}

check() {
    has "${@:2}" || missing+=("$1")
}

mkdir -p "$here"
if command -v apt-get >/dev/null; then
    from_apt taskwarrior task
    from_apt ledger ledger
    from_apt hledger hledger
    from_apt calcurse calcurse
    from_apt todoman todoman todo
    from_apt khal khal
    from_apt emacs-nox emacs
    from_apt npm npm
else
    echo 'Không có apt-get: chỉ cài những gì pip và npm có.' >&2
fi
from_pip todoman todoman todo
from_pip khal khal
from_npm backlog.md backlog
# For `python -m bench.sizes`: an environment of its own, with khtgdv's dependencies.
if command -v java >/dev/null && ! [ -e "$here/spark/bin/python" ]; then
    printf '\n== pip: pyspark\n'
    python3 -m venv "$here/spark" &&
        "$here/spark/bin/python" -m pip install --quiet '.[parquet,spark]'
fi

check Taskwarrior task
check Ledger ledger
check hledger hledger
check calcurse calcurse
check todoman todoman todo
check khal khal
check Emacs emacs
check Backlog.md backlog
if [ ${#missing[@]} -gt 0 ]; then
    printf '\nCHƯA CÀI ĐƯỢC, make bench sẽ không đo: %s\n' "${missing[*]}" >&2
    exit 1
fi
printf '\nĐủ cả: make bench sẽ đo mọi chương trình.\n'
