import HearsayCore
import HearsayLexicon
import HearsayTestSupport
import HearsayText
import Testing

struct `Matching` {
  /// The matches as the table writes them.
  private func written(_ matches: [[Range<Int>]], _ words: Words, _ text: ByteText) -> [String] {
    matches.map { ranges in
      ranges.map { range in
        let span = words.span(range)
        return "\(span.start)-\(span.end) \(text[span].string)"
      }.joined(separator: " + ")
    }
  }

  @Test func `is described by a table that is there`() {
    #expect(60 < MatchingCase.all.count)
    #expect(Set(MatchingCase.all.map(\.name)).count == MatchingCase.all.count)
  }

  @Test(arguments: MatchingCase.all.filter { $0.commas == .areSkipped })
  func `of terms follows the table`(_ row: MatchingCase) {
    let text = ByteText(row.text)
    let words = Tokenizer().words(in: text)
    #expect(written(AnyMatcher.terms(row.entries, in: words), words, text) == row.expected)
  }

  @Test(arguments: MatchingCase.all.filter(\.isPlain))
  func `of phrases follows the table`(_ row: MatchingCase) {
    let text = ByteText(row.text)
    let words = Tokenizer().words(in: text)
    let found = AnyMatcher.phrases(row.entries.map(\.form), commas: row.commas, in: words)
    #expect(written(found, words, text) == row.expected)
  }

  @Test(arguments: MatchingCase.all.filter { $0.commas == .areSkipped })
  func `without an index follows the table`(_ row: MatchingCase) {
    let text = ByteText(row.text)
    let words = Tokenizer().words(in: text)
    let found = written(AnyMatcher.naive(row.entries, in: words), words, text)
    #expect(found.sorted() == row.expected.sorted())
  }

  @Test func `looks only at the tokens it is given`() {
    let words = Tokenizer().words(in: "gab es auf und gab alles auf")
    var builder = TermMatcher<Grouped>.Builder()
    if let phrase = Phrase("gab … auf", Tokenizer()) {
      builder.add(phrase, EntryID(number: 7), Grouped(group: 0))
    }
    let matcher = builder.build()
    #expect(matcher.terms(in: 0..<2, of: words).isEmpty)
    #expect(matcher.terms(in: 1..<6, of: words).isEmpty)
    #expect(matcher.terms(in: 0..<3, of: words).map(\.ranges) == [[0..<1, 2..<3]])
    #expect(matcher.terms(in: 3..<7, of: words).map(\.ranges) == [[4..<5, 6..<7]])
    #expect(matcher.terms(in: 0..<words.count, of: words).map(\.entry.number) == [7, 7])
  }

  @Test func `counts one meaning of one form once, and two meanings twice`() {
    let tokenizer = Tokenizer()
    let words = tokenizer.words(in: "hasse")
    func entries(_ groups: [Int]) -> [UInt32] {
      var builder = TermMatcher<Grouped>.Builder()
      for (number, group) in groups.enumerated() {
        if let phrase = Phrase("hasse", tokenizer) {
          for _ in 0..<2 { builder.add(phrase, EntryID(number: UInt32(number)), Grouped(group: group)) }
        }
      }
      return builder.build().terms(in: 0..<1, of: words).map(\.entry.number)
    }
    #expect(entries([0, 0]) == [0])
    #expect(entries([0, 1]) == [0, 1])
  }

  @Test(arguments: ["de/claims", "en/claims", "de/sentiment", "en/fud", "de/modifiers"])
  func `agrees with the plain rules on random texts of a lexicon's own forms`(_ name: String) throws {
    let folder = try LexiconFolder(path: Checkout.path("Lexicons/\(name)"), name: name)
    let forms = (0..<folder.entries.rowCount).map { folder.entries.string($0, 0) }
    var matchCount = 0
    for seed in 1...12 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let entries = (0..<120).map { _ in (form: random.choice(forms), group: 1 + random.number(below: 2)) }
      let text = noisyText(of: entries.map(\.form), &random)
      let words = Tokenizer().words(in: ByteText(text))
      let found = AnyMatcher.terms(entries, in: words)
      matchCount += found.count
      // Terms that begin together stand in the order of their entries' meanings; the plain rules sort by group.
      #expect(Set(found) == Set(AnyMatcher.naive(entries, in: words)), "seed \(seed): \(text)")
    }
    #expect(200 < matchCount)
  }

  /// Forms, parts of forms, and what is not to be found, in random order.
  private func noisyText(of forms: [String], _ random: inout SeededGenerator) -> String {
    let noise = [",", ".", "xyz", "nicht", "the", "🚀", "#tag", "@name", "12", "und", "以", "-", "’", "\n"]
    var parts: [String] = []
    for _ in 0..<60 {
      let form = random.choice(forms)
      switch random.number(below: 6) {
      case 0, 1: parts.append(form.replacing("…", with: random.choice(noise)))
      case 2: parts.append(form.uppercased().replacing("…", with: "und noch"))
      case 3: parts.append(form.split(separator: " ").first.map(String.init) ?? "")
      case 4: parts.append(form.split(separator: " ").joined(separator: ", "))
      default: parts.append(random.choice(noise))
      }
    }
    return parts.joined(separator: " ")
  }
}
