"""Descriptions of many files: which file a reference means, under which name, and what is said of those it does not."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from support.shared import shared

from codegen.config import Options
from codegen.diagnostics import Diagnostic, SpecErrors
from codegen.loader.load import load
from codegen.loader.references import References, UnresolvedReference
from codegen.location import Location
from codegen.lowering.lock import NO_NAMES
from codegen.lowering.lock_text import parse_lock, print_lock
from codegen.manifest import MANIFEST, from_text
from codegen.normalizer.normalize import normalize
from codegen.pipeline import generate
from codegen.pipeline import load as lowered
from codegen.publisher.fresh import is_fresh
from codegen.publisher.publish import Edits, publish

HEAD = 'openapi: 3.1.1\ninfo: {title: Shop, version: "1"}\n'
FILES = {
    "api/spec.yaml": HEAD,
    "api/pet.yaml": "type: object\nproperties: {name: {type: string}, friend: {$ref: ./pet.yaml}}\n",
    "api/models/a b.yaml": "'c/d e': {type: string}\n'f~g': {type: integer}\n",
    "api/models/index.json": '{"Pet": {"$ref": "../pet.yaml"}, "Name": {"$ref": "../pet.yaml#/properties/name"}}',
    "api/models/100%.yaml": "type: string\n",
    "api/models/%41.yaml": "type: string\n",
    "api/models/Größe.yaml": "type: string\n",
    "shared/b#c.yaml": "type: string\n",
    "shared/deep/anchors.yaml": "$defs: {here: {$anchor: here, type: string}}\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files, which is the current one."""
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def leads_to(reference: str, entry: str = "api/spec.yaml") -> str:
    references = References(load(entry))
    return str(references.resolve(Location(entry, ""), reference).location)


def fault(reference: str, entry: str = "api/spec.yaml") -> Diagnostic:
    with pytest.raises(UnresolvedReference) as caught:
        leads_to(reference, entry)
    return caught.value.diagnostic


@pytest.mark.parametrize(
    ("reference", "want"),
    [
        ("pet.yaml", "api/pet.yaml#"),
        ("./pet.yaml#", "api/pet.yaml#"),
        ("./models/../pet.yaml#/properties/name", "api/pet.yaml#/properties/name"),
        ("../api/pet.yaml", "api/pet.yaml#"),
        ("pet.yaml#/properties/friend/properties/name", "api/pet.yaml#/properties/name"),
        ("models/a%20b.yaml#/c~1d%20e", "api/models/a b.yaml#/c~1d e"),
        ("models/a b.yaml#/f~0g", "api/models/a b.yaml#/f~0g"),
        ("models/index.json#/Pet", "api/models/index.json#/Pet"),
        ("models/index.json#/Pet/properties/name", "api/pet.yaml#/properties/name"),
        ("models/index.json#/Name/type", "api/pet.yaml#/properties/name/type"),
        ("models/100%25.yaml", "api/models/100%.yaml#"),
        ("models/100%.yaml", "api/models/100%.yaml#"),
        ("models/%2541.yaml", "api/models/%41.yaml#"),
        ("models/%41.yaml", "api/models/%41.yaml#"),
        ("models/Gr%C3%B6%C3%9Fe.yaml", "api/models/Größe.yaml#"),
        ("../shared/b%23c.yaml", "shared/b#c.yaml#"),
        ("../shared/deep/anchors.yaml#here", "shared/deep/anchors.yaml#/$defs/here"),
        ("spec.yaml#/info", "api/spec.yaml#/info"),
        ("models\\index.json#/Pet", "api/models/index.json#/Pet"),
    ],
)
def test_a_path_leads_to_its_file(reference: str, want: str, project: Path) -> None:
    assert leads_to(reference) == want


def test_file_urls_lead_to_files(project: Path) -> None:
    assert leads_to(f"file://{project.as_posix()}/api/pet.yaml") == "api/pet.yaml#"
    assert leads_to(f"file://localhost{project.as_posix()}/api/pet.yaml#/properties") == "api/pet.yaml#/properties"
    assert leads_to(f"{project.as_posix()}/api/pet.yaml") == "api/pet.yaml#"
    assert fault("file:///nowhere/at/all.yaml").code == "ref-file-not-found"


