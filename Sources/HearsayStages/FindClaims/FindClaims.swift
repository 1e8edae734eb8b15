import HearsayCore
import HearsayFiles
import HearsayLexicon

/// Finds the clauses that claim something: what kind of claim, how sure, who says so, about whom.
///
/// Works clause by clause, from left to right. A clause that only introduces another one
/// ("Ein SEC-Kommissar äußerte", "One could say") gives its speaker or its doubt to what it
/// introduces and is no claim itself.
package struct FindClaims: ConfiguredStage {
  package static let reads: [LayerName] = [.words, .language, .terms, .segmentation, .mentions, .sentiment]
  package static let writes = Layer<[Claim]>.claims
  package static let summary = "finds claims: kind, modality, source, stance, topic and frame of each clause"

  private let lexicons: LexiconLibrary

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {
    lexicons = workspace.lexicons
  }

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<[Claim]> {
    let mentions = document.mentions.filled(.mentions, for: "find-claims")
    let claimTerms = document.terms.filled(.terms, for: "find-claims").claims
    // A text that names nothing of the crypto world and speaks of none of its concepts claims nothing about it.
    guard !mentions.isEmpty || claimTerms.contains(where: { $0.meaning.concept != nil }) else { return .product([]) }
    let language = document.language.filled(.language, for: "find-claims").main
    let own = lexicons.lexicons(for: language)
    guard own.isCovered else { return .product([]) }
    let words = document.words.filled(.words, for: "find-claims")
    let segmentation = document.segmentation.filled(.segmentation, for: "find-claims")
    let sentiment = document.sentiment.filled(.sentiment, for: "find-claims")
    let terms = document.terms.filled(.terms, for: "find-claims")
    var reader = ClauseReader(words: words, mentions: mentions, valences: sentiment.valences, frames: lexicons.frames)
    var clauses = reader.clauses(segmentation, terms)
    // Few texts that name nobody have a frame which asks for more, so that they are read anew.
    if mentions.isEmpty, clauses.contains(where: { $0.frame?.needsCrypto ?? false }),
      !Surroundings.areOfCrypto(document.post, words, language, lexicons.gazetteer)
    {
      reader.isOfCrypto = false
      clauses = reader.clauses(segmentation, terms)
    }
    guard clauses.contains(where: { !$0.mentions.isEmpty || $0.topic != nil }) else { return .product([]) }
    let verbFinal = own.isVerbFinal ? VerbFinalAttribution(words: words, terms: terms.claims, mentions: mentions) : nil
    var maker = ClaimMaker(
      words: words, frames: lexicons.frames, segmentation: segmentation,
      standards: MarkedNames(.than, words: words, terms: terms.claims, mentions: mentions),
      measures: MarkedNames(measuresIn: words, mentions: mentions),
      reports: verbFinal.map { attribution in segmentation.sentences.flatMap { attribution.reports(in: $0.words) } },
      language: language, postedOn: document.post.createdAt?.day, isReply: document.post.has(.replyTo))
    return .product(maker.claims(from: clauses))
  }
}
