import HearsayCore

extension [Term<ClaimMeaning>] {
  /// Adds what the endings of `words` mean, and takes away what longer forms hide.
  ///
  /// A form whose role is `none` hides shorter terms within it, where it has a gap those within either part, and the
  /// endings of its words; all of them, or those of one role.
  mutating func settle(with endings: WordEndings, in words: Words) {
    let hiding = filter { $0.meaning.role == .hiding }
    if !hiding.isEmpty {
      removeAll { term in
        term.meaning.role == .hiding || hiding.contains { $0.hides(term) && $0.isLonger(than: term) }
      }
    }
    if endings.isEmpty { return }
    let found = endings.terms(in: words)
    // An ending may hide others too: `-려면` ("in order to") is no condition.
    let silent = hiding + found.filter { $0.meaning.role == .hiding }
    merge(found.filter { term in term.meaning.role != .hiding && !silent.contains { $0.hides(term) } })
  }

  /// Adds terms that are sorted as these are.
  private mutating func merge(_ others: [Element]) {
    guard !others.isEmpty else { return }
    var merged: [Element] = []
    merged.reserveCapacity(count + others.count)
    var rest = others[...]
    for term in self {
      while let other = rest.first, other.words.lowerBound < term.words.lowerBound {
        merged.append(other)
        rest = rest.dropFirst()
      }
      merged.append(term)
    }
    self = merged + rest
  }
}

extension Term<ClaimMeaning> {
  /// Whether all of `other` lies in it, or in one of its parts, and it hides what `other` does.
  fileprivate func hides(_ other: Self) -> Bool {
    guard meaning.hidden == nil || meaning.hidden == other.meaning.role else { return false }
    return words.lowerBound <= other.words.lowerBound && other.words.upperBound <= words.upperBound
      || tail.lowerBound <= other.words.lowerBound && other.words.upperBound <= tail.upperBound
  }

  /// Whether its form is longer than that of `other`, which lies in it: one with a gap is longer than its parts.
  fileprivate func isLonger(than other: Self) -> Bool {
    other.words.count < words.count || other.tail.isEmpty && !tail.isEmpty
  }
}
