"""codegen.json: text and value are each other's inverse, and the text says nothing about its making."""

import json

import pytest

from codegen.config import Flavour, Options
from codegen.diagnostics import OutputErrors
from codegen.manifest import Manifest, NameRow, digest, from_text, shaping, to_text
from codegen.options import Enums, Openness, PydanticOptions

MANIFEST = Manifest(
    options=shaping(Options(package="shop_types")),
    sources={"openapi.yaml": digest("a")},
    warnings=("union-ambiguous",),
    files={"b.py": digest("b"), "a.py": digest("a")},
    names=(
        NameRow("Zebra", "record", "#/components/schemas/Zebra"),
        NameRow("Äpfel", "alias", "#/components/schemas/Äpfel"),
        NameRow("Ape", "record", "#/components/schemas/Ape"),
    ),
)


def test_the_text_says_what_the_value_says() -> None:
    again = from_text(to_text(MANIFEST), "codegen.json")
    assert again.files == MANIFEST.files
    assert again.sources == MANIFEST.sources
    assert again.options == MANIFEST.options
    assert again.config == MANIFEST.config
    assert to_text(again) == to_text(MANIFEST)


def test_the_text_is_json_and_sorted_and_has_a_line_for_each_name() -> None:
    text = to_text(MANIFEST)
    facts = json.loads(text)
    assert list(facts["files"]) == ["a.py", "b.py"]
    assert [row[0] for row in facts["names"]] == ["Ape", "Zebra", "Äpfel"]
    assert '    ["Zebra", "record", "#/components/schemas/Zebra"],\n' in text
    assert text.endswith("}\n")


def test_an_empty_package_has_a_manifest_too() -> None:
    empty = Manifest(options={}, sources={}, warnings=(), files={}, names=())
    assert from_text(to_text(empty), "codegen.json") == empty


def test_line_ends_do_not_change_a_digest() -> None:
    assert digest("a\r\nb\r") == digest("a\nb\n")
    assert digest("a\nb\n") != digest("a\nb")


def test_options_that_shape_no_file_are_not_recorded() -> None:
    plain = shaping(Options(package="a"))
    assert plain == shaping(Options(package="b", strict=True, allow=frozenset({"x"}), deny=frozenset({"y"})))
    assert plain != shaping(Options(package="a", flavours=(Flavour.PYDANTIC,)))
    assert plain != shaping(Options(package="a", header="Ours."))


def test_options_that_are_as_usual_take_no_line() -> None:
    given = Options(package="a", open=Openness.ALL, pydantic=PydanticOptions(frozen=True, enums=Enums.CLASS))
    more = {key: value for key, value in shaping(given).items() if key not in shaping(Options(package="a"))}
    assert more == {"open": "all", "pydantic": {"frozen": True, "enums": "class"}}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "{}",
        '{"format": "1"}',
        '{"format": 1}',
        to_text(MANIFEST).replace('"a.py"', '"../a.py"'),
        to_text(MANIFEST).replace('"a.py"', '"/a.py"'),
        to_text(MANIFEST).replace('"record", ', '"record", "#/a", '),
        to_text(MANIFEST).replace('"Ape"', "1"),
    ],
)
def test_what_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(OutputErrors) as error:
        from_text(text, "out/codegen.json")
    (found,) = error.value.diagnostics
    assert found.code == "manifest-invalid"
    assert found.location is not None
    assert found.location.document == "out/codegen.json"
