#!/usr/bin/env bash
# Installs codegen into a folder of its own, so that the project's environment stays as it is, and tells the command.
# In: CODEGEN_SOURCE (a path or URL that pip takes), else CODEGEN_VERSION (a version, or `installed` for the one on
# PATH), else this checkout; PYTHON. Out: `command=` in $GITHUB_OUTPUT, and the command on standard output.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if [ -n "${CODEGEN_SOURCE:-}" ]; then
  what=$CODEGEN_SOURCE
elif [ "${CODEGEN_VERSION:-}" = installed ]; then
  what=
elif [ -n "${CODEGEN_VERSION:-}" ]; then
  what="openapi-typepack==$CODEGEN_VERSION"
else
  what=$(dirname "$here")
fi

if [ -z "$what" ]; then
  command=$(command -v codegen) || { echo 'codegen: none is installed; PATH has no `codegen`.' >&2; exit 2; }
else
  home=${RUNNER_TEMP:-${TMPDIR:-/tmp}}/codegen-venv
  "${PYTHON:-python3}" -m venv "$home"
  bin=$home/bin
  [ -d "$bin" ] || bin=$home/Scripts
  "$bin/python" -m pip install --quiet --disable-pip-version-check -- "$what" >&2
  command=$bin/codegen
fi
"$command" --version >&2
if [ -n "${GITHUB_OUTPUT:-}" ]; then printf 'command=%s\n' "$command" >> "$GITHUB_OUTPUT"; fi
printf '%s\n' "$command"
