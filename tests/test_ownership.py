"""`check` names the cause, and every cause has a command that mends it; nothing is lost on the way."""

import json
import os
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from support.hand_made import contents
from support.projects_of_one import CONFIG, ROOT, SPEC, codegen, report, stamps, write_project

from codegen.cli.main import run
from codegen.cli.report_schema import report_schema
from codegen.config import read_config
from codegen.manifest import MANIFEST, digest
from codegen.publisher.fresh import is_fresh

PACKAGE = Path("src/shop_types")
INIT = "pydantic/__init__.py"
TAG = "typeddict/_components.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What happened to a package, what is said of it, and whether only `--force` mends it."""

    happens: Callable[[Path], None]
    found: Sequence[tuple[str, str]]
    """Finding ids with the files they are about: one of them, or "" where only the cause counts."""
    is_forced: bool = False
    code: int = 1


def change_spec(home: Path) -> None:
    (home / "shop.yaml").write_text(SPEC.replace("closed", "shut"))


def change_spec_only_in_blanks(home: Path) -> None:
    (home / "shop.yaml").write_text(f"{SPEC}\n# a comment\n")


def change_config(home: Path) -> None:
    (home / "pyproject.toml").write_text(f'{CONFIG}header = "Ours."\n')


def drop_flavour(home: Path) -> None:
    (home / "pyproject.toml").write_text(CONFIG.replace('"typeddict", ', ""))


def lose_names(home: Path) -> None:
    (home / "shop_types.names.lock").unlink()


def edit(home: Path, path: str = INIT) -> None:
    with (home / PACKAGE / path).open("a") as file:
        file.write("mine = 1\n")


def edit_in_a_comment(home: Path) -> None:
    text = (home / PACKAGE / INIT).read_text()
    (home / PACKAGE / INIT).write_text(text.replace("DO NOT EDIT", "PLEASE EDIT"))


def reformat(home: Path) -> None:
    text = (home / PACKAGE / TAG).read_text()
    (home / PACKAGE / TAG).write_text(text.replace("class Order", "\n\n\nclass   Order"))


def lose(home: Path) -> None:
    (home / PACKAGE / "py.typed").unlink()


