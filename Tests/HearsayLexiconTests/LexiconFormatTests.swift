import HearsayCore
import HearsayLexicon
import HearsayTestSupport
import Testing

struct `Canonical form` {
  private let columns = ["form", "score", "note"]

  private func canonical(_ text: String) throws -> String {
    let bytes = try LexiconFormat.canonical(Array(text.utf8), file: "entries.tsv", columns: columns)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("form\tscore\tnote\n", "form\tscore\tnote\n", "no rows"),
    ("form\tscore\tnote", "form\tscore\tnote\n", "a final line feed"),
    ("form\tscore\tnote\nb\t1\t\na\t2\t\n", "form\tscore\tnote\na\t2\t\nb\t1\t\n", "sorted"),
    ("form\tscore\tnote\na\t2\t\na\t1\t\n", "form\tscore\tnote\na\t1\t\na\t2\t\n", "by all columns"),
    ("form\tscore\tnote\n a \t1\tx  y \n", "form\tscore\tnote\na\t1\tx  y\n", "blanks around cells"),
    ("form\tscore\tnote\r\na\t1\t\r\n", "form\tscore\tnote\na\t1\t\n", "line ends"),
    ("form\tscore\tnote\nä\t1\t\nz\t1\t\nZ\t1\t\n", "form\tscore\tnote\nZ\t1\t\nz\t1\t\nä\t1\t\n", "code points"),
    ("form\tscore\tnote\n b\t1\t\na\t1\t\n", "form\tscore\tnote\na\t1\t\nb\t1\t\n", "sorted without blanks"),
    ("form\tscore\tnote\na\t1\t\na\t1\t\n", "form\tscore\tnote\na\t1\t\na\t1\t\n", "nothing is dropped"),
  ])
  func `is reached in one step, and then kept`(_ text: String, _ expected: String, _ why: String) throws {
    #expect(try canonical(text) == expected, "\(why)")
    #expect(try canonical(expected) == expected, "\(why)")
  }

  @Test func `of random tables is reached in one step, with all cells`() throws {
    let cells = ["", "a", " a", "b ", "ä", "zz", "10", "9", "_", "以"]
    for seed in 1...50 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let rows = (0..<20).map { _ in (0..<3).map { _ in random.choice(cells) }.joined(separator: "\t") }
      let once = try canonical((["form\tscore\tnote"] + rows).joined(separator: "\n"))
      #expect(try canonical(once) == once, "seed \(seed)")
      let trimmed = rows.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(\.trimmed) }
      let kept = once.split(separator: "\n").dropFirst().map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
      #expect(Set(kept) == Set(trimmed) && kept.count == trimmed.count, "seed \(seed)")
    }
  }

  @Test func `of a table that cannot be read is refused`() {
    #expect(throws: Diagnostics.self) { try canonical("form\tscore\tnote\na\t1\n") }
    #expect(throws: Diagnostics.self) { try canonical("form\tnote\tscore\n") }
  }

  @Test(arguments: LexiconFolder.find(below: Checkout.path("Lexicons")).map(\.name))
  func `is that of every table of the repository`(_ name: String) throws {
    let folder = try LexiconFolder(path: Checkout.path("Lexicons/\(name)"), name: name)
    #expect(try LexiconFormat.changes(in: folder.path, kind: folder.about.kind).map(\.file) == [])
  }

  @Test func `is what a changed lexicon is brought into`() throws {
    try withFolder { folder in
      var tree = LexiconTree()
      tree.files["de/fud/entries.tsv"]? += "Ablenkung\tdoubt\t30\t\t\tS1\tactive"
      try tree.write(to: folder)
      let changes = try LexiconFormat.changes(in: "\(folder)/de/fud", kind: .fud)
      #expect(changes.map(\.file) == ["\(folder)/de/fud/entries.tsv"])
      let expected = LexiconTree.table(
        "form component weight inflect note source status",
        ["Ablenkung doubt 30 - - S1 active", "Angst fear 70 - - S1 active"])
      #expect(changes.map { String(decoding: $0.content, as: UTF8.self) } == [expected])
      #expect(try LexiconFormat.changes(in: "\(folder)/de/claims", kind: .claims).isEmpty)
    }
  }
}

extension Substring {
  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    var cell = self
    while cell.first == " " { cell.removeFirst() }
    while cell.last == " " { cell.removeLast() }
    return String(cell)
  }
}
