#!/usr/bin/env python3
"""What data/ci offers to other people's pipelines does what it says: its steps are run in a scratch repository.

Usage: test-pipeline.py SOURCE MOAT_CLI   (SOURCE: the folder of this project)

GitHub's part of it is played here: expressions are worked out, each step gets its environment, and "gh" only takes
down what it was asked for. The same with GitLab's jobs and "curl".
SPDX-License-Identifier: Apache-2.0
"""

import base64
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import yaml
except ImportError:
    print("1..0 # SKIP there is no python3-yaml")
    sys.exit(0)

SOURCE, MOAT_CLI = Path(sys.argv[1]), os.path.abspath(sys.argv[2])
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
RECORD = """#!/bin/bash
# Takes down what it was asked for, and what stands in the files it was given.
{
  printf '%s' "${0##*/}"
  printf ' %s' "$@"
  echo
  for each in "$@"; do
    [[ $each == *@?* ]] && cat "${each#*@}"
  done
} >>"$CALLS"
case "$*" in *--paginate*) cat "$KNOWN" 2>/dev/null ;; esac
exit 0
"""


class Repository:
    """A repository with one model, committed, and what a runner gives to its steps."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.work = self.folder / "work"
        self.calls = self.folder / "calls"
        (self.folder / "bin").mkdir()
        (self.folder / "temp").mkdir()
        self.work.mkdir()
        for name in ("gh", "curl"):
            tool = self.folder / "bin" / name
            tool.write_text(RECORD)
            tool.chmod(0o755)
        (self.folder / "bin" / "moat-cli").symlink_to(MOAT_CLI)
        self.environment = {
            "PATH": f"{self.folder}/bin:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "LC_ALL": "C.UTF-8",
            "CALLS": str(self.calls),
            "KNOWN": str(self.folder / "known"),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_ENV": str(self.folder / "env"),
            "GITHUB_REPOSITORY": "someone/something",
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        for key in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "G_SLICE"):
            if key in os.environ:
                self.environment[key] = os.environ[key]
        shutil.copy(SOURCE / "resources/examples/shipping-address.moat", self.work / "threats.moat")
        self.run("git init -q . && git config user.name Someone && git config user.email someone@example.org")
        self.run("moat-cli export threats.moat -o SECURITY.md")
        self.run("git add -A && git commit -q -m first")
        self.base = self.run("git rev-parse HEAD").stdout.strip()

    def run(self, script, **more):
        return subprocess.run(
            [*BASH, script], cwd=self.work, env={**self.environment, **more}, capture_output=True, text=True, check=False
        )

    def edit(self, old, new):
        path = self.work / "threats.moat"
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def read_calls(self):
        text = self.calls.read_text() if self.calls.exists() else ""
        self.calls.unlink(missing_ok=True)
        return text


# ---- GitHub ----


def evaluate(expression, context):
    """Works out the little of GitHub's language of expressions that the action uses."""
    text = re.sub(r"!cancelled\(\)", "True", expression).replace("&&", " and ").replace("||", " or ")

    def look_up(match):
        return repr(context.get(match[0], ""))

    text = re.sub(r"\b(?:inputs|github|env)\.[\w.-]+", look_up, text)
    return eval(text, {"__builtins__": {}})  # pylint: disable=eval-used


def run_action(repository, event="pull_request", **inputs):
    """Returns the names of the steps that failed, and of those that were run."""
    action = yaml.safe_load((SOURCE / "data/ci/github/action.yml").read_text())
    (repository.folder / "env").unlink(missing_ok=True)
    context = {"github.event_name": event, "github.sha": "0" * 40, "github.ref": "refs/pull/7/merge"}
    context |= {"github.event.pull_request.base.sha": repository.base, "github.event.pull_request.number": "7"}
    for name, given in action["inputs"].items():
        context["inputs." + name] = inputs.get(name.replace("-", "_"), given["default"])

    failed, ran, output = [], [], ""
    for step in action["runs"]["steps"]:
        assert "uses" not in step, "every step is its own"
        assert "${{" not in step["run"], "what comes from outside never becomes part of a script"
        known = repository.folder / "env"
        environment = dict(line.split("=", 1) for line in known.read_text().splitlines()) if known.exists() else {}
        context |= {"env." + key: value for key, value in environment.items()}
        if not evaluate(step.get("if", "True"), context):
            continue
        for key, value in step.get("env", {}).items():
            environment[key] = re.sub(r"\$\{\{(.*?)\}\}", lambda m: str(evaluate(m[1].strip(), context)), value)
        done = repository.run(step["run"], **environment)
        ran.append(step["name"])
        output += done.stdout + done.stderr
        if done.returncode != 0:
            failed.append(step["name"])
    return failed, ran, output


def test_good(repository):
    failed, ran, output = run_action(repository, moat_cli=MOAT_CLI, gate="draft")
    assert failed == [], output
    assert ran == ["Find or build moat-cli", "Find the models", "Compare with SECURITY.md", "Audit the repository",
                   "Check the models"], ran
    assert repository.read_calls() == ""
    assert repository.run("git status --porcelain").stdout == ""


def test_findings(repository):
    failed, _, output = run_action(repository, moat_cli=MOAT_CLI, gate="build")
    assert failed == ["Check the models"], output
    assert "::error file=threats.moat,line=" in output


