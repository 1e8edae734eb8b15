import HearsayCore
import HearsayText
import Testing

@testable import HearsayLexicon

@Suite
struct `Vectors of words` {
  /// Texts in which `words` stand where a verdict stands, and others where something else does.
  private static func texts(of words: [String], beside neighbours: [String]) -> [String] {
    words.flatMap { word in neighbours.map { "\($0) \(word) \($0)e" } }
  }

  private static let good = ["freude", "glanz", "erfolg", "gewinn", "sonne"]
  private static let bad = ["verlust", "regen", "streit", "schmutz", "neid"]

  /// Labelled texts know "prima" and "mies" alone; others use "toll" and "fad" as they use these.
  private static func entries(_ dimensionCount: Int, unlabelled: Bool = true) -> [LearnedEntry] {
    var settings = WeightLearner.Settings()
    settings.vectorDimensionCount = dimensionCount
    settings.shape.pieceMost = 0
    var learner = WeightLearner(settings)
    for text in texts(of: ["prima"], beside: good) { learner.add(words(text), traits: [1], label: 2, set: 0) }
    for text in texts(of: ["mies"], beside: bad) { learner.add(words(text), traits: [1], label: 0, set: 0) }
    let others = texts(of: ["prima", "toll"], beside: good) + texts(of: ["mies", "fad"], beside: bad)
    for _ in 0..<(unlabelled ? 3 : 0) { for text in others { learner.addUnlabelled(words(text)) } }
    return learner.entries()
  }

  private static func words(_ text: String) -> Words { Tokenizer().words(in: ByteText(text)) }

  private static func weight(of form: String, in entries: [LearnedEntry]) -> LearnedWeights.Weight? {
    entries.first { String(decoding: $0.form, as: UTF8.self) == form }?.weight
  }

  @Test func `give weights to words that are used like those with a label`() throws {
    let entries = Self.entries(4)
    let good = try #require(Self.weight(of: "toll", in: entries))
    let bad = try #require(Self.weight(of: "fad", in: entries))
    #expect(good.against < good.for && bad.for < bad.against)
    #expect(entries.allSatisfy { LearnedWeights.postsLeast <= $0.postCount })
  }

  @Test func `are none where no numbers or no texts are given`() {
    #expect(Self.weight(of: "toll", in: Self.entries(0)) == nil)
    #expect(Self.weight(of: "toll", in: Self.entries(4, unlabelled: false)) == nil)
    #expect(Self.weight(of: "prima", in: Self.entries(0)) != nil)
  }

  @Test func `are the same for the same texts`() {
    func table() -> [String] { Self.entries(4).map { "\(Array($0.form)) \($0.unit) \($0.weight)" } }
    #expect(table() == table())
  }

  @Test func `are close where words have the same neighbours, and far where they have others`() {
    // Words 0 and 1 stand beside 2, words 3 and 4 beside 5.
    let texts = (0..<5).flatMap { _ -> [[Int32]] in [[2, 0, 2], [2, 1, 2], [5, 3, 5], [5, 4, 5]] }
    let vectors = WordVectors(of: texts, featureCount: 7, dimensionCount: 6) { _ in true }
    func vector(_ word: Int) -> [Double] {
      var sum = [Double](repeating: 0, count: vectors.dimensionCount)
      vectors.add(word, times: 1, to: &sum)
      return sum
    }
    func nearness(_ left: Int, _ right: Int) -> Double { zip(vector(left), vector(right)).map(*).reduce(0, +) }
    #expect(0.99 < nearness(0, 1) && 0.99 < nearness(3, 4))
    #expect(abs(nearness(0, 3)) < 0.1)
    #expect(!vectors.isKnown(6) && vectors.known == [0, 1, 2, 3, 4, 5])
  }
}
