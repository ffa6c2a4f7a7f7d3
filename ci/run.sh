#!/usr/bin/env bash
# Runs `codegen check` or `codegen generate` in the current folder, and tells the host what came of it.
# In: CODEGEN (the command), CODEGEN_COMMAND, CODEGEN_PACKAGES, CODEGEN_ARGS, CODEGEN_ANNOTATE (`true`: annotations of
# GitHub), CODEGEN_CODE_QUALITY (a file for GitLab's report). Out: the exit code of codegen; `exit-code`, `stale`,
# `report` and `sarif` in $GITHUB_OUTPUT, and the result in $GITHUB_STEP_SUMMARY.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/words.sh"

command=${CODEGEN_COMMAND:-check}
case $command in
  check | generate) ;;
  *) printf 'codegen: `command` is check, generate or update, not %s\n' "$command" >&2; exit 2 ;;
esac
read_arguments
reports=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/codegen-report.XXXXXX")
more=()
if [ -n "${CODEGEN_CODE_QUALITY:-}" ]; then more=(--report "gitlab=$CODEGEN_CODE_QUALITY"); fi
format=text
if [ "${CODEGEN_ANNOTATE:-true}" = true ]; then format=github; fi

code=0
"${CODEGEN:-codegen}" "$command" ${arguments[@]+"${arguments[@]}"} --output-format "$format" \
  --report "json=$reports/report.json" --report "sarif=$reports/codegen.sarif" --report "markdown=$reports/report.md" \
  ${more[@]+"${more[@]}"} \
  || code=$?

stale=false
if grep -q '"state": "stale"' "$reports/report.json" 2>/dev/null; then stale=true; fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  printf '%s\n' "exit-code=$code" "stale=$stale" "report=$reports/report.json" "sarif=$reports/codegen.sarif" >> "$GITHUB_OUTPUT"
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -f "$reports/report.md" ]; then
  { printf '### codegen %s\n\n' "$command"; cat "$reports/report.md"; } >> "$GITHUB_STEP_SUMMARY"
fi
exit "$code"
