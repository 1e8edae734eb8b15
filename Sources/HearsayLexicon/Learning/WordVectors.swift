/// Vectors of words that lie close to each other where the words stand beside the same words.
///
/// The positive pointwise mutual information of each word with the words up to two places before and behind it (Levy
/// and Goldberg 2014, "Neural Word Embedding as Implicit Matrix Factorization"), brought down to few numbers by
/// subspace iteration. Texts need no labels for it, so that what is learned of words in few labelled texts reaches
/// those that are used like them.
///
/// The same texts in the same order give the same vectors.
struct WordVectors {
  /// How many numbers a vector has.
  let dimensionCount: Int
  /// In how many texts each word stands, those without label among them.
  let textCounts: [Int]
  /// The row of each word, by its number as a feature; −1 where it has no vector.
  private let rows: [Int32]
  private let values: [Double]

  /// Texts that a word must stand in: of a rarer one nothing is known.
  private static let textsLeast = 5
  /// Most words, the commonest.
  private static let wordsMost = 12_000
  /// How far words stand apart at most.
  private static let reach = 2
  /// More dimensions that are followed in the search, so that the last that are kept are found as well.
  private static let spare = 10
  private static let rounds = 3

  /// The vectors of the words of `texts` that are wanted; words are numbers less than `featureCount`.
  init(of texts: [[Int32]], featureCount: Int, dimensionCount: Int, where isWanted: (Int) -> Bool) {
    var counts = [Int](repeating: 0, count: featureCount)
    for text in texts { for feature in Set(text) { counts[Int(feature)] += 1 } }
    let known = counts.indices.filter { Self.textsLeast <= counts[$0] && isWanted($0) }
    let kept = known.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(Self.wordsMost).sorted()
    var rows = [Int32](repeating: -1, count: featureCount)
    for (row, feature) in kept.enumerated() { rows[feature] = Int32(row) }
    textCounts = counts
    self.rows = rows
    self.dimensionCount = min(dimensionCount, kept.count)
    let nearness = Nearness(texts, rows, rowCount: kept.count, reach: Self.reach)
    values = Self.vectors(nearness, self.dimensionCount)
  }

  /// Whether a word has a vector.
  func isKnown(_ feature: Int) -> Bool { 0 <= rows[feature] }

  /// The words that have a vector, in ascending order.
  var known: [Int] { rows.indices.filter(isKnown) }

  /// Adds the vector of a word, times `factor`, to `sum`.
  func add(_ feature: Int, times factor: Double, to sum: inout [Double]) {
    guard 0 <= rows[feature] else { return }
    let first = Int(rows[feature]) * dimensionCount
    for index in 0..<dimensionCount { sum[index] += factor * values[first + index] }
  }

  /// The first eigenvectors of the matrix times itself, each times the root of its singular value; then each word's
  /// vector made as long as all others.
  private static func vectors(_ nearness: Nearness, _ dimensionCount: Int) -> [Double] {
    let rowCount = nearness.rowCount
    let width = min(dimensionCount + spare, rowCount)
    // Numbers that look random, the same each time (Knuth's linear congruential generator).
    var state: UInt64 = 1
    var basis = (0..<rowCount * width).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 63 == 0 ? 1 : -1
    }
    var lengths: [Double] = []
    for _ in 0..<rounds {
      basis = nearness.timesItself(basis, width)
      lengths = orthonormalise(&basis, rowCount, width)
    }
    var vectors = [Double](repeating: 0, count: rowCount * dimensionCount)
    for row in 0..<rowCount {
      var squares = 0.0
      for index in 0..<dimensionCount {
        let value = basis[row * width + index] * lengths[index].squareRoot().squareRoot()
        vectors[row * dimensionCount + index] = value
        squares += value * value
      }
      guard 0 < squares else { continue }
      let length = squares.squareRoot()
      for index in 0..<dimensionCount { vectors[row * dimensionCount + index] /= length }
    }
    return vectors
  }

  /// Makes the columns of a matrix of `width` columns orthogonal and one long (Gram and Schmidt's method), and returns
  /// how long each was by itself.
  private static func orthonormalise(_ matrix: inout [Double], _ rowCount: Int, _ width: Int) -> [Double] {
    var lengths: [Double] = []
    for column in 0..<width {
      for other in 0..<column {
        var product = 0.0
        for start in stride(from: 0, to: rowCount * width, by: width) {
          product += matrix[start + column] * matrix[start + other]
        }
        for start in stride(from: 0, to: rowCount * width, by: width) {
          matrix[start + column] -= product * matrix[start + other]
        }
      }
      var squares = 0.0
      for start in stride(from: column, to: rowCount * width, by: width) { squares += matrix[start] * matrix[start] }
      let length = squares.squareRoot()
      lengths.append(length)
      guard 0 < length else { continue }
      for start in stride(from: column, to: rowCount * width, by: width) { matrix[start] /= length }
    }
    return lengths
  }
}

