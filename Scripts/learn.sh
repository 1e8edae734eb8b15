#!/usr/bin/env bash
# Learns the weights that are shipped, or measures them by cross-validation.
#
#   Scripts/learn.sh FOLDER write [LEXICON…]     for example: Scripts/learn.sh ../labelled write de/weights
#   Scripts/learn.sh FOLDER folds [LEXICON…]     writes docs/quality/folds.md, or what it says of these lexicons
#
# FOLDER holds the sets, at any depth: folders with train.jsonl. A lexicon is left as it is where FOLDER lacks a set
# of it. The date that a lexicon bears is the environment's DATE, or today. Takes some minutes on two cores.
set -euo pipefail
folder="${1:?name the folder of the labelled sets}"
mode="${2:?say write or folds}"
[[ -d "$folder" ]] || { echo "learn: there is no folder $folder" >&2; exit 2; }
[[ "$mode" == write || "$mode" == folds ]] || { echo "learn: say write or folds, not $mode" >&2; exit 2; }
folder="$(cd "$folder" && pwd)"
shift 2
cd "$(dirname "$0")/.."
hearsay="${HEARSAY:-$(swift build -c release --show-bin-path)/hearsay}"
wanted=" $* "
report=docs/quality/folds.md
added="$(mktemp)"
trap 'rm -f "$added"' EXIT

# The file SET/train.jsonl, wherever it lies; nothing where it does not.
file() { find "$folder" -path "*/$1/train.jsonl" -not -path '*/.*' 2>/dev/null | LC_ALL=C sort | head -n 1; }

# What the report says of a lexicon that is not measured now.
kept() {
  [[ "$mode" == folds && -f "$report" ]] || return 0
  awk -v title="## $1" '/^## / { isWanted = $0 == title; if (isWanted) print "" } isWanted' "$report" |
    awk 'NF { for (; 0 < blank; blank--) print ""; print } !NF { blank++ }' >> "$added"
}

# learn LEXICON "OPTIONS" SET… [+SET…]; of the posts of a set with + only the words matter, and not the labels.
learn() {
  local lexicon="$1" options="$2" set path files=() others=()
  shift 2
  if [[ "$wanted" != "  " && "$wanted" != *" $lexicon "* ]]; then kept "$lexicon"; return 0; fi
  for set in "$@"; do
    path="$(file "${set#+}")"
    if [[ -z "$path" ]]; then echo "learn: $lexicon: there is no ${set#+}" >&2; kept "$lexicon"; return 0; fi
    if [[ "$set" == +* ]]; then others+=(--unlabelled "$path"); else files+=("$path"); fi
  done
  local command=("$hearsay" lexicon learn --language "${lexicon%%/*}")
  # shellcheck disable=SC2206
  command+=($options ${others[@]+"${others[@]}"})
  if [[ "$mode" == write ]]; then
    "${command[@]}" --into "Lexicons/$lexicon" ${DATE:+--date "$DATE"} "${files[@]}"
    echo "Lexicons/$lexicon"
  else
    { printf '\n## %s\n\n`%s`\n\n' "$lexicon" "hearsay lexicon learn --language ${lexicon%%/*} $options"
      "${command[@]}" --folds 5 --format markdown "${files[@]}" 2>/dev/null; } >> "$added"
    echo "$lexicon"
  fi
}

# Sets with a licence that forbids commercial use, and all test and dev parts, are never learned from. SB10k and the
# posts of FiQA are left out too: they hold posts of the tests of umsab-de and of semeval17-task5.
learn ar/weights "--entries 6000 --penalty 1.5 --prior 4 --pieces 5" umsab-ar
learn de/weights "--entries 2000 --penalty 2 --prior 4 --pieces 4 --others 20" umsab-de potts brighter-de
learn en/weights "--entries 12000 --penalty 2 --prior 4 --pieces 0 --share cryptobert-refined/train=400 \
--share surge-crypto/train=400 --share surge-stock/train=400 --share brighter-en/train=20" \
  umsab-en semeval17-4a cryptobert-refined surge-crypto surge-stock brighter-en
learn es/weights "--entries 8000 --penalty 2 --prior 4 --pieces 4" umsab-es brighter-es
learn fr/weights "--entries 5000 --penalty 2 --prior 4 --pieces 4" umsab-fr
learn hi/weights "--entries 8000 --penalty 2 --prior 4 --pieces 4" umsab-hi brighter-hi
learn id/weights "--entries 8000 --penalty 2 --pieces 0 --label anger=negative --label sadness=negative \
--label fear=negative --label happy=positive --label love=positive" smsa emot-id
learn it/weights "--entries 5000 --penalty 2 --prior 4 --pieces 4" umsab-it
learn ko/weights "--entries 5000 --penalty 2 --prior 4 --pieces 4" nsmc-raw
learn nl/weights "--entries 3000 --penalty 2 --prior 4 --pieces 4 --neutral 40" xed-nl
learn pl/weights "--entries 3000 --penalty 2 --prior 4 --pieces 4 --neutral 40" xed-pl
learn pt/weights "--entries 3500 --penalty 2 --prior 4 --pieces 4" umsab-pt
learn ru/weights "--entries 5000 --penalty 2 --prior 4 --pieces 4 --others 40" rusentitweet brighter-ru
learn tr/weights "--entries 3000 --penalty 2 --pieces 4 --neutral 40" xed-tr
learn uk/weights "--entries 4000 --penalty 2 --pieces 4" brighter-uk
learn zh/weights "--entries 5000 --penalty 2 --pieces 0 --others 40" smp2020-virus brighter-zh
# What the weights for targets weigh is what those for sentiment make of a text, so they come after them.
learn en/target-weights "--task target --entries 12000 --penalty 2 --pieces 0" dong2014 semeval17-task5 surge-stock
learn ar/checkable "--task checkable --entries 8000 --penalty 2 --pieces 4" ct22-ar-claim
learn de/checkable "--task checkable --entries 8000 --penalty 2 --balance 60 --pieces 4" germeval2021
learn en/checkable "--task checkable --entries 12000 --penalty 4 --trait-penalty 12 --balance 60 --prior 4 --pieces 4 \
--vectors 100" ct22-en-claim +umsab-en +semeval17-4a +cryptobert-refined +surge-crypto +surge-stock +brighter-en \
  +dong2014 +semeval17-task5
learn nl/checkable "--task checkable --entries 8000 --penalty 2 --pieces 4" ct22-nl-claim
learn tr/checkable "--task checkable --entries 12000 --penalty 5 --pieces 5" ct22-tr-claim

if [[ "$mode" == folds ]]; then
  { cat <<'TEXT'
# Cross-validation of learned weights

Each set is cut into five parts, and each part is read by weights that were learned from the other four, and from those of the other sets.
Written by `Scripts/learn.sh FOLDER folds`; the command above each table, with `--folds 5`, measures one lexicon.
The hand-written words are those of the checkout: some were found by reading posts of these sets, so these figures are a little too good, and those of posts that nobody has read stand in the other reports.
Weights for targets start from what the shipped weights for sentiment say, which learned from surge-stock as well: its figure there is too good.
Means are over the classes that a set has; posts with other labels, and those that do not name their target, are left out.
Where a command says `--vectors`, posts of other sets, named in the script, teach which words are used alike.
Where a set has no neutral posts, the side that the score is on is the answer.
TEXT
    cat "$added"; } > "$report"
  echo "$report"
fi
