"""`--output-format json`: a result for programs, in a shape that is API (`codegen schema report`)."""

import json

from codegen.cli.findings import Finding, Outcome, Result

FORMAT = 1
"""Raised when a key changes its meaning or goes. New keys may come without."""


def as_json(result: Result) -> str:
    """Return the JSON of a result."""
    document: dict[str, object] = {
        "format": FORMAT,
        "command": result.command,
        "exit_code": result.code,
        "findings": [_finding(one) for one in result.findings],
        "packages": [_package(outcome, remedy) for outcome, remedy in result.packages],
    }
    if result.document is not None:
        judged = result.document
        document["document"] = {"file": judged.file, "as": judged.type, "valid": judged.valid}
    return json.dumps(document, indent=2, ensure_ascii=False)


def _package(outcome: Outcome, remedy: str | None) -> dict[str, object]:
    return {
        "name": outcome.name,
        "target": outcome.target,
        "state": outcome.state.value,
        "run": remedy,
        "written": list(outcome.written),
        "deleted": list(outcome.deleted),
        "backup": outcome.backup,
        "findings": [_finding(one) for one in outcome.findings],
    }


def _finding(found: Finding) -> dict[str, object]:
    return {
        "id": found.id,
        "severity": found.severity.value,
        "message": found.message,
        "help": found.help,
        "file": found.file,
        "line": found.line,
        "column": found.column,
        "pointer": found.pointer,
        "files": list(found.files),
    }
