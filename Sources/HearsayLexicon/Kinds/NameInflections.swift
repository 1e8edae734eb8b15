import HearsayCore
import HearsayText

/// The forms of names, which are written in texts of many languages and follow the rules of several.
struct NameInflections {
  /// The start of the name of a rule whose prefixes and endings are words of their own.
  private static let cliticRule = "clitics"

  private let inflections: [LanguageCode: Inflections]

  /// The rules of all languages.
  init(_ inflections: [LanguageCode: Inflections]) { self.inflections = inflections }

  /// A rule as a name cites it: `ko/clitics`; nil where it is not of this shape.
  static func parts(_ rule: Substring) -> (language: LanguageCode, rule: String)? {
    let parts = rule.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let language = LanguageCode(String(parts[0])) else { return nil }
    return (language, String(parts[1]))
  }

  /// Calls `body` with what rules such as `de/noun-s ko/clitics` make of a name, each rule applied to the name itself,
  /// and what that puts before and behind it: nothing first; the same may come twice.
  func each(of phrase: Phrase, rules: String, _ body: (Inflection, Gazetteer.Attached) -> Void) {
    body(Inflection(), Gazetteer.Attached())
    for cited in rules.split(separator: " ") {
      guard let (language, rule) = Self.parts(cited), let inflections = inflections[language] else { continue }
      let isClitic = rule.hasPrefix(Self.cliticRule)
      inflections.each(of: phrase, rule: rule) { inflection in
        if !inflection.isEmpty { body(inflection, isClitic ? attached(inflection) : Gazetteer.Attached()) }
      }
    }
  }

  /// What `inflection` puts before and behind the words of a name.
  private func attached(_ inflection: Inflection) -> Gazetteer.Attached {
    Gazetteer.Attached(before: scalarCount(inflection.prefix), after: scalarCount(inflection.ending))
  }

  private func scalarCount(_ bytes: [UInt8]) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }
}
