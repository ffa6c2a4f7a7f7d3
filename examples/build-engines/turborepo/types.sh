#!/bin/sh
# The task `types` of one service, run in its folder. All that shapes the output is declared to the engine: the version of
# codegen (codegen.version, a global dependency), and what codegen.inputs lists; other files are refused.
set -eu
wanted=$(cat "$(dirname "$0")/codegen.version")
found=$(codegen --version)
if [ "$found" != "$wanted" ]; then
  echo "types.sh: codegen.version says \`$wanted\`, and what is installed is \`$found\`" >&2
  exit 1
fi
exec codegen generate --config codegen.toml --inputs codegen.inputs --locked --quiet
