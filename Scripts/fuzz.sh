#!/usr/bin/env bash
# Feeds a reader with damaged samples until it breaks: Scripts/fuzz.sh FORMAT [SECONDS]
# FORMAT is a name that "hearsay formats" lists, or "any" for whatever the input looks like.
# An input that breaks the reader is left in .build/fuzz; put it into Tests/HearsayArchiveTests/Samples/FORMAT.
set -euo pipefail
cd "$(dirname "$0")/.."

format="${1:?name a format, or any}"
seconds="${2:-60}"
samples=Tests/HearsayArchiveTests/Samples
# Coverage is counted in all modules; the flag also links libFuzzer's main function.
flags=(--package-path Fuzz -c release -Xswiftc -sanitize=fuzzer -Xswiftc -parse-as-library)
swift build "${flags[@]}"
program="$(swift build "${flags[@]}" --show-bin-path)/Readers"
mkdir -p ".build/fuzz/$format"
if [[ "$format" != any ]]; then
  export HEARSAY_FUZZ_FORMAT="$format"
  samples="$samples/$format"
fi
# Corpora lie flat, and an input that takes longer than ten seconds counts as one that hangs.
exec "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -artifact_prefix=.build/fuzz/ \
  ".build/fuzz/$format" $(find "$samples" -mindepth 0 -type d)
