/// Goes once through a list that is sorted by where its elements begin, and finds those that begin in one stretch of
/// tokens after the other.
///
/// For stretches that stand one behind the other, as the clauses of a text do, it looks at each element once, where
/// `beginning(in:)` searches the list for both ends of each stretch.
///
///     var sweep = Sweep(mentions)
///     for clause in clauses {
///       for index in sweep.indices(in: clause.words) { … mentions[index] … }
///     }
public struct Sweep<Element: Placed> {
  @usableFromInline let list: [Element]
  /// The first element that no stretch has reached yet.
  @usableFromInline var next = 0

  /// Begins at the beginning of `list`.
  @inlinable
  public init(_ list: [Element]) { self.list = list }

  /// The indices of the elements that begin in `range`, which stands behind all ranges that were asked for before.
  @inlinable
  public mutating func indices(in range: Range<Int>) -> Range<Int> {
    while next < list.count, list[next].words.lowerBound < range.lowerBound { next += 1 }
    let first = next
    while next < list.count, list[next].words.lowerBound < range.upperBound { next += 1 }
    return first..<next
  }
}
