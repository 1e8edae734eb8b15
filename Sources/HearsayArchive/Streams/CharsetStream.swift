import HearsayCore
import HearsayMarkup

/// Turns text in an older character set into UTF-8.
///
/// What a source says about itself is often wrong, so nothing is decided before the first byte beyond ASCII is seen:
/// what is UTF-8 then stays as it is, whatever was declared.
final class CharsetStream: ByteStream {
  private enum Mode {
    case undecided
    case utf8
    case utf16(UTF16Decoder)
    case other(CharsetDecoder)
  }

  private var encoded: StretchReader
  private let declared: String?
  private var mode = Mode.undecided
  private var output: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// The text of `encoded`, which says of itself that it is in the character set `declared`, or nothing.
  ///
  /// What is certain needs no second look.
  init(_ encoded: any ByteStream, declared: String?, isCertain: Bool = false) {
    self.encoded = StretchReader(encoded)
    self.declared = declared
    if isCertain, let decoder = declared.flatMap({ CharsetDecoder(label: $0) }) { mode = .other(decoder) }
  }

  /// The text of `encoded`, which is UTF-16, and from which the byte order mark has been taken.
  init(_ encoded: any ByteStream, utf16 order: UTF16Decoder.ByteOrder) {
    self.encoded = StretchReader(encoded)
    declared = nil
    mode = .utf16(UTF16Decoder(order))
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
    let input = try encoded.next()
    isAtEnd = input.isEmpty
    if case .undecided = mode, input.contains(where: { 0x80 <= $0 || $0 == 0x1B }) { decide(input) }
    position = 0
    switch mode {
    case .undecided, .utf8: output = input
    case .other(let decoder): output = decoder.decode(input, isLast: isAtEnd)
    case .utf16(var decoder):
      output = decoder.decode(input, isLast: isAtEnd)
      mode = .utf16(decoder)
    }
  }

  private func decide(_ text: [UInt8]) {
    mode = .utf8
    let isStateful = declared?.lowercased().hasPrefix("iso-2022") ?? false
    guard isStateful || !Self.isMostlyUTF8(text) else { return }
    if let declared, !CharsetDecoder.isUTF8(declared), Self.fits(declared, text),
      let decoder = CharsetDecoder(label: declared)
    {
      mode = .other(decoder)
    } else if !isStateful, let decoder = CharsetDecoder(label: CharsetGuess.label(for: Self.around(text))) {
      mode = .other(decoder)
    }
  }

  /// The text from the first byte beyond ASCII on, of which a guess looks at the beginning.
  private static func around(_ text: [UInt8]) -> ArraySlice<UInt8> {
    text[(text.firstIndex { 0x80 <= $0 } ?? 0)...]
  }

  /// Whether most bytes beyond ASCII belong to characters of UTF-8; a few broken ones do not make it another set.
  private static func isMostlyUTF8(_ text: [UInt8]) -> Bool {
    var (fine, wrong) = (0, 0)
    text.withUnsafeBytes { bytes in
      guard !UTF8Scan.isValidBeginning(bytes) else { return }
      var position = 0
      while position < bytes.count {
        let byteCount = UTF8Scan.scalarByteCount(bytes, at: position)
        if byteCount == 0 { wrong += 1 } else if 1 < byteCount { fine += byteCount }
        position += max(byteCount, 1)
      }
    }
    return 3 * wrong <= fine
  }

  /// Whether `text` has a meaning in the character set that it declares.
  private static func fits(_ declared: String, _ text: [UInt8]) -> Bool {
    guard let decoder = CharsetDecoder(label: declared) else { return false }
    _ = decoder.decode(text, isLast: false)
    return decoder.replacedByteCount * 50 <= text.count { 0x80 <= $0 }
  }
}
