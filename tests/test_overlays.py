"""What overlays make of a description (OpenAPI Overlay Specification 1.0 and 1.1), and what is told of them."""

import json
from pathlib import Path

import pytest
from support.shared import shared

from codegen.diagnostics import CodegenError, Diagnostic
from codegen.loader.document import DocumentGraph, Json
from codegen.loader.load import load, load_document
from codegen.loader.origins import written_at
from codegen.loader.positions import position
from codegen.location import Location
from codegen.options import Options
from codegen.pipeline import load as lowered

SPEC = """\
openapi: 3.1.1
info: {title: T, version: "1"}
tags: [{name: a}, {name: b}]
paths:
  /a:
    get: {operationId: getA, tags: [x], x-old: {deep: [1, 2]}}
  /b:
    get: {operationId: getB, tags: [x, y]}
"""
HEAD = "overlay: {version}\ninfo: {{title: O, version: '1'}}\nactions:\n"
GET_A, GET_B = (
    {"operationId": "getA", "tags": ["x"], "x-old": {"deep": [1, 2]}},
    {"operationId": "getB", "tags": ["x", "y"]},
)


def patched(folder: Path, actions: str, version: str = "1.1.0", spec: str = SPEC) -> DocumentGraph:
    (folder / "spec.yaml").write_text(spec)
    (folder / "overlay.yaml").write_text(HEAD.format(version=version) + actions)
    return load(str(folder / "spec.yaml"), [str(folder / "overlay.yaml")])


def tree(found: DocumentGraph) -> dict[str, Json]:
    assert isinstance(found.root.tree, dict)
    return found.root.tree


def told(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(one.code, one.location.pointer if one.location else "") for one in found]


def paths(a: object = GET_A, b: object = GET_B) -> object:
    return {"/a": {"get": a}, "/b": {"get": b}}


# --- actions ------------------------------------------------------------------------------------------------------

_NO_TAGS = {key: value for key, value in GET_A.items() if key != "tags"}


@pytest.mark.parametrize(
    ("actions", "key", "want"),
    [
        # 1.1.0, Action Object: objects are merged, key by key
        (
            "- {target: $.info, update: {license: {name: MIT}}}",
            "info",
            {"title": "T", "version": "1", "license": {"name": "MIT"}},
        ),
        ("- {target: $, update: {info: {title: U}}}", "info", {"title": "U", "version": "1"}),
        (
            "- {target: \"$.paths['/a'].get\", update: {x-old: {deep: [3], new: 1}}}",
            "paths",
            paths({**GET_A, "x-old": {"deep": [1, 2, 3], "new": 1}}),
        ),
        # ... arrays are appended to
        ("- {target: $.tags, update: {name: c}}", "tags", [{"name": "a"}, {"name": "b"}, {"name": "c"}]),
        ("- {target: $.tags, update: [{name: c}, {name: d}]}", "tags", [{"name": one} for one in "abcd"]),
        ("- {target: $.tags, update: [[1]]}", "tags", [{"name": "a"}, {"name": "b"}, [1]]),
        (
            "- {target: $..get.tags, update: z}",
            "paths",
            paths({**GET_A, "tags": ["x", "z"]}, {**GET_B, "tags": ["x", "y", "z"]}),
        ),
        # ... other values are replaced, null among them
        ("- {target: $.info.title, update: U}", "info", {"title": "U", "version": "1"}),
        ("- {target: $.info.title, update: 5}", "info", {"title": 5, "version": "1"}),
        ("- {target: $.info.title, update: null}", "info", {"title": None, "version": "1"}),
        ("- {target: '$.tags[*].name', update: z}", "tags", [{"name": "z"}, {"name": "z"}]),
        # removal, of keys, items, items that shift, values inside of what goes too
        ("- {target: $.info.title, remove: true}", "info", {"version": "1"}),
        ("- {target: '$.tags[0]', remove: true}", "tags", [{"name": "b"}]),
        ("- {target: '$.tags[*]', remove: true}", "tags", []),
        ("- {target: '$.tags[1,0,1]', remove: true}", "tags", []),
        ("- {target: \"$.tags[?@.name == 'a']\", remove: true}", "tags", [{"name": "b"}]),
        ("- {target: '$..tags', remove: true}", "paths", paths(_NO_TAGS, {"operationId": "getB"})),
        ("- {target: '$.tags..*', remove: true}", "tags", []),
        ("- {target: \"$.paths[?@.get.tags[?@ == 'y']]\", remove: true}", "paths", {"/a": {"get": GET_A}}),
        # order: each action applies to what the one before left
        ("- {target: $.tags, remove: true}\n- {target: $, update: {tags: [{name: z}]}}", "tags", [{"name": "z"}]),
        (
            "- {target: '$.tags[0]', remove: true}\n- {target: '$.tags[0]', update: {x: 1}}",
            "tags",
            [{"name": "b", "x": 1}],
        ),
        (
            "- {target: $.info, update: {x-a: {b: 1}}}\n- {target: $.info.x-a, update: {c: 2}}",
            "info",
            {"title": "T", "version": "1", "x-a": {"b": 1, "c": 2}},
        ),
        # copies
        (
            "- {target: \"$.paths['/b'].get.tags\", copy: $.tags}",
            "paths",
            paths(b={**GET_B, "tags": ["x", "y", {"name": "a"}, {"name": "b"}]}),
        ),
        (
            "- {target: \"$.paths['/b'].get\", copy: \"$.paths['/a'].get.x-old\"}",
            "paths",
            paths(b={**GET_B, "deep": [1, 2]}),
        ),
        ("- {target: '$.tags[0].name', copy: '$.tags[1].name'}", "tags", [{"name": "b"}, {"name": "b"}]),
        # a copy and what it was made of are two: what is changed in one does not change the other
        (
            "- {target: '$.tags[0]', copy: \"$.paths['/a'].get\"}\n- {target: '$.tags[0].x-old.deep', update: 9}",
            "paths",
            paths(),
        ),
        # extensions are allowed everywhere
        ("- {target: $.info, update: {x: 1}, x-why: {a: b}}", "info", {"title": "T", "version": "1", "x": 1}),
        # `remove: false` is the default
        ("- {target: $.info, update: {x: 1}, remove: false}", "info", {"title": "T", "version": "1", "x": 1}),
    ],
)
def test_an_action_changes_what_its_target_selects(tmp_path: Path, actions: str, key: str, want: object) -> None:
    found = patched(tmp_path, f"{actions}\n")
    assert (tree(found)[key], told(found.diagnostics)) == (want, [])


