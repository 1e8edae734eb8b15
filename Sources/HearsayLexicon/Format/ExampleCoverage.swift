import HearsayCore
import HearsayFiles
import HearsayText

/// A form as it matches: the folded forms of its words.
package struct FormKey: Hashable, Sendable {
  private let words: [[UInt8]]

  /// The key of a form.
  package init(_ form: String) { words = Tokenizer().forms(of: form) }
}

/// Finds entries without the sentences that they need: where they act, and where they must stay silent.
package struct ExampleCoverage: Sendable {
  private let folder: LexiconFolder

  /// The coverage of one lexicon.
  package init(_ folder: LexiconFolder) { self.folder = folder }

  /// A warning for each entry that lacks a sentence; errors in the form of `examples.txt`.
  package func diagnostics() -> Diagnostics {
    guard let table = needyTable else { return Diagnostics() }
    let path = Path.join(folder.path, "examples.txt")
    var problems = Diagnostics()
    let sentences = problems.collect { () throws(Diagnostics) -> [MarkedSentence] in
      TextFile.exists(path) ? try MarkedSentence.parse(try TextFile.bytes(at: path), file: path) : []
    }
    guard let sentences else { return problems }
    let tokenizer = Tokenizer()
    var acting: Set<[[UInt8]]> = []
    var silent = PhraseSet(tokenizer)
    for sentence in sentences {
      let text = ByteText(sentence.text)
      for mark in sentence.marks { acting.insert(tokenizer.forms(of: text[mark.span].string)) }
      silent.add(sentence)
    }
    for row in 0..<table.rowCount where needsBoth(table, row) {
      guard let phrase = Phrase(table.string(row, 0), tokenizer) else { continue }
      let parts = phrase.tail.isEmpty ? [phrase.head] : [phrase.head, phrase.tail]
      if !parts.contains(where: acting.contains) {
        problems.add(missing(table, row, "in which it acts", path))
      } else if !silent.contains(phrase.head) {
        problems.add(missing(table, row, "in which it must stay silent", path))
      }
    }
    return problems
  }

  private func missing(_ table: Table, _ row: Int, _ what: String, _ path: String) -> Diagnostic {
    Diagnostic(
      .warning, .lexiconMissingExample, "\"\(table.string(row, 0))\" has no sentence \(what)", at: table.location(row),
      help: "add one to \(path)")
  }

  /// The table whose entries need sentences: modifiers and ambiguous aliases.
  private var needyTable: Table? {
    switch folder.about.kind {
    case .modifiers: folder.tables[0]
    case .entities: folder.tables[1]
    case .sentiment, .claims, .fud, .inflections, .frames, .profiles, .weights: nil
    }
  }

  private func needsBoth(_ table: Table, _ row: Int) -> Bool {
    guard !table.equals(row, table.columns.count - 1, "retired") else { return false }
    switch folder.about.kind {
    case .modifiers:
      return !table.equals(row, 1, "none") && !table.equals(row, 1, "irony") && !table.equals(row, 1, "mock")
    case .entities: return !table.equals(row, 2, "always")
    default: return false
    }
  }
}

/// The unmarked words of sentences, in which phrases can be looked up.
private struct PhraseSet {
  private let tokenizer: Tokenizer
  private var sentences: [[[UInt8]]] = []
  private var byWord: [[UInt8]: [Int]] = [:]

  init(_ tokenizer: Tokenizer) { self.tokenizer = tokenizer }

  mutating func add(_ sentence: MarkedSentence) {
    let words = tokenizer.words(in: ByteText(sentence.text))
    let unmarked = (0..<words.count).map { index -> [UInt8] in
      let isMarked = sentence.marks.contains { $0.span.overlaps(words[index].span) }
      return isMarked ? [] : Array(words.form(index))
    }
    for word in Set(unmarked) { byWord[word, default: []].append(sentences.count) }
    sentences.append(unmarked)
  }

  func contains(_ phrase: [[UInt8]]) -> Bool {
    guard let first = phrase.first else { return false }
    return (byWord[first] ?? []).contains { number in
      let words = sentences[number]
      return words.indices.contains { start in
        start + phrase.count <= words.count && words[start..<start + phrase.count].elementsEqual(phrase)
      }
    }
  }
}
