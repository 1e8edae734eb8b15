#!/usr/bin/env bash
# Measures what a post costs, stage by stage, and writes the table into docs/performance.md.
#
#   Scripts/costs.sh [ARCHIVE]       default: 100000 generated posts in eighteen languages
#
# The archive has one post a line. Each row is a pipeline of one stage more than the row above, annotated in one worker:
# what a stage costs is a difference. Processor time is the least of five runs less the least of five over 500 posts, in
# which every language is met and its words are loaded, so that the start is told apart; bytes are those that valgrind
# counts as allocated, whether freed or not, over two thousand posts and without the start. A figure counts only where
# every post was annotated, or stored.
# Set PEER to a command that is to be timed on the same archive in the same minute.
set -euo pipefail
cd "$(dirname "$0")/.."

hearsay="$(realpath "${HEARSAY:-$(swift build -c release --show-bin-path)/hearsay}")"
directory=.bench/costs
mkdir -p "$directory"
archive="${1:-$directory/posts.jsonl}"
[[ -s "$archive" ]] || Scripts/make-archive.sh 100000 "$archive"
posts="$(wc -l <"$archive")"
few=500
many=2500
for count in "$few" "$many"; do head -n "$count" "$archive" >"$directory/$count.jsonl"; done
# Debugging information takes valgrind longer to read than the posts.
strip -g -o "$directory/hearsay" "$hearsay"
export HEARSAY_CACHE="$PWD/$directory/lexicons"

fail() {
  echo "costs: $1" >&2
  exit 1
}

# Fails where a command does not write a line for each of so many posts.
expect_lines() { # COUNT COMMAND…
  local found
  found="$("${@:2}" 2>"$directory/summary.txt" | wc -l)"
  [[ "$found" == "$1" ]] || fail "$found of $1 posts were annotated; see $directory/summary.txt"
}

# Fails where the summary of a run does not say that so many posts were stored.
expect_stored() { # COUNT
  local found
  # The summary groups digits: "200 000 stored".
  found="$(LC_ALL=C sed -E ':again; s/([0-9])[^0-9A-Za-z]{1,3}([0-9]{3})/\1\2/; t again' "$directory/summary.txt" |
    grep -oE '[0-9]+ stored' | tail -1 | cut -d' ' -f1)"
  [[ "$found" == "$1" ]] || fail "${found:-none} of $1 posts were stored; see $directory/summary.txt"
}

# The least processor time and the least time by the clock of five runs, in microseconds for each of so many posts.
least() { # POSTS COMMAND…
  local TIMEFORMAT='%U %S %R'
  for _ in 1 2 3 4 5; do
    { time "${@:2}" >/dev/null 2>"$directory/summary.txt"; } 2>"$directory/time.txt" || fail "${*:2} failed"
    cat "$directory/time.txt"
  done | awk -v posts="$1" '
    { cpu = $1 + $2; if (NR == 1 || cpu < least) least = cpu; if (NR == 1 || $3 < clock) clock = $3 }
    END { printf "%.2f %.2f\n", least / posts * 1e6, clock / posts * 1e6 }'
}

# Bytes and blocks that a post allocates.
allocated() { # PIPELINE
  for count in "$few" "$many"; do
    expect_lines "$count" valgrind --tool=dhat --dhat-out-file=/dev/null --log-file="$directory/dhat.txt" \
      "$directory/hearsay" annotate --pipeline "$1" --workers 1 --fields id "$directory/$count.jsonl"
    sed -nE 's/.*Total: +([0-9,]+) bytes in ([0-9,]+) blocks.*/\1 \2/p' "$directory/dhat.txt" | tr -d ,
  done | awk -v posts="$((many - few))" '
    NR == 1 { bytes = $1; blocks = $2 } END { printf "%.0f %.1f\n", ($1 - bytes) / posts, ($2 - blocks) / posts }'
}

mapfile -t stages < <(sed -nE 's/^  - ([a-z-]+).*/\1/p' Pipelines/crypto.yaml)
{
  echo "$(date -u +%F), commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown), $posts posts of" \
    "$(($(wc -c <"$archive") / posts)) bytes, $(nproc) cores of $(sed -nE 's/^model name.*: //p' /proc/cpuinfo | head -1)."
  echo
  echo "| up to the stage | start, ms | µs a post | what it adds | bytes allocated a post | what it adds | blocks a post |"
  echo "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
  before="0 0"
  for index in "${!stages[@]}"; do
    pipeline="$directory/$((index + 1)).yaml"
    awk -v last="$((index + 1))" '/^  - / && last < ++stage { next } { print }' Pipelines/crypto.yaml |
      sed "s|lexicons: .*|lexicons: $PWD/Lexicons|" >"$pipeline"
    # It also compiles the lexicons.
    expect_lines "$posts" "$directory/hearsay" annotate --pipeline "$pipeline" --fields id "$archive"
    annotate() { "$directory/hearsay" annotate --pipeline "$pipeline" --workers 1 --fields id "$1"; }
    read -r start _ < <(least 1 annotate "$directory/$few.jsonl")
    read -r cpu _ < <(least 1 annotate "$archive")
    read -r start cpu < <(awk -v few="$few" -v posts="$posts" -v start="$start" -v all="$cpu" 'BEGIN {
      cpu = (all - start) / (posts - few)
      print start - few * cpu, cpu
    }')
    read -r bytes blocks < <(allocated "$pipeline")
    awk -v name="${stages[index]}" -v start="$start" -v cpu="$cpu" -v bytes="$bytes" -v blocks="$blocks" -v before="$before" 'BEGIN {
      split(before, old, " ")
      printf "| `%s` | %.0f | %.1f | %.1f | %d | %d | %.1f |\n", name, start / 1000, cpu, cpu - old[1], bytes, bytes - old[2], blocks
    }'
    before="$cpu $bytes"
  done
  echo
  echo "| what, start included | µs of processor time a post | µs a post by the clock |"
  echo "| --- | ---: | ---: |"
  whole() { # WHAT COMMAND…
    local what="$1"
    shift
    read -r cpu clock < <(least "$posts" "$@")
    echo "| $what | $cpu | $clock |"
  }
  store() { # a database that is new each time
    rm -f "$directory"/posts.sqlite*
    "$@" "$directory/hearsay" run Pipelines/crypto.yaml "$archive" --db "$directory/posts.sqlite"
  }
  whole "\`annotate\`, all fields" "$directory/hearsay" annotate "$archive"
  whole "\`run\`, one core" store taskset -c 0
  expect_stored "$posts"
  whole "\`run\`, two cores" store env
  expect_stored "$posts"
  # The command is to be taken apart into words.
  # shellcheck disable=SC2086
  [[ -z "${PEER:-}" ]] || whole "\`$(basename "${PEER##* }")\`" $PEER "$archive"
} >"$directory/table.md"

awk -v table="$directory/table.md" '
  /^<!-- costs -->$/ { print; print ""; while ((getline line < table) > 0) print line; print ""; skipped = 1 }
  /^<!-- end of costs -->$/ { skipped = 0 }
  !skipped { print }' docs/performance.md >"$directory/performance.md"
grep -q '^<!-- costs -->$' docs/performance.md || fail "docs/performance.md has no place for the table"
cp "$directory/performance.md" docs/performance.md
cat "$directory/table.md"
