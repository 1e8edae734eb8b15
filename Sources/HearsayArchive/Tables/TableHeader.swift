/// The first row of a table in text: its delimiter and columns.
struct TableHeader: Sendable {
  /// What stands between cells.
  let delimiter: UInt8
  /// What the columns hold.
  let columns: TableColumns

  /// Cells of a first row are names, and names are short.
  private static let nameByteCountMost = 120

  /// Looks at the beginning of a source; nil where it is no table with a column of text.
  init?(_ sample: Sample) {
    guard let row = Self.firstRow(of: sample) else { return nil }
    var best: TableHeader?
    for delimiter in [UInt8(ascii: ","), 0x09, UInt8(ascii: ";"), UInt8(ascii: "|")] {
      guard let header = TableHeader(row, delimiter, chosen: sample.options.columns) else { continue }
      if best.map({ $0.columns.count < header.columns.count }) ?? true { best = header }
    }
    guard let best else { return nil }
    self = best
  }

  private init?(_ row: ArraySlice<UInt8>, _ delimiter: UInt8, chosen: [ReadingOptions.Column: String]) {
    let cells = row.withUnsafeBytes { bytes in
      let row = TableRow(bytes, delimiter: delimiter)
      return row.cells.indices.map { row.text($0) ?? [] }
    }
    guard cells.allSatisfy({ $0.count <= Self.nameByteCountMost && !$0.contains(0x0A) }) else { return nil }
    let columns = TableColumns(cells, chosen: chosen)
    guard columns[.text] != nil else { return nil }
    self.delimiter = delimiter
    self.columns = columns
  }

  /// What the first row of a table names whose text nobody knows; nil where it is no table.
  static func columnNames(of sample: Sample) -> [String]? {
    guard sample.isText, ["csv", "tsv", "tab"].contains(sample.fileExtension), let row = firstRow(of: sample) else {
      return nil
    }
    let names = [UInt8(ascii: ","), 0x09, UInt8(ascii: ";"), UInt8(ascii: "|")].map { delimiter in
      row.withUnsafeBytes { bytes in
        let row = TableRow(bytes, delimiter: delimiter)
        return row.cells.indices.map { String(decoding: row.text($0) ?? [], as: UTF8.self) }
      }
    }
    return names.max { $0.count < $1.count }
  }

  private static func firstRow(of sample: Sample) -> ArraySlice<UInt8>? {
    var start = sample.head.firstIndex { $0 != 0x0A && $0 != 0x0D } ?? 0
    // Excel writes the delimiter above the names.
    if sample.head[start...].starts(with: "sep=".utf8), let end = sample.head[start...].firstIndex(of: 0x0A) {
      start = end + 1
    }
    guard start < sample.head.count else { return nil }
    guard let end = sample.head[start...].firstIndex(of: 0x0A) else {
      return sample.isWhole ? sample.head[start...] : nil
    }
    return sample.head[start..<end]
  }
}