@pytest.mark.parametrize(
    ("reference", "code", "message"),
    [
        ("pets.yaml", "ref-file-not-found", "There is no file `api/pets.yaml`."),
        ("model/index.json", "ref-file-not-found", "There is no file `api/model/index.json`."),
        ("../../../../../../../../../../../x.yaml", "ref-file-not-found", "There is no file `"),
        ("pet.yaml/x.yaml", "ref-file-not-found", "There is no file `api/pet.yaml/x.yaml`."),
        ("Pet.yaml", "ref-file-case", "There is no file `api/Pet.yaml`; `Pet.yaml` is spelt `pet.yaml`."),
        ("Models/index.json", "ref-file-case", "There is no file `api/Models/index.json`; `Models` is spelt `models`."),
        ("models/Gro\u0308ße.yaml", "ref-file-case", "There is no file"),
        ("a\0b.yaml", "ref-file-not-found", "There is no file"),
        ("x" * 5000, "ref-file-not-found", "There is no file"),
        ("models", "source-unreadable", "`api/models` is a folder."),
        (".", "source-unreadable", "`api` is a folder."),
        ("/dev/null", "source-unreadable", "`/dev/null` is no regular file."),
    ],
)
def test_what_is_no_file_is_told_by_name(reference: str, code: str, message: str, project: Path) -> None:
    found = fault(reference)
    assert found.code == code
    assert found.message.startswith(message)


def test_a_link_is_its_target(project: Path) -> None:
    (project / "api" / "linked.yaml").symlink_to(project / "api" / "models" / "index.json")
    (project / "api" / "folder").symlink_to("models")
    references = References(load("api/spec.yaml"))
    at = Location("api/spec.yaml", "")
    found = {str(references.resolve(at, f"{one}#/Pet").location) for one in ("linked.yaml", "folder/index.json")}
    assert found == {"api/models/index.json#/Pet"}
    assert list(references.documents) == ["api/spec.yaml", "api/models/index.json"]


def test_a_link_to_elsewhere_has_the_name_it_is_called_by(project: Path) -> None:
    write(project, {"store/4711": "type: string\n"})
    (project / "api" / "linked.yaml").symlink_to(project / "store" / "4711")
    assert leads_to("linked.yaml") == "api/linked.yaml#"


def test_an_entry_that_is_a_link_sees_what_stands_beside_it(project: Path) -> None:
    (project / "spec.yaml").symlink_to(project / "api" / "spec.yaml")
    assert fault("pet.yaml", "spec.yaml").message == "There is no file `pet.yaml`."


def test_only_what_is_reached_is_read(project: Path) -> None:
    write(project, {"api/spec.yaml": f"{HEAD}components: {{schemas: {{Pet: {{$ref: 'models/index.json#/Pet'}}}}}}\n"})
    write(project, {"api/models/index.json": '{"Pet": {"$ref": "../pet.yaml"}, "Broken": {"$ref": "broken.yaml"}}'})
    assert list(normalize(load("api/spec.yaml")).documents) == [
        "api/spec.yaml",
        "api/models/index.json",
        "api/pet.yaml",
    ]


def test_a_file_is_blamed_once_with_the_first_reference_to_it(project: Path) -> None:
    write(project, {"api/pet.yaml": "a: [\n"})
    text = f"{HEAD}components:\n  schemas:\n    A: {{$ref: pet.yaml}}\n    B: {{$ref: 'pet.yaml#/b'}}\n"
    write(project, {"api/spec.yaml": text})
    with pytest.raises(SpecErrors) as caught:
        normalize(load("api/spec.yaml"))
    assert [(str(one.location), one.code) for one in caught.value.diagnostics] == [("api/pet.yaml#/a", "yaml-syntax")]
    assert (caught.value.diagnostics[0].help or "").endswith("The reference to this file is at api/spec.yaml:5:9.")


SELF = """\
openapi: 3.1.1
info: {title: Shop, version: "1"}
components:
  schemas:
    First: {$ref: "https://example.com/s/pet"}
    Second: {$ref: pets/pet.yaml}
"""


