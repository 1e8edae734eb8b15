import HearsayCore
import HearsayLexicon

/// How strongly words speak for each topic, in hundredths of a word.
struct TopicVotes {
  private var votes = InlineArray<13, Int32>(repeating: 0)
  /// Whether there are none, as in most clauses.
  private(set) var isEmpty = true

  /// No votes.
  init() {}

  /// The votes of concepts: each speaks for one topic, more or less strongly.
  init(of concepts: some Sequence<ConceptID>, _ frames: FrameLexicon) {
    for concept in concepts {
      guard let (topic, weight) = frames.topic(of: concept) else { continue }
      votes[Self.place(of: topic)] += Int32(weight)
      isEmpty = false
    }
  }

  /// Adds other votes.
  mutating func add(_ other: TopicVotes) {
    if other.isEmpty { return }
    isEmpty = false
    // A text has far too few words for sums to overflow: without the checks, several are added at once.
    for place in votes.indices { votes[place] &+= other.votes[place] }
  }

  /// Adds `percent` of other votes.
  mutating func add(_ other: TopicVotes, percent: Int) {
    if other.isEmpty { return }
    isEmpty = false
    for place in votes.indices { votes[place] += other.votes[place] * Int32(percent) / 100 }
  }

  /// The topic with the most votes; the first of equals in the order of topics, and nil where there are no votes.
  var strongest: Topic? {
    if isEmpty { return nil }
    var (best, most): (Int, Int32) = (-1, 0)
    // The last topic is "other", which nobody votes for.
    for place in votes.indices.dropLast() where most < votes[place] { (best, most) = (place, votes[place]) }
    return best < 0 ? nil : Self.topics[best]
  }

  private static let topics = Topic.allCases

  /// The place of a topic in the order of topics.
  private static func place(of topic: Topic) -> Int {
    switch topic {
    case .regulation: 0
    case .security: 1
    case .decentralization: 2
    case .governance: 3
    case .team: 4
    case .technology: 5
    case .economics: 6
    case .market: 7
    case .adoption: 8
    case .competition: 9
    case .reliability: 10
    case .trust: 11
    case .other: 12
    }
  }
}
