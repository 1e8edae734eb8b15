#!/usr/bin/env bash
# Times the questions of the command line on a generated archive, idle and while a second run is writing.
#
#   Scripts/query-times.sh [POSTS]        default: 1000000 posts
#
# The archive and the database are kept in .bench. Each figure is the best of three, in milliseconds by
# the clock, start of the program included. Prints rows for docs/performance.md.
set -euo pipefail
cd "$(dirname "$0")/.."

posts="${1:-1000000}"
hearsay="${HEARSAY:-$(swift build -c release --static-swift-stdlib --show-bin-path)/hearsay}"
mkdir -p .bench
archive=".bench/simulated-$posts.jsonl"
database=".bench/simulated-$posts.sqlite"
second=".bench/second.jsonl"

[[ -s "$archive" ]] || { "$hearsay" simulate --posts "$posts" --people 50000 --campaigns 30 >"$archive.draft"; mv "$archive.draft" "$archive"; }
[[ -s "$second" ]] || "$hearsay" simulate --posts 400000 --people 50000 --seed 2 | sed 's/"id":"/"id":"second-/' >"$second"
[[ -s "$database" ]] || "$hearsay" run Pipelines/crypto.yaml "$archive" --db "$database"

questions=(
  "sentiment"
  "sentiment --by week"
  "sentiment --by chain,month"
  "sentiment --chain scroll --by day"
  "sentiment --chain scroll --by week --organic"
  "sentiment --chain scroll --by month --standardise language,platform"
  "sentiment --compare scroll metis"
  "sentiment --chain scroll --since 2026-02-01 --until 2026-02-07 --explain"
  "claims --limit 20"
  "claims --about scroll --limit 20"
  "bursts"
  "sources"
)

milliseconds() {
  local best=999999 start end
  for _ in 1 2 3; do
    start="$(date +%s%N)"
    # shellcheck disable=SC2086  # the words of a question are arguments
    "$hearsay" $1 --db "$database" >/dev/null
    end="$(date +%s%N)"
    (( (end - start) / 1000000 < best )) && best=$(( (end - start) / 1000000 ))
  done
  echo "$best"
}

declare -A idle
for question in "${questions[@]}"; do idle["$question"]="$(milliseconds "$question")"; done
cp "$database" .bench/writing.sqlite
database=".bench/writing.sqlite"
"$hearsay" run Pipelines/crypto.yaml "$second" --db "$database" 2>/dev/null &
writer="$!"
sleep 1
echo "| question | ms | ms while a run is writing |"
echo "| --- | ---: | ---: |"
for question in "${questions[@]}"; do echo "| \`$question\` | ${idle[$question]} | $(milliseconds "$question") |"; done
kill -0 "$writer" 2>/dev/null || echo "(the second run ended before the last question)" >&2
kill "$writer" 2>/dev/null || true
wait "$writer" 2>/dev/null || true
rm -f .bench/writing.sqlite*
