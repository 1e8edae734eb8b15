import HearsayCore

/// Knows one format: recognises it, says what its records are, and turns a record into posts.
///
/// A format is a value that any thread may use. All it needs beyond the record (the file's name, files beside
/// it) it takes in `init`; accounting, splitting, encodings and compression are not its concern.
package protocol ArchiveFormat: Sendable {
  /// Its name and what it gives.
  static var summary: FormatSummary { get }
  /// How sure it is, from 0 (not mine) to 100, that `sample` begins a source of this format.
  static func confidence(in sample: Sample) -> Int
  /// Prepares for one source.
  init(_ sample: Sample, in surroundings: Surroundings)
  /// What the records of this source are.
  var framing: Framing { get }
  /// Which columns are read, where the source is a table; nil where it is none.
  var tableReading: TableReading? { get }
  /// Adds what the record contains to `sink`; adding nothing says that there was no post in it.
  ///
  /// - Throws: `RecordProblem` where the record is not understood. What was added before stays.
  func read(
    _ record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink
  ) throws(RecordProblem)
}

extension ArchiveFormat {
  package var tableReading: TableReading? { nil }
}

/// A format whose records are JSON objects.
package protocol JSONFormat: ArchiveFormat {
  /// Adds what the object contains to `sink`; adding nothing says that there was no post in it.
  func read(_ object: JSONValue, into sink: inout RecordSink) throws(RecordProblem)
}

extension JSONFormat {
  package func read(
    _ record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink
  ) throws(RecordProblem) {
    try readObject(of: record, using: parser, into: &sink)
  }

  /// Parses the record and reads the object that it is.
  func readObject(
    of record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink
  ) throws(RecordProblem) {
    try parser.withValue(of: record.bytes) { (value) throws(RecordProblem) in
      guard value.kind == .object else {
        throw RecordProblem(.recordNotAnObject, "the record is JSON, but not an object")
      }
      if parser.isTextMended { sink.remark(.recordMended) }
      try read(value, into: &sink)
    }
  }
}

/// One record as it stands in the archive.
package struct ArchiveRecord {
  /// Its bytes, with padding behind them; valid only while the record is read.
  package let bytes: UnsafeRawBufferPointer
  /// Its number, counted from 1.
  package let number: Int64
  /// Whether it ends only because the source does.
  package var isAtSourceEnd = false
}

/// What the records of a source are.
package struct Framing: Sendable {
  /// Finds the borders of records.
  package var splitter: any RecordSplitter
  /// A longer record is passed over.
  package var recordByteCountMost = ArchiveLimits.recordByteCountMost

  /// One record a line.
  package static var lines: Framing { Framing(splitter: LineSplitter()) }

  /// JSON in whatever arrangement the sample has: lines, an array, or values over several lines.
  package static func json(_ sample: Sample) -> Framing {
    switch sample.outline.arrangement {
    case .lines: .lines
    case .array: Framing(splitter: JSONElementSplitter(.topArray))
    case .values: Framing(splitter: JSONElementSplitter(.values))
    }
  }

  /// The elements of the arrays that are values of these keys, wherever they stand.
  ///
  /// Such an array may begin behind what the sample shows; where there is none, whatever arrangement the sample has.
  package static func json(_ sample: Sample, arraysNamed names: String...) -> Framing {
    let outline = sample.outline
    guard outline.isFirstRecordOpen || names.contains(where: { outline.hasKey($0) }) else { return json(sample) }
    return Framing(splitter: JSONElementSplitter(.arrays(named: names)))
  }

  /// The whole source is one record, of at most so many bytes.
  package static func whole(byteCountMost: Int) -> Framing {
    Framing(splitter: WholeSplitter(), recordByteCountMost: byteCountMost)
  }
}

/// What a format is called and what it gives, for `hearsay formats`.
public struct FormatSummary: Sendable {
  /// What posts of a format may have beyond text.
  public enum Feature: String, CaseIterable, Sendable {
    case author, time
    /// Times say in which zone they are, or are known to be UTC.
    case zone
    case language, engagement, thread
  }

  /// The name for `--input-format`.
  public let name: String
  /// One line on what it is.
  public let description: String
  /// What its posts have.
  public let gives: [Feature]
  /// What its posts never have.
  public var lacks: [Feature] { Feature.allCases.filter { !gives.contains($0) } }

  init(_ name: String, _ description: String, gives: [Feature]) {
    self.name = name
    self.description = description
    self.gives = gives
  }
}
