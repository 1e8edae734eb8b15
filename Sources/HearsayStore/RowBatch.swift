import HearsayCore

/// What a stretch of an archive adds to the database, as flat rows.
///
/// Worker threads fill it; it depends on the documents alone, so it is the same whoever
/// fills it. Whether a post is new is decided later, by `Store.write`, in archive order.
///
///     var batch = RowBatch(keep: .evidence, sourceName: "2026-03.jsonl.zst")
///     batch.add(document, at: place, author: pseudonym)
///     batch.skip(.emptyText, at: nextPlace)
///     batch.counts.records          // 2
package struct RowBatch: Sendable {
  /// How much of each post is kept.
  package let keep: Keep
  /// The name of the source that the records come from.
  package let sourceName: String
  /// Names lexicon entries; nil where no reasons are kept.
  package let entryNames: EntryNames?

  var posts: [PostRow] = []
  var opinions: [OpinionRow] = []
  var claims: [ClaimRow] = []
  var about: [UInt32] = []
  /// The lexicon entries behind opinions.
  var entries: [EntryID] = []
  /// What reasons of opinions are found in.
  var reasons = Reasons.Lists()
  var problems: [ProblemRow] = []
  /// How many records were skipped, by reason.
  var skips: [String: Int64] = [:]
  /// The bytes of all textual columns.
  var bytes: [UInt8] = []
  /// Entities, platforms, languages and frames by the numbers that the rows use.
  var entities = LocalNames<EntityID>()
  var platforms = LocalNames<String>()
  var languages = LocalNames<LanguageCode>()
  var frames = LocalNames<FrameID>()
  /// The lexicon entries of the frames.
  var frameEntries: [EntryID?] = []
  /// The row of `opinions` that was last made for an entity, to find the one of the present post.
  var latestOpinions: [Int32] = []
  var latestPlatform: (name: ByteText, number: UInt32)?

  /// An empty batch of records of one source.
  ///
  /// With `entryNames`, opinions are kept with the lexicon entries behind them, as far as `keep` allows.
  package init(keep: Keep, sourceName: String, entryNames: EntryNames? = nil) {
    self.keep = keep
    self.sourceName = sourceName
    self.entryNames = keep == .signals ? nil : entryNames
  }

  /// Makes room for so many posts, with what they mostly say: lists that grow step by step are copied at each.
  package mutating func reserve(postCount: Int) {
    posts.reserveCapacity(postCount)
    opinions.reserveCapacity(postCount)
    claims.reserveCapacity(postCount)
    about.reserveCapacity(postCount)
    entries.reserveCapacity(2 * postCount)
    bytes.reserveCapacity(128 * postCount)
  }

  /// Number of records in it.
  package var itemCount: Int {
    posts.count + Int(skips.values.reduce(0, +)) + problems.count { $0.isFailure }
  }

  /// Adds a record that is not for us.
  package mutating func skip(_ reason: SkipReason, at place: RecordPlace) {
    skips[reason.description, default: 0] += 1
  }

  /// Adds a record that was not understood, or could not be processed.
  package mutating func fail(_ problem: RecordProblem, at place: RecordPlace) {
    problems.append(ProblemRow(place: place, problem: problem, isFailure: true))
  }

  /// Adds a remark on a record that is added besides, such as a time that cannot be read.
  package mutating func note(_ problem: RecordProblem, at place: RecordPlace) {
    problems.append(ProblemRow(place: place, problem: problem, isFailure: false))
  }
}

/// Names, numbered from 0 in order of first appearance in a batch.
struct LocalNames<Name: Hashable & Sendable>: Sendable {
  private(set) var all: [Name] = []
  private var numbers: [Name: UInt32] = [:]
  /// The number that was asked for last: names come in runs, and comparing is faster than hashing.
  private var latest = 0

  /// The number of a name, and whether it is new.
  mutating func number(of name: Name) -> (number: UInt32, isNew: Bool) {
    if latest < all.count, all[latest] == name { return (UInt32(latest), false) }
    if let number = numbers[name] {
      latest = Int(number)
      return (number, false)
    }
    let number = UInt32(all.count)
    all.append(name)
    numbers[name] = number
    return (number, true)
  }
}

/// A post as the writer needs it.
struct PostRow: Sendable {
  var place: RecordPlace
  var key: Int64
  var createdAt: UTCTime?
  var author: Int64?
  var day: Int32
  var platform: UInt32
  var language: UInt32
  var score: Int16
  var label: Polarity?
  var isRepost: Bool
  var sketch: TextSketch?
  var originalID: ByteRange = .absent
  var url: ByteRange = .absent
  var conversation: ByteRange = .absent
  var text: ByteRange = .absent
  var opinions: Range<Int32> = 0..<0
  var claims: Range<Int32> = 0..<0
}

/// What a post says about one entity.
struct OpinionRow: Sendable {
  var entity: UInt32
  /// Nil where only a target or a claim names the entity.
  ///
  /// It belongs to the post and not to
  /// the batch, lest a duplicate decide on a kind in large batches and not in small ones.
  var kind: EntityKind?
  /// Nil where the pipeline did not judge it.
  var label: Polarity? = nil
  var score: Int16 = 0
  var claimCount: Int32 = 0
  var fear = false
  var uncertainty = false
  var doubt = false
  var counter = false
  var hype = false
  /// Its claims by kind and topic, where the claims themselves are not kept.
  var claimCounts: ByteRange = .absent
  /// What its score is made of, as `Reasons` writes it.
  var why: ByteRange = .absent
  /// The entries that `why` names, as a range of the batch's.
  var entries: Range<Int32> = 0..<0
}

/// A claim as the writer needs it.
struct ClaimRow: Sendable {
  var span: TextSpan
  var quote: ByteRange
  var kind: ClaimKind
  var modality: Modality
  var stance: Polarity
  var topic: Topic
  var checkable: Bool
  var source: Source
  var frame: UInt32?
  var about: Range<Int32>
  var amount: ClaimAmount?
  var date: ClaimDate?
  var party: ClaimParty?
  /// Who relays it: the words, or the id of an entity.
  var via: String?

  enum Source: Sendable {
    case author
    case entity(UInt32)
    case words(ByteRange)
  }
}

/// A problem with its place.
struct ProblemRow: Sendable {
  var place: RecordPlace
  var problem: RecordProblem
  var isFailure: Bool
}

extension Array {
  /// The elements at a range of 32-bit indices, in which rows are kept small.
  subscript(range: Range<Int32>) -> ArraySlice<Element> { self[Int(range.lowerBound)..<Int(range.upperBound)] }
}
