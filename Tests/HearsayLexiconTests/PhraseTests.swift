import HearsayLexicon
import HearsayTestSupport
import HearsayText
import Testing

@Suite
struct `Forms of a lexicon` {
  @Test(arguments: ["ar", "de", "en", "hi", "ja", "ko", "ru", "tr", "vi", "zh"])
  func `are the same whether a table is taken apart in one go or row by row`(_ language: String) throws {
    let tokenizer = Tokenizer()
    var gapCount = 0
    for kind in ["claims", "fud", "modifiers", "sentiment"] {
      let name = "\(language)/\(kind)"
      let table = try LexiconFolder(path: Checkout.path("Lexicons/\(name)"), name: name).entries
      for (row, phrase) in Phrase.forms(in: table, column: 0, tokenizer).enumerated() {
        let alone = Phrase(table.string(row, 0), tokenizer)
        #expect(phrase?.head == alone?.head && phrase?.tail == alone?.tail, "\(table.location(row))")
        #expect(phrase?.isHashtag == alone?.isHashtag)
        gapCount += phrase?.tail.isEmpty == false ? 1 : 0
      }
    }
    #expect(0 < gapCount || ["ar", "ja", "ko", "ru", "tr", "vi", "hi", "zh"].contains(language))
  }

  @Test(arguments: [
    ("kündigte … an", ["kündigte"], ["an"]), ("Layer-2", ["layer", "2"], []), ("…", ["…"], []),
    ("a… b", ["a", "…", "b"], []),
    ("nicht nur … sondern auch", ["nicht", "nur"], ["sondern", "auch"]),
  ])
  func `end at a gap that stands between blanks`(_ form: String, _ head: [String], _ tail: [String]) throws {
    let phrase = try #require(Phrase(form, Tokenizer()))
    #expect(phrase.head == head.map { Array($0.utf8) } && phrase.tail == tail.map { Array($0.utf8) })
  }
}
