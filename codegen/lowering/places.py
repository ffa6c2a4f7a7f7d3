"""A place: one thing that can have a name, how it stands to its owner, and the words it wants behind the owner's name.

A place may be described by several schemas: members of `allOf`, wrappers that add null, one body in two media types.
Laws 4 and 5 of `NAMING.md` are here; what is done about collisions is in `claims.py`.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from codegen.location import Location
from codegen.lowering.singular import singular
from codegen.resolver.labels import Label


class Form(Enum):
    """How a place stands to its owner; the value is the keyword that law 10 may add."""

    COMPONENT = "Schema"
    OPERATION = "Operation"
    BODY = "Body"
    PARAMETERS = "Params"
    PATH = "Path"
    QUERY = "Query"
    HEADER = "Header"
    COOKIE = "Cookie"
    PROPERTY = "Property"
    ITEM = "Item"
    VALUE = "Value"
    VARIANT = "Variant"
    BASE = "Record"


PARAMETER_FORMS = {"query": Form.QUERY, "path": Form.PATH, "header": Form.HEADER, "cookie": Form.COOKIE}
PARAMETER_FORMS["querystring"] = Form.QUERY
_PHRASES = frozenset((Form.PROPERTY, *PARAMETER_FORMS.values()))


class Lost(NamedTuple):
    """A name that a place would have had before the one it has, and the anchor of the place that has it."""

    text: str
    holder: str


@dataclass(slots=True, eq=False, kw_only=True)
class Place:
    """A place on the way to its name; `claims.py` fills in `name`, once, owners first."""

    anchor: str
    form: Form
    depth: int
    """How many steps below its component or operation."""
    owner: "Place | None"
    words: tuple[str, ...]
    """What the laws put behind the owner's name; the whole name of a component."""
    text: str | None = None
    """The wanted name of a place without owner."""
    further: tuple[str, ...] = ()
    """What a component in another file adds of its file and folders, less before more."""
    moved_on: bool = False
    """Whether its wanted name has some of that already, as other files have such a key too."""
    rank: int = 0
    """Among components: whose key is nearest to a name."""
    plural: tuple[str, ...] | None = None
    """Of an item or map value that wants the singular: the plural and `Item` or `Value`."""
    labels: tuple[Label, ...] = ()
    order: str = ""
    """What it is sorted by among its like: its anchor, with digests that no order changes."""
    reserved: bool = False
    """Whether it has a name, declared or not."""
    standing: bool = False
    """Whether it is called something, reserved or not: components, bodies and the like."""
    locations: list[Location] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    """Anchors of further descriptions of a body, in other media types."""
    children: "dict[str, Place]" = field(default_factory=dict)
    key: str = ""
    """The property, parameter or component key as it is written, for the reason."""
    name: str = ""
    law: int = 0
    reason: str = ""
    lost: "list[Lost]" = field(default_factory=list)

    @property
    def owns(self) -> bool:
        """Whether places below are named from this one."""
        return self.reserved or self.standing


def property_of(parent: Place, key: str, found: tuple[str, ...], anchor: str) -> Place:
    """Return the place of a property: owner + property (law 4)."""
    owner, before = (parent, ()) if parent.owns else (parent.owner, parent.words)
    return Place(
        anchor=anchor,
        form=Form.PROPERTY,
        depth=parent.depth + 1,
        owner=owner,
        words=(*before, *found),
        key=key,
    )


def element_of(parent: Place, form: Form, anchor: str, extra: tuple[str, ...] = ()) -> Place:
    """Return the place of an array's items or a map's values: the singular, else `Item` or `Value` added (law 5)."""
    added = (form.value, *extra)
    base = parent
    while base.form is Form.VARIANT and not base.reserved and base.owner is not None:
        base = base.owner  # an array that is a variant is looked through
    plural: tuple[str, ...] | None = None
    if base.form in _PHRASES and not base.standing and not (parent is base and _is_record(parent, form)):
        owner, phrase = base.owner, base.words
        plural = (*phrase, *added)
        words = singular(phrase) or plural
        words = words if words is plural else (*words, *extra)
    elif base.owns:
        owner, words = base, added
    else:
        owner, words = base.owner, (*base.words, *added)
    return Place(
        anchor=anchor, form=form, depth=parent.depth + 1, owner=owner, words=words, plural=plural, key=parent.key
    )


def _is_record(parent: Place, form: Form) -> bool:
    """Tell whether the values stand beside properties, in an object that has the property's name itself."""
    return form is Form.VALUE and parent.reserved


def base_of(parent: Place) -> Place:
    """Return the place of what the parent of a hierarchy says itself: parent + `Base` (law 8)."""
    return _within(parent, f"{parent.anchor}/discriminator", "Base")


def part_of(parent: Place, anchor: str) -> Place:
    """Return the place of a member of an `allOf` that a reference leads to on its own: parent + `Part`."""
    return _within(parent, anchor, "Part")


def _within(parent: Place, anchor: str, word: str) -> Place:
    return Place(anchor=anchor, form=Form.BASE, depth=parent.depth + 1, owner=parent, words=(word,), reserved=True)


def variant_of(union: Place, labels: tuple[Label, ...], anchor: str) -> Place:
    """Return the place of a variant: union + label (laws 6 and 7)."""
    return Place(
        anchor=anchor,
        form=Form.VARIANT,
        depth=union.depth + 1,
        owner=union,
        words=labels[0].words if labels else ("Variant",),
        labels=labels,
    )
