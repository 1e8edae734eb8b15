#!/usr/bin/env bash
# Feeds readers with damaged samples until one breaks: Scripts/fuzz.sh FORMAT|any|all [SECONDS]
# FORMAT is a name that "hearsay formats" lists, "any" reads an input as what it looks like, and "all" takes one format
# after the other. An input that breaks a reader is left in .build/fuzz; put it into
# Tests/HearsayArchiveTests/Samples/FORMAT, where the ordinary tests find it.
set -euo pipefail
cd "$(dirname "$0")/.."

choice="${1:?name a format, any or all}"
seconds="${2:-60}"
samples=Tests/HearsayArchiveTests/Samples
# Coverage is counted in all modules; the flag also links libFuzzer, which the linker "gold" cannot.
flags=(--package-path Fuzz -c release -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld)
swift build "${flags[@]}" --product Readers
program="$(swift build "${flags[@]}" --show-bin-path)/Readers"

fuzz() {
  local format="$1" seeds="$samples/$1"
  if [[ "$format" == any ]]; then
    unset HEARSAY_FUZZ_FORMAT
    seeds="$samples"
  else
    export HEARSAY_FUZZ_FORMAT="$format"
  fi
  mkdir -p ".build/fuzz/$format"
  echo "fuzz: $format, $seconds s"
  # Corpora lie flat, and an input that takes longer than ten seconds counts as one that hangs.
  # A crash report takes longer than reading thousands of inputs.
  SWIFT_BACKTRACE=enable=no "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -verbosity=0 \
    -print_final_stats=1 -artifact_prefix=".build/fuzz/$format-" ".build/fuzz/$format" $(find "$seeds" -type d)
}

if [[ "$choice" == all ]]; then
  for folder in "$samples"/*/; do fuzz "$(basename "$folder")"; done
else
  fuzz "$choice"
fi
