/// Makes posts of the lexicons' own words, the same ones for the same seed.
///
/// Random letters would match nothing, and a matcher that finds nothing is fast.
/// What must be found is known beforehand: every word is one token, and every post names one
/// entity by a ticker that is meant wherever it stands.
struct PostGenerator {
  /// A post, and what must be found in it.
  struct Sample {
    let text: String
    let language: String
    let entity: String
    let tokenCount: Int
  }

  private struct Language {
    let code: String
    let words: [Substring]
  }

  private var state: UInt64
  private let languages: [Language]
  private let tickers: [(alias: Substring, entity: Substring)]

  /// A generator that starts from `seed`.
  init(seed: UInt64) {
    state = seed
    languages = ["en", "de"].map { code in
      let words = ["sentiment", "modifiers", "claims", "fud"].flatMap { kind in
        Checkout.rows(of: "\(code)/\(kind)/entries.tsv").map { $0[0] }
      }
      return Language(code: code, words: words.filter(Self.isOneToken))
    }
    tickers = Checkout.rows(of: "entities/aliases.tsv").filter { row in
      row[2] == "always" && row[0].first == "$" && row[0].dropFirst().allSatisfy { $0.isASCII && $0.isLetter }
    }.map { (alias: $0[0], entity: $0[1]) }
  }

  private static func isOneToken(_ form: Substring) -> Bool {
    2 <= form.count && form.unicodeScalars.allSatisfy { $0.properties.isLowercase && $0.value < 0x180 }
  }

  /// The next post: three sentences of eleven words, one of them with a ticker.
  mutating func next() -> Sample {
    let language = languages[below(languages.count)]
    let ticker = tickers[below(tickers.count)]
    let tickerSentence = below(3)
    var text = ""
    for sentence in 0..<3 {
      for word in 0..<11 {
        if 0 < sentence + word { text += " " }
        text += language.words[below(language.words.count)]
      }
      if sentence == tickerSentence { text += " \(ticker.alias)" }
      text += "."
    }
    return Sample(text: text, language: language.code, entity: String(ticker.entity), tokenCount: 3 * 12 + 1)
  }

  /// The next random number below `limit` (SplitMix64).
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
  }
}
