"""The action, the hooks, the jobs of GitLab and the pages about them: valid for their hosts, and run for real."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from support.hosts import BRANCH, Host, make_host
from support.projects_of_one import ROOT, SPEC, codegen, git
from support.steps import read_yaml, run_action, run_gitlab_job

BIN = Path(sys.executable).parent
PACKAGE = "src/shop_types"
TYPES = f"{PACKAGE}/pydantic/_components.py"
SCRIPTS = sorted(path.name for path in (ROOT / "ci").glob("*.sh"))
INSTALLED = {"version": "installed"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Host:
    return make_host(tmp_path_factory.mktemp("host"))


@pytest.fixture
def host(made: Host, tmp_path: Path) -> Host:
    host = Host(folder=tmp_path)
    for name in ("bin", "host.git"):
        shutil.copytree(made.folder / name, tmp_path / name)
    (tmp_path / "temp").mkdir()
    host.clone("home", "main")
    return host


def is_valid(schema: str, path: Path) -> bool:
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", f"vendor.{schema}", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return True


class TestFiles:
    def test_they_are_what_their_hosts_take(self) -> None:
        assert is_valid("github-actions", ROOT / "action.yml")
        assert is_valid("github-workflows", ROOT / "ci" / "github-update.yml")
        assert is_valid("gitlab-ci", ROOT / "ci" / "gitlab.yml")
        command = [str(BIN / "pre-commit"), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
        assert subprocess.run(command, capture_output=True).returncode == 0

    @pytest.mark.parametrize("script", SCRIPTS)
    def test_scripts_can_be_parsed_and_started(self, script: str) -> None:
        path = ROOT / "ci" / script
        assert subprocess.run(["bash", "-n", str(path)]).returncode == 0
        assert os.access(path, os.X_OK) is (script != "words.sh")
        assert "\r" not in path.read_bytes().decode()

    @pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is no package of Python")
    @pytest.mark.parametrize("script", SCRIPTS)
    def test_scripts_are_clean_for_shellcheck(self, script: str) -> None:
        command = ["shellcheck", "--shell=bash", "--exclude=SC1091,SC2016", script]
        done = subprocess.run(command, cwd=ROOT / "ci", capture_output=True, text=True)
        assert done.stdout == ""

    def test_inputs_reach_the_shell_by_variables_alone_and_all_of_them_are_read(self) -> None:
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        steps = action["runs"]["steps"]
        text = "".join((ROOT / "ci" / name).read_text() for name in (*SCRIPTS, "pull_request.py"))
        for step in steps:
            assert "${{" not in step.get("run", "")
            for variable in step.get("env", {}):
                assert variable == "GH_TOKEN" or re.search(rf"\b{variable}\b", text), variable
        values = json.dumps(steps)
        assert [name for name in action["inputs"] if f"inputs.{name}" not in values] == []
        written = set(re.findall(r"^  output ([a-z-]+) ", text, re.MULTILINE))
        written |= set(re.findall(r"\b([a-z-]+)=[${]", text))
        for output in action["outputs"].values():
            assert output["value"].rpartition(".")[2].strip(" }") in written


class TestAction:
    def test_a_fresh_package_is_told_in_the_summary_and_the_outputs(self, host: Host) -> None:
        ran = run_action(host, INSTALLED)
        assert ran.code == 0, ran.text
        outputs = ran.outputs["run"]
        assert (outputs["exit-code"], outputs["stale"]) == ("0", "false")
        assert json.loads(Path(outputs["report"]).read_text())["exit_code"] == 0
        assert json.loads(Path(outputs["sarif"]).read_text())["version"] == "2.1.0"
        assert "| `src/shop_types` | up to date |" in (host.folder / "summary.md").read_text()
        assert git(host.home, "status", "--porcelain") == ""

    def test_a_stale_package_fails_with_annotations(self, host: Host) -> None:
        (host.home / "shop.yaml").write_text(SPEC.replace("closed", "shut"))
        ran = run_action(host, INSTALLED)
        assert (ran.code, ran.outputs["run"]["exit-code"], ran.outputs["run"]["stale"]) == (1, "1", "true")
        assert f"::error file={PACKAGE}/codegen.json,title=spec-changed::" in ran.text
        assert "stale; run: codegen generate" in ran.text
        ran = run_action(host, {**INSTALLED, "annotate": "false"})
        assert "error[spec-changed]" in ran.text
        assert "::error" not in ran.text
        ran = run_action(host, {**INSTALLED, "command": "generate"})
        assert (ran.code, ran.outputs["run"]["stale"]) == (0, "false")
        assert run_action(host, INSTALLED).code == 0

    def test_a_broken_description_is_no_stale_package(self, host: Host) -> None:
        (host.home / "shop.yaml").write_text("openapi: 3.1.0\npaths: [\n")
        ran = run_action(host, INSTALLED)
        assert (ran.code, ran.outputs["run"]["exit-code"], ran.outputs["run"]["stale"]) == (2, "2", "false")
        assert "::error file=shop.yaml,line=" in ran.text

    def test_packages_and_arguments_are_words_and_never_commands(self, host: Host) -> None:
        home = host.home / "libs"
        home.mkdir()
        config = (host.home / "pyproject.toml").read_text()
        (home / "pyproject.toml").write_text(config + config.replace("shop_types", "mail_types"))
        shutil.copy(host.home / "shop.yaml", home)
        where = {**INSTALLED, "command": "generate", "working-directory": "libs"}
        args = "--set 'header=A $(touch hacked) `touch hacked` *' --strict"
        ran = run_action(host, {**where, "packages": "mail_types, shop_types", "args": args})
        assert ran.code == 0, ran.text
        assert sorted(os.listdir(home / "src")) == ["mail_types", "shop_types"]
        assert "# A $(touch hacked) `touch hacked` *\n" in (home / "src/mail_types/__init__.py").read_text()
        for packages in ("; touch hacked", "$(touch hacked)", "nowhere"):
            assert run_action(host, {**where, "packages": packages}).code == 2
        assert run_action(host, {**where, "args": "'unpaired"}).code == 2
        assert run_action(host, {**where, "command": "check; touch hacked"}).code == 2
        assert list(host.folder.rglob("hacked")) == []

    def test_an_update_hands_on_what_its_steps_say(self, host: Host) -> None:
        (host.home / "shop.yaml").write_text(SPEC.replace("closed", "shut"))
        given = {**INSTALLED, "command": "update", "branch": "types", "title": "New types", "paths": "shop.yaml\nsrc"}
        ran = run_action(host, given)
        assert ran.code == 0, ran.text
        assert "run" not in ran.outputs
        outputs = ran.outputs["update"]
        assert (outputs["state"], outputs["changed"], outputs["commit"]) == ("created", "true", host.tip("types"))
        assert outputs["pull-request"] == "https://example.com/pull/1"
        assert [one["title"] for one in host.pull_requests] == ["New types"]
        assert "shop_types.names.lock" not in host.changed("types")

    def test_the_workflow_to_copy_fetches_and_proposes(self, host: Host) -> None:
        workflow = yaml.safe_load((ROOT / "ci" / "github-update.yml").read_text())
        _, fetch, action = workflow["jobs"]["update"]["steps"]
        (host.folder / "new.yaml").write_text(SPEC.replace("closed", "shut"))
        url = (host.folder / "new.yaml").as_uri()
        script = fetch["run"].replace("openapi.yaml", "shop.yaml")
        environment = {**host.environment(), "SPEC_URL": url}
        subprocess.run(["bash", "-e", "-c", script], cwd=host.home, env=environment, check=True)
        ran = run_action(host, {**INSTALLED, **action["with"]})
        assert (ran.code, ran.outputs["update"]["state"]) == (0, "created"), ran.text
        assert "shut" in host.show(TYPES)


class TestGitLab:
    @pytest.fixture
    def ours(self, tmp_path: Path) -> dict[str, str]:
        """Variables by which codegen comes from a repository with what is in this folder."""
        source = tmp_path / "codegen"
        shutil.copytree(ROOT / "ci", source / "ci")
        git(source, "init", "-q", "-b", "main")
        git(source, "add", ".")
        git(source, "commit", "-q", "-m", "all")
        return {
            "CODEGEN_REPOSITORY": source.as_uri(),
            "CODEGEN_REF": "main",
            "CODEGEN_HOME": str(tmp_path / "installed"),
            "CODEGEN_VERSION": "installed",
        }

    def test_the_check_leaves_a_report_for_the_merge_request(self, host: Host, ours: dict[str, str]) -> None:
        (host.home / "shop.yaml").write_text(SPEC.replace("closed", "shut"))
        done = run_gitlab_job(host, "codegen-check", host.home, **ours)
        assert done.returncode == 1, done.stderr
        assert "error[spec-changed]" in done.stdout
        job = read_yaml(ROOT / "ci" / "gitlab.yml")["codegen-check"]
        file = job["artifacts"]["reports"]["codequality"]  # type: ignore[index]  # a document
        told = json.loads((host.home / file).read_text())
        assert [one["check_name"] for one in told] == ["names-changed", "spec-changed"]
        assert told[1]["location"]["path"] == f"{PACKAGE}/codegen.json"
        assert file not in git(host.home, "status", "--porcelain")

    def test_the_update_fetches_and_pushes_and_its_caches_are_no_part_of_it(
        self, host: Host, ours: dict[str, str], tmp_path: Path
    ) -> None:
        git(host.bare, "config", "receive.advertisePushOptions", "true")
        (tmp_path / "new.yaml").write_text(SPEC.replace("closed", "shut"))
        (host.home / ".cache" / "pip").mkdir(parents=True)
        (host.home / ".cache" / "pip" / "x").write_text("x")
        git(host.home, "checkout", "-q", "--detach")  # as runners do
        done = run_gitlab_job(
            host,
            "codegen-update",
            host.home,
            CI_PROJECT_URL=host.bare.as_uri().removesuffix(".git"),
            CI_DEFAULT_BRANCH="main",
            CODEGEN_TOKEN="secret",
            CODEGEN_FETCH=f"cp {shlex.quote(str(tmp_path / 'new.yaml'))} shop.yaml",
            **ours,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "secret" not in done.stdout + done.stderr
        assert "shut" in host.show(TYPES)
        assert not [path for path in host.changed() if "cache" in path]
        assert host.tip(BRANCH) is not None


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of codegen, as hooks are taken from one."""
    folder = tmp_path_factory.mktemp("codegen")
    for name in ("codegen", "templates", "ci"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "all")
    return folder


