import Glibc
import HearsayCore

/// How likely each letter is in each language, given up to four letters before it.
///
/// Learned from the distinct words of the texts (a word counts with the logarithm of its frequency, since
/// the model is for words that are not listed) and from counted n-grams; smoothed after Witten and Bell
/// (The zero-frequency problem, 1991) by interpolation with ever shorter contexts.
struct LetterModel {
  /// One known n-gram.
  struct Node {
    var letters: [UInt32]
    /// The node without the last letter, and without the first.
    var context: Int32
    var suffix: Int32
  }

  let columnCount: Int
  private(set) var nodes: [Node] = []
  private var indexes: [UInt64: Int32] = [:]
  /// `node * columnCount + column`.
  private(set) var counts: [Float] = []
  private var probabilities: [Float] = []
  private(set) var textCounts: [Int32] = []
  private let listedFromCounts: Set<UInt64>

  init(_ texts: ScriptTexts, columnCount: Int, settings: LanguageLearner.Settings) {
    self.columnCount = columnCount
    listedFromCounts = Set(texts.counted.map { NgramKey.of($0.letters) })
    let words = texts.forms.map(Self.letters)
    var weights = [Float](repeating: 0, count: texts.forms.count * columnCount)
    for index in words.indices {
      for column in 0..<columnCount {
        weights[index * columnCount + column] = log2f(1 + Float(texts.counts[index * 32 + column]))
      }
    }
    let counted = Self.scaled(texts.counted, columnCount, settings.countedLetters)
    for order in 1...NgramKey.letterCountMost {
      count(order, words, weights, counted)
    }
    estimate()
    countTexts(texts, words)
  }

  /// The letters of a word with its edges.
  static func letters(_ form: [UInt8]) -> [UInt32] {
    var letters = [NgramKey.boundary]
    form.withUnsafeBufferPointer { form in forEachScalar(in: form) { letters.append($0) } }
    letters.append(NgramKey.boundary)
    return letters
  }

  /// Brings the counts of each language to the same number of letters.
  private static func scaled(
    _ counted: [(letters: [UInt32], column: Int, count: Double)], _ columnCount: Int, _ letterCount: Double
  ) -> [(letters: [UInt32], column: Int, count: Float)] {
    var totals = [Double](repeating: 0, count: columnCount)
    for entry in counted where entry.letters.count == 1 { totals[entry.column] += entry.count }
    return counted.compactMap { entry in
      guard 0 < totals[entry.column] else { return nil }
      return (entry.letters, entry.column, Float(entry.count * letterCount / totals[entry.column]))
    }
  }

  private mutating func count(
    _ order: Int, _ words: [[UInt32]], _ weights: [Float],
    _ counted: [(letters: [UInt32], column: Int, count: Float)]
  ) {
    var wordCounts: [UInt64: Int32] = [:]
    if 3 <= order {
      // An n-gram of one or two words is those words, and they are better listed themselves.
      for letters in words where order <= letters.count {
        for end in order...letters.count { wordCounts[NgramKey.of(letters[end - order..<end]), default: 0] += 1 }
      }
    }
    for (index, letters) in words.enumerated() where order <= letters.count {
      for end in order...letters.count {
        let key = NgramKey.of(letters[end - order..<end])
        if 3 <= order, (wordCounts[key] ?? 0) < 4 { continue }
        guard let node = node(key, letters[end - order..<end]) else { continue }
        for column in 0..<columnCount {
          counts[Int(node) * columnCount + column] += weights[index * columnCount + column]
        }
      }
    }
    for entry in counted where entry.letters.count == order {
      guard let node = node(NgramKey.of(entry.letters), entry.letters[...]) else { continue }
      counts[Int(node) * columnCount + entry.column] += entry.count
    }
  }

  private mutating func node(_ key: UInt64, _ letters: ArraySlice<UInt32>) -> Int32? {
    if let known = indexes[key] { return known }
    var context: Int32 = -1
    var suffix: Int32 = -1
    if 1 < letters.count {
      guard let first = indexes[NgramKey.of(letters.dropLast())], let last = indexes[NgramKey.of(letters.dropFirst())]
      else { return nil }
      (context, suffix) = (first, last)
    }
    let index = Int32(nodes.count)
    nodes.append(Node(letters: Array(letters), context: context, suffix: suffix))
    counts += repeatElement(0, count: columnCount)
    indexes[key] = index
    return index
  }

