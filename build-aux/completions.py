#!/usr/bin/env python3
"""Makes a shell's completions of what a program says with --help, so that there is one text to keep right.

Usage: completions.py bash|zsh|fish PROGRAM   (writes the completions to standard output)

What an option takes is read from its line: "a|b|c" is a choice, DIR a folder, OUT and FILE files, and of other
names the command's own --list tells the values, where it has one.
SPDX-License-Identifier: Apache-2.0
"""

import os
import re
import subprocess
import sys
from typing import NamedTuple

OPTION = re.compile(r"  (?:-(?P<short>\w), )?--(?P<long>[a-z-]+)(?:=(?P<takes>\S+))?$")
MODELS = {"MODEL", "OLD", "NEW", "BASE", "OURS", "THEIRS"}
FOLDERS = {"DIR"}
FILES = {"OUT", "FILE", "FILE…"}
LISTED = {"F", "NAME"}


class Option(NamedTuple):
    short: str
    long: str
    takes: str  # "" for a switch
    choices: list
    help: str


class Command(NamedTuple):
    name: str
    summary: str
    suffixes: list  # of the files it reads; none: any file
    reads_folders: bool
    options: list


def run(program, *arguments):
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="", COLUMNS="80")
    done = subprocess.run([program, *arguments], check=True, capture_output=True, env=environment)
    return done.stdout.decode()


def sections(text):
    """Maps headings of a help text to the lines below them."""
    found, lines = {}, []
    for line in text.splitlines():
        if line and not line[0].isspace() and line.isupper():
            lines = found.setdefault(line, [])
        elif line.strip():
            lines.append(line)
    return found


def read_names(program, command, kind):
    """The names that a command lists; where a second column tells the kind of each, those of this kind."""
    for line in run(program, command, "--list").splitlines():
        name, *more = line.split("\t")
        if name and (not more or more[0] == kind):
            yield name


def read_options(program, command, lines):
    matches = [(OPTION.match(line), lines[i + 1].strip()) for i, line in enumerate(lines) if OPTION.match(line)]
    has_list = any(match["long"] == "list" for match, _ in matches)
    for match, summary in matches:
        takes = match["takes"] or ""
        choices = takes.split("|") if "|" in takes else []
        if takes in LISTED and has_list:
            choices = list(read_names(program, command, match["long"]))
        yield Option(match["short"] or "", match["long"], takes, choices, summary)


def read_command(program, name, summary):
    help_text = sections(run(program, name, "--help"))
    synopsis = re.sub(r"\[?-\S+( [A-Z]\S*)?", "", " ".join(help_text["SYNOPSIS"]).split(name, 1)[1])
    words = set(re.findall(r"[A-Z][\w.]*", synopsis))
    suffixes = [".moat"] if words & MODELS else []
    if "SECURITY.md" in words:
        suffixes.append(".md")
    return Command(
        name, summary, suffixes, bool(words & FOLDERS), list(read_options(program, name, help_text["OPTIONS"]))
    )


def read_commands(program):
    for line in sections(run(program, "--help"))["COMMANDS"]:
        match = re.match(r"  (\S+)  +(.+)", line)
        if match:
            yield read_command(program, match[1], match[2])


def quote(text):
    return "'" + text.replace("'", r"'\''") + "'"


# ---- bash ----


def bash_files(suffixes, reads_folders):
    if reads_folders:
        return "_moat_cli_files d"
    return "_moat_cli_files f " + " ".join(suffixes) if suffixes else "_moat_cli_files f"


def bash_option(command, option):
    names = f"{command.name}:--{option.long}" + (f" | {command.name}:-{option.short}" if option.short else "")
    if option.choices:
        return f"    {names}) COMPREPLY=($(compgen -W {quote(' '.join(option.choices))} -- \"$word\")) ;;"
    if option.takes in FOLDERS | FILES:
        return f"    {names}) {bash_files([], option.takes in FOLDERS)} ;;"
    return f"    {names}) ;;"


