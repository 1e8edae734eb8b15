import HearsayCore
import HearsayTestSupport
import Testing

@testable import Hearsay

/// A sentence with what must be found in it.
struct Reading: Sendable, CustomTestStringConvertible {
  let language: LanguageCode
  let text: String
  let expected: String
  let why: String

  var testDescription: String { "\(language): \(text)" }

  static func german(_ text: String, _ expected: String, _ why: String) -> Reading {
    Reading(language: .german, text: text, expected: expected, why: why)
  }

  static func english(_ text: String, _ expected: String, _ why: String) -> Reading {
    Reading(language: .english, text: text, expected: expected, why: why)
  }

  /// In the language with the given code.
  static func other(_ code: String, _ text: String, _ expected: String, _ why: String) -> Reading {
    Reading(language: LanguageCode(code) ?? .undetermined, text: text, expected: expected, why: why)
  }

  /// Compares what `facts` makes of the annotated text.
  func check(_ facts: (Document, ByteText) -> [String]) throws {
    let document = try CryptoPipeline.annotate(text, language)
    let decoded = try #require(document.decoded?.text)
    #expect(facts(document, decoded).joined(separator: " | ") == expected, "\(why)")
  }
}

extension Document {
  /// The entities as they are named: `Base=base`.
  func mentionFacts(_ text: ByteText) -> [String] { (mentions ?? []).map { "\(text[$0.span].string)=\($0.entity)" } }

  /// The verdict and the verdicts on entities: `negative`, `base positive`.
  func targetFacts() -> [String] { (targets ?? []).map { "\($0.entity) \($0.label.rawValue)" } }

  /// The flags: `fear`, `doubt`, `counter`, `hype`, with targets of the first three.
  func flagFacts() -> [String] {
    guard let fud else { return [] }
    var flags = [("fear", fud.fear), ("uncertainty", fud.uncertainty), ("doubt", fud.doubt)].filter {
      FUD.flagFrom <= $0.1
    }.map(\.0)
    if fud.counter { flags.append("counter") }
    if fud.hype { flags.append("hype") }
    if !fud.targets.isEmpty { flags.append("→ " + fud.targets.map(\.description).joined(separator: " ")) }
    return flags
  }
}
