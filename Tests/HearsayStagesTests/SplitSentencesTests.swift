import HearsayCore
import Testing

struct `Clauses` {
  @Test(arguments: [
    Reading.german("Scroll pausiert.", "Scroll pausiert.", "one clause"),
    .german("Die SEC sagt, dass Scroll pausiert.", "Die SEC sagt, | dass Scroll pausiert.", "a subordinator"),
    .german("Er ging bis zum Ende der Straße.", "Er ging bis zum Ende der Straße.", "bis without a comma"),
    .german(
      "Wenn Arbitrum gehackt wird, verlieren die Nutzer ihr Geld.",
      "Wenn Arbitrum gehackt wird, | verlieren die Nutzer ihr Geld.", "a condition ends at its comma"),
    .german(
      "Arbitrum, Optimism und Base sind Layer 2.", "Arbitrum, Optimism und Base sind Layer 2.", "a list is one clause"),
    .german(
      "Das Team ist schrecklich, aber Scroll ist schnell.", "Das Team ist schrecklich, | aber Scroll ist schnell.",
      "a contrast"),
    .german(
      "Alles ist vorbei: Scroll hat keine Zukunft.", "Alles ist vorbei: | Scroll hat keine Zukunft.", "a colon"),
    .english("Vitalik said that Optimism is slow.", "Vitalik said | that Optimism is slow.", "a subordinator"),
    .english(
      "Scroll is fast, but the team is terrible.", "Scroll is fast, | but the team is terrible.", "a contrast"),
    .english("Base, Optimism and Arbitrum are down.", "Base, Optimism and Arbitrum are down.", "a list"),
    .english(
      "The bridge was drained; nobody knows by whom.", "The bridge was drained; | nobody knows by whom.", "a semicolon"),
    .english("Base (the chain) is down today again.", "Base (the chain) is down today again.", "short brackets"),
  ])
  func `end where another can begin`(_ reading: Reading) throws {
    try reading.check { document, text in
      guard let words = document.words else { return [] }
      return (document.segmentation?.clauses ?? []).map { text[words.span($0.words)].string }
    }
  }

  @Test(arguments: [
    ("SOL will fly soon 🚀 whoever waits is late", 2), ("I ❤️ this chain so much", 1), ("SOL to the moon soon 🚀🚀", 1),
  ])
  func `belong to another sentence behind an emoji between two thoughts`(_ text: String, _ count: Int) throws {
    #expect(try CryptoPipeline.annotate(text, .english).segmentation?.sentences.count == count)
  }

  @Test(arguments: [
    ("Wirklich?", Segmentation.Ending.question), ("Wirklich!", .exclamation), ("Wirklich.", .statement),
    ("Wirklich", .statement), ("为什么？", .question),
  ])
  func `belong to sentences that end in one way`(_ text: String, _ ending: Segmentation.Ending) throws {
    #expect(try CryptoPipeline.annotate(text).segmentation?.sentences.map(\.ending) == [ending])
  }
}
