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

  /// The forms of a name under rules such as `de/noun-s ko/clitics`, each rule applied to the name itself: the name
  /// first, no form twice.
  func forms(of phrase: Phrase, rules: String) -> [(head: [[UInt8]], attached: Gazetteer.Attached)] {
    var forms = [(head: phrase.head, attached: Gazetteer.Attached())]
    var seen: Set<[[UInt8]]> = [phrase.head]
    for cited in rules.split(separator: " ") {
      guard let (language, rule) = Self.parts(cited), let inflections = inflections[language] else { continue }
      for form in inflections.forms(of: phrase, rule: rule) where seen.insert(form.head).inserted {
        forms.append((form.head, rule.hasPrefix(Self.cliticRule) ? attached(form.head, to: phrase.head) : .init()))
      }
    }
    return forms
  }

  /// What `form` has before and behind the words of `name`.
  private func attached(_ form: [[UInt8]], to name: [[UInt8]]) -> Gazetteer.Attached {
    let (written, own) = (Array(form.joined(separator: [0x20])), Array(name.joined(separator: [0x20])))
    guard
      let start = (0...max(0, written.count - own.count)).first(where: { written[$0...].starts(with: own) })
    else { return .init() }
    return .init(
      before: scalarCount(written[..<start]), after: scalarCount(written[(start + own.count)...]))
  }

  private func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }
}
