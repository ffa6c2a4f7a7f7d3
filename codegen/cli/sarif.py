"""`--output-format sarif`: findings as a log in SARIF 2.1.0 (OASIS Standard), which GitHub and others show.

Sections in comments are those of the standard. Nothing of this machine is in the log: no time, no absolute path of a
file below the root of the checkout.
"""

import json
from collections.abc import Sequence
from urllib.parse import quote

from codegen.cli.checkout import Place, place_of
from codegen.cli.exit_codes import FAILED
from codegen.cli.findings import Finding, Result
from codegen.cli.fingerprints import placed
from codegen.codes import CODES
from codegen.diagnostics import Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_ROOT = "%SRCROOT%"
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

Log = dict[str, object]


def as_sarif(result: Result, version: str) -> str:
    """Return the log of a result, written by a version of codegen."""
    found = list(placed(result))
    ids = sorted({one.id for one, *_ in found})
    run: Log = {
        "tool": {  # 3.18, 3.19
            "driver": {
                "name": "codegen",
                "version": version,
                "rules": [_rule(id) for id in ids],
            }
        },
        "automationDetails": {"id": f"codegen/{result.command}/"},  # 3.17.3: by which runs are compared
        "invocations": [{"executionSuccessful": result.code != FAILED, "exitCode": result.code}],  # 3.20
        "columnKind": "unicodeCodePoints",  # 3.14.17
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the checkout."}}},  # 3.14.14
        "results": [_result(one, target, place, mark, ids) for one, target, place, mark in found],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(id: str) -> Log:
    """Return a `reportingDescriptor` (3.49)."""
    code = CODES[id]
    first, _, _ = code.explanation.partition("\n")
    return {
        "id": id,
        "shortDescription": {"text": first},
        "fullDescription": {"text": code.explanation},
        "help": {"text": f"{code.explanation}\n\n`codegen explain {id}` says the same."},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _result(found: Finding, target: str | None, place: Place, mark: str, ids: Sequence[str]) -> Log:
    """Return a `result` (3.27)."""
    message = found.message if found.help is None else f"{found.message}\n{found.help}"
    physical: Log = {"artifactLocation": _artifact(place), "region": _region(found)}
    location: Log = {"physicalLocation": physical}
    if found.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": found.pointer}]  # 3.33.5
    told: Log = {
        "ruleId": found.id,
        "ruleIndex": ids.index(found.id),
        "level": _LEVELS[found.severity],
        "message": {"text": message},
        "locations": [location],
        "partialFingerprints": {"codegenFinding/v1": mark},  # 3.27.17
    }
    if found.files and target is not None:  # 3.27.22
        files = (place_of(f"{target}/{file}") for file in found.files)
        told["relatedLocations"] = [{"physicalLocation": {"artifactLocation": _artifact(file)}} for file in files]
    return told


def _region(found: Finding) -> Log:
    """Return where in the file it is (3.30); of a whole file its first line, as GitHub takes no result without one."""
    region: Log = {"startLine": found.line or 1}
    return region if found.column is None else {**region, "startColumn": found.column}


def _artifact(place: Place) -> Log:
    """Return an `artifactLocation` (3.4), whose URI is relative to the root of the checkout where it can be."""
    if place.is_below:
        return {"uri": quote(place.path), "uriBaseId": _ROOT}
    return {"uri": f"file://{'' if place.path.startswith('/') else '/'}{quote(place.path)}"}
