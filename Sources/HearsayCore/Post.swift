/// One post, as every reader hands it out: text, and what the archive says about it.
///
/// A post is a view into the batch it came in; its fields share the batch's bytes.
/// Only the text is always there.
public struct Post: Sendable {
  /// The batch's bytes, which the records' ranges point into.
  private let bytes: [UInt8]
  /// The batch's records: a record is large, and a post is copied wherever it is looked at.
  private let records: [PostRecord]
  /// The number of this post's record.
  private let index: Int

  init(bytes: [UInt8], records: [PostRecord], index: Int) {
    precondition(records.indices.contains(index), "there is no post \(index) of \(records.count)")
    self.bytes = bytes
    self.records = records
    self.index = index
  }

  /// Calls `body` with the record where it stands.
  @inline(__always)
  private func withRecord<Result>(_ body: (UnsafePointer<PostRecord>) -> Result) -> Result {
    records.withUnsafeBufferPointer { records in
      guard let start = records.baseAddress else { preconditionFailure("a batch with a post has records") }
      return body(start + index)
    }
  }

  /// The field as text, or nil where the archive does not give it.
  public func field(_ field: PostRecord.Field) -> ByteText? {
    let range = withRecord { $0.pointee[field] }
    return range.isAbsent ? nil : ByteText(bytes, range: range.range)
  }

  /// Whether the archive gives the field.
  public func has(_ field: PostRecord.Field) -> Bool { !withRecord { $0.pointee[field] }.isAbsent }
  /// The text as the archive has it; may contain entities, markup or invalid bytes.
  public var rawText: ByteText { field(.text) ?? ByteText([]) }
  /// The post's identifier on its platform; empty where the archive gives none.
  public var id: ByteText { field(.id) ?? ByteText([]) }
  /// The platform, such as `x`; empty where it is not known.
  public var platform: ByteText { field(.platform) ?? ByteText([]) }
  /// When it was posted, or nil where the archive does not say.
  public var createdAt: UTCTime? { withRecord { $0.pointee.createdAt } }
  /// The language that the platform claims, or nil.
  public var languageHint: LanguageCode? { withRecord { $0.pointee.language } }
  /// Whose words these are: an original, or a repost of another post.
  public var isRepost: Bool { has(.repostOf) }
  /// How the text is marked up.
  public var markup: TextMarkup { withRecord { $0.pointee.markup } }
  /// What is worth knowing about how the post was read.
  public var remarks: PostRemarks { withRecord { $0.pointee.remarks } }
  /// Whether all fields are known to be valid UTF-8.
  public var isUTF8: Bool { withRecord { $0.pointee.isUTF8 } }
  /// How often the post was liked, reposted …; nil where the archive does not say.
  public func count(_ count: PostRecord.Count) -> Int64? { withRecord { $0.pointee[count] } }
}

/// The fields of a post, as ranges of the bytes of its batch.
///
/// A plain value without references, so that a batch of thousands is one allocation.
public struct PostRecord: Sendable {
  /// A textual field.
  public enum Field: Int, CaseIterable, Sendable {
    case id, platform, text, authorID, authorHandle, authorName, url
    case replyTo, repostOf, quoteOf, conversation
    /// The name of the channel, chat, board or community that it stands in.
    case channel
    /// What was said before it: the title of its thread, or the words that it quotes or replies to.
    case thread
  }

  /// A count of reactions.
  public enum Count: Int, CaseIterable, Sendable {
    case likes, reposts, replies, quotes, views
  }

  /// When it was posted.
  public var createdAt: UTCTime?
  /// The language that the platform claims.
  public var language: LanguageCode?
  /// How the text is marked up.
  public var markup = TextMarkup.unknown
  /// What is worth knowing about how the post was read.
  public var remarks: PostRemarks = []
  /// Whether the reader found all fields to be valid UTF-8, so that nobody needs to look again.
  public var isUTF8 = false
  private var fields: InlineArray<13, ByteRange>
  private var counts: InlineArray<5, Int64>

  /// A record in which everything is absent.
  public init() {
    fields = InlineArray(repeating: .absent)
    counts = InlineArray(repeating: -1)
  }

  /// The place of a field in the batch's bytes.
  public subscript(field: Field) -> ByteRange {
    get { fields[field.rawValue] }
    set { fields[field.rawValue] = newValue }
  }

  /// A count, or nil where the archive does not say.
  ///
  /// Negative counts are taken as absent.
  public subscript(count: Count) -> Int64? {
    get { counts[count.rawValue] < 0 ? nil : counts[count.rawValue] }
    set { counts[count.rawValue] = newValue ?? -1 }
  }
}

/// A range of a batch's bytes, or the absence of one.
public struct ByteRange: Hashable, Sendable {
  private let start: UInt32
  private let byteCount: UInt32

  /// The range of a field that the archive does not give.
  public static let absent = ByteRange(start: .max, byteCount: 0)

  private init(start: UInt32, byteCount: UInt32) {
    self.start = start
    self.byteCount = byteCount
  }

  /// The given range of offsets.
  public init(_ range: Range<Int>) {
    self.init(start: UInt32(range.lowerBound), byteCount: UInt32(range.count))
  }

  /// Whether there is no such field.
  public var isAbsent: Bool { start == .max }
  /// The offsets; empty where absent.
  public var range: Range<Int> { isAbsent ? 0..<0 : Int(start)..<Int(start) + Int(byteCount) }
}
