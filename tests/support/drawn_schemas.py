"""Schemas drawn by hypothesis: components with references, recursion, unions, tags, conjunctions and every keyword.

Out come `Components`: schemas under names that end in `MARK`, which whoever puts many of them into one document
replaces, in names, references and tags alike. Each schema says its `type` (schemas without one are read as the type
that their keywords imply, which is a declared exception), but for fragments inside of conditions. Closed schemas are
no members of conjunctions (`allof-closed-branch` is the other declared exception).
"""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from support.made_instances import FORMATS, PATTERNS, Schema

from codegen.loader.document import Json

MARK = "Zq"
KEYS = (
    *("a", "b", "c", "kind", "type", "value"),
    *("a-b", "class", "copy", "createdAt", "created_at", "", "$ref", "_x", "model_config", "self", "ü", "a/b~c", "1st"),
)
TEXTS = ("", "a", "b", "abc", "no", "None", "x y", "é", "1")
NUMBERS = (0, 1, 2, 3, -1, 1.5, 2.0, 10)
_DEEP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """Components that refer to each other, in one dialect; instances are made of `seed`."""

    dialect: str
    schemas: dict[str, Schema]
    seed: int


@st.composite
def components(draw: DrawFn, dialect: str) -> Components:
    """Draw one to three components, and those that their tagged unions need."""
    names = [f"{name}{MARK}" for name in ("Alpha", "Beta", "Gamma")[: draw(st.integers(1, 3))]]
    drawing = _Drawing(draw=draw, is_3_0=dialect == "3.0", names=names)
    for position, name in enumerate(names):
        drawing.later = names[position + 1 :]
        drawing.schemas[name] = drawing.component()
    return Components(dialect=dialect, schemas=drawing.schemas, seed=draw(st.integers(0, 2**32)))


