"""A tree of JSON values -> JSON or YAML text, with the keys in their order.

What is written is what is read: a text that any reader of YAML 1.1 or 1.2 would take for something else is quoted.
"""

import json

import yaml

from codegen.loader.document import Json, Syntax
from codegen.loader.scalars import NotJsonNumber, plain_value

_Dumper: type[yaml.SafeDumper] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_WIDE = 1 << 20


class _Plain(_Dumper):  # type: ignore[valid-type,misc]  # one of two classes, by what PyYAML was built with
    """Writes each value as often as it stands there."""

    def ignore_aliases(self, data: object) -> bool:
        """Write no anchors."""
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "'" if _is_other(value) else None
    if not value.isprintable():
        style = "|" if "\n" in value and _is_block(value) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _is_block(value: str) -> bool:
    """Tell whether a text of several lines can be written line by line."""
    lines = value.split("\n")
    return all(one.isprintable() and one == one.rstrip() for one in lines) and not value.startswith((" ", "\n"))


def _is_other(value: str) -> bool:
    """Tell whether YAML 1.2 takes a text without quotes for something else."""
    try:
        return not isinstance(plain_value(value), str)
    except NotJsonNumber:
        return True


_Plain.add_representer(str, _text)


def to_text(tree: Json, syntax: Syntax) -> str:
    """Return the text of a document."""
    if syntax is Syntax.JSON:
        return f"{json.dumps(tree, indent=2, ensure_ascii=False)}\n"
    text = yaml.dump(tree, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=_WIDE, default_flow_style=False)
    return str(text)
