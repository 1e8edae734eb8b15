import GRDB
import HearsayCore

extension Store {
  /// The schema in words, as Markdown: the content of `docs/schema.md`.
  ///
  /// Names and types come from the database itself. A table or column that nobody described, or
  /// that is described and does not exist, shows as such in the text.
  package func schemaDocument() throws(Diagnostics) -> String {
    try read { db in
      var text = """
        # The database

        This file is made from the program by a test; it is not edited by hand.

        Start with the views: they have plain names, and dates for days.
        Views show the edition that was added last; tables hold all editions.
        Tables hold numbers for entities, languages and platforms, which save space.
        Every figure is a sum that can be merged with others by addition.
        How much stands behind the signals is decided by `keep` in the pipeline: `signals`, `evidence` or `text`.

        ## Views


        """
      for view in SchemaDescription.views { text += try Self.section(view, db) }
      text += "## Tables\n\n"
      for table in SchemaDescription.tables { text += try Self.section(table, db) }
      let described = Set((SchemaDescription.views + SchemaDescription.tables).map(\.name))
      let names = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name")
      for name in names where !described.contains(name) && name != "grdb_migrations" {
        text += "### \(name)\n\nUNDESCRIBED\n\n"
      }
      return text.hasSuffix("\n\n") ? String(text.dropLast()) : text
    }
  }

  private static func section(_ table: SchemaDescription.Table, _ db: Database) throws -> String {
    var text = "### \(table.name)\n\n\(table.summary)\n\n| column | type | meaning |\n| --- | --- | --- |\n"
    var meanings = Dictionary(table.columns.map { ($0.name, $0.meaning) }) { first, _ in first }
    for row in try Row.fetchAll(db, sql: "SELECT name, type, pk FROM pragma_table_info(?)", arguments: [table.name]) {
      let name: String = row[0]
      let type: String = row[1]
      let key = 0 < row[2] as Int ? ", key" : ""
      text +=
        "| \(name) | \(type.isEmpty ? "any" : type)\(key) | \(meanings.removeValue(forKey: name) ?? "UNDESCRIBED") |\n"
    }
    for name in meanings.keys.sorted() { text += "| \(name) | ABSENT | |\n" }
    return text + "\n"
  }
}
