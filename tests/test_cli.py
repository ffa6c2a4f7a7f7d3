"""The command line, as people and their CI meet it: exit codes, what is printed where, and what stays unwritten."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from support.hand_made import contents
from support.projects_of_one import SPEC

from codegen.cli.main import COMMANDS, run

BROKEN = SPEC.replace("id: {type: string}", "id: {$ref: '#/components/schemas/Ordr'}")
DOUBTFUL = SPEC.replace(
    "id: {type: string}", "\n        ".join(f"{name}: {{type: string, minLength: three}}" for name in "abcde")
).replace("required: [id]", "required: [a]")
PETS = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
components:
  schemas:
    Pet: {oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}]}
    Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
    Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}
    Either: {oneOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]}
"""
CONFIG = """\
[tool.codegen.packages.shop_types]
spec = "shop.yaml"
output = "src"
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.yaml").write_text(SPEC)
    return tmp_path


@pytest.fixture
def codegen(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run codegen as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "codegen", *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **environment},
        capture_output=True,
        text=True,
    )


def _heed_interrupts() -> None:
    """Undo what shells do to their background jobs."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class TestGenerate:
    def test_inspect_says_whose_unknown_variant_a_type_is(self, codegen: Run, home: Path) -> None:
        tags = "".join(f", {{type: object, required: [t], properties: {{t: {{const: {tag}}}}}}}" for tag in "ab")
        (home / "shop.yaml").write_text(f"{SPEC}    Pay: {{oneOf: [{tags[2:]}]}}\n")
        code, out, err = codegen("inspect", "PayUnknown", "--spec", "shop.yaml", "--open", "all")
        assert (code, err) == (0, "")
        assert out.startswith("PayUnknown (unknown)")
        assert "The variant of Pay for tags of later versions. (law 8 of the naming rules" in out

    def test_what_was_opened_for_later_versions_is_counted(self, codegen: Run) -> None:
        code, out, err = codegen("generate", "shop.yaml", "--package", "shop_types", "--open", "output")
        assert (code, err) == (0, "")
        assert out.splitlines()[1:] == ["shop_types: opened 0 unions and 1 literal for values of later versions"]

    def test_a_description_becomes_a_package_and_one_line_says_so(self, codegen: Run) -> None:
        code, out, err = codegen("generate", "shop.yaml", "-o", "src", "--package", "shop_types")
        assert (code, err) == (0, "")
        assert re.fullmatch(r"src/shop_types: 1 type, \d+ files \(\d+ written\), no warnings, \d+\.\d s\n", out)
        for flavour in ("typeddict", "pydantic", "dataclass"):
            assert Path(f"src/shop_types/{flavour}/__init__.py").is_file()

    def test_the_configuration_names_all_packages(self, codegen: Run) -> None:
        Path("pyproject.toml").write_text(CONFIG + CONFIG.replace("shop_types", "other"))
        code, out, _ = codegen("generate")
        assert code == 0
        assert [line.partition(":")[0] for line in out.splitlines()] == [
            *("src/shop_types", "shop_types.names.lock"),
            *("src/other", "other.names.lock"),
            "2 packages",
        ]

    def test_a_package_that_cannot_be_generated_does_not_hinder_the_others(self, codegen: Run) -> None:
        Path("broken.yaml").write_text(BROKEN)
        Path("pyproject.toml").write_text('[tool.codegen.packages.other]\nspec = "broken.yaml"\n' + CONFIG)
        code, out, err = codegen("generate")
        assert code == 2
        assert "broken.yaml:10:" in err
        assert out.splitlines()[-1] == "2 packages: 1 written, 1 failed"
        assert sorted(os.listdir()) == ["broken.yaml", "pyproject.toml", "shop.yaml", "shop_types.names.lock", "src"]
        assert codegen("check")[0] == 2

    def test_a_second_run_writes_nothing(self, codegen: Run) -> None:
        codegen("generate", "shop.yaml")
        assert codegen("generate", "shop.yaml") == (0, "shop_types: unchanged\n", "")
        assert "(0 written)" in codegen("generate", "shop.yaml", "--verbose")[1]

    def test_one_flavour_can_be_asked_for(self, codegen: Run) -> None:
        code, _, _ = codegen("generate", "shop.yaml", "--flavour", "typeddict", "--formatter", "none")
        assert code == 0
        assert [path.name for path in Path("shop_types").iterdir() if path.is_dir()] == ["typeddict"]

    def test_the_header_reaches_every_python_file(self, codegen: Run) -> None:
        codegen("generate", "shop.yaml", "--header", "Ours.\nNot theirs.", "--flavour", "typeddict")
        head = "# Code generated by codegen from shop.yaml. DO NOT EDIT.\n# Ours.\n# Not theirs.\n"
        texts = [path.read_text() for path in Path("shop_types").rglob("*.py")]
        assert texts
        assert all(text.startswith(head) for text in texts)

    def test_edits_are_not_lost_without_force(self, codegen: Run) -> None:
        codegen("generate", "shop.yaml")
        Path("shop_types/__init__.py").write_text("mine = 1\n")
        code, _, err = codegen("generate", "shop.yaml")
        assert (code, "error[output-edited]" in err, "--force" in err) == (2, True, True)
        assert Path("shop_types/__init__.py").read_text() == "mine = 1\n"
        assert codegen("generate", "shop.yaml", "--force")[0] == 0
        assert codegen("check", "shop.yaml")[0] == 0

    def test_the_same_bytes_come_of_any_folder_and_any_hash_seed(self, home: Path) -> None:
        Path("pyproject.toml").write_text(CONFIG)
        Path("below").mkdir()
        assert started("generate", PYTHONHASHSEED="1").returncode == 0
        one = contents(home / "src")
        os.chdir("below")
        assert started("generate", "--force", PYTHONHASHSEED="2", LC_ALL="C", TZ="Asia/Tokyo").returncode == 0
        assert contents(home / "src") == one
        assert started("check").stdout == "../src/shop_types: fresh\n"

    def test_what_is_committed_shows_no_change_after_another_run(self) -> None:
        def git(*arguments: str) -> str:
            command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", *arguments]
            return subprocess.run(command, check=True, capture_output=True, text=True).stdout

        assert started("generate", "shop.yaml").returncode == 0
        git("init", "-q")
        git("add", ".")
        git("commit", "-q", "-m", "all")
        assert started("generate", "shop.yaml").returncode == 0
        assert git("status", "--porcelain") == ""


