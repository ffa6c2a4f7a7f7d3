"""What loading makes of a source: values, dialects, and the faults it names."""

import hashlib
import io
import json
import math
from copy import deepcopy
from pathlib import Path

import pytest
from support.documents import HEAD, document, graph, places, refused, yaml_value
from support.shared import shared

from codegen.diagnostics import CodegenError, Severity
from codegen.loader.document import Dialect, DocumentErrors, Json, Syntax
from codegen.loader.load import load
from codegen.loader.parse import parse
from codegen.loader.yaml_values import NoNumber

# --- plain scalars mean what YAML 1.2 says ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "Yes", "on", "off", "y", "N", "nUll", "TRue"),
        *("2024-10-01", "2024-10-01T12:30:45Z", "12:30:45", "190:20", "1_000", "1,000", "0b101", "0o8", "0xg"),
        *("1.2.3", "v1", "+", ".", "1e", "e5", "--1", "inf", "nan", "NaN", "=", "١٢", "1 2", "-a", "n"),
    ],
)
def test_a_plain_scalar_outside_the_core_schema_is_a_string(text: str) -> None:
    assert yaml_value(text) == text


@pytest.mark.parametrize(
    ("text", "want"),
    [
        *(("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None)),
        *(("true", True), ("True", True), ("TRUE", True), ("false", False), ("FALSE", False)),
        *(("0", 0), ("-12", -12), ("+5", 5), ("0123", 123), ("0o17", 15), ("0xFf", 255)),
        ("123456789012345678901234567890", 123456789012345678901234567890),
        *(("1.0", 1.0), (".5", 0.5), ("5.", 5.0), ("-1e3", -1000.0), ("1E-2", 0.01), ("+.5e+1", 5.0)),
        *(('"1"', "1"), ("'true'", "true"), ('""', ""), ("|\n  1", "1\n")),
        *(("!!str 1", "1"), ("! 1", "1"), ("!!float 1", 1.0), ('!!int "7"', 7), ("!!null ''", None), ("!!map {}", {})),
    ],
)
def test_a_scalar_of_the_core_schema_is_its_value(text: str, want: Json) -> None:
    found = yaml_value(text)
    assert (type(found), found) == (type(want), want)


def test_keys_are_text_as_written() -> None:
    want = {"200": 1, "true": 2, "null": 3, "~": 4, "1.0": 5, "0x1": 6, "on": 7, "a b": 8}
    assert yaml_value("{200: 1, true: 2, null: 3, ~: 4, 1.0: 5, 0x1: 6, on: 7, a b: 8}") == want


def test_the_order_of_keys_is_that_of_the_text() -> None:
    tree = document(HEAD + "b: 1\na: 2\nc: {z: 1, y: 2}\n").tree
    assert json.dumps(tree) == '{"openapi": "3.1.1", "b": 1, "a": 2, "c": {"z": 1, "y": 2}}'


def test_line_separators_of_unicode_break_no_line() -> None:
    found = document(HEAD + 'a: |\n  one\u2028two\x85three\nb: "x\u2029y\\u2028"\n\u2028k: 1\n').tree
    want = {"openapi": "3.1.1", "a": "one\u2028two\x85three\n", "b": "x\u2029y\u2028", "\u2028k": 1}
    assert found == want


# --- aliases and merge keys ---------------------------------------------------------------------------------------


def test_an_alias_is_the_very_value_of_its_anchor() -> None:
    found = yaml_value("{a: &one {x: [1]}, b: *one, c: &two 2024-01-01, d: *two, &key e: 1, f: *key, *two : 3}")
    assert found == {
        "a": {"x": [1]},
        "b": {"x": [1]},
        "c": "2024-01-01",
        "d": "2024-01-01",
        "e": 1,
        "f": "e",
        "2024-01-01": 3,
    }
    assert isinstance(found, dict)
    assert found["a"] is found["b"]


def test_aliases_of_aliases_are_refused_before_they_take_memory() -> None:
    lines = [f"l{at}: &l{at} [{', '.join([f'*l{at - 1}'] * 9)}]" for at in range(1, 60)]
    text = HEAD + "l0: &l0 [ha]\n" + "\n".join(lines)
    assert places(refused(text)) == [("yaml-alias-expansion", "/l6", (HEAD.count("\n") + 7, 1))]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("{a: 1, <<: *base, c: 3}", {"a": 1, "y": 2, "c": 3}),
        ("{<<: *base, y: 9}", {"a": 0, "y": 9}),
        ("{<<: [*other, *base], z: 1}", {"y": 5, "a": 0, "z": 1}),
        ("{<<: {b: 1, <<: *base}}", {"b": 1, "a": 0, "y": 2}),
        ("{!!merge <<: *base}", {"a": 0, "y": 2}),
        ("{'<<': 1}", {"<<": 1}),
    ],
)
def test_a_plain_merge_key_is_replaced_by_what_it_merges(text: str, want: dict[str, Json]) -> None:
    tree = document(f"{HEAD}base: &base {{a: 0, y: 2}}\nother: &other {{y: 5}}\nx: {text}\n").tree
    assert isinstance(tree, dict)
    assert isinstance(tree["x"], dict)
    assert list(tree["x"].items()) == list(want.items())


