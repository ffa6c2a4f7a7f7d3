"""Every code a diagnostic can have, with what `codegen explain CODE` says of it.

One constant a code, filed under the stage that finds it. An explanation says what was found, why it matters, and how to
mend it; it is shown as it stands.
"""

from collections.abc import Mapping

from codegen.diagnostics import Code, Severity

# --- loader -------------------------------------------------------------------------------------------------------

SOURCE_NOT_FOUND = Code(
    name="source-not-found",
    severity=Severity.ERROR,
    explanation=(
        "There is no file at the path of the description.\n"
        "Paths are read from the folder the command runs in; those of a configuration, from the folder it "
        "lies in."
    ),
)
SOURCE_UNREADABLE = Code(
    name="source-unreadable",
    severity=Severity.ERROR,
    explanation=(
        "The file of the description is there but cannot be read: a folder, no permission, or a failing disk."
    ),
)
SOURCE_UNSUPPORTED = Code(
    name="source-unsupported",
    severity=Severity.ERROR,
    explanation=(
        "The description is given as a URL; this version reads files and standard input.\n"
        "Download it first (`curl -fsSLo openapi.yaml URL`), or pipe it: `curl -fsSL URL | codegen "
        "generate -`."
    ),
)
ENCODING_INVALID = Code(
    name="encoding-invalid",
    severity=Severity.ERROR,
    explanation=(
        "The bytes of the description are no text in UTF-8 (or in UTF-16 or UTF-32, where its first bytes say "
        "so).\n"
        "Save the file as UTF-8. A file in Latin-1 or Windows-1252 looks right in its editor and still is "
        "not UTF-8."
    ),
)
TEXT_INVALID = Code(
    name="text-invalid",
    severity=Severity.ERROR,
    explanation=(
        "A string holds half of a surrogate pair (`\\ud83d` without its second half), which no text "
        "encoding can write.\n"
        "Write the whole pair, or the character itself."
    ),
)
YAML_SYNTAX = Code(
    name="yaml-syntax",
    severity=Severity.ERROR,
    explanation=(
        "The text is not YAML. Most often: a tab in the indentation, a value with `: ` or ` #` that needs "
        "quotes, a key indented unlike its siblings, or a quote that is never closed (the fault then "
        "shows far below)."
    ),
)
JSON_SYNTAX = Code(
    name="json-syntax",
    severity=Severity.ERROR,
    explanation=(
        "The text begins like JSON and is not JSON (nor YAML).\n"
        "JSON has no comments, no comma before a closing bracket, and double quotes around every key and "
        "string."
    ),
)
JSON_COMMENTS = Code(
    name="json-comments",
    severity=Severity.WARNING,
    explanation=(
        "The text is JSON but for comments (`//`, `/* */`), or commas before closing brackets, and was read without them.\n"
        "JSON has neither, and most tools refuse such a file. Delete them, or write the description in YAML."
    ),
)
JSON_IS_YAML = Code(
    name="json-is-yaml",
    severity=Severity.WARNING,
    explanation=(
        "A file is called `.json` but is not JSON; it can be read as YAML, and so it was.\n"
        "Other tools will refuse it, and YAML may read it otherwise than the author meant. Mend it or "
        "rename it."
    ),
)
DUPLICATE_KEY = Code(
    name="duplicate-key",
    severity=Severity.ERROR,
    explanation=(
        "A key stands twice in one object. Most parsers keep the last and drop the first in silence, so "
        'one of the two is not in effect. YAML keys are compared as text: `200:` and `"200":` are the '
        "same key. Delete or rename one."
    ),
)
NUMBER_INVALID = Code(
    name="number-invalid",
    severity=Severity.ERROR,
    explanation=(
        "A number that JSON does not have: `.inf`, `.nan`, `NaN`, `Infinity`, one too large for a float, "
        "or one with thousands of digits. Put it in quotes if text is meant; leave the keyword out if no "
        "limit is meant."
    ),
)
NESTING_TOO_DEEP = Code(
    name="nesting-too-deep",
    severity=Severity.ERROR,
    explanation=(
        "Objects and arrays are nested more than 200 deep, or schemas refer to each other in chains of more "
        "than a thousand. Descriptions that people use stay far below; this one is broken or made to do harm."
    ),
)
YAML_TAG = Code(
    name="yaml-tag",
    severity=Severity.ERROR,
    explanation=(
        "A tag (`!name`) other than those of YAML's core schema: `!!str`, `!!int`, `!!float`, `!!bool`, "
        "`!!null`, `!!seq`, `!!map` (and `!!merge` before `<<`). Tags are never executed. Put text that "
        "begins with `!` in quotes."
    ),
)
YAML_ALIAS = Code(
    name="yaml-alias",
    severity=Severity.ERROR,
    explanation=(
        "An alias (`*name`) without its anchor (`&name`) before it, or one that stands inside what it "
        "names.\n"
        "For recursive schemas use `$ref`; put text that begins with `*` in quotes."
    ),
)
YAML_ALIAS_EXPANSION = Code(
    name="yaml-alias-expansion",
    severity=Severity.ERROR,
    explanation=(
        "Aliases of aliases stand for more values than the text has characters (and for more than 300,000), "
        "as in documents made to exhaust memory. No honest description needs them: look where it comes "
        "from, or share schemas by `$ref`."
    ),
)
YAML_KEY = Code(
    name="yaml-key",
    severity=Severity.ERROR,
    explanation=(
        "A key is itself an object or an array. Keys are text.\n"
        "An unquoted template such as `{{name}}: value` or `{id}: value` is read that way: put the key in "
        "quotes."
    ),
)
YAML_MERGE = Code(
    name="yaml-merge",
    severity=Severity.ERROR,
    explanation=(
        "The merge key `<<` is no part of YAML 1.2 but is honoured, as many descriptions use it: "
        "unquoted, and with an object or an array of objects behind it. Keys written beside it win, of "
        "several objects the first, and the merged keys take the place where `<<` stands. A property that "
        "is really called `<<` needs quotes."
    ),
)
YAML_DOCUMENTS = Code(
    name="yaml-documents",
    severity=Severity.ERROR,
    explanation=(
        "The file holds several YAML documents, divided by `---`. A description is one document.\n"
        "Split the file, or delete the line `---` if it got there by accident."
    ),
)
NOT_A_DESCRIPTION = Code(
    name="not-a-description",
    severity=Severity.ERROR,
    explanation=(
        "The file can be read but is no OpenAPI description: that is an object with a key `openapi` at "
        'its top, whose value names the version, as in `openapi: 3.1.1`, or with `swagger: "2.0"`.'
    ),
)
DIALECT_UNKNOWN = Code(
    name="dialect-unknown",
    severity=Severity.ERROR,
    explanation=(
        "The value of `openapi` or `swagger` is no version of the specification that is known.\n"
        "It is text of three numbers, such as `3.0.4`, `3.1.1` or `3.2.0`, whatever the last one; of Swagger, `2.0`."
    ),
)
DIALECT_UNSUPPORTED = Code(
    name="dialect-unsupported",
    severity=Severity.ERROR,
    explanation=(
        "The description follows a version before Swagger 2.0, which is another format: a listing of resources with a "
        "file for each.\n"
        "codegen reads Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2; convert the description first."
    ),
)
OPENAPI_VERSION_ODD = Code(
    name="openapi-version-odd",
    severity=Severity.WARNING,
    explanation=(
        "The version under `openapi` is not spelt as the specification spells versions: `3`, `v3.0.1`, `3.0.x`, with a blank.\n"
        "It is read as the version it begins with, `3` alone as 3.0. Write one there is, such as `3.0.4` or `3.1.1`."
    ),
)
OPENAPI_NOT_TEXT = Code(
    name="openapi-not-text",
    severity=Severity.NOTE,
    explanation=(
        "The value of `openapi` or `swagger` is a number, since it has no quotes and only one dot: `openapi: 3.1`.\n"
        'The specification wants text; `openapi: 3.1.1`, `openapi: "3.1"` and `swagger: "2.0"` are.'
    ),
)
SCHEMA_DIALECT = Code(
    name="schema-dialect",
    severity=Severity.WARNING,
    explanation=(
        "`jsonSchemaDialect` or `$schema` names a dialect of JSON Schema that is not known here. Known are OpenAPI's own, "
        "2020-12, 2019-09, and the drafts 7, 6 and 4.\n"
        "Schemas are read as 2020-12 nevertheless; what the other dialect says otherwise is lost."
    ),
)
REF_NOT_FOUND = Code(
    name="ref-not-found",
    severity=Severity.ERROR,
    explanation=(
        "A `$ref` leads nowhere: the document has nothing at that pointer or under that anchor.\n"
        "A key with `/` or `~` is written `~1` and `~0` in a pointer, e.g. `#/paths/~1users/get`."
    ),
)
REF_UNSUPPORTED = Code(
    name="ref-unsupported",
    severity=Severity.ERROR,
    explanation=(
        "A `$ref` leads to a URL; this version follows references to files, and to a URL only where a document that is "
        "read has it as its `$id` or `$self`.\n"
        "Download what stands there into a file beside the description, and refer to that."
    ),
)
REF_FILE_NOT_FOUND = Code(
    name="ref-file-not-found",
    severity=Severity.ERROR,
    explanation=(
        "A `$ref` names a file that is not there.\n"
        "A relative path is seen from the folder of the file that the `$ref` stands in (from the current folder, if that is "
        "standard input). A `#` or `%` in the name of a file is written `%23` and `%25`."
    ),
)
REF_FILE_CASE = Code(
    name="ref-file-case",
    severity=Severity.ERROR,
    explanation=(
        "A `$ref` spells the name of a file in other letters than the file system has: `Pet.yaml` for `pet.yaml`, or an "
        "accent that is made of other characters.\n"
        "Some systems find the file nevertheless and others do not; here it is an error on all of them. Spell it as the file "
        "is called."
    ),
)
REF_FILE_BASE = Code(
    name="ref-file-base",
    severity=Severity.WARNING,
    explanation=(
        "A `$ref` in a file of its own is written as if it stood in the description that is read first: seen from its own "
        "folder, as RFC 3986 has it, there is no such file.\n"
        "The file is taken that the description itself would mean. Write the path from the folder of the file that has the "
        "`$ref`."
    ),
)
REF_BACKSLASH = Code(
    name="ref-backslash",
    severity=Severity.WARNING,
    explanation=(
        "A `$ref` separates folders by `\\`, which is no separator in a URI.\n"
        "It is read as `/`, as there is such a file. Write `/`: it is right on Windows too."
    ),
)
DIALECT_MIXED = Code(
    name="dialect-mixed",
    severity=Severity.WARNING,
    explanation=(
        "A file that the description refers to says that it is of another version of OpenAPI.\n"
        "All files are read as the version of the description that is generated from: keywords that mean something else in the "
        "other version are taken for what they mean in that one."
    ),
)
REF_INVALID = Code(
    name="ref-invalid",
    severity=Severity.ERROR,
    explanation=(
        "The value of a `$ref` is not a reference: no text, a broken `%` or `~` escape, or a second `#`.\n"
        "A literal `%` is written `%25`, a literal `~` is written `~0`."
    ),
)

