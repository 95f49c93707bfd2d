#!/bin/sh
# Holds the schemas to three tools that editors of TOML use: taplo, tombi, check-jsonschema. Not part of
# `cargo test`, since it installs them; some minutes. Usage: tests/toml-tools.sh FOLDER (one that git ignores)
set -eu
tools=${1:?name a folder for the tools, target/toml-tools for example}
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$tools/node"
tools=$(cd "$tools" && pwd)
# Without a tool nothing is held to it, and that is said.
skip() {
  echo "SKIPPED: $1: the schemas are held to no tool of TOML editors" >&2
  exit 0
}
command -v python3 > /dev/null || skip "no python3"
command -v npm > /dev/null || skip "no npm"
if [ ! -x "$tools/py/bin/tombi" ]; then
  python3 -m venv "$tools/py" || skip "no python3 venv"
  "$tools/py/bin/pip" install -q check-jsonschema==0.39.0 tombi==1.9.6
fi
if [ ! -x "$tools/node/node_modules/.bin/taplo" ]; then
  (cd "$tools/node" && printf '{"private":true}' > package.json &&
    npm install --no-audit --no-fund --ignore-scripts @taplo/cli@0.7.0)
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$here"
for of in facts config output rules; do
  cargo run -q -- schema "$of" > "$work/$of.schema.json"
done
"$tools/py/bin/check-jsonschema" --check-metaschema "$work"/*.schema.json

# judge SCHEMA WANTED FILE…: each of the three must take (0) or refuse (1) the files.
judge() {
  schema=$1 wanted=$2
  shift 2
  rm -rf "$work/files"
  mkdir "$work/files"
  for file in "$@"; do
    { echo "#:schema ../$schema.schema.json"; cat "$file"; } > "$work/files/$(printf %s "$file" | tr / _).toml"
  done
  for tool in "$tools/node/node_modules/.bin/taplo lint" "$tools/py/bin/tombi lint --offline" \
    "$tools/py/bin/check-jsonschema --schemafile $work/$schema.schema.json"; do
    got=0
    $tool "$work"/files/*.toml > "$work/log" 2>&1 || got=1
    [ "$got" = "$wanted" ] || { echo "$tool: $got, and should be $wanted: $*"; cat "$work/log"; exit 1; }
  done
}

judge facts 0 $(git ls-files 'examples/*/facts.toml' 'tests/golden/*/facts.toml' tests/real/facts.toml)
judge rules 0 $(git ls-files 'rules/en/*.toml' 'tests/packs/*.toml')
printf 'date = 2015-05-12T16:00:00\n[facts.a]\nabout = "x"\nvalue = 2014-03-18\nwhen = "2014-03"\n' > "$work/dates"
judge facts 0 "$work/dates"
printf 'date = 2015-05-12\nfail-on = ["loose"]\n[severity]\nrank = "note"\n' > "$work/configuration"
judge config 0 "$work/configuration"
dam='[facts.a]\nabout = "dam"\nvalue = 3\n'
for mistake in 'subjct = "x"' 'date = 3' 'date = "12 May"' 'date = 2015-02-30' 'include = ["/etc/facts.toml"]' 'include = [3]' \
  'subject = ["flood", " | "]' 'names = 3' '[names]\nRoth = 3' '[names]\nRoth = ["-"]' 'facts = 3' '[facts]\na = 4' \
  '[facts]\na = " "' '[facts.""]\nabout = "x"\nvalue = 3' '[[facts]]\nvalue = 3' '[defaults]\nabout = "x"' \
  '[defaults]\nsorce = "x"' '[facts.a]\nabout = "x"' '[facts.a]\nvalue = 3' '[facts.a]\nabout = []\nvalue = 3' \
  '[facts.a]\nabout = ["a", "b", "c", "d", "e", "f", "g"]\nvalue = 3' '[facts.a]\nabout = "dam | "\nvalue = 3' \
  "[facts.a]\nabout = '\"dam'\nvalue = 3" '[facts.a]\nabout = "@killed people"\nvalue = 3' \
  '[facts.a]\nabout = "x"\nvalue = true' '[facts.a]\nabout = "x"\nvalue = [3]' "${dam}quote = \"y\"" "${dam}is = \"x\"" \
  "${dam}severity = \"grave\"" "${dam}required = \"yes\"" "${dam}tolerance = -3" "${dam}as-of = true" \
  "${dam}stale-after = 30" "${dam}unless = \"| x\"" "${dam}by = \"\"" "${dam}colour = \"blue\"" "${dam}part = \"3\"" \
  '[facts.a]\nabout = "x"\nseries = []' '[facts.a]\nabout = "x"\nseries = [{ value = 3 }]' \
  '[facts.a]\nperson = "Ana Roth"' '[facts.a]\nperson = "Ana Roth"\nfounded = 1950' \
  '[facts.a]\nentity = "Mill Board"\nborn = 1950' '[facts.a]\nrole = "mayor | "\nholder = "Ana Roth"' \
  '[facts.a]\nrole = "mayor"' '[facts.a]\nspeaker = "Ana Roth"' '[facts.a]\nabout = "x"\nis = ["Orra"]'; do
  printf "$mistake\n" > "$work/mistake"
  judge facts 1 "$work/mistake"
done
printf 'fail-on = "everything"\n' > "$work/mistake"
judge config 1 "$work/mistake"
printf '[add.unit.metre]\ndimension = "area"\n' > "$work/mistake"
judge rules 1 "$work/mistake"
echo "the three tools take and refuse what they should"
