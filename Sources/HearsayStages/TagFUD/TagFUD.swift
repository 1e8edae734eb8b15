import HearsayCore
import HearsayFiles
import HearsayLexicon

/// Tags fear, uncertainty and doubt, whom they are directed at, their rejection, and hype.
///
/// Strength comes from two sides: words of the FUD lexicon, and the frames of claims by how
/// surely they are made; a long and harsh text adds to doubt. All are combined as independent signs: `1 − Π (1 − share)`.
package struct TagFUD: ConfiguredStage {
  package static let reads: [LayerName] = [.words, .terms, .segmentation, .mentions, .sentiment, .claims, .targets]
  package static let writes = Layer<FUD>.fud
  package static let summary = "tags fear, uncertainty and doubt, their targets, their rejection, and hype"

  private let lexicons: LexiconLibrary

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {
    lexicons = workspace.lexicons
  }

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<FUD> {
    let words = document.words.filled(.words, for: "tag-fud")
    let terms = document.terms.filled(.terms, for: "tag-fud")
    let segmentation = document.segmentation.filled(.segmentation, for: "tag-fud")
    let mentions = document.mentions.filled(.mentions, for: "tag-fud")
    let sentiment = document.sentiment.filled(.sentiment, for: "tag-fud")
    let claims = document.claims.filled(.claims, for: "tag-fud")
    let stances = document.targets.filled(.targets, for: "tag-fud")
    // Signs come from words, from claims, and from the tone of the whole.
    let isHarsh = sentiment.score.thousandths <= -lexicons.frames.parameters.fudToneFrom
    if terms.fud.isEmpty && claims.isEmpty && !isHarsh { return .product(.silent) }
    var signs = FUDSigns(
      parameters: lexicons.frames.parameters, mentions: mentions, stances: stances,
      clauseCount: segmentation.clauses.count, tone: sentiment.label)
    for sentence in segmentation.sentences {
      let own = terms.fud.beginning(in: sentence.words)
      if own.isEmpty { continue }
      let negators = terms.modifiers.beginning(in: sentence.words).filter { $0.meaning.effect == .negate }
      let clauses = segmentation.clauses.beginning(in: sentence.words).map(\.words)
      signs.add(own, negators: negators, clauses: clauses, sentence: sentence.words, words)
    }
    for claim in claims { signs.add(claim, claim.frame.flatMap(lexicons.frames.frame), words) }
    signs.addOpenQuestions(segmentation, sentiment, claims)
    signs.addTone(sentiment.score, clauseCount: segmentation.clauses.count)
    return .product(signs.verdict())
  }
}