def test_drift(repository):
    repository.edit("Read addresses out of a stolen backup", "Read addresses from a lost disk")
    failed, _, output = run_action(repository, moat_cli=MOAT_CLI, gate="draft")
    assert failed == ["Compare with SECURITY.md"], output
    assert "Read addresses from a lost disk" in output


def test_no_model(repository):
    repository.run("git rm -q threats.moat SECURITY.md")
    failed, _, output = run_action(repository, moat_cli=MOAT_CLI, gate="build")
    assert failed == ["Audit the repository"], output


def test_odd_names(repository):
    name = "a $(touch broken) 'model'.moat"
    (repository.work / "threats.moat").rename(repository.work / name)
    repository.run("git add -A && git commit -q -m odd")
    failed, _, output = run_action(repository, moat_cli=MOAT_CLI, gate="draft", sync="false", comment="true")
    assert failed == [], output
    assert not (repository.work / "broken").exists()
    assert f"`{name}` is a new threat model." in repository.read_calls()


def test_comment(repository):
    _, ran, output = run_action(repository, moat_cli=MOAT_CLI, gate="draft", comment="true")
    assert "Tell what changed" in ran, output
    assert "--method" not in repository.read_calls(), "without a change there is no comment"

    repository.edit('"title": "Shipping address"', '"title": "Where parcels go"')
    run_action(repository, moat_cli=MOAT_CLI, gate="draft", comment="true")
    calls = repository.read_calls()
    assert "gh api --method POST repos/someone/something/issues/7/comments -F body=@" in calls, calls
    assert "Where parcels go" in calls

    (repository.folder / "known").write_text("4711\n")
    run_action(repository, moat_cli=MOAT_CLI, gate="draft", comment="true")
    assert "--method PATCH repos/someone/something/issues/comments/4711" in repository.read_calls()

    repository.run("git checkout -q threats.moat")
    run_action(repository, moat_cli=MOAT_CLI, gate="draft", comment="true")
    assert "Nothing differs any more" in repository.read_calls()
    run_action(repository, event="push", moat_cli=MOAT_CLI, gate="draft", comment="true")
    assert repository.read_calls() == "", "only a pull request has comments"


def test_sarif(repository):
    failed, _, output = run_action(repository, moat_cli=MOAT_CLI, gate="build", sarif="true")
    assert failed == ["Check the models"], output
    calls = repository.read_calls()
    assert "code-scanning/sarifs" in calls
    sarif = json.loads(gzip.decompress(base64.b64decode(calls.splitlines()[-1])))
    results = sarif["runs"][0]["results"]
    assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "threats.moat"


def test_results(repository):
    report = '<testsuite name="t" timestamp="2026-05-01T00:00:00"><testcase name="nothing of ours"/></testsuite>'
    (repository.work / "results-1.xml").write_text(report)
    failed, ran, output = run_action(repository, moat_cli=MOAT_CLI, gate="draft", junit="results-*.xml")
    assert failed == [] and "Take test results" in ran, output
    _, _, output = run_action(repository, moat_cli=MOAT_CLI, gate="draft", junit="none-*.xml")
    assert "::warning::There are no test results" in output


# ---- GitLab ----


def run_job(repository, name, **variables):
    pipeline = yaml.safe_load((SOURCE / "data/ci/gitlab/moat.gitlab-ci.yml").read_text())
    job = pipeline[name]
    given = {key: str(value) for key, value in pipeline["variables"].items()}
    given |= {"CI_MERGE_REQUEST_DIFF_BASE_SHA": repository.base, "CI_API_V4_URL": "https://gitlab.example/api/v4",
              "CI_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "5"}
    return repository.run("\n".join(job["script"]), **{**given, **variables})


def test_gitlab(repository):
    for name in ("moat:sync", "moat:audit", "moat:check", "moat:changes"):
        done = run_job(repository, name, MOAT_GATE="draft")
        assert done.returncode == 0, name + done.stdout + done.stderr
    assert json.loads((repository.work / "moat.sarif").read_text())["version"] == "2.1.0"
    assert repository.read_calls() == ""
    assert run_job(repository, "moat:check", MOAT_GATE="build").returncode == 1


def test_gitlab_changes(repository):
    repository.edit('"title": "Shipping address"', '"title": "Where parcels go"')
    assert run_job(repository, "moat:sync").returncode == 1
    done = run_job(repository, "moat:changes", MOAT_TOKEN="secret")
    assert "Where parcels go" in done.stdout, done.stderr
    assert "merge_requests/5/notes" in repository.read_calls()


TESTS = [test_good, test_findings, test_drift, test_no_model, test_odd_names, test_comment, test_sarif, test_results,
         test_gitlab, test_gitlab_changes]


def main():
    if not shutil.which("git"):
        print("1..0 # SKIP there is no git")
        return
    print(f"1..{len(TESTS)}")
    for number, test in enumerate(TESTS, 1):
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(Repository(folder))
                print(f"ok {number} {test.__name__}", flush=True)
            except AssertionError as error:
                print(f"not ok {number} {test.__name__}\n# " + str(error).replace("\n", "\n# "), flush=True)


if __name__ == "__main__":
    main()
