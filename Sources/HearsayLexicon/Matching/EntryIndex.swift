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

  /// The entries of one lexicon.
  private struct Part: Sendable {
    let first: UInt32
    let name: String
    /// The entries' names, one after the other, and where each ends.
    var names: [UInt8] = []
    var ends: [Int32] = []
    /// The rows that are being tried, in order.
    var trials: [Int32] = []
  }

  private var parts: [Part] = []
  private var next: UInt32 = 0

  /// No entries yet.
  package init() {}

  /// Registers the rows of `table` and returns the number of its first.
  package mutating func register(_ table: Table, as name: String) -> UInt32 {
    let first = next
    var part = Part(first: first, name: name)
    part.ends.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      part.names += table.bytes(row, 0)
      part.ends.append(Int32(part.names.count))
      if table.equals(row, table.columns.count - 1, "trial") { part.trials.append(Int32(row)) }
    }
    parts.append(part)
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
    let start = row == 0 ? 0 : Int(part.ends[row - 1])
    return Name(
      lexicon: part.name, entry: String(decoding: part.names[start..<Int(part.ends[row])], as: UTF8.self),
      isTrial: part.trials.contains(Int32(row)))
  }
}

extension EntryIndex {
  func write(to snapshot: inout SnapshotWriter) {
    snapshot.write(parts.count)
    for part in parts {
      snapshot.write(part.name)
      snapshot.write(part.names)
      snapshot.write(part.ends)
      snapshot.write(part.trials)
    }
  }

  init(from snapshot: inout SnapshotReader) throws(SnapshotReader.Damage) {
    for _ in 0..<(try snapshot.number(in: 0...Int(UInt16.max))) {
      var part = Part(first: next, name: try snapshot.text())
      part.names = try snapshot.elements(of: UInt8.self)
      part.ends = try snapshot.elements(of: Int32.self)
      part.trials = try snapshot.elements(of: Int32.self)
      parts.append(part)
      next += UInt32(part.ends.count)
    }
  }
}
