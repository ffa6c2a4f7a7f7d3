"""`make bench-names`: what names come to on real descriptions, beside `datamodel-code-generator` and openai-python.

In: the shared descriptions; `--sdk FOLDER` is an unpacked wheel of `openai` (`pip download openai==3.52.0 --no-deps`).
Writes the tables between the marks of docs/names.md, and prints them; `--edits N` makes so many random edits of OpenAI
and GitHub (five at once), `--peer` runs the peer too, which takes minutes. A part that is not asked for stays as it is.
"""

import argparse
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median

from bench import DCG, DCG_OPTIONS
from corpus import SHARED, entries
from measured import run
from support.edits import CONTESTING, KINDS, edit, sheet
from support.history import step
from support.naming import name_graph
from support.sdk import Class, classes
from support.stability import Original

from codegen.config import Options
from codegen.diagnostics import CodegenError
from codegen.loader.load import load as read
from codegen.normalizer.spec import NormalSpec, Schema
from codegen.pipeline import Lowered, load
from codegen.words import folded, pascal, words

DOC = Path(__file__).parents[1] / "docs" / "names.md"
PEERED = ("openai", "github", "discord", "box", "figma")
SCOPES = ("--openapi-scopes", "schemas", "paths", "parameters", "webhooks", "requestbodies")
LIMIT = 300.0
"""Seconds that one run of the peer may take."""
HISTORY = ("openai-history/openapi-2025-03-21.yaml", "openai-history/openapi-2026-07-14.yaml", "openai/openapi.yaml")
CONTESTED = 60


def main() -> int:
    """Make the tables that are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--edits", type=int, default=0, help="random edits of OpenAI and GitHub each")
    parser.add_argument("--peer", action="store_true", help="run datamodel-code-generator")
    parser.add_argument("--sdk", type=Path, help="folder with the package `openai`")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"names: the descriptions are looked for in {SHARED} (CODEGEN_SHARED), which is not there.")
        return 1 if os.environ.get("CI") else 0
    parts: dict[str, Callable[[], list[str]]] = {"figures": figures, "history": history}
    if options.peer:
        parts["peer"] = peer
    if options.sdk is not None:
        parts["sdk"] = lambda: beside_sdk(options.sdk)
    if options.edits:
        parts["edits"] = lambda: stability(options.edits)
    for name, part in parts.items():
        put(name, part())
    return 0


def put(name: str, lines: Iterable[str]) -> None:
    """Print a table, and put it between its marks in the document."""
    table = "\n".join(lines)
    print(f"\n{name}\n{table}", flush=True)
    text = DOC.read_text("utf-8")
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    DOC.write_text(pattern.sub(lambda found: f"{found[1]}\n{table}\n\n{found[2]}", text), "utf-8")


# --- figures ------------------------------------------------------------------------------------------------------


def figures() -> list[str]:
    """Return the table of all descriptions: how many names there are, how long, and how many are hashed or counted."""
    rows = ["| description | types | median | p90 | longest | over 60 | hashed | numbered | equal but for case |"]
    rows.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for _, entry in entries():
        try:
            lowered = load(str(SHARED / "specs" / entry), Options(package="names"))
        except CodegenError:
            continue
        names = [*lowered.package.declarations]
        if len(names) > 4:
            hashed = sum(one.code == "name-hashed" for one in lowered.diagnostics)
            cells = (*lengths(names), hashed, len(numbered(names, lowered)), doubles(names))
            rows.append(f"| {entry} | {' | '.join(map(str, (len(names), *cells)))} |")
    return [*rows[:2], *sorted(rows[2:], key=str.lower)]


def lengths(names: list[str]) -> tuple[int, int, int, int]:
    """Return median, ninth decile and maximum of the lengths, and how many are over 60."""
    found = sorted(map(len, names))
    return int(median(found)), found[int(len(found) * 0.9)], found[-1], sum(one > 60 for one in found)


def numbered(names: Iterable[str], lowered: Lowered) -> list[str]:
    """Return the names that end in a number which no text of the description ends in."""
    endings = {last(pascal(words(text))) for text in strings(lowered) if re.search(r"\d\W*$", text)}
    return [name for name in names if name[-1].isdigit() and last(name) not in endings]


def last(name: str) -> str:
    """Return the last word of a name, with the number at its end."""
    return words(name)[-1].lower()


def strings(lowered: Lowered) -> Iterable[str]:
    """Yield the keys and short texts of a description."""
    todo: list[object] = [document.tree for document in lowered.documents.values()]
    while todo:
        match todo.pop():
            case dict() as found:
                yield from map(str, found)
                todo.extend(found.values())
            case list() as listed:
                todo.extend(listed)
            case str() as text if len(text) < 100:
                yield text
            case _:
                pass


def doubles(names: Iterable[str]) -> int:
    """Return how many names are those of others but for case; there must be none."""
    return sum(count - 1 for count in Counter(map(folded, names)).values())


# --- history ------------------------------------------------------------------------------------------------------


def history() -> list[str]:
    """Return what became of the names of OpenAI's description from version to version, without a lock and with one."""
    rows = ["| from | to | places kept | renamed | moved | with another own part | lost with the lock |"]
    rows.append("|---|---|--:|--:|--:|--:|--:|")
    listed: list[str] = []
    before = name_graph(read(str(SHARED / "specs" / HISTORY[0])))
    for old, new in pairwise(HISTORY):
        found, before = step(before, read(str(SHARED / "specs" / new)))
        cells = (found.kept, len(found.renamed), found.moved, len(found.strange), len(found.lost))
        rows.append(f"| {Path(old).stem} | {new} | {' | '.join(map(str, cells))} |")
        listed += [f"* `{one.old}` → `{one.new}`: {one.at}" for one in (*found.renamed, *found.strange, *found.lost)]
    return [*rows, "", "Those with another name:", "", *(listed or ["none"])]


