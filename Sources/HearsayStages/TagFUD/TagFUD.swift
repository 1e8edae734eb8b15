import HearsayCore
import HearsayFiles
import HearsayLexicon

/// Tags fear, uncertainty and doubt, whom they are directed at, their rejection, and hype.
///
/// Strength comes from two sides: words of the FUD lexicon, and the frames of claims by how
/// surely they are made; a long and harsh text adds to doubt. All are combined as independent
/// signs: `1 − Π (1 − share)`. Where the language has learned weights for FUD, they say how likely
/// what came out is right, and the strongest component gets that chance.
package struct TagFUD: ConfiguredStage {
  package static let reads: [LayerName] = [
    .words, .language, .terms, .segmentation, .mentions, .sentiment, .claims, .targets,
  ]
  package static let writes = Layer<FUD>.fud
  package static let summary = "tags fear, uncertainty and doubt, their targets, their rejection, and hype"

  private let lexicons: LexiconLibrary

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {
    lexicons = workspace.lexicons
  }

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<FUD> {
    guard let signs = Self.signs(in: document, lexicons) else { return .product(.silent) }
    var strengths = signs.strengths()
    let language = document.language.filled(.language, for: "tag-fud").main
    if let learned = lexicons.lexicons(for: language).weights(for: .fud) {
      let words = document.words.filled(.words, for: "tag-fud")
      let score = document.sentiment.filled(.sentiment, for: "tag-fud").score
      strengths.scale(to: learned.chance(of: words, traits: FUDTrait.values(strengths, score)))
    }
    return .product(signs.directed(strengths))
  }

  /// What the rules make of `document`, whose layers up to the targets are there: what weights are learned from.
  package static func ruled(_ document: borrowing Document, _ lexicons: LexiconLibrary) -> FUD {
    signs(in: document, lexicons)?.strengths() ?? .silent
  }

  /// The signs in a text; nil where there are none.
  private static func signs(in document: borrowing Document, _ lexicons: LexiconLibrary) -> FUDSigns? {
    let claims = document.claims.filled(.claims, for: "tag-fud")
    let sentiment = document.sentiment.filled(.sentiment, for: "tag-fud")
    let terms = document.terms.filled(.terms, for: "tag-fud")
    let parameters = lexicons.frames.parameters
    // Claims are large, and only looked at where they stand; few have a frame.
    let framed = claims.indices.compactMap { index in
      claims[index].frame.flatMap(lexicons.frames.frame).map { (index, $0) }
    }
    // Signs come from words, from claims, and from the tone of the whole; most texts have none of them.
    guard
      !terms.fud.isEmpty || !framed.isEmpty || parameters.isHarsh(sentiment.score)
        || claims.indices.contains(where: { claims[$0].modality == .asked })
    else { return nil }
    let words = document.words.filled(.words, for: "tag-fud")
    let segmentation = document.segmentation.filled(.segmentation, for: "tag-fud")
    let mentions = document.mentions.filled(.mentions, for: "tag-fud")
    let stances = document.targets.filled(.targets, for: "tag-fud")
    var signs = FUDSigns(
      parameters: parameters, mentions: mentions, stances: stances,
      clauseCount: segmentation.clauses.count, tone: sentiment.label)
    var plain: [Range<Int>] = []
    for (index, frame) in framed where lexicons.frames.isPlain(frame, at: claims[index].words, terms.fud) {
      plain.append(claims[index].words)
    }
    if !terms.fud.isEmpty { signs.add(terms, outside: plain, segmentation, words) }
    for (index, frame) in framed { signs.add(claims[index], frame) }
    signs.addOpenQuestions(sentiment, claims)
    signs.addTone(sentiment.score, clauseCount: segmentation.clauses.count)
    return signs.isEmpty ? nil : signs
  }
}

extension FUD {
  /// Gives the strongest component `strength`, in thousandths, and the others their part of it; where there is no sign
  /// of any, nothing is flagged.
  fileprivate mutating func scale(to strength: Int) {
    let most = max(fear, uncertainty, doubt)
    guard 0 < most else { return }
    fear = fear * strength / most
    uncertainty = uncertainty * strength / most
    doubt = doubt * strength / most
  }
}
