#!/usr/bin/env bash
# Installs the packages of packages.txt that are missing; does nothing where none is.
set -euo pipefail

list="$(dirname "$0")/packages.txt"
packages=()
while read -r name _; do
  [[ -z "$name" || "$name" == \#* ]] || packages+=("$name")
done <"$list"

if ! command -v dpkg-query >/dev/null; then
  # Not Debian or Ubuntu: the libraries may be there under other names.
  if command -v pkg-config >/dev/null && pkg-config --exists libarchive libxml-2.0 libzstd zlib libcrypto sqlite3; then
    exit 0
  fi
  echo "install-packages: there is no dpkg here; install what corresponds to: ${packages[*]}" >&2
  exit 1
fi

missing=()
for name in "${packages[@]}"; do
  status="$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null || true)"
  [[ "$status" == installed ]] || missing+=("$name")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "install-packages: there is no apt-get here; install these packages: ${missing[*]}" >&2
  exit 1
fi
as_root=()
if [[ "$(id -u)" != 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "install-packages: neither root nor sudo; have an administrator run: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "installing ${missing[*]}" >&2
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
