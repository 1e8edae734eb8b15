import Hearsay
import HearsayTestSupport
import Testing

/// One argument about layer 2 in nine languages, most of them in two wordings, written for these tests: whoever reads
/// it in one of them must find the same entities, the same stances and nearly the same claims as in the others.
struct `A thread in nine languages` {
  /// The files; a number behind the language is that of a further wording.
  private static let threads = [
    "ar", "ar-2", "de", "en", "en-2", "es", "es-2", "ja", "ja-2", "ko", "ko-2", "ru", "ru-2", "tr", "tr-2", "zh",
    "zh-2",
  ]

  private func document(_ thread: String) throws -> Document {
    let text = try Checkout.text("Tests/PipelineTests/Threads/\(thread).txt")
    return try RepositoryPipeline.get().annotate(text: text)
  }

  /// Whom the thread names, and what a careful reader says of its stance toward them: those of whom it tells failures
  /// are seen badly, and those who did something, or win, well; who is only named as an example, or asked about, or
  /// speaks, is not judged.
  private static let stances: [String: Polarity] = [
    "ethereum": .negative, "layer-2": .negative, "optimism": .negative, "scroll": .negative,
    "layer-1": .positive, "metis": .positive, "vitalik-buterin": .positive,
    "arbitrum": .neutral, "base": .neutral, "hyperliquid": .neutral, "megaeth": .neutral, "robinhood": .neutral,
    "sec": .neutral, "stripe": .neutral, "tempo": .neutral, "upbit": .neutral,
  ]

  @Test(arguments: threads)
  func `is known by its language, and names the same entities`(_ thread: String) throws {
    let document = try document(thread)
    #expect(document.language?.language.description == String(thread.prefix(2)))
    let found = Set((document.mentions ?? []).map(\.entity.description))
    #expect(found.sorted() == Self.stances.keys.sorted())
  }

  @Test(arguments: threads) func `takes the same sides`(_ thread: String) throws {
    let targets = try document(thread).targets ?? []
    let found = Dictionary(uniqueKeysWithValues: targets.map { ($0.entity.description, $0.label) })
    for (name, stance) in Self.stances { #expect(found[name] == stance, "\(name)") }
  }

  @Test(arguments: threads) func `carries fear, uncertainty and doubt about layer 2`(_ thread: String) throws {
    let fud = try #require(try document(thread).fud)
    #expect(FUD.flagFrom <= fud.fear && FUD.flagFrom <= fud.uncertainty && FUD.flagFrom <= fud.doubt)
    #expect(fud.targets.contains(EntityID("layer-2")))
  }

  /// What the thread claims.
  private static let frames = [
    "centralised-sequencer-as-exchange", "chain-migrates-away", "core-developers-leave",
    "decentralisation-problem-unsolved", "decentralised-sequencer-implemented", "experiment-failed",
    "fast-withdrawals", "governance-burden", "governance-failed", "governance-formality", "governance-suspended",
    "growth-missing", "loses-to-layer-1", "market-fears", "narrative-lost", "own-chain", "security-not-enough",
    "sequencer-centralised", "sequencer-decentralisation-debated", "sequencer-decentralisation-failed",
    "specialise-to-compete", "stage-roadmap-proposed", "technical-debt",
  ]

  @Test(arguments: threads) func `makes at least four in five of the same claims`(_ thread: String) throws {
    let found = Set(try document(thread).claims?.compactMap { $0.frame?.description } ?? [])
    let missing = Self.frames.filter { !found.contains($0) }
    #expect(missing.count * 5 <= Self.frames.count, "missing: \(missing.joined(separator: " "))")
  }

  @Test(arguments: threads) func `tells the SEC from its author`(_ thread: String) throws {
    let sources = Set(try document(thread).claims?.map(\.source) ?? [])
    #expect(sources.contains(.author))
    // "SECのある委員は": who is told by an office, and not by a name, may be told by these words.
    let isWord = sources.contains { if case .words = $0 { true } else { false } }
    #expect(sources.contains(.entity(EntityID("sec"))) || thread.hasSuffix("-2") && isWord)
  }
}
