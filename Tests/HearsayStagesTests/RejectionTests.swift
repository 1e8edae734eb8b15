import HearsayCore
import Testing

@testable import Hearsay

struct `What is called untrue` {
  @Test(arguments: [
    Reading.english("The 'Optimism is dead' takes are pure FUD", "denied", "in the same clause"),
    .german("Dass Optimism tot ist, ist Unsinn", "denied", "a clause that says nothing else denies the one before"),
    .other("fr", "Arbitrum est en faillite, c’est n’importe quoi", "denied", "the same in French"),
    .other("ru", "То, что Arbitrum взломали, это бред", "denied", "the same in Russian"),
    .other("zh", "说 Scroll 破产纯属胡说", "denied", "without a comma"),
    .other("ja", "Arbitrumがハッキングされたというのはデマだ", "asserted", "the frame itself says that it is untrue"),
    .other("ru", "Это ложь, средства на Arbitrum в безопасности", "asserted", "it is others who are wrong"),
    .other("pt", "Isso é mentira, os fundos na Arbitrum estão seguros", "asserted", "the same in Portuguese"),
    .english("Cardano is anything but dead", "denied", "a negation whose second word joins clauses elsewhere"),
    .other("ko", "아비트럼은 죽지 않았다", "denied", "a negation behind what it negates"),
    .english("Arbitrum was hacked. That is a lie of the team", "asserted | asserted", "another sentence"),
    .english("Everyone says Arbitrum was hacked. It was not.", "denied", "a sentence that says nothing else"),
    .german("Alle sagen, Arbitrum wurde gehackt. Das stimmt einfach nicht.", "denied", "the same in German"),
    .english("Arbitrum was hacked. It was not cheap.", "asserted | asserted", "a sentence that says something else"),
  ])
  func `is denied`(_ reading: Reading) throws {
    try reading.check { document, _ in (document.claims ?? []).map(\.modality.rawValue) }
  }

  @Test(arguments: [
    Reading.english("The 'Optimism is dead' takes are pure FUD", "counter", "a word of the FUD lexicon"),
    .other("it", "La voce che Scroll è insolvente è falsa", "counter", "good news that consists in calling it untrue"),
    .other("zh", "Arbitrum 被黑是谣言", "counter", "a rumour that is called one"),
    .other("ru", "Говорят, Scroll взломали. Это не так.", "counter", "a sentence that says nothing else"),
    .other("es", "Scroll es insolvente", "fear | doubt | → scroll", "nobody calls it untrue"),
  ])
  func `is no FUD`(_ reading: Reading) throws {
    try reading.check { document, _ in document.flagFacts() }
  }

  @Test func `points the other way`() throws {
    for text in ["The 'Optimism is dead' takes are pure FUD", "Dass Optimism tot ist, ist Unsinn"] {
      #expect(try CryptoPipeline.annotate(text).targetFacts() == ["optimism positive"])
    }
  }
}
