import HearsayCore
import HearsayFiles
import HearsayLexicon
import HearsayText

/// Finds the tokens of a text and folds them: the form in which everything later matches.
package struct SplitWords: ConfiguredStage {
  package static let reads: [LayerName] = [.decoded]
  package static let writes = Layer<Words>.words
  package static let summary = "finds words, handles, tags, numbers and emoji, and folds them"

  private let tokenizer = Tokenizer()

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {}

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<Words> {
    .product(tokenizer.words(in: document.decoded.filled(.decoded, for: "split-words").text))
  }
}