  private mutating func estimate() {
    // The last context is that of no letters.
    var totals = [Float](repeating: 0, count: (nodes.count + 1) * columnCount)
    var kinds = totals
    func context(_ index: Int) -> Int { nodes[index].context < 0 ? nodes.count : Int(nodes[index].context) }
    for index in nodes.indices {
      for column in 0..<columnCount where 0 < counts[index * columnCount + column] {
        totals[context(index) * columnCount + column] += counts[index * columnCount + column]
        kinds[context(index) * columnCount + column] += 1
      }
    }
    let letterCount = Float(max(30, nodes.count { $0.letters.count == 1 }))
    probabilities = [Float](repeating: 0, count: nodes.count * columnCount)
    // Shorter n-grams come first, so that the suffix is always estimated already.
    for index in nodes.indices {
      for column in 0..<columnCount {
        let shorter =
          nodes[index].suffix < 0
          ? 1 / letterCount : probabilities[Int(nodes[index].suffix) * columnCount + column]
        let at = context(index) * columnCount + column
        let kind = max(kinds[at], 1)
        probabilities[index * columnCount + column] =
          (counts[index * columnCount + column] + kind * shorter) / (totals[at] + kind)
      }
    }
  }

  private mutating func countTexts(_ texts: ScriptTexts, _ words: [[UInt32]]) {
    let nodesOfWords = words.map { letters in
      (1...NgramKey.letterCountMost).flatMap { order in
        order <= letters.count
          ? (order...letters.count).compactMap { indexes[NgramKey.of(letters[$0 - order..<$0])] } : []
      }
    }
    textCounts = [Int32](repeating: 0, count: nodes.count)
    var last = [Int32](repeating: -1, count: nodes.count)
    for (text, words) in texts.texts.enumerated() {
      for word in words {
        for node in nodesOfWords[Int(word)] where last[Int(node)] != text {
          last[Int(node)] = Int32(text)
          textCounts[Int(node)] += 1
        }
      }
    }
  }

  /// The logarithm of the probability of a word's letters in each language.
  func logarithms(of form: [UInt8]) -> [Double] {
    let letters = Self.letters(form)
    var sums = [Double](repeating: 0, count: columnCount)
    for end in 2...letters.count {
      guard let node = longest(letters[max(0, end - NgramKey.letterCountMost)..<end]) else { continue }
      for column in 0..<columnCount { sums[column] += Double(logf(probabilities[Int(node) * columnCount + column])) }
    }
    return sums
  }

  private func longest(_ letters: ArraySlice<UInt32>) -> Int32? {
    var rest = letters
    while !rest.isEmpty {
      if let node = indexes[NgramKey.of(rest)] { return node }
      rest = rest.dropFirst()
    }
    return nil
  }

  /// The rows of the n-grams that tell languages apart better than their own last letters do.
  func weightedNgrams(
    _ script: LanguageScript, names: [String], settings: LanguageLearner.Settings
  ) -> [WeightedForm] {
    var isListed = [Bool](repeating: false, count: nodes.count)
    var gains: [(node: Int, gain: Double)] = []
    let rows = nodes.indices.map { row($0, settings.letterRange) }
    for index in nodes.indices {
      let isKnown = listedFromCounts.contains(NgramKey.of(nodes[index].letters))
      guard isKnown || settings.textCountLeast <= Int(textCounts[index]), isOf(script, nodes[index]) else { continue }
      let suffix = nodes[index].suffix
      if suffix < 0 {
        isListed[index] = true
        continue
      }
      let total = counts[(index * columnCount)..<((index + 1) * columnCount)]
      var gain = 0.0
      for column in 0..<columnCount {
        let change = abs(rows[index][column] - rows[Int(suffix)][column])
        gain += change * Double(total[total.startIndex + column])
      }
      let mean = gain / Double(max(1, total.reduce(0, +)))
      if settings.ngramGainLeast <= mean || nodes[index].letters.count <= 2 { gains.append((index, gain)) }
    }
    gains.sort { $0.gain == $1.gain ? $0.node < $1.node : $1.gain < $0.gain }
    for entry in gains.prefix(settings.ngramCountMost) { isListed[entry.node] = true }
    return nodes.indices.filter { isListed[$0] }.compactMap { index in
      var form: [UInt8] = []
      for letter in nodes[index].letters.compactMap(Unicode.Scalar.init) { form += String(letter).utf8 }
      return WeightedForm(form: form, logarithms: rows[index], names: names, range: settings.letterRange)
    }
  }

  /// Whether an n-gram belongs to a script by its first letter, and has no digits, which belong to none.
  private func isOf(_ script: LanguageScript, _ node: Node) -> Bool {
    guard let first = node.letters.first(where: { $0 != NgramKey.boundary }) else { return false }
    return LanguageScript(first) == script && !node.letters.contains { 0x30...0x39 ~= $0 }
  }

  /// The logarithms of the probabilities of an n-gram's last letter, none further than `range` below the best.
  private func row(_ index: Int, _ range: Double) -> [Double] {
    let values = (0..<columnCount).map { Double(logf(probabilities[index * columnCount + $0])) }
    let best = values.max() ?? 0
    return values.map { max(0, range - (best - $0)) }
  }
}
