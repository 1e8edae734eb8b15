import HearsayCore
import HearsayText

/// Learns weights for words, runs of words and pieces of words from labelled texts.
///
/// A feature's value in a text is how often it stands there, times a scale that prefers features that are rare and
/// tell the classes apart (the square root of inverse document frequency times the log-count ratio of Wang and
/// Manning 2012, "Baselines and Bigrams"), divided by the square root of the number of features and
/// some more. The words with valence
/// of hand-written lexicons enter as traits, so that what people know of words is where the fit starts from.
/// A first fit says which features matter; a second one is made with these alone.
///
/// The same texts in the same order give the same weights.
package struct WeightLearner {
  /// What can be chosen; the figures were chosen by cross-validation on training sets.
  package struct Settings: Sendable {
    /// Most entries.
    package var entriesMost = 12_000
    /// How strongly large weights are held down.
    package var penalty = 1.0
    /// How strongly large weights of traits are held down; nil as those of words.
    package var traitPenalty: Double?
    /// How far the classes of a set are made to count the same, in percent: at 0 each post counts the same, so that
    /// the commoner class is expected sooner.
    package var balancePercent = 100
    /// How much a post of each set counts, in percent; a set beyond the last counts 100.
    ///
    /// Sets of other sorts of text help where there are few posts, and should not decide.
    package var setPercents: [Int] = []
    /// So many features without weight every text is taken to have, so that few known words do not decide alone.
    package var countPrior = 0
    /// Whether features are preferred for being rare alone, not also for how well they tell the classes apart.
    ///
    /// How well they do is estimated from the same texts that are learned from, and misleads where these are few.
    package var isScaledByRarityAlone = false
    /// The names of the traits, in the order of their values.
    package var traits = LearnedTask.sentiment.traits
    /// Which features there are.
    package var shape = FeatureScan.Shape()

    /// The settings of the weights that are shipped.
    package init() {}
  }

  /// A labelled text.
  package struct Sample: Sendable {
    /// 0 against, 1 neither, 2 for.
    package var label: Int
    /// The set that it comes from, for which classes are balanced.
    package var set: Int
    /// The values of its traits.
    package var traits: [Double]
    fileprivate var counts: [(feature: Int32, count: Int32)]
  }

  static let classCount = 3
  /// Keeps the values of features near 1.
  private static let divisor = 4.0

  private let settings: Settings
  private var samples: [Sample] = []
  private var numbers: [UInt64: Int32] = [:]
  private var forms: [[UInt8]] = []
  private var units: [LearnedUnit] = []
  private var seen: Set<UInt64> = []

  /// A learner without samples.
  package init(_ settings: Settings) { self.settings = settings }

  /// Number of samples.
  package var sampleCount: Int { samples.count }

  /// Adds a labelled text; one that was there already is passed over.
  package mutating func add(_ words: Words, traits: [Double], label: Int, set: Int) {
    let key = words.all.reduce(UInt64(label)) { WordHash.combine($0, $1.hash) }
    guard seen.insert(key).inserted else { return }
    var counts: [Int32: Int32] = [:]
    FeatureScan(settings.shape).forEach(in: words) { feature, padded in
      counts[number(of: feature, words, padded), default: 0] += 1
    }
    samples.append(
      Sample(
        label: label, set: set, traits: traits,
        counts: counts.map { ($0.key, $0.value) }.sorted { $0.feature < $1.feature }))
  }

  private mutating func number(of feature: FeatureScan.Feature, _ words: Words, _ padded: PaddedWord) -> Int32 {
    if let number = numbers[feature.key] { return number }
    let number = Int32(forms.count)
    numbers[feature.key] = number
    forms.append(
      feature.unit == .words ? FeatureScan.form(of: feature.tokens, in: words) : Array(padded[feature.bytes]))
    units.append(feature.unit)
    return number
  }

  /// What was learned, in the order of a table.
  package func entries() -> [LearnedEntry] {
    let postCounts = postCounts()
    let candidates = forms.indices.filter {
      // A form with a tab, quote or control character cannot stand in a table.
      LearnedWeights.postsLeast <= postCounts[$0] && forms[$0].allSatisfy { 0x20 <= $0 && $0 != 0x22 && $0 != 0x7F }
    }
    let first = Fit(self, candidates, postCounts)
    let weights = first.weights()
    let size = { (place: Int) -> Double in first.scales[place] * Self.spread(weights, place) }
    let sizes = candidates.indices.map(size)
    let order = candidates.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    let kept = order.prefix(settings.entriesMost).map { candidates[$0] }.sorted()
    let second = Fit(self, kept, postCounts)
    return table(kept, second, second.weights(), postCounts)
  }

  /// In how many texts each feature stands.
  private func postCounts() -> [Int] {
    var counts = [Int](repeating: 0, count: forms.count)
    for sample in samples { for (feature, _) in sample.counts { counts[Int(feature)] += 1 } }
    return counts
  }

  /// How far apart the weights of a feature lie, at most.
  private static func spread(_ weights: [Double], _ place: Int) -> Double {
    let own = weights[place * classCount..<(place + 1) * classCount]
    return (own.max() ?? 0) - (own.min() ?? 0)
  }

  private func table(_ kept: [Int], _ fit: Fit, _ weights: [Double], _ postCounts: [Int]) -> [LearnedEntry] {
    func weight(_ place: Int, _ scale: Double) -> LearnedWeights.Weight {
      let own = weights[place * Self.classCount..<(place + 1) * Self.classCount]
      let middle = own[own.startIndex + 1]
      func hundredths(_ value: Double) -> Int { Int(((value - middle) * scale * 100).rounded()) }
      return LearnedWeights.Weight(against: hundredths(own[own.startIndex]), for: hundredths(own[own.endIndex - 1]))
    }
    var entries = kept.enumerated().map { place, feature in
      LearnedEntry(
        form: forms[feature][...], unit: units[feature], weight: weight(place, fit.scales[place] / Self.divisor),
        postCount: postCounts[feature])
    }
    entries.removeAll { $0.weight == .zero }
    entries += settings.traits.enumerated().map { index, trait in
      LearnedEntry(
        form: Array(trait.utf8)[...], unit: .trait, weight: weight(kept.count + index, 1),
        postCount: samples.count)
    }
    return entries.sorted { left, right in
      if left.form.elementsEqual(right.form) { return left.unit.rawValue < right.unit.rawValue }
      return left.form.lexicographicallyPrecedes(right.form)
    }
  }
}

