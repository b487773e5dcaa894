"""The other linters of prose and Markdown, and how each is called with files.

Each is called as its manual says, with its own rules, and keeps nothing from one run to the next. None of
them does what letterlint does; they are what a writer may have run before. One that cannot be had
here has no path, and its row says so.
"""

import pathlib
import shutil
import subprocess
from dataclasses import dataclass

from race import Command

HERE = pathlib.Path(__file__).parent / "peers"
# How they end when they found something: 1, or how much they found. From 126 on, they did not run.
FINE = tuple(range(126))


@dataclass
class Peer:
    name: str
    call: list  # what stands ahead of the files; empty where it cannot be had
    why: str = ""

    def on(self, files):
        return Command([*self.call, *files], FINE)


def npm(folder, name):
    path = folder / "node_modules" / ".bin" / name
    return str(path) if path.exists() else None


def native_rumdl(folder):
    """rumdl itself: what npm calls by that name is a script that starts it."""
    found = sorted((folder / "node_modules" / "@rumdl").glob("cli-*/rumdl"))
    return str(found[0]) if found else npm(folder, "rumdl")


def proselint(folder):
    """proselint keeps its findings, and would read the same letter but once."""
    path = shutil.which("proselint")
    if path is None:
        return None
    script = 'rm -rf "$XDG_CACHE_HOME"; exec "$0" "$@"'
    return ["env", f"XDG_CACHE_HOME={folder}/cache", "sh", "-c", script, path]


def known(folder):
    """All of them: name, what starts it, further arguments."""
    return [
        ("rumdl", native_rumdl(folder), ["check", "--no-cache", "--isolated"]),
        ("write-good", npm(folder, "write-good"), []),
        ("markdownlint-cli2", npm(folder, "markdownlint-cli2"), []),
        ("textlint, four rules", npm(folder, "textlint"), ["--config", str(HERE / "textlintrc.json")]),
        ("alex", npm(folder, "alex"), []),
        ("proselint", proselint(folder), []),
        ("codespell", shutil.which("codespell"), []),
    ]


def all_peers(folder):
    found = []
    for name, start, arguments in known(folder):
        if start is None:
            found.append(Peer(name, [], "cannot be had here"))
        else:
            found.append(Peer(name, [*(start if isinstance(start, list) else [start]), *arguments]))
    return found


def install(folder):
    """What npm brings, at the versions of peers/package.json, into the folder; says why not."""
    wanted = (HERE / "package.json").read_text()
    stamp = folder / "installed.json"
    if stamp.exists() and stamp.read_text() == wanted:
        return ""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "package.json", folder)
    call = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
    try:
        done = subprocess.run(call, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    except FileNotFoundError:
        return "npm is not installed"
    if done.returncode != 0:
        return f"npm failed: {done.stderr.strip().splitlines()[-1:]}"
    stamp.write_text(wanted)
    return ""
