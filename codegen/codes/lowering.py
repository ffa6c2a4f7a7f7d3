"""Codes of the resolver and of lowering: unions, types, names and their lock."""

from codegen.diagnostics import Code, Severity

UNION_AMBIGUOUS = Code(
    name="union-ambiguous",
    severity=Severity.NOTE,
    explanation=(
        "Some value may be of two variants of a union, and nothing tells which is meant.\n"
        "Of an `anyOf` the first variant that fits is taken, the more specific ones tried first. Such a value of a `oneOf` is "
        'refused by Pydantic and, with `dataclass.validate = "full"`, by dataclasses. A required property with a constant '
        "of its own in each variant (`type: {const: text}`), or a `discriminator`, tells them apart."
    ),
)
DISCRIMINATOR_UNUSABLE = Code(
    name="discriminator-unusable",
    severity=Severity.WARNING,
    explanation=(
        "A `discriminator` names a property that does not tell the variants apart.\n"
        "The property must be required in every variant and be a constant, an enum or a plain string there. The union is "
        "resolved by the other rules instead."
    ),
)
TYPE_MISSING = Code(
    name="type-missing",
    severity=Severity.NOTE,
    explanation=(
        "A schema has a title or a description but says nothing of its values, so any value is allowed: its type is "
        "`object`.\n"
        "Write its `type`. The empty schema, `{}` or `true`, says on purpose that any value is allowed, and is no fault."
    ),
)
DEFAULT_MISMATCH = Code(
    name="default-mismatch",
    severity=Severity.NOTE,
    explanation=(
        "A `default` is no value of its own schema: its JSON type is another, or `enum` does not list it.\n"
        "Defaults are told in docstrings and never filled in, so no type depends on it; whoever reads it is misled. "
        "A frequent cause is `default: null` where null is not allowed, or text for a number."
    ),
)
ITEMS_MISSING = Code(
    name="items-missing",
    severity=Severity.WARNING,
    explanation=(
        "An array says nothing of its items, so they may be any value: its type is `list[object]`.\n"
        "Write `items` (OpenAPI 3.0 demands it); `items: {}` says on purpose that any item is allowed, and is no fault."
    ),
)
REQUIRED_UNDECLARED = Code(
    name="required-undeclared",
    severity=Severity.WARNING,
    explanation=(
        "`required` lists a key that `properties` does not have.\n"
        "The key must be there, with any value that the schema allows of undeclared keys. Often it is misspelt, or the "
        "property was renamed."
    ),
)
REQUIRED_ONE_WAY = Code(
    name="required-one-way",
    severity=Severity.NOTE,
    explanation=(
        "A required property is `writeOnly`, so what the API sends may lack it; or it is `readOnly` and stands in the body of "
        "a request, so what is sent to the API may lack it.\n"
        "The type of that direction has it as optional, as OpenAPI 3.0 says; a JSON Schema validator, which knows no "
        "directions, would ask for it. In the other direction it is required: by `XInput`, where X is the type."
    ),
)
READ_AND_WRITE_ONLY = Code(
    name="read-and-write-only",
    severity=Severity.WARNING,
    explanation=(
        "A property is marked `readOnly` and `writeOnly` at once, which OpenAPI forbids.\n"
        "It would stand neither in requests nor in responses, so neither mark counts. Take one of them away; both may "
        "come together from members of an `allOf`, or from what a `$ref` leads to."
    ),
)
NOT_ENFORCED = Code(
    name="not-enforced",
    severity=Severity.WARNING,
    explanation=(
        "A keyword shapes no Python type, and no flavour checks it.\n"
        "The generated types accept some values that the schema refuses. The docstring of the type says so too."
    ),
)
FORMAT_UNKNOWN = Code(
    name="format-unknown",
    severity=Severity.NOTE,
    explanation=(
        "A `format` says nothing of the values beside it: it is not known, or speaks of another JSON type.\n"
        "The values have the type they would have without it. Of each format one place is named.\n"
        "The key `formats` gives it a type, or the meaning of a format that is known."
    ),
)
FORMAT_LENIENT = Code(
    name="format-lenient",
    severity=Severity.NOTE,
    explanation=(
        "A `format` is checked less strictly than its standard says: `uri` may be a relative reference, or empty.\n"
        "Services that people use have it on such fields, and a type that refuses their answers is of no use.\n"
        'Write `uri = "strict-uri"` under `formats` to demand a scheme. Of the format one place is named.'
    ),
)
PATTERN_UNSUPPORTED = Code(
    name="pattern-unsupported",
    severity=Severity.WARNING,
    explanation=(
        "A regular expression is not valid for Python and is not checked.\n"
        "Patterns are those of ECMA 262; the docstring keeps the pattern."
    ),
)

