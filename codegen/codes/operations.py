"""Codes of the normalizer about what stands around schemas: operations, parameters, and the selection."""

from codegen.diagnostics import Code, Severity

OPERATION_INVALID = Code(
    name="operation-invalid",
    severity=Severity.ERROR,
    explanation=("A part of `paths`, `webhooks` or `components` is not the object it must be."),
)
PARAMETER_INVALID = Code(
    name="parameter-invalid",
    severity=Severity.WARNING,
    explanation=(
        "A parameter lacks its `name`, `in` or `schema` (or `content`).\n"
        "Without a schema any value is allowed; without a name or a known place the parameter is left out."
    ),
)

PATH_PARAMETER_UNDECLARED = Code(
    name="path-parameter-undeclared",
    severity=Severity.WARNING,
    explanation=(
        "A path has a parameter in braces that no Parameter Object describes, at the operation or at the path item.\n"
        "The types of the operation's parameters lack it. Describe it: `{name: id, in: path, required: true, schema: {type: "
        "string}}`."
    ),
)
PATH_PARAMETER_UNUSED = Code(
    name="path-parameter-unused",
    severity=Severity.WARNING,
    explanation=(
        "A parameter is said to be in the path (`in: path`), and the path has no such name in braces.\n"
        "It is kept. Often the two are spelt differently, or it is meant to be a query parameter."
    ),
)
PATH_PARAMETER_OPTIONAL = Code(
    name="path-parameter-optional",
    severity=Severity.WARNING,
    explanation=(
        "A parameter of the path is not `required: true`, which the specification demands, as a path without it is another path.\n"
        "It is read as required."
    ),
)
PATH_INVALID = Code(
    name="path-invalid",
    severity=Severity.NOTE,
    explanation=(
        "A path does not begin with `/`, has an open brace, a query (`?`) or a fragment (`#`), or is another path but for the "
        "names of its parameters.\n"
        "It is kept as it is: types depend on it by their names only."
    ),
)
PATH_ITEM_TWICE = Code(
    name="path-item-twice",
    severity=Severity.WARNING,
    explanation=(
        "A path item has a `$ref`, and beside it an operation or parameters that the path item it refers to has too.\n"
        "The specification does not say which of the two counts; here it is the one beside the `$ref`. Leave out one."
    ),
)
STATUS_INVALID = Code(
    name="status-invalid",
    severity=Severity.WARNING,
    explanation=(
        "A response stands under a key that is no status of HTTP, nor `2XX` and its like, nor `default`.\n"
        "`2xx` is read as `2XX`; other keys are kept as they are, and their types are called after them."
    ),
)
FIELD_MISSING = Code(
    name="field-missing",
    severity=Severity.NOTE,
    explanation=(
        "The description lacks a field that OpenAPI demands: `info`, its `title` or `version`, `paths` or the `responses` of an "
        "operation (3.0), or all of `paths`, `components` and `webhooks` (3.1).\n"
        "No type depends on it. Other tools refuse such a description."
    ),
)
COMPONENT_MISPLACED = Code(
    name="component-misplaced",
    severity=Severity.WARNING,
    explanation=(
        "Schemas stand where no components are looked for: below `definitions`, as in Swagger 2, or directly below `components`.\n"
        "Those that something refers to become types; the others do not. Move them below `components` and `schemas`."
    ),
)
PARAMETER_DUPLICATE = Code(
    name="parameter-duplicate",
    severity=Severity.WARNING,
    explanation=(
        "A list of parameters has two of the same name in the same place (`in`); the last one counts.\n"
        "A parameter of an operation may replace one of its path item, but not one of the same list."
    ),
)
OPERATION_ID_DUPLICATE = Code(
    name="operation-id-duplicate",
    severity=Severity.WARNING,
    explanation=(
        "Two operations have the same `operationId`, which must be unique in a description.\n"
        "Both are kept; their types are told apart by method and path."
    ),
)
SELECT_NO_MATCH = Code(
    name="select-no-match",
    severity=Severity.ERROR,
    explanation=(
        "A selector of `select` (`--include`, `--exclude`) selects nothing of the description: no operation and no schema. "
        "It has a slip, or the description has changed: types would be missing, or what should be left out would not be.\n"
        "In patterns `*` is any text; in paths it is any text without a slash, and `**` any with them. Tags, paths and "
        "names are compared with their case."
    ),
)
SELECT_NEEDED = Code(
    name="select-needed",
    severity=Severity.WARNING,
    explanation=(
        "A schema is excluded, and something that is selected refers to it, so it stays: no type leads nowhere.\n"
        "Exclude what refers to it too, or remove the property that does by an overlay."
    ),
)
