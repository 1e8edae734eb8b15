import Glibc
import HearsayCore

/// The words of one script in the texts that a learner was given.
struct ScriptTexts: Sendable {
  /// The distinct words, in the order in which they were met.
  private(set) var forms: [[UInt8]] = []
  /// How often each word occurs in each language: `index * 32 + column`.
  private(set) var counts: [Int32] = []
  /// How many texts hold each word.
  private(set) var textCounts: [Int32] = []
  /// The texts, each as the indexes of its words.
  private(set) var texts: [[Int32]] = []
  /// Counts of n-grams from elsewhere.
  private(set) var counted: [(letters: [UInt32], column: Int, count: Double)] = []

  private var indexes: [UInt64: Int32] = [:]
  private var lastTexts: [Int32] = []
  private var currentText: Int32 = -1

  /// Adds a word of the text with a number; texts come one after the other.
  mutating func add(_ form: ArraySlice<UInt8>, hash: UInt64, column: Int, text: Int32) {
    let index = indexes[hash] ?? addForm(form, hash)
    counts[Int(index) * 32 + column] += 1
    if text != currentText {
      texts.append([])
      currentText = text
    }
    if lastTexts[Int(index)] != text {
      lastTexts[Int(index)] = text
      textCounts[Int(index)] += 1
      texts[texts.count - 1].append(index)
    }
  }

  private mutating func addForm(_ form: ArraySlice<UInt8>, _ hash: UInt64) -> Int32 {
    let index = Int32(forms.count)
    forms.append(Array(form))
    counts += repeatElement(0, count: 32)
    textCounts.append(0)
    lastTexts.append(-1)
    indexes[hash] = index
    return index
  }

  /// Adds a count of an n-gram.
  mutating func addCount(_ letters: [UInt32], column: Int, count: Double) {
    counted.append((letters, column, count))
  }

  /// The rows of the most frequent words of each language.
  func weightedWords(_ model: LetterModel, names: [String], settings: LanguageLearner.Settings) -> [WeightedForm] {
    let columnCount = names.count
    var chosen = Set<Int>()
    var tokenCounts = [Double](repeating: 0, count: columnCount)
    var typeCounts = [Double](repeating: 0, count: columnCount)
    for column in 0..<columnCount {
      let known = forms.indices.filter { 0 < counts[$0 * 32 + column] }
      tokenCounts[column] = known.reduce(0) { $0 + Double(counts[$1 * 32 + column]) }
      typeCounts[column] = Double(known.count)
      let listable = known.filter { settings.textCountLeast <= textCounts[$0] }
      // Equal counts are ordered by form, so that the choice does not depend on the order of texts.
      chosen.formUnion(
        listable.sorted { left, right in
          let (a, b) = (counts[left * 32 + column], counts[right * 32 + column])
          return a == b ? forms[left].lexicographicallyPrecedes(forms[right]) : b < a
        }.prefix(settings.wordCountMost))
    }
    return chosen.sorted().compactMap { index in
      let letters = model.logarithms(of: forms[index])
      let logarithms = (0..<columnCount).map { column in
        let all = tokenCounts[column] + typeCounts[column]
        let fresh = 0 < all ? typeCounts[column] / all : 1
        let word = 0 < tokenCounts[column] ? Double(counts[index * 32 + column]) / tokenCounts[column] : 0
        return log((1 - fresh) * word + fresh * exp(letters[column]))
      }
      return WeightedForm(
        form: forms[index], logarithms: logarithms, names: names,
        range: Self.isHan(forms[index]) ? settings.hanRange : settings.wordRange)
    }
  }

  /// Whether a form begins with a Han character, not kana.
  private static func isHan(_ form: [UInt8]) -> Bool {
    form.withUnsafeBufferPointer { form in
      var isHan = false
      forEachScalar(in: form) { isHan = isHan || 0x3400...0x9FFF ~= $0 }
      return isHan
    }
  }
}