extension WeightLearner {
  /// A fit with some of the features.
  private struct Fit {
    /// What the count of each feature is multiplied by.
    let scales: [Double]
    private let matrix: SparseSamples
    private let settings: Settings
    private let firstTrait: Int

    init(_ learner: WeightLearner, _ features: [Int], _ postCounts: [Int]) {
      var places = [Int32](repeating: -1, count: learner.forms.count)
      for (place, feature) in features.enumerated() { places[feature] = Int32(place) }
      scales = Self.scales(learner, features, places, postCounts)
      settings = learner.settings
      firstTrait = features.count
      let traitCount = settings.traits.count
      var matrix = SparseSamples(featureCount: features.count + traitCount)
      let sets = SetBalance(learner.samples, percent: settings.balancePercent)
      let prior = settings.countPrior
      let percents = settings.setPercents
      for sample in learner.samples {
        var (runCount, pieceCount) = (0, 0)
        for (feature, count) in sample.counts where 0 <= places[Int(feature)] {
          if learner.units[Int(feature)] == .piece { pieceCount += Int(count) } else { runCount += Int(count) }
        }
        let runDivisor = LearnedWeights.divisor(count: runCount, prior: prior) * WeightLearner.divisor
        let pieceDivisor = LearnedWeights.divisor(count: pieceCount, prior: prior) * WeightLearner.divisor
        var row: [(feature: Int32, value: Double)] = []
        for (feature, count) in sample.counts where 0 <= places[Int(feature)] {
          let place = places[Int(feature)]
          let divisor = learner.units[Int(feature)] == .piece ? pieceDivisor : runDivisor
          row.append((place, scales[Int(place)] * Double(count) / divisor))
        }
        for (index, value) in sample.traits.enumerated() where value != 0 {
          row.append((Int32(features.count + index), value))
        }
        matrix.append(
          row, label: sample.label, known: sets.known(sample.set),
          weight: sets.weight(sample.set, sample.label)
            * (percents.indices.contains(sample.set) ? Double(percents[sample.set]) / 100 : 1))
      }
      self.matrix = matrix
    }

    /// The weights, feature by feature.
    func weights() -> [Double] {
      let penalty = MultinomialRegression.Penalty(
        ofWords: settings.penalty, ofTraits: settings.traitPenalty ?? settings.penalty, firstTrait: firstTrait)
      return MultinomialRegression(matrix, classCount: WeightLearner.classCount, penalty: penalty).fitted()
    }

    private static func scales(
      _ learner: WeightLearner, _ features: [Int], _ places: [Int32], _ postCounts: [Int]
    ) -> [Double] {
      let classCount = WeightLearner.classCount
      var counts = [Double](repeating: 1, count: features.count * classCount)
      let none = [Double](repeating: Double(features.count), count: classCount)
      var (runTotals, pieceTotals) = (none, none)
      for sample in learner.samples {
        for (feature, count) in sample.counts where 0 <= places[Int(feature)] {
          counts[Int(places[Int(feature)]) * classCount + sample.label] += Double(count)
          if learner.units[Int(feature)] == .piece {
            pieceTotals[sample.label] += Double(count)
          } else {
            runTotals[sample.label] += Double(count)
          }
        }
      }
      let sampleCount = Double(learner.samples.count)
      return features.enumerated().map { place, feature in
        let rarity = Logarithm.natural((1 + sampleCount) / (1 + Double(postCounts[feature]))) + 1
        if learner.settings.isScaledByRarityAlone { return rarity }
        let sums = learner.units[feature] == .piece ? pieceTotals : runTotals
        let shares = (0..<classCount).map { counts[place * classCount + $0] / sums[$0] }
        let all = shares.reduce(0, +)
        let ratio = shares.map { abs(Logarithm.natural($0 / ((all - $0) / 2))) }.max() ?? 0
        return (rarity * 3 * ratio).squareRoot()
      }
    }
  }

  /// Makes the classes of each set count the same, or more alike.
  private struct SetBalance {
    private var counts: [Int: [Int]] = [:]
    private let share: Double

    init(_ samples: [Sample], percent: Int) {
      share = Double(percent) / 100
      for sample in samples {
        counts[sample.set, default: [Int](repeating: 0, count: WeightLearner.classCount)][sample.label] += 1
      }
    }

    /// The classes that stand in a set, as bits.
    func known(_ set: Int) -> UInt8 {
      (counts[set] ?? []).enumerated().reduce(0) { bits, item in
        0 < item.element ? bits | 1 << UInt8(item.offset) : bits
      }
    }

    func weight(_ set: Int, _ label: Int) -> Double {
      guard let own = counts[set], 0 < own[label] else { return 0 }
      let balanced = Double(own.reduce(0, +)) / Double(own.count { 0 < $0 } * own[label])
      return 1 + share * (balanced - 1)
    }
  }
}
