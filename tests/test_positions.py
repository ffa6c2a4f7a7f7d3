"""Pointers into a text are found again as line and column, and shown."""

import pytest
from support.documents import document

from codegen.loader.document import Document, Json
from codegen.loader.positions import excerpt, position
from codegen.location import escape

YAML = """\
# a comment
openapi: 3.1.1
info:
  title: x
  "a/b": {c: 1,   d: [10, {e: 2}]}
list:
- one
-   - two
    - three: 3
base: &base
  merged: {deep: 1}
uses: *base
more:
  <<: *base
  own: 1
*base2 : 1
"""
JSON = """
{ "openapi": "3.1.1",
  "a/b": {"c": [1, {"d~": "\\u00e9 }]"}],
          "e":{} , "f" : []}, "": 1,
  "g": null
}
"""


def at(document: Document, pointer: str) -> tuple[int, int]:
    return position(document, pointer)


@pytest.mark.parametrize(
    ("pointer", "want"),
    [
        ("", (2, 1)),
        ("/openapi", (2, 1)),
        ("/info/title", (4, 3)),
        ("/info/a~1b", (5, 3)),
        ("/info/a~1b/d", (5, 19)),
        ("/info/a~1b/d/0", (5, 23)),
        ("/info/a~1b/d/1/e", (5, 28)),
        ("/list/0", (7, 3)),
        ("/list/1", (8, 5)),
        ("/list/1/0", (8, 7)),
        ("/list/1/1/three", (9, 7)),
        ("/uses", (12, 1)),
        ("/uses/merged/deep", (11, 12)),
        ("/more/merged", (11, 3)),
        ("/more/own", (15, 3)),
        ("/named", (16, 1)),
        ("/info/none/at/all", (3, 1)),
        ("/list/7", (6, 1)),
        ("/nothing", (2, 1)),
    ],
)
def test_a_pointer_into_yaml_is_the_place_of_its_key(pointer: str, want: tuple[int, int]) -> None:
    text = YAML.replace("title: x", "title: &base2 named")
    assert at(document(text), pointer) == want


@pytest.mark.parametrize(
    ("pointer", "want"),
    [
        ("", (2, 1)),
        ("/openapi", (2, 3)),
        ("/a~1b/c", (3, 11)),
        ("/a~1b/c/0", (3, 17)),
        ("/a~1b/c/1/d~0", (3, 21)),
        ("/a~1b/e", (4, 11)),
        ("/a~1b/f", (4, 20)),
        ("/a~1b/f/0", (4, 20)),
        ("/", (4, 31)),
        ("/g", (5, 3)),
        ("/g/below", (5, 3)),
        ("/none", (2, 1)),
    ],
)
def test_a_pointer_into_json_is_the_place_of_its_key(pointer: str, want: tuple[int, int]) -> None:
    assert at(document(JSON), pointer) == want


@pytest.mark.parametrize("text", [JSON, YAML.replace("*base2 : 1\n", "")])
@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_change_no_position(text: str, line_end: str) -> None:
    plain, other = document(text), document(text.replace("\n", line_end))
    for pointer in _pointers(plain.tree):
        assert at(plain, pointer) == at(other, pointer)


def test_characters_are_counted_and_not_bytes() -> None:
    assert at(document('{"openapi": "3.1.0", "😀é": 1, "x": 1}'), "/x") == (1, 31)
    assert at(document('{openapi: 3.1.0, "😀é": 1, "\u2028": 1, x: 1}'), "/x") == (1, 35)


def test_the_excerpt_is_the_line_and_its_neighbours() -> None:
    spec = document("openapi: 3.1.0\na: 1\nb: 2\nc: 3\n")
    assert excerpt(spec, (3, 1)) == ((2, "a: 1"), (3, "b: 2"), (4, "c: 3"))
    assert excerpt(spec, (1, 1)) == ((1, "openapi: 3.1.0"), (2, "a: 1"))
    assert excerpt(spec, (4, 1)) == ((3, "b: 2"), (4, "c: 3"))


def test_a_place_behind_the_text_shows_its_end() -> None:
    assert excerpt(document("openapi: 3.1.0\nb: 2"), (3, 1)) == ((2, "b: 2"),)


def test_long_lines_are_cut_around_the_column() -> None:
    spec = document(f'{{"openapi": "3.1.0", "a": "{"x" * 500}", "b": 1, "c": "{"y" * 500}"}}')
    ((number, shown),) = excerpt(spec, position(spec, "/b"))
    assert number == 1
    assert '"b": 1' in shown
    assert shown.startswith("…x")
    assert shown.endswith("y…")
    assert len(shown) <= 122


def test_what_cannot_be_seen_is_made_visible() -> None:
    spec = document('openapi: 3.1.0\nb:\t"\u202e\u200b\x85"\r\n')
    assert excerpt(spec, (2, 1)) == ((1, "openapi: 3.1.0"), (2, 'b:\\t"\\u202e\\u200b\\x85"'))


def _pointers(value: Json, pointer: str = "") -> list[str]:
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [pointer, *(one for key, held in below for one in _pointers(held, f"{pointer}/{escape(str(key))}"))]