def test_a_url_is_no_url_where_a_file_that_is_reached_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"spec.yaml": SELF, "pets/pet.yaml": "$id: https://example.com/s/pet\ntype: object\n"})
    monkeypatch.chdir(tmp_path)
    spec = normalize(load("spec.yaml"))
    assert [one.key for one in spec.components] == ["First", "Second"]
    assert spec.keys[Location("pets/pet.yaml", "")] == "First"


def test_the_output_is_the_same_wherever_it_is_called_from(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, {"api/spec.yaml": f"{HEAD}components: {{schemas: {{P: {{$ref: '../shared/b%23c.yaml'}}}}}}\n"})
    options = Options(package="types", base=project)
    one = generate("api/spec.yaml", options)
    monkeypatch.chdir(project / "api")
    other = generate("spec.yaml", options)
    third = generate(str(project / "api" / "spec.yaml"), options)
    assert one.tree.files == other.tree.files == third.tree.files
    assert list(from_text(one.tree.files[MANIFEST], MANIFEST).sources) == ["api/spec.yaml", "shared/b#c.yaml"]


@pytest.mark.parametrize("change", ["edit", "delete"])
def test_check_sees_a_change_in_any_file(change: str, project: Path) -> None:
    write(project, {"api/spec.yaml": f"{HEAD}components: {{schemas: {{P: {{$ref: models/index.json#/Pet}}}}}}\n"})
    options = Options(package="types", base=project)
    publish(generate("api/spec.yaml", options).tree, project / "types", Edits.KEEP)
    assert is_fresh(project / "types", "api/spec.yaml", options)
    os.chdir(project / "api")
    assert is_fresh(project / "types", "spec.yaml", options)
    if change == "edit":
        write(project, {"api/pet.yaml": "type: string\n"})
    else:
        (project / "api" / "pet.yaml").unlink()
    assert not is_fresh(project / "types", "spec.yaml", options)


# --- names ----------------------------------------------------------------------------------------------------------


def names(folder: Path, references: list[str], files: Mapping[str, str], components: str = "") -> dict[str, str]:
    """Return the names of what references from the entry lead to, by anchor."""
    keys = ", ".join(f"k{number}: {{$ref: '{one}'}}" for number, one in enumerate(references))
    text = f"{HEAD}components: {{schemas: {{Holder: {{type: object, properties: {{{keys}}}}}{components}}}}}\n"
    write(folder, {"spec.yaml": text, **files})
    found = lowered(str(folder / "spec.yaml"), Options(package="types"))
    return {one.anchor: one.text for one in found.names.types.values() if one.anchor != "#/components/schemas/Holder"}


OBJECT = "{type: object, properties: {id: {type: integer}}}"
ONE = {"a/pet.yaml": OBJECT, "TS1_Common.yaml": f"components: {{schemas: {{Pet: {OBJECT}}}}}"}


@pytest.mark.parametrize(
    ("references", "want"),
    [
        (["a/pet.yaml"], ["Pet"]),
        (["TS1_Common.yaml#/components/schemas/Pet"], ["Pet"]),
        (["a/pet.yaml", "TS1_Common.yaml#/components/schemas/Pet"], ["CommonPet", "Pet"]),
        (["a/pet.yaml", "b/pet.yaml"], ["APet", "BPet"]),
        (["a/pet.yaml", "b/pet.yaml", "c/models/pet.yaml"], ["APet", "BPet", "CPet"]),
        (["a/pet.yaml", "pets/models/pet.yaml"], ["APet", "Pet"]),
        (["c/models/pet.yaml", "c/dogs.yaml#/Pet", "d/dogs.yaml#/Pet"], ["Pet", "CDogsPet", "DDogsPet"]),
        (["c/dogs.yaml#/Pet", "TS1_Common.yaml#/components/schemas/Pet"], ["CommonPet", "DogsPet"]),
        (["c/dogs.yaml#/Pet", "c/small_dogs.yaml#/SmallDogs"], ["Pet", "SmallDogs"]),
    ],
)
def test_equal_keys_of_several_files_are_told_apart(references: list[str], want: list[str], tmp_path: Path) -> None:
    files = {
        **ONE,
        **dict.fromkeys(("b/pet.yaml", "c/models/pet.yaml", "pets/models/pet.yaml"), OBJECT),
        **dict.fromkeys(("c/dogs.yaml", "d/dogs.yaml"), f"Pet: {OBJECT}"),
        "c/small_dogs.yaml": f"SmallDogs: {OBJECT}",
    }
    found = names(tmp_path, references, files)
    assert sorted(found.values()) == sorted(want)
    (tmp_path / "other").mkdir()
    assert names(tmp_path / "other", references[::-1], files) == found