def test_merge_keys_cannot_copy_without_end() -> None:
    base = ", ".join(f"k{at}: 1" for at in range(2000))
    found = refused(f"{HEAD}base: &base {{{base}}}\nx:\n" + "- {<<: *base}\n" * 1000)
    assert [one.code for one in found] == ["yaml-merge"]


# --- faults of YAML -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("a: 1\na: 2\n", [("duplicate-key", "/a", (3, 1))]),
        ("x: {200: 1, '200': 2}\n", [("duplicate-key", "/x/200", (2, 13))]),
        (
            "x:\n- {b/c: 1, b/c: 2, b/c: 3}\ny: {d: 1, d: 2}\n",
            [
                ("duplicate-key", "/x/0/b~1c", (3, 12)),
                ("duplicate-key", "/x/0/b~1c", (3, 20)),
                ("duplicate-key", "/y/d", (4, 11)),
            ],
        ),
        (
            "x: [.inf, -.INF, .nan]\ny: 1e999\n",
            [
                ("number-invalid", "/x/0", (2, 5)),
                ("number-invalid", "/x/1", (2, 11)),
                ("number-invalid", "/x/2", (2, 18)),
                ("number-invalid", "/y", (3, 4)),
            ],
        ),
        (f"x: {'9' * 5000}\n", [("number-invalid", "/x", (2, 4))]),
        (
            "a: !mine b\nb: !!binary aGk=\nc: !!python/object:os.system x\nd: !!int x\ne: !!map []\n",
            [("yaml-tag", f"/{key}", (line, 4)) for line, key in enumerate("abcde", 2)],
        ),
        ("x: &x {y: [*x]}\n", [("yaml-alias", "/x/y/0", (2, 12))]),
        ("x: *here\ny: *there\n", [("yaml-alias", "/x", (2, 4)), ("yaml-alias", "/y", (3, 4))]),
        ("x:\n  {{name}}: 1\n  ? [a]\n  : 1\n", [("yaml-key", "/x", (3, 3)), ("yaml-key", "/x", (4, 5))]),
        ("x:\n  <<: 1\n", [("yaml-merge", "/x/<<", (3, 3))]),
        ("---\nb: 1\n", [("yaml-documents", "", (2, 1))]),
        ("x:\n\t- b\n", [("yaml-syntax", "", (3, 1))]),
        ("x: a: b\n", [("yaml-syntax", "", (2, 5))]),
        ("x: @a\n", [("yaml-syntax", "", (2, 4))]),
        ("x: [1, 2\n", [("yaml-syntax", "/x", (3, 1))]),
        ("x: 'a\n\n\n", [("yaml-syntax", "", (2, 4))]),
        ("x: \x07\n", [("yaml-syntax", "", (2, 4))]),
    ],
)
def test_a_fault_of_yaml_is_named_with_its_place(text: str, want: list[tuple[str, str, tuple[int, int]]]) -> None:
    assert places(refused(HEAD + text)) == want


def test_a_duplicate_key_is_told_with_both_places() -> None:
    (found,) = refused(HEAD + "info:\n  title: a\n  version: 1\n  title: b\n")
    assert found.message == "The key `title` stands here at line 5, column 3, and before at line 3, column 3."


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("a:\n\tb: 1\n", "A tab stands where only spaces may.", "YAML is indented by spaces only."),
        ("a: `b`\n", "A value cannot begin with a backtick.", "Put the value in quotes."),
        ("a: 'b\n", "The quoted text that begins here is never closed.", "Close the quote."),
    ],
)
def test_a_fault_of_syntax_is_told_in_words_of_its_author(text: str, message: str, help: str) -> None:
    (found,) = refused(HEAD + text)
    assert (found.message, found.help) == (message, help)


# --- JSON ---------------------------------------------------------------------------------------------------------


