"""Codes of overlays, which the loader applies."""

from codegen.diagnostics import Code, Severity

OVERLAY_INVALID = Code(
    name="overlay-invalid",
    severity=Severity.ERROR,
    explanation=(
        "A file given as an overlay is none by the OpenAPI Overlay Specification 1.0 or 1.1: a key is missing, misspelt or "
        "of the wrong kind. An overlay has `overlay` (its version), `info` with `title` and `version`, and `actions`; an "
        "action has a `target` and one of `update`, `remove: true` and, from 1.1 on, `copy`. Keys that begin with `x-` "
        "may stand everywhere.\n"
        "A misspelt key would change nothing in silence, so nothing is applied until all is well."
    ),
)
OVERLAY_PATH = Code(
    name="overlay-path",
    severity=Severity.ERROR,
    explanation=(
        "The `target` or `copy` of an action is no JSONPath query (RFC 9535), or cannot be asked of this description. The "
        "position is that of the character that is wrong.\n"
        "A query begins with `$`. Keys with other signs than letters, digits, `_` and `-` stand in brackets and quotes: "
        "`$.paths['/users/{id}'].get`; filters have no parentheses of their own: `$.servers[?@.description == 'Dev']`."
    ),
)
OVERLAY_INCOMPATIBLE = Code(
    name="overlay-incompatible",
    severity=Severity.ERROR,
    explanation=(
        "An action cannot be applied to what its `target` selects. Objects are merged with objects, arrays are appended "
        "to, and other values are replaced by other values (Overlay Specification 1.1.0, Action Object); all targets of "
        "an action must be of one kind, and what is copied must be one place.\n"
        "To replace an object by something else, remove it in one action and put the other in by the next, whose target "
        "is what is around it."
    ),
)
OVERLAY_TOO_MUCH = Code(
    name="overlay-too-much",
    severity=Severity.ERROR,
    explanation=(
        "Overlays put in more than a description can hold: it would nest more than 200 deep, or have several times the "
        "size that it had. Copies of what holds copies grow with every action. Put what is used often into `components`, "
        "and refer to it."
    ),
)
OVERLAY_NO_MATCH = Code(
    name="overlay-no-match",
    severity=Severity.WARNING,
    explanation=(
        "The `target` of an action selects nothing, so the action changes nothing. By the specification it succeeds; more "
        "often than not the path has a slip, or the description has changed since.\n"
        "The message says how far the path leads. Actions apply to what the ones before them left."
    ),
)
OVERLAY_NO_EFFECT = Code(
    name="overlay-no-effect",
    severity=Severity.WARNING,
    explanation=(
        "Part of an overlay changes nothing whatever the description says: an action without `update`, `copy` and "
        "`remove: true`, or with `update` or `copy` beside `remove: true`, which wins."
    ),
)
OVERLAY_VERSION = Code(
    name="overlay-version",
    severity=Severity.WARNING,
    explanation=(
        "An overlay does what version 1.0 of the specification, which it names, has no rule for or another one than 1.1: "
        "a target that is neither object nor array, or an array that is put into an array, which 1.0 calls one item while "
        "1.1 appends its items. Both are done as 1.1 has it, but for arrays whose items are arrays already. Or the version "
        "is written as a number.\n"
        "Write `overlay: 1.1.0`, in which all of this is clear."
    ),
)
OVERLAY_EXTENDS = Code(
    name="overlay-extends",
    severity=Severity.WARNING,
    explanation=(
        "The `extends` of an overlay names another document than the description it is applied to. It is applied "
        "nevertheless; what it was made for may look otherwise. Paths are read from the folder of the overlay, and of "
        "URLs only the last part is compared."
    ),
)