@pytest.mark.parametrize(
    ("version", "want", "codes"),
    [
        ("1.0.0", [{"name": "a"}, {"name": "b"}, {"name": "c"}], [("overlay-version", "/actions/0/update")]),
        ("1.1.0", [{"name": "a"}, {"name": "b"}, {"name": "c"}], []),
        ("1.1.9", [{"name": "a"}, {"name": "b"}, {"name": "c"}], []),
        ("1.1", [{"name": "a"}, {"name": "b"}, {"name": "c"}], [("overlay-version", "/overlay")]),
    ],
)
def test_the_items_of_an_array_are_appended_though_1_0_has_it_as_one_item(
    tmp_path: Path, version: str, want: object, codes: object
) -> None:
    found = patched(tmp_path, "- {target: $.tags, update: [{name: c}]}\n", version)
    assert (tree(found)["tags"], told(found.diagnostics)) == (want, codes)


def test_an_array_is_one_item_by_1_0_where_there_are_such_items(tmp_path: Path) -> None:
    actions = "- {target: $.x-a, update: [2]}\n"
    for version, want in (("1.0.0", [[1], [2]]), ("1.1.0", [[1], 2])):
        found = patched(tmp_path, actions, version, SPEC + "x-a: [[1]]\n")
        assert (tree(found)["x-a"], told(found.diagnostics)) == (want, [])


def test_targets_that_only_1_1_allows_are_taken_by_1_0_with_a_warning(tmp_path: Path) -> None:
    found = patched(tmp_path, "- {target: $.info.title, remove: true}\n", "1.0.0")
    assert tree(found)["info"] == {"version": "1"}
    assert told(found.diagnostics) == [("overlay-version", "/actions/0/target")]


@pytest.mark.parametrize("name", ["json", "yaml"])
def test_an_overlay_may_be_json_or_yaml(tmp_path: Path, name: str) -> None:
    overlay = {
        "overlay": "1.0.0",
        "info": {"title": "O", "version": "1"},
        "actions": [{"target": "$.info", "update": {"x": 1}}],
    }
    (tmp_path / "spec.yaml").write_text(SPEC)
    (tmp_path / f"o.{name}").write_text(json.dumps(overlay, indent=2))
    assert tree(load(str(tmp_path / "spec.yaml"), [str(tmp_path / f"o.{name}")]))["info"] == {
        "title": "T",
        "version": "1",
        "x": 1,
    }


