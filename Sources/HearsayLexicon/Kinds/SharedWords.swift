import HearsayCore
import HearsayFiles
import HearsayText

/// The words of a table of all languages, whose columns begin with `form language`, by their forms.
///
/// For words that are looked up one by one, in few clauses, and take no part in the search for all others.
struct SharedWords<Meaning: Sendable>: Sendable {
  private var rows: [String: [(language: LanguageCode, meaning: Meaning)]] = [:]
  /// The hashes of the tokens with which forms begin, in any language.
  private var beginnings: Set<UInt64> = []

  /// Adds `form`, which means something in `language`.
  mutating func add(_ form: String, _ language: LanguageCode, _ meaning: Meaning, _ tokenizer: Tokenizer) {
    let words = tokenizer.words(in: ByteText(form))
    if let first = words.first { beginnings.insert(first.hash) }
    let tokens = words.indices.map { String(decoding: words.form($0), as: UTF8.self) }
    rows[tokens.joined(separator: " "), default: []].append((language, meaning))
  }

  /// Whether a form begins with `word`; most words of texts begin none, and need not be written out to be looked up.
  func mayBegin(with word: Word) -> Bool { beginnings.contains(word.hash) }

  /// What `form`, folded tokens with single blanks between them, means in `language`, in the order of the table.
  func meanings(of form: String, in language: LanguageCode) -> some Collection<Meaning> {
    (rows[form] ?? []).lazy.filter { $0.language == language || $0.language == .multiple }.map(\.meaning)
  }
}
