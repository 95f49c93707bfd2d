#!/usr/bin/env python3
"""Runs the steps of action.yml as a runner would, without one, so that the file itself is tried and not a copy of it.

    runner.py CASE.json     {"inputs": {…}, "github": {…}, "env": {…}}; prints a JSON object of what came of it

`uses` steps are not run: that they would be, and with what, is part of what is printed.
    runner.py --workflow    prints the same steps as a workflow, for linters that read nothing else
"""
import json, os, pathlib, re, subprocess, sys, tempfile

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
INSIDE = re.compile(r"\$\{\{(.*?)\}\}", re.S)


def look_up(path, contexts):
    value = contexts
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return "" if value is None else value


def evaluated(expression, contexts):
    """The few forms that action.yml has: names, words in quotes, == != && || ( ) and always()."""
    out = []
    for token in re.findall(r"'[^']*'|[\w.-]+(?:\(\))?|==|!=|&&|\|\||[()]|\S", expression):
        if token in ("==", "!=", "(", ")") or token.startswith("'"):
            out.append(token)
        elif token in ("&&", "||"):
            out.append({"&&": " and ", "||": " or "}[token])
        elif token == "always()":
            out.append("True")
        elif re.fullmatch(r"[a-z]\w*(\.[\w-]+)+", token):
            out.append(repr(look_up(token, contexts)))
        else:
            sys.exit("runner.py cannot read %r in %r" % (token, expression))
    return eval("".join(out), {"__builtins__": {}})


def text(template, contexts):
    def one(match):
        value = evaluated(match.group(1), contexts)
        return str(value).lower() if isinstance(value, bool) else str(value)

    return INSIDE.sub(one, template)


def run(case):
    inputs = {name: of.get("default", "") for name, of in ACTION["inputs"].items()}
    unknown = set(case.get("inputs", {})) - set(inputs)
    if unknown:
        sys.exit("action.yml has no input " + ", ".join(sorted(unknown)))
    inputs.update(case.get("inputs", {}))
    contexts = {"inputs": inputs, "github": case.get("github", {}), "steps": {}}
    environment = dict(os.environ, **case.get("env", {}), GITHUB_ACTION_PATH=str(ROOT))
    result = {"steps": [], "log": "", "job": 0}
    with tempfile.TemporaryDirectory() as files:
        for number, step in enumerate(ACTION["runs"]["steps"]):
            condition = step.get("if", "")
            wanted = evaluated(condition, contexts) if condition else True
            if not wanted or (result["job"] and "always()" not in condition):
                continue
            result["steps"].append(step["name"])
            if "uses" in step:
                result["uploaded"] = {key: text(value, contexts) for key, value in step["with"].items()}
                continue
            output, path = (pathlib.Path(files, "%s-%d" % (of, number)) for of in ("output", "path"))
            output.touch(), path.touch()
            own = {name: text(value, contexts) for name, value in step.get("env", {}).items()}
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                env=dict(environment, **own, GITHUB_OUTPUT=str(output), GITHUB_PATH=str(path)),
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )
            result["log"] += done.stdout
            result["job"] = result["job"] or done.returncode
            outputs = dict(line.split("=", 1) for line in output.read_text().splitlines())
            contexts["steps"][step.get("id", str(number))] = {"outputs": outputs}
            for folder in path.read_text().splitlines():
                environment["PATH"] = folder + os.pathsep + environment["PATH"]
    result["outputs"] = {name: text(of["value"], contexts) for name, of in ACTION["outputs"].items()}
    return result


def workflow():
    inputs = {name: {"type": "string", "default": of.get("default", "")} for name, of in ACTION["inputs"].items()}
    job = {"runs-on": "ubuntu-24.04", "steps": ACTION["runs"]["steps"]}
    return yaml.safe_dump({"on": {"workflow_call": {"inputs": inputs}}, "jobs": {"steps": job}}, sort_keys=False)


if sys.argv[1] == "--workflow":
    print(workflow())
else:
    print(json.dumps(run(json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")))))
