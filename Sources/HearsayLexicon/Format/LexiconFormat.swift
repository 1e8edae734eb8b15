import HearsayCore
import HearsayFiles

/// Brings the tables of a lexicon into canonical form: sorted rows, no blanks around cells, a final line feed.
package enum LexiconFormat {
  /// The files of the lexicon in the folder `path` that are not canonical, with their canonical content.
  ///
  /// - Throws: what keeps the tables from being read.
  package static func changes(in path: String, kind: LexiconKind) throws(Diagnostics) -> [(
    file: String, content: [UInt8]
  )] {
    var changes: [(file: String, content: [UInt8])] = []
    for shape in kind.tables where kind.hasEntries {
      let file = Path.join(path, shape.file)
      let bytes = try TextFile.bytes(at: file)
      let canonical = try canonical(bytes, file: file, columns: shape.columns)
      if canonical != bytes { changes.append((file, canonical)) }
    }
    return changes
  }

  /// The table in `bytes`, in canonical form.
  ///
  /// Applying it twice changes nothing more.
  package static func canonical(_ bytes: [UInt8], file: String, columns: [String]) throws(Diagnostics) -> [UInt8] {
    let unix = bytes.filter { $0 != 0x0D }
    let table = try Table(unix, file: file, columns: columns)
    var rows = (0..<table.rowCount).map { row in
      columns.indices.map { trimmed(table.bytes(row, $0)) }
    }
    rows.sort { left, right in
      for (a, b) in zip(left, right) where !a.elementsEqual(b) { return a.lexicographicallyPrecedes(b) }
      return false
    }
    var lines = [Array(columns.joined(separator: "\t").utf8)]
    lines += rows.map { Array($0.joined(separator: [0x09])) }
    return Array(lines.joined(separator: [0x0A])) + [0x0A]
  }

  private static func trimmed(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var cell = cell
    while cell.first == 0x20 { cell = cell.dropFirst() }
    while cell.last == 0x20 { cell = cell.dropLast() }
    return cell
  }
}
