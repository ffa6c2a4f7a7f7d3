"""What happens around a package in real checkouts and on real file systems loses nobody's line, and invents no edit."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.hand_made import contents
from support.projects_of_one import CONFIG, ROOT, SPEC, codegen, git, stamps, write_project

PACKAGE = Path("src/shop_types")
INIT = "pydantic/__init__.py"
CHANGED = ("codegen.json", "pydantic/_components.py", "typeddict/_components.py")
NEWER = SPEC.replace("closed", "shut")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a committed package."""
    home = write_project(tmp_path_factory.mktemp("repository"))
    assert codegen(home, "generate").returncode == 0
    git(home, "init", "-q", "-b", "main")
    git(home, "add", ".")
    git(home, "commit", "-q", "-m", "all")
    return home


@pytest.fixture
def clone(repository: Path, tmp_path: Path) -> Path:
    git(tmp_path, "clone", "-q", str(repository), "clone")
    return tmp_path / "clone"


class TestCheckouts:
    def test_a_checkout_with_crlf_is_fresh_and_shows_no_change_but_the_real_ones(
        self, repository: Path, tmp_path: Path
    ) -> None:
        git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", str(repository), "clone")
        clone = tmp_path / "clone"
        assert b"\r\n" in (clone / PACKAGE / INIT).read_bytes()
        assert codegen(clone, "check").stdout == "src/shop_types: fresh\n"
        before = stamps(clone)
        assert codegen(clone, "generate").stdout == "src/shop_types: unchanged\n"
        assert stamps(clone) == before
        (clone / "shop.yaml").write_bytes(NEWER.replace("\n", "\r\n").encode())
        assert codegen(clone, "check").stdout.count("edited") == 0
        assert codegen(clone, "generate").returncode == 0
        changed = git(clone, "diff", "--name-only").split()
        assert sorted(changed) == sorted(
            [
                "shop.yaml",
                "shop_types.names.lock",
                *(
                    f"{PACKAGE}/{path}"
                    for path in ("codegen.json", *(f"{one}/_components.py" for one in ("pydantic", "typeddict")))
                ),
            ]
        )

    def test_an_edit_in_a_checkout_with_crlf_is_an_edit(self, repository: Path, tmp_path: Path) -> None:
        git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", str(repository), "clone")
        with (tmp_path / "clone" / PACKAGE / INIT).open("ab") as file:
            file.write(b"mine = 1\r\n")
        done = codegen(tmp_path / "clone", "check")
        assert (done.returncode, "error[edited]" in done.stdout) == (1, True)

    def test_a_dirty_tree_and_a_locked_index_hinder_nothing(self, clone: Path) -> None:
        (clone / ".git" / "index.lock").write_text("")
        (clone / "notes.md").write_text("mine")
        (clone / "shop.yaml").write_text(NEWER)
        assert codegen(clone, "generate").returncode == 0
        assert codegen(clone, "check").returncode == 0
        assert (clone / ".git" / "index.lock").read_text() == ""
        assert (clone / "notes.md").read_text() == "mine"

    def test_a_worktree_is_a_checkout_like_others(self, clone: Path, tmp_path: Path) -> None:
        git(clone, "worktree", "add", "-q", str(tmp_path / "tree"))
        assert codegen(tmp_path / "tree", "check").returncode == 0
        (tmp_path / "tree" / "shop.yaml").write_text(NEWER)
        assert codegen(tmp_path / "tree", "generate").returncode == 0
        assert codegen(tmp_path / "tree", "check").returncode == 0
        assert git(clone, "status", "--porcelain") == ""

    def test_a_package_inside_a_submodule_and_one_that_is_a_submodule(self, clone: Path, tmp_path: Path) -> None:
        git(tmp_path, "init", "-q", "types")
        git(tmp_path / "types", "commit", "-q", "--allow-empty", "-m", "first")
        git(clone, "submodule", "--quiet", "add", str(tmp_path / "types"), "libs")
        (clone / "pyproject.toml").write_text(CONFIG.replace('"src"', '"libs"'))
        assert codegen(clone, "generate").returncode == 0
        assert "shop_types/" in git(clone / "libs", "status", "--porcelain")
        git(clone, "submodule", "--quiet", "add", str(tmp_path / "types"), "whole")
        (clone / "pyproject.toml").write_text(CONFIG.replace('"src"', '"."').replace("shop_types", "whole"))
        link = (clone / "whole" / ".git").read_text()
        done = codegen(clone, "generate")
        assert (done.returncode, "output-foreign" in done.stderr) == (2, True)
        assert codegen(clone, "generate", "--force").returncode == 0
        assert (clone / "whole" / ".git").read_text() == link
        (clone / "shop.yaml").write_text(NEWER)
        assert codegen(clone, "generate").returncode == 0
        assert "codegen.json" in git(clone / "whole", "status", "--porcelain")

    def test_conflicts_of_a_merge_are_told_and_generating_by_force_mends_them(self, clone: Path) -> None:
        for branch, state in (("one", "shut"), ("two", "lost")):
            git(clone, "checkout", "-q", "-b", branch, "main")
            (clone / "shop.yaml").write_text(SPEC.replace("closed", state))
            assert codegen(clone, "generate").returncode == 0
            git(clone, "commit", "-q", "-a", "-m", branch)
        with pytest.raises(AssertionError):
            git(clone, "merge", "one")
        (clone / "shop.yaml").write_text(SPEC.replace("closed", "shut, lost"))
        git(clone, "checkout", "--ours", "shop_types.names.lock")
        done = codegen(clone, "check")
        assert (done.returncode, "edited" in done.stdout) == (1, True)
        assert codegen(clone, "generate", "--force").returncode == 0
        assert codegen(clone, "check").returncode == 0
        assert "<<<<" not in "".join(path.read_text() for path in (clone / PACKAGE).rglob("*.py"))

    def test_no_git_is_needed(self, tmp_path: Path) -> None:
        home = write_project(tmp_path)
        (home / "bin").mkdir()
        assert codegen(home, "generate", PATH=str(home / "bin")).returncode == 0
        assert codegen(home, "check", PATH=str(home / "bin")).returncode == 0


