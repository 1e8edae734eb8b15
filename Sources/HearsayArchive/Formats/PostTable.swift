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
  private let places: Places
  package let tableReading: TableReading?

  /// A longer row is a quote that was never closed.
  private static let rowByteCountMost = 4 << 20

  /// What names posts.
  private static let idFields: [PostRecord.Field] = [.id, .replyTo, .quoteOf, .conversation]

  /// Where in a row things stand.
  private struct Places {
    private(set) var text = 0
    private(set) var fields: [(PostRecord.Field, Int)] = []
    private(set) var counts: [(PostRecord.Count, Int)] = []
    private(set) var time: Int?
    private(set) var language: Int?
    private(set) var thread: Int?

    init(_ columns: TableColumns?) {
      guard let columns else { return }
      text = columns[.text] ?? 0
      let names: [(PostRecord.Field, ReadingOptions.Column)] = [
        (.platform, .platform), (.id, .id), (.authorHandle, .author), (.authorID, .authorID),
        (.authorName, .authorName), (.url, .url), (.replyTo, .replyTo), (.quoteOf, .quoteOf),
        (.conversation, .conversation), (.channel, .channel),
      ]
      fields = names.compactMap { field, column in columns[column].map { (field, $0) } }
      let figures: [(PostRecord.Count, ReadingOptions.Column)] = [
        (.likes, .likes), (.reposts, .reposts), (.replies, .replies), (.quotes, .quotes), (.views, .views),
      ]
      counts = figures.compactMap { count, column in columns[column].map { (count, $0) } }
      time = columns[.time]
      language = columns[.language]
      thread = columns[.thread]
    }
  }

  package init(_ sample: Sample, in surroundings: Surroundings) {
    header = TableHeader(sample)
    dialect = TableDialect(header, sample)
    places = Places(header?.columns)
    let dialect = dialect
    tableReading = header.map { TableReading($0.columns, chosen: sample.options.columns, dialect) }
    var framing = Framing(splitter: TableSplitter(delimiter: header?.delimiter ?? UInt8(ascii: ",")))
    framing.recordByteCountMost = Self.rowByteCountMost
    self.framing = framing
  }

  package static func confidence(in sample: Sample) -> Int {
    guard sample.isText, !sample.outline.isJSON, sample.head.first(where: { 0x20 < $0 }) != UInt8(ascii: "<"),
      let header = TableHeader(sample)
    else { return 0 }
    let isNamed = ["csv", "tsv", "tab"].contains(sample.fileExtension)
    if isNamed || sample.options.columns[.text].map(header.columns.has) ?? false { return 75 }
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
    let columns = header.columns
    let row = TableRow(bytes, delimiter: header.delimiter, columnCount: columns.count)
    let isSurplusEmpty = row.cells.count == columns.count + 1 && row.cells.last?.isEmpty == true
    guard row.cells.count == columns.count || isSurplusEmpty else {
      var message = "the row has \(row.cells.count) cells, and the first row has \(columns.count)"
      if row.hasOpenQuote { message += "; a quote in it is never closed, so that all behind it was taken as its text" }
      return sink.fail(RecordProblem(.recordUnknownShape, message))
    }
    if columns.isHeader(row) { return }
    var post = PostRecord()
    post.markup = dialect.markup
    for (field, place) in places.fields {
      let prefix = Self.idFields.contains(field) ? dialect.localPrefix : nil
      post[field] = Self.storeName(place, of: row, prefix: prefix, &sink)
    }
    if post[.platform].isAbsent { post[.platform] = sink.store(dialect.platform) }
    if post[.authorHandle].isAbsent, post[.authorID].isAbsent, let author = dialect.author {
      post[.authorHandle] = sink.store(author)
    }
    if let place = places.time { row.withText(place) { post.setTableTime($0) } }
    if let place = places.language { post.language = row.withText(place) { LanguageCode(tag: $0) } ?? nil }
    if let place = places.thread { row.withText(place) { post[.thread] = sink.storeThread(bytes: $0) } }
    for (count, place) in places.counts { post[count] = row.withText(place) { Self.count($0) } ?? nil }
    let isDeleted = row.withText(places.text) { text in
      if let original = dialect.repost(in: row, text: text) { post[.repostOf] = sink.store(bytes: original) }
      post[.text] = Self.store(text, below: dialect.title.flatMap { row.text($0) }, &sink)
      return dialect.isReddit && ["[deleted]", "[removed]"].contains { text.elementsEqual($0.utf8) }
    }
    if isDeleted ?? false { return sink.skip(.deletion) }
    sink.add(post)
  }

  /// Stores a name; numbers of rows become names with `prefix`.
  private static func storeName(
    _ place: Int, of row: TableRow, prefix: [UInt8]?, _ sink: inout RecordSink
  ) -> ByteRange {
    let name = row.withText(place) { cell in
      guard isName(cell) else { return ByteRange.absent }
      guard let prefix, cell.count < 10, cell.decimal != nil else { return sink.store(cell) }
      return sink.store(bytes: prefix + cell)
    }
    return name ?? .absent
  }

  /// Stores a text with the title above it; of comments, tables of Reddit say "Comment" in the place of one.
  private static func store(
    _ text: UnsafeRawBufferPointer, below title: [UInt8]?, _ sink: inout RecordSink
  ) -> ByteRange {
    guard let title, !title.isEmpty, !title.elementsEqual("Comment".utf8) else { return sink.store(text) }
    return sink.store(bytes: text.isEmpty ? title : title + [0x0A, 0x0A] + text)
  }

  /// Whether a cell is a name, rather than nothing or what programs write for nothing.
  private static func isName(_ cell: UnsafeRawBufferPointer) -> Bool {
    // Longer cells are names, and most cells are.
    guard cell.count <= 4 else { return true }
    return !cell.isEmpty && !["nan", "NaN", "None", "null", "NULL", "N/A"].contains { cell.elementsEqual($0.utf8) }
  }

  /// A count; spreadsheets and pandas write `12.0`.
  private static func count(_ cell: UnsafeRawBufferPointer) -> Int64? {
    let end =
      cell.count > 2 && cell[cell.count - 2] == UInt8(ascii: ".") && cell[cell.count - 1] == UInt8(ascii: "0")
      ? cell.count - 2 : cell.count
    return UnsafeRawBufferPointer(rebasing: cell[..<end]).decimal
  }
}
