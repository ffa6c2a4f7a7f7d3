"""Publishing: the package is there whole or not at all, and nothing a person made is lost."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from support.hand_made import OPTIONS, contents, package

from codegen.config import Flavour, Options
from codegen.diagnostics import OutputErrors
from codegen.file_tree import FileTree
from codegen.manifest import MANIFEST, OUTPUT_REVISION, digest
from codegen.publisher.check import check
from codegen.publisher.fresh import is_fresh
from codegen.publisher.publish import Edits, Published, publish

FILES = {
    "__init__.py": "",
    "py.typed": "",
    "typeddict/__init__.py": "x = 1\n",
    "typeddict/_tag.py": "y = [1]\n",
}
TESTS = Path(__file__).parent


def codes_of(error: pytest.ExceptionInfo[OutputErrors]) -> list[str]:
    return [found.code for found in error.value.diagnostics]


def on_disk(tree: FileTree) -> dict[str, bytes]:
    return {path: text.encode() for path, text in tree}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "shop_types"


@pytest.fixture
def published(target: Path) -> Path:
    publish(package(FILES), target)
    return target


class TestWriting:
    def test_the_folder_holds_exactly_the_tree(self, target: Path) -> None:
        done = publish(package(FILES), target)
        assert contents(target) == on_disk(package(FILES))
        assert done == Published(written=tuple(package(FILES).files), deleted=())

    def test_nothing_stays_beside_the_package(self, published: Path) -> None:
        assert os.listdir(published.parent) == ["shop_types"]

    def test_an_unchanged_tree_is_not_written_again(self, published: Path) -> None:
        before = {path: path.stat() for path in [published, *published.rglob("*")]}
        assert publish(package(FILES), published) == Published(written=(), deleted=())
        after = {path: path.stat() for path in [published, *published.rglob("*")]}
        assert {p: (s.st_ino, s.st_mtime_ns) for p, s in before.items()} == {
            p: (s.st_ino, s.st_mtime_ns) for p, s in after.items()
        }

    def test_a_file_that_stays_the_same_keeps_its_time_when_others_change(self, published: Path) -> None:
        before = (published / "typeddict" / "__init__.py").stat()
        done = publish(package({**FILES, "typeddict/_tag.py": "y = [2]\n"}), published)
        assert done.written == (MANIFEST, "typeddict/_tag.py")
        after = (published / "typeddict" / "__init__.py").stat()
        assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)

    def test_a_file_no_longer_made_is_deleted_with_its_folder(self, published: Path) -> None:
        done = publish(package({"__init__.py": "", "py.typed": ""}), published)
        assert done.deleted == ("typeddict/__init__.py", "typeddict/_tag.py")
        assert not (published / "typeddict").exists()

    def test_files_have_the_usual_modes(self, published: Path) -> None:
        umask = os.umask(0)
        os.umask(umask)
        assert stat.S_IMODE((published / "__init__.py").stat().st_mode) == 0o666 & ~umask
        assert stat.S_IMODE(published.stat().st_mode) == 0o777 & ~umask

    def test_the_folder_keeps_the_mode_it_was_given(self, published: Path) -> None:
        published.chmod(0o750)
        publish(package({"__init__.py": "z = 1\n"}), published)
        assert stat.S_IMODE(published.stat().st_mode) == 0o750

    def test_an_empty_folder_is_filled(self, target: Path) -> None:
        target.mkdir(parents=True)
        publish(package(FILES), target)
        assert contents(target) == on_disk(package(FILES))

    def test_a_checkout_with_other_line_ends_is_unchanged(self, published: Path) -> None:
        for path in published.rglob("*"):
            if path.is_file():
                path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        assert publish(package(FILES), published) == Published(written=(), deleted=())


class TestForeignFiles:
    def test_files_links_and_empty_folders_beside_ours_stay(self, published: Path) -> None:
        (published / "typeddict" / "mine.py").write_text("mine = 1\n")
        (published / "empty").mkdir()
        (published / "link").symlink_to("../elsewhere")
        publish(package({"__init__.py": "z = 1\n"}), published)
        assert (published / "typeddict" / "mine.py").read_text() == "mine = 1\n"
        assert (published / "empty").is_dir()
        assert os.readlink(published / "link") == "../elsewhere"

    def test_a_folder_that_is_not_ours_is_refused_by_name(self, target: Path) -> None:
        target.mkdir(parents=True)
        (target / "mine.py").write_text("mine = 1\n")
        with pytest.raises(OutputErrors, match=r"`mine\.py`") as error:
            publish(package(FILES), target)
        assert codes_of(error) == ["output-foreign"]
        assert contents(target) == {"mine.py": b"mine = 1\n"}

    def test_force_takes_the_folder_and_leaves_what_is_not_in_the_way(self, target: Path) -> None:
        target.mkdir(parents=True)
        (target / "mine.py").write_text("mine = 1\n")
        (target / "__init__.py").write_text("mine = 1\n")
        publish(package(FILES), target, Edits.DROP)
        assert contents(target) == {**on_disk(package(FILES)), "mine.py": b"mine = 1\n"}

    def test_a_foreign_file_where_ours_must_go_is_refused(self, published: Path) -> None:
        (published / "_new.py").write_text("mine = 1\n")
        (published / "pydantic").write_text("a file, not a folder")
        with pytest.raises(OutputErrors, match=r"`_new\.py`, `pydantic`") as error:
            publish(package({**FILES, "_new.py": "", "pydantic/__init__.py": ""}), published)
        assert codes_of(error) == ["output-foreign"]
        assert (published / "_new.py").read_text() == "mine = 1\n"

    def test_a_folder_where_a_file_of_ours_must_go_is_refused(self, published: Path) -> None:
        (published / "_new.py").mkdir()
        (published / "_new.py" / "mine").write_text("mine")
        with pytest.raises(OutputErrors, match=r"`_new\.py/mine`"):
            publish(package({**FILES, "_new.py": ""}), published)

    def test_a_lost_manifest_is_written_again_when_the_files_are_those_to_write(self, published: Path) -> None:
        (published / MANIFEST).unlink()
        assert publish(package(FILES), published).written == (MANIFEST,)

    def test_caches_of_python_are_nobodys(self, published: Path) -> None:
        (published / "__pycache__").mkdir()
        (published / "__pycache__" / "x.pyc").write_bytes(b"")
        (published / MANIFEST).unlink()
        assert publish(package(FILES), published).written == (MANIFEST,)


class TestEdits:
    def test_an_edited_file_is_not_overwritten(self, published: Path) -> None:
        (published / "typeddict" / "_tag.py").write_text("edited = 1\n")
        before = contents(published)
        with pytest.raises(OutputErrors) as error:
            publish(package({**FILES, "__init__.py": "z = 1\n"}), published)
        assert codes_of(error) == ["output-edited"]
        assert contents(published) == before

    def test_an_edited_file_is_not_deleted_when_it_is_no_longer_made(self, published: Path) -> None:
        (published / "typeddict" / "_tag.py").write_text("edited = 1\n")
        with pytest.raises(OutputErrors) as error:
            publish(package({"__init__.py": ""}), published)
        assert codes_of(error) == ["output-edited"]

    def test_force_keeps_what_it_overwrites_beside_the_package(self, published: Path) -> None:
        (published / "typeddict" / "_tag.py").write_text("mine = 1\n")
        (published / "_new.py").mkdir()
        (published / "_new.py" / "mine").write_bytes(b"\xff")
        done = publish(package({**FILES, "_new.py": ""}), published, Edits.DROP)
        assert done.backup == published.with_name("shop_types.codegen-backup")
        assert contents(done.backup) == {"_new.py/mine": b"\xff", "typeddict/_tag.py": b"mine = 1\n"}
        assert publish(package({**FILES, "_new.py": ""}), published, Edits.DROP).backup is None

    def test_force_drops_edits(self, published: Path) -> None:
        (published / "typeddict" / "_tag.py").write_text("edited = 1\n")
        (published / "py.typed").unlink()
        publish(package(FILES), published, Edits.DROP)
        assert contents(published) == on_disk(package(FILES))

    def test_an_edit_that_equals_the_new_text_loses_nothing(self, published: Path) -> None:
        (published / "typeddict" / "_tag.py").write_text("y = [2]\n")
        tree = package({**FILES, "typeddict/_tag.py": "y = [2]\n"})
        assert publish(tree, published).written == (MANIFEST,)

    def test_a_missing_file_is_written_again(self, published: Path) -> None:
        (published / "py.typed").unlink()
        assert publish(package(FILES), published).written == ("py.typed",)

    def test_bytes_that_are_no_text_are_an_edit(self, published: Path) -> None:
        (published / "__init__.py").write_bytes(b"\xff\xfe")
        with pytest.raises(OutputErrors) as error:
            publish(package(FILES), published)
        assert codes_of(error) == ["output-edited"]

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("<<<<<<< HEAD\n", "manifest-invalid"),
            ("[]", "manifest-invalid"),
            ('{"format": 1}', "manifest-invalid"),
            ('{"format": 99}', "manifest-too-new"),
        ],
    )
    def test_a_manifest_that_cannot_be_read_is_refused_until_forced(
        self, published: Path, text: str, code: str
    ) -> None:
        (published / MANIFEST).write_text(text)
        with pytest.raises(OutputErrors) as error:
            publish(package(FILES), published)
        assert codes_of(error) == [code]
        publish(package(FILES), published, Edits.DROP)
        assert contents(published) == on_disk(package(FILES))


class TestLinks:
    def test_a_link_in_place_of_our_file_is_an_edit_and_never_written_through(
        self, published: Path, tmp_path: Path
    ) -> None:
        outside = tmp_path / "outside.py"
        outside.write_text("x = 1\n")
        (published / "typeddict" / "__init__.py").unlink()
        (published / "typeddict" / "__init__.py").symlink_to(outside)
        tree = package({**FILES, "typeddict/__init__.py": "x = 2\n"})
        with pytest.raises(OutputErrors) as error:
            publish(tree, published)
        assert codes_of(error) == ["output-edited"]
        publish(tree, published, Edits.DROP)
        assert outside.read_text() == "x = 1\n"
        assert not (published / "typeddict" / "__init__.py").is_symlink()

    def test_a_link_to_the_package_stays_a_link(self, published: Path, tmp_path: Path) -> None:
        link = tmp_path / "link"
        link.symlink_to(published)
        publish(package({"__init__.py": "z = 1\n"}), link)
        assert link.is_symlink()
        assert (published / "__init__.py").read_text() == "z = 1\n"
        assert os.listdir(tmp_path / "out") == ["shop_types"]

    def test_a_link_in_place_of_a_folder_of_ours_is_in_the_way(self, published: Path, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (published / "pydantic").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(OutputErrors, match="`pydantic`"):
            publish(package({**FILES, "pydantic/__init__.py": ""}), published)
        assert list((tmp_path / "elsewhere").iterdir()) == []


class TestFailures:
    @pytest.mark.skipif(sys.platform == "win32", reason="stops a forked process")
    @pytest.mark.parametrize("how", ["fail", "kill"])
    @pytest.mark.parametrize("by", ["exchange", "renames"])
    @pytest.mark.parametrize("edits", ["keep", "drop"])
    def test_a_stop_at_any_step_leaves_the_old_package_or_the_new_one_and_every_edit(
        self, tmp_path: Path, how: str, by: str, edits: str
    ) -> None:
        script = TESTS / "support" / "interrupted.py"
        paths = os.pathsep.join([str(TESTS), str(TESTS.parent)])
        result = subprocess.run(
            [sys.executable, script, tmp_path, how, by, edits],
            env={**os.environ, "PYTHONPATH": paths},
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result.stderr
        assert int(result.stdout) > 20

    def test_a_file_in_the_folders_place_is_not_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "shop_types").write_text("mine")
        with pytest.raises(OutputErrors) as error:
            publish(package(FILES), tmp_path / "shop_types")
        assert codes_of(error) == ["output-not-writable"]
        assert (tmp_path / "shop_types").read_text() == "mine"

    def test_a_folder_that_cannot_be_made_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("mine")
        with pytest.raises(OutputErrors, match="file") as error:
            publish(package(FILES), tmp_path / "file" / "shop_types")
        assert codes_of(error) == ["output-not-writable"]

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
    def test_a_folder_without_permission_is_named(self, published: Path) -> None:
        published.parent.chmod(0o500)
        try:
            with pytest.raises(OutputErrors) as error:
                publish(package({}), published)
        finally:
            published.parent.chmod(0o700)
        assert codes_of(error) == ["output-not-writable"]

    def test_a_stopped_run_whose_place_was_taken_since_is_left_to_the_user(self, published: Path) -> None:
        staging = published.parent / ".shop_types.codegen-staging"
        for name in ("old", "new"):
            (staging / name).mkdir(parents=True)
            (staging / name / "mine.py").write_text(name)
        with pytest.raises(OutputErrors) as error:
            publish(package(FILES), published)
        assert codes_of(error) == ["output-unfinished"]
        assert contents(staging) == {"old/mine.py": b"old", "new/mine.py": b"new"}


class TestCheck:
    def found(self, tree: FileTree, target: Path) -> list[tuple[str, str]]:
        return [
            (
                one.code,
                one.location.document.removeprefix(target.as_posix()).lstrip("/") if one.location else "",
            )
            for one in check(tree, target)
        ]

    def test_what_was_just_published_is_fresh(self, published: Path) -> None:
        assert self.found(package(FILES), published) == []

    def test_no_package_is_missing(self, target: Path) -> None:
        assert self.found(package(FILES), target) == [("missing", "")]

    def test_an_edited_a_reformatted_and_a_missing_file_are_told_apart(self, published: Path) -> None:
        (published / "typeddict" / "__init__.py").write_text("x = 2\n")
        (published / "typeddict" / "_tag.py").write_text("y = [\n    1,\n]\n")
        (published / "py.typed").unlink()
        assert self.found(package(FILES), published) == [
            ("missing", "py.typed"),
            ("edited", "typeddict/__init__.py"),
            ("reformatted", "typeddict/_tag.py"),
        ]

    def test_a_changed_description_is_named_with_the_files_it_changes(self, published: Path) -> None:
        now = package({**FILES, "py.typed": "x"}, sources={"shop.yaml": digest("changed")})
        (found,) = check(now, published)
        assert found.code == "spec-changed"
        assert "`shop.yaml`" in found.message
        assert "`py.typed`" in found.message

    def test_changed_options_are_named(self, published: Path) -> None:
        options = Options(package="shop_types", target_python=(3, 12), flavours=(Flavour.TYPEDDICT,))
        (found,) = check(package(FILES, options=options), published)
        assert found.code == "config-changed"
        assert "`flavours`, `target-python`" in found.message

    def test_the_generator_is_blamed_only_when_bytes_differ(self, published: Path) -> None:
        assert self.found(package(FILES, revision=OUTPUT_REVISION + 1), published) == []
        assert self.found(package({**FILES, "py.typed": "x"}, revision=OUTPUT_REVISION + 1), published) == [
            ("generator-changed", "")
        ]

    def test_a_file_no_longer_made_is_stale(self, published: Path) -> None:
        files = {path: text for path, text in FILES.items() if path != "py.typed"}
        now = package(files, sources={"shop.yaml": digest("changed")})
        assert self.found(now, published) == [("spec-changed", ""), ("stale-file", "py.typed")]

    def test_foreign_files_are_no_finding(self, published: Path) -> None:
        (published / "mine.py").write_text("mine = 1\n")
        assert self.found(package(FILES), published) == []

    def test_a_lost_and_a_broken_manifest_are_findings(self, published: Path) -> None:
        (published / MANIFEST).unlink()
        assert self.found(package(FILES), published) == [("missing", MANIFEST)]
        (published / MANIFEST).write_text("<<<<<<< HEAD\n")
        assert self.found(package(FILES), published) == [("edited", MANIFEST)]


class TestFreshness:
    @pytest.fixture
    def options(self, tmp_path: Path) -> Options:
        return Options(package="shop_types", base=tmp_path)

    @pytest.fixture
    def spec(self, tmp_path: Path) -> Path:
        path = tmp_path / "shop.yaml"
        path.write_text("openapi: 3.1.0\n")
        return path

    def test_a_package_that_agrees_with_everything_is_fresh(
        self, published: Path, spec: Path, options: Options
    ) -> None:
        assert is_fresh(published, str(spec), options)
        spec.write_bytes(b"openapi: 3.1.0\r\n")
        assert is_fresh(published, str(spec), options)

    def test_any_difference_makes_it_doubtful(self, published: Path, spec: Path, options: Options) -> None:
        assert not is_fresh(published, str(spec), Options(package="shop_types", header="x", base=options.base))
        (published / "py.typed").write_text("x")
        assert not is_fresh(published, str(spec), options)
        publish(package(FILES), published, Edits.DROP)
        spec.write_text("openapi: 3.0.3\n")
        assert not is_fresh(published, str(spec), options)
        spec.unlink()
        assert not is_fresh(published, str(spec), options)

    @pytest.mark.parametrize(
        ("options", "fresh"),
        [
            (OPTIONS, True),
            (Options(package="shop_types", strict=True), False),
            (Options(package="shop_types", strict=True, allow=frozenset({"reformatted"})), True),
            (Options(package="shop_types", deny=frozenset({"reformatted"})), False),
            (Options(package="shop_types", allow=frozenset({"stale-file"})), False),
        ],
    )
    def test_it_is_doubtful_when_generating_could_fail_by_its_warnings(
        self, target: Path, spec: Path, options: Options, fresh: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(package(FILES, warnings=("reformatted",)), target)
        monkeypatch.chdir(spec.parent)
        assert is_fresh(target, "shop.yaml", options) is fresh
