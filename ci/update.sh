#!/usr/bin/env bash
# Takes the descriptions as they lie in the working tree, generates, and hands the difference to a branch with one pull
# request. Run it in a checkout of the default branch, after the step that fetched the new description.
#
# In: CODEGEN (the command), CODEGEN_PACKAGES, CODEGEN_ARGS; CODEGEN_BRANCH, CODEGEN_BASE (the branch that is to change,
# by default the one that is checked out), CODEGEN_TITLE, CODEGEN_PATHS (what is committed, by default all that changed;
# a path on each line), CODEGEN_REMOTE, CODEGEN_AUTHOR, CODEGEN_HOST (github, gitlab or none), PYTHON.
# Out: `state`, `changed`, `commit`, `pull-request` in $GITHUB_OUTPUT. 0 done, 1 it could not be handed on, 2 it could
# not be generated.
#
# What a person did stays: the branch is replaced only while it holds nothing but one commit of this script; on top of
# other commits goes a new one; nothing is pushed where generating refuses to overwrite an edit, where a person changed the
# description on the branch, or where the branch moved meanwhile. The working tree, its index and branches are not touched
# but by `codegen generate`.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/words.sh"

branch=${CODEGEN_BRANCH:-codegen/update}
title=${CODEGEN_TITLE:-Update the generated types}
title=${title%%$'\n'*}
remote=${CODEGEN_REMOTE:-origin}
author=${CODEGEN_AUTHOR:-codegen <codegen@users.noreply.github.com>}
host=${CODEGEN_HOST:-}
if [ -z "$host" ]; then
  host=none
  if [ "${GITHUB_ACTIONS:-}" = true ]; then host=github; fi
  if [ "${GITLAB_CI:-}" = true ]; then host=gitlab; fi
fi

say() { printf 'codegen update: %s\n' "$1"; }
fail() {
  say "$1" >&2
  if [ "$host" = github ]; then printf '::error title=codegen update::%s\n' "$(printf '%s' "$1" | tr '\r\n' '  ')"; fi
  exit 1
}
output() { if [ -n "${GITHUB_OUTPUT:-}" ]; then printf '%s=%s\n' "$1" "$2" >> "$GITHUB_OUTPUT"; fi; }
finish() { # state, changed, commit, sentence
  output state "$1"
  output changed "$2"
  output commit "$3"
  say "$4"
}

work=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/codegen-update.XXXXXX")
clean() {
  if [ -d "$work/tree" ]; then git worktree remove --force "$work/tree" || true; fi
  rm -rf "$work"
  git update-ref -d refs/codegen/base || true
  git update-ref -d refs/codegen/branch || true
}

prefix=$(git rev-parse --show-prefix) || fail 'This is no git repository.'
root=$(git rev-parse --show-toplevel)
head=$(git rev-parse --verify --quiet 'HEAD^{commit}') || fail 'There is no commit yet.'
trap clean EXIT
base=${CODEGEN_BASE:-$(git symbolic-ref --quiet --short HEAD || true)}
if [ -z "$base" ]; then fail 'No branch is checked out; say by `base` which one is to change.'; fi
git check-ref-format "refs/heads/$branch" || fail "\`$branch\` cannot be the name of a branch."
if [ "$branch" = "$base" ]; then fail "The branch of the update cannot be the one that it is for, \`$base\`."; fi
read_arguments
for word in ${arguments[@]+"${arguments[@]}"}; do
  if [ "$word" = --force ]; then fail 'An update drops no edits: take `--force` out of `args`.'; fi
done

# The tree that a folder holds now, of the paths that are to be committed; by an index of its own.
snapshot() {
  local paths=()
  while IFS= read -r path; do [ -z "$path" ] || paths+=("$path"); done <<< "${CODEGEN_PATHS:-:/}"
  (
    cd "$1"
    export GIT_INDEX_FILE=$work/index
    git read-tree HEAD
    git add --all -- "${paths[@]}"
    git write-tree
  )
}

generate() { # folder, the file for the report
  local code=0 format=text
  if [ "$host" = github ]; then format=github; fi
  (
    cd "$1"
    "${CODEGEN:-codegen}" generate ${arguments[@]+"${arguments[@]}"} --output-format "$format" \
      --report "markdown=$2"
  ) || code=$?
  if [ "$code" -ne 0 ]; then
    output state failed
    output changed false
    say 'nothing is pushed, as not everything could be generated' >&2
    exit 2
  fi
}

