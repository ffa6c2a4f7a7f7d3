"""The recipes of examples/build-engines: what an engine runs after a change is what depends on it, and nothing else.

Turborepo comes from npm; without node the tests that need it are skipped, in CI they fail.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.many_specs import change, change_common, name_of, users_of
from support.shared import ROOT
from support.turbo_cache import serving
from support.turborepo import RECIPE, Checkout, install, make_checkout

COUNT = 6
ALL = tuple(name_of(number) for number in range(COUNT))
BAZEL = ROOT / "examples" / "build-engines" / "bazel"


@pytest.fixture(scope="module")
def turbo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The engine's program."""
    if shutil.which("npm") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("npm is missing")
        pytest.skip("npm is missing, by which Turborepo is installed")
    return install(tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a remote cache."""
    with serving(tmp_path_factory.mktemp("remote")) as address:
        yield address


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, turbo: Path, remote: str) -> Checkout:
    """A clone in which the engine has made all packages."""
    checkout = make_checkout(tmp_path_factory.mktemp("made") / "checkout", turbo, COUNT, remote)
    assert checkout.codegen("generate")[0] == 0
    wanted = checkout.outputs()
    checkout.drop_outputs()
    assert checkout.declare() == 0
    ran = checkout.run()
    assert (ran.code, ran.started) == (0, ALL), ran.said
    assert checkout.outputs() == wanted
    return checkout


@pytest.fixture
def clone(made: Checkout, tmp_path: Path) -> Checkout:
    """Another clone, on another machine, as it were: empty but for the remote cache."""
    return made.clone(tmp_path / "elsewhere")


def test_nothing_runs_where_nothing_changed(made: Checkout) -> None:
    assert made.run().started == ()


def test_another_machine_gets_the_same_bytes_from_the_remote_cache(made: Checkout, clone: Checkout) -> None:
    ran = clone.run()
    assert (ran.code, ran.started) == (0, ()), ran.said
    assert clone.outputs() == made.outputs()


def test_a_package_that_was_deleted_comes_from_the_cache(made: Checkout) -> None:
    before = made.outputs()
    made.drop_outputs()
    assert made.run().started == ()
    assert made.outputs() == before


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        (lambda folder: change(folder, 1), ALL[1:2]),
        (lambda folder: change_common(folder, "page"), tuple(users_of("page", COUNT))),
        (lambda folder: (folder / "common" / "unused.yaml").write_text("A: {}\n"), ()),
        (lambda folder: (folder / "codegen.version").write_text("codegen 9.9.9 (output revision 99)\n"), ALL),
    ],
    ids=["one description", "a common file", "a file that nobody refers to", "the version of codegen"],
)
def test_what_depends_on_a_change_runs_and_nothing_else(
    changed: Callable[[Path], object], wanted: tuple[str, ...], clone: Checkout
) -> None:
    changed(clone.folder)
    assert clone.codegen("generate")[0] == 0  # the locks of names, which a person would commit
    clone.drop_outputs()
    ran = clone.run()
    assert (ran.code, ran.started) == (0, wanted), ran.said
    assert clone.codegen("check")[0] == 0


def test_a_file_that_is_not_declared_stops_the_task_until_it_is(clone: Checkout) -> None:
    service = clone.folder / "services" / ALL[1]
    spec = service / "openapi.json"
    (service / "more.yaml").write_text("More: {type: object, properties: {a: {type: string}}}\n")
    text = spec.read_text(encoding="utf-8")
    at = '"$ref": "#/components/schemas/Line"'
    assert at in text
    spec.write_text(text.replace(at, '"$ref": "more.yaml#/More"'), encoding="utf-8")
    clone.codegen("generate")
    clone.drop_outputs()
    ran = clone.run()
    assert ran.code != 0
    assert "error[input-undeclared]: The package is made of files that are not declared: `more.yaml`." in ran.said
    assert clone.declare("--check") == 1
    assert clone.declare() == 0
    assert clone.declare("--check") == 0
    ran = clone.run()
    assert (ran.code, ran.started) == (0, ALL[1:2]), ran.said


def test_a_lock_that_is_not_up_to_date_stops_the_task(clone: Checkout) -> None:
    change(clone.folder, 1)
    ran = clone.run()
    assert ran.code != 0
    assert "error[names-changed]" in ran.said


def codegen_in(folder: Path) -> dict[str, str]:
    """Return an environment whose PATH has `codegen`, in a folder of its own."""
    folder.mkdir()
    program = folder / "codegen"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m codegen "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def test_the_declarations_of_the_example_are_up_to_date(tmp_path: Path) -> None:
    environment = codegen_in(tmp_path / "bin")
    copy = tmp_path / "copy"
    shutil.copytree(RECIPE, copy, ignore=shutil.ignore_patterns(".turbo", "*_types", "node_modules"))
    done = subprocess.run([sys.executable, "declare.py", "--check"], cwd=copy, env=environment, capture_output=True)
    assert (done.returncode, done.stdout) == (0, b"")


def test_tasks_of_both_recipes_make_the_same_packages(tmp_path: Path) -> None:
    """Without an engine: the commands that the recipes have it run, the version of codegen being this one."""
    environment = codegen_in(tmp_path / "bin")
    turborepo, bazel = tmp_path / "turborepo", tmp_path / "bazel"
    for recipe, copy in ((RECIPE, turborepo), (BAZEL, bazel)):
        shutil.copytree(recipe, copy, ignore=shutil.ignore_patterns(".turbo", "*_types", "node_modules", "bazel-*"))
    for name in ("orders", "payments"):
        subprocess.run(["../../types.sh"], cwd=turborepo / "services" / name, env=environment, check=True)
        config = f"services/{name}/codegen.toml"
        options = ("--only", f"{name}_types", "--locked", "--quiet", "--output", "out")
        command = ("codegen/codegen.sh", "codegen/version.txt", "generate", "--config", config, *options)
        subprocess.run(command, cwd=bazel, env=environment, check=True)
        by_turborepo = turborepo / "services" / name / f"{name}_types"
        there = sorted(path.relative_to(by_turborepo) for path in by_turborepo.rglob("*") if path.is_file())
        assert there
        for path in there:
            assert (bazel / "out" / f"{name}_types" / path).read_bytes() == (by_turborepo / path).read_bytes()


@pytest.mark.parametrize(
    "command", [("types.sh",), ("codegen/codegen.sh", "codegen/version.txt")], ids=["turborepo", "bazel"]
)
def test_another_version_of_codegen_is_refused(command: tuple[str, ...], tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(BAZEL if len(command) > 1 else RECIPE, copy)
    version = copy / (command[1] if len(command) > 1 else "codegen.version")
    version.write_text("codegen 0.0.1 (output revision 1)\n")
    done = subprocess.run(
        [f"./{command[0]}", *command[1:]], cwd=copy, env=codegen_in(tmp_path / "bin"), capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "says `codegen 0.0.1 (output revision 1)`, and what is installed is `codegen " in done.stderr