def test_the_entry_keeps_its_names(tmp_path: Path) -> None:
    found = names(tmp_path, ["a/pet.yaml", "b/pet.yaml"], {**ONE, "b/pet.yaml": OBJECT}, f", Pet: {OBJECT}")
    assert found == {"a/pet.yaml#": "APet", "b/pet.yaml#": "BPet", "#/components/schemas/Pet": "Pet"}


def test_a_reference_of_the_entry_gives_a_file_its_name_and_its_anchor(tmp_path: Path) -> None:
    found = names(tmp_path, ["a/pet.yaml"], ONE, ", Zoo: {$ref: a/pet.yaml}, Animal: {$ref: a/pet.yaml}")
    assert found == {"#/components/schemas/Animal": "Animal", "#/components/schemas/Zoo": "Zoo"}
    found = names(tmp_path, ["a/pet.yaml"], ONE, ", Zoo: {$ref: a/pet.yaml}, Pet: {$ref: a/pet.yaml}")
    assert found == {"#/components/schemas/Pet": "Pet", "#/components/schemas/Zoo": "Zoo"}


def test_an_index_of_schemas_adds_no_names(tmp_path: Path) -> None:
    index = "Pet: {$ref: a/pet.yaml}\nDog: {$ref: a/pet.yaml}\n"
    found = names(tmp_path, ["index.yaml#/Pet", "index.yaml#/Dog"], {**ONE, "index.yaml": index})
    assert found == {"a/pet.yaml#": "Pet", "index.yaml#/Dog": "Dog"}


def test_every_file_of_a_large_description_is_read() -> None:
    spec = normalize(load(str(shared("specs", "digitalocean", "DigitalOcean-public.v2.yaml"))))
    assert len(spec.documents) > 1400


def test_the_lock_holds_places_with_their_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "type: object\nproperties: {part: {type: object, properties: {id: {}}}}\n"
    write(tmp_path, {"a/pet.yaml": text, "b.yaml": f"Dog: {OBJECT}\n"})
    references = "a: {$ref: a/pet.yaml}, b: {$ref: 'b.yaml#/Dog'}"
    write(tmp_path, {"spec.yaml": f"{HEAD}components: {{schemas: {{Zoo: {{properties: {{{references}}}}}}}}}\n"})
    monkeypatch.chdir(tmp_path)
    made = lowered("spec.yaml", Options(package="types"), NO_NAMES)
    assert made.lock is not None
    text = print_lock(made.lock)
    assert parse_lock(text, "x") == made.lock
    assert [line.rpartition("\t")[0] for line in text.splitlines()[1:] if line] == [
        "#/components/schemas/Zoo\tZoo",
        "a/pet.yaml#\tPet",
        "\t.part\t+Part",
        "b.yaml#/Dog\tDog",
    ]


def test_a_name_stays_when_its_schema_moves_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"spec.yaml": f"{HEAD}components: {{schemas: {{Pet: {OBJECT}}}}}\n"})
    before = lowered("spec.yaml", Options(package="types"), NO_NAMES)
    write(
        tmp_path,
        {"spec.yaml": f"{HEAD}components: {{schemas: {{Pet: {{$ref: animal.yaml}}}}}}\n", "animal.yaml": OBJECT},
    )
    after = lowered("spec.yaml", Options(package="types"), before.lock)
    assert after.lock == before.lock
    assert after.diagnostics == ()
