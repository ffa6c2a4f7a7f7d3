"""Where the things of other files go in the one-file form: into `components`, under keys that give them their names.

In: a description with its names. Out: for each place in another file its pointer in the bundle, or none where a copy
has to stand at the reference: what has no name does not get one by being bundled.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from codegen import codes
from codegen.diagnostics import SpecErrors
from codegen.loader.document import Dialect
from codegen.location import Location, escape, tokens
from codegen.lowering.attributes import consonants
from codegen.lowering.entries import texts_elsewhere
from codegen.normalizer.sections import sections
from codegen.normalizer.spec import Component, ComponentKind, Content, Parameter, Schema
from codegen.pipeline import Lowered


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """An entry of the components that a thing of another file gets."""

    section: str
    """The pointer of the section, `/components/schemas` or `/definitions`."""
    key: str
    source: Location

    @property
    def pointer(self) -> str:
        """Where it stands in the bundle."""
        return f"{self.section}/{escape(self.key)}"


class Destinations:
    """The places of other files, and what becomes of them."""

    def __init__(self, lowered: Lowered, dialect: Dialect) -> None:
        self._sections = {kind: _section(kind, dialect) for kind in ComponentKind}
        self._lowered = lowered
        self._spec = lowered.spec
        self._texts = texts_elsewhere(lowered.spec)
        self._used: set[tuple[str, str]] = set(self._own_keys())
        self._of: dict[Location, Destination] = {}
        self._listed = {at: place.pointer for at, place in lowered.spec.listed.items()}
        self._values = dict(self._valued()) if dialect is Dialect.SWAGGER_2_0 else {}
        elsewhere = [
            one
            for one in lowered.spec.components
            if one.location.document != lowered.spec.document and one.location not in self._listed
        ]
        for one in sorted(elsewhere, key=lambda one: one.location not in self._values):
            if self._sections[one.kind]:
                self._of[one.location] = self._component(one)
        self.listed = {f"{pointer}": at for at, pointer in self._listed.items()}
        """Pointer in the entry -> what stands there instead of a reference to another file."""

    def of(self, at: Location) -> tuple[str, Destination | None] | None:
        """Return the pointer that a place of another file has in the bundle, and what has to be added for it."""
        above, rest = at, ""
        while True:
            if above in self._listed:
                return f"{self._listed[above]}{rest}", None
            found = self._of.get(above)
            if found is not None:
                return f"{found.pointer}{rest}", found
            if not above.pointer:
                break
            pointer, _, token = above.pointer.rpartition("/")
            above, rest = Location(at.document, pointer), f"/{token}{rest}"
        found = self._part(at)
        return None if found is None else (found.pointer, found)

    def _part(self, at: Location) -> Destination | None:
        """Return where a schema goes that stands in the midst of another one, if it has a type of its own."""
        name = self._lowered.names.types.get(at)
        if name is None or name.text not in self._lowered.package.declarations:
            return None
        found = self._of[at] = Destination(section=self._sections[ComponentKind.SCHEMAS], key=name.text, source=at)
        return found

    def _valued(self) -> Iterator[tuple[Location, str]]:
        """Yield the schemas that values of discriminators name, with the values: in Swagger 2.0 these are the keys."""
        for schema in self._spec.schemas.values():
            if schema.discriminator is not None:
                yield schema.location, self._spec.key_of(schema.location)
                yield from ((one, value) for value, one in schema.discriminator.mapping)

    def _component(self, one: Component) -> Destination:
        section = self._sections[one.kind]
        key = self._values.get(one.location)
        if key is not None:
            return self._named(one, section, key)
        found = next(name for name in self._names(one) if (section, name) not in self._used)
        self._used.add((section, found))
        return Destination(section=section, key=found, source=one.location)

    def _named(self, one: Component, section: str, key: str) -> Destination:
        """Return the place of a definition whose key has to stay; refuse one whose key another has."""
        if (section, key) in self._used:
            message = f"`{key}` is a value of a discriminator, and the bundle has another definition of that name."
            help = "Rename the other one: in Swagger 2.0 there is no other way to write the value."
            raise SpecErrors((codes.BUNDLE_KEY_TAKEN.at(one.location, message, help=help),))
        self._used.add((section, key))
        return Destination(section=section, key=key, source=one.location)

    def _names(self, one: Component) -> Iterator[str]:
        """Yield the keys that a component could have: the name of its type, else the one it would have."""
        match one.content:
            case Schema(location=at):
                places = [at]
            case Parameter(schema=schema):
                places = [schema.location]
            case Content(schema=schema):
                places = [] if schema is None else [schema.location]
            case body:
                places = [content.schema.location for content in body.contents if content.schema is not None]
        types = self._lowered.names.types
        if one.kind is ComponentKind.SCHEMAS or len(places) == 1:
            yield from (types[at].text for at in places if at in types)
        texts = self._texts[one.location]
        yield from texts
        yield texts[-1] + consonants(str(one.location)).capitalize()

    def _own_keys(self) -> Iterator[tuple[str, str]]:
        tree = self._spec.trees.get(self._spec.document)
        for section in dict.fromkeys(self._sections.values()):
            held = tree
            for step in tokens(section):
                held = held.get(step) if isinstance(held, dict) else None
            yield from ((section, key) for key in (held if isinstance(held, dict) else ()))
        for place in self._spec.listed.values():
            yield place.pointer.rpartition("/")[0], place.key


def _section(kind: ComponentKind, dialect: Dialect) -> str:
    """Return the pointer of the section for a kind of component, empty if the dialect has none.

    Bodies of Swagger 2.0 are parameters, and its headers have no section.
    """
    known = sections(dialect)
    is_body = kind is ComponentKind.REQUEST_BODIES and dialect is Dialect.SWAGGER_2_0
    return known.get(ComponentKind.PARAMETERS.value if is_body else kind.value, "")
