/// How often each class was given for each class that is right, and what follows from it.
///
///     var table = Confusion(classes: ["no", "yes"])
///     table.add(gold: "yes", answer: "no")
///     table.accuracy                            // 0
public struct Confusion: Sendable, Equatable {
  /// The classes: those that are measured first, then those that were only given as answers.
  public let classes: [String]
  /// How many of the classes are right for some post; means over classes are over these.
  public let goldClassCount: Int
  /// The counts, row by row: `cells[gold * classes.count + answer]`.
  public private(set) var cells: [Int]

  /// A table for `goldClasses`, and for answers that are right for no post.
  public init(classes goldClasses: [String], otherAnswers: [String] = []) {
    classes = goldClasses + otherAnswers
    goldClassCount = goldClasses.count
    cells = Array(repeating: 0, count: classes.count * classes.count)
  }

  /// The index of a cell, or nil where a class is not in the table.
  func cell(gold: String, answer: String) -> Int? {
    guard let row = classes.firstIndex(of: gold), let column = classes.firstIndex(of: answer) else { return nil }
    return row * classes.count + column
  }

  /// Counts an answer.
  ///
  /// - Precondition: both classes are in the table.
  public mutating func add(gold: String, answer: String, count: Int = 1) {
    guard let cell = cell(gold: gold, answer: answer) else {
      preconditionFailure("the classes \(gold) and \(answer) are not among \(classes)")
    }
    cells[cell] += count
  }

  /// The same classes with other counts.
  func with(cells: [Int]) -> Confusion {
    var copy = self
    copy.cells = cells
    return copy
  }

  /// How often `answer` was given where `gold` is right, by index.
  public func count(gold: Int, answer: Int) -> Int { cells[gold * classes.count + answer] }

  /// Number of answers.
  public var total: Int { cells.reduce(0, +) }
  /// Number of right answers.
  public var correct: Int { classes.indices.reduce(0) { $0 + count(gold: $1, answer: $1) } }

  /// For each class how often it is right, how often it was given, and how often both.
  ///
  /// - Complexity: O(n²) in the number of classes.
  public var matches: [MatchCounts] {
    var matches = Array(repeating: MatchCounts(), count: classes.count)
    for gold in classes.indices {
      for answer in classes.indices {
        let count = count(gold: gold, answer: answer)
        matches[gold].expected += count
        matches[answer].found += count
        if gold == answer { matches[gold].matched = count }
      }
    }
    return matches
  }

  /// The share of right answers, which is also micro-F1; nil without answers.
  public var accuracy: Double? { total == 0 ? nil : Double(correct) / Double(total) }
  /// The mean of F1 over the classes; nil without answers.
  public var macroF1: Double? { means.f1 }
  /// The mean of recall over the classes; nil without answers.
  public var macroRecall: Double? { means.recall }
  /// The mean of precision over the classes; a class that was never given has none of it.
  public var macroPrecision: Double? { means.precision }

  /// The means over the classes that are right for some post.
  ///
  /// A class that these counts lack, as a draw may, takes no part.
  var means: (f1: Double?, recall: Double?, precision: Double?) {
    let own = matches.prefix(goldClassCount)
    func mean(_ values: [Double]) -> Double? {
      values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    let seen = own.filter { 0 < $0.expected + $0.found }
    return (mean(seen.compactMap(\.f1)), mean(own.compactMap(\.recall)), mean(seen.map { $0.precision ?? 0 }))
  }
}

/// How many things were expected, how many were found, and how many of these are the same.
public struct MatchCounts: Hashable, Sendable {
  /// How many there are.
  public var expected: Int
  /// How many were found.
  public var found: Int
  /// How many of those that were found are right.
  public var matched: Int

  /// The given counts.
  public init(expected: Int = 0, found: Int = 0, matched: Int = 0) {
    self.expected = expected
    self.found = found
    self.matched = matched
  }

  /// The share of what was found that is right; nil where nothing was found.
  public var precision: Double? { found == 0 ? nil : Double(matched) / Double(found) }
  /// The share of what there is that was found; nil where there is nothing.
  public var recall: Double? { expected == 0 ? nil : Double(matched) / Double(expected) }
  /// The harmonic mean of both; nil where there is nothing and nothing was found.
  public var f1: Double? { expected + found == 0 ? nil : 2 * Double(matched) / Double(expected + found) }

  static func + (left: MatchCounts, right: MatchCounts) -> MatchCounts {
    MatchCounts(
      expected: left.expected + right.expected, found: left.found + right.found,
      matched: left.matched + right.matched)
  }
}
