"""Runs the steps of action.yml, and jobs of GitLab, as their hosts do: the shell is real, the host is these lines."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from support.hosts import Host
from support.projects_of_one import ROOT

Document = dict[str, object]
_EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")


def read_yaml(path: Path) -> Document:
    """Return a document; the key `on` stays text, as YAML 1.2 has it."""
    found: Document = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    return found


@dataclass(slots=True, kw_only=True)
class Ran:
    """What came of an action."""

    code: int = 0
    text: str = ""
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    """Those of each step, by its id."""


def run_action(host: Host, inputs: Mapping[str, str], folder: Path | None = None, **environment: str) -> Ran:
    """Run the composite action in a checkout, as `uses:` with these inputs does; the first step that fails ends it."""
    action = read_yaml(ROOT / "action.yml")
    known = {name: str(one.get("default", "")) for name, one in _table(action["inputs"]).items()}
    assert set(inputs) <= set(known)
    given, ran = {**known, **inputs}, Ran()
    steps = _table({"runs": action["runs"]})["runs"]["steps"]
    assert isinstance(steps, list)
    for step in steps:
        if "run" not in step or not _holds(str(step.get("if", "")), given):
            continue
        (host.folder / "output").write_text("")
        values = {name: _value(str(text), given, ran) for name, text in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=(folder or host.home) / _value(step.get("working-directory", "."), given, ran),
            env={**host.environment(**environment), "GITHUB_ACTION_PATH": str(ROOT), **values},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        ran.outputs[step["id"]] = dict(host.outputs)
        ran.text += done.stdout
        ran.code = done.returncode
        if ran.code:
            break
    return ran


def _table(found: object) -> dict[str, dict[str, object]]:
    assert isinstance(found, dict)
    return found


def _holds(condition: str, inputs: Mapping[str, str]) -> bool:
    """Tell whether a condition of action.yml holds; it compares an input with a text."""
    if not condition:
        return True
    found = re.fullmatch(r"inputs\.([a-z-]+) (==|!=) '([a-z]*)'", condition)
    assert found is not None, condition
    return (inputs[found[1]] == found[3]) is (found[2] == "==")


def _value(text: str, inputs: Mapping[str, str], ran: Ran) -> str:
    """Return a text with what its expressions mean: an input, an output of a step, the token, or a text."""

    def meant(expression: str) -> str:
        for part in expression.split(" || "):
            match part.split("."):
                case ["inputs", name]:
                    value = inputs[name]
                case ["steps", step, "outputs", name]:
                    value = ran.outputs.get(step, {}).get(name, "")
                case ["github", "token"]:
                    value = "token"
                case _:
                    value = part.strip("'")
            if value:
                return value
        return ""

    return _EXPRESSION.sub(lambda found: meant(found[1]), text)


def run_gitlab_job(host: Host, name: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a job of ci/gitlab.yml in a checkout; its lines are one shell, variables refer to others."""
    jobs = read_yaml(ROOT / "ci" / "gitlab.yml")
    job, parent = _table(jobs)[name], _table(jobs)[".codegen"]
    variables: dict[str, str] = {**_texts(parent["variables"]), **_texts(job.get("variables", {}))}
    given = {"CI_PROJECT_DIR": str(folder), "GITLAB_CI": "true", **environment}
    for key, value in variables.items():
        given.setdefault(key, re.sub(r"\$(\w+)", lambda found: given.get(found[1], ""), value))
    lines = [*_lines(parent["before_script"]), *_lines(job["script"])]
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(lines)],
        cwd=folder,
        env={**host.environment(), "CODEGEN_HOST": "", **given},
        capture_output=True,
        text=True,
    )


def _texts(found: object) -> dict[str, str]:
    assert isinstance(found, dict)
    return found


def _lines(found: object) -> list[str]:
    assert isinstance(found, list)
    return found
