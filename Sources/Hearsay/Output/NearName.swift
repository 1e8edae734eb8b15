import HearsayFiles

/// Finds the name that somebody meant who mistyped it.
public enum NearName {
  /// The one of `names` that is nearest to `word`, if it is near enough to be meant.
  public static func of(_ word: String, among names: [String]) -> String? { Suggestion.nearest(to: word, in: names) }
}
