import HearsayCore

/// An invented archive with known campaigns and bursts, to measure what is found of them.
///
/// Everybody's posts are noise: words of no language, the name of a chain, and at times a word of mood.
/// A campaign is one text with small changes, posted by few people within some days; a burst is a day on
/// which many different people speak of one chain in their own words. The same seed gives the same
/// archive, byte by byte. What a post belongs to stands in its identifier: `noise-7`, `campaign-2-15`,
/// `burst-1-40`. To put campaigns into an archive of one's own, make them with no noise, and read both.
public struct Simulation: Sendable {
  /// Posts of noise.
  public var postCount = 10_000
  /// People who post them.
  public var personCount = 1_000
  /// Campaigns.
  public var campaignCount = 3
  /// Posts of each campaign.
  public var campaignPostCount = 30
  /// People of each campaign.
  public var campaignPersonCount = 10
  /// Bursts.
  public var burstCount = 3
  /// Posts of each burst, each by a person of its own.
  public var burstPostCount = 60
  /// Days over which the posts are spread.
  public var dayCount = 90
  /// The first day.
  public var firstDay: Day
  /// Whose names are spoken of.
  public var chains = ["Scroll", "Arbitrum", "Optimism", "Ethereum", "Solana", "Metis"]
  /// What makes the archive another one.
  public var seed: UInt64 = 1

  /// Ten thousand posts from `firstDay` on, with three campaigns and three bursts.
  public init(from firstDay: Day) { self.firstDay = firstDay }

  /// Hands the posts to `write`, one line of hearsay's own JSON each, in order of time.
  public func write(_ write: (String) throws -> Void) rethrows {
    var numbers = SimulatedNumbers(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    var planted = plan(&numbers)
    planted.sort { ($0.second, $0.id) < ($1.second, $1.id) }
    var next = planted[...]
    for number in 0..<postCount {
      // Noise comes at an even pace, with some chance in it.
      let second = Int64(number) * seconds / Int64(postCount) + Int64(numbers.next(60))
      while let first = next.first, first.second <= second {
        try write(line(next.removeFirst()))
      }
      let text = phrase(10 + numbers.next(16), chain: chains[numbers.next(chains.count)], &numbers)
      let person = "p\(numbers.next(personCount))"
      try write(line(Planted(second: second, id: "noise-\(number + 1)", person: person, text: text)))
    }
    for post in next { try write(line(post)) }
  }

  private var seconds: Int64 { Int64(dayCount) * 86_400 }

  private struct Planted {
    var second: Int64
    var id: String
    var person: String
    var text: String
  }

  private func plan(_ numbers: inout SimulatedNumbers) -> [Planted] {
    var planted: [Planted] = []
    for campaign in 0..<campaignCount {
      let template = words(18, &numbers)
      let chain = chains[numbers.next(chains.count)]
      let start = Int64(numbers.next(max(1, dayCount - 3))) * 86_400
      for post in 0..<campaignPostCount {
        // Light edits: one word is another one, and one is left out.
        var copy = template
        copy[numbers.next(copy.count)] = word(&numbers)
        if numbers.next(2) == 0 { copy.remove(at: numbers.next(copy.count)) }
        planted.append(
          Planted(
            second: start + Int64(numbers.next(2 * 86_400)), id: "campaign-\(campaign + 1)-\(post + 1)",
            person: "c\(campaign + 1)-\(post % max(1, campaignPersonCount))",
            text: "\(chain) blockchain " + copy.joined(separator: " ")))
      }
    }
    for burst in 0..<burstCount {
      let chain = chains[numbers.next(chains.count)]
      let start = Int64(dayCount / 2 + numbers.next(max(1, dayCount / 2))) * 86_400
      for post in 0..<burstPostCount {
        planted.append(
          Planted(
            second: start + Int64(numbers.next(86_400)), id: "burst-\(burst + 1)-\(post + 1)",
            person: "b\(burst + 1)-\(post + 1)", text: phrase(10 + numbers.next(10), chain: chain, &numbers)))
      }
    }
    return planted
  }

  private func line(_ post: Planted) -> String {
    let time = UTCTime(seconds: Int64(firstDay.number) * 86_400 + post.second)
    return """
      {"id":\(JSONText.string(post.id)),"platform":"simulated","created_at":"\(time)",\
      "author":{"id":\(JSONText.string(post.person))},"text":\(JSONText.string(post.text))}

      """
  }

  private func phrase(_ count: Int, chain: String, _ numbers: inout SimulatedNumbers) -> String {
    var words = words(count, &numbers)
    words.insert("\(chain) blockchain", at: numbers.next(words.count))
    if numbers.next(3) == 0 { words.append(["is great", "is terrible", "is good", "is bad"][numbers.next(4)]) }
    return words.joined(separator: " ")
  }

  private func words(_ count: Int, _ numbers: inout SimulatedNumbers) -> [String] {
    (0..<count).map { _ in word(&numbers) }
  }

  private static let syllables = [
    "ba", "do", "fi", "gu", "ke", "lo", "mi", "na", "pu", "ri", "so", "ta", "ve", "wo", "ze", "xu",
  ]

  /// One of 4096 words of three syllables.
  private func word(_ numbers: inout SimulatedNumbers) -> String {
    (0..<3).map { _ in Self.syllables[numbers.next(16)] }.joined()
  }
}

/// Numbers that look random and are the same for the same seed (a linear congruential generator; Knuth, MMIX).
struct SimulatedNumbers {
  var state: UInt64

  /// A number below `limit`, which must be positive.
  mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
}
