import HearsayCore
import HearsayFiles
import HearsayText

/// The words of a table of all languages, whose columns begin with `form language`, by their forms.
///
/// For words that are looked up one by one, in few clauses, and take no part in the search for all others.
struct SharedWords<Meaning: Sendable>: Sendable {
  private var rows: [String: [(language: LanguageCode, meaning: Meaning)]] = [:]

  /// Adds `form`, which means something in `language`.
  mutating func add(_ form: String, _ language: LanguageCode, _ meaning: Meaning, _ tokenizer: Tokenizer) {
    let tokens = tokenizer.forms(of: form).map { String(decoding: $0, as: UTF8.self) }
    rows[tokens.joined(separator: " "), default: []].append((language, meaning))
  }

  /// What `form`, folded tokens with single blanks between them, means in `language`, in the order of the table.
  func meanings(of form: String, in language: LanguageCode) -> some Collection<Meaning> {
    (rows[form] ?? []).lazy.filter { $0.language == language || $0.language == .multiple }.map(\.meaning)
  }
}
