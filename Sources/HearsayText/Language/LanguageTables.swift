/// A table of language profiles as it stands in a file.
package struct ProfileTable: Sendable {
  /// The file, for messages.
  package var file: String
  /// Its content.
  package var bytes: [UInt8]

  /// The content of `file`.
  package init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }
}

/// All tables that the language identifier is made from.
///
/// - `languages.tsv`: `script  language  prior`: the candidates of each script; `prior` is added to every score.
/// - `words.tsv`: `form  weights`: evidence of whole words, as `de=40 nl=12`; a language that is not listed has 0.
/// - `ngrams.tsv`: `ngram  weights`: evidence of the last letter of an n-gram, given the letters before it;
///   `_` is the edge of a word.
/// - `neutral.tsv`: `form  note`: words that stand in every language and say nothing.
/// - `calibration.tsv`: `words  margin  confidence`: from so many words and so large a margin on, this confidence.
///
/// Weights, priors and margins count eighths of a nat (natural logarithm of a likelihood ratio).
package struct LanguageTables: Sendable {
  /// Candidates of each script.
  package var languages: ProfileTable
  /// Words and their evidence.
  package var words: ProfileTable
  /// Letter n-grams and their evidence.
  package var ngrams: ProfileTable
  /// Words without evidence.
  package var neutral: ProfileTable
  /// How margins turn into confidence.
  package var calibration: ProfileTable

  /// The five tables.
  package init(
    languages: ProfileTable, words: ProfileTable, ngrams: ProfileTable, neutral: ProfileTable,
    calibration: ProfileTable
  ) {
    self.languages = languages
    self.words = words
    self.ngrams = ngrams
    self.neutral = neutral
    self.calibration = calibration
  }
}