def test_overlays_are_applied_in_order(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC)
    for name in "ab":
        (tmp_path / name).write_text(
            HEAD.format(version="1.1.0") + f"- {{target: $.info, update: {{title: {name}}}}}\n"
        )
    for order in ("ab", "ba"):
        found = load(str(tmp_path / "spec.yaml"), [str(tmp_path / name) for name in order])
        assert tree(found)["info"] == {"title": order[-1], "version": "1"}


def test_the_sets_of_others_give_what_they_expect() -> None:
    sets = sorted(one for one in shared("specs", "overlay-sets").iterdir() if one.is_dir())
    assert len(sets) >= 8
    for folder in sets:
        found = load(str(folder / "openapi.yaml"), [str(folder / "overlay.yaml")])
        assert found.root.tree == load_document(str(folder / "output.yaml"))[0].tree, folder.name


# --- what is shared stays as it was ----------------------------------------------------------------------------------

SHARED = """\
openapi: 3.1.1
info: {title: T, version: "1"}
components:
  schemas:
    A: &a {type: object, properties: {x: &x {type: string}}}
    B: *a
    C: {type: object, properties: {x: *x}}
"""


def test_a_patch_of_one_alias_changes_no_other(tmp_path: Path) -> None:
    found = patched(tmp_path, "- {target: $.components.schemas.B.properties.x, update: {format: uuid}}\n", spec=SHARED)
    components = tree(found)["components"]
    assert components == {
        "schemas": {
            "A": {"type": "object", "properties": {"x": {"type": "string"}}},
            "B": {"type": "object", "properties": {"x": {"type": "string", "format": "uuid"}}},
            "C": {"type": "object", "properties": {"x": {"type": "string"}}},
        }
    }


def test_one_value_put_in_at_two_places_is_changed_at_one(tmp_path: Path) -> None:
    actions = "- {target: $.paths.*.get, update: {x-a: {b: [1]}}}\n- {target: \"$.paths['/a'].get.x-a.b\", update: 2}\n"
    found = tree(patched(tmp_path, actions))["paths"]
    assert found == paths({**GET_A, "x-a": {"b": [1, 2]}}, {**GET_B, "x-a": {"b": [1]}})


def test_the_tree_that_was_loaded_is_never_changed(tmp_path: Path) -> None:
    (tmp_path / "o").write_text(
        HEAD.format(version="1.1.0") + "- {target: $..tags, update: z}\n- {target: $.info.title, remove: true}\n"
    )
    (tmp_path / "spec.yaml").write_text(SPEC)
    loaded, _ = load_document(str(tmp_path / "spec.yaml"))
    before = json.dumps(loaded.tree)
    from codegen.loader.overlays import overlay

    after = overlay(loaded, [str(tmp_path / "o")], load_document).document
    assert json.dumps(loaded.tree) == before
    assert isinstance(after.tree, dict)
    assert isinstance(loaded.tree, dict)
    assert after.tree["openapi"] is loaded.tree["openapi"]
    assert after.tree["paths"] is not loaded.tree["paths"]


def test_copies_of_copies_end(tmp_path: Path) -> None:
    actions = (
        "- {target: $, update: {x-a: {b: {}}}}\n"
        + "- {target: $.x-a.b, copy: $.paths}\n- {target: $.paths, copy: $.x-a}\n" * 60
    )
    with pytest.raises(CodegenError) as refused:
        patched(tmp_path, actions)
    assert {one.code for one in refused.value.diagnostics} == {"overlay-too-much"}


