#!/usr/bin/env python3
"""What a check costs beside what reading the same text costs, in one run.

Usage: benches/multiples.py [--bin target/release/factlint] [--drafts FOLDER] [--times 5]

Prints, each as the median of some runs with the least and the most:
- the CPU of `check --threads 1 --show disagree` on a folder of about a thousand news files with 1,000 facts, as a
  multiple of `rg -j1 -c '[0-9]'` on the same (left out where ripgrep is not installed, and that is said);
- its growth from 10 to 100,000 facts, the time to load them taken off;
- the time to load 100,000 facts beside `toml::from_str` of the same file (benches/load.rs, which this script builds);
- two threads against one, by the clock;
- the start, on a draft of 3 kB with ten facts, beside `rg --version`.

The files are made of the examples and test cases of this repository, the digits of each copy varied, so that nothing
else is needed; `--drafts` takes another folder. The same seed gives the same files.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
FILES = 1000


def articles():
    """Every article of the examples and cases, with its facts."""
    out = []
    for folder in ["examples", "tests/golden", "tests/real"]:
        for facts in sorted((HERE / folder).rglob("facts.toml")):
            drafts = sorted(p for p in facts.parent.iterdir() if p.suffix in (".md", ".txt") and p.name.startswith("draft"))
            try:
                table = tomllib.loads(facts.read_text())
            except tomllib.TOMLDecodeError:
                continue
            out += [(draft.read_text(), table) for draft in drafts]
    return out


def varied(text, chance):
    """The same text with other digits: all but the first two of each number, and those of its date line."""
    out, inside = [], 0
    for line in text.splitlines(keepends=True):
        keep = line.startswith("date")
        for letter in line:
            inside = inside + 1 if letter.isdigit() else 0
            out.append(str(chance.randrange(10)) if inside > 2 and not keep else letter)
    return "".join(out)


def toml(value):
    """A value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{toml(k)} = {toml(v)}" for k, v in value.items()) + " }"
    return str(value)


def own_facts(all_articles):
    """The facts of all articles, each a table of its own."""
    out = []
    for _, table in all_articles:
        for fact in table.get("facts", {}).values():
            fact = {"says": fact} if isinstance(fact, str) else fact
            if fact not in out:
                out.append(fact)
    return out


def more_facts(chance):
    """Facts of a desk's archive: other places, the same kinds of things."""
    parts = ["Bar", "Kel", "Mor", "Tas", "Vel", "Oss", "Lin", "Dra", "Fen", "Gul", "Hap", "Jor", "Nim", "Pel", "Rus"]
    ends = ["holm", "stad", "vik", "mere", "ford", "burg", "dale", "wick", "haven", "ness"]
    things = [
        (["@killed"], "people"), (["@wounded"], "people"), (["budget"], "million euros"), (["bridge", "long"], "m"),
        (["turnout"], "%"), (["residents"], "people"), (["harvest"], "tonnes"), (["unemployment"], "%"),
        (["school", "pupils"], "pupils"), (["@displaced"], "people"), (["dam", "high"], "m"), (["sales"], "million euros"),
    ]
    while True:
        about, unit = chance.choice(things)
        name = chance.choice(parts) + chance.choice(parts).lower() + chance.choice(ends)
        fact = {"about": about + [name], "value": f"{chance.randrange(2, 9000):,} {unit}".replace(" %", "%")}
        if chance.random() < 0.3:
            fact["as-of"] = f"20{chance.randrange(10, 26)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}"
        yield fact


def write_facts(path, facts):
    lines = []
    for number, fact in enumerate(facts):
        lines.append(f"[facts.f{number}]")
        lines += [f"{key} = {toml(value)}" for key, value in fact.items()]
    path.write_text("\n".join(lines) + "\n")


def cpu(command, times):
    """CPU and clock seconds of a command, a pair a run."""
    out = []
    for _ in range(times):
        begun = time.monotonic()
        with open(os.devnull, "wb") as nowhere:
            child = subprocess.Popen(command, stdout=nowhere)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            sys.exit(f"{child.returncode}: {' '.join(map(str, command))}")
        out.append((used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss))
    return out


def told(values, unit):
    low, mid, high = min(values), statistics.median(values), max(values)
    return f"{mid:9.3f} {unit} ({low:.3f} to {high:.3f})"


