"""Copies of packages: where they come from, what becomes of them, which side has changed. Real git, real archives."""

import io
import json
import os
import shutil
import stat
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support.errors import call
from support.hand_made import contents

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
paths:
  /orders:
    get:
      tags: [orders]
      operationId: listOrders
      responses: {"200": {$ref: "#/components/responses/Ok"}}
components:
  responses:
    Ok: {description: Ok., content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
  schemas:
    Order: {type: object, required: [id], properties: {id: {type: string}, state: {enum: [open, closed, lost, void]}}}
    Money: {type: object, properties: {amount: {type: integer, minimum: 1}}}
"""
Run = Callable[[str], tuple[int, str, str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a description and its package, `src/shop_types`."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "shop.yaml").write_text(SPEC)
    assert call("generate shop.yaml -o src --package shop_types", folder)[0] == 0
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def codegen(home: Path) -> Run:
    return lambda command: call(command, home)


def git(folder: Path, *arguments: str) -> str:
    settings = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "protocol.file.allow=always"]
    done = subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "now")
    return git(folder, "rev-parse", "HEAD")


def change(home: Path, old: str, new: str) -> None:
    """Change the description and generate the package anew."""
    text = (home / "shop.yaml").read_text()
    assert old in text
    (home / "shop.yaml").write_text(text.replace(old, new))
    assert call("generate shop.yaml -o src --package shop_types", home)[0] == 0


def origin(copy: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((copy / "codegen.json").read_text())["vendored"]
    return found


def stats(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in [folder, *folder.rglob("*")]}


COPY = "vendor --from src/shop_types --to lib"


class TestCopying:
    def test_a_copy_is_the_package_under_another_name_but_for_where_it_comes_from(
        self, home: Path, codegen: Run
    ) -> None:
        assert codegen(f"{COPY} --to other/place --package shop")[0] == 0
        package = contents(home / "src" / "shop_types")
        for copy in (home / "lib" / "shop", home / "other" / "place" / "shop"):
            there = contents(copy)
            assert {path for path in package if package[path] != there[path]} == {"codegen.json"}
            assert package.keys() == there.keys()
        assert sorted(os.listdir(home / "lib")) == ["shop"]

    def test_the_copy_says_where_it_comes_from_and_nothing_of_this_machine(self, home: Path, codegen: Run) -> None:
        assert codegen(f"vendor --from {home}/src/shop_types --to lib --type Order")[0] == 0
        text = (home / "lib" / "shop_types" / "codegen.json").read_text()
        assert str(home) not in text
        found = origin(home / "lib" / "shop_types")
        assert (found["kind"], found["package"], found["types"]) == ("folder", "shop_types", ["Order"])
        assert not found["source"].startswith("/")  # type: ignore[attr-defined]  # a text

    def test_the_same_source_gives_the_same_bytes(self, home: Path, codegen: Run) -> None:
        codegen("vendor --from src/shop_types --to one --to two --type Order")
        assert contents(home / "one") == contents(home / "two")

    def test_nothing_is_touched_where_nothing_changes(self, home: Path, codegen: Run) -> None:
        codegen(COPY)
        before = stats(home / "lib")
        code, out, _ = codegen(COPY)
        assert (code, out) == (0, "lib/shop_types: up to date with src/shop_types\n")
        assert stats(home / "lib") == before

    def test_what_upstream_no_longer_has_is_deleted_and_what_stays_keeps_its_time(
        self, home: Path, codegen: Run
    ) -> None:
        codegen(COPY)
        before = stats(home / "lib")
        change(home, "      tags: [orders]\n", "      tags: [sales]\n")
        assert codegen(COPY)[0] == 0
        names = {path.name for path in (home / "lib" / "shop_types" / "typeddict").iterdir()}
        assert "_sales.py" in names
        assert "_orders.py" not in names
        base = str(home / "lib" / "shop_types" / "pydantic" / "_base.py")
        assert stats(home / "lib")[base] == before[base]

    def test_foreign_files_in_the_copy_stay(self, home: Path, codegen: Run) -> None:
        codegen(COPY)
        mine = home / "lib" / "shop_types" / "pydantic" / "mine.py"
        mine.write_text("mine = 1\n")
        change(home, "minimum: 1", "minimum: 2")
        assert codegen(COPY)[0] == 0
        assert mine.read_text() == "mine = 1\n"

    def test_nothing_is_written_unless_all_copies_can_be(self, home: Path, codegen: Run) -> None:
        codegen(f"{COPY} --to other")
        change(home, "minimum: 1", "minimum: 2")
        edited = home / "other" / "shop_types" / "pydantic" / "_components.py"
        edited.write_text(edited.read_text() + "mine = 1\n")
        before = contents(home)
        code, _, err = codegen(f"{COPY} --to other")
        assert (code, "output-edited" in err) == (2, True)
        assert contents(home) == before

    def test_force_keeps_what_was_edited_beside_the_package_and_says_where(self, home: Path, codegen: Run) -> None:
        codegen(COPY)
        path = Path("pydantic", "_components.py")
        for number, folder in ((1, "shop_types.codegen-backup"), (2, "shop_types.codegen-backup-2")):
            change(home, f"minimum: {number}", f"minimum: {number + 1}")
            (home / "lib" / "shop_types" / path).write_text(f"mine = {number}\n")
            code, out, _ = codegen(f"{COPY} --force")
            assert (code, f"lib/{folder}: what was edited" in out) == (0, True)
            assert contents(home / "lib" / folder) == {path.as_posix(): f"mine = {number}\n".encode()}
        assert (home / "lib" / "shop_types" / path).read_text() == (home / "src" / "shop_types" / path).read_text()

    def test_an_edited_package_is_copied_if_that_is_allowed_and_then_is_no_edit_of_the_copy(
        self, home: Path, codegen: Run
    ) -> None:
        with (home / "src" / "shop_types" / "__init__.py").open("a") as file:
            file.write("mine = 1\n")
        assert codegen(COPY)[0] == 2
        allowed = f"{COPY} --allow package-edited"
        assert codegen(allowed)[0] == 0
        assert "mine = 1" in (home / "lib" / "shop_types" / "__init__.py").read_text()
        assert codegen(f"{allowed} --check")[0] == 0

    def test_tables_of_the_configuration_are_copied_all_or_by_name(self, home: Path, codegen: Run) -> None:
        (home / "pyproject.toml").write_text(
            '[tool.codegen.packages.shop_types]\nspec = "shop.yaml"\noutput = "src"\nlock = false\n'
            '[tool.codegen.vendor.one]\nfrom = "shop_types"\nto = "lib"\nflavours = ["typeddict"]\n'
            '[tool.codegen.vendor.two]\nfrom = "src/shop_types"\nto = ["a", "b"]\npackage = "two"\n'
            'modules = ["orders"]\n'
        )
        assert codegen("vendor two")[0] == 0
        assert [(home / name).exists() for name in ("a/two", "b/two", "lib")] == [True, True, False]
        assert codegen("vendor --check")[0] == 1
        assert codegen("vendor")[0] == 0
        assert codegen("vendor --check -q") == (0, "", "")
        assert origin(home / "lib" / "shop_types")["source"] == "src/shop_types"
        assert call("vendor --check -q", home / "a") == (0, "", "")  # paths start from the configuration

    def test_a_copy_where_a_package_is_generated_is_refused(self, home: Path, codegen: Run) -> None:
        (home / "pyproject.toml").write_text(
            '[tool.codegen.packages.Lib]\nspec = "shop.yaml"\n'
            '[tool.codegen.vendor.one]\nfrom = "src/shop_types"\nto = "."\npackage = "lib"\n'
        )
        code, _, err = codegen("vendor")
        assert (code, "error[packages-collide]" in err) == (2, True)


class TestDrift:
    def test_an_edit_here_is_told_apart_from_a_change_upstream_and_from_both(self, home: Path, codegen: Run) -> None:
        codegen(COPY)
        copy = home / "lib" / "shop_types"
        assert codegen(f"{COPY} --check")[0] == 0
        edited = copy / "pydantic" / "_components.py"
        edited.write_text(edited.read_text() + "mine = 1\n")
        code, out, _ = codegen(f"{COPY} --check")
        assert code == 1
        assert "lib/shop_types/pydantic/_components.py: error[edited]" in out
        assert "upstream-changed" not in out
        assert out.splitlines()[-1].startswith(f"not up to date; run: codegen {COPY} --force")
        change(home, "minimum: 1", "minimum: 2")
        code, out, _ = codegen(f"{COPY} --check")
        assert code == 1
        assert "error[upstream-changed]" in out
        assert "lib/shop_types/pydantic/_components.py: error[changed-on-both-sides]" in out
        assert codegen(f"{COPY} --force")[0] == 0
        change(home, "minimum: 2", "minimum: 3")
        code, out, _ = codegen(f"{COPY} --check")
        assert (code, "[edited]" in out, "both-sides" in out) == (1, False, False)
        assert out.splitlines()[-1] == f"not up to date; run: codegen {COPY}"

    def test_one_command_is_named_for_all_folders_of_a_copy_and_it_works(self, home: Path, codegen: Run) -> None:
        both = f"{COPY} --to more"
        codegen(both)
        change(home, "minimum: 1", "minimum: 2")
        with (home / "more/shop_types/pydantic/_components.py").open("a") as file:
            file.write("mine = 1\n")
        code, out, _ = codegen(f"{both} --check")
        [told] = [line for line in out.splitlines() if line.startswith("not up to date")]
        command = told.partition("run: codegen ")[2].partition("  ")[0]
        assert (code, command) == (1, f"{both} --force")
        assert codegen(command)[0] == 0
        assert codegen(f"{both} --check")[0] == 0

    def test_an_edit_that_upstream_has_taken_over_is_none_any_more(self, home: Path, codegen: Run) -> None:
        codegen(COPY)
        change(home, "minimum: 1", "minimum: 2")
        for flavour in ("typeddict", "pydantic", "dataclass"):
            path = Path("shop_types", flavour, "_components.py")
            shutil.copy(home / "src" / path, home / "lib" / path)
        _, out, _ = codegen(f"{COPY} --check")
        assert "edited" not in out
        assert codegen(COPY)[0] == 0

    def test_a_missing_copy_a_missing_file_and_a_lost_manifest_are_told(self, home: Path, codegen: Run) -> None:
        assert "lib/shop_types: error[missing]" in codegen(f"{COPY} --check")[1]
        codegen(COPY)
        (home / "lib" / "shop_types" / "py.typed").unlink()
        assert "py.typed: error[missing]" in codegen(f"{COPY} --check")[1]
        (home / "lib" / "shop_types" / "codegen.json").unlink()
        assert "codegen.json: error[missing]" in codegen(f"{COPY} --check")[1]
        assert codegen(COPY)[0] == 0
        assert codegen(f"{COPY} --check")[0] == 0

    def test_other_line_ends_are_no_drift_and_other_layout_is_a_warning(self, home: Path, codegen: Run) -> None:
        codegen(COPY)
        copy = home / "lib" / "shop_types"
        for path in copy.rglob("*.*"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        before = contents(copy)
        assert codegen(f"{COPY} --check")[0] == 0
        assert codegen(COPY)[0] == 0
        assert contents(copy) == before
        init = copy / "__init__.py"
        init.write_text(init.read_text() + "\n\n")
        code, out, _ = codegen(f"{COPY} --check")
        assert (code, "warning[reformatted]" in out) == (0, True)

    def test_a_generated_package_is_no_copy(self, home: Path, codegen: Run) -> None:
        shutil.copytree(home / "src", home / "lib")
        code, out, _ = codegen(f"{COPY} --check")
        assert (code, "was generated, and is no copy" in out) == (1, True)

    def test_a_copy_that_a_newer_codegen_made_is_not_written_back_unless_forced(self, home: Path, codegen: Run) -> None:
        codegen(f"{COPY} --type Order")
        manifest = home / "lib" / "shop_types" / "codegen.json"
        newer = manifest.read_text().replace('"writer": ', '"writer": 9').replace("_orders", "_other")
        manifest.write_text(newer)
        before = contents(home / "lib")
        code, out, _ = codegen(f"{COPY} --type Order --check")
        assert (code, "error[vendored-by-newer]" in out, "upgrade codegen" in out) == (1, True, True)
        code, _, err = codegen(f"{COPY} --type Order")
        assert (code, "error[vendored-by-newer]" in err) == (2, True)
        assert contents(home / "lib") == before
        assert codegen(f"{COPY} --type Order --force")[0] == 0

    def test_a_note_tells_of_changes_outside_the_part(self, home: Path, codegen: Run) -> None:
        part = f"{COPY} --type Order --flavour typeddict"
        codegen(part)
        change(home, "minimum: 1", "minimum: 2")
        code, out, _ = codegen(f"{part} --check --verbose")
        assert (code, "note[upstream-moved]" in out) == (0, True)


class TestRevisions:
    @pytest.fixture
    def upstream(self, home: Path) -> Path:
        git(home, "init", "-q", "-b", "main", ".")
        return home

    def test_the_package_of_a_revision_is_copied_whatever_is_checked_out(self, upstream: Path, codegen: Run) -> None:
        first = commit(upstream)
        git(upstream, "tag", "v1")
        change(upstream, "minimum: 1", "minimum: 2")
        (upstream / "dirty").write_text("not committed")
        old = "vendor --from v1:src/shop_types --to lib"
        assert codegen(old)[0] == 0
        found = origin(upstream / "lib" / "shop_types")
        assert (found["kind"], found["revision"], found["commit"]) == ("revision", "v1", first)
        assert found["source"] == "src/shop_types"
        assert "minimum" in (upstream / "lib/shop_types/dataclass/_components.py").read_text()
        assert "ge=1" in (upstream / "lib/shop_types/pydantic/_components.py").read_text()
        assert codegen(f"{old} --check")[0] == 0
        assert git(upstream, "status", "--porcelain") != ""

    def test_a_later_commit_that_leaves_the_package_alone_is_no_drift(self, upstream: Path, codegen: Run) -> None:
        first = commit(upstream)
        (upstream / "notes.md").write_text("more")
        commit(upstream)
        moving = "vendor --from main:src/shop_types --to lib"
        codegen(moving)
        assert origin(upstream / "lib" / "shop_types")["commit"] == first
        (upstream / "notes.md").write_text("and more")
        commit(upstream)
        before = stats(upstream / "lib")
        assert codegen(moving)[0] == 0
        assert stats(upstream / "lib") == before

    def test_a_shallow_clone_knows_no_commit_and_changes_nothing(self, upstream: Path, codegen: Run) -> None:
        commit(upstream)
        codegen("vendor --from main:src/shop_types --to lib")
        (upstream / "notes.md").write_text("more")
        commit(upstream)
        git(upstream, "clone", "-q", "--depth", "1", f"file://{upstream}", "shallow")
        fresh = "vendor --from HEAD:src/shop_types --repository shallow --to fresh"
        assert codegen(fresh)[0] == 0
        assert "commit" not in origin(upstream / "fresh" / "shop_types")
        before = stats(upstream / "lib")
        assert codegen("vendor --from main:src/shop_types --repository shallow --to lib")[0] == 0
        assert stats(upstream / "lib") == before

    def test_worktrees_bare_repositories_and_submodules_are_repositories(self, upstream: Path, codegen: Run) -> None:
        commit(upstream)
        git(upstream, "worktree", "add", "-q", "tree", "-b", "other")
        git(upstream, "clone", "-q", "--bare", ".", "bare.git")
        (upstream / "outer").mkdir()
        git(upstream / "outer", "init", "-q")
        git(upstream / "outer", "submodule", "--quiet", "add", str(upstream), "libs/shop")
        commit(upstream / "outer")
        for number, repository in enumerate(("tree", "bare.git", "outer/libs/shop")):
            command = f"vendor --from HEAD:src/shop_types --repository {repository} --to lib{number}"
            assert codegen(command)[0] == 0, repository
            assert contents(upstream / "lib0") == contents(upstream / f"lib{number}")
        code, _, err = codegen("vendor --from HEAD:libs/shop/src/shop_types --repository outer --to lib")
        assert (code, "`libs/shop` is a submodule." in err) == (2, True)
        assert 'repository = "libs/shop"' in err

    def test_a_path_may_start_from_the_configuration(self, upstream: Path) -> None:
        commit(upstream)
        (upstream / "src" / "below").mkdir()
        here = upstream / "src" / "below"
        assert call("vendor --from HEAD:../shop_types --to .", here)[0] == 0
        assert origin(here / "shop_types")["source"] == "src/shop_types"
        assert call("vendor --from HEAD:../../../x --to .", here)[0] == 2

    def test_the_repository_of_a_hook_is_not_taken_for_another(
        self, upstream: Path, codegen: Run, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        commit(upstream)
        other = tmp_path_factory.mktemp("other")
        git(other, "init", "-q")
        monkeypatch.setenv("GIT_DIR", str(other / ".git"))
        monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
        assert codegen("vendor --from HEAD:src/shop_types --to lib")[0] == 0

    def test_a_locked_index_does_not_matter(self, upstream: Path, codegen: Run) -> None:
        commit(upstream)
        (upstream / ".git" / "index.lock").touch()
        assert codegen("vendor --from HEAD:src/shop_types --to lib")[0] == 0

    def test_a_checkout_with_crlf_is_what_it_was(self, upstream: Path, codegen: Run) -> None:
        commit(upstream)
        git(upstream, "clone", "-q", "-c", "core.autocrlf=true", ".", "windows")
        assert b"\r\n" in (upstream / "windows/src/shop_types/codegen.json").read_bytes()
        assert codegen("vendor --from windows/src/shop_types --to lib")[0] == 0
        assert codegen("vendor --from HEAD:src/shop_types --to other")[0] == 0
        for path, raw in contents(upstream / "lib").items():
            assert path.endswith("codegen.json") or raw == contents(upstream / "other")[path]
        assert b"\r\n" not in b"".join(raw for raw in contents(upstream / "lib").values() if isinstance(raw, bytes))

    def test_what_is_edited_in_a_revision_is_refused_too(self, upstream: Path, codegen: Run) -> None:
        (upstream / "src/shop_types/__init__.py").write_text("mine = 1\n")
        commit(upstream)
        code, _, err = codegen("vendor --from HEAD:src/shop_types --to lib")
        assert (code, "error[package-edited]" in err) == (2, True)

    @pytest.mark.parametrize("revision", ["--upload-pack=x", "", "no such", "HEAD^{tree}"])
    def test_what_is_no_revision_is_refused(self, upstream: Path, codegen: Run, revision: str) -> None:
        commit(upstream)
        code, _, err = codegen(f"vendor '--from={revision}:src/shop_types' --repository . --to lib")
        assert (code, err.count("error[vendor-source-not-found]")) == (2, 1), err

    def test_without_git_or_a_repository_the_reason_is_told(
        self, home: Path, codegen: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        code, _, err = codegen("vendor --from HEAD:src/shop_types --to lib")
        assert (code, "Git refuses: fatal: not a git repository" in err) == (2, True)
        monkeypatch.setenv("PATH", str(home))
        code, _, err = codegen("vendor --from HEAD:src/shop_types --to lib")
        assert (code, "git is not installed" in err) == (2, True)


class TestArchives:
    @pytest.fixture
    def dist(self, home: Path, codegen: Run) -> Path:
        assert codegen("pack src/shop_types --version 1.2.0")[0] == 0
        return home / "dist"

    @pytest.mark.parametrize(
        ("archive", "kind"), [("shop_types-1.2.0-py3-none-any.whl", "wheel"), ("shop_types-1.2.0.tar.gz", "sdist")]
    )
    def test_wheels_and_sdists_hold_packages(
        self, home: Path, codegen: Run, dist: Path, archive: str, kind: str
    ) -> None:
        command = f"vendor --from dist/{archive} --to lib --package shop"
        assert codegen(command)[0] == 0
        found = origin(home / "lib" / "shop")
        assert (found["kind"], found["source"], found["version"]) == (kind, archive, "1.2.0")
        for path, raw in contents(home / "src" / "shop_types").items():
            assert path == "codegen.json" or raw == contents(home / "lib" / "shop")[path]
        assert codegen(f"{command} --check")[0] == 0

    def test_of_several_packages_in_an_archive_one_is_named(self, home: Path, codegen: Run) -> None:
        with zipfile.ZipFile(home / "both.whl", "w") as archive:
            for name in ("one", "two"):
                for path, raw in contents(home / "src" / "shop_types").items():
                    archive.writestr(f"{name}/{path}", raw)
        code, _, err = codegen("vendor --from both.whl --to lib")
        assert (code, "`one`, `two`" in err, "both.whl:one" in err) == (2, True, True)
        assert codegen("vendor --from both.whl:two --to lib")[0] == 0
        assert os.listdir(home / "lib") == ["two"]

    @pytest.mark.parametrize("name", ["../evil.py", "/evil.py", "p/../../evil.py", "C:/evil.py", "p\\..\\evil.py"])
    def test_entries_that_lead_out_are_refused_and_nothing_is_written(
        self, home: Path, codegen: Run, name: str
    ) -> None:
        with zipfile.ZipFile(home / "bad.whl", "w") as archive:
            self._fill(archive, home)
            archive.writestr(zipfile.ZipInfo(name), "evil = 1\n")
        with tarfile.open(home / "bad.tar.gz", "w:gz") as archive:
            self._fill_tar(archive, home)
            archive.addfile(_entry(name, b"evil"), io.BytesIO(b"evil"))
        before = contents(home)
        for bad in ("bad.whl", "bad.tar.gz"):
            code, _, err = codegen(f"vendor --from {bad} --to lib")
            assert (code, "lead out of it" in err) == (2, True), err
        assert contents(home) == before
        assert not (home.parent / "evil.py").exists()

    def test_links_in_a_package_and_names_that_are_there_twice_are_refused(self, home: Path, codegen: Run) -> None:
        with zipfile.ZipFile(home / "link.whl", "w") as archive:
            self._fill(archive, home)
            link = zipfile.ZipInfo("p/link.py")
            link.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(link, "/etc/passwd")
        with tarfile.open(home / "link.tar.gz", "w:gz") as archive:
            self._fill_tar(archive, home)
            entry = tarfile.TarInfo("p/link.py")
            entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(entry)
        with tarfile.open(home / "twice.tar.gz", "w:gz") as archive:
            self._fill_tar(archive, home)
            self._fill_tar(archive, home)
        for bad, why in (("link.whl", "are links"), ("link.tar.gz", "are links"), ("twice.tar.gz", "are there twice")):
            code, _, err = codegen(f"vendor --from {bad} --to lib")
            assert (code, why in err) == (2, True), err

    @pytest.mark.parametrize("damage", [slice(0, 400), slice(200, None), slice(0, 0)])
    def test_damaged_archives_are_refused(self, home: Path, codegen: Run, dist: Path, damage: slice) -> None:
        for path in sorted(dist.iterdir()):
            path.write_bytes(path.read_bytes()[damage])
            code, _, err = codegen(f"vendor --from dist/{path.name} --to lib")
            assert code == 2
            assert "Traceback" not in err
        assert not (home / "lib").exists()

    def test_an_archive_without_a_package_is_refused(self, home: Path, codegen: Run) -> None:
        with zipfile.ZipFile(home / "none.whl", "w") as archive:
            archive.writestr("p/__init__.py", "")
        code, _, err = codegen("vendor --from none.whl --to lib")
        assert (code, "holds no generated package" in err) == (2, True)

    def _fill(self, archive: zipfile.ZipFile, home: Path) -> None:
        for path, raw in contents(home / "src" / "shop_types").items():
            archive.writestr(f"p/{path}", raw)

    def _fill_tar(self, archive: tarfile.TarFile, home: Path) -> None:
        for path, raw in contents(home / "src" / "shop_types").items():
            assert isinstance(raw, bytes)
            archive.addfile(_entry(f"p/{path}", raw), io.BytesIO(raw))


def _entry(name: str, raw: bytes) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size = len(raw)
    return entry


class TestFaults:
    def test_a_link_as_target_stays_one(self, home: Path, codegen: Run) -> None:
        (home / "real").mkdir()
        (home / "lib").mkdir()
        (home / "lib" / "shop_types").symlink_to("../real")
        assert codegen(COPY)[0] == 0
        assert os.readlink(home / "lib" / "shop_types") == "../real"
        assert (home / "real" / "codegen.json").exists()

    def test_a_link_into_the_source_is_refused(self, home: Path, codegen: Run) -> None:
        (home / "lib").symlink_to("src/shop_types/pydantic")
        (home / "again").symlink_to("src")
        before = contents(home)
        for to in ("lib", "again"):
            code, _, err = codegen(f"vendor --from src/shop_types --to {to}")
            assert (code, "error[vendor-nested]" in err) == (2, True)
        assert contents(home) == before

    def test_a_file_as_target_is_refused(self, home: Path, codegen: Run) -> None:
        (home / "lib").mkdir()
        (home / "lib" / "shop_types").write_text("mine")
        code, _, err = codegen(COPY)
        assert (code, "error[output-not-writable]" in err) == (2, True)
        assert (home / "lib" / "shop_types").read_text() == "mine"

    def test_a_foreign_folder_as_target_is_refused(self, home: Path, codegen: Run) -> None:
        (home / "lib" / "shop_types").mkdir(parents=True)
        (home / "lib" / "shop_types" / "mine.py").write_text("mine = 1\n")
        code, _, err = codegen(COPY)
        assert (code, "error[output-foreign]" in err) == (2, True)
        assert contents(home / "lib" / "shop_types") == {"mine.py": b"mine = 1\n"}

    def test_names_that_differ_in_case_alone_are_in_the_way(self, home: Path, codegen: Run) -> None:
        codegen(f"{COPY} --flavour typeddict")
        mine = home / "lib" / "shop_types" / "Pydantic"
        mine.mkdir()
        (mine / "mine.py").write_text("mine = 1\n")
        code, _, err = codegen(COPY)
        assert (code, "`Pydantic/mine.py`" in err) == (2, True)
        assert codegen(f"{COPY} --force")[0] == 0
        assert contents(home / "lib" / "shop_types.codegen-backup") == {"Pydantic/mine.py": b"mine = 1\n"}

    def test_two_copies_in_one_folder_are_refused(self, home: Path, codegen: Run) -> None:
        (home / "also").symlink_to("lib")
        (home / "lib").mkdir()
        code, _, err = codegen(f"{COPY} --to also")
        assert (code, "error[vendor-nested]" in err) == (2, True)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
    def test_a_read_only_target_is_refused(self, home: Path, codegen: Run) -> None:
        (home / "lib").mkdir(mode=0o500)
        code, _, err = codegen(COPY)
        assert (code, "error[output-not-writable]" in err) == (2, True)

    def test_a_full_disk_leaves_the_copy_as_it_was(self, home: Path, codegen: Run) -> None:
        codegen(f"{COPY} --flavour typeddict")
        before = contents(home)
        script = (
            "import resource, signal, sys; from codegen.cli.main import run; "
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
            f"resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900)); sys.exit(run({COPY.split()!r}))"
        )
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run([sys.executable, "-c", script], cwd=home, env=environment, capture_output=True, text=True)
        assert done.returncode == 2, done.stderr
        assert "error[output-not-writable]" in done.stderr
        assert contents(home) == before
        assert os.listdir(home / "lib") == ["shop_types"]