NAME_HASHED = Code(
    name="name-hashed",
    severity=Severity.WARNING,
    explanation=(
        "Several places want one name, and nothing in the description tells them apart, so the name ends in letters of a "
        "hash.\n"
        "Give one of them a title or a tag, or make it a component of its own."
    ),
)
NAME_LONG = Code(
    name="name-long",
    severity=Severity.NOTE,
    explanation=(
        "A type has a name of more than 60 characters, because it stands deep inside others.\n"
        "A component of its own has a short one: the name of its key."
    ),
)
NAME_MOVED = Code(
    name="name-moved",
    severity=Severity.WARNING,
    explanation=(
        "A place of the lock is gone and one new place has its content: it was renamed or moved, and keeps its public name.\n"
        "`codegen names reset POINTER` takes the name that the laws give."
    ),
)
NAME_AMBIGUOUS_MOVE = Code(
    name="name-ambiguous-move",
    severity=Severity.WARNING,
    explanation=(
        "A place of the lock is gone and several new places have its content.\n"
        "Nothing is guessed: the old name retires and the new places are named by the laws. If one of them is the old one, "
        "say so: `codegen names set POINTER NAME`."
    ),
)
NAME_REUSED = Code(
    name="name-reused",
    severity=Severity.ERROR,
    explanation=(
        "By the lock, a name meant something else once: a component takes the name of what is gone or called otherwise "
        "now, or what was gone is back with other content. Users of the old type would get another one without being "
        "told.\n"
        "If that is meant, allow it once: `codegen generate --allow name-reused`. Else call the new type otherwise in the "
        "table `names`, or forget the old name: `codegen names prune NAME`."
    ),
)
NAME_SPLIT = Code(
    name="name-split",
    severity=Severity.WARNING,
    explanation=(
        "Several descriptions of one place had one type, and now their contents differ: the first keeps the name, and the "
        "other has one of its own.\n"
        "It is told once, when the lock is written."
    ),
)
NAMES_OUTDATED = Code(
    name="names-outdated",
    severity=Severity.NOTE,
    explanation=(
        "The lock was written by earlier laws of naming, and today's would give a type another name; it keeps the one it "
        "has.\n"
        "`codegen names reset POINTER` takes the new name."
    ),
)
OVERRIDE_UNUSED = Code(
    name="override-unused",
    severity=Severity.ERROR,
    explanation=(
        "The table `names` chooses a name for a place that has none: nothing stands there, or nothing that is called "
        "something (a plain string, a reference).\n"
        "`codegen names list` has all places with their pointers."
    ),
)
OVERRIDE_TAKEN = Code(
    name="override-taken",
    severity=Severity.ERROR,
    explanation=(
        "A chosen name is the name of another place too.\n"
        "Places of equal content may share one name, and so one type; give others different ones, or choose another name "
        "for the place that has it."
    ),
)
OVERRIDE_INVALID = Code(
    name="override-invalid",
    severity=Severity.ERROR,
    explanation=(
        "A chosen name cannot be that of a type: it is no Python identifier, or it is reserved (a keyword, a built-in "
        "class, a name of `typing` that every reader takes for it).\n"
        "Names of types begin with a letter, in PascalCase by custom."
    ),
)
OVERRIDE_BY_POSITION = Code(
    name="override-by-position",
    severity=Severity.WARNING,
    explanation=(
        "The table `names` chooses a name for a variant, a member of `allOf` or a parameter by its number "
        "(`.../oneOf/0`): when the order in the description changes, the name goes to another place without a word.\n"
        "Write the anchor that is told instead (`.../oneOf{type=card}`), or choose by `codegen names set`, which does."
    ),
)
OLD_NAMES_UNKNOWN = Code(
    name="old-names-unknown",
    severity=Severity.WARNING,
    explanation=(
        "`keep-old-names` is asked for, and no lock of names is kept: nothing tells which names types had before.\n"
        "Give the package a lock: configure it in pyproject.toml without `lock = false`, or name a file by `--lock FILE`."
    ),
)
LOCK_INVALID = Code(
    name="lock-invalid",
    severity=Severity.ERROR,
    explanation=(
        "The lock of names cannot be read.\n"
        "A paragraph begins with the anchor of a component or operation; each line of it is a path, a name and a digest with "
        "tabs between them. Take the file from version control, or delete it and generate again: names are then given by the "
        "laws alone. After a merge, keep the lines of both sides, or the file of either, and run `codegen generate`."
    ),
)
LOCK_TOO_NEW = Code(
    name="lock-too-new",
    severity=Severity.ERROR,
    explanation=(
        "The lock of names is of a later format or of later laws of naming: a newer codegen wrote it, and this one would "
        "give names that its own laws do not have.\n"
        "Upgrade codegen to that version, or take the lock of before from version control."
    ),
)