extension WordVectors {
  /// How much sooner than by chance words stand near each other: a sparse matrix, by rows.
  private struct Nearness {
    let rowCount: Int
    private var starts: [Int] = [0]
    private var columns: [Int32] = []
    private var values: [Double] = []

    /// The words before a word and those behind it are columns of their own.
    init(_ texts: [[Int32]], _ rows: [Int32], rowCount: Int, reach: Int) {
      self.rowCount = rowCount
      var pairs: [UInt64] = []
      for text in texts {
        for (place, feature) in text.enumerated() {
          let row = rows[Int(feature)]
          for other in text[place...].dropFirst().prefix(reach) {
            let otherRow = rows[Int(other)]
            guard 0 <= row && 0 <= otherRow else { continue }
            pairs.append(UInt64(row) << 32 | UInt64(otherRow))
            pairs.append(UInt64(otherRow) << 32 | UInt64(Int(row) + rowCount))
          }
        }
      }
      pairs.sort()
      var rowSums = [Double](repeating: 0, count: rowCount)
      var columnSums = [Double](repeating: 0, count: 2 * rowCount)
      for pair in pairs {
        rowSums[Int(pair >> 32)] += 1
        columnSums[Int(pair & 0xFFFF_FFFF)] += 1
      }
      // The power of three quarters keeps rare neighbours from weighing too much.
      for index in columnSums.indices {
        let root = columnSums[index].squareRoot()
        columnSums[index] = root * root.squareRoot()
      }
      let all = columnSums.reduce(0, +)
      var first = 0
      for row in 0..<rowCount {
        while first < pairs.count, Int(pairs[first] >> 32) == row {
          var end = first + 1
          while end < pairs.count, pairs[end] == pairs[first] { end += 1 }
          let column = Int(pairs[first] & 0xFFFF_FFFF)
          let value = Logarithm.natural(Double(end - first) * all / (rowSums[row] * columnSums[column]))
          if 0 < value {
            columns.append(Int32(column))
            values.append(value)
          }
          first = end
        }
        starts.append(columns.count)
      }
    }

    /// The matrix times its transpose times `basis`, which has `width` columns.
    func timesItself(_ basis: [Double], _ width: Int) -> [Double] {
      var middle = [Double](repeating: 0, count: 2 * rowCount * width)
      forEach { row, column, value in
        Self.add(basis, row * width, times: value, to: &middle, column * width, width)
      }
      var result = [Double](repeating: 0, count: rowCount * width)
      forEach { row, column, value in
        Self.add(middle, column * width, times: value, to: &result, row * width, width)
      }
      return result
    }

    private func forEach(_ body: (_ row: Int, _ column: Int, _ value: Double) -> Void) {
      for row in 0..<rowCount {
        for place in starts[row]..<starts[row + 1] { body(row, Int(columns[place]), values[place]) }
      }
    }

    private static func add(
      _ source: [Double], _ from: Int, times factor: Double, to target: inout [Double], _ into: Int, _ count: Int
    ) {
      source.withUnsafeBufferPointer { source in
        target.withUnsafeMutableBufferPointer { target in
          for index in 0..<count { target[into + index] += factor * source[from + index] }
        }
      }
    }
  }
}
