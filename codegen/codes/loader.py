"""Codes of the loader: finding, decoding and parsing files, versions, and where references lead."""

from codegen.diagnostics import Code, Severity

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
TEXT_MENDED = Code(
    name="text-mended",
    severity=Severity.WARNING,
    explanation=(
        "A string holds half of a surrogate pair (`\\ud83d` without its second half) where nothing depends on it: in a "
        "description, title or summary, in an example or an extension. U+FFFD is read in its place; a default that holds one is "
        "left out.\n"
        "No text encoding can write it, and other tools refuse the whole text. Write the whole pair, or the character itself."
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
KEY_REPEATED = Code(
    name="key-repeated",
    severity=Severity.WARNING,
    explanation=(
        "A key stands twice in one object, and it makes no difference: the two have the same value, or nothing stands "
        "behind the first, as in `paths:` above another `paths:`.\n"
        "It is read once, as every parser reads it that does not refuse the whole text. Delete one of the two."
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
NUMBER_MENDED = Code(
    name="number-mended",
    severity=Severity.WARNING,
    explanation=(
        "A number that JSON does not have (`.inf`, `.nan`, `NaN`, one too large for a float) stands where nothing depends on it: "
        "in an example, an extension or a text. Its text is read in its place; a default that holds one is left out.\n"
        "Other tools refuse the whole text. Put it in quotes if text is meant, or leave it out."
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
