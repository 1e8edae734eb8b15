import HearsayCore
import HearsayFiles
import HearsayText

/// What all languages share of a library, compiled.
struct SharedLexicons: Sendable {
  let gazetteer: Gazetteer
  let frames: FrameLexicon
  let profiles: LanguageProfiles
  let entries: EntryIndex
  let contentHash: String

  init(
    gazetteer: Gazetteer, frames: FrameLexicon, profiles: LanguageProfiles, entries: EntryIndex, contentHash: String
  ) {
    self.gazetteer = gazetteer
    self.frames = frames
    self.profiles = profiles
    self.entries = entries
    self.contentHash = contentHash
  }

  /// Writes them, `folders` being what they were compiled from.
  func write(compiledFrom folders: [LexiconFolder], to snapshot: inout SnapshotWriter) {
    snapshot.write(contentHash)
    entries.write(to: &snapshot)
    gazetteer.write(to: &snapshot)
    let frameFolder = folders.first { $0.about.kind == .frames }
    snapshot.write(frameFolder == nil ? 0 : 1)
    if let frameFolder {
      // Some hundred rows, which are read again as fast as anything else would be.
      snapshot.write(frameFolder.about.parameters)
      snapshot.write(Int(frames.firstEntry))
      for table in frameFolder.tables {
        snapshot.write(table.columns.joined(separator: " "))
        snapshot.write(table.content)
      }
    }
    if let tables = folders.first(where: { $0.about.kind == .profiles })?.profileTables {
      profiles.write(tables, to: &snapshot)
    }
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    contentHash = try snapshot.text()
    entries = try EntryIndex(from: &snapshot)
    gazetteer = try Gazetteer(from: &snapshot)
    frames = try snapshot.number(in: 0...1) == 1 ? try FrameLexicon(from: &snapshot) : FrameLexicon()
    profiles = try LanguageProfiles(from: &snapshot)
  }
}

extension FrameLexicon {
  fileprivate convenience init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    let parameters = try snapshot.numbers()
    let first = UInt32(try snapshot.number(in: 0...Int(UInt32.max)))
    var tables: [Table] = []
    for _ in LexiconKind.frames.tables { tables.append(try Table(from: &snapshot)) }
    self.init(tables, parameters, first: first)
  }
}

extension Table {
  fileprivate init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    let columns = try snapshot.text().split(separator: " ").map(String.init)
    let content = try snapshot.elements(of: UInt8.self)
    do throws(Diagnostics) { try self.init(content, file: "", columns: columns) } catch {
      throw SnapshotReader.Damage()
    }
  }
}
