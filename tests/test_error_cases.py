"""Bad input: each fault is told as expected, at its place, and what was there before is there afterwards."""

import re
from pathlib import Path

import pytest
from support.errors import ERRORS, GOOD, STDERR, USUAL, ErrorCase, call, error_cases, told
from support.hand_made import contents
from support.hostile import HEAD, HOSTILE, schemas

from codegen.codes import CODES

EACH_CASE = pytest.mark.parametrize("case", error_cases(), ids=lambda case: case.name)
PLACELESS = re.compile(
    "(source|package|code|output|select|vendor|pack)-|config-not-found|name-unknown|allow-unused|name-ambiguous-move|formats-unused|formatter-missing|old-names|vendored-by-newer|input-undeclared"
)
"""Codes of what stands in no line of a file: of files that are not there, of folders, of the command line."""
CODE = re.compile(r"(?:error|warning|note)\[([a-z0-9-]+)\]: ")


@EACH_CASE
def test_what_is_told_is_what_is_expected(case: ErrorCase) -> None:
    assert case.expected == told(case).expected_files(case)


@EACH_CASE
def test_a_case_is_called_by_the_code_it_is_about(case: ErrorCase) -> None:
    about = max((code for code in CODES if case.name.startswith(code)), key=len)
    assert about in CODE.findall("".join(case.expected.values()))


@EACH_CASE
def test_a_command_that_fails_leaves_every_file_as_it_was(case: ErrorCase) -> None:
    if told(case).code == 0:
        pytest.skip("the command does not fail")
    assert told(case).before == told(case).after


OF_PROCESSES = frozenset(("formatter-failed", "worker-ended"))
"""Codes of what only a process can do that is killed: `test_killed.py` has them."""


def test_every_code_has_a_case() -> None:
    met = {code for case in error_cases() for code in CODE.findall("".join(case.expected.values()))}
    elsewhere = Path(__file__).with_name("test_killed.py").read_text("utf-8")
    assert all(f"error[{one}]" in elsewhere for one in OF_PROCESSES)
    assert met | OF_PROCESSES == CODES.keys()


@EACH_CASE
def test_what_is_told_of_a_text_names_file_line_and_column_and_shows_the_line_and_the_pointer(case: ErrorCase) -> None:
    for block in re.split(r"\n(?=\S)", told(case).stderr):
        code = CODE.search(block)
        is_option = block.startswith(("error[config-value-invalid]", "error[config-key-missing]"))
        if code is None or PLACELESS.match(code[1]) or is_option:
            continue
        first, *rest = block.split("\n")
        place = re.match(r"(\S+):(\d+):(\d+): ", first)
        assert place is not None, block
        assert any(re.match(rf"  +{place[2]} \|", line) for line in rest), block
        assert any(re.match(r"  +\| +\^$", line) for line in rest), block
        assert any(re.match("  at ", line) for line in rest) or place[1].endswith(".toml"), block


@EACH_CASE
def test_messages_are_sentences_and_helps_too(case: ErrorCase) -> None:
    for line in "".join(case.expected.values()).splitlines():
        if CODE.search(line) is not None:
            assert re.search(r"\]: [A-Z`].*\.$", line), line
        elif line.startswith("  help: "):
            assert re.search(r"help: [A-Z`].*[.?]$", line), line


def test_every_folder_is_a_case() -> None:
    assert [path.name for path in ERRORS.iterdir() if not (path / STDERR).exists()] == []


# --- hostile input --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_read_or_refused_but_never_breaks_the_tool(name: str, tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(HOSTILE[name], encoding="utf-8")
    code, _, stderr = call(f"{USUAL} --formatter none", tmp_path)
    assert code in (0, 2), stderr
    assert "Traceback" not in stderr
    assert (code == 2) == ("error[" in stderr)
    assert (tmp_path / "out").exists() == (code == 0)


@pytest.mark.parametrize("command", ["generate out -o out", "generate spec.yaml/x -o out", "generate /dev/null -o out"])
def test_what_is_no_file_is_refused(command: str, tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(GOOD)
    (tmp_path / "out").mkdir()
    before = contents(tmp_path)
    code, _, stderr = call(f"{command} --package types", tmp_path)
    assert (code, contents(tmp_path)) == (2, before)
    assert stderr.count("error[") == 1
    assert "Traceback" not in stderr


# --- many faults ----------------------------------------------------------------------------------------------------


def test_thousands_of_warnings_are_told_on_a_page_that_names_the_places(tmp_path: Path) -> None:
    properties = "".join(f"        p{at}: {{type: array}}\n" for at in range(5000))
    (tmp_path / "spec.yaml").write_text(
        f"{HEAD}components:\n  schemas:\n    Big:\n      type: object\n      properties:\n{properties}"
    )
    code, stdout, stderr = call(f"{USUAL} --formatter none --flavour typeddict", tmp_path)
    assert code == 0
    assert "5,000 warnings (5000 items-missing)" in stdout
    assert stderr.count("warning[items-missing]") == 3
    last = stderr.splitlines()[-1]
    assert last.startswith("… and 4,997 more of items-missing at #/components/schemas/Big/properties/p3, #/comp")
    assert last.endswith("/properties/p42, and 4,957 other places (--verbose shows all)")
    assert len(stderr.splitlines()) < 30


def test_each_place_with_a_fault_is_named_even_if_it_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "spec.yaml").write_text(schemas(", ".join(f"S{at}: {{type: a}}" for at in range(60))))
    code, _, stderr = call(USUAL, tmp_path)
    assert (code, stderr.count("error[type-unknown]")) == (2, 20)
    assert all(f"#/components/schemas/S{at}/type" in stderr for at in range(60))
