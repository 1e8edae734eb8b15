import Hearsay
import HearsayTestSupport
import Testing

/// One argument about layer 2 in eight languages, written for these tests: whoever reads it in one of them must find
/// the same entities, the same stances and nearly the same claims as in the others.
struct `A thread in eight languages` {
  private static let languages = ["ar", "en", "es", "ja", "ko", "ru", "tr", "zh"]

  private func document(_ language: String) throws -> Document {
    let text = try Checkout.text("Tests/PipelineTests/Threads/\(language).txt")
    return try RepositoryPipeline.get().annotate(text: text)
  }

  @Test(arguments: languages)
  func `is known by its language, and names the same entities`(_ language: String) throws {
    let document = try document(language)
    #expect(document.language?.language.description == language)
    let found = Set((document.mentions ?? []).map(\.entity.description))
    #expect(
      found.sorted() == [
        "arbitrum", "base", "ethereum", "hyperliquid", "layer-1", "layer-2", "megaeth", "metis", "optimism",
        "robinhood", "scroll", "sec", "stripe", "tempo", "upbit", "vitalik-buterin",
      ])
  }

  @Test(arguments: languages) func `takes the same sides`(_ language: String) throws {
    let targets = try document(language).targets ?? []
    func label(_ name: String) -> Polarity? { targets.first { $0.entity == EntityID(name) }?.label }
    for name in ["ethereum", "layer-2", "optimism", "scroll"] { #expect(label(name) == .negative, "\(name)") }
    for name in ["metis", "vitalik-buterin"] { #expect(label(name) != .negative, "\(name)") }
    for name in ["hyperliquid", "stripe", "tempo", "sec", "megaeth"] { #expect(label(name) != .positive, "\(name)") }
  }

  @Test(arguments: languages) func `carries fear, uncertainty and doubt about layer 2`(_ language: String) throws {
    let fud = try #require(try document(language).fud)
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

  @Test(arguments: languages) func `makes at least four in five of the same claims`(_ language: String) throws {
    let found = Set(try document(language).claims?.compactMap { $0.frame?.description } ?? [])
    let missing = Self.frames.filter { !found.contains($0) }
    #expect(missing.count * 5 <= Self.frames.count, "missing: \(missing.joined(separator: " "))")
  }

  @Test(arguments: languages) func `tells the SEC and Vitalik Buterin from its author`(_ language: String) throws {
    let sources = Set(try document(language).claims?.map(\.source) ?? [])
    #expect(sources.contains(.author))
    #expect(sources.contains(.entity(EntityID("sec"))))
  }
}