# --- where things were written ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actions", "pointer", "file", "want"),
    [
        ("", "/info/title", "spec.yaml", "/info/title"),
        ("- {target: $.info, update: {x: {y: 1}}}", "/info/x/y", "overlay.yaml", "/actions/0/update/x/y"),
        ("- {target: $.info, update: {title: U}}", "/info/title", "overlay.yaml", "/actions/0/update/title"),
        ("- {target: $.info, update: {title: U}}", "/info/version", "spec.yaml", "/info/version"),
        ("- {target: $.info.title, update: U}", "/info/title", "overlay.yaml", "/actions/0/update"),
        ("- {target: $.tags, update: {name: c}}", "/tags/2/name", "overlay.yaml", "/actions/0/update/name"),
        ("- {target: $.tags, update: [1, {name: c}]}", "/tags/3/name", "overlay.yaml", "/actions/0/update/1/name"),
        ("- {target: '$.tags[0]', remove: true}", "/tags/0/name", "spec.yaml", "/tags/1/name"),
        (
            "- {target: '$.tags[0]', remove: true}\n- {target: $.tags, update: 1}",
            "/tags/1",
            "overlay.yaml",
            "/actions/1/update",
        ),
        (
            "- {target: $.tags, update: 1}\n- {target: '$.tags[0]', remove: true}",
            "/tags/1",
            "overlay.yaml",
            "/actions/0/update",
        ),
        (
            "- {target: $.tags, remove: true}\n- {target: $, update: {tags: [1]}}",
            "/tags/0",
            "overlay.yaml",
            "/actions/1/update/tags/0",
        ),
        (
            "- {target: '$.tags[0]', copy: \"$.paths['/b']\"}",
            "/tags/0/get/tags/1",
            "spec.yaml",
            "/paths/~1b/get/tags/1",
        ),
        (
            "- {target: $.info, update: {x: {y: 1}}}\n- {target: '$.tags[0]', copy: $.info.x}",
            "/tags/0/y",
            "overlay.yaml",
            "/actions/0/update/x/y",
        ),
        (
            "- {target: $.info, update: {x: {y: 1}}}\n- {target: '$.tags[0]', copy: $.info}",
            "/tags/0/x/y",
            "overlay.yaml",
            "/actions/0/update/x/y",
        ),
    ],
)
def test_a_place_is_where_it_was_written(tmp_path: Path, actions: str, pointer: str, file: str, want: str) -> None:
    if not actions:
        actions = "- {target: $.info, update: {y: 1}}"
    root = patched(tmp_path, f"{actions}\n").root
    found = written_at(root.origin, Location(root.name, pointer))
    assert (Path(found.document).name, found.pointer) == (file, want)


def test_a_fault_in_what_an_overlay_put_in_is_told_there(tmp_path: Path) -> None:
    actions = "- target: $\n  update:\n    components:\n      schemas:\n        X: {$ref: '#/components/schemas/Y'}\n"
    (tmp_path / "spec.yaml").write_text(SPEC)
    (tmp_path / "overlay.yaml").write_text(HEAD.format(version="1.1.0") + actions)
    with pytest.raises(CodegenError) as refused:
        lowered(str(tmp_path / "spec.yaml"), Options(package="p", overlays=(str(tmp_path / "overlay.yaml"),)))
    [fault] = refused.value.diagnostics
    assert fault.location is not None
    assert (fault.code, fault.location.pointer) == ("ref-not-found", "/components/schemas/X/$ref")
    assert Path(fault.location.document).name == "spec.yaml"


def test_an_id_that_an_overlay_puts_in_names_its_schema(tmp_path: Path) -> None:
    spec = SPEC + "components: {schemas: {A: {type: string}, B: {$ref: '#here'}}}\n"
    (tmp_path / "spec.yaml").write_text(spec)
    (tmp_path / "o").write_text(
        HEAD.format(version="1.1.0") + "- {target: $.components.schemas.A, update: {$anchor: here}}\n"
    )
    found = lowered(str(tmp_path / "spec.yaml"), Options(package="p", overlays=(str(tmp_path / "o"),)))
    assert set(found.package.declarations) == {"A", "B"}


# --- what is refused, and what is told --------------------------------------------------------------------------------

_TOP = "overlay: 1.0.0\ninfo: {title: O, version: '1'}\n"
_ACTIONS = "actions: [{target: $, update: {}}]"


