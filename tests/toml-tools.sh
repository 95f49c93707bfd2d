#!/bin/sh
# Holds the schemas to three tools that editors of TOML use: taplo, tombi, check-jsonschema. Not part of
# `cargo test`, since it installs them; about a minute. Usage: tests/toml-tools.sh FOLDER (one that git ignores)
set -eu
tools=${1:?name a folder for the tools, target/toml-tools for example}
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$tools/node"
tools=$(cd "$tools" && pwd)
if [ ! -x "$tools/py/bin/tombi" ]; then
  python3 -m venv "$tools/py"
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
for mistake in 'subjct = "x"' '[facts.a]\nabout = "x"' '[facts.a]\nabout = "x"\nvalue = 3\nquote = "y"' \
  '[facts.a]\nabout = "x"\nvalue = 3\nseverity = "grave"' '[facts.a]\nabout = []\nvalue = 3'; do
  printf "$mistake\n" > "$work/mistake"
  judge facts 1 "$work/mistake"
done
printf 'fail-on = "everything"\n' > "$work/mistake"
judge config 1 "$work/mistake"
printf '[add.unit.metre]\ndimension = "area"\n' > "$work/mistake"
judge rules 1 "$work/mistake"
echo "the three tools take and refuse what they should"