# --- overlays -----------------------------------------------------------------------------------------------------

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

# --- selection ----------------------------------------------------------------------------------------------------

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

# --- normalizer ---------------------------------------------------------------------------------------------------

SCHEMA_INVALID = Code(
    name="schema-invalid",
    severity=Severity.ERROR,
    explanation=(
        "A place that must hold a schema holds something else.\n"
        "A schema is an object, or in OpenAPI 3.1 also `true` or `false`. Look for wrong indentation or a missing key above."
    ),
)
REF_BARE_NAME = Code(
    name="ref-bare-name",
    severity=Severity.WARNING,
    explanation=(
        "A `$ref` of a Swagger 2.0 description is the bare name of a definition, as `Pet` for `#/definitions/Pet`.\n"
        "First drafts of the specification had it so; by its letter it is the name of a file. It is read as the definition."
    ),
)
KEYWORD_UNKNOWN = Code(
    name="keyword-unknown",
    severity=Severity.WARNING,
    explanation=(
        "A key means nothing where it stands, but looks like one that does: it is misspelt, or of Swagger 2.\n"
        "It is left out, so that the types are wider than the author meant. Keys that look like none, and those that "
        "begin with `x-`, are let be."
    ),
)
KEYWORD_OF_NEWER_VERSION = Code(
    name="keyword-of-newer-version",
    severity=Severity.WARNING,
    explanation=(
        "A description uses what only a later version of OpenAPI has, such as `const` in 3.0 or `oneOf` in Swagger 2.0.\n"
        "It is read as in that version, which is what its author means; other tools ignore it. Told once for each keyword. "
        "Naming the later version makes it right, unless what only the older one has stands in the way, such as "
        "`nullable`."
    ),
)
KEYWORD_OF_OLDER_VERSION = Code(
    name="keyword-of-older-version",
    severity=Severity.NOTE,
    explanation=(
        "A description of OpenAPI 3.1 uses what only 3.0 has, `nullable` or a boolean `exclusiveMinimum`; or one of "
        "OpenAPI 3 the name of a property under `discriminator`, as Swagger 2.0 has it.\n"
        "It is read as in that version. Told once for each keyword. In 3.1 null is one of the types: "
        '`type: [string, "null"]`.'
    ),
)
KEYWORD_INVALID = Code(
    name="keyword-invalid",
    severity=Severity.WARNING,
    explanation=(
        "A keyword has a value of the wrong kind and is left out, as if it were not there.\n"
        'The types are then wider than the author meant. Mend the value, for instance `minLength: "3"` to `minLength: 3`.'
    ),
)
TYPE_UNKNOWN = Code(
    name="type-unknown",
    severity=Severity.ERROR,
    explanation=(
        "`type` names something that is no type of JSON Schema.\n"
        "The types are null, boolean, integer, number, string, array and object. `any` is written by leaving `type` out, "
        "`file` and `date` are strings with a `format`. Names of other languages that have one meaning only are "
        "understood, see `type-foreign`."
    ),
)
TYPE_FOREIGN = Code(
    name="type-foreign",
    severity=Severity.WARNING,
    explanation=(
        "`type` names a type of a programming language, or a format: `int`, `date`, `uuid`, `String`, `string|null`.\n"
        "It is read as what everybody means by it: an integer, a string with that format, and so on. Other tools refuse it. "
        "Names with more than one meaning (`timestamp`, `decimal`) are faults, see `type-unknown`."
    ),
)
KEYWORD_QUOTED = Code(
    name="keyword-quoted",
    severity=Severity.WARNING,
    explanation=(
        "A number, or true or false, stands in quotes, or is written as `yes` or `no`, which are text in YAML 1.2.\n"
        'It is read as what it says: `minLength: "3"` as 3, `readOnly: yes` as true. Other tools refuse it or pass it over.'
    ),
)
TEXT_UNQUOTED = Code(
    name="text-unquoted",
    severity=Severity.WARNING,
    explanation=(
        "A number stands where text belongs: a key under `required`, or the name of a parameter.\n"
        "It is read as its text. Put it in quotes; YAML reads `012` and `1.0` otherwise than they are written."
    ),
)
LIST_MISSING = Code(
    name="list-missing",
    severity=Severity.WARNING,
    explanation=(
        "A single value stands where a list belongs, as in `required: id` or `enum: open`.\n"
        "It is read as a list of that value. Write `required: [id]`."
    ),
)
DUPLICATE_ENTRY = Code(
    name="duplicate-entry",
    severity=Severity.NOTE,
    explanation=(
        "A list of things that must differ (`required`, `enum`, `type`) has one of them twice.\n"
        "It counts once. Often one of the two was meant to be another."
    ),
)
VALUE_NULL = Code(
    name="value-null",
    severity=Severity.NOTE,
    explanation=(
        "A key has no value, or null, where an object, a list or a keyword's value belongs.\n"
        "It is read as if the key were not there. In YAML this is what a key with nothing behind it means; often something "
        "below it is not indented."
    ),
)
SCHEMA_NULL = Code(
    name="schema-null",
    severity=Severity.WARNING,
    explanation=(
        "A schema is null: in YAML, a key with nothing behind it.\n"
        "It is read as the empty schema, which allows any value. Write `{}` if that is meant; often what belongs to the schema "
        "is not indented below its key."
    ),
)
TYPE_NULL_UNQUOTED = Code(
    name="type-null-unquoted",
    severity=Severity.WARNING,
    explanation=(
        "`type` lists null without quotes, which YAML reads as no value instead of the name of a type.\n"
        'It is read as `"null"`. Other tools refuse it.'
    ),
)
TYPE_IMPLIED = Code(
    name="type-implied",
    severity=Severity.NOTE,
    explanation=(
        "A schema has keywords of one type (`properties`, `items`, `pattern`, ...) but no `type`.\n"
        "By the letter it then allows every other type too. It is read as the type its keywords speak of, which is what "
        "authors mean. Write the `type` to make it plain."
    ),
)
REF_MENDED = Code(
    name="ref-mended",
    severity=Severity.WARNING,
    explanation=(
        "A `$ref` leads nowhere as it is written, but names a component in a way that everybody understands: with a blank too "
        "many, without the `#` or a `/`, with `definitions` or `schema` where `components/schemas` belongs, or by its name alone.\n"
        "It is read as the reference that was meant. Other tools refuse it. Names themselves are never guessed."
    ),
)
SCHEMA_TEXT = Code(
    name="schema-text",
    severity=Severity.WARNING,
    explanation=(
        "A mere text stands where a schema belongs: the name of a type, or a pointer.\n"
        "It is read as the schema that is meant, `{type: string}` for `string` and `{$ref: '#/…'}` for `#/…`. "
        "Write that instead."
    ),
)
REF_KIND = Code(
    name="ref-kind",
    severity=Severity.ERROR,
    explanation=(
        "A `$ref` leads to something of another kind than the place needs: to a parameter where a schema is needed, "
        "to a schema where a response is needed, or to a mere text.\n"
        "A schema inside of another object has a pointer of its own, such as `#/components/parameters/Limit/schema`."
    ),
)
DYNAMIC_REF = Code(
    name="dynamic-ref",
    severity=Severity.WARNING,
    explanation=(
        "A `$dynamicRef` is followed like a `$ref`, to the `$dynamicAnchor` of its own document.\n"
        "What JSON Schema adds, that a schema which extends this one may lead it elsewhere, is left out: the type is that "
        "of the schema it leads to by itself."
    ),
)
REF_MAP = Code(
    name="ref-map",
    severity=Severity.WARNING,
    explanation=(
        "A `$ref` stands where the names of properties stand, alone below `properties` for instance, and so is no reference by "
        "the specification: it would be a property that is called `$ref`.\n"
        "It is read as it is meant, as if what it leads to was written there. Put a `$ref` at each property instead."
    ),
)
REF_SIBLINGS_IGNORED = Code(
    name="ref-siblings-ignored",
    severity=Severity.WARNING,
    explanation=(
        "Keywords stand beside `$ref` in an OpenAPI 3.0 description, where they have no effect (Reference Object).\n"
        "Put the reference and the keywords into an `allOf`, or move to OpenAPI 3.1, where siblings count."
    ),
)
NULLABLE_ENUM = Code(
    name="nullable-enum",
    severity=Severity.NOTE,
    explanation=(
        "`nullable: true` stands beside an `enum` that does not list null.\n"
        "An enum allows its values and nothing else, so null is refused. Add null to the enum if it is allowed."
    ),
)
NULLABLE_ALONE = Code(
    name="nullable-alone",
    severity=Severity.WARNING,
    explanation=(
        "A variant of `anyOf` or `oneOf` says nothing but `nullable: true`, and another variant says more.\n"
        "`nullable` only adds null to the `type` beside it: by the letter the variant takes any value, and the union means "
        "nothing. What authors mean is taken instead, null, so a value that fits no other variant is refused. Say `nullable: "
        "true` beside the `anyOf`; where any value is meant, write the variant as `{}`."
    ),
)
ENUM_TYPE_MISMATCH = Code(
    name="enum-type-mismatch",
    severity=Severity.WARNING,
    explanation=(
        "`enum` or `const` lists values that the `type` beside it does not allow.\n"
        "Such values can never occur and are left out. Where no value fits, the values count and not the type; if that is "
        "string, their text is meant: unquoted numbers and booleans in YAML are a frequent cause."
    ),
)
ITEMS_LIST = Code(
    name="items-list",
    severity=Severity.NOTE,
    explanation=("`items` holds a list of schemas, which is JSON Schema before 2020-12.\nIt is read as `prefixItems`."),
)
REQUIRED_BOOLEAN = Code(
    name="required-boolean",
    severity=Severity.WARNING,
    explanation=(
        "`required` is true or false inside a property, as it was in draft 3.\n"
        "It has no effect. List the key under `required` of the object that holds the property."
    ),
)
REQUIRED_INVALID = Code(
    name="required-invalid",
    severity=Severity.ERROR,
    explanation=("`required` is not a list of keys.\nIt lists those an object must have: `required: [id, name]`."),
)
DISCRIMINATOR_MAPPING = Code(
    name="discriminator-mapping",
    severity=Severity.WARNING,
    explanation=(
        "A value of a discriminator's `mapping` leads to no schema.\n"
        "The entry is left out. A mapping value is the name of a component schema or a reference to a schema."
    ),
)
DISCRIMINATOR_ALONE = Code(
    name="discriminator-alone",
    severity=Severity.WARNING,
    explanation=(
        "A `discriminator` stands at a schema without `oneOf` or `anyOf` that no component includes by `allOf`, or whose "
        "values do not tell those that do apart.\n"
        "The schema is read as it stands, and what the mapping names is not seen. A component that includes it by `allOf` is "
        "one of its children if the mapping, `x-discriminator-value`, a constant or its own name gives it a value of the "
        "property; a `oneOf` beside the discriminator says the same without inheritance."
    ),
)
REF_CYCLE = Code(
    name="ref-cycle",
    severity=Severity.ERROR,
    explanation=(
        "Schemas refer to each other in a circle without ever saying a type.\n"
        "A chain of `$ref`, `allOf`, `anyOf` or `oneOf` that comes back to its start describes no value. Recursion needs an "
        "object or an array in between."
    ),
)
SELF_INCLUSION = Code(
    name="self-inclusion",
    severity=Severity.WARNING,
    explanation=(
        "A component includes itself by `allOf`, or is a variant of its own `anyOf` or `oneOf`.\n"
        "That says nothing of its values, so it is left out, and what the component says besides is its type. A longer circle "
        "is a fault, see `ref-cycle`."
    ),
)
ALLOF_CONTRADICTION = Code(
    name="allof-contradiction",
    severity=Severity.WARNING,
    explanation=(
        "The members of an `allOf` exclude each other, or `const` and `enum` do, so that no value can satisfy the schema.\n"
        "For instance one member says `type: string` and another `type: object`, or two enums share no value. The type says "
        "so: it is `Never`, or needs a property that is, and everything is refused where values are checked. "
        "`--deny allof-contradiction` makes it an error."
    ),
)
PROPERTY_IMPOSSIBLE = Code(
    name="property-impossible",
    severity=Severity.WARNING,
    explanation=(
        "The members of an `allOf` define one property (or the items of an array) in ways that exclude each other.\n"
        "Objects without the property are valid, as it is optional, but it can never be there: its type is `Never`, or has a "
        "part that is."
    ),
)
VARIANT_IMPOSSIBLE = Code(
    name="variant-impossible",
    severity=Severity.WARNING,
    explanation=(
        "No value can satisfy a variant of an `anyOf` or `oneOf`: the members of an `allOf` in it exclude each other.\n"
        "The other variants are valid, so the type is theirs; the variant stays in it, and never fits."
    ),
)
ALLOF_CLOSED_BRANCH = Code(
    name="allof-closed-branch",
    severity=Severity.WARNING,
    explanation=(
        "A member of an `allOf` says `additionalProperties: false` and does not know the properties of its siblings.\n"
        "By the letter nothing, or no object with those properties, satisfies such a schema. What authors mean is taken "
        "instead: the properties of all members together, and no others. `unevaluatedProperties: false` beside the `allOf` "
        "says so in JSON Schema."
    ),
)
SCHEMA_TOO_COMPLEX = Code(
    name="schema-too-complex",
    severity=Severity.ERROR,
    explanation=(
        "What the members of `allOf` and the variants of unions say together comes to more than 10,000 schemas, and grows faster "
        "than the description.\n"
        "Recursive schemas that include each other by `allOf`, and unions inside of unions beside other keywords, do that. No "
        "description that people use comes near. Give what is common a component of its own, and refer to it."
    ),
)
UNION_PRODUCT = Code(
    name="union-product",
    severity=Severity.WARNING,
    explanation=(
        "An `allOf` combines unions whose combinations are too many to write out.\n"
        "The type is that of the first union; what the others demand besides is a rule beside it."
    ),
)
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

