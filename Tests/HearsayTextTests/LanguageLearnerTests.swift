import HearsayCore
import Testing

@testable import HearsayText

struct LanguageLearnerTests {
  private static func table(_ file: String, _ text: String) -> ProfileTable {
    ProfileTable(file: file, bytes: Array(text.utf8))
  }

  private static let languages = table(
    "languages.tsv", "script\tlanguage\tprior\nlatin\taa\t0\nlatin\tbb\t0\nlatin\tcc\t0\n")
  private static let neutral = table("neutral.tsv", "form\tnote\nzug\tname\n")
  private static let calibration = table("calibration.tsv", "words\tmargin\tconfidence\n0\t0\t300\n0\t80\t990\n")

  private static func learned() throws -> LanguageTables {
    var learner = try LanguageLearner(languages: languages, neutral: neutral)
    let tokenizer = Tokenizer()
    let texts = [("aa", "lolo mamalo loma zug"), ("bb", "kiri tikki riti zug"), ("cc", "ushush nushu shunu zug")]
    for _ in 0..<3 {
      for (language, text) in texts {
        guard let code = LanguageCode(language) else { continue }
        learner.add(tokenizer.words(in: ByteText(text)), language: code)
      }
    }
    if let code = LanguageCode("aa") { learner.add(tokenizer.words(in: "einmalig"), language: code) }
    return learner.tables(calibration: calibration)
  }

  @Test(arguments: [
    ("aa", "loma lolo"), ("bb", "riti kiri"), ("cc", "shunu nushu"),
    ("bb", "kitikiri"), ("cc", "ushunush"),
  ])
  func `three toy languages are told apart, by words and by letters`(language: String, text: String) throws {
    let identifier = LanguageIdentifier(try LanguageProfiles(try Self.learned()))
    #expect(identifier.guess(Tokenizer().words(in: ByteText(text)), hint: nil).language.description == language)
  }

  @Test func `a word of fewer than three texts and a neutral word are not listed`() throws {
    let words = String(decoding: try Self.learned().words.bytes, as: UTF8.self)
    #expect(words.contains("\nloma\t"))
    #expect(!words.contains("einmalig"))
    #expect(!words.contains("\nzug\t"))
  }

  @Test func `rows are sorted by code point and the same each time`() throws {
    let first = try Self.learned()
    let rows = first.ngrams.bytes.split(separator: 0x0A).dropFirst().map(Array.init)
    #expect(1 < rows.count)
    #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    #expect(try Self.learned().ngrams.bytes == first.ngrams.bytes)
  }

  @Test func `counted n-grams alone teach a language`() throws {
    var learner = try LanguageLearner(languages: Self.languages, neutral: Self.neutral)
    try learner.addCounts(
      Self.table(
        "counts.tsv",
        "ngram\tlanguage\tcount\n_a\taa\t90\na\taa\t100\na_\taa\t90\n_b\tbb\t9\nb\tbb\t10\nb_\tbb\t9\n"))
    let identifier = LanguageIdentifier(try LanguageProfiles(learner.tables(calibration: Self.calibration)))
    #expect(identifier.guess(Tokenizer().words(in: "a a"), hint: nil).language.description == "aa")
    #expect(identifier.guess(Tokenizer().words(in: "b b"), hint: nil).language.description == "bb")
  }

  @Test(arguments: [
    ("de=500", DiagnosticCode.lexiconUnknownValue, 6), ("xx=5", .lexiconUnknownValue, 6),
    ("de", .lexiconUnknownValue, 6),
    ("de=4x", .lexiconUnknownValue, 6), ("de=4\textra", .tableCells, 1), ("de=4 en=", .lexiconUnknownValue, 11),
  ])
  func `a malformed row is reported with its place`(cell: String, code: DiagnosticCode, column: Int) {
    var tables = LanguageTables(
      languages: Self.table("languages.tsv", "script\tlanguage\tprior\nlatin\tde\t0\nlatin\ten\t0\n"),
      words: Self.table("words.tsv", "form\tweights\nhaus\tde=9\nhund\t\(cell)\n"),
      ngrams: Self.table("ngrams.tsv", "ngram\tweights\n"), neutral: Self.neutral, calibration: Self.calibration)
    let problems = #expect(throws: Diagnostics.self) { try LanguageProfiles(tables) }
    #expect(problems?.all.map(\.code) == [code])
    #expect(problems?.all.first?.location == Location(file: "words.tsv", line: 3, column: column))
    tables.words = Self.table("words.tsv", "form\tweights\nhaus\tde=9\n")
    #expect(throws: Never.self) { try LanguageProfiles(tables) }
  }
}