class TestDiagnostics:
    def test_an_error_shows_its_place_its_lines_its_pointer_and_a_help(self, codegen: Run) -> None:
        Path("shop.yaml").write_text(BROKEN)
        code, out, err = codegen("generate", "shop.yaml")
        assert (code, out) == (2, "")
        lines = err.splitlines()
        assert re.fullmatch(r"shop\.yaml:10:\d+: error\[ref-not-found\]: .*\.", lines[0])
        assert lines[1:4] == [
            "   9 |       properties:",
            "  10 |         id: {$ref: '#/components/schemas/Ordr'}",
            f"     | {' ' * (int(lines[0].split(':')[2]) - 1)}^",
        ]
        assert lines[4] == "  11 |         state: {type: string, enum: [open, closed]}"
        assert lines[5].startswith("  at #/components/schemas/Order/properties/id")
        assert lines[6].startswith("  help: ")
        assert not Path("shop_types").exists()

    def test_a_fault_of_syntax_shows_its_place(self, codegen: Run) -> None:
        Path("shop.yaml").write_text("openapi: 3.1.0\ninfo: {title: [}\n")
        code, _, err = codegen("generate", "shop.yaml")
        assert code == 2
        assert re.match(r"shop\.yaml:2:\d+: error\[yaml-syntax\]", err)
        assert "  2 | info: {title: [}\n" in err

    def test_a_fault_of_the_configuration_shows_its_place(self, codegen: Run) -> None:
        Path("pyproject.toml").write_text(CONFIG + 'formatterr = "ruff"\n')
        code, _, err = codegen("generate")
        assert code == 2
        assert err.splitlines() == [
            "pyproject.toml:4:1: error[config-key-unknown]: `formatterr` is no key of a package.",
            '  3 | output = "src"',
            '  4 | formatterr = "ruff"',
            "    | ^",
            "  at tool.codegen.packages.shop_types.formatterr",
            "  help: Did you mean `formatter`?",
        ]

    def test_of_many_warnings_of_one_code_the_first_are_shown(self, codegen: Run) -> None:
        Path("shop.yaml").write_text(DOUBTFUL)
        code, out, err = codegen("generate", "shop.yaml")
        assert code == 0
        assert err.count("warning[keyword-invalid]") == 3
        of_order = "#/components/schemas/Order/properties"
        rest = (
            f"… and 2 more of keyword-invalid at {of_order}/d/minLength, {of_order}/e/minLength (--verbose shows all)"
        )
        assert err.splitlines()[-1] == rest
        assert "5 warnings (5 keyword-invalid)" in out
        assert codegen("generate", "shop.yaml", "--verbose")[2].count("warning[keyword-invalid]") == 5
        assert codegen("generate", "shop.yaml", "--quiet") == (0, "", "")

    def test_warnings_can_be_silenced_or_made_errors(self, codegen: Run) -> None:
        Path("shop.yaml").write_text(DOUBTFUL)
        code, out, err = codegen("generate", "shop.yaml", "--allow", "keyword-invalid")
        assert (code, err, "no warnings" in out) == (0, "", True)
        for option in (["--strict"], ["--deny", "keyword-invalid"]):
            code, _, err = codegen("generate", "shop.yaml", *option)
            assert (code, "error[keyword-invalid]" in err) == (2, True)

    def test_an_allowance_that_nothing_needs_is_an_error(self, codegen: Run) -> None:
        code, _, err = codegen("generate", "shop.yaml", "--allow", "keyword-invalid")
        assert (code, err) == (
            2,
            "error[allow-unused]: Nothing calls for `keyword-invalid`, which is allowed.\n",
        )

    def test_text_of_a_description_cannot_command_the_terminal(self, codegen: Run) -> None:
        Path("shop.yaml").write_text(BROKEN.replace("Ordr", "\\e[31mOrdr").replace("'", '"'))
        code, _, err = codegen("generate", "shop.yaml")
        assert code == 2
        assert "\x1b" not in err

    def test_a_file_that_is_not_there_is_named(self, codegen: Run) -> None:
        code, _, err = codegen("generate", "shp.yaml")
        assert code == 2
        assert "`shp.yaml`" in err
        assert "Traceback" not in err