# --- resolver -----------------------------------------------------------------------------------------------------

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

# --- lowering -----------------------------------------------------------------------------------------------------

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

# --- config and command line --------------------------------------------------------------------------------------

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

# --- formatter and publisher --------------------------------------------------------------------------------------

FORMATTER_MISSING = Code(
    name="formatter-missing",
    severity=Severity.ERROR,
    explanation=(
        "The formatter asked for is not installed beside codegen.\n"
        "ruff comes with codegen; black is optional: install `openapi-typepack[black]`, or choose\n"
        '`formatter = "ruff"`, whose result black leaves alone.'
    ),
)
FORMATTER_FAILED = Code(
    name="formatter-failed",
    severity=Severity.ERROR,
    explanation=(
        "The formatter could not be run: it is not where it was installed, the folder for temporary files is full or\n"
        "cannot be written, or something ended it, as systems do when memory runs out. What it says is no judgement on\n"
        "the package, of which nothing was written. `TMPDIR` names another folder for temporary files."
    ),
)
WORKER_ENDED = Code(
    name="worker-ended",
    severity=Severity.ERROR,
    explanation=(
        "Several packages were worked on at once, and the process that was at this one was ended from outside; systems\n"
        "do so when memory runs out. The package is as it was before, and the others are done.\n"
        "Run the same command again: what is done is not done anew. `--only NAME` works on one package alone."
    ),
)
OUTPUT_EDITED = Code(
    name="output-edited",
    severity=Severity.ERROR,
    explanation=(
        "Files of the package are not as codegen wrote them, and writing would lose what was changed.\n"
        "Move the changes out of the package (into the description, or into a module beside it), or drop them\n"
        "with `--force`. If a formatter of your project did it, exclude the folder there."
    ),
)
OUTPUT_FOREIGN = Code(
    name="output-foreign",
    severity=Severity.ERROR,
    explanation=(
        "The folder to write holds files that codegen did not write: there is no codegen.json, or they stand\n"
        "where files of the package must go. Choose another `--output` or `--package`, move them, or replace\n"
        "those in the way with `--force`. Files that are not in the way always stay."
    ),
)
OUTPUT_IS_INPUT = Code(
    name="output-is-input",
    severity=Severity.ERROR,
    explanation=(
        "`codegen bundle` was told to write over one of the files that the description is made of, which would be lost.\n"
        "Choose another file. The bundle refers to none of the files it was made of, so it may stand anywhere."
    ),
)
OUTPUT_NOT_WRITABLE = Code(
    name="output-not-writable",
    severity=Severity.ERROR,
    explanation="The system refuses to write the package there; what was there before is unchanged.",
)
OUTPUT_UNFINISHED = Code(
    name="output-unfinished",
    severity=Severity.ERROR,
    explanation=(
        "An earlier run was stopped between its two renames, and since then somebody put another folder in the\n"
        "package's place. Both are kept: `new` in the staging folder is what that run wrote, `old` is what was\n"
        "there before it. Take out what you need and delete the staging folder."
    ),
)
MANIFEST_INVALID = Code(
    name="manifest-invalid",
    severity=Severity.ERROR,
    explanation=(
        "The package's codegen.json cannot be read, so codegen cannot tell its files from yours.\n"
        "This happens when a merge leaves conflict marks. Restore the file, or generate with `--force`."
    ),
)
MANIFEST_TOO_NEW = Code(
    name="manifest-too-new",
    severity=Severity.ERROR,
    explanation=(
        "The package's codegen.json is of a later format: a newer codegen wrote the package.\n"
        "Upgrade codegen, or generate with `--force` to replace the package by this version's."
    ),
)
SPEC_CHANGED = Code(
    name="spec-changed",
    severity=Severity.ERROR,
    explanation="`codegen check`: the description is not the one the committed package was made from.",
)
CONFIG_CHANGED = Code(
    name="config-changed",
    severity=Severity.ERROR,
    explanation="`codegen check`: the options are not those the committed package was made with.",
)
GENERATOR_CHANGED = Code(
    name="generator-changed",
    severity=Severity.ERROR,
    explanation=(
        "`codegen check`: description and options are the same, but this version of codegen writes other files.\n"
        "Read the changelog, then generate again."
    ),
)
NAMES_CHANGED = Code(
    name="names-changed",
    severity=Severity.ERROR,
    explanation=(
        "`codegen check`: the lock of names is missing, was edited, or does not say what the description and the "
        "configuration give now.\n"
        "`codegen generate` writes it; commit it together with the package."
    ),
)
EDITED = Code(
    name="edited",
    severity=Severity.ERROR,
    explanation=(
        "`codegen check`: a file of the package was changed after codegen wrote it.\n"
        "`codegen generate --force` drops the change; make it in the description instead."
    ),
)
REFORMATTED = Code(
    name="reformatted",
    severity=Severity.WARNING,
    explanation=(
        "`codegen check`: a file of the package was written anew by a formatter; its meaning is the same.\n"
        "Exclude the package's folder from that formatter, or `codegen generate` will refuse to overwrite it."
    ),
)
MISSING = Code(
    name="missing",
    severity=Severity.ERROR,
    explanation="`codegen check`: a file of the package (or all of it) is not there.",
)
STALE_FILE = Code(
    name="stale-file",
    severity=Severity.ERROR,
    explanation=(
        "`codegen check`: a file that codegen wrote once is no part of the package any more.\n"
        "`codegen generate` deletes it."
    ),
)

