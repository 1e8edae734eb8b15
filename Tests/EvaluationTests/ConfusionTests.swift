import Hearsay
import Testing

struct `A confusion table` {
  /// Eight negative, six neutral and six positive posts; thirteen of the twenty answers are right.
  private static let table: Confusion = {
    var table = Confusion(classes: ["negative", "neutral", "positive"])
    let rows = [[5, 2, 1], [1, 4, 1], [0, 2, 4]]
    for (gold, row) in zip(table.classes, rows) {
      for (answer, count) in zip(table.classes, row) { table.add(gold: gold, answer: answer, count: count) }
    }
    return table
  }()

  @Test(arguments: [
    ("accuracy", Self.table.accuracy, 13.0 / 20),
    ("macro-F1", Self.table.macroF1, (10.0 / 14 + 8.0 / 14 + 8.0 / 12) / 3),
    ("macro-recall", Self.table.macroRecall, (5.0 / 8 + 4.0 / 6 + 4.0 / 6) / 3),
    ("macro-precision", Self.table.macroPrecision, (5.0 / 6 + 4.0 / 8 + 4.0 / 6) / 3),
  ])
  func `gives what is worked out by hand`(_ name: String, _ found: Double?, _ expected: Double) throws {
    #expect(abs(try #require(found) - expected) < 1e-12, "\(name)")
  }

  @Test func `counts each class`() {
    let matches = [(8, 6, 5), (6, 8, 4), (6, 6, 4)].map { MatchCounts(expected: $0.0, found: $0.1, matched: $0.2) }
    #expect(Self.table.matches == matches)
  }

  @Test func `takes means over the classes that are right for some post only`() throws {
    var table = Confusion(classes: ["negative", "positive"], otherAnswers: ["neutral"])
    table.add(gold: "negative", answer: "negative", count: 3)
    table.add(gold: "negative", answer: "neutral", count: 1)
    table.add(gold: "positive", answer: "positive", count: 2)
    // F1 is 6/7 and 1; that of "neutral" is none of the mean's business.
    let macroF1 = try #require(table.macroF1)
    #expect(abs(macroF1 - (6.0 / 7 + 1) / 2) < 1e-12)
    #expect(table.accuracy == 5.0 / 6)
  }

  @Test func `of a class that is never answered has F1 0 for it`() throws {
    var table = Confusion(classes: ["no", "yes"])
    table.add(gold: "no", answer: "no", count: 3)
    table.add(gold: "yes", answer: "no", count: 1)
    let macroF1 = try #require(table.macroF1)
    #expect(abs(macroF1 - 3.0 / 7) < 1e-12)
    #expect(table.macroRecall == 0.5)
  }

  @Test func `without answers has no figures`() {
    let table = Confusion(classes: ["no", "yes"])
    #expect(table.accuracy == nil && table.macroF1 == nil && table.macroRecall == nil)
  }

  @Test(arguments: [
    (MatchCounts(expected: 4, found: 5, matched: 3), 3.0 / 5, 3.0 / 4, 6.0 / 9),
    (MatchCounts(expected: 4, found: 0, matched: 0), nil, 0, 0), (MatchCounts(), nil, nil, nil),
  ])
  func `gives precision, recall and F1 of matches`(
    _ counts: MatchCounts, _ precision: Double?, _ recall: Double?, _ f1: Double?
  ) {
    #expect(counts.precision == precision && counts.recall == recall && counts.f1 == f1)
  }
}
