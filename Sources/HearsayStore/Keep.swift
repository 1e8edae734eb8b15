/// How much of each post a database keeps behind its signals.
public enum Keep: String, CaseIterable, Sendable, Comparable {
  /// What resuming and deduplication need, and the aggregates.
  case signals
  /// Also claims with short quotes, opinions, links and conversations.
  case evidence
  /// Also the whole text.
  case text

  private var rank: Int {
    switch self {
    case .signals: 0
    case .evidence: 1
    case .text: 2
    }
  }

  /// Orders by how much is kept.
  public static func < (left: Keep, right: Keep) -> Bool { left.rank < right.rank }
}