def in_namespace(home: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a script that may mount what it likes, where the system lets us."""
    done = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", script],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    if done.returncode in (77, 127) or "unshare" in done.stderr:
        pytest.skip("no mounts of one's own here")
    return done


class TestFileSystems:
    def test_an_output_folder_that_is_a_link_stays_one(self, clone: Path, tmp_path: Path) -> None:
        shutil.move(clone / "src", tmp_path / "elsewhere")
        (clone / "src").symlink_to(tmp_path / "elsewhere")
        assert codegen(clone, "check").returncode == 0
        (clone / "shop.yaml").write_text(NEWER)
        assert codegen(clone, "generate").returncode == 0
        assert (clone / "src").is_symlink()
        assert os.listdir(tmp_path / "elsewhere") == ["shop_types"]
        assert codegen(clone, "check").returncode == 0

    def test_packages_that_differ_in_case_only_are_refused(self, tmp_path: Path) -> None:
        home = write_project(tmp_path)
        (home / "pyproject.toml").write_text(CONFIG + CONFIG.replace("shop_types", "Shop_Types"))
        done = codegen(home, "generate")
        assert (done.returncode, "packages-collide" in done.stderr) == (2, True)
        assert not (home / "src").exists()

    @pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
    @pytest.mark.parametrize("bytes_left", [0, 1024, 4096])
    def test_what_a_full_disk_cuts_off_is_not_taken(self, clone: Path, bytes_left: int) -> None:
        """Files cannot grow beyond some size, which is how a write fails in the middle, whoever we are."""
        properties = "".join(f"        p{number}: {{type: string}}\n" for number in range(500))
        (clone / "shop.yaml").write_text(f"{NEWER}{properties}")
        before = contents(clone / "src")
        script = (
            "import resource, sys\nfrom codegen.cli import main\nfrom codegen.publisher import publish\n"
            "whole = publish._replace\n"
            "def limited(*arguments):\n"
            f"    resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes_left}, resource.RLIM_INFINITY))\n"
            "    return whole(*arguments)\n"
            "publish._replace = limited\nsys.exit(main.run(sys.argv[1:]))"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, "generate"],
            cwd=clone,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
        assert (done.returncode, "output-not-writable" in done.stderr) == (2, True), done.stderr
        assert contents(clone / "src") == before
        assert codegen(clone, "generate").returncode == 0
        assert codegen(clone, "check").returncode == 0

    @pytest.mark.parametrize("mount", ["mount --bind -o ro . .", "mount -t tmpfs -o size=300k,nr_inodes=40 none src"])
    def test_a_mount_that_refuses_is_told_and_nothing_changes(self, clone: Path, mount: str) -> None:
        """A read-only checkout, and a disk that is full indeed, where the system lets us have them."""
        (clone / "shop.yaml").write_text(NEWER)
        program = f"{sys.executable} -m codegen"
        script = (
            f"cp -a src kept && {mount} && cd {clone} || exit 77\n"
            "test -e src/shop_types || cp -a kept/shop_types src\n"
            f"{program} generate; test $? = 2 || exit 1\n"
            "diff -r kept/shop_types src/shop_types || exit 3\n"
            "test $(ls -A src | wc -l) = 1 || exit 4\n"
            f"{program} check; test $? = 1 || exit 5\n"
            "exit 0"
        )
        done = in_namespace(clone, script)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "error[output-not-writable]" in done.stderr

    def test_a_package_that_is_a_mount_point_is_told_with_what_to_do(self, clone: Path) -> None:
        (clone / "shop.yaml").write_text(NEWER)
        script = (
            "cp -a src/shop_types kept && mount --bind kept src/shop_types || exit 77\n"
            f"{sys.executable} -m codegen generate; test $? = 2 || exit 1\n"
            "diff -r kept src/shop_types || exit 3\ntest $(ls -A src | wc -l) = 1 || exit 4\n"
        )
        done = in_namespace(clone, script)
        assert done.returncode == 0, done.stdout + done.stderr
        assert (
            "help: A folder that is a mount point cannot be replaced as a whole: mount the one above it." in done.stderr
        )

    def test_names_that_are_no_utf8_and_files_of_systems_stay(self, clone: Path) -> None:
        package = os.fsencode(clone / PACKAGE)
        kept = [b"caf\xe9.txt", b"typeddict/_components.py\xff", b".DS_Store"]
        for path in kept:
            with open(os.path.join(package, path), "wb") as file:
                file.write(path)
        os.makedirs(os.path.join(package, b"d\xff"))
        (clone / "shop.yaml").write_text(NEWER)
        assert codegen(clone, "generate").returncode == 0
        assert codegen(clone, "check").stdout == "src/shop_types: fresh\n"
        for path in kept:
            with open(os.path.join(package, path), "rb") as file:
                assert file.read() == path
        assert os.path.isdir(os.path.join(package, b"d\xff"))

    def test_modes_and_times_are_no_edits(self, clone: Path) -> None:
        (clone / PACKAGE / INIT).chmod(0o600)
        (clone / PACKAGE / "py.typed").chmod(0o755)
        for path in (clone / "shop.yaml", clone / PACKAGE / INIT):
            os.utime(path, (4_000_000_000, 4_000_000_000))  # the clock went back since
        assert codegen(clone, "check").stdout == "src/shop_types: fresh\n"
        (clone / "shop.yaml").write_text(NEWER)
        os.utime(clone / "shop.yaml", (0, 0))
        assert codegen(clone, "check").returncode == 1
        assert codegen(clone, "generate").returncode == 0
        assert stat.S_IMODE((clone / PACKAGE / INIT).stat().st_mode) == 0o600

    def test_a_package_for_the_group_alone_stays_so(self, clone: Path) -> None:
        shutil.rmtree(clone / PACKAGE)
        script = f"umask 027; exec {sys.executable} -m codegen generate"
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        assert subprocess.run(["sh", "-c", script], cwd=clone, env=environment, check=False).returncode == 0
        modes = {stat.S_IMODE(path.stat().st_mode) for path in (clone / PACKAGE).rglob("*")}
        assert modes == {0o640, 0o750}
        (clone / "shop.yaml").write_text(NEWER)
        assert codegen(clone, "generate").returncode == 0
        assert stat.S_IMODE((clone / PACKAGE).stat().st_mode) == 0o750

    def test_names_that_are_too_long_are_told(self, clone: Path) -> None:
        done = codegen(clone, "generate", "shop.yaml", "--package", "p" * 240)
        assert (done.returncode, "error[output-not-writable]" in done.stderr) == (2, True)
        assert "help: Choose a shorter `--package` or `--output`." in done.stderr
        deep = Path(*["d" * 200] * 15)
        assert codegen(clone, "generate", "shop.yaml", "-o", str(deep)).returncode == 0
        assert codegen(clone, "check", "shop.yaml", "-o", str(deep)).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="rights are taken from root by setpriv")
class TestRights:
    """As somebody whom the system refuses what modes forbid, also where the tests run as root."""

    def run(self, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        powerless = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
        return subprocess.run(
            [*powerless, sys.executable, "-m", "codegen", *arguments],
            cwd=home,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )

    @pytest.fixture
    def closed(self, clone: Path) -> Iterator[Path]:
        """A checkout in which nothing may be written."""
        folders = [clone, *(path for path in clone.rglob("*") if path.is_dir())]
        for path in folders:
            path.chmod(0o555)
        if self.run(clone, "bundle", "shop.yaml", "-o", "x.yaml").returncode != 2:
            pytest.skip("modes mean nothing here")
        yield clone
        for path in folders:
            path.chmod(0o755)

    def test_a_read_only_checkout_can_be_checked_and_what_is_fresh_needs_no_writing(self, closed: Path) -> None:
        before = contents(closed)
        for command in ("check", "generate", "check --verbose", "generate --verbose", "generate --force"):
            assert self.run(closed, *command.split()).returncode == 0, command
        (closed / "shop.yaml").write_text(NEWER)
        assert self.run(closed, "check").returncode == 1
        (closed / "shop.yaml").write_text(SPEC)
        assert contents(closed) == before

    @pytest.mark.parametrize(
        "command",
        [
            "generate",
            "vendor --from src/shop_types --to libs",
            "pack src/shop_types --version 1",
            "names set Order Purchase",
            "init --spec shop.yaml --package more",
            "bundle -o x.yaml",
        ],
    )
    def test_what_cannot_be_written_is_told_and_nothing_is_left(self, closed: Path, command: str) -> None:
        if command == "generate":
            (closed / "shop.yaml").write_text(NEWER)
        before = contents(closed)
        done = self.run(closed, *command.split())
        assert (done.returncode, "error[output-not-writable]" in done.stderr) == (2, True), done.stderr
        assert contents(closed) == before

    @pytest.mark.parametrize(
        ("path", "code"),
        [
            ("pyproject.toml", "config-syntax"),
            ("shop.yaml", "source-unreadable"),
            ("shop_types.names.lock", "output-not-writable"),
            ("src/shop_types/codegen.json", "output-not-writable"),
            ("src/shop_types", "output-not-writable"),
        ],
    )
    def test_what_cannot_be_read_is_named_and_not_taken_for_missing(self, clone: Path, path: str, code: str) -> None:
        mode = (clone / path).stat().st_mode
        (clone / path).chmod(0)
        done = self.run(clone, "check")
        (clone / path).chmod(mode)
        assert (done.returncode, f"error[{code}]" in done.stderr) == (2, True), done.stderr
        assert path in done.stderr