def lose_all(home: Path) -> None:
    for path in sorted((home / PACKAGE).rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def have_a_stale_file(home: Path) -> None:
    path = home / PACKAGE / MANIFEST
    facts = json.loads(path.read_text())
    facts["files"]["old.py"] = digest("old = 1\n")
    facts["revision"] -= 1
    path.write_text(json.dumps(facts, indent=2, ensure_ascii=False))
    (home / PACKAGE / "old.py").write_text("old = 1\n")


def have_an_older_generator(home: Path) -> None:
    path = home / PACKAGE / TAG
    old = path.read_text().replace("class Order", "# as it was once\nclass Order")
    path.write_text(old)
    manifest = home / PACKAGE / MANIFEST
    facts = json.loads(manifest.read_text())
    facts["files"][TAG] = digest(old)
    facts["revision"] -= 1
    manifest.write_text(json.dumps(facts, indent=2, ensure_ascii=False))


def lose_the_manifest(home: Path) -> None:
    (home / PACKAGE / MANIFEST).unlink()


def have_a_file_of_somebody(home: Path) -> None:
    (home / PACKAGE).mkdir(exist_ok=True)
    (home / PACKAGE / "notes.md").write_text("read me\n")


def have_clutter(home: Path) -> None:
    (home / PACKAGE / ".DS_Store").write_bytes(b"\0")
    (home / PACKAGE / "pydantic/.ipynb_checkpoints").mkdir()
    (home / PACKAGE / "pydantic/.ipynb_checkpoints/x.py").write_text("")


def merge_badly(home: Path) -> None:
    (home / PACKAGE / MANIFEST).write_text("<<<<<<< HEAD\n")


def all_of(*several: Callable[[Path], None]) -> Callable[[Path], None]:
    def happens(home: Path) -> None:
        for one in several:
            one(home)

    return happens


SITUATIONS: Mapping[str, Situation] = {
    "nothing": Situation(happens=lambda home: None, found=(), code=0),
    "spec": Situation(happens=change_spec, found=[("names-changed", ""), ("spec-changed", TAG)]),
    "spec, but no type": Situation(happens=change_spec_only_in_blanks, found=[("spec-changed", "")]),
    "config": Situation(happens=change_config, found=[("config-changed", INIT)]),
    "fewer flavours": Situation(happens=drop_flavour, found=[("config-changed", TAG), ("stale-file", TAG)]),
    "names": Situation(happens=lose_names, found=[("names-changed", "")]),
    "generator": Situation(happens=have_an_older_generator, found=[("generator-changed", TAG)]),
    "edit": Situation(happens=edit, found=[("edited", INIT)], is_forced=True),
    "edit in a comment": Situation(happens=edit_in_a_comment, found=[("reformatted", INIT)], code=0),
    "layout": Situation(happens=reformat, found=[("reformatted", TAG)], code=0),
    "missing file": Situation(happens=lose, found=[("missing", "py.typed")]),
    "missing package": Situation(happens=lose_all, found=[("missing", INIT)]),
    "stale file": Situation(happens=have_a_stale_file, found=[("generator-changed", ""), ("stale-file", "old.py")]),
    "broken manifest": Situation(happens=merge_badly, found=[("edited", MANIFEST)], is_forced=True),
    "lost manifest": Situation(happens=lose_the_manifest, found=[("missing", MANIFEST)]),
    "lost manifest, and a file of somebody": Situation(
        happens=all_of(lose_the_manifest, have_a_file_of_somebody),
        found=[("missing", MANIFEST), ("output-foreign", "notes.md")],
        is_forced=True,
    ),
    "lost manifest, and what systems put into folders": Situation(
        happens=all_of(lose_the_manifest, have_clutter), found=[("missing", MANIFEST)]
    ),
    "another folder in the package's place": Situation(
        happens=all_of(lose_all, have_a_file_of_somebody),
        found=[("missing", INIT), ("output-foreign", "notes.md")],
        is_forced=True,
    ),
    "spec and config": Situation(
        happens=all_of(change_spec, change_config),
        found=[("names-changed", ""), ("spec-changed", INIT), ("config-changed", INIT)],
    ),
    "spec and layout": Situation(
        happens=all_of(change_spec, reformat),
        found=[("names-changed", ""), ("spec-changed", TAG), ("reformatted", TAG)],
        is_forced=True,
    ),
    "spec and edit": Situation(
        happens=all_of(change_spec, edit),
        found=[("names-changed", ""), ("spec-changed", TAG), ("edited", INIT)],
        is_forced=True,
    ),
    "edit, layout, and a missing file": Situation(
        happens=all_of(edit, reformat, lose),
        found=[("missing", "py.typed"), ("edited", INIT), ("reformatted", TAG)],
        is_forced=True,
    ),
    "an edited file that goes": Situation(
        happens=all_of(lambda home: edit(home, TAG), drop_flavour),
        found=[("config-changed", TAG), ("edited", TAG), ("stale-file", "typeddict/__init__.py")],
        is_forced=True,
    ),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = write_project(tmp_path_factory.mktemp("made"))
    assert codegen(home, "generate").returncode == 0
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    subprocess.run(["cp", "-a", f"{made}/.", tmp_path], check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    code = run(arguments)
    return code, capsys.readouterr().out


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_cause_is_named_with_its_files_and_the_named_command_mends_it(
    name: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    situation = SITUATIONS[name]
    situation.happens(home)
    before, had = stamps(home), contents(home)
    code, out = called(capsys, "check", "--output-format", "json")
    told = json.loads(out)
    Draft202012Validator(report_schema()).validate(told)
    [package] = told["packages"]
    found = package["findings"]
    ids = [(one["id"], file if (file := _wanted(situation, one)) in one["files"] else "") for one in found]
    assert list(dict.fromkeys(ids)) == _in_order(situation, ids)
    assert (code, told["exit_code"]) == (situation.code, situation.code)
    assert stamps(home) == before
    if code == 0:
        assert package["run"] is None
        return
    assert ("--force" in package["run"]) == situation.is_forced
    if situation.is_forced:
        assert called(capsys, "generate")[0] == 2
        assert contents(home) == had
    assert called(capsys, *shlex.split(package["run"])[1:])[0] == 0
    assert called(capsys, "check")[0] == 0
    _nothing_is_lost(situation, had, contents(home))


def _wanted(situation: Situation, found: Mapping[str, object]) -> str:
    return next((file for id, file in situation.found if id == found["id"]), "")


def _in_order(situation: Situation, ids: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what is expected, in the order in which it was told, which is that of files for files."""
    stale = [one for one in dict.fromkeys(ids) if one[0] == "stale-file" and one not in situation.found]
    assert {one for one in ids if one not in stale} == set(situation.found)
    return list(dict.fromkeys(ids))


def _nothing_is_lost(situation: Situation, had: Mapping[str, bytes | str], has: Mapping[str, bytes | str]) -> None:
    """Every text that a person wrote is somewhere afterwards."""
    if situation.is_forced:
        mine = {path: text for path, text in had.items() if text and (b"mine" in text or text.startswith(b"<<<<"))}  # type: ignore[operator,union-attr,arg-type]
        kept = {path.partition("codegen-backup/")[2] for path in has if "codegen-backup/" in path}
        assert {path.removeprefix(f"{PACKAGE}/") for path in mine} <= kept
        assert set(mine.values()) <= set(has.values())


def test_every_cause_has_a_situation() -> None:
    causes = {id for one in SITUATIONS.values() for id, _ in one.found}
    assert causes == {
        *("spec-changed", "config-changed", "generator-changed", "names-changed"),
        *("edited", "reformatted", "missing", "stale-file", "output-foreign"),
    }


@pytest.mark.parametrize("command", ["generate", "check"])
def test_of_an_unchanged_package_no_file_is_touched_and_nothing_is_parsed(command: str, home: Path) -> None:
    before = stamps(home)
    script = (
        "import sys\nfrom codegen.cli.main import run\ncode = run(sys.argv[1:])\n"
        "slow = {'jinja2', 'yaml', 'rich', 'tomlkit', 'multiprocessing', 'codegen.pipeline', 'codegen.loader.parse'}\n"
        "print(sorted(slow & set(sys.modules)))\nsys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    told = {"generate": "unchanged", "check": "fresh"}[command]
    assert (done.returncode, done.stdout) == (0, f"src/shop_types: {told}\n[]\n")
    assert stamps(home) == before


def test_forced_edits_are_kept_in_folders_beside_the_package_each_time_in_a_new_one(home: Path) -> None:
    for number in ("", "-2"):
        (home / PACKAGE / INIT).write_text(f"mine = '{number}'\n")
        done = codegen(home, "generate", "--force")
        backup = f"src/shop_types.codegen-backup{number}"
        assert f"{backup}: what was edited, or stood in the way\n" in done.stdout
        assert contents(home / backup) == {INIT: f"mine = '{number}'\n".encode()}
    assert codegen(home, "generate", "--force").stdout.count("backup") == 0


class TestManyPackages:
    @pytest.fixture
    def home(self, tmp_path: Path) -> Path:
        home = write_project(tmp_path, packages=4)
        (home / "broken.yaml").write_text(SPEC.replace("3.1.0", "3.1.0\npaths: ["))
        return home

    def test_all_are_made_in_the_order_of_the_configuration_and_summed_up_once(self, home: Path) -> None:
        done = codegen(home, "generate")
        assert (done.returncode, done.stderr) == (0, "")
        lines = [line for line in done.stdout.splitlines() if "lock" not in line]
        names = ["shop_types", "types_1", "types_2", "types_3"]
        assert [line.partition(":")[0] for line in lines] == [*(f"src/{name}" for name in names), "4 packages"]
        assert lines[-1] == "4 packages: 4 written"
        assert codegen(home, "check").stdout.splitlines()[-1] == "4 packages: 4 fresh"
        for name in names[1:]:
            path = Path("pydantic/_components.py")
            assert (home / "src" / name / path).read_bytes() == (home / PACKAGE / path).read_bytes()

    def test_one_that_fails_does_not_hinder_the_others_and_the_worst_code_counts(self, home: Path) -> None:
        text = (home / "pyproject.toml").read_text()
        (home / "pyproject.toml").write_text(text.replace("shop.yaml", "broken.yaml", 1))
        done = codegen(home, "generate")
        assert (done.returncode, done.stdout.splitlines()[-1]) == (2, "4 packages: 3 written, 1 failed")
        assert "broken.yaml:" in done.stderr
        assert sorted(os.listdir(home / "src")) == ["types_1", "types_2", "types_3"]
        (home / "src/types_2/py.typed").unlink()
        done = codegen(home, "check")
        last = "4 packages: 2 fresh, 1 stale, 1 failed; run: codegen generate"
        assert (done.returncode, done.stdout.splitlines()[-1]) == (2, last)

    def test_only_some_can_be_asked_for_and_a_wrong_name_is_mended(self, home: Path) -> None:
        done = codegen(home, "generate", "--only", "types_3", "--only", "types_1")
        assert done.stdout.splitlines()[-1] == "2 packages: 2 written"
        assert sorted(os.listdir(home / "src")) == ["types_1", "types_3"]
        done = codegen(home, "check", "--only", "type_3")
        assert (done.returncode, "Did you mean `types_3`" in done.stderr) == (2, True)
        assert codegen(home, "generate", "shop.yaml", "--only", "types_3").returncode == 2

    def test_edits_of_one_do_not_force_the_others(self, home: Path) -> None:
        assert codegen(home, "generate").returncode == 0
        (home / "src/types_1/py.typed").unlink()
        (home / "src/types_2" / INIT).write_text("mine = 1\n")
        told = report(home, "check")
        run = {one["name"]: one["run"] for one in told["packages"]}  # type: ignore[index,attr-defined]
        assert run == {
            "shop_types": None,
            "types_1": "codegen generate --only types_1",
            "types_2": "codegen generate --only types_2 --force",
            "types_3": None,
        }
        last = codegen(home, "check", "--color", "never").stdout.splitlines()[-1]
        command, _, note = last.partition("run: ")[2].partition("  ")
        assert (command, note) == (
            f"{run['types_1']} && {run['types_2']}",
            "(a copy of what was edited stays beside the package)",
        )

    def test_two_runs_at_once_leave_what_one_leaves(self, home: Path) -> None:
        command = [sys.executable, "-m", "codegen", "generate", "--verbose", "--only", "shop_types"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        several = [subprocess.Popen(command, cwd=home, env=environment, stdout=subprocess.DEVNULL) for _ in range(4)]
        assert [one.wait() for one in several] == [0, 0, 0, 0]
        assert os.listdir(home / "src") == ["shop_types"]
        assert codegen(home, "check", "--only", "shop_types").returncode == 0


class TestFormats:
    def test_json_has_the_documented_keys_and_its_schema(self, home: Path) -> None:
        change_spec(home)
        told = report(home, "check")
        Draft202012Validator(report_schema()).validate(told)
        assert list(told) == ["format", "command", "exit_code", "findings", "packages"]
        [package] = told["packages"]  # type: ignore[misc]
        keys = ["name", "target", "state", "run", "written", "deleted", "backup", "findings"]
        assert list(package) == keys  # type: ignore[has-type]
        keys = ["id", "severity", "message", "help", "file", "line", "column", "pointer", "files"]
        assert list(package["findings"][0]) == keys  # type: ignore[has-type]

    def test_json_of_generate_has_faults_with_their_places(self, home: Path) -> None:
        (home / "shop.yaml").write_text(SPEC.replace("id: {type: string}", "id: {$ref: '#/nowhere'}"))
        told = report(home, "generate")
        Draft202012Validator(report_schema()).validate(told)
        [package] = told["packages"]  # type: ignore[misc]
        [found] = package["findings"]  # type: ignore[has-type]
        assert (told["exit_code"], package["state"]) == (2, "failed")  # type: ignore[has-type]
        assert (found["id"], found["file"], found["line"]) == ("ref-not-found", "shop.yaml", 10)

    def test_faults_of_the_configuration_are_findings_of_no_package(self, home: Path) -> None:
        (home / "pyproject.toml").write_text(f"{CONFIG}colour = 1\n")
        for command in ("generate", "check"):
            told = report(home, command)
            assert (told["exit_code"], told["packages"]) == (2, [])
            assert [(one["id"], one["line"]) for one in told["findings"]] == [("config-key-unknown", 5)]  # type: ignore[attr-defined]

    def test_annotations_of_github_hold_one_line_each_with_place_and_id(self, home: Path) -> None:
        (home / "shop.yaml").write_text(SPEC.replace("id: {type: string}", "id: {$ref: '#/nowhere'}"))
        done = codegen(home, "check", "--output-format", "github")
        assert (done.returncode, done.stderr) == (2, "")
        [line] = done.stdout.splitlines()
        assert line.startswith("::error file=shop.yaml,line=10,col=14,title=ref-not-found::`#/nowhere` leads nowhere")
        (home / "shop.yaml").write_text(SPEC)
        edit(home)
        lines = codegen(home, "check", "--output-format", "github").stdout.splitlines()
        assert lines[0].startswith("::error file=src/shop_types/pydantic/__init__.py,title=edited::")
        assert "%0A" in lines[0]
        assert lines[1].startswith("stale; run: codegen generate --force")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
class TestWatch:
    def test_every_change_is_generated_faults_are_told_and_an_interrupt_ends_it(self, home: Path) -> None:
        command = [sys.executable, "-u", "-m", "codegen", "generate", "--watch"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        before = signal.signal(signal.SIGINT, signal.default_int_handler)  # shells start jobs that ignore it
        with subprocess.Popen(
            command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            signal.signal(signal.SIGINT, before)
            guard = threading.Timer(60, process.kill)  # so that a wrong expectation ends
            guard.start()

            def until(word: str) -> None:
                assert process.stdout is not None
                assert any(word in line for line in iter(process.stdout.readline, "")), word

            until("src/shop_types: unchanged")
            until("watching")
            (home / "shop.yaml").write_text(SPEC[:60])  # half saved
            until("error[")
            until("watching")
            (home / "new.yaml").write_text(SPEC.replace("closed", "shut"))
            os.replace(home / "new.yaml", home / "shop.yaml")  # as editors do
            until("src/shop_types: 1 type,")
            until("watching")
            (home / "pyproject.toml").write_text("[tool.codegen\n")
            until("config-syntax")
            until("watching")
            (home / "pyproject.toml").write_text(f'{CONFIG}header = "Ours."\n')
            until("src/shop_types: 1 type,")
            until("watching")
            process.send_signal(signal.SIGINT)
            assert process.wait() == 130
            guard.cancel()
        assert codegen(home, "check").returncode == 0
        assert "shut" in (home / PACKAGE / TAG).read_text()

    @pytest.mark.parametrize("arguments", [("-",), ("--output-format", "json")])
    def test_what_cannot_be_watched_is_refused(self, arguments: Sequence[str], home: Path) -> None:
        assert codegen(home, "generate", "--watch", *arguments).returncode == 2


@pytest.mark.parametrize(
    "written",
    [
        *(
            'flavours = ["dataclass"]',
            'target-python = "3.13"',
            'formatter = "none"',
            'open = "all"',
            'share = "alias"',
        ),
        *(
            r'header = "a\nb"',
            "lock = false",
            'lock = "a/b.lock"',
            "keep-old-names = true",
            'overlays = ["fixes.yaml"]',
        ),
        *('select = {include = ["schema:Order"]}', 'names = {"#/components/schemas/Order" = "Purchase"}'),
        *(
            'formats = {"#/components/schemas/Order/properties/id" = "uuid"}',
            'pydantic = {frozen = true, enums = "class", extra = "forbid"}',
        ),
        *('dataclass = {validate = "full", enums = "class"}', 'output = "deep/er"', 'spec = "../{folder}/shop.yaml"'),
    ],
)
def test_whatever_is_configured_digests_tell_that_nothing_changed_also_from_below(
    written: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = written.partition(" =")[0]
    usual = {"spec": 'spec = "shop.yaml"\n', "output": 'output = "src"\n'}
    text = "".join(line for one, line in usual.items() if one != key) + written.replace("{folder}", home.name)
    (home / "codegen.toml").write_text(f"[packages.shop_types]\n{text}\n")
    (home / "fixes.yaml").write_text(
        "overlay: 1.0.0\ninfo: {title: x, version: '1'}\nactions: [{target: $.info, update: {title: Y}}]\n"
    )
    (home / "below").mkdir()
    assert run(["generate", "--force", "--quiet"]) == 0
    for folder in (home, home / "below"):
        monkeypatch.chdir(folder)
        [package] = read_config(Path.cwd()).packages
        assert is_fresh(package.target, package.spec, package.options, package.lock)