def test_json_is_read_as_json_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "spec.yaml"
    path.write_text('\n {"openapi": "3.0.4", "a": [1, 1.0, 1e2, 12345678901234567890, "\\ud83d\\ude00", null]}')
    found = load(str(path)).root
    assert found.syntax is Syntax.JSON
    assert found.tree == {"openapi": "3.0.4", "a": [1, 1.0, 100.0, 12345678901234567890, "😀", None]}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            '{"a": {"b": 1, "b": 2, "b": 3},\n "c": [{"x": 1, "x": 2}]}',
            [
                ("duplicate-key", "/a/b", (1, 16)),
                ("duplicate-key", "/a/b", (1, 24)),
                ("duplicate-key", "/c/0/x", (2, 17)),
            ],
        ),
        (
            f'{{"a": NaN, "b": -Infinity, "c": 1e999, "d": {"1" * 5000}}}',
            [
                ("number-invalid", "/a", (1, 7)),
                ("number-invalid", "/b", (1, 17)),
                ("number-invalid", "/c", (1, 33)),
                ("number-invalid", "/d", (1, 45)),
            ],
        ),
        ('{"a": "\\ud83d", "b": "\\ud83d\\ude00"}', [("text-invalid", "/a", (1, 7))]),
    ],
)
def test_a_fault_that_json_parsers_pass_over_is_named(text: str, want: list[tuple[str, str, tuple[int, int]]]) -> None:
    assert places(refused(text)) == want


def test_yaml_in_a_json_file_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "spec.json"
    path.write_text('{"openapi": "3.1.0", paths: {},}')
    found = load(str(path))
    assert found.root.tree == {"openapi": "3.1.0", "paths": {}}
    assert places(found.diagnostics) == [("json-is-yaml", "", (1, 22))]


@pytest.mark.parametrize(
    ("text", "want"), [("null", None), (" 5\n", 5), ("-1.5e3", -1500.0), ('"a\\n\\"b"', 'a\n"b'), ("true", True)]
)
def test_json_without_brackets_is_json_if_the_file_is_called_so(text: str, want: object) -> None:
    found = parse(text, "value.json")
    assert (found.syntax, found.tree, found.diagnostics) == (Syntax.JSON, want, ())


@pytest.mark.parametrize("text", ["NaN", "abc", "yes", "01", "0x1f", "'a'", "- 1"])
def test_other_yaml_without_brackets_is_no_json(text: str) -> None:
    found = parse(text, "value.json")
    assert (found.syntax, [one.code for one in found.diagnostics]) == (Syntax.YAML, ["json-is-yaml"])


@pytest.mark.parametrize(
    ("text", "code"), [("1e999", "number-invalid"), ("9" * 5000, "number-invalid"), ('"\\ud83d"', "text-invalid")]
)
def test_odd_json_without_brackets_is_refused(text: str, code: str) -> None:
    assert code in [one.code for one in parse(text, "value.json").diagnostics]


def test_what_is_neither_is_told_as_json_if_it_is_called_so(tmp_path: Path) -> None:
    for name, code in (("spec.json", "json-syntax"), ("spec.yaml", "yaml-syntax")):
        path = tmp_path / name
        path.write_text('{"openapi": "3.1.0" "a": 1}')
        with pytest.raises(DocumentErrors) as caught:
            load(str(path))
        assert [one.code for one in caught.value.diagnostics] == [code]


@pytest.mark.parametrize("depth", [250, 900, 50_000])
@pytest.mark.parametrize(
    ("before", "opening", "closing"),
    [
        ("", "[", "]"),
        ("", '{"a":', "}"),
        (HEAD + "a: ", "[", "]"),
        (HEAD + "a: ", "[\n", "]"),
        (HEAD + "a: ", "{a: ", "}"),
        (HEAD + "a:\n  ", "- ", ""),
    ],
)
def test_bottomless_nesting_is_refused_by_name(before: str, opening: str, closing: str, depth: int) -> None:
    (found,) = refused(before + opening * depth + "1" + closing * depth + "\n")
    assert found.code == "nesting-too-deep"


def test_bottomless_nesting_in_a_key_is_refused_by_name() -> None:
    found = refused(HEAD + "? " + "[\n" * 900 + "]" * 900 + "\n")
    assert [one.code for one in found] == ["yaml-key", "nesting-too-deep"]


def test_two_hundred_containers_may_stand_inside_each_other() -> None:
    text = '{"openapi": "3.1.0", "a":' + "[" * 199 + "]" * 199 + "}"
    assert graph(text).root.syntax is Syntax.JSON
    assert graph(HEAD + text.replace('{"openapi": "3.1.0", "a":', "a: ")[:-1]).root.syntax is Syntax.YAML


