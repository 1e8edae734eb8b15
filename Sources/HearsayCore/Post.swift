/// One post, as every reader hands it out: text, and what the archive says about it.
///
/// A post is a view into the batch it came in; its fields share the batch's bytes, and it is small to hand on.
/// Only the text is always there.
public struct Post: Sendable {
  /// The batch's bytes, which the record's ranges point into.
  private let bytes: [UInt8]
  /// The batch's records, of which the one at `index` is this post's.
  private let records: [PostRecord]
  private let index: Int

  init(bytes: [UInt8], records: [PostRecord], index: Int) {
    precondition(records.indices.contains(index), "there is no post \(index) among \(records.count)")
    self.bytes = bytes
    self.records = records
    self.index = index
  }

  private var record: PostRecord { records[index] }

  /// The field as text, or nil where the archive does not give it.
  public func field(_ field: PostRecord.Field) -> ByteText? {
    let range = records[index][field]
    return range.isAbsent ? nil : ByteText(bytes, range: range.range)
  }

  /// The text as the archive has it; may contain entities, markup or invalid bytes.
  public var rawText: ByteText { field(.text) ?? ByteText([]) }
  /// The post's identifier on its platform; empty where the archive gives none.
  public var id: ByteText { field(.id) ?? ByteText([]) }
  /// The platform, such as `x`; empty where it is not known.
  public var platform: ByteText { field(.platform) ?? ByteText([]) }
  /// When it was posted, or nil where the archive does not say.
  public var createdAt: UTCTime? { record.createdAt }
  /// The language that the platform claims, or nil.
  public var languageHint: LanguageCode? { record.language }
  /// Whose words these are: an original, or a repost of another post.
  public var isRepost: Bool { !record[.repostOf].isAbsent }
  /// How the text is marked up.
  public var markup: TextMarkup { record.markup }
  /// What is worth knowing about how the post was read.
  public var remarks: PostRemarks { record.remarks }
  /// How often the post was liked, reposted …; nil where the archive does not say.
  public func count(_ count: PostRecord.Count) -> Int64? { record[count] }
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