@pytest.mark.parametrize(
    ("text", "code", "pointer"),
    [
        ("", "overlay-invalid", ""),
        ("[]", "overlay-invalid", ""),
        ("openapi: 3.1.0", "overlay-invalid", "/openapi"),
        ("overlays: 1.0.0", "overlay-invalid", ""),
        ("overlay: 2.0.0\ninfo: {title: O, version: '1'}\n" + _ACTIONS, "overlay-invalid", "/overlay"),
        ("overlay: true\ninfo: {title: O, version: '1'}\n" + _ACTIONS, "overlay-invalid", "/overlay"),
        ("overlay: 1.0.0\n" + _ACTIONS, "overlay-invalid", ""),
        ("overlay: 1.0.0\ninfo: 1\n" + _ACTIONS, "overlay-invalid", "/info"),
        ("overlay: 1.0.0\ninfo: {title: O}\n" + _ACTIONS, "overlay-invalid", "/info"),
        ("overlay: 1.0.0\ninfo: {title: [], version: '1'}\n" + _ACTIONS, "overlay-invalid", "/info/title"),
        ("overlay: 1.0.0\ninfo: {title: O, version: '1', licence: x}\n" + _ACTIONS, "overlay-invalid", "/info/licence"),
        ("overlay: 1.0.0\ninfo: {title: O, version: '1'}", "overlay-invalid", ""),
        (_TOP + "actions: []", "overlay-invalid", "/actions"),
        (_TOP + "actions: {target: $}", "overlay-invalid", "/actions"),
        (_TOP + "extends: 1\n" + _ACTIONS, "overlay-invalid", "/extends"),
        (_TOP + "action: 1\n" + _ACTIONS, "overlay-invalid", "/action"),
    ],
)
def test_what_is_no_overlay_is_refused_at_its_place(tmp_path: Path, text: str, code: str, pointer: str) -> None:
    (tmp_path / "spec.yaml").write_text(SPEC)
    (tmp_path / "overlay.yaml").write_text(text)
    with pytest.raises(CodegenError) as refused:
        load(str(tmp_path / "spec.yaml"), [str(tmp_path / "overlay.yaml")])
    assert told(refused.value.diagnostics) == [(code, pointer)]


@pytest.mark.parametrize(
    ("action", "code", "pointer"),
    [
        ("- 1", "overlay-invalid", ""),
        ("- {update: {}}", "overlay-invalid", ""),
        ("- {targt: $, update: {}}", "overlay-invalid", "/targt"),
        ("- {target: $, updat: {}}", "overlay-invalid", "/updat"),
        ("- {target: $, updates: {}}", "overlay-invalid", "/updates"),
        ("- {target: 1, update: {}}", "overlay-invalid", "/target"),
        ("- {target: $, description: 1, update: {}}", "overlay-invalid", "/description"),
        ("- {target: $.tags, remove: 'true'}", "overlay-invalid", "/remove"),
        ("- {target: $.tags, update: 1, copy: $.info}", "overlay-invalid", "/copy"),
        ("- {target: $.tags, copy: {a: 1}}", "overlay-invalid", "/copy"),
        ("- {target: tags, update: {}}", "overlay-path", "/target"),
        ("- {target: '#/tags', update: {}}", "overlay-path", "/target"),
        ("- {target: '$.tags[', update: {}}", "overlay-path", "/target"),
        ("- {target: '$.tags[?@.name ==]', update: {}}", "overlay-path", "/target"),
        ("- {target: '', update: {}}", "overlay-path", "/target"),
        ("- {target: $.tags, copy: '$['}", "overlay-path", "/copy"),
        ("- {target: $.info, update: 1}", "overlay-incompatible", "/update"),
        ("- {target: $.info, update: [1]}", "overlay-incompatible", "/update"),
        ("- {target: $.info.title, update: {a: 1}}", "overlay-incompatible", "/update"),
        ("- {target: $.info, update: {title: {a: 1}}}", "overlay-incompatible", "/update/title"),
        ("- {target: $, update: {info: null}}", "overlay-incompatible", "/update/info"),
        ("- {target: $, update: {tags: {a: 1}}}", "overlay-incompatible", "/update/tags"),
        ("- {target: $.*, update: {a: 1}}", "overlay-incompatible", "/target"),
        ("- {target: $, remove: true}", "overlay-incompatible", "/target"),
        ("- {target: $.info, copy: $.nothing}", "overlay-incompatible", "/copy"),
        ("- {target: $.info, copy: $.*}", "overlay-incompatible", "/copy"),
        ("- {target: $.info, copy: $.tags}", "overlay-incompatible", "/copy"),
    ],
)
def test_an_action_that_cannot_be_is_refused_at_its_place(tmp_path: Path, action: str, code: str, pointer: str) -> None:
    with pytest.raises(CodegenError) as refused:
        patched(tmp_path, f"{action}\n")
    assert told(refused.value.diagnostics) == [(code, f"/actions/0{pointer}")]


def test_copy_is_refused_in_1_0(tmp_path: Path) -> None:
    with pytest.raises(CodegenError) as refused:
        patched(tmp_path, "- {target: $.info, copy: $.info}\n", "1.0.0")
    assert told(refused.value.diagnostics) == [("overlay-invalid", "/actions/0/copy")]


