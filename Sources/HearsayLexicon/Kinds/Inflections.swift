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
      func folded(_ text: ArraySlice<UInt8>) -> [UInt8] { tokenizer.forms(of: text).flatMap { $0 } }
      // Split by bytes: an ending may begin with a combining sign, which a string joins to the blank before.
      func parts(_ column: Int) -> [[UInt8]] { table.bytes(row, column).split(separator: 0x20).map(folded) }
      rules[table.string(row, 0), default: []].append(
        Row(prefixes: parts(1), remove: folded(table.bytes(row, 2)), endings: parts(3)))
    }
  }

  /// Whether there is a rule of this name.
  package func has(_ rule: String) -> Bool { rules[rule] != nil }

  /// Calls `body` with what a rule makes of a phrase: nothing first; the same may come twice.
  @inline(__always)
  package func each(of phrase: Phrase, rule: String, _ body: (Inflection) -> Void) {
    body(Inflection())
    guard !rule.isEmpty, let rows = rules[rule] else { return }
    let prefixes = rows.flatMap(\.prefixes)
    for prefix in prefixes { body(Inflection(prefix: prefix)) }
    let last = phrase.words.form(phrase.headTokens.upperBound - 1)
    for row in rows where last.suffix(row.remove.count).elementsEqual(row.remove) {
      for ending in row.endings where row.remove.count < last.count || !ending.isEmpty {
        body(Inflection(removedCount: row.remove.count, ending: ending))
        for prefix in prefixes { body(Inflection(prefix: prefix, removedCount: row.remove.count, ending: ending)) }
      }
    }
  }
}
