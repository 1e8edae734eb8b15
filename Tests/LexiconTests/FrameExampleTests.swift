import Hearsay
import HearsayLexicon
import HearsayTestSupport
import Testing

/// Every frame has sentences that it must be found in, and such that it must not.
struct `The sentences of frames` {
  /// What stands behind `=>` in the examples of the given languages, word by word.
  private func verdicts(_ languages: [String]) throws -> Set<Substring> {
    var words: Set<Substring> = []
    for language in languages {
      for line in try Checkout.text("Lexicons/\(language)/claims/examples.txt").split(separator: "\n") {
        guard !line.hasPrefix("#"), let arrow = line.firstRange(of: " => ") else { continue }
        words.formUnion(line[arrow.upperBound...].split(separator: " "))
      }
    }
    return words
  }

  private func frames() throws -> [String] {
    let folder = try LexiconFolder(path: Checkout.path("Lexicons/frames"), name: "frames")
    let table = try #require(folder.tables.first { $0.columns.first == "frame" })
    let status = table.columns.count - 1
    return (0..<table.rowCount).filter { !table.equals($0, status, "retired") }.map { table.string($0, 0) }
  }

  @Test func `say where it must be found`() throws {
    let found = try verdicts(LanguageCode.supported.map(\.description).sorted())
    let missing = try frames().filter { !found.contains(Substring($0)) }
    #expect(missing == [])
  }

  @Test func `say where it must not be found`() throws {
    let found = try verdicts(["en"])
    let missing = try frames().filter { !found.contains(Substring("not=\($0)")) }
    #expect(missing == [])
  }
}
