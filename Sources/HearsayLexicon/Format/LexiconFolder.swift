import HearsayCore
import HearsayFiles
import HearsayText

/// The files of one lexicon, read but not yet compiled.
package struct LexiconFolder: Sendable {
  /// The name by which annotations cite it, such as `de/sentiment` or `entities`.
  package let name: String
  /// The folder.
  package let path: String
  /// What `about.yaml` says.
  package let about: LexiconAbout
  /// The tables, in the order of `LexiconKind.tables`; none for profiles.
  package let tables: [Table]
  /// The SHA-256 of the content of each file that decides results, by its name.
  let fileHashes: [(file: String, hash: String)]
  /// The tables of profiles, whose own reader takes them apart.
  private let profiles: [ProfileTable]

  /// Reads the lexicon in the folder `path`.
  ///
  /// - Throws: everything that is wrong with the form of its files.
  package init(path: String, name: String) throws(Diagnostics) {
    let aboutPath = Path.join(path, "about.yaml")
    guard TextFile.exists(aboutPath) else {
      throw Diagnostics(Diagnostic(.lexiconMissing, "there is no \"\(aboutPath)\"", help: "see Lexicons/README.md"))
    }
    let aboutBytes = try TextFile.bytes(at: aboutPath)
    let about = try LexiconAbout(aboutBytes, file: aboutPath)
    var hashes = [("about.yaml", ContentHash.sha256(aboutBytes))]
    var problems = Diagnostics()
    var (tables, profiles): ([Table], [ProfileTable]) = ([], [])
    for shape in about.kind.tables {
      let file = Path.join(path, shape.file)
      _ = problems.collect { () throws(Diagnostics) in
        let bytes = try TextFile.bytes(at: file)
        hashes.append((shape.file, ContentHash.sha256(bytes)))
        if about.kind.hasEntries {
          tables.append(try Table(bytes, file: file, columns: shape.columns))
        } else {
          profiles.append(ProfileTable(file: file, bytes: bytes))
        }
      }
    }
    try problems.throwErrors()
    self.name = name
    self.path = path
    self.about = about
    self.tables = tables
    self.profiles = profiles
    fileHashes = hashes
  }

  /// The tables of a lexicon of kind profiles.
  var profileTables: LanguageTables {
    // In the order of `LexiconKind.tables`.
    LanguageTables(
      languages: profiles[0], words: profiles[1], ngrams: profiles[2], neutral: profiles[3], calibration: profiles[4])
  }

  /// The table that holds the entries; not for profiles, which are not taken apart row by row.
  package var entries: Table { tables[0] }

  /// The lexicons below `root` that can be read.
  ///
  /// What is wrong with the others, or that there are none at all, is added to `problems`.
  package static func readAll(below root: String, _ problems: inout Diagnostics) -> [LexiconFolder] {
    let found = find(below: root)
    var folders: [LexiconFolder] = []
    let read = Parallel.map(found.count) { index -> Result<LexiconFolder, Diagnostics> in
      do throws(Diagnostics) {
        return .success(try LexiconFolder(path: found[index].path, name: found[index].name))
      } catch { return .failure(error) }
    }
    for result in read {
      if let folder = problems.collect({ () throws(Diagnostics) in try result.get() }) { folders.append(folder) }
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
