import Glibc

/// Turns text in some character set into UTF-8, one stretch after the other, with the system's `iconv`.
package final class CharsetDecoder {
  private let handle: iconv_t
  private var rest: [UInt8] = []
  /// Bytes that have no meaning in the character set and became U+FFFD.
  package private(set) var replacedByteCount = 0

  /// A decoder of the character set that pages call `label`; nil where the system does not know it.
  package init?(label: String) {
    guard let name = Self.name(of: label), let handle = iconv_open("UTF-8", name), handle != iconv_t(bitPattern: -1)
    else { return nil }
    self.handle = handle
  }

  deinit { iconv_close(handle) }

  /// The character set that is meant by `label`, in lower case: what browsers take it for, which is more than it says.
  ///
  /// What is called ISO 8859-1 is Windows-1252, and so on (WHATWG, Encoding Standard, "Names and labels").
  private static func name(of label: String) -> String? {
    let label = String(label.lowercased().filter { $0 != " " }.prefix(40))
    guard !label.isEmpty, label.utf8.allSatisfy({ 0x20 < $0 && $0 < 0x7F && $0 != UInt8(ascii: "/") }) else {
      return nil
    }
    return wider[label] ?? label
  }

  private static let wider: [String: String] = [
    "iso-8859-1": "windows-1252", "iso8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252",
    "us-ascii": "windows-1252", "ascii": "windows-1252", "iso-8859-9": "windows-1254", "iso-8859-11": "cp874",
    "tis-620": "cp874", "windows-874": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030",
    "x-gbk": "gb18030", "big5": "big5-hkscs", "x-x-big5": "big5-hkscs", "shift_jis": "cp932", "shift-jis": "cp932",
    "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "korean": "cp949", "x-euc-jp": "euc-jp", "x-windows-949": "cp949",
  ]

  /// Whether `label` names UTF-8.
  package static func isUTF8(_ label: String) -> Bool {
    let label = label.lowercased()
    return label == "utf-8" || label == "utf8" || label == "unicode-1-1-utf-8"
  }

  /// The text of the next bytes; a character that is not complete yet is kept for the next call.
  ///
  /// Bytes without meaning become U+FFFD.
  package func decode(_ bytes: some Collection<UInt8>, isLast: Bool) -> [UInt8] {
    var input = rest + Array(bytes)
    var output: [UInt8] = []
    output.reserveCapacity(input.count + input.count / 2 + 16)
    var position = 0
    var buffer = [CChar](repeating: 0, count: 32 << 10)
    while position < input.count {
      let (consumed, produced, error) = step(&input, from: position, &buffer)
      buffer.withUnsafeBytes { output.append(contentsOf: $0[..<produced]) }
      position += consumed
      if error == EILSEQ || (error == EINVAL && isLast) {
        output.append(contentsOf: [0xEF, 0xBF, 0xBD])
        replacedByteCount += 1
        position += 1
      } else if error == EINVAL {
        break
      }
    }
    rest = position < input.count ? Array(input[position...]) : []
    // Where letters are composed of several bytes, the last one waits for a point or accent that may follow.
    if isLast { output.append(contentsOf: flushed(&buffer)) }
    return output
  }

  private func flushed(_ buffer: inout [CChar]) -> [UInt8] {
    buffer.withUnsafeMutableBufferPointer { target in
      var to = target.baseAddress
      var toLeft = target.count
      _ = iconv(handle, nil, nil, &to, &toLeft)
      return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(target)[..<(target.count - toLeft)]).map { $0 }
    }
  }

  private func step(
    _ input: inout [UInt8], from position: Int, _ buffer: inout [CChar]
  ) -> (consumed: Int, produced: Int, error: Int32) {
    input.withUnsafeMutableBytes { source in
      buffer.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress?.advanced(by: position).assumingMemoryBound(to: CChar.self)
        var fromLeft = source.count - position
        var to = target.baseAddress
        var toLeft = target.count
        let available = fromLeft
        let result = iconv(handle, &from, &fromLeft, &to, &toLeft)
        let error = result == Int(bitPattern: UInt.max) ? errno : 0
        return (available - fromLeft, target.count - toLeft, error)
      }
    }
  }
}
