import HearsayCore

/// Who says something, and who relays that.
struct Attributed: Equatable {
  /// Who is said to have said it.
  var source: ClaimSource
  /// Who reports that they did; nil where it is the author.
  var via: ClaimSource?

  /// The author's own words.
  static let author = Attributed(source: .author)

  /// Whether the author says it.
  var isAuthor: Bool { if case .author = source { true } else { false } }

  init(source: ClaimSource, via: ClaimSource? = nil) {
    self.source = source
    self.via = via
  }

  /// The same, told by `outer`: whoever stands farthest outside relays it to the author.
  func relayed(by outer: Attributed) -> Attributed {
    if isAuthor { return outer }
    guard !outer.isAuthor, outer.source != source else { return self }
    return Attributed(source: source, via: outer.via ?? outer.source)
  }
}
