import HearsayCore
import HearsayFiles
import HearsayLexicon
import HearsayText

/// Splits a text into sentences, and sentences into clauses.
package struct SplitSentences: ConfiguredStage {
  package static let reads: [LayerName] = [.decoded, .words, .language, .terms]
  package static let writes = Layer<Segmentation>.segmentation
  package static let summary = "splits the text into sentences and clauses"

  private let splitter = SentenceSplitter()
  private let lexicons: LexiconLibrary

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {
    lexicons = workspace.lexicons
  }

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<Segmentation> {
    let text = document.decoded.filled(.decoded, for: "split-sentences").text
    let words = document.words.filled(.words, for: "split-sentences")
    let language = document.language.filled(.language, for: "split-sentences").language
    let terms = document.terms.filled(.terms, for: "split-sentences")
    let sentences = splitter.sentences(of: words, in: text)
    let clauses = ClauseSplitter(
      claims: terms.claims, hasCommaBeforeClause: lexicons.lexicons(for: language).hasCommaBeforeClause)
    var all: [Segmentation.Clause] = []
    for (index, sentence) in sentences.enumerated() {
      all += clauses.clauses(of: sentence.words, in: words).map { Segmentation.Clause(words: $0, sentence: index) }
    }
    return .product(Segmentation(sentences: sentences, clauses: all))
  }
}
