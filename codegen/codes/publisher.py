"""Codes of the formatter and the publisher, and the causes that `codegen check` tells."""

from codegen.diagnostics import Code, Severity

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
INPUT_UNDECLARED = Code(
    name="input-undeclared",
    severity=Severity.ERROR,
    explanation=(
        "`codegen generate --inputs FILE` was told which files a package is made of, and it is made of others too.\n"
        "A build engine that does not know of a file would give out what it has in its cache when that file changes.\n"
        "`codegen inputs` lists what is read; write that into FILE, and declare it to the engine."
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
BUNDLE_KEY_TAKEN = Code(
    name="bundle-key-taken",
    severity=Severity.ERROR,
    explanation=(
        "`codegen bundle`: a definition of Swagger 2.0 in another file is a value of a discriminator by its key, and the\n"
        "entry has another definition with that key. One of them would have to be renamed, and with it a value that\n"
        "travels. Rename the other definition, or convert the description to OpenAPI 3, which has mappings."
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
        "`codegen check`, `codegen generate --locked`: the lock of names is missing, was edited, or does not say what the description and the "
        "configuration give now.\n"
        "`codegen generate` writes it; commit it together with the package."
    ),
)
EDITED = Code(
    name="edited",
    severity=Severity.ERROR,
    explanation=(
        "`codegen check`: a file of the package was changed after codegen wrote it.\n"
        "Make the change in the description instead: `codegen generate --force` writes the file anew, and keeps a copy of\n"
        "it in a folder beside the package."
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
