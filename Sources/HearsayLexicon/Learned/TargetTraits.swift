/// What learned weights can know of a text and an entity that it names, besides the words of the clauses that name it.
package enum TargetTrait: String, CaseIterable, Sendable {
  /// Always 1.
  case always
  /// The log odds that the text as a whole is negative rather than neutral.
  case textAgainst = "text-against"
  /// The log odds that the text as a whole is positive rather than neutral.
  case textFor = "text-for"
  /// The log odds that what counts toward the entity by clauses and claims is negative rather than neutral.
  case against
  /// The log odds that it is positive rather than neutral.
  case `for`
  /// The valence of the three tokens before the entity, in threes of a point.
  case before
  /// The valence of the three tokens behind it, likewise.
  case behind

  /// Log odds in thousandths as a trait: the cut keeps a long text from deciding alone.
  package static func logOdds(_ thousandths: Int) -> Double { Double(max(-3_000, min(3_000, thousandths))) / 1000 }

  /// A sum of valences in hundredths of a point as a trait.
  package static func valence(_ hundredths: Int) -> Double { Double(max(-600, min(600, hundredths))) / 300 }
}
