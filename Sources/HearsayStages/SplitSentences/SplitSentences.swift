import HearsayCore
import HearsayFiles
import HearsayLexicon
import HearsayText

/// Splits a text into sentences, and sentences into clauses.
package struct SplitSentences: ConfiguredStage {
  package static let reads: [LayerName] = [.words, .language, .terms]
  package static let writes = Layer<Segmentation>.segmentation
  package static let summary = "splits the text into sentences and clauses"

  private let sentenceSplitter = SentenceSplitter()
  private let lexicons: LexiconLibrary

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {
    lexicons = workspace.lexicons
  }

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<Segmentation> {
    let words = document.words.filled(.words, for: "split-sentences")
    let language = document.language.filled(.language, for: "split-sentences").main
    let claims = document.terms.filled(.terms, for: "split-sentences").claims
    let sentences = joined(sentenceSplitter.sentences(of: words), words, language)
    let own = lexicons.lexicons(for: language)
    let clauses = claims.withUnsafeBufferPointer { claims in
      ClauseSurvey.withSurvey(of: words) { survey in
        var splitter = ClauseSplitter(claims: claims, of: own, survey: survey)
        return [Segmentation.Clause](gathering: { clauses in
          for number in sentences.indices { splitter.add(number, sentences[number].words, to: &clauses) }
        })
      }
    }
    return .product(Segmentation(sentences: sentences, clauses: clauses))
  }

  /// The sentences, of which none ends at the stop of an abbreviation before a unit, as in `5,2 Mio. Euro`.
  private func joined(
    _ sentences: [Segmentation.Sentence], _ words: Words, _ language: LanguageCode
  ) -> [Segmentation.Sentence] {
    // Few sentences begin behind a number, a word and a stop, so that nothing is made ready for the others.
    guard
      sentences.dropFirst().contains(where: { sentence in
        let start = sentence.words.lowerBound
        return 3 <= start && words[start - 3].kind == .number && words[start - 2].kind == .word
      })
    else { return sentences }
    let quantities = QuantityReader(words: words, quantities: lexicons.frames.quantities, language: language)
    guard sentences.indices.dropFirst().contains(where: { quantities.continues(at: sentences[$0].words.lowerBound) })
    else { return sentences }
    var joined: [Segmentation.Sentence] = []
    for sentence in sentences {
      if let last = joined.last, quantities.continues(at: sentence.words.lowerBound),
        sentence.words.upperBound - last.words.lowerBound <= SentenceSplitter.wordCountMost
      {
        joined[joined.count - 1] = Segmentation.Sentence(
          words: last.words.lowerBound..<sentence.words.upperBound, ending: sentence.ending)
      } else {
        joined.append(sentence)
      }
    }
    return joined
  }
}
