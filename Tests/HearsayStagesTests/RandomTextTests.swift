import HearsayCore
import HearsayFiles
import HearsayLexicon
import HearsayTestSupport
import Testing

@testable import Hearsay

/// Words of claims, names and marks in any order: what nobody writes, and an archive may hold all the same.
@Suite(.timeLimit(.minutes(15)))
struct `A text without sense` {
  private static let languages = [
    "ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "uk", "vi", "zh",
  ]
  private static let names = [
    "Vitalik Buterin", "CoinDesk", "@cobie", "@nobody_knows", "Scroll", "Base chain", "SEC", "Layer 2", "$DASH",
    "Marta Kowal", "ヴィタリック・ブテリン", "Виталика Бутерина", "비탈릭 부테린",
  ]
  private static let marks = [
    ",", ".", "\"", "“", "”", "„", "«", "»", "「", "」", ":", "：", "(", ")", "\n", "\n\n", "?", "!", "—", "、", "。", "RT",
  ]

  /// The forms of a language's claims that are no concepts, of which there are few: those that join, cite and turn.
  private func forms(_ language: String) throws -> [String] {
    let name = "\(language)/claims"
    let table = try LexiconFolder(path: Checkout.path("Lexicons/\(name)"), name: name).entries
    return (0..<table.rowCount).filter { !table.equals($0, 1, "concept") }.map { table.string($0, 0) }
  }

  @Test(arguments: languages) func `is read to its end, and its claims stand in it`(_ language: String) throws {
    let forms = try forms(language)
    var random = SeededGenerator(seed: 3)
    for _ in 0..<250 {
      let parts = (0..<(1 + random.number(below: 24))).map { _ in
        switch random.number(below: 10) {
        case 0..<5: random.choice(forms).replacing("…", with: random.choice(Self.names))
        case 5..<7: random.choice(Self.names)
        default: random.choice(Self.marks)
        }
      }
      let text = parts.joined(separator: random.number(below: 3) == 0 ? "" : " ")
      let document = try CryptoPipeline.annotate(text, LanguageCode(language) ?? .undetermined)
      let count = Int32(document.decoded?.text.count ?? 0)
      for claim in document.claims ?? [] {
        #expect(0 <= claim.span.start && claim.span.start < claim.span.end && claim.span.end <= count, "\(text)")
        #expect(claim.via != .author && (claim.via == nil || claim.source != .author), "\(text)")
      }
    }
  }
}
