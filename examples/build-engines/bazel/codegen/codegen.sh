#!/bin/sh
# codegen of the version that the file $1 names, with the other arguments.
set -eu
wanted=$(cat "$1")
shift
found=$(codegen --version)
if [ "$found" != "$wanted" ]; then
  echo "codegen.sh: version.txt says \`$wanted\`, and what is installed is \`$found\`" >&2
  exit 1
fi
exec codegen "$@"
