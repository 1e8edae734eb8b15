/// What a stretch of an archive contains: posts, and records that are none, in archive order.
///
/// Readers fill a batch; the runner and the store go through its `items`. Every record
/// that was read is exactly one item, which is what makes the accounts add up.
public struct PostBatch: Sendable {
  /// What became of one record.
  public enum Outcome: Sendable {
    /// A post, by its index in the batch.
    case post(Int)
    /// Understood, but not a post for us: counted by reason.
    case skipped(SkipReason)
    /// Not understood: counted by code, kept with its place.
    case failed(RecordProblem)
  }

  /// One record of the archive.
  public struct Item: Sendable {
    /// Where it stands.
    public var place: RecordPlace
    /// What became of it.
    public var outcome: Outcome

    /// A record at `place` with its outcome.
    public init(place: RecordPlace, outcome: Outcome) {
      self.place = place
      self.outcome = outcome
    }
  }

  /// The records in archive order.
  public private(set) var items: [Item] = []
  private var bytes: [UInt8] = []
  private var records: [PostRecord] = []

  /// An empty batch.
  public init() {}

  /// Number of posts.
  public var postCount: Int { records.count }

  /// The post with `index`, counted from 0 in archive order.
  public subscript(index: Int) -> Post { Post(bytes: bytes, records: records, index: index) }

  /// Makes room for posts whose fields have `byteCount` bytes altogether.
  public mutating func reserve(byteCount: Int, postCount: Int) {
    bytes.reserveCapacity(bytes.count + byteCount)
    items.reserveCapacity(items.count + postCount)
    records.reserveCapacity(records.count + postCount)
  }

  /// Stores the bytes of a field and returns their place, for use in a record of this batch.
  ///
  /// - Precondition: the batch stays below 4 GB.
  public mutating func store(_ field: UnsafeRawBufferPointer) -> ByteRange {
    let start = bytes.count
    bytes.append(addingCapacity: field.count) { room in
      room.withUnsafeMutableBufferPointer { memory, count in
        UnsafeMutableRawBufferPointer(memory).copyMemory(from: field)
        count = field.count
      }
    }
    return ByteRange(start..<bytes.count)
  }

  /// Stores the UTF-8 bytes of a field and returns their place.
  public mutating func store(_ field: some Collection<UInt8>) -> ByteRange {
    let start = bytes.count
    bytes.append(contentsOf: field)
    return ByteRange(start..<bytes.count)
  }

  /// Stores a string and returns its place.
  public mutating func store(_ field: String) -> ByteRange { store(field.utf8) }

  /// Adds a post whose ranges were stored in this batch.
  public mutating func append(_ record: PostRecord, at place: RecordPlace) {
    items.append(Item(place: place, outcome: .post(records.count)))
    records.append(record)
  }

  /// Adds a record that is not a post for us.
  public mutating func skip(_ reason: SkipReason, at place: RecordPlace) {
    items.append(Item(place: place, outcome: .skipped(reason)))
  }

  /// Adds a record that was not understood.
  public mutating func fail(_ problem: RecordProblem, at place: RecordPlace) {
    items.append(Item(place: place, outcome: .failed(problem)))
  }
}

/// Where a record stands in its source.
public struct RecordPlace: Hashable, Sendable {
  /// Number of the record (in formats of lines: the line), counted from 1.
  public var number: Int64
  /// Offset of the record's first byte in the decompressed source.
  public var byteOffset: Int64
  /// Which of several posts in one record, counted from 0.
  public var part: Int32

  /// The place of a record, or of one post in it.
  public init(number: Int64, byteOffset: Int64, part: Int32 = 0) {
    self.number = number
    self.byteOffset = byteOffset
    self.part = part
  }
}

/// Why a record that was understood is not stored: counted, not an error.
public struct SkipReason: Hashable, Sendable, CustomStringConvertible {
  /// A short kebab-case name, such as `deletion`.
  public let description: String

  /// A reason with a kebab-case name.
  public init(_ name: String) { description = name }

  /// The record announces that a post was deleted.
  public static let deletion = SkipReason("deletion")
  /// A record without a post: an error page, a list of users, a count.
  public static let noPost = SkipReason("no-post")
  /// A post without any text.
  public static let emptyText = SkipReason("empty-text")
  /// A post that was not addressed to the public.
  public static let notPublic = SkipReason("not-public")
  /// Somebody passed a post on, and the archive does not say what is in it.
  public static let repostWithoutText = SkipReason("repost-without-text")
  /// The platform shows a notice in the post's place.
  public static let unavailable = SkipReason("unavailable")
  /// A post in a language that the pipeline does not keep.
  public static let unwantedLanguage = SkipReason("unwanted-language")
}

/// Why a record could not be read or processed.
public struct RecordProblem: Error, Hashable, Sendable {
  /// A documented code, such as `record.invalid-json`.
  public var code: DiagnosticCode
  /// What is the case, in the reader's words, without any text of the post.
  public var message: String

  /// A problem with its code and message.
  public init(_ code: DiagnosticCode, _ message: String) {
    self.code = code
    self.message = message
  }
}
