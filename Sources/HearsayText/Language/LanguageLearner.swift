import HearsayCore

/// Makes language profiles from labelled texts and from counts of letter n-grams.
///
/// The same texts in the same order give the same tables.
///
///     var learner = LanguageLearner(languages: languages, neutral: neutral)
///     learner.add(tokenizer.words(in: "Der Hund bellt"), language: .german)
///     let tables = try learner.tables()
///
/// For every language the probability of a word is estimated from how often it occurs, mixed with the
/// probability of its letters (a Markov chain of four letters with Witten-Bell smoothing), in the proportion
/// in which the language's texts hold known and new words. A weight is the logarithm of that probability,
/// counted from a floor below the best language, so that the least likely languages need no entry.
package struct LanguageLearner: Sendable {
  /// What can be chosen; the figures were tuned on sets kept for that.
  package struct Settings: Sendable {
    /// Words of each language that are listed, the most frequent ones.
    package var wordCountMost = 4000
    /// N-grams of each script that are listed, the most telling ones.
    package var ngramCountMost = 10_000
    /// Texts that a word or n-gram must stand in.
    package var textCountLeast = 3
    /// How far below the best language the floor of a word lies, in nats.
    package var wordRange = 9.0
    /// The same for Han characters, of which Japanese and Chinese share most; kana decides between them.
    package var hanRange = 2.5
    /// How far below the best language the floor of a letter lies, in nats.
    package var letterRange = 3.5
    /// How much a table of n-gram counts weighs, in letters of running text.
    package var countedLetters = 40_000.0
    /// How much an n-gram must differ from its last letters on average, in nats.
    package var ngramGainLeast = 0.7

    /// The settings of the profiles that are shipped.
    package init() {}
  }

  let settings: Settings
  private let languages: ProfileTable
  private let neutral: ProfileTable
  private let columns: [[LanguageCode]]
  private let neutralHashes: Set<UInt64>
  private var scripts: [LanguageScript: ScriptTexts] = [:]
  private var textCount: Int32 = 0

  /// A learner for the candidates in `languages` (columns script, language, prior).
  ///
  /// - Throws: problems of the two tables.
  package init(languages: ProfileTable, neutral: ProfileTable, settings: Settings = Settings()) throws(Diagnostics) {
    self.settings = settings
    self.languages = languages
    self.neutral = neutral
    var problems = Diagnostics()
    var columns = [[LanguageCode]](repeating: [], count: LanguageScript.allCases.count)
    languages.read(columns: ["script", "language", "prior"], &problems) { reader in
      if let script = LanguageScript(name: reader.text(0)), let language = LanguageCode(bytes: reader.cell(1)) {
        columns[Int(script.rawValue)].append(language)
      } else {
        reader.report(.lexiconUnknownValue, "\(reader.text(0)) or \(reader.text(1)) is unknown", cell: 0)
      }
    }
    var hashes = Set<UInt64>()
    neutral.read(columns: ["form", "note"], &problems) { hashes.insert(WordHash.of($0.cell(0))) }
    try problems.throwErrors()
    self.columns = columns
    neutralHashes = hashes
  }

  /// Learns from a text of `language`.
  package mutating func add(_ words: Words, language: LanguageCode) {
    textCount += 1
    for (index, word) in words.enumerated() where word.kind == .word || word.kind == .ideograph {
      if neutralHashes.contains(word.hash) { continue }
      let form = words.form(index)
      guard let first = form.first, !(0x30...0x39 ~= first) else { continue }
      let script = form.withUnsafeBufferPointer { LanguageScript(form: $0) }
      guard let column = learnedColumn(of: language, in: script) else { continue }
      scripts[script, default: ScriptTexts()].add(form, hash: word.hash, column: column, text: textCount)
    }
  }

  /// Learns from a table of n-gram counts: `ngram  language  count`, `_` being the edge of a word.
  ///
  /// Counts of different tables and languages need no common scale.
  package mutating func addCounts(_ table: ProfileTable) throws(Diagnostics) {
    var problems = Diagnostics()
    table.read(columns: ["ngram", "language", "count"], &problems) { reader in
      guard let language = LanguageCode(bytes: reader.cell(1)) else {
        return reader.report(.lexiconUnknownValue, "\(reader.text(1)) is not a language code", cell: 1)
      }
      guard let count = reader.number(2, in: 1...Int(Int32.max)) else { return }
      let letters = Self.folded(reader.cell(0))
      guard !letters.isEmpty, letters.count <= NgramKey.letterCountMost else { return }
      let script = letters.first { $0 != NgramKey.boundary }.map { LanguageScript($0) } ?? .latin
      guard let column = learnedColumn(of: language, in: script) else { return }
      scripts[script, default: ScriptTexts()].addCount(letters, column: column, count: Double(count))
    }
    try problems.throwErrors()
  }

  /// The letters of an n-gram, folded as the tokenizer folds them; empty where folding changes their number.
  private static func folded(_ ngram: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    var letters: [UInt32] = []
    var isWhole = true
    forEachScalar(in: ngram) { scalar in
      let value = FoldingTable.shared.withMemory { $0[scalar].value }
      if value == 0 || value == FoldingTable.doubleS { isWhole = false }
      letters.append(value)
    }
    return isWhole ? letters : []
  }

  private func learnedColumn(of language: LanguageCode, in script: LanguageScript) -> Int? {
    let candidates = columns[Int(script.rawValue)]
    guard 1 < candidates.count else { return nil }
    return candidates.firstIndex(of: language)
  }

  /// The tables of words and n-grams, sorted by code point, with the tables they were made for.
  package func tables(calibration: ProfileTable) -> LanguageTables {
    var words: [WeightedForm] = []
    var ngrams: [WeightedForm] = []
    for script in LanguageScript.allCases {
      guard let texts = scripts[script] else { continue }
      let model = LetterModel(texts, columnCount: columns[Int(script.rawValue)].count, settings: settings)
      let names = columns[Int(script.rawValue)].map(\.description)
      words += texts.weightedWords(model, names: names, settings: settings)
      if script != .han { ngrams += model.weightedNgrams(script, names: names, settings: settings) }
    }
    return LanguageTables(
      languages: languages, words: Self.table("words.tsv", header: "form", words),
      ngrams: Self.table("ngrams.tsv", header: "ngram", ngrams), neutral: neutral, calibration: calibration)
  }

  private static func table(_ file: String, header: String, _ rows: [WeightedForm]) -> ProfileTable {
    var bytes = Array("\(header)\tweights\n".utf8)
    for row in rows.sorted(by: { $0.form.lexicographicallyPrecedes($1.form) }) {
      bytes += row.form
      bytes.append(0x09)
      bytes += row.weights.utf8
      bytes.append(0x0A)
    }
    return ProfileTable(file: file, bytes: bytes)
  }
}

/// A row of a learned table.
struct WeightedForm: Sendable {
  /// The word or n-gram in UTF-8.
  var form: [UInt8]
  /// The weights as they stand in the table.
  var weights: String

  /// A row for log-probabilities of the candidates, in nats; nil where no candidate differs from the others.
  init?(form: [UInt8], logarithms: some Sequence<Double>, names: [String], range: Double) {
    let values = Array(logarithms)
    guard let best = values.max() else { return nil }
    let weights = values.map { Int((max(0, range - (best - $0)) * 8).rounded()) }
    let listed = zip(names, weights).filter { 3 <= $0.1 }.map { "\($0.0)=\($0.1)" }
    self.form = form
    self.weights = listed.joined(separator: " ")
  }
}
