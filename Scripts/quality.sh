#!/usr/bin/env bash
# Measures the pipeline of this checkout on labelled posts and writes the reports in docs/quality anew.
#
#   Scripts/quality.sh FOLDER [REPORT…]      for example: Scripts/quality.sh ../labelled sentiment language
#
# FOLDER holds the sets, at any depth: folders with dev.jsonl, train.jsonl or both. A report names its sets; those
# that FOLDER lacks are passed over with a word about it, and a report without any set is left as it is.
set -euo pipefail
folder="${1:?name the folder of the labelled sets}"
[[ -d "$folder" ]] || { echo "quality: there is no folder $folder" >&2; exit 2; }
folder="$(cd "$folder" && pwd)"
shift
cd "$(dirname "$0")/.."
hearsay="${HEARSAY:-$(swift build -c release --show-bin-path)/hearsay}"
wanted=" $* "

# The file SET/PART.jsonl, wherever it lies; nothing where it does not.
file() { find "$folder" -path "*/$1.jsonl" -not -path '*/.*' 2>/dev/null | LC_ALL=C sort | head -n 1; }

# report NAME TITLE OPTIONS SET/PART…
report() {
  local name="$1" title="$2" options="$3" set path files=()
  shift 3
  [[ "$wanted" == "  " || "$wanted" == *" $name "* ]] || return 0
  for set in "$@"; do
    path="$(file "$set")"
    if [[ -n "$path" ]]; then files+=("$path"); else echo "quality: $name: there is no $set" >&2; fi
  done
  if [[ ${#files[@]} -eq 0 ]]; then return 0; fi
  # shellcheck disable=SC2086
  "$hearsay" evaluate $options --title "$title" --save-report "docs/quality/$name.md" "${files[@]}" >/dev/null
  echo "docs/quality/$name.md"
}

report sentiment "Sentiment" "" \
  umsab-ar/dev umsab-de/dev umsab-en/dev umsab-es/dev umsab-fr/dev umsab-it/dev umsab-pt/dev
# Sets whose train part weights were learned from are measured by Scripts/learn.sh; SB10k has the posts of umsab-de.
report sentiment-more "Sentiment, other sets" "--task sentiment" \
  umsab-hi/dev potts/dev smp2020-virus/dev smsa/dev uit-vsfc/dev jrte-pn/dev wisesight/dev brighter-de/dev \
  brighter-en/dev brighter-es/dev brighter-hi/dev brighter-pt/dev brighter-ru/dev brighter-uk/dev brighter-zh/dev
report targets "Stance toward given words" "" stockemotions/dev
report language "Language" "--task language" \
  lingua-sentences/dev lingua-word-pairs/dev umsab-ar/dev umsab-de/dev umsab-en/dev umsab-es/dev umsab-fr/dev \
  umsab-it/dev umsab-pt/dev
report posts "Posts annotated in full" "" gold/dev
report coins "Coins" "" cryptoner/train
report claims "Checkable claims" "--task checkable" \
  ct22-ar-claim/dev ct22-bg-claim/dev ct22-en-claim/dev ct22-nl-claim/dev ct22-tr-claim/dev
report fud "FUD" "" unlp2025-fud/train
report fear "Fear" "" \
  brighter-de/dev brighter-en/dev brighter-es/dev brighter-hi/dev brighter-pt/dev brighter-ru/dev brighter-uk/dev \
  brighter-zh/dev
