/// Fits a multinomial logistic regression with an L2 penalty.
///
/// Minimises `Σ weight · −log p(label) + penalty/2 · Σ w²`, where the probabilities are those among the classes that
/// a sample's set knows, and traits have a penalty of their own. Deterministic: one thread, fixed order of addition.
package struct MultinomialRegression: Sendable {
  /// How strongly large weights are held down.
  package struct Penalty: Sendable {
    /// Those of words and pieces of words.
    package var ofWords: Double
    /// Those of traits, which are few and stand in every text.
    package var ofTraits: Double
    /// The first feature that is a trait.
    package var firstTrait: Int
  }

  private let samples: SparseSamples
  private let classCount: Int
  private let penalty: Penalty

  /// A regression of `samples` on `classCount` classes.
  package init(_ samples: SparseSamples, classCount: Int, penalty: Penalty) {
    self.samples = samples
    self.classCount = classCount
    self.penalty = penalty
  }

  /// The weights, feature by feature, `classCount` of each.
  ///
  /// - Complexity: some hundred passes over the values that are not 0.
  package func fitted() -> [Double] {
    LimitedMemoryBFGS(rounds: 500, tolerance: 1e-4, gradientTolerance: 1e-4).minimum(
      from: [Double](repeating: 0, count: samples.featureCount * classCount), of: lossAndGradient)
  }

  /// The loss at `weights`; its gradient is put into `gradient`.
  private func lossAndGradient(_ weights: [Double], _ gradient: inout [Double]) -> Double {
    let firstTrait = penalty.firstTrait * classCount
    var loss = hold(weights, 0..<firstTrait, by: penalty.ofWords, &gradient)
    loss += hold(weights, firstTrait..<weights.count, by: penalty.ofTraits, &gradient)
    var scores = [Double](repeating: 0, count: classCount)
    weights.withUnsafeBufferPointer { weights in
      gradient.withUnsafeMutableBufferPointer { gradient in
        samples.features.withUnsafeBufferPointer { features in
          samples.values.withUnsafeBufferPointer { values in
            for row in 0..<samples.count {
              loss += addRow(row, weights, gradient, features, values, &scores)
            }
          }
        }
      }
    }
    return loss
  }

  /// Holds the weights in `range` down: what that costs.
  private func hold(
    _ weights: [Double], _ range: Range<Int>, by penalty: Double, _ gradient: inout [Double]
  ) -> Double {
    var squares = 0.0
    for index in range {
      squares += weights[index] * weights[index]
      gradient[index] = penalty * weights[index]
    }
    return squares * penalty / 2
  }

  private func addRow(
    _ row: Int, _ weights: UnsafeBufferPointer<Double>, _ gradient: UnsafeMutableBufferPointer<Double>,
    _ features: UnsafeBufferPointer<Int32>, _ values: UnsafeBufferPointer<Double>, _ scores: inout [Double]
  ) -> Double {
    let range = samples.starts[row]..<samples.starts[row + 1]
    for index in 0..<classCount { scores[index] = 0 }
    for place in range {
      let base = Int(features[place]) * classCount
      for index in 0..<classCount { scores[index] += values[place] * weights[base + index] }
    }
    let weight = samples.weights[row]
    let logOfSum = Self.softmax(&scores, known: samples.known[row], label: samples.labels[row])
    for place in range {
      let base = Int(features[place]) * classCount
      for index in 0..<classCount { gradient[base + index] += weight * values[place] * scores[index] }
    }
    return weight * logOfSum
  }

  /// Turns scores into the differences between probabilities and truth, and returns `−log p(label)`.
  private static func softmax(_ scores: inout [Double], known: UInt8, label: Int) -> Double {
    var most = -Double.infinity
    for index in scores.indices where known >> UInt8(index) & 1 == 1 { most = max(most, scores[index]) }
    var sum = 0.0
    let own = scores[label] - most
    for index in scores.indices {
      guard known >> UInt8(index) & 1 == 1 else {
        scores[index] = 0
        continue
      }
      scores[index] = LogisticScale.exponential(max(-60, scores[index] - most))
      sum += scores[index]
    }
    for index in scores.indices { scores[index] /= sum }
    scores[label] -= 1
    return Logarithm.natural(sum) - own
  }
}

/// The natural logarithm by additions, multiplications and divisions only, the same on every machine.
enum Logarithm {
  /// ln 2, rounded.
  private static let ofTwo = 0.6931471805599453

  /// The natural logarithm of `x`, which must be positive and finite.
  static func natural(_ x: Double) -> Double {
    // x = significand · 2^exponent; ln of the significand by the series of the inverse hyperbolic tangent.
    let ratio = (x.significand - 1) / (x.significand + 1)
    let square = ratio * ratio
    var (term, sum) = (ratio, 0.0)
    for index in 0..<16 {
      sum += term / Double(2 * index + 1)
      term *= square
    }
    return 2 * sum + Double(x.exponent) * ofTwo
  }
}
