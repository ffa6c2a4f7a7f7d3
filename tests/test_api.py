"""What programs rely on stays: what is there is what is committed, and is documented."""

import re
from pathlib import Path

import pytest
from support.api import Api, api, kept, lost

from codegen.cli.findings import OutputFormat

ROOT = Path(__file__).parents[1]
INTERFACE = (ROOT / "docs" / "interface.md").read_text(encoding="utf-8")


def test_nothing_that_programs_rely_on_is_gone_or_otherwise() -> None:
    assert lost(kept(), api()) == [], "this breaks pipelines; if it must be, edit tests/api.yaml and the changelog"


def test_what_is_new_is_written_down() -> None:
    assert lost(api(), kept()) == [], "cd tests && python -m support.api"


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ({"hooks": {"a": "x"}}, {"hooks": {"a": "x", "b": "y"}}, []),
        ({"hooks": {"a": "x"}}, {"hooks": {"b": "x"}}, ["hooks: a (x)"]),
        ({"hooks": {"a": "x"}}, {"hooks": {"a": "y"}}, ["hooks: a (x)"]),
        ({"hooks": {"a": ""}}, {}, ["hooks: a"]),
        ({"commands": {"a": "x y"}}, {"commands": {"a": "y z x"}}, []),
        ({"commands": {"a": "x y"}}, {"commands": {"a": "x"}}, ["commands: a (x y)"]),
    ],
)
def test_removals_and_renames_are_seen(was: Api, now: Api, told: list[str]) -> None:
    assert lost(was, now) == told


def test_every_kind_is_listed() -> None:
    found = api()
    assert {"0", "1", "2", "130"} == set(found["exit codes"])
    assert {"/packages/[]/findings/[]/pointer", "/document/valid", "/exit_code"} <= set(found["report"])
    assert found["report"]["/packages/[]/state ="] == "written unchanged fresh stale failed"
    assert found["commands"]["check --output-format"] == " ".join(one.value for one in OutputFormat)
    assert {"names set", "vendor --check", "generate --force", "--version"} <= set(found["commands"])
    assert "/packages/{}/pydantic/frozen" in found["configuration"]
    assert found["findings"]["spec-changed"] == "error"


def test_exit_codes_keys_and_formats_are_documented() -> None:
    found = api()
    assert set(re.findall(r"^\| (\d+) \|", INTERFACE, re.MULTILINE)) == set(found["exit codes"])
    told = set(re.findall(r"`([a-z_-]+)`", INTERFACE))
    keys = {key.rpartition("/")[2] for key in found["report"] if "=" not in key}
    assert keys <= told
    assert {one.value for one in OutputFormat} - {"text"} <= told
