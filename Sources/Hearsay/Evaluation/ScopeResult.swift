/// The figures on one question over some of the posts.
public struct ScopeResult: Sendable {
  /// Which posts.
  public enum Scope: Hashable, Sendable {
    /// All.
    case all
    /// No posts, but the mean of the sets.
    case meanOfSets
    /// Those of one set.
    case set(String)
    /// Those in one language.
    case language(String)
  }

  /// A figure with its interval.
  public struct Figure: Sendable {
    /// Its name, such as `macro_f1`.
    public let name: String
    /// Its value.
    public let value: Double
    /// Where the value would lie on 95 % of other posts of the same sort; nil where that was not estimated.
    public let interval: Bootstrap.Interval?
  }

  /// Which posts.
  public let scope: Scope
  /// Number of posts.
  public let postCount: Int
  /// The figures, the most telling first.
  public let figures: [Figure]
  /// The answers by class; nil for questions about places.
  public let confusion: Confusion?
  /// What is stated beside what is the case; nil where nothing is stated.
  public let reliability: Reliability?
  /// The values of the draws, by figure, those included that have no value.
  private let draws: [[Double?]]
  private let names: [String]

  /// The figure called `name`, or nil.
  public subscript(name: String) -> Figure? { figures.first { $0.name == name } }

  init(_ scope: Scope, _ question: Question, _ observations: [Observation], _ bootstrap: Bootstrap) {
    self.scope = scope
    let tally = Tally(question, observations)
    postCount = tally.starts.count - 1
    confusion = tally.confusion
    var reliability = question.statedRange.map { Reliability(range: $0) }
    for observation in observations {
      if case .answer(_, _, let stated, let actual) = observation.content {
        reliability?.add(stated: stated, actual: actual)
      }
    }
    self.reliability = reliability
    draws = bootstrap.distributions(
      starts: tally.starts, cells: tally.cells, cellCount: tally.cellCount, measures: tally.values)
    names = tally.names
    let values = tally.values(of: tally.sums)
    let intervals = draws.isEmpty ? values.map { _ in nil } : draws.map(Bootstrap.interval)
    figures = zip(tally.names, zip(values, intervals)).compactMap { name, pair in
      pair.0.map { Figure(name: name, value: $0, interval: pair.1) }
    }
  }

  /// The mean of the figures that all of `sets` have.
  init(meanOf sets: [ScopeResult], _ question: Question) {
    scope = .meanOfSets
    postCount = sets.reduce(0) { $0 + $1.postCount }
    confusion = nil
    reliability = nil
    draws = []
    names = sets.first?.figures.map(\.name).filter { name in sets.allSatisfy { $0[name] != nil } } ?? []
    figures = names.map { name in
      let value = sets.reduce(0) { $0 + ($1[name]?.value ?? 0) } / Double(sets.count)
      // Sets are drawn independently of each other, so the n-th draws of all sets make one draw of the mean.
      let own = sets.map { set in set.draws.isEmpty ? [] : set.draws[set.names.firstIndex(of: name) ?? 0] }
      let count = own.map(\.count).min() ?? 0
      let means = (0..<count).map { draw -> Double? in
        let values = own.compactMap { $0[draw] }
        return values.count == own.count ? values.reduce(0, +) / Double(values.count) : nil
      }
      return Figure(name: name, value: value, interval: Bootstrap.interval(of: means))
    }
  }
}

/// Observations as cells to be summed, and the figures of such sums.
private struct Tally {
  /// Where the cells of each post begin, and where the last ones end.
  private(set) var starts: [Int] = [0]
  private(set) var cells: [Int] = []
  /// The answers; nil for questions about places.
  private(set) var confusion: Confusion?

  private let question: Question

  init(_ question: Question, _ observations: [Observation]) {
    self.question = question
    confusion = Self.table(question, observations)
    var post = observations.first?.post
    for observation in observations {
      if observation.post != post {
        starts.append(cells.count)
        post = observation.post
      }
      add(observation.content)
    }
    if post != nil { starts.append(cells.count) }
    if var table = confusion {
      table = table.with(cells: sums)
      confusion = table
    }
  }

  /// A table for the classes that are right for some post, and the other answers; nil for questions about places.
  private static func table(_ question: Question, _ observations: [Observation]) -> Confusion? {
    var (gold, answers): (Set<String>, Set<String>) = ([], [])
    for observation in observations {
      guard case .answer(let right, let given, _, _) = observation.content else { return nil }
      gold.insert(right)
      answers.insert(given)
    }
    func sorted(_ classes: Set<String>) -> [String] {
      let order = question.classOrder
      return classes.sorted {
        (order.firstIndex(of: $0) ?? order.count, $0) < (order.firstIndex(of: $1) ?? order.count, $1)
      }
    }
    return Confusion(classes: sorted(gold), otherAnswers: sorted(answers.subtracting(gold)))
  }

  private mutating func add(_ content: Observation.Content) {
    switch content {
    case .answer(let gold, let answer, _, _):
      if let cell = confusion?.cell(gold: gold, answer: answer) { cells.append(cell) }
    case .match(let counts):
      cells += Array(repeating: 0, count: counts.expected) + Array(repeating: 1, count: counts.found)
      cells += Array(repeating: 2, count: counts.matched)
    case .leftOut: break
    }
  }

  var cellCount: Int { confusion?.cells.count ?? 3 }

  /// How often each cell occurs.
  var sums: [Int] {
    var sums = Array(repeating: 0, count: cellCount)
    for cell in cells { sums[cell] += 1 }
    return sums
  }

  private var isYesNo: Bool { confusion.map { Set($0.classes).isSubset(of: ["no", "yes"]) } ?? false }

  /// The names of the figures.
  var names: [String] {
    guard confusion != nil else { return ["f1", "precision", "recall"] }
    let means = ["macro_f1", "macro_recall", "macro_precision"]
    if question.isMeasuredByAccuracy { return ["accuracy"] + means }
    return [means[0], "accuracy"] + means.dropFirst() + (isYesNo ? ["f1_yes"] : [])
  }

  /// The figures of sums over cells, in the order of `names`.
  func values(of sums: [Int]) -> [Double?] {
    guard let confusion else {
      let counts = MatchCounts(expected: sums[0], found: sums[1], matched: sums[2])
      return [counts.f1, counts.precision ?? 0, counts.recall ?? 0]
    }
    let table = confusion.with(cells: sums)
    let means = table.means
    if question.isMeasuredByAccuracy { return [table.accuracy, means.f1, means.recall, means.precision] }
    var values = [means.f1, table.accuracy, means.recall, means.precision]
    if isYesNo { values.append(table.classes.firstIndex(of: "yes").flatMap { table.matches[$0].f1 }) }
    return values
  }
}
