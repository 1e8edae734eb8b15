#!/usr/bin/env bash
# Times "hearsay run" on a generated archive, and fails where it does not store every post.
#
#   Scripts/bench.sh [POSTS]        default: 200000 posts, about 51 MB
#
# The archive is the same for the same number of posts, and is kept in .bench.
# Prints a row for the table in docs/performance.md: processor time, speed and peak memory.
set -euo pipefail
cd "$(dirname "$0")/.."

posts="${1:-200000}"
hearsay="${HEARSAY:-$(swift build -c release --show-bin-path)/hearsay}"
mkdir -p .bench
archive=".bench/posts-$posts.jsonl"
database=".bench/posts.sqlite"

if [[ ! -s "$archive" ]]; then
  awk -v posts="$posts" '
    function pick(list, count) { state = (state * 16807) % 2147483647; return list[1 + state % count] }
    BEGIN {
      state = 20261123
      chains = split("Scroll|Base|Arbitrum|Optimism|Ethereum|Solana|Polygon|Linea", chain, "|")
      openings = split("The team says|Ich glaube|Rumour has it that|Gerüchte:|Nobody tells us why|Finally,", opening, "|")
      events = split("%s pausiert die Governance|%s has been hacked|%s is down again|withdrawals on %s are stuck|%s works great today|die Gebühren auf %s sind gut|I love building on %s", event, "|")
      endings = split("|. Stop the FUD!|. Is that true?|, be careful.| 🚀🚀|. Das macht mir Angst.|. https://example.org/a", ending, "|")
      for (number = 1; number <= posts; number++) {
        words = pick(event, events)
        sub("%s", pick(chain, chains), words)
        printf "{\"id\":\"%d\",\"platform\":\"bench\",\"created_at\":\"2026-%02d-%02dT%02d:%02d:00Z\",", number, 1 + number % 12, 1 + number % 28, number % 24, number % 60
        printf "\"author\":{\"id\":\"%d\",\"handle\":\"user%d\"},\"counts\":{\"likes\":%d,\"reposts\":%d},", number % 5000, number % 5000, number % 97, number % 13
        printf "\"text\":\"%s %s%s\\n%s %s%s (%d)\"}\n", pick(opening, openings), words, pick(ending, endings), pick(opening, openings), pick(chain, chains), pick(ending, endings), number
      }
    }' >"$archive.draft"
  mv "$archive.draft" "$archive"
fi
[[ "$(wc -l <"$archive")" -eq "$posts" ]] || { echo "bench: $archive does not hold $posts posts" >&2; exit 1; }

rm -f "$database" "$database-wal" "$database-shm"
start="$(date +%s.%N)"
# A shell of its own: the time that its children took is that of the program alone.
(
  "$hearsay" run Pipelines/crypto.yaml "$archive" --db "$database" 2>.bench/summary.txt &
  echo "$!" >.bench/pid
  wait "$!"
  times >.bench/times
) &
timed="$!"
# The kernel keeps the peak for as long as the process lives.
peak=0
while kill -0 "$timed" 2>/dev/null; do
  while read -r name value _; do
    [[ "$name" != VmHWM: ]] || peak="$value"
  done 2>/dev/null <"/proc/$(cat .bench/pid 2>/dev/null)/status" || true
  sleep 0.05
done
wait "$timed" || { cat .bench/summary.txt >&2; exit 1; }
end="$(date +%s.%N)"

# The summary groups digits: "200 000 stored".
stored="$(LC_ALL=C sed -E ':again; s/([0-9])[^0-9A-Za-z]{1,3}([0-9]{3})/\1\2/; t again' .bench/summary.txt |
  grep -oE '[0-9]+ stored' | head -1 | cut -d' ' -f1)"
if [[ "$stored" != "$posts" ]]; then
  cat .bench/summary.txt >&2
  echo "bench: ${stored:-nothing} stored, $posts expected" >&2
  exit 1
fi
cpu="$(awk -F '[ms ]+' 'NR == 2 { print $1 * 60 + $2 + $3 * 60 + $4 }' .bench/times)"
commit="$(git rev-parse --short HEAD 2>/dev/null || echo unknown)"
echo "| date | commit | posts | CPU µs a post | µs a post | MB/s | peak memory |"
echo "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
LC_ALL=C awk -v posts="$posts" -v start="$start" -v end="$end" -v bytes="$(wc -c <"$archive")" -v cpu="$cpu" \
  -v peak="$peak" -v date="$(date -u +%F)" -v commit="$commit" 'BEGIN {
  seconds = end - start
  printf "| %s | %s | %d | %.1f | %.1f | %.1f | %d MB |\n", date, commit, posts, cpu / posts * 1e6, seconds / posts * 1e6, bytes / seconds / 1e6, peak / 1024
}'