def line(name, text):
    print(f"{name:<46} {text}", flush=True)


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("--bin", default=HERE / "target/release/factlint")
    ask.add_argument("--drafts")
    ask.add_argument("--times", type=int, default=5)
    args = ask.parse_args()
    chance = random.Random(1)
    folder = Path(tempfile.mkdtemp(prefix="factlint-multiples-"))
    try:
        measure(args, chance, folder)
    finally:
        shutil.rmtree(folder)


def measure(args, chance, folder):
    every, times = articles(), args.times
    drafts = Path(args.drafts) if args.drafts else folder / "drafts"
    if not args.drafts:
        drafts.mkdir()
        for number in range(FILES):
            text = every[number % len(every)][0]
            (drafts / f"{number:04}.md").write_text(varied(text, chance) if number >= len(every) else text)
    size = sum(p.stat().st_size for p in drafts.rglob("*") if p.is_file())
    archive = more_facts(chance)
    facts = own_facts(every)
    facts += [next(archive) for _ in range(100_000 - len(facts))]
    files = {count: folder / f"{count}.toml" for count in (10, 1_000, 100_000)}
    for count, path in files.items():
        write_facts(path, facts[:count])
    line("drafts", f"{sum(1 for p in drafts.rglob('*') if p.is_file())} files, {size / 1e6:.2f} MB")

    def check(count, threads=1, over=drafts):
        return [args.bin, "check", over, "--facts", files[count], "--threads", str(threads), "--show", "disagree",
                "--fail-on", "never", "--date", "2016-05-12"]

    small = folder / "small.md"
    small.write_text((every[0][0] * 3)[:3000])
    ours = [run[0] for run in cpu(check(1_000), times)]
    line("check, 1,000 facts, one thread", told(ours, "s CPU"))
    rg = shutil.which("rg")
    if rg is None:
        line("rg -j1 -c '[0-9]'", "SKIPPED: ripgrep is not installed")
    else:
        theirs = [run[0] for run in cpu([rg, "-j1", "-c", "[0-9]", drafts], times * 4)]
        line("rg -j1 -c '[0-9]'", told(theirs, "s CPU"))
        line("  a multiple of", told([one / statistics.median(theirs) for one in ours], "× (target 10, later 3)"))

    loaded = {}
    for count in files:
        load = [run[0] for run in cpu(check(count, over=small), times)]
        whole = [run[0] for run in cpu(check(count), times)]
        loaded[count] = [one - statistics.median(load) for one in whole]
        line(f"check, {count:,} facts, without loading", told(loaded[count], "s CPU"))
    base = statistics.median(loaded[10])
    line("  growth from 10 to 100,000", told([one / base for one in loaded[100_000]], "× (target 1.5)"))

    runs = cpu(check(100_000, over=small), times)
    line("check of one draft, 100,000 facts", told([run[1] for run in runs], "s"))
    line("  memory", told([run[2] / 1024 for run in runs], "MiB"))
    env = dict(os.environ, FACTLINT_LOAD=str(files[100_000]))
    timed = subprocess.run(["cargo", "bench", "-q", "--bench", "load"], cwd=HERE, env=env, capture_output=True, text=True)
    print(timed.stdout.rstrip() if timed.returncode == 0 else f"loading SKIPPED: {timed.stderr.strip()[-300:]}")

    one = [run[1] for run in cpu(check(1_000), times)]
    two = [run[1] for run in cpu(check(1_000, threads=2), times)]
    line("one thread", told(one, "s"))
    line("two threads", told(two, "s"))
    line("  faster by", told([statistics.median(one) / run for run in two], "×"))

    start = [run[1] for run in cpu(check(10, over=small), times * 8)]
    line("start: 3 kB, ten facts", told([run * 1e3 for run in start], "ms"))
    if rg is None:
        line("rg --version", "SKIPPED: ripgrep is not installed")
    else:
        theirs = [run[1] for run in cpu([rg, "--version"], times * 8)]
        line("rg --version", told([run * 1e3 for run in theirs], "ms"))
        ratio = [run / statistics.median(theirs) for run in start]
        line("  a multiple of", told(ratio, "× (target 3)"))


main()
