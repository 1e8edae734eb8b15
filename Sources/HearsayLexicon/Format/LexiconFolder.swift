import HearsayCore
import HearsayFiles

/// The files of one lexicon, read but not yet compiled.
package struct LexiconFolder: Sendable {
  /// The name by which annotations cite it, such as `de/sentiment` or `entities`.
  package let name: String
  /// The folder.
  package let path: String
  /// What `about.yaml` says.
  package let about: LexiconAbout
  /// The tables, in the order of `LexiconKind.tables`.
  package let tables: [Table]

  /// Reads the lexicon in the folder `path`.
  ///
  /// - Throws: everything that is wrong with the form of its files.
  package init(path: String, name: String) throws(Diagnostics) {
    let aboutPath = Path.join(path, "about.yaml")
    guard TextFile.exists(aboutPath) else {
      throw Diagnostics(Diagnostic(.lexiconMissing, "there is no \"\(aboutPath)\"", help: "see Lexicons/README.md"))
    }
    let about = try LexiconAbout(try TextFile.bytes(at: aboutPath), file: aboutPath)
    var problems = Diagnostics()
    var tables: [Table] = []
    for shape in about.kind.tables where about.kind.hasEntries {
      let file = Path.join(path, shape.file)
      let table = problems.collect { () throws(Diagnostics) -> Table in
        try Table(try TextFile.bytes(at: file), file: file, columns: shape.columns)
      }
      if let table { tables.append(table) }
    }
    try problems.throwErrors()
    self.name = name
    self.path = path
    self.about = about
    self.tables = tables
  }

  /// The table that holds the entries; not for profiles, which are not taken apart row by row.
  package var entries: Table { tables[0] }

  /// The lexicons below `root` that can be read.
  ///
  /// What is wrong with the others, or that there are none at all, is added to `problems`.
  package static func readAll(below root: String, _ problems: inout Diagnostics) -> [LexiconFolder] {
    var folders: [LexiconFolder] = []
    for (path, name) in find(below: root) {
      let folder = problems.collect { () throws(Diagnostics) -> LexiconFolder in
        try LexiconFolder(path: path, name: name)
      }
      if let folder { folders.append(folder) }
    }
    if folders.isEmpty && problems.isEmpty {
      problems.add(
        Diagnostic(.lexiconMissing, "there is no lexicon below \"\(root)\"", help: "name the folder Lexicons"))
    }
    return folders
  }

  /// The lexicon folders below `root`, with the names by which they are cited, in code point order.
  package static func find(below root: String) -> [(path: String, name: String)] {
    var found: [(path: String, name: String)] = []
    for name in TextFile.names(in: root) ?? [] {
      let path = Path.join(root, name)
      if TextFile.exists(Path.join(path, "about.yaml")) {
        found.append((path, name))
      } else {
        for inner in TextFile.names(in: path) ?? [] where TextFile.exists(Path.join(path, inner + "/about.yaml")) {
          found.append((Path.join(path, inner), name + "/" + inner))
        }
      }
    }
    return found
  }
}
