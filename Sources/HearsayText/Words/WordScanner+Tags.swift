import HearsayCore

extension WordScanner {
  /// Whether a link may begin at `index`: nearly all words begin with another letter, and no link has another second
  /// one.
  @inline(__always)
  static func mayBeginLink(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let first = bytes[index] | 0x20
    guard first == UInt8(ascii: "h") || first == UInt8(ascii: "w"), index + 4 <= bytes.count else { return false }
    let second = bytes[index + 1] | 0x20
    return second == UInt8(ascii: "t") || second == UInt8(ascii: "w")
  }

  /// Adds the link that begins at `position`, if one does.
  mutating func scanLink() -> Bool {
    guard let end = linkEnd() else { return false }
    emitLink(end)
    return true
  }

  private func linkEnd() -> Int? {
    guard starts(with: "http://") || starts(with: "https://") || starts(with: "www.") else { return nil }
    var end = position
    while end < bytes.count, 0x20 < bytes[end], bytes[end] != 0x3C, bytes[end] != 0x22 {
      // A link ends where a script without blanks goes on.
      if 0x80 <= bytes[end], let unit = unit(at: end), unit.scalarClass != .letter { break }
      end += 1
    }
    // Punctuation at the end belongs to the sentence.
    while position < end, endsSentence(bytes[end - 1]) { end -= 1 }
    return end
  }

  private func endsSentence(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2E, 0x2C, 0x21, 0x3F, 0x3A, 0x3B, 0x29, 0x27: true
    default: false
    }
  }

  private func starts(with prefix: StaticString) -> Bool {
    guard position + prefix.utf8CodeUnitCount <= bytes.count else { return false }
    for index in 0..<prefix.utf8CodeUnitCount where bytes[position + index] | 0x20 != prefix.utf8Start[index] | 0x20 {
      return false
    }
    return true
  }

  /// Kind and end of a handle, hashtag or cashtag that begins at `position`, or nil.
  func tagEnd(_ sigil: Unit) -> (Word.Kind, Int)? {
    switch sigil.folded.value {
    case 0x40 where !isAfterWord: return handleEnd(sigil).map { (.handle, $0) }
    case 0x23 where !isAfterWord: return tagEnd(sigil, letterFirst: false).map { (.hashtag, $0) }
    case 0x24 where !isAfterWord: return tagEnd(sigil, letterFirst: true).map { (.cashtag, $0) }
    default: return nil
    }
  }

  /// Whether a letter or digit stands directly before `position`.
  private var isAfterWord: Bool {
    guard 0 < position else { return false }
    let before = bytes[position - 1]
    return before < 0x80 && table[UInt32(before)].scalarClass.rawValue <= ScalarClass.digit.rawValue
  }

  private func handleEnd(_ sigil: Unit) -> Int? {
    guard let end = asciiWordEnd(position + sigil.byteCount) else { return nil }
    // @name@server, as on Mastodon, and @name.bsky.social
    if end < bytes.count, bytes[end] == 0x40, let server = domainEnd(end + 1) { return server }
    if let domain = domainEnd(position + sigil.byteCount),
      hasSuffix(".bsky.social", domain) || hasSuffix(".eth", domain)
    {
      return domain
    }
    return end
  }

  private func hasSuffix(_ suffix: StaticString, _ end: Int) -> Bool {
    let start = end - suffix.utf8CodeUnitCount
    guard position < start else { return false }
    return (0..<suffix.utf8CodeUnitCount).allSatisfy { bytes[start + $0] | 0x20 == suffix.utf8Start[$0] | 0x20 }
  }

  private func asciiWordEnd(_ start: Int) -> Int? {
    var end = start
    while end < bytes.count, isASCIIWord(bytes[end]) { end += 1 }
    return start < end ? end : nil
  }

  private func domainEnd(_ start: Int) -> Int? {
    var end = start
    var dotCount = 0
    while let next = asciiWordEnd(end) {
      end = next
      guard end + 1 < bytes.count, bytes[end] == 0x2E || bytes[end] == 0x2D, isASCIIWord(bytes[end + 1]) else { break }
      if bytes[end] == 0x2E { dotCount += 1 }
      end += 1
    }
    return 0 < dotCount ? end : nil
  }

  private func isASCIIWord(_ byte: UInt8) -> Bool {
    byte == 0x5F || (byte < 0x80 && table[UInt32(byte)].scalarClass.rawValue <= ScalarClass.digit.rawValue)
  }

  /// The end of a hashtag or cashtag, which needs a letter: `#1` and `$100` are none.
  private func tagEnd(_ sigil: Unit, letterFirst: Bool) -> Int? {
    var end = position + sigil.byteCount
    var hasLetter = false
    while let unit = unit(at: end) {
      switch unit.scalarClass {
      case .letter: hasLetter = true
      case .ideograph where !letterFirst: hasLetter = true
      case .digit where hasLetter || !letterFirst: break
      case .mark where hasLetter: break
      case .punctuation where unit.scalar == 0x5F: break
      default: return hasLetter ? end : nil
      }
      end += unit.byteCount
    }
    return hasLetter ? end : nil
  }

  /// Adds a tag.
  ///
  /// A hashtag is folded without its sign, so that it matches the name it is made of.
  mutating func emitTag(_ kind: Word.Kind, sigilByteCount: Int, end: Int) {
    let foldedStart = folded.count
    folded.begin()
    var shape: Word.Shape = []
    var letterCount = 0
    var capitalCount = 0
    var index = kind == .hashtag ? position + sigilByteCount : position
    while index < end, let unit = unit(at: index) {
      if unit.scalarClass == .letter {
        letterCount += 1
        if unit.folded.isCapital { capitalCount += 1 }
        if letterCount == 1 && capitalCount == 1 { shape.insert(.capitalised) }
      }
      folded.append(scalar: unit.folded.value)
      index += unit.byteCount
    }
    if 2 <= letterCount && capitalCount == letterCount { shape.insert(.allCapitals) }
    emit(kind, shape: shape, foldedStart: foldedStart, end: end)
  }
}
