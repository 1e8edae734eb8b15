import HearsayCore
import HearsayFiles
import HearsayText

extension LexiconDigest {
  /// Columns that say where an entry comes from, and what things are called when they are shown: they move no figure.
  private static let silentColumns: Set<String> = [
    "note", "source", "status", "posts", "en", "de", "name", "chainid", "ticker", "parent",
  ]

  /// What the lexicons in `folders` decide, entry by entry; of profiles, file by file.
  ///
  /// Entries that are retired decide nothing and are left out.
  static func all(of folders: [LexiconFolder]) -> [LexiconDigest] {
    Parallel.map(folders.count) { digests(of: folders[$0]) }.flatMap { $0 }.filter { !$0.bytes.isEmpty }
  }

  private static func digests(of folder: LexiconFolder) -> [LexiconDigest] {
    // Aliases are what is cited of `entities`.
    let cited = folder.about.kind == .entities ? 1 : 0
    var digests = folder.tables.enumerated().map { index, table in
      let file = folder.about.kind.tables[index].file.split(separator: ".")[0]
      return digest(of: table, as: index == cited ? folder.name : "\(folder.name)/\(file)")
    }
    if !folder.about.kind.hasEntries {
      var builder = Builder()
      for (file, hash) in folder.fileHashes where file != "about.yaml" {
        builder.add(ArraySlice(file.utf8), hash: hash32(Array(hash.utf8)))
      }
      digests.append(LexiconDigest(folder.name, builder))
    }
    digests.append(parameters(of: folder))
    return digests
  }

  private static func digest(of table: Table, as name: String) -> LexiconDigest {
    let columns = table.columns.indices.dropFirst().filter { !silentColumns.contains(table.columns[$0]) }
    let status = table.columns.count - 1
    var builder = Builder()
    for row in 0..<table.rowCount where !table.equals(row, status, "retired") {
      var cells: [UInt8] = []
      for column in columns { cells += table.bytes(row, column) + [0x09] }
      builder.add(table.bytes(row, 0), hash: hash32(cells))
    }
    return LexiconDigest(name, builder)
  }

  private static func parameters(of folder: LexiconFolder) -> LexiconDigest {
    var all = folder.about.parameters
    if folder.about.kind == .sentiment { all["scale"] = folder.about.scaleMost }
    var builder = Builder()
    for (name, value) in all.sorted(by: { $0.key < $1.key }) {
      builder.add(ArraySlice(name.utf8), hash: hash32(Array(String(value).utf8)))
    }
    if let task = folder.about.task { builder.add(ArraySlice("task".utf8), hash: hash32(Array(task.rawValue.utf8))) }
    return LexiconDigest("\(folder.name)/parameters", builder)
  }

  private init(_ name: String, _ builder: Builder) {
    self.init(name: name, contentHash: ContentHash.sha256(builder.bytes), bytes: builder.bytes)
  }

  /// FNV-1a, folded to 32 bits: one change in four thousand millions goes unseen.
  private static func hash32(_ bytes: [UInt8]) -> UInt32 {
    let hash = bytes.reduce(WordHash.start) { WordHash.adding($1, to: $0) }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }
}

extension LexiconDigest {
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(name)
    snapshot.write(contentHash)
    snapshot.write(bytes)
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    let (name, contentHash) = (try snapshot.text(), try snapshot.text())
    self.init(name: name, contentHash: contentHash, bytes: try snapshot.elements(of: UInt8.self))
  }
}
