import Hearsay
import HearsayLexicon
import HearsayTestSupport
import Testing

@Suite(.timeLimit(.minutes(15)))
struct `The lexicons of the repository` {
  private static let root = Checkout.path("Lexicons")
  private static let names = LexiconFolder.find(below: root).map(\.name)

  @Test func `are all there`() {
    #expect(
      Set(Self.names).isSuperset(of: [
        "de/claims", "de/fud", "de/inflections", "de/modifiers", "de/sentiment", "emoji", "en/claims", "en/fud",
        "en/inflections", "en/modifiers", "en/sentiment", "entities", "frames", "profiles",
      ]))
  }

  @Test func `have no errors`() {
    let (lexicons, problems) = LexiconTools(root: Self.root).check()
    #expect(lexicons.map(\.name) == Self.names)
    #expect(Diagnostics(problems.all.filter { $0.severity == .error }).lines(from: Self.root) == [])
  }

  @Test func `are in canonical form`() throws {
    #expect(try LexiconTools(root: Self.root).format(.check) == [])
  }

  @Test(arguments: names)
  func `find in their examples what the examples say`(_ name: String) throws {
    let result = try #require(try LexiconExamples(RepositoryPipeline.get()).test(name))
    #expect(result.problems.lines(from: Checkout.root) == [])
    // Examples show the sentiment of a text; the other tasks of learned weights are measured on labelled posts.
    let hasExamples =
      !["frames", "profiles"].contains(name)
      && !["/inflections", "/checkable", "/target-weights", "/fud-weights"].contains { name.hasSuffix($0) }
    #expect(!hasExamples || 0 < result.passed)
  }
}
