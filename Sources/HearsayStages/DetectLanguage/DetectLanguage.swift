import HearsayCore
import HearsayFiles
import HearsayLexicon

/// Tells the language of a text.
package struct DetectLanguage: ConfiguredStage {
  package static let reads: [LayerName] = [.words]
  package static let writes = Layer<LanguageGuess>.language
  package static let summary = "tells the language of the text"

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {}

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<LanguageGuess> {
    .product(LanguageGuess(language: document.post.languageHint ?? .undetermined, confidence: 0))
  }
}
