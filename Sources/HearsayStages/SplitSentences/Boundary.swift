import HearsayCore

/// Punctuation that may separate clauses.
enum Boundary {
  /// Always does.
  case strong
  /// Does so unless it stands in place of a verb.
  case dash
  /// Does so where clauses stand on both sides.
  case comma
  /// Opens brackets or quotation marks.
  case opening
  /// Closes brackets or quotation marks.
  case closing

  /// What punctuation of one scalar separates, given how it is written; nil where it separates nothing.
  init?(_ scalar: UInt32?, _ shape: Word.Shape) {
    switch scalar.flatMap(Unicode.Scalar.init) {
    case ",", "、", "，", "،": self = .comma
    case "–", "—": self = .dash
    case ";", ":", "…", "；", "：", "→", "•", "؛": self = .strong
    case "-" where shape.contains(.afterSpace): self = .dash
    case "(", "[", "“", "„", "«", "「", "（", "『": self = .opening
    case ")", "]", "”", "»", "」", "）", "』": self = .closing
    // Straight quotation marks open behind a blank and close elsewhere.
    case "\"": self = shape.contains(.afterSpace) ? .opening : .closing
    default: return nil
    }
  }
}
