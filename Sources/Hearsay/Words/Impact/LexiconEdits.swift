import HearsayCore
import HearsayFiles
import HearsayLexicon

/// How the rows of two sets of lexicons differ.
public struct LexiconEdits: Sendable {
  /// An entry, as evidence cites it.
  public struct Entry: Hashable, Sendable, Comparable {
    /// The lexicon, such as `de/sentiment`.
    public let lexicon: String
    /// The entry: its form, alias or frame.
    public let name: String

    public static func < (left: Entry, right: Entry) -> Bool {
      (left.lexicon, left.name) < (right.lexicon, right.name)
    }
  }

  /// What became of an entry.
  public enum Edit: String, CaseIterable, Sendable {
    case added, removed, changed
  }

  /// The entries that differ.
  public let all: [Entry: Edit]

  /// The differences between the tables of `old` and of `new`.
  init(from old: [LexiconFolder], to new: [LexiconFolder]) {
    let (before, after) = (Self.rows(of: old), Self.rows(of: new))
    var all: [Entry: Edit] = [:]
    for (entry, rows) in before {
      guard let other = after[entry] else {
        all[entry] = .removed
        continue
      }
      if other != rows { all[entry] = .changed }
    }
    for entry in after.keys where before[entry] == nil { all[entry] = .added }
    self.all = all
  }

  /// The rows by what they are cited as; an entry may have several, such as an alias of two entities.
  private static func rows(of folders: [LexiconFolder]) -> [Entry: Set<[String]>] {
    var rows: [Entry: Set<[String]>] = [:]
    for folder in folders {
      for table in folder.tables {
        for row in 0..<table.rowCount {
          let cells = table.columns.indices.map { table.string(row, $0) }
          // Tables of a lexicon have names of their own, so that a sector and its alias are told apart.
          rows[Entry(lexicon: folder.name, name: cells[0]), default: []].insert(table.columns + cells)
        }
      }
    }
    return rows
  }

  /// How many entries were added, removed and changed.
  public func count(of edit: Edit) -> Int { all.values.count { $0 == edit } }
}
