"""What programs rely on, as `tests/api.yaml` lists it: `python -m support.api` in tests/ adds to that file what is new.

What goes or is called otherwise is never taken out by the command: whoever removes it edits the file, and says in the
changelog what that breaks.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import yaml

from codegen.cli.as_json import FORMAT
from codegen.cli.exit_codes import DONE, FAILED, FINDINGS, INTERRUPTED
from codegen.cli.main import COMMANDS, commands
from codegen.cli.report_schema import report_schema
from codegen.codes import CODES
from codegen.config_schema import config_schema

FILE = Path(__file__).parents[1] / "api.yaml"
ROOT = FILE.parents[1]
HEAD = """\
# Exit codes, options and their words, ids of findings, keys of reports and of the configuration, inputs of the action,
# hooks: programs rely on them (docs/interface.md). `cd tests && python -m support.api` adds what is new; whoever takes
# something out, or renames it, breaks somebody's pipeline, and edits this file by hand.
"""
_OF_WORDS = ("commands", "configuration", "report")
Api = dict[str, dict[str, str]]


def api() -> Api:
    """Return what there is now, by kind; each with what must stay of it."""
    return {
        "exit codes": {str(code): "" for code in (DONE, FINDINGS, FAILED, INTERRUPTED)},
        "report": {"format": str(FORMAT), **dict(_keys("", report_schema(), report_schema()))},
        "findings": {name: code.severity.value for name, code in CODES.items()},
        "commands": dict(_commands("", commands)),
        "configuration": dict(_keys("", config_schema(), config_schema())),
        "action": dict(_action()),
        "hooks": {str(one["id"]): str(one["entry"]) for one in _read(".pre-commit-hooks.yaml")},
    }


def kept() -> Api:
    """Return what is committed."""
    found: Api = yaml.load(FILE.read_text(encoding="utf-8"), yaml.BaseLoader) if FILE.exists() else {}
    return found


def lost(was: Api, now: Api) -> list[str]:
    """Return what was there and is not, or is otherwise."""
    return [
        f"{kind}: {name}{f' ({value})' if value else ''}"
        for kind, listed in was.items()
        for name, value in listed.items()
        if not _stays(kind, value, now.get(kind, {}).get(name))
    ]


def _stays(kind: str, was: str, now: str | None) -> bool:
    """Tell whether what was said of one still holds; of words there may be more."""
    if now is None:
        return False
    return set(was.split()) <= set(now.split()) if kind in _OF_WORDS else was == now


def _keys(path: str, schema: object, root: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the paths of keys in documents of a schema, with the words that may stand there; ids stand elsewhere."""
    if not isinstance(schema, Mapping):
        return
    reference = schema.get("$ref")
    if isinstance(reference, str):
        found: object = root
        for key in reference.removeprefix("#/").split("/"):
            assert isinstance(found, Mapping)
            found = found[key]
        yield from _keys(path, found, root)
    words = schema.get("enum")
    if path and isinstance(words, list) and len(words) < 20:
        yield f"{path} =", " ".join(str(word) for word in words)
    properties = schema.get("properties")
    for key, below in properties.items() if isinstance(properties, Mapping) else ():
        yield f"{path}/{key}", ""
        yield from _keys(f"{path}/{key}", below, root)
    for key, step in (("items", "/[]"), ("additionalProperties", "/{}")):
        yield from _keys(f"{path}{step}", schema.get(key), root)
    for key in ("anyOf", "oneOf", "allOf"):
        several = schema.get(key)
        for below in several if isinstance(several, list) else ():
            yield from _keys(path, below, root)


def _commands(path: str, command: click.Command) -> Iterator[tuple[str, str]]:
    """Yield commands with their arguments, and their options with the words that they take."""
    context = click.Context(command)
    for one in command.params:  # without `--help`, whose spellings click takes from whoever asked first
        words = " ".join(one.type.choices) if isinstance(one.type, click.Choice) and len(one.type.choices) < 20 else ""
        yield f"{path} {' '.join(one.opts)}".strip(), words
    if isinstance(command, click.Group):
        for name in command.list_commands(context) if path else COMMANDS:
            below = command.get_command(context, name)
            assert below is not None
            yield f"{path} {name}".strip(), ""
            yield from _commands(f"{path} {name}".strip(), below)


def _action() -> Iterator[tuple[str, str]]:
    action = _read("action.yml")
    for name, one in action["inputs"].items():
        yield f"input {name}", str(one.get("default", ""))
    for name in action["outputs"]:
        yield f"output {name}", ""


def _read(name: str) -> Any:  # a document of any shape
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def main() -> int:
    """Add what is new to the file; refuse if something is gone."""
    if os.environ.get("CI") == "true":
        print("The list is for people to read; CI writes none.", file=sys.stderr)
        return 2
    now = api()
    if gone := lost(kept(), now):
        print("These are gone or otherwise; edit tests/api.yaml and the changelog:", *gone, sep="\n  ", file=sys.stderr)
        return 1
    text = yaml.safe_dump(now, sort_keys=True, allow_unicode=True, width=1000, default_style=None)
    FILE.write_bytes(f"{HEAD}{text}".encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
