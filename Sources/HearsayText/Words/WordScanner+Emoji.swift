import HearsayCore

extension WordScanner {
  /// Scans an emoji sequence.
  ///
  /// Skin tones, variation selectors and gender signs leave no trace in the folded form.
  mutating func scanEmoji(_ first: Unit) {
    let start = folded.count
    folded.begin()
    folded.append(scalar: first.folded.value)
    var end = position + first.byteCount
    if isRegional(first.scalar), let second = unit(at: end), isRegional(second.scalar) {
      folded.append(scalar: second.folded.value)
      end += second.byteCount
    }
    while let unit = unit(at: end) {
      if isSkinTone(unit.scalar) || unit.scalar == 0xFE0F || unit.scalar == 0x20E3 {
        end += unit.byteCount
      } else if unit.scalar == 0x200D, let next = self.unit(at: end + unit.byteCount), next.scalarClass == .emoji {
        if next.scalar != 0x2640 && next.scalar != 0x2642 {
          folded.append(scalar: 0x200D)
          folded.append(scalar: next.folded.value)
        }
        end += unit.byteCount + next.byteCount
      } else {
        break
      }
    }
    emit(.emoji, shape: [], foldedStart: start, end: end)
  }

  private func isRegional(_ scalar: UInt32) -> Bool { 0x1F1E6...0x1F1FF ~= scalar }
  private func isSkinTone(_ scalar: UInt32) -> Bool { 0x1F3FB...0x1F3FF ~= scalar }

  /// Number of bytes of an emoticon at `index`: eyes, perhaps a nose, a mouth; or a heart.
  func emoticonByteCount(at index: Int) -> Int? {
    func byte(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
    switch byte(0) {
    case UInt8(ascii: "<"):
      if byte(1) == UInt8(ascii: "3"), !isWordByte(byte(2)) { return 2 }
      if byte(1) == UInt8(ascii: "/"), byte(2) == UInt8(ascii: "3"), !isWordByte(byte(3)) { return 3 }
      return nil
    case UInt8(ascii: "^"):
      if byte(1) == UInt8(ascii: "^") { return 2 }
      return byte(1) == UInt8(ascii: "_") && byte(2) == UInt8(ascii: "^") ? 3 : nil
    case UInt8(ascii: "-"):
      return byte(1) == UInt8(ascii: "_") && byte(2) == UInt8(ascii: "-") ? 3 : nil
    case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="):
      return faceByteCount(at: index)
    default:
      return nil
    }
  }

  private func faceByteCount(at index: Int) -> Int? {
    func byte(_ offset: Int) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }
    let hasNose = byte(1) == UInt8(ascii: "-") || (byte(1) == UInt8(ascii: "'") && byte(2) == UInt8(ascii: "("))
    var count = hasNose ? 2 : 1
    let mouth = byte(count)
    count += 1
    switch mouth {
    case UInt8(ascii: ")"), UInt8(ascii: "("), UInt8(ascii: "]"), UInt8(ascii: "["), UInt8(ascii: "*"),
      UInt8(ascii: "|"):
      while byte(count) == mouth { count += 1 }
      return count
    case UInt8(ascii: "/"), UInt8(ascii: "\\"):
      return byte(count) == mouth || isWordByte(byte(count)) ? nil : count
    case UInt8(ascii: "D"), UInt8(ascii: "P"), UInt8(ascii: "p"), UInt8(ascii: "O"), UInt8(ascii: "o"),
      UInt8(ascii: "3"), UInt8(ascii: "S"), UInt8(ascii: "x"):
      // Letters and digits are mouths only where no word touches the face: not in 4:30 or key:Data.
      while byte(count) == mouth { count += 1 }
      let touches = isWordByte(byte(count)) || (0 < index && isWordByte(bytes[index - 1]))
      return touches ? nil : count
    default:
      return nil
    }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    0x80 <= byte || table[UInt32(byte)].scalarClass.rawValue <= ScalarClass.digit.rawValue
  }

  /// Adds an emoticon; a repeated mouth is folded to one.
  mutating func emitEmoticon(_ byteCount: Int) {
    let start = folded.count
    folded.begin()
    for byte in bytes[position..<position + byteCount] where folded.count - start < 2 || byte != folded.last {
      folded.append(UInt8(truncatingIfNeeded: table[UInt32(byte)].value))
    }
    emit(.emoji, shape: [], foldedStart: start, end: position + byteCount)
  }
}
