"""A guest of build engines: what is read is told, declared and limited, and the same files give the same bytes wherever
they stand, be it as read-only links into a store, without home, git or network."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from support.hand_made import contents

from codegen.cli.main import run
from codegen.manifest import OUTPUT_REVISION

ROOT = Path(__file__).parents[1]
COMMON = "Id: {type: string, minLength: 1}\n"
PART = "State: {enum: [open, paid, sent, closed]}\n"
FILES = {
    "services/shop/codegen.toml": """\
[packages.shop_types]
spec = "api/openapi.yaml"
overlays = ["fixes.yaml"]
target-python = "3.12"
""",
    "services/shop/fixes.yaml": """\
overlay: 1.0.0
info: {title: Fixes, version: "1"}
actions: [{target: $.components.schemas.Order, update: {description: An order.}}]
""",
    "services/shop/api/openapi.yaml": """\
openapi: 3.1.1
info: {title: Shop, version: "1"}
components:
  schemas:
    Order:
      type: object
      required: [id]
      properties:
        id: {$ref: "../../../common/ids.yaml#/Id"}
        state: {$ref: "a/part.yaml#/State"}
        was: {$ref: "b/part.yaml#/State"}
""",
    "services/shop/api/a/part.yaml": PART,
    "services/shop/api/b/part.yaml": PART,
    "services/shop/api/unused.yaml": "a: 1\n",
    "services/cafe/codegen.toml": '[packages.cafe_types]\nspec = "cafe.yaml"\nlock = false\n',
    "services/cafe/cafe.yaml": """\