# --- edits --------------------------------------------------------------------------------------------------------


def stability(edits: int) -> list[str]:
    """Return what random edits change, without a lock and with one, and what the lock recognizes."""
    rows = ["| | edits | names changed without a lock | with the lock |", "|---|--:|--:|--:|"]
    for label, path in (("OpenAI", HISTORY[-1]), ("GitHub", "github/api.github.com.json")):
        original = Original.of(read(str(SHARED / "specs" / path)))
        for what, kinds, count, batch in (("unrelated", KINDS, edits, 5), ("contesting", CONTESTING, CONTESTED, 3)):
            found = original.edited(count, batch, kinds)
            cells = (found.edits, *(sum(len(one) for _, one in listed) for listed in (found.without, found.locked)))
            rows.append(f"| {label}, {what} | {' | '.join(map(str, cells))} |")
        places, inside, elsewhere = original.renamed(60)
        lost = f"{len(inside)}, elsewhere {len(elsewhere)}"
        rows.append(f"| {label}, 60 components renamed | {places} places in them | – | {lost} |")
    return rows


# --- the peers ----------------------------------------------------------------------------------------------------


def peer() -> list[str]:
    """Return our names beside the peer's, and what the first 20 edits change in each."""
    rows = ["| description | | types | median / p90 / longest | over 60 | numbered | renamed by 20 edits |"]
    rows.append("|---|---|--:|--:|--:|--:|--:|")
    for slug in PEERED:
        entry = next(path for one, path in entries() if one == slug)
        lowered = load(str(SHARED / "specs" / entry), Options(package="names"))
        ours, theirs = [*lowered.package.declarations], peer_names(SHARED / "specs" / entry)
        mine, other = renamed(SHARED / "specs" / entry, theirs)
        for label, names, lost in (("codegen", ours, mine), ("peer", theirs, other)):
            middle, tenth, longest, over = lengths(names)
            cells = (len(names), f"{middle} / {tenth} / {longest}", over, len(numbered(names, lowered)), lost)
            rows.append(f"| {slug} | {label} | {' | '.join(map(str, cells))} |")
        rows.append(f"| | ratio | {len(ours) / len(theirs):.2f} | {longest_ratio(ours, theirs):.2f} | | | |")
    return rows


def longest_ratio(ours: list[str], theirs: list[str]) -> float:
    """Return our longest name as a multiple of the peer's."""
    return max(map(len, ours)) / max(map(len, theirs))


