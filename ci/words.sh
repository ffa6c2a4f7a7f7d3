# Read by the other scripts: what the options of a pipeline mean as arguments of codegen.
# In: CODEGEN_PACKAGES (names, with blanks, commas or line ends between them) and CODEGEN_ARGS (words as a shell reads
# them, quotes and all, but nothing is expanded or run). Out: the array `arguments`.

read_arguments() {
  arguments=()
  local name word quoted
  while IFS= read -r name; do
    [ -z "$name" ] || arguments+=(--only "$name")
  done < <(printf '%s' "${CODEGEN_PACKAGES:-}" | tr -s ', \t\r\n' '\n' && echo)
  if [ -n "$(printf '%s' "${CODEGEN_ARGS:-}" | tr -d ' \t\r\n')" ]; then
    quoted=$(mktemp)
    if ! printf '%s' "$CODEGEN_ARGS" | xargs printf '%s\0' > "$quoted"; then
      rm -f "$quoted"
      printf 'codegen: the quotes in `args` are no pairs: %s\n' "$CODEGEN_ARGS" >&2
      exit 2
    fi
    while IFS= read -r -d '' word; do arguments+=("$word"); done < "$quoted"
    rm -f "$quoted"
  fi
}
