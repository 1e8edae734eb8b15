#!/usr/bin/env bash
# Checks that Datasette and DuckDB open a database and what is exported from it, and answer the examples of
# docs/exports.md and docs/queries.md.
#
#   Scripts/check-tools.sh
#
# Both come from PyPI, into .build/tools. Where they cannot be installed for want of a network, nothing
# is checked, and the script says so. DuckDB reads SQLite through an extension of exactly its version.
set -euo pipefail
cd "$(dirname "$0")/.."

hearsay="${HEARSAY:-$(swift build -c release --static-swift-stdlib --show-bin-path)/hearsay}"
tools=".build/tools"
packages=(datasette duckdb==1.5.5 duckdb-extension-sqlite-scanner==1.5.5)
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

if ! "$tools/bin/python" -c 'import datasette, duckdb, duckdb_extension_sqlite_scanner; assert duckdb.__version__ == "1.5.5"' 2>/dev/null; then
  rm -rf "$tools"
  if ! python3 -m venv "$tools" || ! "$tools/bin/pip" install --quiet --disable-pip-version-check "${packages[@]}"; then
    echo "SKIPPED: datasette and duckdb could not be installed from PyPI; nothing was checked" >&2
    rm -rf "$tools"
    exit 0
  fi
fi

"$hearsay" run Pipelines/crypto.yaml Samples --db "$work/samples.sqlite" 2>/dev/null
"$hearsay" export --datasette --db "$work/samples.sqlite" >"$work/metadata.json"
for table in signals claims opinions; do
  "$hearsay" export "$table" --format jsonl --db "$work/samples.sqlite" >"$work/$table.jsonl"
  "$hearsay" export "$table" --format csv --db "$work/samples.sqlite" >"$work/$table.csv"
done

"$tools/bin/python" - "$work" "$PWD" <<'PYTHON'
import csv, glob, json, re, sqlite3, subprocess, sys, os
import duckdb, duckdb_extension_sqlite_scanner

work = sys.argv[1]
datasette = os.path.join(os.path.dirname(sys.executable), "datasette")

def ask(path):
    answer = subprocess.run(
        [datasette, f"{work}/samples.sqlite", "--metadata", f"{work}/metadata.json", "--get", path],
        capture_output=True, text=True)
    assert answer.returncode == 0, f"datasette {path}: {answer.stderr}{answer.stdout}"
    return json.loads(answer.stdout)

metadata = json.load(open(f"{work}/metadata.json"))
own = metadata["databases"]["samples"]
assert own["tables"]["sentiment_by_chain_day"]["columns"]["people"], "the views are described"
for view in ["sentiment_by_chain_day", "fud_by_chain_day", "claim_summary", "source_coverage", "problem"]:
    rows = ask(f"/samples/{view}.json?_shape=array")
    assert rows, f"datasette shows nothing of {view}"
for name in own["queries"]:
    rows = ask(f"/samples/{name}.json?_shape=array&chain=scroll")
    assert isinstance(rows, list) and (rows or name == "copies"), f"the query {name} gives {rows}"

base = sqlite3.connect(f"{work}/samples.sqlite")
total = base.execute("SELECT sum(posts) FROM signal").fetchone()[0]
duck = duckdb.connect()
for table in ["signals", "claims", "opinions"]:
    lines = sum(1 for _ in open(f"{work}/{table}.jsonl"))
    duck.execute(f"COPY (SELECT * FROM read_json('{work}/{table}.jsonl', format = 'newline_delimited')) "
                 f"TO '{work}/{table}.parquet' (FORMAT parquet)")
    rows = duck.execute(f"SELECT count(*) FROM '{work}/{table}.parquet'").fetchone()[0]
    assert rows == lines > 0, f"{table}: {rows} rows in Parquet, {lines} lines"
    assert sum(1 for _ in csv.reader(open(f"{work}/{table}.csv", newline=""))) == lines + 1, f"{table}.csv"
posts = duck.execute(f"SELECT sum(posts) FROM '{work}/signals.parquet'").fetchone()[0]
opinions = duck.execute(f"SELECT count(*) FROM '{work}/opinions.parquet'").fetchone()[0]
assert posts == total == opinions, f"{posts} posts in Parquet, {total} in the database, {opinions} opinions"

# DuckDB opens the database itself: the views answer as they do in SQLite.
extension = glob.glob(os.path.join(list(duckdb_extension_sqlite_scanner.__path__)[0], "extensions/*/*.duckdb_extension"))[0]
duck.execute(f"LOAD '{extension}'")
duck.execute(f"ATTACH '{work}/samples.sqlite' AS hearsay (TYPE sqlite, READ_ONLY)")
for view in ["sentiment_by_chain_day", "fud_by_chain_day", "claim_summary", "source_coverage", "problem"]:
    # Means may differ in the last digit that is shown; all else is equal.
    def rows(connection, name):
        found = connection.execute(f"SELECT * FROM {name}").fetchall()
        exact = [repr([v for v in row if v is None or isinstance(v, (int, str))]) for row in found]
        means = [[float(v) for v in row if v is not None and not isinstance(v, (int, str))] for row in found]
        return sorted(zip(exact, means))
    ours, theirs = rows(base, view), rows(duck, f"hearsay.{view}")
    assert [row[0] for row in ours] == [row[0] for row in theirs], f"DuckDB and SQLite differ on {view}"
    for one, other in zip(ours, theirs):
        assert all(abs(a - b) < 0.0002 for a, b in zip(one[1], other[1])), f"DuckDB and SQLite differ on {view}: {one} {other}"

# The documented questions: those of docs/exports.md in DuckDB, those of docs/queries.md in SQLite and Datasette.
def examples(path):
    for block in re.findall(r"```sql\n(.*?)```", open(path).read(), re.S):
        for question in block.split(";"):
            if question.strip(): yield question.strip()

os.chdir(work)
asked = 0
for question in examples(os.path.join(sys.argv[2], "docs/exports.md")):
    if question.startswith(("INSTALL", "LOAD", "ATTACH")): continue
    answer = duck.execute(question).fetchall()
    assert answer, f"DuckDB answers nothing to {question}"
    asked += 1
for question in examples(os.path.join(sys.argv[2], "docs/queries.md")):
    expected = base.execute(question).fetchall()
    from urllib.parse import quote
    shown = ask(f"/samples.json?sql={quote(question)}&_shape=arrays")
    assert len(shown["rows"]) == len(expected), f"Datasette and SQLite differ on {question}"
    asked += 1
assert 12 <= asked, f"only {asked} questions were found"
best = duck.execute(f"SELECT chain, count(*) AS posts FROM '{work}/opinions.parquet' GROUP BY chain ORDER BY posts DESC").fetchone()
print(f"datasette and duckdb agree on {asked} questions: {total} posts about entities, most about {best[0]}")
PYTHON
