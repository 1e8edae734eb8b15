import HearsayCore
import HearsayTestSupport
import HearsayText
import Testing

@testable import HearsayLexicon

@Suite
struct `Leanings by learned weights` {
  private static let texts = [
    "gut", "schlecht", "Gutes", "nicht", "Güte", "@anna", "https://a.example/1", "12,5", "🚀", "!", "涨", "跌", "涨跌",
    "#gutes", "$ETH", "Ungutes", "https", "ETH", "aaaa", "хорошо",
    // Longer than the most letters that are looked at.
    "Donaudampfschifffahrtsgesellschaftsguthaben", "превысокомногорассмотрительствующейнехорошо",
  ]
  private static let parameters = [
    "runMost": 2, "ideographMost": 3, "pieceLeast": 2, "pieceMost": 4, "countPrior": 3, "shownFrom": 1,
    "mixedBelow": 100,
  ]

  @Test func `agree with the plain rules on random texts`() {
    var leaningCount = 0
    for seed in 1...60 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      func text(_ count: Int) -> Words {
        let parts = (0..<count).map { _ in random.choice(Self.texts) }
        return Tokenizer().words(in: ByteText(parts.joined(separator: " ")))
      }
      // Some features of one text have weights; another one is looked at.
      let learnedFrom = text(12)
      var entries: [String: LearnedEntry] = [:]
      FeatureScan(FeatureScan.Shape(Self.parameters)).forEach(in: learnedFrom) { feature, padded in
        guard random.number(below: 3) != 0 else { return }
        let form =
          feature.unit == .piece
          ? Array(padded[feature.bytes]) : FeatureScan.form(of: feature.tokens, in: learnedFrom)
        let weight = LearnedWeights.Weight(against: random.number(below: 9) - 4, for: random.number(below: 9) - 4)
        entries["\(String(decoding: form, as: UTF8.self)) \(feature.unit)"] = LearnedEntry(
          form: form[...], unit: feature.unit, weight: weight, postCount: 3)
      }
      let all = entries.sorted { $0.key < $1.key }.map(\.value)
      let words = text(14)
      let weights = LearnedWeights(all, Self.parameters, first: 100)
      let expected = PlainWeights(all, Self.parameters).leanings(in: words)
      #expect(weights.leanings(in: words) == expected, "seed \(seed)")
      leaningCount += expected.count
    }
    #expect(300 < leaningCount)
  }
}

/// The rules of learned weights, written down as plainly as they can be.
private struct PlainWeights {
  private let entries: [LearnedEntry]
  private let parameters: [String: Int]

  init(_ entries: [LearnedEntry], _ parameters: [String: Int]) {
    self.entries = entries
    self.parameters = parameters
  }

  func leanings(in words: Words) -> [Leaning] {
    let runs = (0..<words.count).map { rows(.words, runForms(from: $0, words)) }
    let pieces = (0..<words.count).map { rows(.piece, pieceForms(of: $0, words)) }
    let prior = parameters["countPrior"] ?? 0
    let runScale = 10 / Double(runs.joined().count + prior).squareRoot()
    let pieceScale = 10 / Double(pieces.joined().count + prior).squareRoot()
    return (0..<words.count).compactMap { token in
      let all = runs[token] + pieces[token]
      let sizes = all.map { abs(entries[$0].weight.for - entries[$0].weight.against) }
      guard let most = sizes.max(), let clearest = sizes.firstIndex(of: most) else { return nil }
      func sum(_ side: KeyPath<LearnedWeights.Weight, Int32>) -> Int {
        let ofRuns = runs[token].reduce(0) { $0 + entries[$1].weight[keyPath: side] }
        let ofPieces = pieces[token].reduce(0) { $0 + entries[$1].weight[keyPath: side] }
        return Int((Double(ofRuns) * runScale + Double(ofPieces) * pieceScale).rounded())
      }
      return Leaning(
        token: token, against: sum(\.against), for: sum(\.for), entry: EntryID(number: 100 + UInt32(all[clearest])))
    }
  }

  private func rows(_ unit: LearnedUnit, _ forms: [String]) -> [Int] {
    forms.compactMap { form in
      entries.firstIndex {
        $0.unit == unit && $0.weight != .zero && String(decoding: $0.form, as: UTF8.self) == form
      }
    }
  }

  private func runForms(from first: Int, _ words: Words) -> [String] {
    let isIdeograph = words[first].kind == .ideograph
    let most = parameters[isIdeograph ? "ideographMost" : "runMost"] ?? 0
    return (first..<min(first + most, words.count)).filter { last in
      !isIdeograph || (first...last).allSatisfy { words[$0].kind == .ideograph }
    }.map { String(decoding: FeatureScan.form(of: first..<$0 + 1, in: words), as: UTF8.self) }
  }

  private func pieceForms(of token: Int, _ words: Words) -> [String] {
    guard words[token].kind == .word || words[token].kind == .hashtag else { return [] }
    let word = String(decoding: words.form(token), as: UTF8.self).unicodeScalars.prefix(39)
    let letters = Array("_\(String(word))_".unicodeScalars)
    return letters.indices.flatMap { first in
      letters.indices.filter { first < $0 && $0 < first + 4 }.map { last in
        letters[first...last].reduce(into: "") { $0.unicodeScalars.append($1) }
      }
    }
  }
}
