import HearsayCore

/// A file of posts: given by the user, found in a folder, or a member of an archive.
///
/// A source is read once, with `chunks(startingAtRecord:)`, and before the next one is asked for: members of an
/// archive come one after the other and are not held.
public final class ArchiveSource {
  /// The path as the user gave it, and behind it the path inside archives: `dump.zip/data/tweets.js`.
  public let name: String
  /// The format that reads it; empty where none does.
  public let formatName: String
  /// The same for the same content, so that a source completed already is recognised; nil where a source
  /// cannot be read twice (standard input), or not at all.
  ///
  /// Bytes at both ends and their number for files; name and size inside the file for members.
  public let fingerprint: String?
  /// Bytes of the file that the source is in, compressed as it is; nil where that is not known.
  public let fileByteCount: Int64?

  /// Whether posts are expected in it.
  public let content: Content

  /// Which columns are read, where it is a table; nil where it is none.
  public var tableReading: TableReading? { format.tableReading }

  /// What a source is, before a record of it is read.
  public enum Content: Sendable {
    /// A format reads it.
    case posts
    /// It is understood, but nothing in it is a post; with what it is.
    case noPosts(String)
    /// It cannot be read.
    case unreadable(RecordProblem)
  }

  private let stream: any ByteStream
  private let format: any ArchiveFormat
  private let meter: ReadMeter?
  private let byteOffset: Int64

  init(
    name: String, fingerprint: String?, stream: any ByteStream, format: any ArchiveFormat, formatName: String,
    meter: ReadMeter?, byteOffset: Int64, content: Content = .posts
  ) {
    self.name = name
    self.content = content
    self.formatName = formatName
    self.fingerprint = fingerprint
    fileByteCount = meter?.byteCountTotal
    self.stream = stream
    self.format = format
    self.meter = meter
    self.byteOffset = byteOffset
  }

  /// A source that cannot be read, whose only record says why.
  convenience init(name: String, problem: RecordProblem) {
    self.init(
      name: name, fingerprint: nil, stream: BrokenStream(problem), format: Unreadable(), formatName: "",
      meter: nil, byteOffset: 0, content: .unreadable(problem))
  }

  /// A source without posts, which is one skipped record; `what` says what it is.
  convenience init(_ opened: OpenedFile, _ stream: any ByteStream, withoutPosts what: String) {
    self.init(
      name: opened.name, fingerprint: opened.fingerprint, stream: stream, format: NotPosts(), formatName: "",
      meter: opened.meter, byteOffset: 0, content: .noPosts(what))
  }

  /// Whether anything can be read of it.
  public var isReadable: Bool { if case .unreadable = content { false } else { true } }

  /// Reads the source to its end without looking at it, instead of asking for its chunks.
  ///
  /// Nothing needs to be passed over but what ends early: the archive around it then knows that this was seen.
  public func passOver() {
    while stream.readAll(atMost: 1 << 20).bytes.count == 1 << 20 {}
  }

  /// The chunks of the source, from the record with number `startRecord` on; records before it are passed over
  /// without being understood.
  public func chunks(startingAtRecord startRecord: Int64 = 1) -> ChunkCursor {
    ChunkCursor(stream, format: format, meter: meter, startingAtRecord: startRecord, byteOffset: byteOffset)
  }
}

/// What reads sources that nothing can read: there are no records, only the problem at their end.
struct Unreadable: ArchiveFormat {
  static let summary = FormatSummary("", "not readable", gives: [])
  let framing = Framing.lines

  init() {}
  init(_ sample: Sample, in surroundings: Surroundings) {}

  static func confidence(in sample: Sample) -> Int { 0 }

  func read(_ record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink) throws(RecordProblem) {}
}

/// What reads files that are of no interest, such as pictures: one skipped record.
struct NotPosts: ArchiveFormat {
  static let summary = FormatSummary("", "no posts", gives: [])
  let framing = Framing.nothing

  init() {}
  init(_ sample: Sample, in surroundings: Surroundings) {}

  static func confidence(in sample: Sample) -> Int { 0 }

  func read(_ record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink) throws(RecordProblem) {}
}