def bash(commands):
    names = " ".join(command.name for command in commands)
    print("# What can follow moat-cli, for bash. Made from the program's own help.")
    print("# shellcheck shell=bash disable=SC2207")
    print(
        """
# Completes folders (d) or files (f), of these only such with one of the given ends.
_moat_cli_files ()
{
  local kind=$1 path suffix
  shift

  compopt -o filenames 2>/dev/null
  while IFS= read -r path; do
    if [ -d "$path" ] || [ $# -eq 0 ]; then
      COMPREPLY+=("$path")
      continue
    fi
    for suffix in "$@"; do
      [[ $path == *"$suffix" ]] && COMPREPLY+=("$path")
    done
  done < <(compgen "-$kind" -- "$word")
}

_moat_cli ()
{
  local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}

  # bash takes "--format=json" for three words.
  if [ "$word" = = ]; then
    word=
  elif [ "$option" = = ]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  COMPREPLY=()
"""
    )
    print(f'  if [ "$COMP_CWORD" -eq 1 ]; then\n    COMPREPLY=($(compgen -W {quote(names)} -- "$word"))')
    print('    return\n  fi\n\n  case $command:$option in')
    for command in commands:
        for option in command.options:
            if option.takes:
                print(bash_option(command, option))
    print("    *)\n      case $command:$word in")
    for command in commands:
        words = " ".join(f"--{option.long}" for option in command.options)
        print(f"        {command.name}:-*) COMPREPLY=($(compgen -W {quote(words)} -- \"$word\")) ;;")
        print(f"        {command.name}:*) {bash_files(command.suffixes, command.reads_folders)} ;;")
    print("      esac\n      ;;\n  esac\n}\n\ncomplete -F _moat_cli moat-cli")


# ---- zsh ----


def zsh_files(suffixes, reads_folders):
    if reads_folders:
        return "_files -/"
    return '_files -g "*(' + "|".join(suffixes) + ')"' if suffixes else "_files"


def zsh_escape(text):
    return re.sub(r"([\[\]:])", r"\\\1", text)


def zsh_option(option):
    takes = ""
    if option.takes:
        values = f"({' '.join(option.choices)})" if option.choices else ""
        if option.takes in FOLDERS | FILES:
            values = zsh_files([], option.takes in FOLDERS)
        takes = f":{option.long}:{values}"
    names = [f"--{option.long}" + ("=" if takes else "")] + ([f"-{option.short}"] if option.short else [])
    return [quote(f"*{name}[{zsh_escape(option.help)}]{takes}") for name in names]


def zsh(commands):
    print("#compdef moat-cli\n# What can follow moat-cli, for zsh. Made from the program's own help.\n")
    print("local -a subcommands\nsubcommands=(")
    for command in commands:
        print("  " + quote(f"{command.name}:{zsh_escape(command.summary)}"))
    print(")\n\nif (( CURRENT == 2 )); then\n  _describe command subcommands\n  return\nfi\n")
    print("local subcommand=$words[2]\nshift words\n(( CURRENT-- ))\ncase $subcommand in")
    for command in commands:
        print(f"  {command.name})\n    _arguments \\")
        for option in command.options:
            for line in zsh_option(option):
                print(f"      {line} \\")
        print(f"      {quote('*:file:' + zsh_files(command.suffixes, command.reads_folders))}\n    ;;")
    print("esac")


# ---- fish ----


def fish_option(command, option):
    line = f"complete -c moat-cli -n '__fish_seen_subcommand_from {command.name}' -l {option.long}"
    if option.short:
        line += f" -s {option.short}"
    if option.choices:
        line += f" -x -a {quote(' '.join(option.choices))}"
    elif option.takes in FOLDERS:
        line += " -x -a '(__fish_complete_directories)'"
    elif option.takes in FILES:
        line += " -r -F"
    elif option.takes:
        line += " -x"
    return line + " -d " + quote(option.help)


def fish(commands):
    names = " ".join(command.name for command in commands)
    print("# What can follow moat-cli, for fish. Made from the program's own help.\n")
    print("complete -c moat-cli -f")
    for command in commands:
        print(
            f"complete -c moat-cli -n 'not __fish_seen_subcommand_from {names}' -a {command.name} "
            f"-d {quote(command.summary)}"
        )
    for command in commands:
        for option in command.options:
            print(fish_option(command, option))
        files = "__fish_complete_directories" if command.reads_folders else "__fish_complete_path"
        for suffix in command.suffixes:
            print(
                f"complete -c moat-cli -n '__fish_seen_subcommand_from {command.name}' "
                f"-k -a '(__fish_complete_suffix {suffix})'"
            )
        if not command.suffixes:
            print(f"complete -c moat-cli -n '__fish_seen_subcommand_from {command.name}' -a '({files})'")


def main(shell, program):
    {"bash": bash, "zsh": zsh, "fish": fish}[shell](list(read_commands(program)))


if __name__ == "__main__":
    main(*sys.argv[1:])