def test_aliases_cannot_nest_deeper_than_the_text_may() -> None:
    lines = [f"l{at}: &l{at} [*l{at - 1}]" for at in range(1, 300)]
    found = refused(HEAD + "l0: &l0 [1]\n" + "\n".join(lines))
    assert [one.code for one in found] == ["nesting-too-deep"]


# --- bytes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_change_neither_tree_nor_digest(encoding: str, line_end: str, mark: str) -> None:
    text = "openapi: 3.1.0\nx: |\n  é😀\n  b\n"
    found = document((mark + text.replace("\n", line_end)).encode(encoding))
    assert found.tree == {"openapi": "3.1.0", "x": "é😀\nb\n"}
    assert found.digest == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"openapi: 3.1.0\nx: caf\xe9\n", (2, 7)),
        ("a: b\nc: ".encode("utf-16-be") + b"\xd8\0\0x", (2, 4)),
        (b"\xff\xfeo", (1, 1)),
        (b"\xff\xfe\0\0o\0\0\0\xff\xff\xff\xff", (1, 2)),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_place(raw: bytes, place: tuple[int, int]) -> None:
    assert places(refused(raw)) == [("encoding-invalid", "", place)]


# --- sources ------------------------------------------------------------------------------------------------------


def test_a_document_is_called_as_the_user_called_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "spec.yaml").write_text(HEAD)
    monkeypatch.chdir(tmp_path)
    assert load("api/spec.yaml").entry == "api/spec.yaml"
    assert load("./api/spec.yaml").entry == "api/spec.yaml"
    assert load("-", stdin=io.BytesIO(HEAD.encode())).entry == "<stdin>"


@pytest.mark.parametrize(
    ("source", "code", "help"),
    [
        ("openapi.yml", "source-not-found", "`.` has `openapi.yaml`."),
        ("specs/openapi.yaml", "source-not-found", "There is no folder `specs` either."),
        (".", "source-unreadable", "`.` has `openapi.yaml`."),
        ("https://example.com/openapi.yaml", "source-unsupported", "Download it first, or pipe it to `-`."),
    ],
)
def test_a_source_that_cannot_be_read_is_named(
    source: str, code: str, help: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "openapi.yaml").write_text(HEAD)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CodegenError) as caught:
        load(source)
    assert [(one.code, one.help) for one in caught.value.diagnostics] == [(code, help)]


def test_errors_carry_the_text_they_are_about() -> None:
    with pytest.raises(DocumentErrors) as caught:
        graph("openapi: 3.1.0\na: [")
    assert caught.value.document.text == "openapi: 3.1.0\na: ["
    assert caught.value.document.tree is None


# --- dialects -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "want"),
    [
        ("3.0.0", Dialect.OPENAPI_3_0),
        ("3.0.4", Dialect.OPENAPI_3_0),
        ("'3.0'", Dialect.OPENAPI_3_0),
        ("3.1.0", Dialect.OPENAPI_3_1),
        ("3.1.12", Dialect.OPENAPI_3_1),
        ("3.1.0-rc1", Dialect.OPENAPI_3_1),
        ("3.2.0", Dialect.OPENAPI_3_2),
        ("3.2.1", Dialect.OPENAPI_3_2),
        ("'3.2'", Dialect.OPENAPI_3_2),
    ],
)
def test_the_version_names_the_dialect(version: str, want: Dialect) -> None:
    found = graph(f"openapi: {version}")
    assert (found.dialect, found.diagnostics) == (want, ())


def test_swagger_says_its_version_under_another_key() -> None:
    found = graph("swagger: '2.0'")
    assert (found.dialect, found.diagnostics) == (Dialect.SWAGGER_2_0, ())


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("openapi: 3.1", Dialect.OPENAPI_3_1),
        ("openapi: 3.2", Dialect.OPENAPI_3_2),
        ("swagger: 2.0", Dialect.SWAGGER_2_0),
        ("swagger: 2", Dialect.SWAGGER_2_0),
    ],
)
def test_a_version_without_quotes_is_taken_with_a_note(text: str, want: Dialect) -> None:
    found = graph(text)
    assert found.dialect is want
    assert [(one.code, one.severity) for one in found.diagnostics] == [("openapi-not-text", Severity.NOTE)]


@pytest.mark.parametrize("version", ["3", "'3'", "v3.0.1", "' 3.0.1 '", "3.0.x", "3.0.1.1"])
def test_a_version_that_is_spelt_oddly_is_taken_with_a_warning(version: str) -> None:
    found = graph(f"openapi: {version}")
    assert found.dialect is Dialect.OPENAPI_3_0
    assert [(one.code, one.severity) for one in found.diagnostics] == [("openapi-version-odd", Severity.WARNING)]


