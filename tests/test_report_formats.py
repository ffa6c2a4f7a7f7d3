"""What hosts are told: SARIF, Code Quality, annotations and Markdown say the same, each in its host's terms."""

import json
import os
import re
import shlex
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator
from support.errors import call
from support.projects_of_one import CONFIG, SPEC, git, write_project
from support.sarif import SARIF

from codegen.cli.report_schema import report_schema
from codegen.codes import CODES

PACKAGE = Path("src/shop_types")
INIT = "pydantic/__init__.py"
NOWHERE = "id: {$ref: '#/nowhere'}"


def codegen(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run codegen in this process; no host is around but the one that is named."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
            patch.delenv(name, raising=False)
        for name, value in environment.items():
            patch.setenv(name, value)
        code, stdout, stderr = call(shlex.join(arguments), home)
    return subprocess.CompletedProcess(arguments, code, stdout, stderr)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = write_project(tmp_path_factory.mktemp("made"))
    assert codegen(home, "generate").returncode == 0
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    subprocess.run(["cp", "-a", f"{made}/.", tmp_path], check=True)
    return tmp_path


def fresh(home: Path) -> None:
    """Everything is as it was."""


def edited(home: Path) -> None:
    (home / PACKAGE / INIT).write_text("mine = 1\n")


def changed(home: Path) -> None:
    (home / "shop.yaml").write_text(SPEC.replace("closed", "shut"))


def broken(home: Path) -> None:
    (home / "shop.yaml").write_text(SPEC.replace("id: {type: string}", NOWHERE))


def misconfigured(home: Path) -> None:
    (home / "pyproject.toml").write_text(f"{CONFIG}colour = 1\n")


def unconfigured(home: Path) -> None:
    (home / "pyproject.toml").unlink()


def doubtful(home: Path) -> None:
    """A warning, twice at one place of one kind, and a file whose name no URI has as it is."""
    (home / "ä shop#1.yaml").write_text(SPEC.replace("id: {type: string}", "id: {type: string, minLength: three}"))
    (home / "pyproject.toml").write_text(CONFIG.replace("shop.yaml", "ä shop#1.yaml"))


SITUATIONS: Mapping[str, Callable[[Path], None]] = {
    one.__name__: one for one in (fresh, edited, changed, broken, misconfigured, unconfigured, doubtful)
}


def document(home: Path, *arguments: str) -> Any:  # what a format holds is what the test is about
    done = codegen(home, *arguments)
    assert done.stderr == ""
    return json.loads(done.stdout)


def all_findings(home: Path, command: str) -> list[tuple[Any, str | None]]:
    told = json.loads(codegen(home, command, "--output-format", "json").stdout)
    Draft202012Validator(report_schema()).validate(told)
    of_packages = [(one, package["target"]) for package in told["packages"] for one in package["findings"]]
    return [*((one, None) for one in told["findings"]), *of_packages]


@pytest.mark.parametrize("command", ["check", "generate"])
@pytest.mark.parametrize("name", SITUATIONS)
def test_sarif_is_valid_and_says_what_json_says(name: str, command: str, home: Path) -> None:
    SITUATIONS[name](home)
    log = document(home, command, "--output-format", "sarif")
    Draft202012Validator(SARIF, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(log)
    if official := os.environ.get("CODEGEN_SARIF_SCHEMA"):
        Draft7Validator(json.loads(Path(official).read_text(encoding="utf-8"))).validate(log)
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({one["ruleId"] for one in run["results"]})
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] == CODES[rule["id"]].severity.value
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
    marks = Counter(mark for one in run["results"] for mark in one["partialFingerprints"].values())
    assert set(marks.values()) <= {1}
    if command == "check":  # `generate` has changed what the second run would find
        told = all_findings(home, command)
        assert bool(told) is (name != "fresh")
        assert [one["ruleId"] for one in run["results"]] == [found["id"] for found, _ in told]
        assert [one["level"] for one in run["results"]] == [found["severity"] for found, _ in told]
        lines = [one["locations"][0]["physicalLocation"]["region"]["startLine"] for one in run["results"]]
        assert lines == [found["line"] or 1 for found, _ in told]


def test_paths_are_seen_from_the_root_of_the_checkout_and_are_uris(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    home = write_project(tmp_path / "libs" / "shop types")
    doubtful(home)
    [run] = document(home, "generate", "--output-format", "sarif")["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    uri = "libs/shop%20types/%C3%A4%20shop%231.yaml"
    assert place["artifactLocation"] == {"uri": uri, "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 10, "startColumn": 28}
    edited(home)
    lines = codegen(home, "check", "--output-format", "github").stdout
    assert f"::error file=libs/shop types/{PACKAGE}/{INIT},title=edited::" in lines
    told = document(home, "check", "--output-format", "gitlab")
    assert f"libs/shop types/{PACKAGE}/{INIT}" in [one["location"]["path"] for one in told]


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_the_host_says_where_the_root_is_if_it_is_around(variable: str, tmp_path: Path) -> None:
    home = write_project(tmp_path / "a")
    git(home, "init", "-q")  # a submodule, as it were
    broken(home)
    for root, seen in ((tmp_path, "a/shop.yaml"), (tmp_path / "b", "shop.yaml")):
        lines = codegen(home, "check", "--output-format", "github", **{variable: str(root)}).stdout
        assert f"::error file={seen},line=10," in lines


def test_a_file_outside_of_the_checkout_has_its_whole_path(tmp_path: Path) -> None:
    home = write_project(tmp_path / "home")
    git(home, "init", "-q")
    (home / "shop.yaml").rename(tmp_path / "shop.yaml")
    broken(tmp_path)
    (home / "pyproject.toml").write_text(CONFIG.replace("shop.yaml", "../shop.yaml"))
    [run] = document(home, "check", "--output-format", "sarif")["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": (tmp_path / "shop.yaml").as_uri()
    }


def test_fingerprints_outlive_other_lines_and_other_sentences(home: Path) -> None:
    doubtful(home)
    first = document(home, "generate", "--output-format", "gitlab")
    spec = home / "ä shop#1.yaml"
    spec.write_text("# one more line\n" + spec.read_text().replace("three", "four"))
    second = document(home, "generate", "--output-format", "gitlab")
    [one], [other] = ([found for found in told if found["check_name"] == "keyword-invalid"] for told in (first, second))
    assert one["location"]["lines"] != other["location"]["lines"]
    assert one["description"] != other["description"]
    assert one["fingerprint"] == other["fingerprint"]


@pytest.mark.parametrize("name", SITUATIONS)
def test_code_quality_has_what_gitlab_asks_for(name: str, home: Path) -> None:
    SITUATIONS[name](home)
    told = document(home, "check", "--output-format", "gitlab")
    assert [one["check_name"] for one in told] == [found["id"] for found, _ in all_findings(home, "check")]
    for one in told:
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not one["location"]["path"].startswith(("./", "/"))
        assert one["location"]["lines"]["begin"] >= 1
    assert len({one["fingerprint"] for one in told}) == len(told)


class TestReports:
    def test_one_run_tells_people_and_programs(self, home: Path) -> None:
        changed(home)
        text = codegen(home, "check").stdout
        formats = ("json", "sarif", "gitlab", "markdown")
        options = [word for one in formats for word in ("--report", f"{one}=out/report.{one}")]
        done = codegen(home, "check", *options)
        assert (done.returncode, done.stdout, done.stderr) == (1, text, "")
        for one in formats:
            assert (home / f"out/report.{one}").read_text() == codegen(home, "check", "--output-format", one).stdout

    def test_a_fault_of_the_configuration_is_in_the_report_too(self, home: Path) -> None:
        misconfigured(home)
        done = codegen(home, "check", "--report", "json=report.json")
        assert (done.returncode, "error[config-key-unknown]" in done.stderr) == (2, True)
        told = json.loads((home / "report.json").read_text())
        assert [one["id"] for one in told["findings"]] == ["config-key-unknown"]

    def test_the_report_of_validate_and_vendor(self, home: Path) -> None:
        (home / "order.json").write_text('{"id": 1}')
        done = codegen(home, "validate", "order.json", "--as", "Order", "--report", "json=report.json")
        assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "order.json: not valid as Order, 1 fault")
        told = json.loads((home / "report.json").read_text())
        assert told["document"] == {"file": "order.json", "as": "Order", "valid": False}
        log = document(home, "validate", "order.json", "--as", "Order", "--output-format", "sarif")
        Draft202012Validator(SARIF).validate(log)
        [found] = log["runs"][0]["results"]
        place = found["locations"][0]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "order.json"
        assert place["logicalLocations"] == [{"fullyQualifiedName": "/id"}]
        copy = ("vendor", "--from", str(PACKAGE), "--to", "lib")
        assert codegen(home, *copy, "--report", "json=report.json").returncode == 0
        [package] = json.loads((home / "report.json").read_text())["packages"]
        assert (package["target"], package["state"]) == ("lib/shop_types", "written")
        assert INIT in package["written"]

    @pytest.mark.parametrize("file", ["shop.yaml", "src/shop_types/report.json", "shop_types.names.lock"])
    def test_no_report_is_written_over_what_a_package_is_made_of(self, file: str, home: Path) -> None:
        before = (home / "shop.yaml").read_bytes()
        done = codegen(home, "check", "--report", f"json={file}")
        assert (done.returncode, "would be lost" in done.stderr) == (2, True)
        assert (home / "shop.yaml").read_bytes() == before
        assert not (home / "src/shop_types/report.json").exists()

    @pytest.mark.parametrize("report", ["text=a", "json", "json=", "github=a", "=a"])
    def test_a_report_is_a_format_and_a_file(self, report: str, home: Path) -> None:
        done = codegen(home, "check", "--report", report)
        assert (done.returncode, "is not FORMAT=FILE" in done.stderr) == (2, True)

    def test_the_command_to_run_next_has_no_report(self, home: Path) -> None:
        changed(home)
        done = codegen(home, "check", "--report", "json=a.json", "--report=sarif=b.sarif")
        assert done.stdout.splitlines()[-1] == "stale; run: codegen generate"


class TestCopies:
    COPY = ("vendor", "--from", str(PACKAGE), "--to", "lib")

    def test_a_stale_copy_is_a_finding_in_every_format(self, home: Path) -> None:
        assert codegen(home, *self.COPY).returncode == 0
        check = (*self.COPY, "--check", "--output-format")
        told = document(home, *check, "json")
        Draft202012Validator(report_schema()).validate(told)
        assert [(one["state"], one["run"], one["findings"]) for one in told["packages"]] == [("fresh", None, [])]
        (home / "lib/shop_types" / INIT).write_text("mine = 1\n")
        told = document(home, *check, "json")
        Draft202012Validator(report_schema()).validate(told)
        [package] = told["packages"]
        assert (told["exit_code"], package["state"]) == (1, "stale")
        assert package["run"] == "codegen vendor --from src/shop_types --to lib --force"
        assert [one["id"] for one in package["findings"]] == ["edited"]
        [run] = document(home, *check, "sarif")["runs"]
        assert [one["ruleId"] for one in run["results"]] == ["edited"]
        done = codegen(home, *check, "github")
        assert done.stdout.startswith(f"::error file=lib/shop_types/{INIT},title=edited::")
        assert done.stdout.splitlines()[-1].startswith(f"not up to date; run: {package['run']}")
        assert done.returncode == 1

    def test_what_cannot_be_copied_is_told_to_programs_too(self, home: Path) -> None:
        done = codegen(home, "vendor", "--from", "nowhere", "--to", "lib", "--output-format", "json")
        told = json.loads(done.stdout)
        Draft202012Validator(report_schema()).validate(told)
        assert (done.returncode, done.stderr, told["exit_code"], told["packages"]) == (2, "", 2, [])
        assert len(told["findings"]) == 1


class TestMarkdown:
    def test_it_names_packages_files_and_findings(self, home: Path) -> None:
        changed(home)
        text = codegen(home, "check", "--output-format", "markdown").stdout
        assert "| `src/shop_types` | **not up to date** |  |" in text
        assert "`src/shop_types` is mended by `codegen generate`." in text
        assert (
            "- **error** `spec-changed` `src/shop_types`: The package was made from another state of `shop.yaml`"
            in text
        )
        text = codegen(home, "generate", "--output-format", "markdown").stdout
        assert "| `src/shop_types` | written | 3 written |" in text
        assert "- `pydantic/_components.py`" in text

    def test_text_of_a_description_is_no_markup(self, home: Path) -> None:
        hostile = "@everyone <script>alert(1)</script> [x](https://example.com) #1 ![y](z) | ``` *b*"
        (home / "shop.yaml").write_text(
            SPEC.replace("id: {type: string}", f"id: {{$ref: {json.dumps('#/' + hostile)}}}")
        )
        text = codegen(home, "check", "--output-format", "markdown").stdout
        [line] = [line for line in text.splitlines() if line.startswith("- **error**")]
        outside = re.sub(r"`[^`]*`", "", line)
        assert "`" not in outside
        assert not re.search(r"[@<>\[\]#!](?!\d+;)", outside.replace("&#", "&"))

    def test_of_very_many_only_some_are_listed(self, home: Path) -> None:
        keys = "".join(f"        k{number}: {{type: string, minLength: three}}\n" for number in range(80))
        (home / "shop.yaml").write_text(SPEC + keys)
        text = codegen(home, "generate", "--output-format", "markdown").stdout
        assert text.count("keyword-invalid") == 50
        assert "- … and 30 more findings" in text
