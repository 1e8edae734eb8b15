import HearsayCore
import HearsayText

/// Learns weights for words, runs of words and pieces of words from labelled texts.
///
/// A feature's value in a text is how often it stands there, times a scale that prefers features that are rare and
/// tell the classes apart (the square root of inverse document frequency times the log-count ratio of Wang and
/// Manning 2012, "Baselines and Bigrams"), divided by the square root of the number of features and some more.
/// The words with valence of hand-written lexicons enter as traits, so that what people know of words is where the fit
/// starts from.
/// Where vectors of words are asked for, a word's weight is its own and what its vector adds, which it shares with the
/// words that are used like it; so words that few or no labelled texts have get weights as well.
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
    /// How many numbers the vector of a word has, by which words are learned of that are used like others; 0 for none.
    package var vectorDimensionCount = 0
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
    var counts: [(feature: Int32, count: Int32)]
  }

  static let classCount = 3
  /// Keeps the values of features near 1.
  static let divisor = 4.0

  let settings: Settings
  private(set) var samples: [Sample] = []
  private(set) var forms: [[UInt8]] = []
  private(set) var units: [LearnedUnit] = []
  private var numbers: [UInt64: Int32] = [:]
  /// The single words of each text, for their vectors.
  private var texts: [[Int32]] = []
  private var seen: Set<UInt64> = []

  /// A learner without samples.
  package init(_ settings: Settings) { self.settings = settings }

  /// Number of samples.
  package var sampleCount: Int { samples.count }

  /// Adds a labelled text; one that was there already is passed over.
  package mutating func add(_ words: Words, traits: [Double], label: Int, set: Int) {
    let key = words.reduce(UInt64(label)) { WordHash.combine($0, $1.hash) }
    guard seen.insert(key).inserted else { return }
    var counts: [Int32: Int32] = [:]
    var text: [Int32] = []
    FeatureScan(settings.shape).forEach(in: words) { feature, padded in
      let number = number(of: feature, words, padded)
      counts[number, default: 0] += 1
      if feature.unit == .words && feature.tokens.count == 1 { text.append(number) }
    }
    if settings.vectorDimensionCount != 0 { texts.append(text) }
    samples.append(
      Sample(
        label: label, set: set, traits: traits,
        counts: counts.map { ($0.key, $0.value) }.sorted { $0.feature < $1.feature }))
  }

  /// Adds a text without label, from which only vectors of words are learned.
  package mutating func addUnlabelled(_ words: Words) {
    guard settings.vectorDimensionCount != 0 else { return }
    var shape = settings.shape
    (shape.runMost, shape.ideographMost, shape.pieceMost) = (1, 1, 0)
    var text: [Int32] = []
    FeatureScan(shape).forEach(in: words) { feature, padded in text.append(number(of: feature, words, padded)) }
    texts.append(text)
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
      LearnedWeights.postsLeast <= postCounts[$0] && canStandInTable(forms[$0])
    }
    let vectors =
      settings.vectorDimensionCount == 0
      ? nil
      : WordVectors(of: texts, featureCount: forms.count, dimensionCount: settings.vectorDimensionCount) {
        canStandInTable(forms[$0])
      }
    let first = Fit(self, candidates, postCounts, vectors)
    let weights = first.weights()
    let size = { (place: Int) -> Double in first.scales[place] * Self.spread(weights, place) }
    let sizes = candidates.indices.map(size)
    let order = candidates.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    let kept = order.prefix(settings.entriesMost).map { candidates[$0] }.sorted()
    let second = Fit(self, kept, postCounts, vectors)
    return table(second, second.weights(), postCounts, vectors)
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

  /// Whether a table can hold a form: one with a tab, quote or control character it cannot.
  private func canStandInTable(_ form: [UInt8]) -> Bool {
    form.allSatisfy { 0x20 <= $0 && $0 != 0x22 && $0 != 0x7F }
  }

  private func table(
    _ fit: Fit, _ weights: [Double], _ postCounts: [Int], _ vectors: WordVectors?
  ) -> [LearnedEntry] {
    let sums = fit.sums(weights)
    func weight(_ sums: ArraySlice<Double>) -> LearnedWeights.Weight {
      let middle = sums[sums.startIndex + 1]
      func hundredths(_ value: Double) -> Int { Int(((value - middle) * 100).rounded()) }
      return LearnedWeights.Weight(
        against: hundredths(sums[sums.startIndex]), for: hundredths(sums[sums.endIndex - 1]))
    }
    var entries = sums.features.map { feature, sums in
      LearnedEntry(
        form: forms[feature][...], unit: units[feature], weight: weight(sums[...]),
        postCount: max(postCounts[feature], vectors?.textCounts[feature] ?? 0))
    }
    entries.removeAll { $0.weight == .zero }
    entries += settings.traits.enumerated().map { index, trait in
      LearnedEntry(
        form: Array(trait.utf8)[...], unit: .trait, weight: weight(sums.traits[index][...]),
        postCount: samples.count)
    }
    return entries.sorted { left, right in
      if left.form.elementsEqual(right.form) { return left.unit.rawValue < right.unit.rawValue }
      return left.form.lexicographicallyPrecedes(right.form)
    }
  }
}
