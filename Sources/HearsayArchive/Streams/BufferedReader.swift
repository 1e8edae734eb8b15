import HearsayCore

/// Reads lines and stretches of a stream in turn.
final class BufferedReader {
  private var stream: StretchReader
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  init(_ stream: any ByteStream) { self.stream = StretchReader(stream) }

  /// The next line without its end, of at most `byteCountMost` bytes; nil at the end of the stream.
  ///
  /// - Throws: what the stream throws, and `archive.unreadable` where a line is longer.
  func line(byteCountMost: Int = 64 << 10) throws(RecordProblem) -> [UInt8]? {
    var searched = position
    while true {
      if let feed = buffer[searched...].firstIndex(of: 0x0A) {
        var line = buffer[position..<feed]
        if line.last == 0x0D { line.removeLast() }
        position = feed + 1
        return Array(line)
      }
      guard buffer.count - position <= byteCountMost else {
        throw RecordProblem(.archiveUnreadable, "a line of headers has more than \(byteCountMost) bytes")
      }
      let unread = buffer.count - position
      guard try refill() else {
        guard 0 < unread else { return nil }
        defer { position = buffer.count }
        return Array(buffer[position...])
      }
      searched = position + unread
    }
  }

  /// Reads bytes behind the last line; 0 at the end of the stream.
  func read(into target: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int {
    if position == buffer.count, try !refill() { return 0 }
    let byteCount = min(target.count, buffer.count - position)
    buffer.withUnsafeBytes { bytes in
      target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + byteCount]))
    }
    position += byteCount
    return byteCount
  }

  private func refill() throws(RecordProblem) -> Bool {
    guard !isAtEnd else { return false }
    let stretch = try stream.next()
    buffer = buffer[position...] + stretch
    position = 0
    isAtEnd = stretch.isEmpty
    return !isAtEnd
  }
}

/// Names and values, as in the headers of mail, HTTP and WARC.
struct HeaderFields {
  private var values: [String: String] = [:]
  /// More lines than these are no headers.
  private static let lineCountMost = 512

  /// Reads lines up to an empty one, or the end.
  init(from reader: BufferedReader) throws(RecordProblem) {
    var last = ""
    for _ in 0..<Self.lineCountMost {
      guard let line = try reader.line(), !line.isEmpty else { return }
      let text = String(decoding: line, as: UTF8.self)
      if line[0] == 0x20 || line[0] == 0x09 {
        values[last]?.append(" " + text.drop { $0 == " " || $0 == "\t" })
        continue
      }
      guard let colon = text.firstIndex(of: ":") else { continue }
      last = text[..<colon].lowercased()
      let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      if values[last] == nil { values[last] = String(value) }
    }
    throw RecordProblem(.archiveUnreadable, "there are more than \(Self.lineCountMost) lines of headers")
  }

  /// The value of a field, by its name in lower case.
  subscript(name: String) -> String? { values[name] }
}