class TestCheck:
    ARGUMENTS = ("shop.yaml", "-o", "src", "--package", "shop_types")

    @pytest.fixture(autouse=True)
    def generated(self, home: Path, codegen: Run) -> None:
        assert codegen("generate", *self.ARGUMENTS)[0] == 0

    def test_what_was_just_generated_is_fresh(self, codegen: Run) -> None:
        assert codegen("check", *self.ARGUMENTS) == (0, "src/shop_types: fresh\n", "")

    def test_a_changed_description_makes_it_stale_and_the_named_command_fresh(self, codegen: Run) -> None:
        Path("shop.yaml").write_text(SPEC.replace("[open, closed]", "[open, closed, lost]"))
        code, out, _ = codegen("check", *self.ARGUMENTS)
        assert (code, "error[spec-changed]" in out) == (1, True)
        command = shlex.split(out.splitlines()[-1].partition("run: ")[2])
        assert command == ["codegen", "generate", *self.ARGUMENTS]
        assert codegen(*command[1:])[0] == 0
        assert codegen("check", *self.ARGUMENTS)[0] == 0

    def test_other_options_make_it_stale(self, codegen: Run) -> None:
        code, out, _ = codegen("check", *self.ARGUMENTS, "--target-python", "3.13")
        assert (code, "error[config-changed]" in out) == (1, True)

    def test_files_are_named_that_were_edited_or_are_missing(self, codegen: Run) -> None:
        Path("src/shop_types/py.typed").unlink()
        Path("src/shop_types/__init__.py").write_text("mine = 1\n")
        code, out, _ = codegen("check", *self.ARGUMENTS)
        assert code == 1
        assert "src/shop_types/py.typed: error[missing]: " in out
        assert "src/shop_types/__init__.py: error[edited]: " in out
        assert f"codegen generate {' '.join(self.ARGUMENTS)} --force" in out.splitlines()[-1]

    def test_a_reformatted_file_is_a_warning(self, codegen: Run) -> None:
        path = Path("src/shop_types/typeddict/__init__.py")
        path.write_text(path.read_text() + "\n\n\n")
        code, out, _ = codegen("check", *self.ARGUMENTS)
        assert (code, "warning[reformatted]" in out) == (0, True)
        assert codegen("check", *self.ARGUMENTS, "--strict")[0] == 1

    def test_check_writes_nothing(self, home: Path, codegen: Run) -> None:
        Path("shop.yaml").write_text(SPEC.replace("closed", "shut"))
        before = contents(home)
        codegen("check", *self.ARGUMENTS)
        assert contents(home) == before

    def test_a_broken_description_cannot_be_checked(self, codegen: Run) -> None:
        Path("shop.yaml").write_text(BROKEN)
        assert codegen("check", *self.ARGUMENTS)[0] == 2

    def test_a_fresh_package_is_told_without_what_takes_long_to_import(self) -> None:
        script = (
            "import sys\nfrom codegen.cli.main import run\ncode = run(sys.argv[1:])\n"
            "print(sorted({'jinja2', 'yaml', 'rich', 'codegen.pipeline'} & set(sys.modules)))\nsys.exit(code)"
        )
        result = subprocess.run(
            [sys.executable, "-c", script, "check", *self.ARGUMENTS],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
            capture_output=True,
            text=True,
        )
        assert (result.returncode, result.stdout) == (0, "src/shop_types: fresh\n[]\n")


