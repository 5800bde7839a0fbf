#!/usr/bin/env python3
"""What the shells complete after moat-cli: asked of the shells themselves, as far as they are here.

Usage: test-completions.py BASH ZSH FISH   (the files of completions)
SPDX-License-Identifier: Apache-2.0
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ASK_BASH = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_moat_cli
printf '%s\\n' "${COMPREPLY[@]}"
"""

# What is typed, up to the word that is asked for → some that must be offered, some that must not.
CASES = [
    (["moat-cli", "ex"], {"export"}, {"import"}),
    (["moat-cli", "check", "--g"], {"--gate"}, {"--format"}),
    (["moat-cli", "check", "--gate", ""], {"draft", "review", "build"}, {"here.moat"}),
    (["moat-cli", "check", "--gate", "=", "re"], {"review"}, {"draft"}),
    (["moat-cli", "export", "--format", "security"], {"security-md"}, {"svg"}),
    (["moat-cli", "new", "--example", ""], {"shipping-address"}, {"here.moat", "payment"}),
    (["moat-cli", "new", "--template", ""], {"payment"}, {"shipping-address"}),
    (["moat-cli", "check", ""], {"here.moat", "folder"}, {"other.txt"}),
    (["moat-cli", "sync", ""], {"here.moat", "SECURITY.md"}, {"other.txt"}),
    (["moat-cli", "import", ""], {"other.txt", "here.moat"}, set()),
    (["moat-cli", "git-setup", ""], {"folder"}, {"here.moat"}),
    (["moat-cli", "check", "--today", ""], set(), {"here.moat"}),
]


def make_folder(path):
    for name in ("here.moat", "other.txt", "SECURITY.md"):
        (path / name).touch()
    (path / "folder").mkdir()


def ask_bash(completions, words, folder):
    done = subprocess.run(
        ["bash", "--norc", "-c", ASK_BASH, "bash", completions, *words],
        cwd=folder, capture_output=True, text=True, check=True,
    )
    return set(done.stdout.split())


def ask_fish(completions, words, folder):
    line = " ".join(words).replace(" = ", "=")
    done = subprocess.run(
        ["fish", "--no-config", "-c", 'source $argv[1]; complete --do-complete "$argv[2]"', completions, line],
        cwd=folder, capture_output=True, text=True, check=True,
    )
    return {entry.split("\t")[0].rstrip("/").split("=")[-1] for entry in done.stdout.splitlines()}


def main(bash, zsh, fish):
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        make_folder(Path(folder))
        for shell, completions, ask in (("bash", bash, ask_bash), ("fish", fish, ask_fish)):
            for words, offered, withheld in CASES:
                count += 1
                name = f"{shell}: {' '.join(words)}|"
                if not shutil.which(shell):
                    print(f"ok {count} {name} # SKIP there is no {shell}")
                    continue
                answer = ask(completions, words, folder)
                if shell == "fish":
                    withheld = set()  # fish offers less likely files too, below the likely ones
                fine = offered <= answer and not withheld & answer
                print(f"{'' if fine else 'not '}ok {count} {name}")
                if not fine:
                    print(f"# it offered: {' '.join(sorted(answer))}")
    count += 1
    if not shutil.which("zsh"):
        print(f"ok {count} zsh reads it # SKIP there is no zsh")
    else:
        done = subprocess.run(["zsh", "-n", zsh], check=False)
        print(f"{'' if done.returncode == 0 else 'not '}ok {count} zsh reads it")
    print(f"1..{count}")


if __name__ == "__main__":
    main(*(os.path.abspath(path) for path in sys.argv[1:]))