class TestInstalled:
    """With the index of Python packages: codegen is installed as hosts do it."""

    @staticmethod
    def needs_index(text: str) -> None:
        """Skip where packages cannot be fetched; not in CI."""
        if os.environ.get("CI") != "true" and re.search("No matching distribution|Could not find a version", text):
            pytest.skip("the index of Python packages cannot be reached")

    def test_the_hooks_stop_a_stale_commit_and_generate(
        self, host: Host, source: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        rev = git(source, "rev-parse", "HEAD").strip()
        hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
        repository = {"repo": str(source), "rev": rev, "hooks": [{"id": one["id"]} for one in hooks]}
        (host.home / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [repository]}))
        text = (host.home / "pyproject.toml").read_text()
        table = '[tool.codegen.vendor.copy]\nfrom = "shop_types"\nto = ["lib"]\n'
        (host.home / "pyproject.toml").write_text(text + table)
        assert codegen(host.home, "vendor").returncode == 0
        git(host.home, "add", ".")
        environment = host.environment(PRE_COMMIT_HOME=str(tmp_path_factory.mktemp("cache")))
        environment.pop("PYTHONPATH")

        def run(hook: str) -> subprocess.CompletedProcess[str]:
            command = [str(BIN / "pre-commit"), "run", "--verbose", hook]
            done = subprocess.run(command, cwd=host.home, env=environment, capture_output=True, text=True)
            self.needs_index(done.stdout + done.stderr)
            return done

        for hook in hooks:
            done = run(hook["id"])
            assert (done.returncode, "Passed" in done.stdout) == (0, True), done.stdout + done.stderr
        (host.home / "shop.yaml").write_text(SPEC.replace("closed", "shut"))
        git(host.home, "add", ".")
        done = run("codegen-check")
        assert (done.returncode, "error[spec-changed]" in done.stdout) == (1, True)
        assert run("codegen-vendor-check").returncode == 0
        done = run("codegen-generate")
        assert (done.returncode, "files were modified by this hook" in done.stdout) == (1, True)
        git(host.home, "add", ".")
        assert run("codegen-generate").returncode == 0
        assert run("codegen-check").returncode == 0
        done = run("codegen-vendor-check")
        assert (done.returncode, "error[upstream-changed]" in done.stdout) == (1, True)

    def test_the_action_installs_itself_beside_the_project(self, host: Host, source: Path) -> None:
        environment = host.environment(CODEGEN_SOURCE=str(source))
        environment.pop("PYTHONPATH")
        (host.folder / "output").write_text("")
        done = subprocess.run(
            ["bash", str(source / "ci" / "install.sh")], cwd=host.home, env=environment, capture_output=True, text=True
        )
        self.needs_index(done.stderr)
        assert done.returncode == 0, done.stderr
        command = done.stdout.strip()
        assert host.outputs == {"command": command}
        assert Path(command).is_relative_to(host.folder / "temp")
        checked = subprocess.run([command, "check"], cwd=host.home, env=environment, capture_output=True, text=True)
        assert (checked.returncode, checked.stdout) == (0, "src/shop_types: fresh\n")


