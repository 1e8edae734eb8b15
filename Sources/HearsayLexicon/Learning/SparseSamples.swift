/// Labelled samples as rows of a sparse matrix, for fitting.
package struct SparseSamples: Sendable {
  /// Number of features.
  package private(set) var featureCount: Int
  /// Where each row begins, and where the last one ends.
  private(set) var starts: [Int] = [0]
  /// The features that are not 0, row by row.
  private(set) var features: [Int32] = []
  /// Their values.
  private(set) var values: [Double] = []
  /// The class of each row.
  private(set) var labels: [Int] = []
  /// The classes that the row's set knows, as bits: what a set never says is not held against a row.
  private(set) var known: [UInt8] = []
  /// How much each row counts.
  var weights: [Double] = []

  /// No samples yet.
  package init(featureCount: Int) { self.featureCount = featureCount }

  /// Number of samples.
  package var count: Int { labels.count }

  /// Adds a sample; `row` holds features in ascending order.
  mutating func append(_ row: [(feature: Int32, value: Double)], label: Int, known: UInt8, weight: Double) {
    for (feature, value) in row {
      features.append(feature)
      values.append(value)
    }
    starts.append(features.count)
    labels.append(label)
    self.known.append(known)
    weights.append(weight)
  }
}