# The commit of a tree on a parent. Its trailers tell the next run what was generated from, and that it is as it was left.
commit() {
  {
    printf '%s\n\n' "$title"
    if [ -s "$work/inputs" ]; then
      printf 'Changed:\n'
      tr '\0' '\n' < "$work/inputs" | sed 's/^/  /'
      echo
    fi
    printf 'Codegen-Base: %s\nCodegen-Tree: %s\n' "$head" "$1"
  } > "$work/message"
  local name=${author%% <*} mail=${author##*<}
  git -c "user.name=$name" -c "user.email=${mail%>}" commit-tree "$1" -p "$2" -F "$work/message"
}

trailer() { git log -1 --format="%(trailers:key=$2,valueonly)" "$1" | head -n 1; }

# Whether a branch is one commit of this script, as it left it, on the commit that it was made from.
is_ours() {
  [ "$(git rev-list --parents -n 1 "$1" | wc -w)" -eq 2 ] &&
    [ "$(trailer "$1" Codegen-Base)" = "$(git rev-parse "$1^")" ] &&
    [ "$(trailer "$1" Codegen-Tree)" = "$(git rev-parse "$1^{tree}")" ]
}

push() { # commit, options of git push
  local commit=$1
  shift
  if [ "$host" = gitlab ]; then
    set -- "$@" -o merge_request.create -o "merge_request.target=$base" -o "merge_request.title=$title" \
      -o merge_request.remove_source_branch
  fi
  git push --quiet "$@" "$remote" "$commit:refs/heads/$branch" ||
    fail "\`$branch\` was not pushed: there is no right to, or somebody else has pushed meanwhile."
}

propose() { # commit
  if [ "$host" != github ]; then return 0; fi
  BRANCH=$branch BASE=$base TITLE=$title COMMIT=$1 INPUTS=$work/inputs REPORT=$work/report.md \
    "${PYTHON:-python3}" "$here/pull_request.py" ||
    fail "\`$branch\` is there, but its pull request is not up to date: the token needs \`pull-requests: write\`, and \
the settings of the repository must let workflows create pull requests."
}

# A person has committed to the branch: generate there, from the new descriptions, and commit on top.
on_top() {
  local path theirs last
  if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
    git fetch --quiet --no-tags --unshallow "$remote" "+refs/heads/$branch:refs/codegen/branch"
  fi
  last=$(git log -n 1 --format=%H --grep='^Codegen-Base: ' refs/codegen/base..refs/codegen/branch)
  if [ -z "$last" ]; then
    fail "\`$branch\` holds commits of others alone; choose another \`branch\` for the update."
  fi
  git worktree add --quiet --detach "$work/tree" refs/codegen/branch
  while IFS= read -r -d '' path; do
    theirs=$(blob refs/codegen/branch "$path")
    case $theirs in
      "$(blob "$inputs" "$path")") continue ;;
      "$(blob "$last" "$path")" | "$(blob refs/codegen/base "$path")") ;;
      *) fail "On \`$branch\` somebody has changed \`$path\`, which the update would overwrite; merge or close that first." ;;
    esac
    if git cat-file -e "$inputs:$path" 2>/dev/null; then
      git --literal-pathspecs -C "$work/tree" checkout --quiet "$inputs" -- "$path"
    else
      rm -f -- "$work/tree/$path"
    fi
  done < "$work/inputs"
  generate "$work/tree/$prefix" "$work/on-top.md"
  tree=$(snapshot "$work/tree/$prefix")
  if [ "$tree" = "$(git rev-parse 'refs/codegen/branch^{tree}')" ]; then
    propose "$(git rev-parse refs/codegen/branch)"
    finish unchanged true "$(git rev-parse refs/codegen/branch)" "\`$branch\` holds this already"
    return
  fi
  made=$(commit "$tree" refs/codegen/branch)
  push "$made"
  propose "$made"
  finish updated true "$made" "\`$branch\` has one more commit, on top of those of others"
}

blob() { git rev-parse --verify --quiet "$1:$2" || echo none; }

inputs=$(snapshot .)
git diff-tree -r --no-renames --name-only -z "$head" "$inputs" > "$work/inputs"
generate . "$work/report.md"
tree=$(snapshot .)
if [ "$tree" = "$(git rev-parse 'HEAD^{tree}')" ]; then
  finish unchanged false '' 'nothing has changed'
  exit 0
fi

there=$(git ls-remote "$remote" "refs/heads/$branch" "refs/heads/$base") || fail "\`$remote\` cannot be read."
there=$there$'\n'
case $there in *"refs/heads/$base"$'\n'*) ;; *) fail "\`$remote\` has no branch \`$base\`." ;; esac
git fetch --quiet --no-tags "$remote" "+refs/heads/$base:refs/codegen/base"
git merge-base --is-ancestor "$head" refs/codegen/base ||
  fail "What is checked out is no part of \`$base\`: run the update on that branch, without commits of your own."
git diff-tree -r --no-renames --name-only -z "$head" "$tree" > "$work/changed"
if xargs -0 git -C "$root" --literal-pathspecs diff --quiet refs/codegen/base "$tree" -- < "$work/changed"; then
  finish unchanged false '' "\`$base\` holds this already"
  exit 0
fi

old=
case $there in
  *"refs/heads/$branch"$'\n'*)
    depth=()
    if [ "$(git rev-parse --is-shallow-repository)" = true ]; then depth=(--depth 2); fi
    git fetch --quiet --no-tags ${depth[@]+"${depth[@]}"} "$remote" "+refs/heads/$branch:refs/codegen/branch"
    old=$(git rev-parse refs/codegen/branch)
    if ! is_ours "$old"; then
      on_top
      exit 0
    fi
    if [ "$(git diff-tree -r --no-renames "$old^" "$old")" = "$(git diff-tree -r --no-renames "$head" "$tree")" ]; then
      propose "$old"
      finish unchanged true "$old" "\`$branch\` holds this already"
      exit 0
    fi
    ;;
esac
made=$(commit "$tree" "$head")
push "$made" "--force-with-lease=refs/heads/$branch:$old"
propose "$made"
if [ -z "$old" ]; then
  finish created true "$made" "\`$branch\` is pushed"
else
  finish updated true "$made" "\`$branch\` is replaced"
fi
