import HearsayCore
import HearsayFiles
import HearsayLexicon

/// Weighs what a text conveys toward each entity that it names.
///
/// Toward an entity count the clauses that name it, in full; the other clauses of the same
/// sentence, in part; the claims about it, by the polarity of their frames and by how
/// surely they are made; and, where it is the only entity of the text, the rest in part.
/// Where the language has learned weights for targets, these sums are traits that they weigh together
/// with the words of the clauses that name the entity, and the score is the mean of theirs and of what the rules
/// make of the sums.
package struct WeighTargets: ConfiguredStage {
  package static let reads: [LayerName] = [.words, .language, .terms, .segmentation, .mentions, .sentiment, .claims]
  package static let writes = Layer<[TargetStance]>.targets
  package static let summary = "weighs what the text conveys toward each entity that it names"

  private let lexicons: LexiconLibrary

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {
    lexicons = workspace.lexicons
  }

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<[TargetStance]> {
    let mentions = document.mentions.filled(.mentions, for: "weigh-targets")
    guard !mentions.isEmpty else { return .product([]) }
    return .product(TargetReader(document, lexicons).stances())
  }
}
