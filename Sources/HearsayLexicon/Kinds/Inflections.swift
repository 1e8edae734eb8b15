import HearsayCore
import HearsayFiles
import HearsayText

/// The endings and prefixes of a language, by rule name.
package struct Inflections: Sendable {
  private struct Row: Sendable {
    let prefixes: [[UInt8]]
    let remove: [UInt8]
    let endings: [[UInt8]]
  }

  private var rules: [String: [Row]] = [:]

  /// No rules: entries match in their base form only.
  package init() {}

  /// The rules of a lexicon of kind `inflections`.
  package init(_ folder: LexiconFolder, _ tokenizer: Tokenizer) {
    let table = folder.entries
    for row in 0..<table.rowCount where !table.equals(row, 6, "retired") {
      func folded(_ text: Substring) -> [UInt8] { tokenizer.forms(of: String(text)).flatMap { $0 } }
      rules[table.string(row, 0), default: []].append(
        Row(
          prefixes: table.string(row, 1).split(separator: " ").map(folded),
          remove: folded(table.string(row, 2)[...]),
          endings: table.string(row, 3).split(separator: " ").map(folded)))
    }
  }

  /// Whether there is a rule of this name.
  package func has(_ rule: String) -> Bool { rules[rule] != nil }

  /// Calls `body` with the forms of a phrase under a rule: the base form first; a form may come twice.
  @inline(__always)
  package func eachForm(of phrase: Phrase, rule: String, _ body: (FormWords) -> Void) {
    guard let last = phrase.head.last else { return }
    var form = FormWords()
    let before = phrase.head.dropLast()
    form.fill(prefix: [], words: before, stem: last[...], ending: [])
    body(form)
    guard !rule.isEmpty, let rows = rules[rule] else { return }
    let prefixes = rows.flatMap(\.prefixes)
    func eachPrefixed(_ stem: ArraySlice<UInt8>, _ ending: [UInt8]) {
      for prefix in prefixes {
        form.fill(prefix: prefix, words: before, stem: stem, ending: ending)
        body(form)
      }
    }
    eachPrefixed(last[...], [])
    for row in rows where last.count > row.remove.count && last.suffix(row.remove.count).elementsEqual(row.remove) {
      let stem = last.dropLast(row.remove.count)
      for ending in row.endings {
        form.fill(prefix: [], words: before, stem: stem, ending: ending)
        body(form)
        eachPrefixed(stem, ending)
      }
    }
  }
}
