/// Sums over the known authors of a group, from which its standard error follows.
struct ClusterSums {
  /// How many known authors there are.
  var people: Int64 = 0
  var judged: Int64 = 0
  var scoreSum: Int64 = 0
  /// How many authors have judged posts.
  var count: Int64 = 0
  /// Σ Sₐ², Σ Sₐ·nₐ and Σ nₐ² over the authors a.
  var squares: Double = 0
  var products: Double = 0
  var counts: Double = 0

  /// Adds what one more author contributes.
  mutating func add(judged posts: Int64, scoreSum score: Int64) {
    people += 1
    judged += posts
    scoreSum += score
    if 0 < posts { count += 1 }
    squares += Double(score) * Double(score)
    products += Double(score) * Double(posts)
    counts += Double(posts) * Double(posts)
  }

  /// How many degrees of freedom the standard error has: clusters of equal size would be this many, less one.
  ///
  /// `all` is the number of judged posts. Few people who post much are worth few clusters.
  func degrees(judged all: Int64) -> Double {
    let counts = counts + Double(all - judged)
    return counts == 0 ? 0 : max(1, Double(all) * Double(all) / counts - 1)
  }

  /// The standard error of the mean of all posts; those beyond the known authors' are clusters of one.
  ///
  /// `all`, `total` and `totalSquare` are the sums over all judged posts, and `ownSquareSum` is the sum
  /// of the squares over the posts of known authors.
  func standardError(
    judged all: Int64, scoreSum total: Int64, scoreSquareSum totalSquare: Int64, ownSquareSum: Int64
  ) -> Double? {
    let alone = all - judged
    let groups = Double(count + alone)
    guard 2 <= groups else { return nil }
    let mean = Double(total) / Double(all)
    let squares = squares + Double(totalSquare - ownSquareSum)
    let products = products + Double(total - scoreSum)
    let counts = counts + Double(alone)
    let spread = max(0, squares - 2 * mean * products + mean * mean * counts)
    return (groups / (groups - 1) * spread).squareRoot() / Double(all) / 1000
  }
}