@pytest.mark.parametrize(
    ("text", "code", "pointer"),
    [
        ("swagger: '1.2'", "dialect-unsupported", "/swagger"),
        ("swaggerVersion: '1.2'", "dialect-unsupported", "/swaggerVersion"),
        ("swagger: '1'", "dialect-unknown", "/swagger"),
        ("swagger: '2.1'", "not-a-description", "/swagger"),
        ("swagger: true", "dialect-unknown", "/swagger"),
        ("openapi: 2.0.0", "dialect-unknown", "/openapi"),
        ("openapi: 3.3.0", "dialect-unknown", "/openapi"),
        ("openapi: '2'", "dialect-unknown", "/openapi"),
        ("openapi: 3.99999999999999999999", "dialect-unknown", "/openapi"),
        ("swagger: 3.0.0", "not-a-description", "/swagger"),
        ("openapi: 4.0.0", "dialect-unknown", "/openapi"),
        ("openapi: 4", "dialect-unknown", "/openapi"),
        ("openapi: 3.14", "dialect-unknown", "/openapi"),
        ("openapi: 31.0", "dialect-unknown", "/openapi"),
        ("openapi:", "dialect-unknown", "/openapi"),
        ("openapi: [3.1.0]", "dialect-unknown", "/openapi"),
        ("", "not-a-description", ""),
        ("just text", "not-a-description", ""),
        ("- openapi: 3.1.0", "not-a-description", ""),
        ("[]", "not-a-description", ""),
        ("info: {}", "not-a-description", ""),
        ("asyncapi: 3.0.0", "not-a-description", "/asyncapi"),
        ("OpenAPI: 3.1.0", "not-a-description", "/OpenAPI"),
        ("opneapi: 3.1.0", "not-a-description", "/opneapi"),
    ],
)
def test_what_is_no_description_of_a_known_version_is_refused(text: str, code: str, pointer: str) -> None:
    assert places(refused(text)) == [(code, pointer, None if pointer else (1, 1))]


@pytest.mark.parametrize(
    ("version", "dialect", "want"),
    [
        ("3.1.0", "https://spec.openapis.org/oas/3.1/dialect/base", []),
        ("3.1.0", "https://spec.openapis.org/oas/3.1/dialect/2024-11-10", []),
        ("3.1.0", "https://json-schema.org/draft/2020-12/schema", []),
        ("3.1.0", "http://json-schema.org/draft-04/schema#", []),
        ("3.2.0", "https://spec.openapis.org/oas/3.2/dialect/2025-09-17", []),
        ("3.1.0", "http://json-schema.org/draft-03/schema#", ["schema-dialect"]),
        ("3.1.0", "{}", ["schema-dialect"]),
        ("3.0.3", "http://json-schema.org/draft-04/schema#", []),
    ],
)
def test_a_foreign_schema_dialect_is_warned_of(version: str, dialect: str, want: list[str]) -> None:
    found = graph(f"openapi: {version}\njsonSchemaDialect: {dialect}\n")
    assert [one.code for one in found.diagnostics] == want


# --- real descriptions --------------------------------------------------------------------------------------------


def test_every_valid_description_of_the_collection_loads_and_equals_what_json_says() -> None:
    folder = shared("specs")
    loaded = 0
    for row in json.loads((folder / "index.json").read_text(encoding="utf-8")):
        if not (row["valid_yaml_12"] and str(row["dialect"]).startswith(("2.0", "3.0", "3.1", "3.2"))):
            continue
        if row["entry"].endswith("invalid/newer-version.yaml"):
            continue  # `swagger: "3.0"`
        found = load(str(folder / row["entry"])).root
        loaded += 1
        if row["format"] == "json":
            assert found.tree == json.loads((folder / row["entry"]).read_text(encoding="utf-8-sig")), row["entry"]
    assert loaded > 1700


def test_floats_keep_their_kind() -> None:
    found = yaml_value("[1, 1.0, -0.0]")
    assert isinstance(found, list)
    assert [type(one) for one in found] == [int, float, float]
    assert isinstance(found[2], float)
    assert math.copysign(1, found[2]) == -1


def test_a_tree_with_a_number_that_json_does_not_have_can_be_copied() -> None:
    tree = {"example": NoNumber(".nan", "it is not finite")}
    copied = deepcopy(tree)
    assert copied == tree
    assert copied["example"].why == "it is not finite"