USERS = """\
openapi: 3.1.1
info: {title: Users, version: "1"}
paths:
  /users:
    post:
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/User"}}}}
      responses: {"204": {description: Made.}}
components:
  schemas: {User: {type: object, required: [id], properties: {id: {type: string, readOnly: true}}}}
"""


class TestInspect:
    def test_a_name_is_told_with_its_place_its_reason_and_its_imports(self, codegen: Run) -> None:
        code, out, _ = codegen("inspect", "Order", "--spec", "shop.yaml", "--flavour", "pydantic")
        assert code == 0
        lines = out.splitlines()
        assert lines[0] == "Order (record)"
        assert lines[1].split() == ["from", "shop.yaml:6:5", "#/components/schemas/Order"]
        assert lines[2].startswith("  name ")
        assert lines[-1].split(maxsplit=1) == ["import", "from shop_types.pydantic import Order"]

    def test_a_pointer_means_what_stands_there(self, codegen: Run) -> None:
        _, by_name, _ = codegen("inspect", "Order", "--spec", "shop.yaml")
        assert codegen("inspect", "#/components/schemas/Order", "--spec", "shop.yaml")[1].startswith(by_name)

    def test_without_either_all_types_are_listed(self, codegen: Run) -> None:
        code, out, _ = codegen("inspect", "--spec", "shop.yaml")
        assert (code, "Order  record  #/components/schemas/Order\n" in out) == (0, True)

    def test_a_twin_and_what_it_is_the_twin_of_name_each_other(self, codegen: Run) -> None:
        Path("users.yaml").write_text(USERS, encoding="utf-8")
        _, out, _ = codegen("inspect", "User", "--spec", "users.yaml")
        assert "  twin     UserInput, as it is sent to the API\n" in out
        _, out, _ = codegen("inspect", "UserInput", "--spec", "users.yaml")
        lines = out.splitlines()
        assert lines[0] == "UserInput (record)"
        assert lines[1].split()[-1] == "#/components/schemas/User"
        assert "(law 8 of the naming rules; anchor #/components/schemas/User/{input})" in lines[2]
        assert lines[3] == "  twin     User, as the API sends it"

    def test_all_unions_are_listed_the_ambiguous_ones_first(self, codegen: Run) -> None:
        Path("pets.yaml").write_text(PETS, "utf-8")
        code, out, _ = codegen("inspect", "--unions", "--spec", "pets.yaml")
        assert (code, out.splitlines()[0]) == (0, "pets_types: 2 unions of pets.yaml (1 Ambiguous, 1 Tagged)")
        assert out.splitlines()[1].split() == ["Ambiguous", "Either", "pets.yaml:8:5", "#/components/schemas/Either"]
        code, out, _ = codegen("inspect", "--unions", "--output-format", "json", "--spec", "pets.yaml")
        ambiguous, tagged = json.loads(out)["pets_types"]
        assert ambiguous["reason"] == "A value may be both variant 1 and variant 2."
        assert (tagged["verdict"], tagged["name"], tagged["property"]) == ("Tagged", "Pet", "kind")

    def test_generate_counts_the_ambiguous_unions_and_is_quiet_about_none(self, codegen: Run) -> None:
        Path("pets.yaml").write_text(PETS, "utf-8")
        told = "1 union ambiguous, as a value may fit several variants: codegen inspect --unions --spec pets.yaml"
        arguments = ("generate", "pets.yaml", "--flavour", "pydantic")
        assert codegen(*arguments)[1].splitlines()[1:] == [told]
        assert len(codegen(*arguments, "--allow", "union-ambiguous")[1].splitlines()) == 1

    def test_generate_counts_the_dataclasses_of_which_something_is_not_checked(self, codegen: Run) -> None:
        told = 'from_json checks types, not the bounds and rules of 1 type (`dataclass.validate = "full"` does)'
        Path("few.yaml").write_text(SPEC.replace("id: {type: string}", "id: {type: string, maxLength: 3}"), "utf-8")
        assert codegen("generate", "few.yaml")[1].splitlines()[1:] == [f"few_types.dataclass: {told}"]
        assert len(codegen("generate", "few.yaml", "--set", "dataclass.validate=full")[1].splitlines()) == 1
        assert len(codegen("generate", "shop.yaml")[1].splitlines()) == 1

    @pytest.mark.parametrize("words", [("--unions", "Order"), ("--output-format", "json")])
    def test_options_that_do_not_go_together_are_refused(self, codegen: Run, words: tuple[str, ...]) -> None:
        assert codegen("inspect", *words, "--spec", "shop.yaml")[0] == 2

    def test_what_is_not_there_is_an_error_with_what_may_be_meant(self, codegen: Run) -> None:
        code, _, err = codegen("inspect", "Ordr", "--spec", "shop.yaml")
        assert (code, "Did you mean `Order`?" in err) == (2, True)