def test_all_faults_of_an_overlay_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(CodegenError) as refused:
        patched(tmp_path, "- {targt: $, update: {}}\n- {target: $$, update: {}}\n- {target: $, remove: 1}\n")
    assert told(refused.value.diagnostics) == [
        ("overlay-invalid", "/actions/0/targt"),
        ("overlay-path", "/actions/1/target"),
        ("overlay-invalid", "/actions/2/remove"),
    ]


@pytest.mark.parametrize(
    ("actions", "want"),
    [
        ("- {target: '$.tags[?@.name]] ', update: {}}", (4, 29)),
        ("- target: $.tags[?@.name]]\n  update: {}", (4, 26)),
        ("- target: '$.tags[?@.name]]'\n  update: {}", (4, 27)),
        ("- target: >-\n    $.tags[?@.name]]\n  update: {}", (5, 20)),
        ("- 'target': |-\n     $.tags[?@.name]]\n  update: {}", (5, 21)),
        ('- {"target": "$.tags[?@.name]]", "update": {}}', (4, 30)),
        ('- {"target": "$.tags[?@\\u002ename]]", "update": {}}', (4, 15)),
    ],
)
def test_the_position_of_a_bad_path_is_that_of_the_character(
    tmp_path: Path, actions: str, want: tuple[int, int]
) -> None:
    with pytest.raises(CodegenError) as refused:
        patched(tmp_path, f"{actions}\n")
    [fault] = refused.value.diagnostics
    assert (fault.code, fault.position) == ("overlay-path", want)


@pytest.mark.parametrize(
    ("action", "code", "pointer", "help"),
    [
        ("- {target: $.infos, update: {}}", "overlay-no-match", "/target", "Did you mean `info`?"),
        ("- {target: \"$.paths['/a/'].get\", update: {}}", "overlay-no-match", "/target", "Did you mean `/a`?"),
        ("- {target: $.paths.*.gett, update: {}}", "overlay-no-match", "/target", "Did you mean `get`?"),
        ("- {target: $..tagz, update: {}}", "overlay-no-match", "/target", "Did you mean `tags`?"),
        ("- {target: '$.tags[7]', update: {}}", "overlay-no-match", "/target", None),
        ("- {target: \"$.tags[?@.name=='z']\", remove: true}", "overlay-no-match", "/target", None),
        (
            "- {target: $.info.nothing.more, remove: true}",
            "overlay-no-match",
            "/target",
            "There are `title`, `version`.",
        ),
        ("- {target: $.info}", "overlay-no-effect", "", None),
        ("- {target: $.info, remove: false}", "overlay-no-effect", "", None),
        (
            "- {target: $.tags, remove: true, update: 1}",
            "overlay-no-effect",
            "/update",
            "Do it in an action of its own, after this one.",
        ),
    ],
)
def test_an_action_that_changes_nothing_is_a_warning(
    tmp_path: Path, action: str, code: str, pointer: str, help: str | None
) -> None:
    [found] = patched(tmp_path, f"{action}\n").diagnostics
    assert found.location is not None
    assert (found.code, found.location.pointer, found.help) == (code, f"/actions/0{pointer}", help)


@pytest.mark.parametrize(
    ("extends", "codes"),
    [
        ("spec.yaml", []),
        ("./spec.yaml", []),
        ("https://example.com/apis/spec.yaml#x", []),
        ("other.yaml", ["overlay-extends"]),
        ("../spec.yaml", ["overlay-extends"]),
        ("https://example.com/other.yaml", ["overlay-extends"]),
    ],
)
def test_an_overlay_for_another_document_is_applied_with_a_warning(
    tmp_path: Path, extends: str, codes: list[str]
) -> None:
    found = patched(tmp_path, f"- {{target: $.info, update: {{x: 1}}}}\nextends: {extends}\n")
    assert [one.code for one in found.diagnostics] == codes
    assert tree(found)["info"] == {"title": "T", "version": "1", "x": 1}


def test_a_position_in_an_overlay_can_be_found(tmp_path: Path) -> None:
    found = patched(tmp_path, "- target: $.info\n  update:\n    x:\n      y: 1\n")
    at = written_at(found.root.origin, Location(found.entry, "/info/x/y"))
    assert position(found.overlays[at.document], at.pointer) == (7, 7)
