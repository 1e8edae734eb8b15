/// Turns UTF-16 into UTF-8, one stretch after the other; surrogates without a partner become U+FFFD.
struct UTF16Decoder {
  /// Which byte of a unit comes first.
  enum ByteOrder { case little, big }

  private let order: ByteOrder
  private var input: [UInt8] = []

  init(_ order: ByteOrder) { self.order = order }

  /// The text of the next bytes; what is not complete yet is kept for the next call.
  mutating func decode(_ bytes: [UInt8], isLast isAtEnd: Bool) -> [UInt8] {
    input += bytes
    var output: [UInt8] = []
    output.reserveCapacity(input.count)
    var index = 0
    while index + 1 < input.count {
      let first = unit(index)
      var code = UInt32(first)
      var byteCount = 2
      if UTF16.isLeadSurrogate(first) {
        guard index + 3 < input.count || isAtEnd else { break }
        let second = index + 3 < input.count ? unit(index + 2) : 0
        if UTF16.isTrailSurrogate(second) {
          code = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
          byteCount = 4
        }
      }
      let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
      output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      index += byteCount
    }
    input.removeFirst(isAtEnd ? input.count : index)
    return output
  }

  private func unit(_ index: Int) -> UInt16 {
    let first = UInt16(input[index])
    let second = UInt16(input[index + 1])
    return order == .little ? second << 8 | first : first << 8 | second
  }
}
