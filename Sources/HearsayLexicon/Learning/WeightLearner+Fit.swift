extension WeightLearner {
  /// A fit with some of the features.
  struct Fit {
    /// What the count of each feature is multiplied by.
    let scales: [Double]
    private let matrix: SparseSamples
    private let settings: Settings
    private let features: [Int]
    private let vectors: WordVectors?
    /// What the vector of each feature is multiplied by.
    private let vectorScales: [Double]

    /// Keeps vectors small beside the words themselves, so that they decide where these say little.
    private static let vectorDivisor = 2.0

    private var vectorCount: Int { vectors?.dimensionCount ?? 0 }
    private var firstTrait: Int { features.count + vectorCount }

    init(_ learner: WeightLearner, _ features: [Int], _ postCounts: [Int], _ vectors: WordVectors?) {
      var places = [Int32](repeating: -1, count: learner.forms.count)
      for (place, feature) in features.enumerated() { places[feature] = Int32(place) }
      scales = Self.scales(learner, features, places, postCounts)
      settings = learner.settings
      (self.features, self.vectors) = (features, vectors)
      let divisor = WeightLearner.divisor * Self.vectorDivisor
      let vectorScales = vectors == nil ? [] : postCounts.map { Self.rarity($0, learner.samples.count) / divisor }
      self.vectorScales = vectorScales
      let vectorCount = vectors?.dimensionCount ?? 0
      let firstTrait = features.count + vectorCount
      var matrix = SparseSamples(featureCount: firstTrait + settings.traits.count)
      let sets = SetBalance(learner.samples, percent: settings.balancePercent)
      let prior = settings.countPrior
      let percents = settings.setPercents
      for sample in learner.samples {
        var (runCount, pieceCount) = (0, 0)
        var vector = [Double](repeating: 0, count: vectorCount)
        for (feature, count) in sample.counts {
          let isKnown = vectors?.isKnown(Int(feature)) ?? false
          if isKnown { vectors?.add(Int(feature), times: vectorScales[Int(feature)] * Double(count), to: &vector) }
          guard 0 <= places[Int(feature)] || isKnown else { continue }
          if learner.units[Int(feature)] == .piece { pieceCount += Int(count) } else { runCount += Int(count) }
        }
        let vectorDivisor = LearnedWeights.divisor(count: runCount, prior: prior)
        let runDivisor = vectorDivisor * WeightLearner.divisor
        let pieceDivisor = LearnedWeights.divisor(count: pieceCount, prior: prior) * WeightLearner.divisor
        var row: [(feature: Int32, value: Double)] = []
        for (feature, count) in sample.counts where 0 <= places[Int(feature)] {
          let place = places[Int(feature)]
          let divisor = learner.units[Int(feature)] == .piece ? pieceDivisor : runDivisor
          row.append((place, scales[Int(place)] * Double(count) / divisor))
        }
        for (index, value) in vector.enumerated() {
          row.append((Int32(features.count + index), value / vectorDivisor))
        }
        for (index, value) in sample.traits.enumerated() where value != 0 {
          row.append((Int32(firstTrait + index), value))
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

    /// What the weights of a fit come to: what each class gains by each feature and by each trait.
    func sums(_ weights: [Double]) -> (features: [(feature: Int, sums: [Double])], traits: [[Double]]) {
      let classCount = WeightLearner.classCount
      func own(_ place: Int) -> [Double] { Array(weights[place * classCount..<(place + 1) * classCount]) }
      var sums: [Int: [Double]] = [:]
      for (place, feature) in features.enumerated() {
        sums[feature] = own(place).map { $0 * scales[place] / WeightLearner.divisor }
      }
      for feature in vectors?.known ?? [] {
        var vector = [Double](repeating: 0, count: vectorCount)
        vectors?.add(feature, times: vectorScales[feature], to: &vector)
        var all = sums[feature] ?? [Double](repeating: 0, count: classCount)
        for (index, value) in vector.enumerated() {
          for number in 0..<classCount {
            all[number] += value * weights[(features.count + index) * classCount + number]
          }
        }
        sums[feature] = all
      }
      return (
        sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, settings.traits.indices.map { own(firstTrait + $0) }
      )
    }

    /// The inverse document frequency.
    private static func rarity(_ postCount: Int, _ sampleCount: Int) -> Double {
      Logarithm.natural((1 + Double(sampleCount)) / (1 + Double(postCount))) + 1
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
      return features.enumerated().map { place, feature in
        let rarity = rarity(postCounts[feature], learner.samples.count)
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
