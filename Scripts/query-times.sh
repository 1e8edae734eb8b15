#!/usr/bin/env bash
# Times the questions of the command line on a generated archive, idle and while a second run is writing,
# and fails where one takes 100 ms of processor time or more.
#
#   Scripts/query-times.sh [POSTS]        default: 1000000 posts
#
# The archive and the database are kept in .bench. Each figure is the best of three, in milliseconds, start
# of the program included. Prints rows for docs/performance.md.
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
  "sentiment --by day"
  "sentiment --by week"
  "sentiment --by chain,month"
  "sentiment --by kind,language"
  "sentiment --by chain,language,platform"
  "sentiment --chain scroll --by day"
  "sentiment --language de"
  "sentiment --since 2026-02-01 --until 2026-03-15"
  "sentiment --organic"
  "sentiment --chain scroll --by week --organic"
  "sentiment --by chain,day --organic"
  "sentiment --chain scroll --by month --standardise language,platform"
  "sentiment --by chain,month --standardise language"
  "sentiment --compare scroll metis"
  "sentiment --explain"
  "sentiment --chain scroll --explain"
  "sentiment --chain scroll --since 2026-02-01 --until 2026-02-07 --explain"
  "claims --limit 20"
  "claims --about scroll --limit 20"
  "claims --frames-only --limit 20"
  "claims --language de --limit 20"
  "claims --topic security --limit 20"
  "claims --modality denied --limit 20"
  "claims --about scroll --since 2026-02-01 --limit 20"
  "bursts"
  "bursts --claims"
  "sources"
  "sources --problems"
  "sources --editions"
)

slowest=0
# By the clock and in processor time, of the quickest of three.
milliseconds() {
  # shellcheck disable=SC2086  # the words of a question are arguments
  "$hearsay" $1 --db "$database" >/dev/null || { echo "query-times: no answer to $1" >&2; exit 1; }
  local best=999999 least=999999 clock user system TIMEFORMAT='%3R %3U %3S'
  for _ in 1 2 3; do
    # shellcheck disable=SC2086  # the words of a question are arguments
    read -r clock user system < <({ time "$hearsay" $1 --db "$database" >/dev/null 2>&1; } 2>&1)
    clock="$((10#${clock/./}))"
    user="$((10#${user/./} + 10#${system/./}))"
    (( clock < best )) && best="$clock"
    (( user < least )) && least="$user"
  done
  (( least > slowest )) && slowest="$least"
  answer="$best | $least"
}

declare -A idle
for question in "${questions[@]}"; do
  milliseconds "$question"
  idle["$question"]="$answer"
done
cp "$database" .bench/writing.sqlite
database=".bench/writing.sqlite"
"$hearsay" run Pipelines/crypto.yaml "$second" --db "$database" 2>/dev/null &
writer="$!"
sleep 3
echo "| question | ms | processor ms | ms while a run is writing | processor ms |"
echo "| --- | ---: | ---: | ---: | ---: |"
for question in "${questions[@]}"; do
  milliseconds "$question"
  echo "| \`$question\` | ${idle[$question]} | $answer |"
done
kill -0 "$writer" 2>/dev/null || echo "(the second run ended before the last question)" >&2
kill "$writer" 2>/dev/null || true
wait "$writer" 2>/dev/null || true
rm -f .bench/writing.sqlite*
(( slowest < 100 )) || { echo "query-times: the slowest question took $slowest ms of processor time" >&2; exit 1; }
