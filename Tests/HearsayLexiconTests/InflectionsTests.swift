import HearsayCore
import HearsayFiles
import HearsayLexicon
import HearsayTestSupport
import HearsayText
import Testing

struct `Inflections of a language` {
  private static let rows = [
    "adj - - e~er - S1 active",
    "adj - el le~ler dunkel:~dunkle S1 active",
    "clitic wa~al - - - S1 active",
    "clitic-e wa e s - S1 active",
    "irregular - gehen ging~gingst - S1 active",
    "matra - - ी~ो - S1 active",
    "old - - xxx - S1 retired",
    "trial - - ye - S1 trial",
    "verb - en e~st~t - S1 active",
  ]

  /// The forms of `form` under `rule`, each with its tail.
  private func forms(_ form: String, _ rule: String) throws -> [String] {
    try withFolder { folder in
      var tree = LexiconTree()
      tree.files["de/inflections/entries.tsv"] = LexiconTree.table(
        "rule prefixes remove endings note source status", Self.rows)
      try tree.write(to: folder)
      let tokenizer = Tokenizer()
      let rules = Inflections(
        try LexiconFolder(path: "\(folder)/de/inflections", name: "de/inflections"), tokenizer)
      let phrase = try #require(Phrase(form, tokenizer))
      func text(_ words: [[UInt8]]) -> String {
        words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
      }
      var forms: [String] = []
      rules.each(of: phrase, rule: rule) { inflection in
        let form = text(phrase.head(inflection)) + (phrase.tail.isEmpty ? "" : " … " + text(phrase.tail))
        if !forms.contains(form) { forms.append(form) }
      }
      return forms
    }
  }

  @Test(arguments: [
    ("gut", "", "gut", "no rule"),
    ("gut", "nomen", "gut", "an unknown rule"),
    ("gut", "adj", "gut gute guter", "endings; the row whose ending does not fit is passed over"),
    ("dunkel", "adj", "dunkel dunkele dunkeler dunkle dunkler", "several rows"),
    ("Gut", "adj", "gut gute guter", "forms are folded"),
    ("kaufen", "verb", "kaufen kaufe kaufst kauft", "an ending is removed"),
    ("gehen", "irregular", "gehen ging gingst", "the whole word is removed"),
    ("हैक", "matra", "हैक हैकी हैको", "endings that begin with a combining sign"),
    ("kauf", "verb", "kauf", "what is to be removed is not there"),
    ("bayt", "clitic", "bayt wabayt albayt", "prefixes"),
    ("ruhe", "clitic-e", "ruhe waruhe ruhs waruhs", "prefixes of inflected forms"),
    ("gut", "old", "gut", "a retired row"),
    ("gut", "trial", "gut gutye", "a row on trial"),
  ])
  func `give the forms of a word`(_ form: String, _ rule: String, _ expected: String, _ why: String) throws {
    #expect(try forms(form, rule).joined(separator: " ") == expected, "\(why)")
  }

  @Test func `change the last word, and put prefixes before the first`() throws {
    #expect(try forms("ganz gut", "adj") == ["ganz gut", "ganz gute", "ganz guter"])
    #expect(try forms("bayt kabir", "clitic") == ["bayt kabir", "wabayt kabir", "albayt kabir"])
  }

  @Test func `change what stands before a gap`() throws {
    #expect(
      try forms("geben … auf", "verb") == ["geben … auf", "gebe … auf", "gebst … auf", "gebt … auf"])
  }
}
