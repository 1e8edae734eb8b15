import HearsayCore
import HearsayFiles
import HearsayStore

extension Store {
  /// Warnings about names in a question that the database has nothing of: whoever mistypes one would else be told that
  /// nobody speaks of it.
  public func unknownNames(
    entities: [EntityID] = [], platform: String? = nil, language: LanguageCode? = nil
  ) throws(Diagnostics) -> Diagnostics {
    let known = try knownNames()
    var warnings = Diagnostics()
    for entity in entities.map(\.description) where !known.entities.contains(entity) {
      let near = Suggestion.nearest(to: entity, in: known.entities).map { "did you mean \"\($0)\"?" }
      warnings.add(
        Diagnostic(
          .warning, .databaseNameUnknown, "nothing in this database is about \"\(entity)\"",
          help: near ?? "\"hearsay entities \(argument(entity))\" looks for the id of what is called so"))
    }
    if let platform, !known.platforms.contains(platform) {
      warnings.add(
        Diagnostic(
          .warning, .databaseNameUnknown, "nothing in this database is from the platform \"\(platform)\"",
          help: known.platforms.isEmpty
            ? "it has no posts yet" : "it has posts from " + known.platforms.joined(separator: ", ")))
    }
    if let language, !known.languages.contains(language.description) {
      warnings.add(
        Diagnostic(
          .warning, .databaseNameUnknown, "nothing in this database is in the language \"\(language)\"",
          help: "it has posts in " + known.languages.joined(separator: ", ")))
    }
    return warnings
  }

  /// A name as a shell takes it: "$SCR" would be a variable.
  private func argument(_ name: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "-" || ("0"..."9").contains($0) }
    return isPlain ? name : "'\(name.replacing("'", with: "'\\''"))'"
  }
}