openapi: 3.1.1
info: {title: Cafe, version: "1"}
components: {schemas: {Cup: {type: object, properties: {id: {$ref: "../../common/ids.yaml#/Id"}}}}}
""",
    "common/ids.yaml": COMMON,
}
SHOP_INPUTS = [
    "common/ids.yaml",
    "services/shop/api/a/part.yaml",
    "services/shop/api/b/part.yaml",
    "services/shop/api/openapi.yaml",
    "services/shop/codegen.toml",
    "services/shop/fixes.yaml",
]
CAFE_INPUTS = ["common/ids.yaml", "services/cafe/cafe.yaml", "services/cafe/codegen.toml"]
SHOP, CAFE = "services/shop/codegen.toml", "services/cafe/codegen.toml"
LOCK = "services/shop/shop_types.names.lock"
Run = Callable[..., tuple[int, str, str]]


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    write(folder, FILES)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def codegen(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


class TestConfig:
    """`--config` names what else would be looked for."""

    def test_nothing_around_a_named_configuration_is_read(self, home: Path, codegen: Run) -> None:
        (home / "services" / "pyproject.toml").write_text("no TOML")
        code, _, error = codegen("generate", "--config", CAFE)
        assert (code, error) == (0, "")
        os.chdir("services/cafe")
        assert codegen("generate")[0] == 2

    def test_paths_start_from_the_configurations_folder(self, home: Path, codegen: Run) -> None:
        assert codegen("generate", "--config", SHOP)[0] == 0
        assert (home / "services/shop/shop_types/codegen.json").exists()
        assert (home / LOCK).exists()

    def test_a_pattern_means_all_that_match(self, codegen: Run) -> None:
        code, out, _ = codegen("generate", "--config", "services/*/codegen.toml")
        assert code == 0
        assert out.splitlines()[-1] == "2 packages: 2 written"
        assert codegen("check", "--config", "services/*/codegen.toml")[1].splitlines()[-1] == "2 packages: 2 fresh"
        assert codegen("check", "--config", SHOP, "--config", CAFE, "--only", "cafe_types")[1] == (
            "services/cafe/cafe_types: fresh\n"
        )

    def test_the_command_that_mends_names_the_configuration(self, home: Path, codegen: Run) -> None:
        assert codegen("check", "--config", SHOP)[1].endswith(f"stale; run: codegen generate --config {SHOP}\n")

    @pytest.mark.parametrize(
        ("named", "fault"),
        [
            ("no.toml", "error[config-not-found]: `no.toml` cannot be read: No such file or directory.\n"),
            ("*/no.toml", "error[config-not-found]: No configuration matches `*/no.toml`.\n"),
            ("services/shop/fixes.yaml", "services/shop/fixes.yaml:1:8: error[config-syntax]: This is no TOML"),
        ],
    )
    def test_what_is_no_configuration_is_told(self, named: str, fault: str, codegen: Run) -> None:
        code, _, error = codegen("check", "--config", named)
        assert code == 2
        assert error.startswith(fault)

    def test_two_configurations_with_one_folder_are_refused(self, home: Path, codegen: Run) -> None:
        shutil.copy(home / CAFE, home / "services/cafe/again.toml")
        code, _, error = codegen("generate", "--config", "services/cafe/*.toml")
        assert code == 2
        assert "error[packages-collide]: `services/cafe/again.toml` and `services/cafe/codegen.toml`" in error

    def test_names_are_chosen_in_the_named_configuration(self, home: Path, codegen: Run) -> None:
        assert codegen("names", "set", "--config", CAFE, "Cup", "Mug")[0] == 0
        assert '"#/components/schemas/Cup" = "Mug"' in (home / CAFE).read_text()


class TestInputs:
    """`codegen inputs` lists what is read, all of it and nothing else."""

    def test_of_one_package(self, codegen: Run) -> None:
        code, out, error = codegen("inputs", "--config", SHOP)
        assert (code, out.splitlines(), error) == (0, SHOP_INPUTS, "")

    def test_a_lock_is_one_when_it_is_there(self, codegen: Run) -> None:
        codegen("generate", "--config", SHOP)
        assert codegen("inputs", "--config", SHOP)[1].splitlines() == sorted([*SHOP_INPUTS, LOCK])

    def test_a_package_that_is_fresh_tells_the_same_without_its_description_being_parsed(
        self, home: Path, codegen: Run
    ) -> None:
        before = codegen("inputs", "--config", CAFE)[1]
        codegen("generate", "--config", CAFE)
        assert codegen("inputs", "--config", CAFE)[1] == before

    def test_of_several_packages_for_programs(self, codegen: Run) -> None:
        facts = json.loads(codegen("inputs", "--config", "services/*/codegen.toml", "--output-format", "json")[1])
        cafe, shop = facts.pop("packages")
        assert facts == {"format": 1, "revision": OUTPUT_REVISION}
        assert cafe == {
            "name": "cafe_types",
            "target": "services/cafe/cafe_types",
            "config": CAFE,
            "lock": None,
            "inputs": CAFE_INPUTS,
        }
        assert (shop["lock"], shop["inputs"]) == (LOCK, SHOP_INPUTS)

    def test_a_depfile_is_read_by_make(self, home: Path, codegen: Run) -> None:
        odd = "it costs $5 #1.yaml"
        (home / "services/cafe/cafe.yaml").rename(home / "services/cafe" / odd)
        (home / CAFE).write_text(f'[packages.cafe_types]\nspec = "{odd}"\nlock = false\n')
        (home / "cafe.d").write_text(codegen("inputs", "--config", CAFE, "--output-format", "depfile")[1])
        (home / "Makefile").write_text("services/cafe/cafe_types/codegen.json:\n\t@echo made\ninclude cafe.d\n")
        write(home, {"services/cafe/cafe_types/codegen.json": "{}"})
        for name in (CAFE, f"services/cafe/{odd}", "common/ids.yaml"):
            os.utime(home / name, (1000, 1000))
        os.utime(home / "services/cafe/cafe_types/codegen.json", (2000, 2000))
        assert make() == "make: 'services/cafe/cafe_types/codegen.json' is up to date.\n"
        os.utime(home / "services/cafe" / odd, (3000, 3000))
        assert make() == "made\n"

    def test_what_the_project_says_of_pythons_counts(self, home: Path, codegen: Run) -> None:
        (home / "pyproject.toml").write_text('[project]\nrequires-python = ">=3.13"\n')
        os.chdir("services/cafe")
        assert codegen("inputs")[1].splitlines() == [
            "../../common/ids.yaml",
            "../../pyproject.toml",
            "cafe.yaml",
            "codegen.toml",
        ]

    def test_faults_of_all_packages_are_told(self, home: Path, codegen: Run) -> None:
        (home / "common/ids.yaml").unlink()
        code, out, error = codegen("inputs", "--config", "services/*/codegen.toml")
        assert (code, out) == (2, "")
        assert error.count("error[ref-file-not-found]") == 2


def make() -> str:
    """Return what make prints, as if no other make had started it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    environment["LC_ALL"] = "C"
    done = subprocess.run(["make"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.stdout


class TestDeclared:
    """`--inputs FILE` makes an engine without a sandbox as safe as one with it."""

    def declare(self, codegen: Run) -> None:
        os.chdir("services/shop")
        Path("codegen.inputs").write_text(codegen("inputs", "--config", "codegen.toml")[1])

    def test_declared_files_may_be_read(self, codegen: Run) -> None:
        self.declare(codegen)
        assert codegen("generate", "--config", "codegen.toml", "--inputs", "codegen.inputs")[0] == 0
        os.chdir("../..")
        lines = Path("services/shop/codegen.inputs").read_text()
        Path("services/shop/codegen.inputs").write_text(f"{lines}shop_types.names.lock\n")
        code, out, _ = codegen("generate", "--config", SHOP, "--inputs", "services/shop/codegen.inputs")
        assert (code, out) == (0, "services/shop/shop_types: unchanged\n")

    @pytest.mark.parametrize("missing", ["../../common/ids.yaml", "fixes.yaml", "codegen.toml", "api/openapi.yaml"])
    def test_others_stop_the_run_before_it_writes(self, missing: str, home: Path, codegen: Run) -> None:
        self.declare(codegen)
        lines = Path("codegen.inputs").read_text().splitlines()
        Path("codegen.inputs").write_text("\n".join(line for line in lines if line != missing))
        code, _, error = codegen("generate", "--config", "codegen.toml", "--inputs", "codegen.inputs")
        assert code == 2
        assert error.startswith("shop_types: error[input-undeclared]: ")
        assert f": `{missing}`.\n" in error
        assert not Path("shop_types").exists()
        assert not Path("shop_types.names.lock").exists()

    def test_others_stop_a_run_that_would_find_the_package_unchanged(self, codegen: Run) -> None:
        os.chdir("services/shop")
        codegen("generate")
        Path("codegen.inputs").write_text("codegen.toml\n")
        assert codegen("generate", "--inputs", "codegen.inputs")[0] == 2

    def test_a_list_that_is_not_there_is_told(self, codegen: Run) -> None:
        code, _, error = codegen("generate", "--config", SHOP, "--inputs", "no.inputs")
        assert (code, error) == (
            2,
            "error[source-unreadable]: `no.inputs` cannot be read: No such file or directory.\n",
        )


class TestLocked:
    """`--locked` reads the lock of names, and never writes it."""

    def test_a_lock_that_is_up_to_date_is_left_alone(self, home: Path, codegen: Run) -> None:
        codegen("generate", "--config", SHOP)
        shutil.rmtree(home / "services/shop/shop_types")
        before = (home / LOCK).stat()
        assert codegen("generate", "--config", SHOP, "--locked")[0] == 0
        assert (home / LOCK).stat().st_mtime_ns == before.st_mtime_ns

    @pytest.mark.parametrize("change", ["missing", "outdated"])
    def test_another_is_an_error_and_nothing_is_written(self, change: str, home: Path, codegen: Run) -> None:
        codegen("generate", "--config", SHOP)
        lock = (home / LOCK).read_text()
        if change == "missing":
            (home / LOCK).unlink()
        else:
            spec = home / "services/shop/api/openapi.yaml"
            spec.write_text(spec.read_text().replace("Order:", "Purchase:"))
        manifest = (home / "services/shop/shop_types/codegen.json").read_text()
        code, _, error = codegen("generate", "--config", SHOP, "--locked")
        assert code == 2
        assert error.startswith(f"{LOCK}: error[names-changed]: The lock of names is not")
        assert (home / LOCK).exists() == (change == "outdated")
        assert change == "missing" or (home / LOCK).read_text() == lock
        assert (home / "services/shop/shop_types/codegen.json").read_text() == manifest


def sandboxed(folder: Path, *arguments: str) -> Mapping[str, bytes | str]:
    """Run codegen in a folder with next to no environment, and return all files below `out`."""
    done = subprocess.run(
        [sys.executable, "-s", "-m", "codegen", *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/nowhere", "HOME": "/nowhere", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return contents(folder / "out")


def link_into_store(project: Path, folder: Path, store: Path, names: list[str]) -> None:
    """Make a folder of read-only links into a store in which files are called by their digests."""
    store.mkdir(exist_ok=True)
    for name in names:
        raw = (project / name).read_bytes()
        kept = store / hashlib.sha256(raw).hexdigest()
        kept.write_bytes(raw)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(kept)


GENERATE = ("generate", "--config", SHOP, "--locked", "-o", "out")


class TestSandbox:
    """The same inputs give the same bytes in any folder, as files or as links."""

    @pytest.fixture
    def wanted(self, home: Path, codegen: Run) -> Mapping[str, bytes | str]:
        assert codegen("generate", "--config", SHOP, "-o", "out")[0] == 0
        return contents(home / "out")

    def test_another_root_gives_the_same_bytes(
        self, home: Path, tmp_path: Path, wanted: Mapping[str, bytes | str]
    ) -> None:
        other = tmp_path / "deep" / "er" / "it is somewhere else"
        shutil.copytree(home, other)
        shutil.rmtree(other / "out")
        assert sandboxed(other, *GENERATE) == wanted

    def test_links_into_a_store_give_the_same_bytes(
        self, home: Path, tmp_path: Path, wanted: Mapping[str, bytes | str]
    ) -> None:
        """In the store, equal files are one: `a/part.yaml` and `b/part.yaml` stay two all the same."""
        folder, store = tmp_path / "sandbox", tmp_path / "store"
        link_into_store(home, folder, store, [*SHOP_INPUTS, LOCK])
        for kept in store.iterdir():
            kept.chmod(0o444)
        assert sandboxed(folder, *GENERATE) == wanted
        assert sorted(one.name for one in folder.iterdir()) == ["common", "out", "services"]

    def test_links_to_the_tree_itself_give_the_same_bytes(
        self, home: Path, tmp_path: Path, wanted: Mapping[str, bytes | str]
    ) -> None:
        for name in (*SHOP_INPUTS, LOCK):
            (tmp_path / "sandbox" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "sandbox" / name).symlink_to(home / name)
        assert sandboxed(tmp_path / "sandbox", *GENERATE) == wanted

    def test_an_empty_output_folder_that_is_there_is_filled(
        self, home: Path, tmp_path: Path, wanted: Mapping[str, bytes | str]
    ) -> None:
        folder = tmp_path / "sandbox"
        link_into_store(home, folder, tmp_path / "store", [*SHOP_INPUTS, LOCK])
        (folder / "out" / "shop_types").mkdir(parents=True)
        assert sandboxed(folder, *GENERATE) == wanted

    def test_what_is_not_laid_there_is_missed(
        self, home: Path, tmp_path: Path, wanted: Mapping[str, bytes | str]
    ) -> None:
        folder = tmp_path / "sandbox"
        link_into_store(home, folder, tmp_path / "store", [one for one in SHOP_INPUTS if one != "common/ids.yaml"])
        with pytest.raises(AssertionError, match="ref-file-not-found"):
            sandboxed(folder, "generate", "--config", SHOP, "-o", "out")
