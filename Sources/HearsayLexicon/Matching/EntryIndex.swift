import HearsayCore
import HearsayFiles

/// All entries of the lexicons that a pipeline has loaded, numbered through.
///
/// Annotations carry numbers; this turns them back into names.
package struct EntryIndex: Sendable {
  /// What an entry is called.
  package struct Name: Hashable, Sendable {
    /// The lexicon, such as `de/sentiment`.
    package let lexicon: String
    /// The entry: its form, alias or frame.
    package let entry: String
    /// Whether it is being tried.
    package let isTrial: Bool
  }

  private struct Part: Sendable {
    let first: UInt32
    let name: String
    let table: Table
  }

  private var parts: [Part] = []
  private var next: UInt32 = 0

  /// No entries yet.
  package init() {}

  /// Registers the rows of `table` and returns the number of its first.
  package mutating func register(_ table: Table, as name: String) -> UInt32 {
    let first = next
    parts.append(Part(first: first, name: name, table: table))
    next += UInt32(table.rowCount)
    return first
  }

  /// The name of an entry.
  package func name(of entry: EntryID) -> Name {
    var low = 0
    var high = parts.count
    while low < high {
      let middle = (low + high) / 2
      if parts[middle].first <= entry.number { low = middle + 1 } else { high = middle }
    }
    let part = parts[low - 1]
    let row = Int(entry.number - part.first)
    return Name(
      lexicon: part.name, entry: part.table.string(row, 0),
      isTrial: part.table.equals(row, part.table.columns.count - 1, "trial"))
  }
}
