"""`--output-format gitlab`: findings as a Code Quality report, which GitLab shows in merge requests.

Its shape is GitLab's, "Code Quality report format": an array of objects with a description, a name of the check, a
fingerprint, a severity, and a path with a line, each of them required.
"""

import json

from codegen.cli.findings import Result
from codegen.cli.fingerprints import placed
from codegen.diagnostics import Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def as_code_quality(result: Result) -> str:
    """Return the report of a result."""
    told = [
        {
            "description": found.message if found.help is None else f"{found.message} {found.help}",
            "check_name": found.id,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[found.severity],
            "location": {"path": place.path, "lines": {"begin": found.line or 1}},
        }
        for found, _, place, fingerprint in placed(result)
    ]
    return json.dumps(told, indent=2, ensure_ascii=False)