class TestTheRest:
    def test_every_command_has_help(self, codegen: Run) -> None:
        for command in COMMANDS:
            code, out, _ = codegen(command, "--help")
            assert (code, out.startswith(f"Usage: codegen {command}")) == (0, True)

    def test_codes_are_explained(self, codegen: Run) -> None:
        code, out, _ = codegen("explain", "allow-unused")
        assert (code, out.startswith("error[allow-unused]\n\n")) == (0, True)
        assert codegen("explain", "warning[keyword-invalid]")[0] == 0
        assert codegen("explain")[1].count("\n") > 30
        code, _, err = codegen("explain", "alow-unused")
        assert (code, "Did you mean `allow-unused`?" in err) == (2, True)

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_shells_get_their_completion(self, codegen: Run, shell: str) -> None:
        code, out, _ = codegen("completion", shell)
        assert (code, "_CODEGEN_COMPLETE" in out) == (0, True)

    def test_the_version_is_told(self) -> None:
        result = started("--version")
        assert result.returncode == 0
        assert re.fullmatch(r"codegen \S+ \(output revision \d+\)\n", result.stdout)

    @pytest.mark.parametrize("arguments", [("genrate",), ("generate", "--frmt"), ("check", "--force"), ()])
    def test_wrong_usage_exits_with_2(self, arguments: tuple[str, ...]) -> None:
        result = started(*arguments)
        assert result.returncode == 2
        assert result.stdout == ""
        assert "Usage: codegen" in result.stderr

    def test_output_that_no_terminal_reads_has_no_colour(self) -> None:
        Path("shop.yaml").write_text(BROKEN)
        assert "\x1b" not in started("generate", "shop.yaml").stderr

    @pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
    def test_an_interrupted_run_exits_with_130(self) -> None:
        command = [sys.executable, "-m", "codegen", "generate", "-", "--package", "shop_types"]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            preexec_fn=_heed_interrupts,  # noqa: PLW1509  # no threads here
        ) as process:
            assert process.stdin is not None
            process.stdin.write(b"openapi: 3.1.0\n" * 100_000)  # returns when it is being read
            process.stdin.flush()
            while process.poll() is None:  # again if the first came between two reads, which Python does not see
                process.send_signal(signal.SIGINT)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=2)
        assert process.returncode == 130
        assert not Path("shop_types").exists()

    def test_a_description_can_come_from_standard_input(self) -> None:
        command = [sys.executable, "-m", "codegen", "generate", "-", "--package", "shop_types"]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
        result = subprocess.run(command, input=SPEC.encode(), env=environment, capture_output=True)
        assert result.returncode == 0, result.stderr
        assert "from <stdin>" in Path("shop_types/__init__.py").read_text()
