import HearsayCore
import HearsayFiles
import HearsayLexicon

/// Scores what a text says is good or bad, word by word.
///
/// The valences of the sentiment lexicon, as modified by negation, intensity, contrast
/// and the way they are written, add up to `s`; the score is `s / sqrt(s² + saturation)`
/// (Hutto and Gilbert 2014, VADER, section 3), and the verdict compares it with thresholds
/// that are data. Where the language has learned weights, this score is one of the traits
/// that they weigh together with every token, and the verdict is theirs.
package struct ScoreSentiment: ConfiguredStage {
  package static let reads: [LayerName] = [.words, .language, .terms, .segmentation]
  package static let writes = Layer<Sentiment>.sentiment
  package static let summary = "scores the text by its words, their negation, intensity and contrast"

  private let lexicons: LexiconLibrary

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {
    lexicons = workspace.lexicons
  }

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<Sentiment> {
    let words = document.words.filled(.words, for: "score-sentiment")
    let guess = document.language.filled(.language, for: "score-sentiment")
    let segmentation = document.segmentation.filled(.segmentation, for: "score-sentiment")
    let terms = document.terms.filled(.terms, for: "score-sentiment")
    let own = lexicons.lexicons(for: guess.main)
    let byRules = sentiment(of: terms, words, segmentation, own.parameters)
    guard let weights = own.weights(for: .sentiment) else { return .product(byRules) }
    let leanings = guess.parts.isEmpty ? weights.leanings(in: words) : leanings(ofMixed: guess, words)
    return .product(LearnedVerdict(weights).applied(to: byRules, leanings, tokenCount: words.count))
  }

  /// What each token of a mixed text adds by the weights of its own language.
  private func leanings(ofMixed guess: LanguageGuess, _ words: Words) -> [Leaning] {
    let found = guess.languages.map { language in
      (language, lexicons.lexicons(for: language).weights(for: .sentiment)?.leanings(in: words) ?? [])
    }
    return guess.parts.flatMap { part -> ArraySlice<Leaning> in
      found.first { $0.0 == part.language }?.1.beginning(in: part.words) ?? []
    }
  }

  /// What the rules make of the words with valence.
  private func sentiment(
    of terms: Terms, _ words: Words, _ segmentation: Segmentation, _ parameters: SentimentParameters
  ) -> Sentiment {
    let counters = terms.fud.filter { $0.meaning.component == .counter }
    guard !terms.valences.isEmpty || !counters.isEmpty else { return Sentiment.silent }
    var composition = Composition(
      words: words, parameters: parameters, counterValence: lexicons.frames.parameters.counterValence,
      valenceCount: terms.valences.count + counters.count)
    var (valued, modifying) = (Sweep(terms.valences), Sweep(terms.modifiers))
    var (countering, clauses) = (Sweep(counters), Sweep(segmentation.clauses))
    for sentence in segmentation.sentences {
      let found = valued.indices(in: sentence.words)
      let rejected = countering.indices(in: sentence.words)
      if found.isEmpty && rejected.isEmpty { continue }
      composition.add(
        terms.valences[found], modifiers: terms.modifiers[modifying.indices(in: sentence.words)],
        counters: counters[rejected], in: sentence,
        clauses: segmentation.clauses[clauses.indices(in: sentence.words)])
    }
    // Irony may be marked in a sentence that has no valence of its own.
    composition.applyIrony(terms.modifiers)
    return composition.verdict()
  }
}
