#!/usr/bin/env python3
"""Each article against a thousand facts that `init` wrote for other articles.

    benches/strangers.py --bin target/release/factlint DOCS.jsonl... [--facts 1000] [--changes 4] [--seed 1] [--errors 20]

DOCS.jsonl: one {"id", "text", "date" or "ref_date"} a line; several files are one pool. `init` writes the facts of every
article, a file each, `subject` and all. Then every article is checked

  strangers   against the files of articles that share hardly a name with it, --facts facts in all: whatever disagrees is
              a false alarm, printed as a count, as a count per 100 kB of text, and one by one (--errors);
  detection   with --changes of its matched figures changed one at a time, against its own facts alone and against its own
              among the strangers': how many changes are a disagreement at the change.

The same seed picks the same facts and changes. Python 3.11 or later, nothing else. Exit status 1 where the program failed.
"""
import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path


def read(paths):
    """The articles of all files, in order."""
    docs = []
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            doc = json.loads(line)
            docs.append({
                "id": doc["id"],
                "text": doc["text"],
                "date": doc.get("date") or doc.get("ref_date"),
                "names": set(re.findall(r"\b[A-Z][a-z]{2,}\b", doc["text"])),
            })
    return docs


def draft_facts(binary, doc, folder):
    """The facts file that `init` writes for an article, its ids beginning with the article's own, and how many it has."""
    own = re.sub(r"[^a-z0-9]+", "-", doc["id"].lower()).strip("-")
    draft = Path(folder) / (own + ".txt")
    draft.write_text(doc["text"], encoding="utf-8", newline="")
    command = [binary, "init", str(draft)] + (["--date", doc["date"]] if doc["date"] else [])
    done = subprocess.run(command, capture_output=True, check=True)
    text = re.sub(r"(?m)^\[facts\.", "[facts.%s-" % own, done.stdout.decode())
    # The dateline is the draft's, and not that of whichever file comes first.
    file = Path(folder) / (own + ".toml")
    file.write_text(text, encoding="utf-8")
    doc["draft"], doc["file"], doc["own"] = draft, file, tomllib.loads(text).get("facts", {})


def check(binary, folder, jobs):
    """The findings of every (text, date, facts files)."""
    out = []
    draft = Path(folder) / "checked.txt"
    for text, date, files in jobs:
        draft.write_text(text, encoding="utf-8", newline="")
        command = [binary, "check", str(draft), "--format", "json", "--fail-on", "never"]
        command += [arg for file in files for arg in ("--facts", str(file))] + (["--date", date] if date else [])
        done = subprocess.run(command, capture_output=True)
        if done.returncode != 0:
            sys.exit("check: exit %d: %s" % (done.returncode, done.stderr.decode(errors="replace")[:500]))
        out.append(json.loads(done.stdout)["drafts"][0]["findings"])
    return out


def accusations(findings):
    return [f for f in findings if f["verdict"] == "disagree" and f.get("rule", "reference") == "reference"]


def changed(figure):
    """The same figure with other digits, far from what it said; None where it has none."""
    found = re.search(r"\d+(?:,\d{3})*", figure)
    if not found or int(found[0].replace(",", "")) == 0:
        return None
    new = int(found[0].replace(",", "")) * 3 + 1
    if re.search(r"[A-Z][a-z]+|[12]\d{3}", figure):
        return None    # a date, a year or a name beside it: another figure may not be one
    return figure[:found.start()] + ("{:,}".format(new) if "," in found[0] else str(new)) + figure[found.end():]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", nargs="+")
    parser.add_argument("--bin", required=True)
    parser.add_argument("--facts", type=int, default=1000)
    parser.add_argument("--changes", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=int, default=20)
    args = parser.parse_args()

    docs = read(args.docs)
    with tempfile.TemporaryDirectory() as folder:
        measure(docs, folder, args)


def measure(docs, folder, args):
    for doc in docs:
        draft_facts(args.bin, doc, folder)
    facts = {name: fact for doc in docs for name, fact in doc["own"].items()}

    rng = random.Random(args.seed)
    for doc in docs:
        few = lambda other: 0.1 * min(len(doc["names"]), len(other["names"])) + 2
        far = [o for o in docs if o is not doc and len(doc["names"] & o["names"]) <= few(o)]
        rng.shuffle(far)
        doc["strangers"], doc["count"] = [], 0
        for other in far:
            if doc["count"] < args.facts:
                doc["strangers"].append(other["file"])
                doc["count"] += len(other["own"])

    alone = check(args.bin, folder, [(d["text"], d["date"], d["strangers"]) for d in docs])
    alarms = [(d, f) for d, found in zip(docs, alone) for f in accusations(found)]
    matches = sum(f["verdict"] == "match" for found in alone for f in found)
    size = sum(len(d["text"].encode()) for d in docs)
    print("%d articles, %d kB, each against %d to %d facts of others" % (
        len(docs), size // 1000, min(d["count"] for d in docs), max(d["count"] for d in docs)))
    print("disagree %d (%.3f per 100 kB) in %d articles, match %d" % (
        len(alarms), 1e5 * len(alarms) / size, len({d["id"] for d, _ in alarms}), matches))
    for doc, finding in alarms[:args.errors]:
        of = facts.get((finding.get("fact") or "").split("#")[0], {})
        terms = of if isinstance(of, str) else of.get("about") or of.get("says") or of.get("role") or of.get("person")
        print("   %s: %r %s %s" % (doc["id"], finding.get("text"), finding.get("message"), terms))

    own = check(args.bin, folder, [(d["text"], d["date"], [d["file"]]) for d in docs])
    jobs, places = [], []
    for doc, found in zip(docs, own):
        sure = [f for f in found if f["verdict"] == "match" and f.get("rule", "reference") == "reference"]
        for finding in rng.sample(sure, min(args.changes, len(sure))):
            raw = doc["text"].encode()
            new = changed(raw[finding["start"]:finding["end"]].decode())
            if new:
                text = (raw[:finding["start"]] + new.encode() + raw[finding["end"]:]).decode()
                jobs.append((doc, text))
                places.append((finding["start"], finding["start"] + len(new.encode())))
    for name, extra in (("alone", False), ("among strangers", True)):
        got = check(args.bin, folder, [(t, d["date"], [d["file"]] + (d["strangers"] if extra else [])) for d, t in jobs])
        caught = sum(any(f["start"] < b and a < f["end"] for f in accusations(found)) for found, (a, b) in zip(got, places))
        print("detection, own facts %-16s %5.1f  (%d of %d)" % (name, 100 * caught / max(1, len(jobs)), caught, len(jobs)))


if __name__ == "__main__":
    main()
