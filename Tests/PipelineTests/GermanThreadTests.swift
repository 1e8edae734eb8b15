import Hearsay
import HearsayTestSupport
import Testing

/// Needs the German thread that is no part of the repository; skipped where it is absent.
///
/// It is `seed/thread-de.txt` in `HEARSAY_SHARED`, else in the folder `shared` beside the checkout.
@Suite(.enabled(if: Checkout.shared != nil, "there is no folder with the German thread"))
struct `The German thread` {
  private func document() throws -> (document: Document, text: ByteText) {
    let text = try readText("\(Checkout.shared ?? "")/seed/thread-de.txt")
    let document = try RepositoryPipeline.get().annotate(text: text)
    return (document, try #require(document.decoded?.text))
  }

  @Test func `is German, and names these entities and no others`() throws {
    let (document, _) = try document()
    #expect(document.language?.language == .german)
    let found = Set((document.mentions ?? []).map(\.entity.description))
    #expect(
      found.sorted() == [
        "arbitrum", "base", "ethereum", "hyperliquid", "layer-1", "layer-2", "megaeth", "metis", "optimism",
        "robinhood",
        "scroll", "sec", "stripe", "tempo", "upbit", "vitalik-buterin",
      ])
  }

  @Test func `is negative toward Scroll, Optimism and layer 2, and not toward Metis`() throws {
    let targets = try document().document.targets ?? []
    for name in ["scroll", "optimism", "layer-2"] {
      #expect(targets.first { $0.entity == EntityID(name) }?.label == .negative, "\(name)")
    }
    let metis = try #require(targets.first { $0.entity == EntityID("metis") })
    #expect(metis.label != .negative)
  }

  @Test func `carries fear, uncertainty and doubt`() throws {
    let fud = try #require(try document().document.fud)
    #expect(500 <= fud.fear && 500 <= fud.uncertainty && 500 <= fud.doubt)
    #expect(fud.targets.contains(EntityID("layer-2")))
  }

  /// What a claim must be like.
  struct Expected: Sendable, CustomTestStringConvertible {
    let name: String
    let holds: @Sendable (Claim, String) -> Bool
    var testDescription: String { name }
  }

  private static let expected = [
    Expected(name: "the DAO governance is suspended") { claim, words in
      words.contains("Aussetzung") && claim.kind == .event && claim.topic == .governance
    },
    Expected(name: "core developers leave") { claim, words in
      words.contains("Abgänge von Kernentwicklern") && claim.kind == .event && claim.topic == .team
    },
    Expected(name: "the experiment has failed, perhaps") { claim, words in
      words.contains("gescheitert") && claim.modality == .hedged && claim.source == .author
    },
    Expected(name: "decentralisation is unsolved") { claim, words in
      words.contains("ungelöst") && claim.topic == .decentralization
    },
    Expected(name: "layer 2 will lose to layer 1") { claim, words in
      words.contains("unterliegen") && claim.kind == .prediction
    },
    Expected(name: "will Base, Robinhood and Upbit leave?") { claim, words in
      words.contains("verlassen") && claim.kind == .question
    },
    Expected(name: "the SEC has said something") { claim, _ in claim.source == .entity(EntityID("sec")) },
    Expected(name: "Vitalik Buterin has said something") { claim, _ in
      claim.source == .entity(EntityID("vitalik-buterin"))
    },
  ]

  @Test(arguments: expected)
  func `claims what it claims`(_ expected: Expected) throws {
    let (document, text) = try document()
    #expect((document.claims ?? []).contains { expected.holds($0, text[$0.span].string) })
  }

  @Test func `makes many claims, and "not necessarily bad" is not negative`() throws {
    let (document, text) = try document()
    let claims = document.claims ?? []
    #expect(18 <= claims.count)
    let milder = claims.filter { text[$0.span].string.contains("unbedingt schlecht") }
    #expect(milder.allSatisfy { $0.stance != .negative })
    let sentence = try document.sentimentOfSentence("unbedingt schlecht", text)
    #expect(0 <= sentence)
  }
}

extension Document {
  /// The sum of valences, in hundredths of a point, of the sentence that contains `part`.
  fileprivate func sentimentOfSentence(_ part: String, _ text: ByteText) throws -> Int {
    let words = try #require(words)
    let sentence = try #require(
      segmentation?.sentences.first { text[words.span($0.words)].string.contains(part) })
    return (sentiment?.valences ?? []).reduce(0) { sum, valence in
      sentence.words.contains(valence.words.lowerBound) ? sum + valence.hundredths : sum
    }
  }
}
