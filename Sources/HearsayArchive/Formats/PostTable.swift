import HearsayCore

/// A table in text (CSV, TSV) with a column that holds the text of posts; any other column may be missing.
///
/// Columns are recognised by the names that twarc-csv, 4CAT, DiscordChatExporter and many others give them, or are
/// named in the pipeline file. A row with more or fewer cells than the first is a problem of its own: its columns
/// have shifted, and nobody knows which.
package struct PostTable: ArchiveFormat {
  package static let summary = FormatSummary(
    "table", "CSV or TSV with a column of text: X, 4CAT, twarc-csv, DiscordChatExporter, or any other",
    gives: [.author, .time, .zone, .language, .engagement, .thread])

  package let framing: Framing
  private let header: TableHeader?
  private let dialect: TableDialect

  /// A longer row is a quote that was never closed.
  private static let rowByteCountMost = 4 << 20

  private static let names: [(PostRecord.Field, ReadingOptions.Column)] = [
    (.id, .id), (.authorHandle, .author), (.authorID, .authorID), (.authorName, .authorName), (.url, .url),
    (.replyTo, .replyTo), (.quoteOf, .quoteOf), (.conversation, .conversation),
  ]
  private static let counts: [(PostRecord.Count, ReadingOptions.Column)] = [
    (.likes, .likes), (.reposts, .reposts), (.replies, .replies), (.quotes, .quotes), (.views, .views),
  ]

  package init(_ sample: Sample, in surroundings: Surroundings) {
    header = TableHeader(sample)
    dialect = TableDialect(header, sample)
    var framing = Framing(splitter: TableSplitter(delimiter: header?.delimiter ?? UInt8(ascii: ",")))
    framing.recordByteCountMost = Self.rowByteCountMost
    self.framing = framing
  }

  package static func confidence(in sample: Sample) -> Int {
    guard sample.isText, !sample.outline.isJSON, sample.head.first(where: { 0x20 < $0 }) != UInt8(ascii: "<"),
      let header = TableHeader(sample)
    else { return 0 }
    let isNamed = ["csv", "tsv", "tab"].contains(sample.fileExtension)
    if isNamed || sample.options.columns[.text] != nil { return 75 }
    // Prose may begin with a word such as "Text, "; two columns that are known are no chance.
    let known = header.columns.knownCount
    return header.columns.count < 2 || known < 2 ? 0 : ["", "txt"].contains(sample.fileExtension) ? 45 : 60
  }

  package func read(
    _ record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink
  ) throws(RecordProblem) {
    guard let header else { throw RecordProblem(.recordUnknownShape, "the first row names no column of text") }
    guard UTF8Scan.isValid(record.bytes) else {
      return UTF8Scan.repaired(record.bytes).withUnsafeBytes { read($0, header, into: &sink) }
    }
    read(record.bytes, header, into: &sink)
  }

  private func read(_ bytes: UnsafeRawBufferPointer, _ header: TableHeader, into sink: inout RecordSink) {
    let row = TableRow(bytes, delimiter: header.delimiter)
    let columns = header.columns
    let isSurplusEmpty = row.cells.count == columns.count + 1 && row.cells.last?.isEmpty == true
    guard row.cells.count == columns.count || isSurplusEmpty else {
      let message = "the row has \(row.cells.count) cells, and the first row has \(columns.count)"
      return sink.fail(RecordProblem(.recordUnknownShape, message))
    }
    if columns.isHeader(row) { return }
    var post = PostRecord()
    post.markup = dialect.markup
    let text = row.text(columns[.text]) ?? []
    for (field, column) in Self.names {
      if let name = Self.name(row.text(columns[column])) { post[field] = sink.store(bytes: name) }
    }
    let platform = Self.name(row.text(columns[.platform])) ?? Array(dialect.platform.utf8)
    post[.platform] = sink.store(bytes: platform)
    if post[.authorHandle].isAbsent, post[.authorID].isAbsent, let author = dialect.author {
      post[.authorHandle] = sink.store(author)
    }
    row.text(columns[.time])?.withUnsafeBytes { post.setTableTime($0) }
    post.language = row.text(columns[.language]).flatMap { $0.withUnsafeBytes { LanguageCode(tag: $0) } }
    if let original = dialect.repost(in: row, columns, text: text) { post[.repostOf] = sink.store(bytes: original) }
    for (count, column) in Self.counts {
      post[count] = row.text(columns[column]).flatMap { $0.withUnsafeBytes { Self.count($0) } }
    }
    post[.text] = sink.store(bytes: text)
    sink.add(post)
  }

  /// What is no name: nothing, and what programs write for nothing.
  private static func name(_ cell: [UInt8]?) -> [UInt8]? {
    guard let cell, !cell.isEmpty else { return nil }
    // Longer cells are names, and most cells are.
    guard cell.count <= 4 else { return cell }
    let isNothing = ["nan", "NaN", "None", "null", "NULL", "N/A"].contains { cell.elementsEqual($0.utf8) }
    return isNothing ? nil : cell
  }

  /// A count; spreadsheets and pandas write `12.0`.
  private static func count(_ cell: UnsafeRawBufferPointer) -> Int64? {
    let end =
      cell.count > 2 && cell[cell.count - 2] == UInt8(ascii: ".") && cell[cell.count - 1] == UInt8(ascii: "0")
      ? cell.count - 2 : cell.count
    return UnsafeRawBufferPointer(rebasing: cell[..<end]).decimal
  }
}
