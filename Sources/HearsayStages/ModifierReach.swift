import HearsayCore

extension Term<ModifierMeaning> {
  /// The tokens between the modifier and what stands at `place`; nil where it modifies nothing on that side, or is a
  /// part of it.
  func gap(to place: Range<Int>) -> Range<Int>? {
    if words.overlaps(place) { return nil }
    let isBefore = words.upperBound <= place.lowerBound
    if meaning.direction == (isBefore ? .before : .after) { return nil }
    return isBefore ? words.upperBound..<place.lowerBound : place.upperBound..<words.lowerBound
  }
}