# --- vendor and pack ----------------------------------------------------------------------------------------------

VENDOR_PART_UNKNOWN = Code(
    name="vendor-part-unknown",
    severity=Severity.ERROR,
    explanation=(
        "`flavours`, `types` or `modules` names something that the package to copy has not.\n"
        "Types are named as they are imported, `*` and `?` stand for any text and any letter; modules are named as their\n"
        "files, with or without the underscore and without `.py`."
    ),
)
VENDOR_UNFAMILIAR = Code(
    name="vendor-unfamiliar",
    severity=Severity.ERROR,
    explanation=(
        "Only some types of the package are asked for, and its code is not as this codegen writes it: another version\n"
        "made it, or somebody edited it. To take it apart would be a guess.\n"
        "Copy all types, or generate the package anew with this version of codegen."
    ),
)
VENDOR_SOURCE_NOT_FOUND = Code(
    name="vendor-source-not-found",
    severity=Severity.ERROR,
    explanation=(
        "The package to copy is not there: no folder, archive, or path of a git revision has that name, or there is no\n"
        "codegen.json in it. A source is a folder, `REVISION:PATH` of a git repository, a wheel, or an sdist; paths start\n"
        "from the folder of the configuration, `PATH` from the root of the repository unless it begins with `./`."
    ),
)
VENDOR_SOURCE_INVALID = Code(
    name="vendor-source-invalid",
    severity=Severity.ERROR,
    explanation=(
        "The source cannot be read: git refuses it, or the archive is damaged, or not safe (entries that lead out of it,\n"
        "links, one name twice, more than can be meant). Nothing of it was taken."
    ),
)
PACKAGE_EDITED = Code(
    name="package-edited",
    severity=Severity.ERROR,
    explanation=(
        "The package to copy or to pack is not as codegen wrote it: what would be handed on is made by nobody's\n"
        "description. Generate it anew, or take it as it is with `--allow package-edited`."
    ),
)
PACKAGE_STALE = Code(
    name="package-stale",
    severity=Severity.ERROR,
    explanation=(
        "The package to pack is not what its description and the configuration give now; `codegen check` tells why.\n"
        "Run `codegen generate`, or pack it as it is with `--allow package-stale`."
    ),
)
PACK_REQUIREMENT_UNKNOWN = Code(
    name="pack-requirement-unknown",
    severity=Severity.ERROR,
    explanation=(
        "The package imports modules that you named in `formats` or `base-class`, and codegen cannot know which\n"
        "distribution has them. List it in `dependencies` of the table `pack`; an empty list says that there is none."
    ),
)
VENDOR_NESTED = Code(
    name="vendor-nested",
    severity=Severity.ERROR,
    explanation=(
        "The folder to write lies inside the package to copy, or holds it, or is it; or two copies would be written to one\n"
        "folder, where names of files may know no case. Choose another `to` or `package`."
    ),
)
VENDOR_UNKNOWN = Code(
    name="vendor-unknown",
    severity=Severity.ERROR,
    explanation="No table `[tool.codegen.vendor.NAME]` has the name that was asked for, or there is none at all.",
)
VENDORED_BY_NEWER = Code(
    name="vendored-by-newer",
    severity=Severity.ERROR,
    explanation=(
        "A newer codegen made the copy, and this one would write it otherwise: going back is not what anybody wants.\n"
        "Upgrade codegen to the version that made it, or copy with `--force`."
    ),
)
UPSTREAM_CHANGED = Code(
    name="upstream-changed",
    severity=Severity.ERROR,
    explanation=(
        "`codegen vendor --check`: the source is not what it was when the package was copied, and here it was not edited.\n"
        "`codegen vendor` takes the change over."
    ),
)
UPSTREAM_MOVED = Code(
    name="upstream-moved",
    severity=Severity.NOTE,
    explanation=(
        "`codegen vendor --check`: the source has changed, but nothing of the part that is copied, so the copy is as fresh\n"
        "as before. `codegen vendor` records the new state in codegen.json, whenever you like."
    ),
)
CHANGED_ON_BOTH_SIDES = Code(
    name="changed-on-both-sides",
    severity=Severity.ERROR,
    explanation=(
        "`codegen vendor --check`: a file of the copy was edited, and upstream has another one since.\n"
        "Take your change upstream (into the description), then run `codegen vendor --force`: it keeps what was edited in\n"
        "a folder beside the package, and says where."
    ),
)

CODES: Mapping[str, Code] = {
    found.name: found for found in sorted((c for c in globals().values() if isinstance(c, Code)), key=lambda c: c.name)
}
PASSING = frozenset(one.name for one in (NAME_MOVED, NAME_AMBIGUOUS_MOVE, NAME_REUSED, NAME_SPLIT, NAMES_OUTDATED))
"""What is told of one step from a lock to the next: after it nothing calls for them, and allowing them is not in vain."""
