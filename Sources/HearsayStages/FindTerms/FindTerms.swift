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
    let guess = document.language.filled(.language, for: "find-terms")
    let text = document.decoded.filled(.decoded, for: "find-terms").text
    if guess.parts.isEmpty {
      return .product(lexicons.lexicons(for: guess.language).terms(in: words, of: text, lexicons.gazetteer))
    }
    // Each part of a mixed text is read by the words of its own language; there are two, and any number of parts.
    let found = guess.languages.map { language in
      (language, lexicons.lexicons(for: language).terms(in: words, of: text, lexicons.gazetteer))
    }
    var terms = Terms()
    for part in guess.parts {
      guard let own = found.first(where: { $0.0 == part.language })?.1 else { continue }
      terms.valences += own.valences.beginning(in: part.words)
      terms.modifiers += own.modifiers.beginning(in: part.words)
      terms.claims += own.claims.beginning(in: part.words)
      terms.fud += own.fud.beginning(in: part.words)
    }
    return .product(terms)
  }
}
