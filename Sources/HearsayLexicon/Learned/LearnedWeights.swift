import HearsayCore
import HearsayFiles
import HearsayText

/// Weights that were learned from labelled texts, ready to be looked up.
///
/// A multinomial logistic model: what a text says is `against`, `for` or neither, and every token,
/// run of tokens, piece of a word and trait adds to the log odds of the first two over the third.
/// What the tokens add is divided by the square root of their number, and the pieces' likewise, so that long texts are
/// not surer than short ones; `countPrior` more that add nothing are taken for granted, so that one known word in a
/// short text does not decide alone.
///
/// Immutable, shared by all threads.
package final class LearnedWeights: Sendable {
  /// The log odds that an entry adds, in hundredths before division.
  package struct Weight: Hashable, BitwiseCopyable, Sendable {
    /// To what speaks against.
    package var against: Int32
    /// To what speaks for.
    package var `for`: Int32

    /// The weight with the given hundredths.
    package init(against: Int, for positive: Int) {
      self.against = Int32(clamping: against)
      self.for = Int32(clamping: positive)
    }

    /// Adds nothing.
    package static let zero = Weight(against: 0, for: 0)

    /// How clearly it speaks for one side.
    @inline(__always)
    var size: Int32 { abs(self.for - against) }

    @inline(__always)
    mutating func add(_ other: Weight) {
      against += other.against
      self.for += other.for
    }
  }

  /// The largest weight, in hundredths, on either side of 0.
  package static let weightMost = 20_000
  /// Texts that an entry must have stood in: fewer could identify a person.
  package static let postsLeast = 3

  /// Which features there are.
  package let shape: FeatureScan.Shape
  /// Leanings from this many thousandths of log odds on are shown as evidence.
  package let shownFrom: Int
  /// A text that the rules call mixed is so where the score is less than this many thousandths from 0.
  package let mixedBelow: Int
  /// So many tokens and pieces that add nothing every text is taken to have besides its own.
  let countPrior: Int
  let traits: [Weight]
  let firstEntry: UInt32
  let rows: WeightRows
  /// The numbers of `about.yaml`.
  let parameters: [String: Int]

  /// Compiles a lexicon of kind `weights`, whose first row is the entry `first`.
  convenience init(_ folder: LexiconFolder, first: UInt32) {
    let table = folder.entries
    let entries = (0..<table.rowCount).lazy.map { row -> LearnedEntry in
      let isRetired = table.equals(row, table.columns.count - 1, "retired")
      return LearnedEntry(
        form: table.bytes(row, 0),
        unit: table.equals(row, 1, "piece") ? .piece : table.equals(row, 1, "trait") ? .trait : .words,
        weight: isRetired
          ? .zero : Weight(against: table.smallInteger(row, 2), for: table.smallInteger(row, 3)), postCount: 0)
    }
    self.init(entries, folder.about.parameters, first: first, task: folder.about.task ?? .sentiment)
  }

  /// Compiles `entries`, the first of which is the entry `first`, for `task`; an entry without weight is not looked for.
  package convenience init(
    _ entries: some Collection<LearnedEntry>, _ parameters: [String: Int], first: UInt32, task: LearnedTask = .sentiment
  ) {
    let names = task.traits
    var traits = [Weight](repeating: .zero, count: names.count)
    for entry in entries where entry.unit == .trait {
      let place = names.firstIndex { $0.utf8.elementsEqual(entry.form) }
      if let place { traits[place] = entry.weight }
    }
    self.init(
      parameters, first: first, traits: traits, rows: WeightRows(entries, FeatureScan(FeatureScan.Shape(parameters))))
  }

  init(_ parameters: [String: Int], first: UInt32, traits: [Weight], rows: WeightRows) {
    self.parameters = parameters
    firstEntry = first
    shape = FeatureScan.Shape(parameters)
    shownFrom = parameters["shownFrom"] ?? 0
    mixedBelow = parameters["mixedBelow"] ?? 0
    countPrior = parameters["countPrior"] ?? 0
    self.traits = traits
    self.rows = rows
  }

  /// The log odds that the traits of a text add, in thousandths.
  package func logOdds(ofTraits values: [Double]) -> (against: Int, for: Int) {
    logOdds(values.count) { values[$0] }
  }

  /// The log odds that the sentiment of the rules adds, in thousandths.
  package func logOdds(ofTraits values: InlineArray<9, Double>) -> (against: Int, for: Int) {
    logOdds(values.count) { values[$0] }
  }

  @inline(__always)
  private func logOdds(_ count: Int, _ value: (Int) -> Double) -> (against: Int, for: Int) {
    var sums = (against: 0.0, for: 0.0)
    traits.withUnsafeBufferPointer { traits in
      for index in 0..<min(count, traits.count) {
        sums.against += Double(traits[index].against) * value(index)
        sums.for += Double(traits[index].for) * value(index)
      }
    }
    return (Self.nearest(sums.against * 10), Self.nearest(sums.for * 10))
  }

  /// What each token of `words` adds, tokens that add nothing left out.
  package func leanings(in words: Words) -> [Leaning] {
    withUnsafeTemporaryAllocation(of: WeightRows.Found.self, capacity: words.count) { found in
      let counts = words.withTokens { tokens in rows.withSearch { $0.find(in: tokens, found) } }
      let (runScale, pieceScale) = (scale(counts.runs), scale(counts.pieces))
      var leanings: [Leaning] = []
      leanings.reserveCapacity(counts.tokens)
      for token in 0..<words.count where 0 <= found[token].row {
        leanings.append(leaning(token, found[token], runScale, pieceScale))
      }
      return leanings
    }
  }

  /// How likely a text with these traits speaks for rather than against, in thousandths, where there are only these two.
  package func chance(of words: Words, traits: [Double]) -> Int {
    let always = logOdds(ofTraits: traits)
    let odds = leanings(in: words).reduce(always.for - always.against) { $0 + $1.for - $1.against }
    return LogisticScale.thousandths(odds: odds)
  }

  private func scale(_ count: Int32) -> Double { 10 / Self.divisor(count: Int(count), prior: countPrior) }

  /// What the weights of `count` features are divided by where `prior` more are taken for granted.
  static func divisor(count: Int, prior: Int) -> Double { Double(max(1, count + prior)).squareRoot() }

  /// The number nearest to `value`; without the call that `rounded` is on older processors.
  @inline(__always)
  private static func nearest(_ value: Double) -> Int { Int(value < 0 ? value - 0.5 : value + 0.5) }

  @inline(__always)
  private func leaning(
    _ token: Int, _ found: WeightRows.Found, _ runScale: Double, _ pieceScale: Double
  ) -> Leaning {
    Leaning(
      token: token,
      against: Self.nearest(
        Double(found.runs.against) * runScale + Double(found.pieces.weight.against) * pieceScale),
      for: Self.nearest(Double(found.runs.for) * runScale + Double(found.pieces.weight.for) * pieceScale),
      entry: EntryID(number: firstEntry + UInt32(found.row)))
  }
}

