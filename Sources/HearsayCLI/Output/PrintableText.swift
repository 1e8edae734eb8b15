/// Text that changes nothing about a terminal but what is written on it.
///
/// Posts, names of files and cells of tables come from strangers, and a terminal takes some characters in them for
/// commands: to write in other colours, to move the cursor, to put words into its title.
enum PrintableText {
  /// `text` with control characters shown as pictures (`␛`), but for line feeds, tabs, and the program's own bold and
  /// dim letters.
  static func of(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isCommand) else { return text }
    var printable = String.UnicodeScalarView()
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.first {
      if let style = styles.first(where: { rest.starts(with: $0.unicodeScalars) }) {
        printable.append(contentsOf: style.unicodeScalars)
        rest.removeFirst(style.unicodeScalars.count)
        continue
      }
      printable.append(isCommand(scalar) ? picture(of: scalar) : scalar)
      rest.removeFirst()
    }
    return String(printable)
  }

  /// How the program writes bold, dim and plain letters.
  private static let styles = ["\u{1B}[1m", "\u{1B}[2m", "\u{1B}[0m"]

  /// Whether a terminal may do something else with `scalar` than show it: control characters, and those that turn the
  /// direction of what is behind them.
  private static func isCommand(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x202D...0x202E: true
    default: false
    }
  }

  private static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }
}
