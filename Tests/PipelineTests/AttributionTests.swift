import Hearsay
import HearsayTestSupport
import Testing

/// Who says what a sentence tells, and who relays it, in eighteen languages: `Attribution/sentences.tsv`, in which `!`
/// before the language marks what is known to fail.
struct `Attribution in eighteen languages` {
  /// A row of the table.
  struct Row: Sendable, CustomTestStringConvertible {
    let language: LanguageCode
    let isKnownToFail: Bool
    let source: String
    let via: String?
    let sentence: String

    var testDescription: String { "\(language): \(sentence)" }

    init?(_ line: Substring) {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 4 else { return nil }
      isKnownToFail = cells[0].hasPrefix("!")
      guard let language = LanguageCode(isKnownToFail ? String(cells[0].dropFirst()) : cells[0]) else { return nil }
      self.language = language
      source = cells[1]
      via = cells[2].isEmpty ? nil : cells[2]
      sentence = cells[3]
    }
  }

  private static let rows: [Row] =
    ((try? Checkout.text("Tests/PipelineTests/Attribution/sentences.tsv")) ?? "").split(separator: "\n").dropFirst()
    .compactMap { Row($0) }

  @Test func `is described by a table that is there`() {
    #expect(200 < Self.rows.count)
    #expect(Set(Self.rows.map(\.language)).count == 18)
    // Whatever a language cannot do yet stays the exception.
    #expect(Self.rows.count { $0.isKnownToFail } * 8 < Self.rows.count)
  }

  @Test(arguments: rows.filter { !$0.isKnownToFail }) func `names who says it, and who relays it`(_ row: Row) throws {
    #expect(try isRight(row))
  }

  @Test(arguments: rows.filter(\.isKnownToFail)) func `fails where the table says so`(_ row: Row) throws {
    #expect(try !isRight(row), "it passes: remove its exclamation mark")
  }

  /// Whether there are claims, and all of them have the source of the row, and who relays it.
  private func isRight(_ row: Row) throws -> Bool {
    let document = try RepositoryPipeline.get().annotate(text: row.sentence, language: row.language)
    let text = ByteText(row.sentence)
    let found = (document.claims ?? []).map { ($0.source.words(in: text), $0.via?.words(in: text)) }
    return !found.isEmpty && found.allSatisfy { $0.0 == row.source && $0.1 == row.via }
  }
}
