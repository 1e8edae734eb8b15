/// Lays a table out for people: aligned columns, numbers to the right, the widest texts cut to the terminal.
struct TableText {
  private let table: ResultTable
  /// How wide lines may be; nil where nobody says, as in files and pipes.
  private let width: Int?
  private let hasColour: Bool
  /// Of each column, whether all of its values are numbers.
  private let isNumeric: [Bool]
  private static let gap = "  "

  init(_ table: ResultTable, width: Int?, hasColour: Bool) {
    self.table = table
    self.width = width
    self.hasColour = hasColour
    isNumeric = table.columns.indices.map { table.isNumeric($0) }
  }

  func render() -> String {
    guard !table.rows.isEmpty else {
      // What explains a column explains nothing here.
      let notes = table.footnotes.filter { note in !table.columns.contains(String(note.prefix { $0 != ":" })) }
      return (["nothing found"] + notes).map { $0 + "\n" }.joined()
    }
    let cells = table.rows.map { $0.map(\.shown) }
    let widths = widths(cells)
    var text = line(table.columns, widths, isHeader: true)
    for row in cells { text += line(row, widths, isHeader: false) }
    if !table.footnotes.isEmpty { text += "\n" }
    for note in table.footnotes { text += dimmed(note) + "\n" }
    return text
  }

  /// Columns of words give way until they are so wide; what is shorter tells nothing.
  private static let wordsWidthLeast = 12

  /// How wide a table is when its columns of words have given way.
  static func leastWidth(of table: ResultTable) -> Int {
    let text = TableText(table, width: 0, hasColour: false)
    return text.total(text.widths(table.rows.map { $0.map(\.shown) }))
  }

  private func total(_ widths: [Int]) -> Int { widths.reduce(0, +) + Self.gap.count * (widths.count - 1) }

  /// Where lines may be of any length, a column of words is cut here: lists of hundreds of words are not for reading.
  private static let wordsWidthMost = 200

  /// The width of each column; where the sum is more than the terminal has, the widest columns of words give way.
  private func widths(_ cells: [[String]]) -> [Int] {
    var widths = table.columns.indices.map { column in
      ([table.columns[column]] + cells.map { $0[column] }).map(DisplayWidth.of).max() ?? 0
    }
    let words = widths.indices.filter { !isNumeric[$0] }
    guard let width else {
      for column in words { widths[column] = min(widths[column], Self.wordsWidthMost) }
      return widths
    }
    var surplus = total(widths) - width
    while 0 < surplus, let widest = words.max(by: { widths[$0] < widths[$1] }),
      Self.wordsWidthLeast < widths[widest]
    {
      // As far as the next widest, so that two long columns share what there is.
      let next = words.filter { $0 != widest }.map { widths[$0] }.max() ?? 0
      let least = max(Self.wordsWidthLeast, min(next, widths[widest] - 1))
      let step = min(surplus, widths[widest] - least)
      widths[widest] -= step
      surplus -= step
    }
    return widths
  }

  private func line(_ cells: [String], _ widths: [Int], isHeader: Bool) -> String {
    var parts: [String] = []
    for (column, cell) in cells.enumerated() {
      // A path says most at its end: the name of the file.
      let isPath = !isHeader && table.columns[column] == "source"
      let cut = isPath ? DisplayWidth.end(of: cell, widths[column]) : DisplayWidth.cut(cell, to: widths[column])
      let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cut))
      let isLast = column == cells.count - 1
      parts.append(isNumeric[column] ? padding + cut : cut + (isLast ? "" : padding))
    }
    let text = parts.joined(separator: Self.gap)
    return (isHeader && hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text) + "\n"
  }

  private func dimmed(_ text: String) -> String { hasColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}

/// How many columns of a terminal a text takes.
enum DisplayWidth {
  /// The columns of `text`: two for characters of East Asian scripts and emoji, none for combining marks.
  static func of(_ text: String) -> Int {
    isPlain(text) ? text.utf8.count : text.reduce(0) { $0 + of($1) }
  }

  /// Whether each byte of `text` is a character that takes one column.
  private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { 0x20 <= $0 && $0 < 0x7F } }

  private static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    default: return 1
    }
  }

  /// `text` on one line: line breaks become blanks.
  static func flat(_ text: String) -> String {
    isPlain(text) ? text : String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }

  /// `text` on one line, cut with an ellipsis to at most `width` columns.
  static func cut(_ text: String, to width: Int) -> String {
    if isPlain(text), text.utf8.count <= width { return text }
    let flat = flat(text)
    guard width < of(flat) else { return flat }
    var cut = ""
    var used = 0
    for character in flat {
      let next = of(character)
      if width - 1 < used + next { break }
      cut.append(character)
      used += next
    }
    return cut + "…"
  }

  /// The end of `text`, with an ellipsis before it where it takes more than `width` columns.
  static func end(of text: String, _ width: Int) -> String {
    width < of(text) ? String(cut(String(text.reversed()), to: width).reversed()) : flat(text)
  }
}
