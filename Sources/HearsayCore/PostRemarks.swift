/// What is worth knowing about how a post was read: none of it keeps the post from being stored.
public struct PostRemarks: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The archive gives a time that nobody can read; the post has none.
  public static let timeInvalid = PostRemarks(rawValue: 1)
  /// The archive gives a time without zone, which was taken as UTC: it may be up to 14 hours off.
  public static let timeWithoutZone = PostRemarks(rawValue: 2)
  /// The time was worked out from words such as "2 months ago" by whoever saved the archive.
  public static let timeEstimated = PostRemarks(rawValue: 4)
  /// The record was not valid JSON or XML, and was mended where its meaning was clear.
  public static let recordMended = PostRemarks(rawValue: 8)

  /// The remarks as problems that a database can count.
  public var problems: [RecordProblem] {
    guard rawValue != 0 else { return [] }
    return Self.all.filter { contains($0.remark) }.map(\.problem)
  }

  private static let all: [(remark: PostRemarks, problem: RecordProblem)] = [
    (.timeInvalid, RecordProblem(.recordInvalidTime, "the time cannot be read; the post is stored without it")),
    (.timeWithoutZone, RecordProblem(.recordTimeWithoutZone, "the time has no zone and is taken as UTC")),
    (.timeEstimated, RecordProblem(.recordTimeEstimated, "the time is an estimate of whoever saved the archive")),
    (.recordMended, RecordProblem(.recordMended, "the record was not valid JSON or XML and was mended")),
  ]
}