/// A row of learned weights.
package struct LearnedEntry: Sendable {
  /// The folded form: tokens with blanks between them, letters with `_` for the edges of the word, or a trait's name.
  package var form: ArraySlice<UInt8>
  /// What it stands for.
  package var unit: LearnedUnit
  /// What it adds.
  package var weight: LearnedWeights.Weight
  /// In how many of the posts that were learned from it stood.
  package var postCount: Int
}

extension Table {
  /// A cell of digits with or without a sign; 0 where it is empty.
  fileprivate func smallInteger(_ row: Int, _ column: Int) -> Int {
    var (value, isNegative) = (0, false)
    for byte in bytes(row, column) {
      if byte == UInt8(ascii: "-") { isNegative = true } else { value = value &* 10 &+ Int(byte &- 0x30) }
    }
    return isNegative ? -value : value
  }
}

extension LearnedWeights {
  /// The names of the parameters in `about.yaml`, all required, with the ranges that make sense.
  package static let ranges: [(name: String, range: ClosedRange<Int>)] = [
    ("runMost", 1...5), ("ideographMost", 1...6), ("pieceLeast", 1...6), ("pieceMost", 0...8),
    ("countPrior", 0...100), ("shownFrom", 1...10_000), ("mixedBelow", 0...1000),
  ]
}

extension FeatureScan.Shape {
  /// The shape by the names of its numbers; what is absent is as in the weights that are shipped.
  init(_ values: [String: Int]) {
    self.init()
    runMost = values["runMost"] ?? runMost
    ideographMost = values["ideographMost"] ?? ideographMost
    pieceLeast = values["pieceLeast"] ?? pieceLeast
    pieceMost = values["pieceMost"] ?? pieceMost
  }

  /// Its numbers by name.
  package var parameters: [String: Int] {
    ["runMost": runMost, "ideographMost": ideographMost, "pieceLeast": pieceLeast, "pieceMost": pieceMost]
  }
}
