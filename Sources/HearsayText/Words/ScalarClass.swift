/// What a Unicode scalar is to the tokenizer.
enum ScalarClass: UInt8 {
  /// A letter, or a vowel sign that belongs to one.
  case letter
  /// A decimal digit.
  case digit
  /// A character of a script written without blanks: Han, kana, Thai, Lao, Khmer, Burmese.
  case ideograph
  /// A combining mark of the Latin, Greek and Cyrillic alphabets.
  case mark
  /// White space that does not break the line.
  case space
  /// A line break.
  case lineBreak
  /// The start of an emoji.
  case emoji
  /// Invisible: joiners, variation selectors, soft hyphens, direction marks.
  case ignorable
  /// Visible, and none of the above.
  case punctuation

  /// The class of `scalar`, from its Unicode properties.
  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    let properties = scalar.properties
    switch value {
    case 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029: self = .lineBreak
    case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xE0000...0xE0FFF:
      self = .ignorable
    case 0x0300...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: self = .mark
    case 0x064B...0x065F, 0x0670, 0x06D6...0x06ED, 0x0640, 0x0591...0x05C7: self = .letter
    case 0x3005...0x3007, 0x3040...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F: self = .ideograph
    case 0x0E00...0x0E3E, 0x0E40...0x0E4E, 0x0E80...0x0ECE, 0x1000...0x109F, 0x1780...0x17D3: self = .ideograph
    default: self = Self.general(value, properties)
    }
  }

  private static func general(_ value: UInt32, _ properties: Unicode.Scalar.Properties) -> ScalarClass {
    if properties.isEmojiPresentation || (properties.isEmoji && 0x2600 <= value) { return .emoji }
    if 0x1F1E6...0x1F1FF ~= value { return .emoji }
    if properties.isIdeographic { return .ideograph }
    switch properties.generalCategory {
    case .decimalNumber: return .digit
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
      .spacingMark, .nonspacingMark:
      return .letter
    case .spaceSeparator, .control: return .space
    case .lineSeparator, .paragraphSeparator: return .lineBreak
    case .format, .enclosingMark: return .ignorable
    default: return .punctuation
    }
  }
}