@dataclass(slots=True, kw_only=True)
class _Drawing:
    draw: DrawFn
    is_3_0: bool
    names: list[str]
    """Every name that may be referred to where recursion is no harm: below a property or an item."""
    later: list[str] = field(default_factory=list)
    """Names that may be referred to anywhere."""
    schemas: dict[str, Schema] = field(default_factory=dict)

    # --- chance

    def one_of(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def sometimes(self, in_: int = 2) -> bool:
        return self.draw(st.integers(1, in_)) == in_

    def some(self, choices: tuple[Any, ...], most: int) -> list[Any]:
        places = self.draw(st.lists(st.integers(0, len(choices) - 1), max_size=most, unique=True))
        return [choices[at] for at in places]

    def few(self, table: dict[str, Any]) -> Schema:
        """Return none, one or two of the keywords."""
        return {keyword: table[keyword] for keyword in self.some(tuple(table), 2)}

    # --- schemas

    def component(self) -> Schema:
        kinds = (self.record, self.record, self.union, self.tagged, self.conjunction, self.map_, self.array, self.leaf)
        return self.annotated(self.nullable(self.one_of(*kinds)(0)))

    def schema(self, depth: int) -> Any:
        """Return a schema for a value below a property or an item."""
        if self.sometimes(6):
            return {"$ref": f"#/components/schemas/{self.one_of(*self.names)}"}
        if depth >= _DEEP or self.sometimes(2):
            return self.nullable(self.leaf(depth))
        if not self.is_3_0 and self.sometimes(20):
            return self.one_of(True, {})
        kinds = (self.record, self.array, self.map_, self.union, self.conjunction, self.listed_types)
        return self.annotated(self.nullable(self.one_of(*kinds)(depth)))

    def leaf(self, depth: int) -> Schema:
        kinds = [self.text, self.text, self.number, self.number, self.boolean, self.enum, self.enum, self.format_]
        return self.conditional(self.one_of(*kinds)(depth), depth)

    def annotated(self, schema: Schema) -> Schema:
        notes = {"description": 'Says """ and \\N{x}.', "title": "A title", "deprecated": True, "default": "a"}
        return {**schema, **self.few(notes)} if self.sometimes(6) and "$ref" not in schema else schema

    def nullable(self, schema: Schema) -> Schema:
        if not self.sometimes(5) or "$ref" in schema:
            return schema
        if self.is_3_0:
            listed = {"enum": [*schema["enum"], None]} if "enum" in schema and None not in schema["enum"] else {}
            return {**schema, **listed, "nullable": True}
        if isinstance(schema.get("type"), str) and "enum" not in schema and "const" not in schema:
            return {**schema, "type": [schema["type"], "null"]}
        return {self.one_of("anyOf", "oneOf"): [schema, {"type": "null"}]}

    def text(self, depth: int) -> Schema:
        bounds = {"minLength": self.one_of(0, 1, 2), "maxLength": self.one_of(2, 3, 5)}
        return {"type": "string", **self.few({**bounds, "pattern": self.one_of(*PATTERNS)})}

    def format_(self, depth: int) -> Schema:
        return {"type": "string", "format": self.one_of(*FORMATS)}

    def boolean(self, depth: int) -> Schema:
        return {"type": "boolean"}

    def number(self, depth: int) -> Schema:
        least, most = self.one_of(-2, 0, 1, 0.5), self.one_of(2, 3, 5, 2.5)
        bounds: Schema = self.few({"minimum": least, "maximum": most, "multipleOf": self.one_of(1, 2, 0.5, 0.01, 3)})
        if self.sometimes(4):
            for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
                if bound in bounds:
                    bounds[exclusive] = True if self.is_3_0 else bounds.pop(bound)
        return {"type": self.one_of("integer", "number"), **bounds}

    def enum(self, depth: int) -> Schema:
        match self.one_of("text", "integer", "boolean", "number", "mixed", "const"):
            case "text":
                return {"type": "string", "enum": self.some(TEXTS, 4) or ["a"]}
            case "integer":
                return {"type": "integer", "enum": self.some((0, 1, 2, 7), 3) or [1]}
            case "boolean":
                return {"type": "boolean", "enum": [self.one_of(True, False)]}
            case "number":
                return {"type": "number", "enum": self.some(NUMBERS, 3) or [1.5]}
            case "const" if not self.is_3_0:
                return {"const": self.one_of("a", 1, True, None, 1.5, "", [1, "b"], {"a": 1})}
            case _:
                values: tuple[Json, ...] = ("a", 1, True, False, 0, None, 1.5, [], {"a": 1})
                return {"enum": self.some(values, 3) or ["a", 1]}

    def listed_types(self, depth: int) -> Schema:
        """Several types in one schema, with keywords of each; in 3.0 an `anyOf` says it."""
        kinds = [
            self.text(depth),
            self.number(depth),
            self.array(depth + 1),
            self.record(depth + 1),
            {"type": "boolean"},
        ]
        chosen = [kinds[at] for at in self.some((0, 1, 2, 3, 4), 3) or [0]]
        if self.is_3_0:
            return {"anyOf": chosen}
        merged = {keyword: given for one in chosen for keyword, given in one.items()}
        return {**merged, "type": [one["type"] for one in chosen]}

    # --- arrays

    def array(self, depth: int) -> Schema:
        found: Schema = {"type": "array", "items": self.schema(depth + 1)}
        found |= self.few(
            {"minItems": self.one_of(0, 1, 2), "maxItems": self.one_of(2, 3), "uniqueItems": self.one_of(True, False)}
        )
        if not self.is_3_0 and self.sometimes(4):
            found["prefixItems"] = [self.schema(depth + 1) for _ in range(self.one_of(1, 2))]
            if self.sometimes(3):
                found["items"] = False
            elif self.sometimes(3):
                del found["items"]
        if not self.is_3_0 and self.sometimes(5):
            found["contains"] = self.one_of(self.leaf(depth), self.fragment(depth))
            found |= self.few({"minContains": self.one_of(0, 1, 2), "maxContains": self.one_of(1, 2)})
        return self.conditional(found, depth)

    # --- objects

    def map_(self, depth: int) -> Schema:
        found: Schema = {"type": "object", "additionalProperties": self.schema(depth + 1)}
        return self.conditional({**found, **self._about_keys()}, depth)

    def record(self, depth: int) -> Schema:
        found = self.open_record(depth)
        match self.one_of("", "", "", "closed", "open", "typed"):
            case "closed":
                found["additionalProperties"] = False
            case "open":
                found["additionalProperties"] = True
            case "typed":
                found["additionalProperties"] = self.schema(depth + 1)
        if self.sometimes(4):
            found |= self._about_keys()
        return self.conditional(found, depth)

    def open_record(self, depth: int) -> Schema:
        keys = self.some(KEYS, 4)
        found: Schema = {"type": "object", "properties": {key: self.schema(depth + 1) for key in keys}}
        if required := [key for key in keys if self.sometimes(2)]:
            found["required"] = required
        if self.sometimes(12):
            found["required"] = [*found.get("required", ()), "undeclared"]
        return found

    def _about_keys(self) -> Schema:
        keywords: Schema = {"minProperties": self.one_of(0, 1, 2), "maxProperties": self.one_of(1, 2, 3)}
        if not self.is_3_0:
            keywords |= {
                "patternProperties": {self.one_of("^x-", "b", "^[a-z]+$"): self.one_of(self.leaf(0), True)},
                "propertyNames": self.one_of({"maxLength": 3}, {"pattern": "^[a-z]+$"}, {"enum": ["a", "b", "kind"]}),
                "dependentRequired": {self.one_of("a", "b"): [self.one_of("b", "c", "kind")]},
                "dependentSchemas": {self.one_of("a", "b"): self.fragment(0)},
            }
        return self.few(keywords)

    # --- unions

    def union(self, depth: int) -> Schema:
        variants = [self.variant(depth) for _ in range(self.one_of(2, 2, 3))]
        return {self.one_of("anyOf", "oneOf"): variants}

    def variant(self, depth: int) -> Schema:
        if self.later and self.sometimes(3):
            return {"$ref": f"#/components/schemas/{self.one_of(*self.later)}"}
        if depth >= _DEEP:
            return self.leaf(depth)
        kinds = (self.leaf, self.leaf, self.record, self.record, self.array, self.map_)
        found: Schema = self.one_of(*kinds)(depth + 1)
        return found

    def tagged(self, depth: int) -> Schema:
        """A union whose variants a property tells apart; they are components, as a discriminator demands."""
        key, implied = self.one_of("kind", "type", "@kind"), self.sometimes(4)
        count = self.one_of(2, 3)
        stem = f"Kind{len(self.schemas)}{len(self.names)}"
        names = [f"{stem}{letter}{MARK}" for letter in "ABC"[:count]]
        tags = names if implied else self.one_of(("a", "b", "c"), (1, 2, 3), ("x", "x y", ""), (True, False, "c"))
        for name, tag in zip(names, tags, strict=False):
            self.schemas[name] = self.tagged_variant(key, tag, depth)
        references = [f"#/components/schemas/{name}" for name in names]
        found: Schema = {self.one_of("oneOf", "anyOf"): [{"$ref": reference} for reference in references]}
        if implied or self.sometimes(2):
            found["discriminator"] = {"propertyName": key}
            texts = all(isinstance(tag, str) for tag in tags)
            if not implied and texts:
                found["discriminator"]["mapping"] = dict(zip(tags, references, strict=False))
            elif not texts:
                del found["discriminator"]
        return found

    def tagged_variant(self, key: str, tag: Json, depth: int) -> Schema:
        found = self.record(depth + 1) if self.sometimes(3) else self.open_record(depth + 1)
        kind = {str: "string", bool: "boolean", int: "integer"}[type(tag)]
        found["properties"][key] = {"type": kind, "enum": [tag]}
        found["required"] = [*(one for one in found.get("required", ()) if one != key), key]
        return found

    # --- conjunctions and conditions

    def conjunction(self, depth: int) -> Schema:
        if self.sometimes(4):
            members = [self.text(depth), {"type": "string", "maxLength": 4}]
        else:
            members = [self.member(depth + 1) for _ in range(self.one_of(1, 2, 2))]
        beside = self.open_record(depth + 1) if self.sometimes(4) and members[0].get("type") == "object" else {}
        return self.conditional({"allOf": members, **beside}, depth)

    def member(self, depth: int) -> Schema:
        if self.sometimes(3):
            name = f"Part{len(self.schemas)}{len(self.names)}{MARK}"
            if name not in self.schemas:
                self.schemas[name] = self.open_record(depth)
            return {"$ref": f"#/components/schemas/{name}"}
        found = self.open_record(depth)
        if self.sometimes(6):
            found["additionalProperties"] = self.schema(depth + 1)
        return found

    def conditional(self, schema: Schema, depth: int) -> Schema:
        """Add a condition to the schema, rarely."""
        if not self.sometimes(12):
            return schema
        if self.is_3_0 or self.sometimes(2):
            return {**schema, "not": self.fragment(depth)}
        branches = {keyword: self.fragment(depth) for keyword in self.some(("then", "else"), 2)}
        return {**schema, "if": self.fragment(depth), **branches}

    def fragment(self, depth: int) -> Any:
        """A schema inside of a condition, which is taken by the letter."""
        key = self.one_of("a", "b", "kind", "type")
        return self.one_of(
            {"required": [key]},
            {"properties": {key: {"enum": [self.one_of(1, "a", True)]}}, "required": [key]},
            {"properties": {key: {"type": self.one_of("string", "integer")}}},
            {"type": self.one_of("string", "integer", "object", "array", "boolean")},
            {"enum": ["a", 1, None]},
            {"minLength": 2},
            {"minimum": 2},
            {"maxItems": 1},
            {"minProperties": 2},
        )
