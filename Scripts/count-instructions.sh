#!/usr/bin/env bash
# Counts the instructions that a post costs, and fails where they have risen by more than a tenth.
#
#   Scripts/count-instructions.sh            compares with docs/instructions.tsv
#   Scripts/count-instructions.sh --record   writes docs/instructions.tsv anew
#
# Instructions are the same on a busy machine and an idle one, so that a few thousand posts tell what takes hours to
# see by the clock. Two archives of generated posts are read in one worker; the difference is what posts cost, and the
# rest is the start, in which the compiled lexicons of all eighteen languages are read.
set -euo pipefail
cd "$(dirname "$0")/.."

hearsay="${HEARSAY:-$(swift build -c release --show-bin-path)/hearsay}"
committed=docs/instructions.tsv
few=500
many=2500
mkdir -p .bench
# Debugging information takes callgrind longer to read than the posts.
strip -g -o .bench/hearsay "$hearsay"

# Lexicons are compiled before anything is counted, as they are before all starts but the first.
export HEARSAY_CACHE=.bench/lexicons
.bench/hearsay explain --pipeline Pipelines/crypto.yaml "gm" >/dev/null

count() { # POSTS
  local archive=".bench/mixed-$1.jsonl" database=".bench/mixed-$1.sqlite"
  [[ -s "$archive" ]] || Scripts/make-archive.sh "$1" "$archive"
  rm -f "$database" "$database-wal" "$database-shm"
  valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file=".bench/callgrind-$1.txt" \
    .bench/hearsay run Pipelines/crypto.yaml "$archive" --db "$database" --workers 1 2>".bench/mixed-$1.txt"
  grep -qE "$(echo "$1" | sed -E 's/([0-9]+)([0-9]{3})$/\1[^0-9A-Za-z]*\2/') stored" ".bench/mixed-$1.txt" || {
    cat ".bench/mixed-$1.txt" >&2
    echo "count-instructions: not all of $1 posts were stored" >&2
    return 1
  }
  sed -nE 's/.*Collected : ([0-9]+).*/\1/p' ".bench/callgrind-$1.txt"
}

count "$few" >.bench/few.txt &
count "$many" >.bench/many.txt
wait "$!"
small="$(cat .bench/few.txt)"
large="$(cat .bench/many.txt)"
per_post=$(((large - small) / (many - few)))
start=$((small - per_post * few))
printf 'what\tinstructions\na post\t%d\nthe start\t%d\n' "$per_post" "$start" >.bench/instructions.tsv

if [[ "${1:-}" == --record ]]; then
  cp .bench/instructions.tsv "$committed"
  cat "$committed"
  exit 0
fi
echo "what | committed | now"
paste "$committed" .bench/instructions.tsv | awk -F '\t' '
  1 < NR {
    printf "%s | %d | %d\n", $1, $2, $4
    if ($2 * 1.1 < $4) { printf "%s costs more than a tenth more\n", $1; failed = 1 }
  }
  END { exit failed }' || {
  echo "count-instructions: say why in the commit, and record the figures with Scripts/count-instructions.sh --record" >&2
  exit 1
}
