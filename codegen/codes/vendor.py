"""Codes of copying and packing packages."""

from codegen.diagnostics import Code, Severity

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
