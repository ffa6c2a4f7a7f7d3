"""Configuration: every key means one thing, and whatever is wrong is said with its line."""

import sys
from pathlib import Path

import pytest

from codegen.config import (
    Config,
    Flavour,
    Formatter,
    Options,
    PackageConfig,
    choose,
    read_config,
    recorded_name,
)
from codegen.diagnostics import ConfigErrors
from codegen.options import (
    DataclassOptions,
    Datetimes,
    Enums,
    ExtraPolicy,
    Openness,
    Override,
    PydanticOptions,
    Validation,
)

TABLE = "[tool.codegen.packages.shop_types]\n"
SPEC = TABLE + 'spec = "openapi.yaml"\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(text: str) -> Config:
    Path("pyproject.toml").write_text(text)
    return read_config(Path.cwd())


def only(text: str) -> PackageConfig:
    (package,) = read(text).packages
    return package


def faults(text: str) -> list[tuple[str, str, tuple[int, int] | None]]:
    with pytest.raises(ConfigErrors) as error:
        read(text)
    return [
        (one.code, one.location.pointer.removeprefix("/tool/codegen") if one.location else "", one.position)
        for one in error.value.diagnostics
    ]


class TestReading:
    def test_a_package_needs_no_more_than_its_description(self, home: Path) -> None:
        assert only(SPEC) == PackageConfig(
            name="shop_types",
            spec="openapi.yaml",
            output=Path(),
            options=Options(package="shop_types", base=home),
            lock=Path("shop_types.names.lock"),
        )

    def test_every_key_is_read(self, home: Path) -> None:
        text = (
            SPEC + 'output = "src"\nflavours = ["dataclass", "typeddict", "dataclass"]\ntarget-python = "3.13"\n'
            'formatter = "black"\nallow = ["reformatted"]\ndeny = ["type-implied"]\nheader = "Ours."\nstrict = true\n'
            'keep-old-names = true\nlock = "names/shop.lock"\n[tool.codegen.packages.shop_types.names]\n"#/a=b" = "C"\n'
        )
        assert only(text) == PackageConfig(
            name="shop_types",
            spec="openapi.yaml",
            output=Path("src"),
            options=Options(
                package="shop_types",
                flavours=(Flavour.TYPEDDICT, Flavour.DATACLASS),
                target_python=(3, 13),
                formatter=Formatter.BLACK,
                allow=frozenset({"reformatted"}),
                deny=frozenset({"type-implied"}),
                header="Ours.",
                strict=True,
                keep_old_names=True,
                names=(Override(at="#/a=b", name="C"),),
                base=home,
            ),
            lock=Path("names/shop.lock"),
        )
        assert only(text).options.names[0].position == (14, 1)

    def test_without_a_file_there_are_no_packages(self, home: Path) -> None:
        assert read_config(home) == Config(path=None, base=home, target_python=(3, 11), packages=())

    def test_paths_are_relative_to_the_file(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("pyproject.toml").write_text(SPEC + 'output = "src"\n')
        below = home / "a" / "b"
        below.mkdir(parents=True)
        monkeypatch.chdir(below)
        (package,) = read_config(Path.cwd()).packages
        assert (package.spec, package.output) == ("../../openapi.yaml", Path("../../src"))
        assert package.target == Path("../../src/shop_types")
        assert recorded_name(package.spec, package.options.base) == "openapi.yaml"

    @pytest.mark.parametrize("spec", ["https://example.com/a/openapi.yaml", "-", "/srv/openapi.yaml"])
    def test_urls_and_absolute_paths_are_kept(self, spec: str) -> None:
        assert only(f'{TABLE}spec = "{spec}"\n').spec == spec

    def test_the_nearest_file_with_our_table_counts(self, home: Path) -> None:
        below = home / "member"
        below.mkdir()
        (below / "pyproject.toml").write_text('[project]\nname = "member"\n')
        (home / "pyproject.toml").write_text(SPEC)
        assert read_config(below).path == home / "pyproject.toml"

    @pytest.mark.parametrize(
        ("required", "target"),
        [
            (">=3.12", (3, 12)),
            (">=3.9", (3, 11)),
            ("~=3.13.2", (3, 13)),
            (">=3.11,<4", (3, 11)),
            (">= 3.12, < 3.14", (3, 12)),
            ("==3.14.*", (3, 14)),
            (">=3.99", (3, 15)),
            ("<4", (3, 11)),
        ],
    )
    def test_the_target_python_is_the_oldest_the_project_admits(self, required: str, target: tuple[int, int]) -> None:
        assert only(f'[project]\nrequires-python = "{required}"\n{SPEC}').options.target_python == target


class TestFaults:
    @pytest.mark.parametrize(
        ("line", "code", "key"),
        [
            ('flavour = ["pydantic"]', "config-key-unknown", "flavour"),
            ('flavours = ["pydentic"]', "config-value-invalid", "flavours"),
            ("flavours = []", "config-value-invalid", "flavours"),
            ('flavours = "pydantic"', "config-value-invalid", "flavours"),
            ("output = 3", "config-value-invalid", "output"),
            ('output = ""', "config-value-invalid", "output"),
            ("target-python = 3.11", "config-value-invalid", "target-python"),
            ('target-python = "3.10"', "config-value-invalid", "target-python"),
            ('target-python = "4.0"', "config-value-invalid", "target-python"),
            ('formatter = "yapf"', "config-value-invalid", "formatter"),
            ('allow = ["no-such-code"]', "config-value-invalid", "allow"),
            ('allow = ["output-edited"]', "config-value-invalid", "allow"),
            ('deny = ["no-such-code"]', "config-value-invalid", "deny"),
            ("header = true", "config-value-invalid", "header"),
            ('strict = "yes"', "config-value-invalid", "strict"),
        ],
    )
    def test_a_wrong_key_or_value_is_blamed_at_its_line(self, line: str, code: str, key: str) -> None:
        assert faults(f"{SPEC}\n  {line}\n") == [(code, f"/packages/shop_types/{key}", (4, 3))]

    def test_all_faults_are_told_at_once(self) -> None:
        found = faults(f"{TABLE}output = 1\nheader = 2\n[tool.codegen.packages.other]\nspec = 3\n")
        assert [(code, position) for code, _, position in found] == [
            ("config-key-missing", (1, 1)),
            ("config-value-invalid", (2, 1)),
            ("config-value-invalid", (3, 1)),
            ("config-value-invalid", (5, 1)),
        ]

    @pytest.mark.parametrize("name", ["shop-types", "class", "2shop", '"shop types"'])
    def test_a_package_must_have_a_name_that_can_be_imported(self, name: str) -> None:
        ((code, _, position),) = faults(f'[tool.codegen.packages.{name}]\nspec = "a.yaml"\n')
        assert (code, position) == ("package-name-invalid", (1, 1))

    @pytest.mark.parametrize(
        ("text", "code", "pointer"),
        [
            ("[tool.codegen]\nstrict = true\n", "config-key-unknown", "/strict"),
            ("[tool.codegen]\npackages = 3\n", "config-value-invalid", "/packages"),
            ('[tool.codegen.packages]\nspec = "a.yaml"\n', "config-value-invalid", "/packages/spec"),
            ("[tool]\ncodegen = 3\n", "config-value-invalid", ""),
        ],
    )
    def test_what_stands_in_the_wrong_table_is_blamed(self, text: str, code: str, pointer: str) -> None:
        assert faults(text) == [(code, pointer, (2, 1))]

    def test_a_code_is_allowed_or_denied_but_not_both(self) -> None:
        assert [code for code, _, _ in faults(f'{SPEC}allow = ["reformatted"]\ndeny = ["reformatted"]\n')] == [
            "config-value-invalid"
        ]

    def test_two_packages_cannot_have_one_folder(self) -> None:
        other = '[tool.codegen.packages.Shop_types]\nspec = "a.yaml"\n'
        assert faults(SPEC + other) == [("packages-collide", "/packages/Shop_types", (3, 1))]

    def test_broken_toml_is_told_with_its_place(self) -> None:
        assert faults("[tool.codegen]\nx = = 1\n") == [("config-syntax", "", (2, 5))]

    def test_what_is_not_utf_8_is_told(self) -> None:
        Path("pyproject.toml").write_bytes(b'name = "\xff"')
        with pytest.raises(ConfigErrors, match="config-syntax"):
            read_config(Path.cwd())

    def test_a_misspelt_word_gets_the_right_one_offered(self) -> None:
        Path("pyproject.toml").write_text(f'{SPEC}formatterr = "ruff"\nflavours = ["pydentic"]\n')
        with pytest.raises(ConfigErrors) as error:
            read_config(Path.cwd())
        assert [one.help for one in error.value.diagnostics] == [
            "Did you mean `formatter`?",
            "Did you mean `pydantic`?",
        ]


class TestTables:
    def test_the_tables_of_formats_and_flavours_are_read(self) -> None:
        text = (
            SPEC + 'open = "output"\nformats = {email = "pydantic.EmailStr", "#/components/schemas/Id" = "str"}\n'
            'pydantic = {enums = "class", base-class = "shop.Base", extra = "ignore", datetimes = "any"}\n'
            'dataclass = {validate = "full", slots = false, kw-only = false}\n'
        )
        options = only(text).options
        assert options.open is Openness.OUTPUT
        assert options.formats == {"email": "pydantic.EmailStr", "#/components/schemas/Id": "str"}
        assert options.pydantic == PydanticOptions(
            enums=Enums.CLASS, base_class="shop.Base", extra=ExtraPolicy.IGNORE, datetimes=Datetimes.ANY
        )
        assert options.dataclass == DataclassOptions(validate=Validation.FULL, slots=False, kw_only=False)

    @pytest.mark.parametrize(
        ("line", "code", "key"),
        [
            ('pydantic = "frozen"\n', "config-value-invalid", "pydantic"),
            ("pydantic = {frosen = true}\n", "config-key-unknown", "pydantic/frosen"),
            ('pydantic = {base-class = "Base"}\n', "config-value-invalid", "pydantic/base-class"),
            ('dataclass = {validate = "some"}\n', "config-value-invalid", "dataclass/validate"),
            ("formats = {email = 1}\n", "config-value-invalid", "formats/email"),
            ('open = "input"\n', "config-value-invalid", "open"),
        ],
    )
    def test_what_a_table_cannot_have_is_blamed_at_its_key(self, line: str, code: str, key: str) -> None:
        [(found, pointer, _)] = faults(SPEC + line)
        assert (found, pointer) == (code, f"/packages/shop_types/{key}")

    def test_the_command_line_goes_over_single_keys_of_a_table(self) -> None:
        config = read(SPEC + 'pydantic = {frozen = true, extra = "forbid"}\nformats = {email = "str"}\n')
        given = {"pydantic": {"extra": "allow"}, "formats": {"uri": "str"}}
        (package,) = choose(config, given)
        assert package.options.pydantic == PydanticOptions(frozen=True, extra=ExtraPolicy.ALLOW)
        assert package.options.formats == {"email": "str", "uri": "str"}


class TestCommandLine:
    def chosen(self, config: Config, **given: object) -> tuple[PackageConfig, ...]:
        return choose(config, {key.replace("_", "-"): value for key, value in given.items()})

    def test_without_a_description_all_packages_are_meant(self) -> None:
        config = read(SPEC + '[tool.codegen.packages.other]\nspec = "b.yaml"\n')
        assert self.chosen(config) == config.packages
        assert [package.name for package in self.chosen(config, package="other")] == ["other"]

    def test_options_go_over_the_configuration(self) -> None:
        config = read(SPEC + 'flavours = ["dataclass"]\nallow = ["reformatted"]\noutput = "src"\n')
        (package,) = self.chosen(config, flavours=("pydantic",), allow=("name-hashed",), strict=True)
        assert package.output == Path("src")
        assert package.options.flavours == (Flavour.PYDANTIC,)
        assert package.options.allow == {"reformatted", "name-hashed"}
        assert package.options.strict

    def test_a_description_may_take_the_place_of_the_configured_one(self) -> None:
        config = read(SPEC + 'output = "src"\n')
        (package,) = self.chosen(config, package="shop_types", spec="new.yaml")
        assert (package.spec, package.output) == ("new.yaml", Path("src"))

    @pytest.mark.parametrize(
        ("spec", "name"),
        [
            ("openapi.yaml", "openapi_types"),
            ("specs/Pet-Store.v2.json", "pet_store_v2_types"),
            ("https://example.com/api/shop.yaml?raw=1", "shop_types"),
        ],
    )
    def test_a_package_without_name_has_that_of_its_description(self, spec: str, name: str) -> None:
        (package,) = self.chosen(read_config(Path.cwd()), spec=spec)
        assert (package.name, package.spec, package.output) == (name, spec, Path())

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({}, "config-not-found"),
            ({"package": "other"}, "package-unknown"),
            ({"spec": "-"}, "package-name-invalid"),
            ({"spec": "a.yaml", "package": "not-a-name"}, "package-name-invalid"),
            ({"spec": "a.yaml", "target_python": "2.7"}, "config-value-invalid"),
            ({"spec": "a.yaml", "deny": ("nope",)}, "config-value-invalid"),
        ],
    )
    def test_what_cannot_be_is_refused(self, given: dict[str, object], code: str) -> None:
        with pytest.raises(ConfigErrors) as error:
            self.chosen(read_config(Path.cwd()), **given)
        assert [one.code for one in error.value.diagnostics] == [code]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("specs/a.yaml", "specs/a.yaml"),
        ("./specs/../specs/a.yaml", "specs/a.yaml"),
        ("../a.yaml", "../a.yaml"),
        ("/elsewhere/on/this/machine/a.yaml", "a.yaml"),
        ("https://user:secret@example.com/a.yaml", "https://example.com/a.yaml"),
        ("-", "<stdin>"),
        ("<stdin>", "<stdin>"),
    ],
)
def test_the_output_never_names_the_machine_it_was_made_on(source: str, name: str) -> None:
    assert recorded_name(source, Path.cwd()) == name


def test_an_absolute_path_below_the_configuration_is_recorded_as_a_relative_one(home: Path) -> None:
    assert recorded_name(str(home / "specs" / "a.yaml"), home) == "specs/a.yaml"


class TestManyPackages:
    """Hundreds of packages in one file are read in a time that grows with their number, not with its square."""

    @staticmethod
    def steps(packages: int) -> int:
        """Return how many functions are called while a configuration of so many packages is read."""
        table = '[tool.codegen.packages.p{0}]\nspec = "{0}.yaml"\nselect.include = ["tag:a"]\nnames = {{"#/a" = "A"}}\n'
        Path("pyproject.toml").write_text("".join(table.format(number) for number in range(packages)))
        count = 0

        def called(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(called)
        try:
            read_config(Path.cwd())
        finally:
            sys.setprofile(before)
        return count

    def test_twice_as_many_packages_take_twice_the_steps(self) -> None:
        self.steps(1)
        assert self.steps(80) < 2.5 * self.steps(40)
