"""Updates: a new description becomes one branch with one pull request, and nothing that a person did is lost.

The script runs for real, in checkouts of a bare repository.
"""

import subprocess
from pathlib import Path

import pytest
from support.hosts import BRANCH, Host, make_host
from support.projects_of_one import SPEC, codegen, git

PACKAGE = "src/shop_types"
TYPES = f"{PACKAGE}/pydantic/_components.py"
CHANGED = [
    "shop.yaml",
    "shop_types.names.lock",
    f"{PACKAGE}/codegen.json",
    TYPES,
    f"{PACKAGE}/typeddict/_components.py",
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_host(tmp_path_factory.mktemp("host")).folder


@pytest.fixture
def host(made: Path, tmp_path: Path) -> Host:
    subprocess.run(["cp", "-a", f"{made}/.", tmp_path], check=True)
    host = Host(folder=tmp_path)
    git(host.home, "remote", "set-url", "origin", f"file://{host.bare}")
    for name in ("gh", "codegen"):
        program = tmp_path / "bin" / name
        program.write_text(program.read_text().replace(str(made), str(tmp_path)))
    return host


def fetched(home: Path, state: str = "shut") -> None:
    """The step before the update: a new description lies in the checkout."""
    (home / "shop.yaml").write_text(SPEC.replace("closed", state))


def updated(host: Host, state: str = "shut", home: Path | None = None, **environment: str) -> str:
    """Run an update that goes well, and return its state."""
    fetched(home or host.home, state)
    done = host.run("update.sh", home, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return host.outputs["state"]


def person(host: Host, path: str, text: str, branch: str = BRANCH, name: str = "person") -> str:
    """Somebody commits to a branch and pushes; return the commit."""
    clone = host.clone(name, branch)
    (clone / path).parent.mkdir(parents=True, exist_ok=True)
    (clone / path).write_text(text)
    git(clone, "add", ".")
    git(clone, "commit", "-q", "-m", "by hand")
    git(clone, "push", "-q", "origin", branch)
    return git(clone, "rev-parse", "HEAD").strip()


def next_run(host: Host, *options: str, name: str = "next") -> Path:
    """Return the fresh checkout that the next run of the pipeline has."""
    return host.clone(name, "main", *options)


class TestTheWay:
    def test_a_new_description_becomes_a_branch_and_a_pull_request(self, host: Host) -> None:
        main, before = host.tip("main"), git(host.home, "status", "--porcelain", "--branch")
        assert updated(host) == "created"
        assert sorted(host.changed()) == sorted(CHANGED)
        assert "shut" in host.show(TYPES)
        assert host.tip("main") == main
        [request] = host.pull_requests
        assert (request["title"], request["head"], request["base"]) == ("Update the generated types", BRANCH, "main")
        body = str(request["body"])
        assert "Changed: `shop.yaml`." in body
        assert "| `src/shop_types` | written | 3 written |" in body
        assert "<!-- codegen: diff -->" in body
        assert dict(host.outputs)["pull-request"] == request["url"]
        assert (host.outputs["changed"], host.outputs["commit"]) == ("true", host.tip())
        after = git(host.home, "status", "--porcelain", "--branch")
        assert before.splitlines()[0] == after.splitlines()[0]
        assert git(host.home, "diff", "--cached", "--name-only") == ""
        assert git(host.home, "for-each-ref", "refs/codegen") == ""
        assert list((host.folder / "temp").iterdir()) == []

    def test_the_same_description_again_does_nothing(self, host: Host) -> None:
        assert updated(host) == "created"
        tip, requests = host.tip(), host.pull_requests
        assert updated(host, home=next_run(host)) == "unchanged"
        assert (host.tip(), host.pull_requests) == (tip, requests)

    def test_no_news_is_no_branch(self, host: Host) -> None:
        assert updated(host, "closed") == "unchanged"
        assert (host.outputs["changed"], host.tip(), host.pull_requests) == ("false", None, [])

    def test_the_next_description_replaces_the_branch_and_brings_the_text_up_to_date(self, host: Host) -> None:
        assert updated(host) == "created"
        host.keep(body=f"Mine.\n\n{host.pull_requests[0]['body']}\n\nToo.")
        (next_run(host) / "new.yaml").write_text("")
        assert updated(host, "lost", home=host.folder / "next") == "updated"
        assert git(host.bare, "rev-list", "--count", f"main..{BRANCH}").strip() == "1"
        assert "lost" in host.show(TYPES)
        assert "shut" not in host.show(TYPES)
        [request] = host.pull_requests
        body = str(request["body"])
        assert body.startswith("Mine.\n\n<!-- codegen: begin -->")
        assert body.endswith("<!-- codegen: end -->\n\nToo.")
        assert "`new.yaml`" in body

    def test_a_shallow_checkout_is_enough(self, host: Host) -> None:
        person(host, "notes.md", "one\n", "main", "first-notes")
        assert updated(host, home=next_run(host, "--depth", "1", name="one")) == "created"
        assert updated(host, home=next_run(host, "--depth", "1", name="two")) == "unchanged"
        assert updated(host, "lost", home=next_run(host, "--depth", "1", name="three")) == "updated"
        theirs = person(host, "notes.md", "mine\n")
        assert updated(host, "found", home=next_run(host, "--depth", "1", name="four")) == "updated"
        assert git(host.bare, "rev-parse", f"{BRANCH}^").strip() == theirs

    def test_branches_whose_names_begin_alike_are_others(self, host: Host) -> None:
        git(host.bare, "branch", "update-next", "main")
        assert updated(host, home=host.clone("next", "update-next"), CODEGEN_BRANCH="update") == "created"
        assert host.tip("update") is not None

    def test_only_what_is_asked_for_is_committed(self, host: Host) -> None:
        (host.home / "junk.txt").write_text("junk")
        assert updated(host, CODEGEN_PATHS="shop.yaml\nshop_types.names.lock\nsrc\n") == "created"
        assert sorted(host.changed()) == sorted(CHANGED)
        assert (host.home / "junk.txt").exists()

    def test_a_folder_of_a_monorepo(self, host: Host) -> None:
        clone = host.clone("mono", "main")
        (clone / "libs").mkdir()
        for name in ("shop.yaml", "pyproject.toml", "shop_types.names.lock", "src"):
            git(clone, "mv", name, f"libs/{name}")
        git(clone, "commit", "-q", "-m", "moved")
        git(clone, "push", "-q", "origin", "main")
        assert updated(host, home=clone / "libs") == "created"
        assert sorted(host.changed()) == sorted(f"libs/{path}" for path in CHANGED)
        person(host, "libs/mine.py", "mine = 1\n")
        assert updated(host, "lost", home=next_run(host) / "libs") == "updated"
        assert "lost" in host.show(f"libs/{TYPES}")
        assert host.show("libs/mine.py") == "mine = 1\n"


class TestPeople:
    def test_a_commit_on_the_branch_is_kept_and_the_update_goes_on_top(self, host: Host) -> None:
        assert updated(host) == "created"
        theirs, requests = person(host, "shop/use.py", "mine = 1\n"), host.pull_requests
        assert updated(host, home=next_run(host, name="same")) == "unchanged"
        assert (host.tip(), host.pull_requests) == (theirs, requests)
        assert updated(host, "lost", home=next_run(host)) == "updated"
        assert git(host.bare, "rev-parse", f"{BRANCH}^").strip() == theirs
        assert host.show("shop/use.py") == "mine = 1\n"
        assert "lost" in host.show(TYPES)
        assert len(host.pull_requests) == 1
        assert updated(host, "found", home=next_run(host, name="third")) == "updated"
        assert git(host.bare, "rev-list", "--count", f"main..{BRANCH}").strip() == "4"
        assert git(host.folder / "third", "worktree", "list").count("\n") == 1

    def test_an_amended_update_is_a_persons(self, host: Host) -> None:
        assert updated(host) == "created"
        clone = host.clone("person", BRANCH)
        (clone / "mine.py").write_text("mine = 1\n")
        git(clone, "add", ".")
        git(clone, "commit", "-q", "--amend", "--no-edit")
        git(clone, "push", "-q", "--force", "origin", BRANCH)
        assert updated(host, "lost", home=next_run(host)) == "updated"
        assert host.show("mine.py") == "mine = 1\n"

    def test_an_edit_of_the_package_on_the_branch_is_told_and_nothing_is_pushed(self, host: Host) -> None:
        assert updated(host) == "created"
        theirs = person(host, TYPES, "mine = 1\n")
        fetched(next_run(host), "lost")
        done = host.run("update.sh", host.folder / "next")
        assert (done.returncode, host.outputs["state"], host.tip()) == (2, "failed", theirs)
        assert f"::error file={TYPES},title=output-edited::" in done.stdout

    def test_a_description_that_a_person_changed_on_the_branch_is_not_overwritten(self, host: Host) -> None:
        assert updated(host) == "created"
        theirs = person(host, "shop.yaml", SPEC.replace("closed", "shut, by hand"))
        fetched(next_run(host), "lost")
        done = host.run("update.sh", host.folder / "next")
        assert (done.returncode, host.tip()) == (1, theirs)
        assert "somebody has changed `shop.yaml`" in done.stderr

    def test_a_branch_of_somebody_else_is_left_alone(self, host: Host) -> None:
        git(host.bare, "branch", BRANCH, "main")
        theirs = person(host, "mine.py", "mine = 1\n")
        fetched(host.home)
        done = host.run("update.sh")
        assert (done.returncode, host.tip(), host.pull_requests) == (1, theirs, [])
        assert "choose another `branch`" in done.stderr

    def test_an_edited_package_fails_with_the_finding_and_pushes_nothing(self, host: Host) -> None:
        with (host.home / TYPES).open("a") as file:
            file.write("mine = 1\n")
        git(host.home, "commit", "-q", "-a", "-m", "edited")
        git(host.home, "push", "-q", "origin", "main")
        fetched(host.home)
        done = host.run("update.sh")
        assert (done.returncode, host.tip(), host.pull_requests) == (2, None, [])
        assert f"::error file={TYPES},title=output-edited::" in done.stdout
        assert (host.home / TYPES).read_text().endswith("mine = 1\n")

    def test_force_is_refused(self, host: Host) -> None:
        fetched(host.home)
        done = host.run("update.sh", CODEGEN_ARGS="--verbose --force")
        assert (done.returncode, host.tip()) == (1, None)

    def test_a_text_without_our_marks_and_a_closed_pull_request_stay(self, host: Host) -> None:
        assert updated(host) == "created"
        host.keep(body="All mine.")
        assert updated(host, "lost", home=next_run(host)) == "updated"
        assert [one["body"] for one in host.pull_requests] == ["All mine."]
        host.keep(state="closed", headRefOid=host.tip())
        assert updated(host, "lost", home=next_run(host, name="again")) == "unchanged"
        assert len(host.pull_requests) == 1
        assert updated(host, "found", home=next_run(host, name="newer")) == "updated"
        assert [one["state"] for one in host.pull_requests] == ["closed", "open"]


class TestTheHost:
    def test_the_default_branch_moves_in_between(self, host: Host) -> None:
        fetched(host.home)
        person(host, "notes.md", "mine\n", "main")
        assert updated(host) == "created"
        assert sorted(host.changed()) == sorted(CHANGED)
        assert updated(host, home=next_run(host)) == "unchanged"  # the difference is the same: no need for a new commit
        (host.folder / "person" / "pyproject.toml").write_text(
            (host.home / "pyproject.toml").read_text() + 'header = "Ours."\n'
        )
        assert codegen(host.folder / "person", "generate").returncode == 0
        git(host.folder / "person", "commit", "-q", "-a", "-m", "header")
        git(host.folder / "person", "push", "-q", "origin", "main")
        assert updated(host, home=next_run(host, name="third")) == "updated"
        assert git(host.bare, "merge-base", "main", BRANCH).strip() == host.tip("main")
        assert "Ours." in host.show(TYPES)

    def test_the_base_that_has_taken_it_over_meanwhile_needs_no_branch(self, host: Host) -> None:
        clone = host.clone("person", "main")
        fetched(clone)
        assert codegen(clone, "generate").returncode == 0
        git(clone, "commit", "-q", "-a", "-m", "by hand")
        git(clone, "push", "-q", "origin", "main")
        assert updated(host) == "unchanged"
        assert (host.tip(), host.outputs["changed"]) == (None, "false")

    def test_without_the_right_to_push_it_says_so(self, host: Host) -> None:
        hook = host.bare / "hooks" / "pre-receive"
        hook.write_text("#!/bin/sh\necho 'Write access to repository not granted.' >&2\nexit 1\n")
        hook.chmod(0o755)
        fetched(host.home)
        done = host.run("update.sh")
        assert (done.returncode, host.tip(), host.pull_requests) == (1, None, [])
        assert "there is no right to" in done.stderr
        assert "::error title=codegen update::" in done.stdout

    def test_without_the_right_to_open_pull_requests_the_next_run_opens_it(self, host: Host) -> None:
        fetched(host.home)
        done = host.run("update.sh", GH_REFUSES="1")
        assert (done.returncode, "pull-requests: write" in done.stderr) == (1, True)
        assert host.tip() is not None
        assert updated(host, home=next_run(host)) == "unchanged"
        assert len(host.pull_requests) == 1

    def test_a_push_in_between_is_not_overwritten(self, host: Host) -> None:
        assert updated(host) == "created"
        fetched(next_run(host), "lost")
        clone = host.clone("person", BRANCH)
        (clone / "mine.py").write_text("mine = 1\n")
        git(clone, "add", ".")
        git(clone, "commit", "-q", "-m", "by hand")
        hook = host.folder / "next" / ".git" / "hooks" / "pre-push"  # after the fetch, before the push
        hook.write_text(f'#!/bin/sh\nunset GIT_DIR\ncd "{clone}" && git push -q origin {BRANCH}\n')
        hook.chmod(0o755)
        done = host.run("update.sh", host.folder / "next")
        assert (done.returncode, "somebody else has pushed" in done.stderr) == (1, True)
        assert host.tip() == git(clone, "rev-parse", "HEAD").strip()

    def test_a_checkout_of_something_else_is_refused(self, host: Host) -> None:
        git(host.home, "checkout", "-q", "-b", "topic")
        git(host.home, "commit", "-q", "--allow-empty", "-m", "mine")
        fetched(host.home)
        done = host.run("update.sh", CODEGEN_BASE="main")
        assert (done.returncode, host.tip(), "no part of `main`" in done.stderr) == (1, None, True)
        git(host.home, "checkout", "-q", "--detach")
        assert host.run("update.sh").returncode == 1
        assert host.run("update.sh", CODEGEN_BASE=BRANCH).returncode == 1
        assert host.run("update.sh", CODEGEN_BASE="main", CODEGEN_BRANCH="a..b").returncode == 1

    def test_a_detached_checkout_of_the_base_will_do(self, host: Host) -> None:
        git(host.home, "checkout", "-q", "--detach")
        assert updated(host, CODEGEN_BASE="main") == "created"

    def test_gitlab_opens_the_merge_request_by_options_of_the_push(self, host: Host) -> None:
        git(host.bare, "config", "receive.advertisePushOptions", "true")
        hook = host.bare / "hooks" / "post-receive"
        hook.write_text('#!/bin/sh\nenv | grep ^GIT_PUSH_OPTION_ | sort > "$(dirname "$0")/../options"\n')
        hook.chmod(0o755)
        title = "Types; $(touch hacked) `touch hacked`"
        assert updated(host, CODEGEN_HOST="gitlab", CODEGEN_TITLE=title) == "created"
        told = (host.bare / "options").read_text().splitlines()
        assert [line.partition("=")[2] for line in told] == [
            *("merge_request.create", "merge_request.target=main", f"merge_request.title={title}"),
            *("merge_request.remove_source_branch", "4"),
        ]
        assert not (host.home / "hacked").exists()
        assert host.pull_requests == []
