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

  /// The forms of a phrase under a rule: the base form first, no form twice.
  package func forms(of phrase: Phrase, rule: String) -> [Phrase] {
    guard !rule.isEmpty, let rows = rules[rule], let last = phrase.head.last else { return [phrase] }
    var lasts = [last]
    for row in rows where last.suffix(row.remove.count).elementsEqual(row.remove) {
      let stem = last.dropLast(row.remove.count)
      for ending in row.endings {
        let form = Array(stem + ending)
        if !form.isEmpty && !lasts.contains(form) { lasts.append(form) }
      }
    }
    let prefixes = rows.flatMap(\.prefixes)
    var forms: [Phrase] = []
    for word in lasts {
      let head = Array(phrase.head.dropLast() + [word])
      forms.append(phrase.with(head: head))
      for prefix in prefixes { forms.append(phrase.with(head: [prefix + (head.first ?? [])] + head.dropFirst())) }
    }
    return forms
  }
}