class TestThePage:
    """docs/ci.md: each block is what it says it is."""

    PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")

    def blocks(self, language: str) -> list[str]:
        return re.findall(rf"^```{language}\n(.*?)^```$", self.PAGE, re.MULTILINE | re.DOTALL)

    def test_every_block_is_looked_at(self) -> None:
        languages = set(re.findall(r"^```(\w+)$", self.PAGE, re.MULTILINE))
        assert languages == {"yaml", "sh", "make", "ini", "python", "toml", "gitattributes"}

    @pytest.mark.parametrize(
        ("file", "schema"),
        [
            (".github/workflows/types.yml", "github-workflows"),
            (".github/workflows/types-alerts.yml", "github-workflows"),
            (".gitlab-ci.yml", "gitlab-ci"),
            (".pre-commit-config.yaml", None),
        ],
    )
    def test_yaml_is_what_its_host_takes(self, file: str, schema: str | None, tmp_path: Path) -> None:
        [block] = [one for one in self.blocks("yaml") if one.startswith(f"# {file}\n")]
        path = tmp_path / Path(file).name
        path.write_text(block)
        if schema is not None:
            assert is_valid(schema, path)
            return
        done = subprocess.run([str(BIN / "pre-commit"), "validate-config", str(path)], capture_output=True)
        assert done.returncode == 0
        hooks = {one["id"] for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
        assert {one["id"] for repo in yaml.safe_load(block)["repos"] for one in repo["hooks"]} <= hooks

    def test_inputs_outputs_and_hooks_that_are_named_are_there(self) -> None:
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        told = set(re.findall(r"`([a-z-]+)`", self.PAGE[: self.PAGE.index("## GitLab")]))
        assert {"packages", "args", "working-directory", "annotate", "python-version", "version", "source"} <= told
        for block in self.blocks("yaml"):
            assert set(re.findall(r"steps\.types\.outputs\.([a-z-]+)", block)) <= set(action["outputs"])
        hooks = {one["id"] for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
        assert hooks <= set(re.findall(r"codegen-[a-z-]+", self.PAGE))

    def test_the_shell_runs(self, host: Host) -> None:
        by_hand, runners = self.blocks("sh")
        (host.home / "shop.yaml").write_text(SPEC.replace("closed", "shut"))
        who = {f"GIT_{one}_{what}": "x@x" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

        def run(script: str) -> subprocess.CompletedProcess[str]:
            command = ["bash", "-e", "-c", script]
            return subprocess.run(command, cwd=host.home, env=host.environment(**who), capture_output=True, text=True)

        assert "the types are stale" in run(runners.splitlines()[0]).stdout
        done = run(by_hand)
        assert done.returncode == 0, done.stderr
        assert git(host.home, "status", "--porcelain", "--branch") == "## new-types\n"
        assert run(runners).returncode == 0
        assert (host.home / "codegen.sarif").exists()
        (host.home / "Makefile").write_text(self.blocks("make")[0])
        assert run("make types check-types").returncode == 0

    def test_the_configuration_of_several_packages_works(self, host: Host) -> None:
        [block] = self.blocks("toml")
        (host.home / "pyproject.toml").write_text(block)
        for package in tomllib.loads(block)["tool"]["codegen"]["packages"].values():
            (host.home / package["spec"]).parent.mkdir(parents=True, exist_ok=True)
            (host.home / package["spec"]).write_text(SPEC)
        assert codegen(host.home, "generate").stdout.splitlines()[-1] == "2 packages: 2 written"
        assert codegen(host.home, "check", "--only", "shop_types").returncode == 0

    def test_python_ini_and_attributes_can_be_read(self, host: Host) -> None:
        import ast
        from configparser import ConfigParser

        [nox], [tox], [attributes] = (self.blocks(one) for one in ("python", "ini", "gitattributes"))
        ast.parse(nox)
        parser = ConfigParser()
        parser.read_string(tox)
        assert parser["testenv:types"]["commands"] == "codegen check"
        (host.home / ".gitattributes").write_text(attributes)
        told = git(host.home, "check-attr", "linguist-generated", TYPES, "shop.yaml")
        assert told == f"{TYPES}: linguist-generated: true\nshop.yaml: linguist-generated: unspecified\n"
