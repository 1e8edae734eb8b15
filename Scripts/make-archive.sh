#!/usr/bin/env bash
# Writes an archive of generated posts in eighteen languages, the same for the same number of posts.
#
#   Scripts/make-archive.sh POSTS FILE
set -euo pipefail
cd "$(dirname "$0")/.."
posts="$1"
file="$2"

LC_ALL=C awk -F '\t' -v posts="$posts" '
  function pick(count) { state = (state * 16807) % 2147483647; return 1 + state % count }
  function sentence(language,   words) {
    words = text[language, pick(count[language])]
    sub("%s", chain[pick(chains)], words)
    return words
  }
  { if (!count[$1]++) name[++languages] = $1; text[$1, count[$1]] = $2 }
  END {
    state = 20261126
    chains = split("Scroll|Base|Arbitrum|Optimism|Ethereum|Solana|Polygon|Linea", chain, "|")
    extras = split("| 🚀🚀| #crypto| https://example.org/a| @somebody| $ETH||!!", extra, "|")
    for (number = 1; number <= posts; number++) {
      language = name[pick(languages)]
      printf "{\"id\":\"%d\",\"platform\":\"bench\",\"created_at\":\"2026-%02d-%02dT%02d:%02d:00Z\",", number, 1 + number % 12, 1 + number % 28, number % 24, number % 60
      printf "\"author\":{\"id\":\"%d\",\"handle\":\"user%d\"},\"counts\":{\"likes\":%d,\"reposts\":%d},", number % 5000, number % 5000, number % 97, number % 13
      printf "\"text\":\"%s%s\\n%s%s (%d)\"}\n", sentence(language), extra[pick(extras)], sentence(language), extra[pick(extras)], number
    }
  }' Benchmarks/sentences.tsv >"$file.draft"
mv "$file.draft" "$file"
[[ "$(wc -l <"$file")" -eq "$posts" ]] || { echo "make-archive: $file does not hold $posts posts" >&2; exit 1; }
