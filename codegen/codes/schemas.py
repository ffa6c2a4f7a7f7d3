"""Codes of the normalizer about schemas: keywords, references between them, conjunctions."""

from codegen.diagnostics import Code, Severity

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
        "A key means nothing where it stands, but looks like one that does: it is misspelt, or of Swagger 2, or it is a property "
        "of an object that does not stand below `properties`.\n"
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
KEYWORD_UNFIT = Code(
    name="keyword-unfit",
    severity=Severity.WARNING,
    explanation=(
        "`properties` or `items` stands beside a `type` of which it says nothing: properties of a string, items of an "
        "object.\n"
        "By the letter the `type` counts, and what the keyword describes is in no type. Mend the `type`, `array` for `items` "
        "and `object` for `properties`, or delete the keyword."
    ),
)
BOUNDS_CONTRADICT = Code(
    name="bounds-contradict",
    severity=Severity.WARNING,
    explanation=(
        "A lower bound of a schema is above its upper one: `minimum` and `maximum`, or the like of lengths, items and keys.\n"
        "No value satisfies both, so types that check bounds refuse every value. Most often the two are exchanged, or one has "
        "a digit too many."
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
        "A single value stands where a list belongs, as in `required: id`, `enum: open` or `allOf: {$ref: …}`, or an object "
        "does, as in `required: {id: true}`.\n"
        "It is read as a list of that value, or of the keys that are meant. Write `required: [id]`."
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
        "many, without the `#` or a `/`, with `definitions` or `schema` where `components/schemas` belongs, or by its name alone; "
        "or it leads somewhere once each `/` inside of a key is written `~1`.\n"
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
        "to a schema where a parameter is needed, or to a mere text.\n"
        "A schema inside of another object has a pointer of its own, such as `#/components/parameters/Limit/schema`."
    ),
)
REF_OTHER_KIND = Code(
    name="ref-other-kind",
    severity=Severity.WARNING,
    explanation=(
        "A `$ref` leads to something of another kind than the place needs, and what is needed stands in it or around "
        "it.\n"
        "Where a schema is needed, that of a parameter, header, body or response is read; where a response, body, media "
        "type or header is needed, a schema is read as one of that schema, in JSON. Other tools refuse it, or make "
        "something else of it. Write what the help says."
    ),
)
SCHEMA_MISPLACED = Code(
    name="schema-misplaced",
    severity=Severity.WARNING,
    explanation=(
        "A schema stands beside the fields that it belongs below: a parameter has a `type` outside of `schema`, a "
        "response or body a `schema` outside of `content`, as Swagger 2.0 had it, or a media type or schema is another "
        "level of nesting away.\n"
        "It is read as if it stood in its place; a body without a media type is one in JSON. Other tools leave it out."
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
    severity=Severity.WARNING,
    explanation=(
        "`required` is no list of keys, or something in it is no key, and is left out.\n"
        "It lists the keys that an object must have: `required: [id, name]`. That one of several is needed is written beside "
        "it: `anyOf: [{required: [phone]}, {required: [mail]}]`."
    ),
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
