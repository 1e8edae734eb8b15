import HearsayCore

/// The pages in a WARC, a file of what was fetched from the web, one after the other (ISO 28500).
///
/// Answers to requests and resources are handed out; requests, notes about the crawl, pages that were the same as
/// before, and answers other than success are passed over, as are pictures, styles and programs, which have no posts.
final class WARCWalk {
  private let container: OpenedFile
  private let reader: BufferedReader
  private var body: WARCBody?
  private var number = 0
  private var isAtEnd = false

  /// Walks through the records of `container`, whose text is `stream`.
  init(_ container: OpenedFile, _ stream: any ByteStream) {
    self.container = container
    reader = BufferedReader(stream)
  }

  /// The next page; nil at the end.
  func next() -> ContainerWalk.Found? {
    while !isAtEnd {
      do throws(RecordProblem) {
        if let found = try nextRecord() { return found }
      } catch {
        isAtEnd = true
        return .broken(name: container.name, error)
      }
    }
    return nil
  }

  /// The next record, where it is a page; at the end, `isAtEnd` is set.
  private func nextRecord() throws(RecordProblem) -> ContainerWalk.Found? {
    try body?.skip()
    body = nil
    var hasNoise = false
    while true {
      guard let line = try reader.line() else {
        isAtEnd = true
        return hasNoise ? noise() : nil
      }
      if line.starts(with: "WARC/".utf8) { break }
      // Two empty lines stand between records; anything else is of a record whose length is wrong.
      hasNoise = hasNoise || !line.isEmpty
    }
    number += 1
    let fields = try HeaderFields(from: reader)
    guard let length = fields["content-length"].flatMap({ Int64($0) }), 0 <= length else {
      throw RecordProblem(.archiveUnreadable, "record \(number) of the WARC does not say how long it is")
    }
    let body = WARCBody(reader, byteCount: length)
    self.body = body
    if hasNoise, number == 1 { return noise() }
    return try page(fields, body)
  }

  private func noise() -> ContainerWalk.Found {
    .broken(
      name: container.name,
      RecordProblem(.archiveUnreadable, "there are bytes between the records of the WARC that belong to none"))
  }

  private func page(_ fields: HeaderFields, _ body: WARCBody) throws(RecordProblem) -> ContainerWalk.Found? {
    guard let address = fields["warc-target-uri"], let kind = fields["warc-type"]?.lowercased(),
      kind == "response" || kind == "resource"
    else { return nil }
    var type = fields["content-type"] ?? ""
    var stream: any ByteStream = body
    if type.lowercased().hasPrefix("application/http") {
      let inner = BufferedReader(body)
      guard let status = try inner.line(), status.starts(with: "HTTP/".utf8) else { return nil }
      let answer = try HeaderFields(from: inner)
      guard status.split(separator: 0x20).dropFirst().first?.first == UInt8(ascii: "2") else { return nil }
      type = answer["content-type"] ?? ""
      let isChunked = answer["transfer-encoding"]?.lowercased().contains("chunked") ?? false
      stream = isChunked ? ChunkedBody(inner) : PlainBody(inner)
    }
    guard Self.mayHavePosts(type) else { return nil }
    let name = address.filter { $0 != "<" && $0 != ">" }
    let page = OpenedFile(
      page: name, number: number, stream: stream, of: container, charset: Self.charset(in: type),
      capturedOn: fields["warc-date"].flatMap { UTCTime(iso8601: $0)?.day })
    return .member(page)
  }

  /// Whether content of this type can be posts: pages, feeds and data.
  private static func mayHavePosts(_ type: String) -> Bool {
    let type = type.lowercased()
    return type.isEmpty
      || ["html", "xml", "json", "rss", "atom", "csv"].contains { type.contains($0) }
        && !type.hasPrefix("image/")
  }

  private static func charset(in type: String) -> String? {
    guard let found = type.lowercased().firstRange(of: "charset=") else { return nil }
    let label = type.lowercased()[found.upperBound...].filter { $0 != "\"" && $0 != "'" }.prefix {
      $0 != ";" && $0 != " "
    }
    return label.isEmpty ? nil : String(label)
  }
}

/// The bytes of one record of a WARC, while it is the current one.
final class WARCBody: ByteStream {
  private let reader: BufferedReader
  private var byteCountLeft: Int64

  init(_ reader: BufferedReader, byteCount: Int64) {
    self.reader = reader
    byteCountLeft = byteCount
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int {
    guard 0 < byteCountLeft else { return 0 }
    let wanted = Int(min(Int64(buffer.count), byteCountLeft))
    let byteCount = try reader.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
    guard 0 < byteCount else {
      byteCountLeft = 0
      throw RecordProblem(.archiveTruncated, "the WARC ends inside a record")
    }
    byteCountLeft -= Int64(byteCount)
    return byteCount
  }

  /// Passes over what was not read.
  func skip() throws(RecordProblem) {
    guard 0 < byteCountLeft else { return }
    let space = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { space.deallocate() }
    while 0 < byteCountLeft { _ = try read(into: space) }
  }
}

/// The body of an answer that comes in one piece.
final class PlainBody: ByteStream {
  private let reader: BufferedReader

  init(_ reader: BufferedReader) { self.reader = reader }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int { try reader.read(into: buffer) }
}

/// The body of an answer that comes in chunks, each behind its length (RFC 9112, section 7.1).
///
/// Many crawlers write answers whose chunks were put together already, and leave the header as it was: what does not
/// begin with a length is taken as it is.
final class ChunkedBody: ByteStream {
  private let reader: BufferedReader
  private var chunkByteCountLeft = 0
  private var isAtEnd = false
  private var isWhole = false
  /// A line that turned out to be no length, with its end.
  private var pending: [UInt8] = []

  init(_ reader: BufferedReader) { self.reader = reader }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(RecordProblem) -> Int {
    while true {
      if !pending.isEmpty {
        let byteCount = min(buffer.count, pending.count)
        buffer.copyBytes(from: pending[..<byteCount])
        pending.removeFirst(byteCount)
        return byteCount
      }
      if isWhole { return try reader.read(into: buffer) }
      if isAtEnd { return 0 }
      if chunkByteCountLeft == 0 {
        try beginChunk()
        continue
      }
      let wanted = min(buffer.count, chunkByteCountLeft)
      let byteCount = try reader.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
      if byteCount == 0 { isAtEnd = true }
      chunkByteCountLeft -= byteCount
      return byteCount
    }
  }

  private func beginChunk() throws(RecordProblem) {
    guard var line = try reader.line(byteCountMost: 16 << 20) else {
      isAtEnd = true
      return
    }
    // An empty line ends the chunk before.
    if line.isEmpty {
      guard let next = try reader.line(byteCountMost: 16 << 20) else {
        isAtEnd = true
        return
      }
      line = next
    }
    let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 }
    guard digits.count <= 8, let byteCount = Int(String(decoding: digits, as: UTF8.self), radix: 16), 0 <= byteCount
    else {
      isWhole = true
      pending = line + [0x0A]
      return
    }
    chunkByteCountLeft = byteCount
    isAtEnd = byteCount == 0
  }
}