def peer_names(spec: Path) -> list[str]:
    """Return the classes and aliases that the peer makes of a description."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "peer.py"
        kind = ("--input-file-type", "openapi", "--target-python-version", "3.13")
        model = ("--output-model-type", "pydantic_v2.BaseModel")
        done = run([DCG, "--input", spec, "--output", out, *model, *kind, *DCG_OPTIONS, *SCOPES], seconds=LIMIT)
        if done.code:
            print(f"names: the peer refuses {spec.name}: {done.told[-300:]}", file=sys.stderr)
            return []
        return re.findall(r"^(?:class|type) (\w+)", out.read_text("utf-8"), re.MULTILINE)


def renamed(spec: Path, theirs: list[str]) -> tuple[int, int]:
    """Return how many names 20 unrelated edits at once take away that we, and the peer, gave before.

    Nothing is removed, so no name has a reason to go; the peer tells no places, so that is counted of both.
    """
    original = Original.of(read(str(spec)))
    kinds = {kind: one for kind, one in KINDS.items() if not kind.startswith("remove")}
    page = sheet(original.tree, original.named, Random(1))
    edit(page, 20, kinds)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edited.json"
        path.write_text(json.dumps(page.tree), "utf-8")
        named = name_graph(read(str(path)))
        mine = {*original.named.by_anchor().values()} - {*named.by_anchor().values()}
        return len(mine), len({*theirs} - {*peer_names(path)})


# --- openai-python ------------------------------------------------------------------------------------------------


def beside_sdk(folder: Path) -> list[str]:
    """Return how our names of what stands in OpenAI's components stand to openai-python's classes of the same fields.

    What a name is longer by is counted behind the component's name, and behind that of the SDK's file.
    """
    named = name_graph(read(str(SHARED / "specs" / HISTORY[-1])))
    known: dict[frozenset[str], list[Class]] = {}
    for one in classes(folder):
        known.setdefault(one.fields, []).append(one)
    counts: Counter[str] = Counter()
    listed: dict[str, str] = {}
    for at, name in sorted(named.names.types.items()):
        schema, root = named.spec.effective(named.spec.schemas[at]), named.at("/".join(at.pointer.split("/")[:4]))
        if root is None or root == name.text or name.text in listed or schema.objects is None:
            continue
        fields = frozenset(schema.objects.properties)
        fits = [one for one in known.get(fields, ()) if one.tags <= tags(schema, named.spec)]
        if not fits or not fields:
            continue
        tail = name.text.removeprefix(root)
        best = max(fits, key=lambda one: (one.tail.lower() == tail.lower(), shared_words(tail, one.tail), one.name))
        counts[verdict(tail, best.tail)] += 1
        listed[name.text] = f"| `{name.text}` | `{best.name}` |"
    rows = ["| inline objects with a class of the same fields and tags | |", "|---|--:|", f"| all | {len(listed)} |"]
    rows += [f"| {one} | {counts[one]} |" for one in ("equal", "ours is shorter", "ours is longer", "as long")]
    return [*rows, "", "Every twelfth pair:", "", "| ours | openai-python |", "|---|---|", *[*listed.values()][::12]]


def tags(schema: Schema, spec: NormalSpec) -> frozenset[str]:
    """Return the constants of an object, as `key=value`."""
    properties = schema.objects.properties if schema.objects is not None else {}
    found = ((key, spec.effective(one).enum) for key, one in properties.items())
    return frozenset(f"{key}={enum[0]}" for key, enum in found if enum is not None and len(enum) == 1)


def shared_words(one: str, other: str) -> int:
    """Return how many words two names share at their ends."""
    count = 0
    for mine, its in zip(reversed(words(one)), reversed(words(other)), strict=False):
        if mine.lower() != its.lower():
            break
        count += 1
    return count


def verdict(ours: str, other: str) -> str:
    """Return how what we add to a component's name stands to what openai-python adds."""
    if ours.lower() == other.lower():
        return "equal"
    if len(ours) == len(other):
        return "as long"
    return "ours is shorter" if len(ours) < len(other) else "ours is longer"


if __name__ == "__main__":
    sys.exit(main())
