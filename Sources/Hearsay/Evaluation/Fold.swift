import HearsayArchive

/// One of `count` parts of a set, for measuring on posts that nothing was learned from.
///
/// A post belongs to the fold `1 + mix(hash ^ seed) mod count`: `hash` is the 64-bit FNV-1a hash of
/// `GoldPost.foldKey` and a byte 0xFF, `mix` the finalizer of SplitMix64. So it does on every machine, in any
/// order, with any other posts around it.
///
///     let fold = Fold("2/5")
///     let test = posts.filter { fold.contains($0.foldKey) }     // about a fifth
///     let train = posts.filter { !fold.contains($0.foldKey) }   // the rest
public struct Fold: Hashable, Sendable, CustomStringConvertible {
  /// Which of them, counted from 1.
  public let number: Int
  /// How many there are.
  public let count: Int
  /// Other seeds give other parts.
  public var seed: UInt64

  /// More folds than this are refused.
  public static let countMost = 1_000

  /// The fold written as `2/5`; nil where that is no such thing.
  public init?(_ text: String, seed: UInt64 = 0) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]), 2 <= count,
      count <= Self.countMost, 1 <= number, number <= count
    else { return nil }
    self.number = number
    self.count = count
    self.seed = seed
  }

  /// Whether the post with `key` belongs to the fold.
  public func contains(_ key: String) -> Bool {
    var hash = FNV1a()
    hash.add(key)
    return SplitMix64.mix(hash.value ^ seed) % UInt64(count) == UInt64(number - 1)
  }

  public var description: String { "\(number)/\(count)" }
}
