/// Turns UTF-16 into UTF-8, one stretch after the other; surrogates without a partner become U+FFFD.
struct UTF16Decoder {
  /// Which byte of a unit comes first.
  enum ByteOrder { case little, big }

  private let order: ByteOrder
  /// The bytes of a character that is not complete yet.
  private var rest: [UInt8] = []

  init(_ order: ByteOrder) { self.order = order }

  /// The text of the next bytes; what is not complete yet is kept for the next call.
  mutating func decode(_ bytes: [UInt8], isLast isAtEnd: Bool) -> [UInt8] {
    let input = rest.isEmpty ? bytes : rest + bytes
    var used = 0
    // A unit becomes three bytes at most, and a pair of them four.
    let output = [UInt8](unsafeUninitializedCapacity: input.count / 2 * 3) { output, count in
      input.withUnsafeBytes { (used, count) = decode($0, isLast: isAtEnd, into: output) }
    }
    rest = isAtEnd ? [] : Array(input[used...])
    return output
  }

  /// How many units are looked at together: most text of archives is ASCII for many units in a row.
  private typealias Units = SIMD16<UInt16>

  /// Returns how many bytes of `input` were used and how many of `output` were written.
  private func decode(
    _ input: UnsafeRawBufferPointer, isLast isAtEnd: Bool, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> (used: Int, written: Int) {
    guard let source = input.baseAddress, let target = output.baseAddress else { return (0, 0) }
    let stride = 2 * Units.scalarCount
    var (index, written) = (0, 0)
    while index + 1 < input.count {
      var end = input.count
      if index + stride <= input.count {
        let units = ordered(source.loadUnaligned(fromByteOffset: index, as: Units.self))
        if isASCII(units) {
          let bytes = SIMD16<UInt8>(truncatingIfNeeded: units)
          UnsafeMutableRawPointer(target + written).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
          index += stride
          written += Units.scalarCount
          continue
        }
        end = index + stride
      }
      // One by one to the end of the stretch; a pair may reach beyond it.
      while index < end, index + 1 < input.count {
        let first = unit(source, index)
        var code = UInt32(first)
        var byteCount = 2
        if first & 0xF800 == 0xD800 {
          code = 0xFFFD
          if UTF16.isLeadSurrogate(first) {
            let isNextThere = index + 3 < input.count
            guard isNextThere || isAtEnd else { return (index, written) }
            let second = isNextThere ? unit(source, index + 2) : 0
            if UTF16.isTrailSurrogate(second) {
              code = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
              byteCount = 4
            }
          }
        }
        written += Self.write(code, to: target + written)
        index += byteCount
      }
    }
    return (index, written)
  }

  private func isASCII(_ units: Units) -> Bool {
    let beyond = unsafeBitCast(units & Units(repeating: 0xFF80), to: SIMD4<UInt64>.self)
    return beyond[0] | beyond[1] | beyond[2] | beyond[3] == 0
  }

  private func ordered(_ units: Units) -> Units {
    let isHostLittle = UInt16(1).littleEndian == 1
    return (order == .little) == isHostLittle ? units : units &<< 8 | units &>> 8
  }

  private func unit(_ bytes: UnsafeRawPointer, _ index: Int) -> UInt16 {
    let unit = bytes.loadUnaligned(fromByteOffset: index, as: UInt16.self)
    return order == .little ? UInt16(littleEndian: unit) : UInt16(bigEndian: unit)
  }

  /// Writes a scalar in UTF-8, and returns how many bytes it has.
  private static func write(_ code: UInt32, to target: UnsafeMutablePointer<UInt8>) -> Int {
    func trail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | code >> shift & 0x3F) }
    if code < 0x80 {
      target[0] = UInt8(truncatingIfNeeded: code)
      return 1
    }
    if code < 0x800 {
      target[0] = UInt8(truncatingIfNeeded: 0xC0 | code >> 6)
      target[1] = trail(0)
      return 2
    }
    if code < 0x10000 {
      target[0] = UInt8(truncatingIfNeeded: 0xE0 | code >> 12)
      target[1] = trail(6)
      target[2] = trail(0)
      return 3
    }
    target[0] = UInt8(truncatingIfNeeded: 0xF0 | code >> 18)
    target[1] = trail(12)
    target[2] = trail(6)
    target[3] = trail(0)
    return 4
  }
}
