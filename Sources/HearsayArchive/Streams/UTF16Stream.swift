import HearsayCore

/// Turns UTF-16 into UTF-8; surrogates without a partner become U+FFFD.
final class UTF16Stream: ByteStream {
  /// Which byte of a unit comes first.
  enum ByteOrder { case little, big }

  private var encoded: StretchReader
  private let order: ByteOrder
  private var input: [UInt8] = []
  private var output: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// The text of `encoded`, from which the byte order mark has been taken.
  init(_ encoded: any ByteStream, order: ByteOrder) {
    self.encoded = StretchReader(encoded)
    self.order = order
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int {
    while position == output.count, !isAtEnd { try refill() }
    let byteCount = min(buffer.count, output.count - position)
    output.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + byteCount]))
    }
    position += byteCount
    return byteCount
  }

  private func refill() throws(RecordProblem) {
    let stretch = try encoded.next()
    input += stretch
    isAtEnd = stretch.isEmpty
    output.removeAll(keepingCapacity: true)
    position = 0
    decode()
  }

  private func unit(_ index: Int) -> UInt16 {
    let first = UInt16(input[index])
    let second = UInt16(input[index + 1])
    return order == .little ? second << 8 | first : first << 8 | second
  }

  private func decode() {
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
  }
}
