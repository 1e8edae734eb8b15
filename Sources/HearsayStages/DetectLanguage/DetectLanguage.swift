import HearsayCore
import HearsayFiles
import HearsayLexicon
import HearsayText

/// Tells the language of a text; what the platform says is a hint that the words can overrule.
package struct DetectLanguage: ConfiguredStage {
  package static let reads: [LayerName] = [.words]
  package static let writes = Layer<LanguageGuess>.language
  package static let summary = "tells the language; what the platform says is a hint"

  private let identifier: LanguageIdentifier
  /// The languages that are kept; empty for all.
  private let kept: Set<LanguageCode>

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {
    identifier = workspace.lexicons.identifier
    var kept: Set<LanguageCode> = []
    for code in options.texts("keep", required: false) ?? [] {
      guard let language = LanguageCode(code) else {
        options.problems.add(
          Diagnostic(
            .yamlWrongValue, "\"\(code.prefix(60))\" is no language code", at: options.location(of: "keep"),
            help: "write ISO 639-1 codes, such as [de, en]"))
        continue
      }
      kept.insert(language)
    }
    self.kept = kept
  }

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<LanguageGuess> {
    let words = document.words.filled(.words, for: "detect-language")
    let guess = identifier.guess(words, hint: document.post.languageHint)
    return kept.isEmpty || kept.contains(guess.language) ? .product(guess) : .skip(.unwantedLanguage)
  }
}
