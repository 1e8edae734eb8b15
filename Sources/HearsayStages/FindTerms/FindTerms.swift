import HearsayCore
import HearsayFiles
import HearsayLexicon

/// Finds the words of all lexicons of a text's language in one pass; what they mean together is for later stages.
package struct FindTerms: ConfiguredStage {
  package static let reads: [LayerName] = [.decoded, .words, .language]
  package static let writes = Layer<Terms>.terms
  package static let summary = "finds the words of the lexicons of the text's language"

  private let lexicons: LexiconLibrary

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {
    lexicons = workspace.lexicons
  }

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<Terms> {
    let words = document.words.filled(.words, for: "find-terms")
    let language = document.language.filled(.language, for: "find-terms").language
    let text = document.decoded.filled(.decoded, for: "find-terms").text
    return .product(lexicons.lexicons(for: language).terms(in: words, of: text, lexicons.gazetteer))
  }
}
