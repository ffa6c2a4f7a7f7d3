"""Codes of the configuration and the command line."""

from codegen.diagnostics import Code, Severity

CONFIG_NOT_FOUND = Code(
    name="config-not-found",
    severity=Severity.ERROR,
    explanation=(
        "No description was named, and no configuration names one.\n"
        "Without SPEC, codegen works on the packages of `[tool.codegen.packages.NAME]` in the nearest\n"
        "pyproject.toml. Name a description (`codegen generate openapi.yaml`) or write such a table."
    ),
)
CONFIG_EXISTS = Code(
    name="config-exists",
    severity=Severity.ERROR,
    explanation=(
        "`codegen init` never overwrites: the package is configured already, or the file has its tables in a form\n"
        "that no lines at its end can continue. Choose another name by `--package`, or edit the file."
    ),
)
CONFIG_SYNTAX = Code(
    name="config-syntax",
    severity=Severity.ERROR,
    explanation=(
        "pyproject.toml or codegen.toml is no valid TOML (or not UTF-8), or the system does not let it be read, so nothing\n"
        "in it is known. It is not passed over for one in a folder above, which means something else."
    ),
)
CONFIG_KEY_UNKNOWN = Code(
    name="config-key-unknown",
    severity=Severity.ERROR,
    explanation=(
        "A key under `[tool.codegen]` means nothing to codegen.\n"
        "Unknown keys are errors, so that a misspelt one does not silently do nothing. Keys of a package stand\n"
        "in `[tool.codegen.packages.NAME]`: spec, output, flavours, target-python, formatter, allow, deny,\n"
        "header, strict."
    ),
)
CONFIG_KEY_MISSING = Code(
    name="config-key-missing",
    severity=Severity.ERROR,
    explanation="A package's table lacks a key that has no default: each needs its `spec`.",
)
CONFIG_VALUE_INVALID = Code(
    name="config-value-invalid",
    severity=Severity.ERROR,
    explanation=(
        "A value of the configuration or of a command-line option has the wrong type or is none of those\n"
        "allowed. `allow` and `deny` take codes that `codegen explain` knows; errors cannot be allowed."
    ),
)
PACKAGE_NAME_INVALID = Code(
    name="package-name-invalid",
    severity=Severity.ERROR,
    explanation=(
        "The name of a package must be a Python identifier and no keyword, because it is imported by it.\n"
        "Choose another with `--package NAME` or rename the table `[tool.codegen.packages.NAME]`."
    ),
)
PACKAGE_UNKNOWN = Code(
    name="package-unknown",
    severity=Severity.ERROR,
    explanation=(
        "`--only NAME`, and `--package NAME` without SPEC, choose among the packages of the configuration, and none\n"
        "is called so."
    ),
)
PACKAGES_COLLIDE = Code(
    name="packages-collide",
    severity=Severity.ERROR,
    explanation="Two packages of the configuration would be written to the same folder, the one over the other.",
)
NAME_UNKNOWN = Code(
    name="name-unknown",
    severity=Severity.ERROR,
    explanation=(
        "`codegen inspect` found nothing of that name, or nothing at that JSON pointer, in the package; or\n"
        "`codegen validate` was asked for a type that the package does not have, or that several packages have."
    ),
)
VALUE_INVALID = Code(
    name="value-invalid",
    severity=Severity.ERROR,
    explanation=(
        "`codegen validate` found something in the document that its type does not allow, at the path it names.\n"
        "All faults of a document are told at once; where a value may be of several types, only those of the type "
        "it was meant to be."
    ),
)
CODE_UNKNOWN = Code(
    name="code-unknown",
    severity=Severity.ERROR,
    explanation="`codegen explain` knows no diagnostic of that code; without a code it lists them all.",
)
ALLOW_UNUSED = Code(
    name="allow-unused",
    severity=Severity.ERROR,
    explanation=(
        "A code is allowed (`allow`, `--allow`) that nothing in the description calls for.\n"
        "Allowances that outlive their reason would hide the next fault of the kind. Take it out."
    ),
)
FORMATS_UNUSED = Code(
    name="formats-unused",
    severity=Severity.ERROR,
    explanation=(
        "The key `formats` chooses a type for a format, or for a place, that the description has not, or that the type\n"
        "does not fit: words speak of their own JSON type alone (`uuid` of strings, `int` of integers).\n"
        "Mend the key, or take it out: a choice that does nothing would hide that the description has changed."
    ),
)
