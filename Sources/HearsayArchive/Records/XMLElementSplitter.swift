import Glibc
import HearsayCore
import HearsayMarkup

/// One record for each element of certain names, such as `<row …/>` or `<item>…</item>`.
///
/// Looks for the borders of tags only, so a source of any size is split while it is read. Elements inside comments
/// and CDATA sections are none; an element that begins inside one of the same name ends it, for such elements do not
/// lie in each other: the end of the first was lost.
package struct XMLElementSplitter: RecordSplitter {
  private let names: [[UInt8]]
  /// The element at the top, once it began.
  private var root: [UInt8]?
  private var isRootClosed = false
  /// The name of the record that is open.
  private var open: [UInt8]?
  private var state = State.text
  /// Whether more bytes are needed before anything can be said.
  private var isStalled = false
  /// What the tag is that is being passed over.
  private var tagKind = TagKind.other

  private enum State {
    case text
    /// Inside a tag; `quote` is the quote around a value, or 0.
    case tag(quote: UInt8)
    case comment, section, instruction
    /// Inside `<!…>`; `depth` counts open square brackets.
    case declaration(depth: Int)
  }

  private enum TagKind { case recordBegin, recordEnd, other }

  /// Tags are told apart by at most so many bytes.
  private static let tagBeginByteCount = 80

  package init(_ names: [String]) { self.names = names.map { Array($0.utf8) } }

  package var problemAtEnd: RecordProblem? {
    root != nil && !isRootClosed
      ? RecordProblem(.archiveTruncated, "the source ends before its root element; what stands before is read") : nil
  }

  package mutating func nextMark(in bytes: UnsafeRawBufferPointer, from position: inout Int) -> RecordMark? {
    isStalled = false
    while position < bytes.count, !isStalled {
      switch state {
      case .text:
        guard let bracket = Self.find(UInt8(ascii: "<"), in: bytes, from: position) else {
          position = bytes.count
          return nil
        }
        position = bracket
        // The beginning of a tag is looked at as a whole; it may not be all there yet.
        guard let mark = begin(in: bytes, at: &position) else { return nil }
        if let mark { return mark }
      case .tag: if let mark = tag(in: bytes, from: &position) { return mark }
      case .comment: pass("-->", in: bytes, from: &position)
      case .section: pass("]]>", in: bytes, from: &position)
      case .instruction: pass("?>", in: bytes, from: &position)
      case .declaration(let depth): declaration(depth, bytes[position], &position)
      }
    }
    return nil
  }

  /// Looks at what begins at a bracket: nil where more bytes are needed, else a mark or none.
  private mutating func begin(in bytes: UnsafeRawBufferPointer, at position: inout Int) -> RecordMark?? {
    let rest = bytes.count - position
    let next = 1 < rest ? bytes[position + 1] : 0
    switch next {
    case 0 where rest < 2: return nil
    case UInt8(ascii: "!"):
      let mayGoOn =
        Self.mayBegin("<![CDATA[", in: bytes, at: position) || Self.mayBegin("<!--", in: bytes, at: position)
      guard 9 <= rest || !mayGoOn else { return nil }
      if ByteSearch.has("<![CDATA[", in: bytes, at: position) {
        state = .section
        position += 9
      } else if ByteSearch.has("<!--", in: bytes, at: position) {
        state = .comment
        position += 4
      } else {
        state = .declaration(depth: 0)
        position += 2
      }
      return .some(nil)
    case UInt8(ascii: "?"):
      state = .instruction
      position += 2
      return .some(nil)
    default: return beginTag(in: bytes, at: &position)
    }
  }

  private mutating func beginTag(in bytes: UnsafeRawBufferPointer, at position: inout Int) -> RecordMark?? {
    let isEnd = bytes[position + 1] == UInt8(ascii: "/")
    let nameStart = position + (isEnd ? 2 : 1)
    var nameEnd = nameStart
    while nameEnd < bytes.count, nameEnd - nameStart < Self.tagBeginByteCount, Self.isNameByte(bytes[nameEnd]) {
      nameEnd += 1
    }
    // The name may go on in bytes that are not there yet.
    if nameEnd == bytes.count, nameEnd - nameStart < Self.tagBeginByteCount { return nil }
    guard nameStart < nameEnd else {
      position += 1
      return .some(nil)
    }
    let name = UnsafeRawBufferPointer(rebasing: bytes[nameStart..<nameEnd])
    let isRecord = names.contains { $0.count == name.count && $0.elementsEqual(name) }
    if isRecord, !isEnd, open != nil {
      open = nil
      return .some(.end(position))
    }
    let start = position
    position = nameEnd
    state = .tag(quote: 0)
    tagKind = .other
    if isEnd {
      if open?.elementsEqual(name) ?? false { tagKind = .recordEnd }
      if root?.elementsEqual(name) ?? false { isRootClosed = true }
      return .some(nil)
    }
    if root == nil { root = Array(name) }
    guard isRecord else { return .some(nil) }
    open = Array(name)
    tagKind = .recordBegin
    return .some(.begin(start))
  }

  private mutating func tag(in bytes: UnsafeRawBufferPointer, from position: inout Int) -> RecordMark? {
    while position < bytes.count {
      guard case .tag(let quote) = state else { return nil }
      let byte = bytes[position]
      if quote != 0 {
        let end = Self.find(quote, in: bytes, from: position) ?? bytes.count
        // No value contains a bracket: its closing quote was lost.
        let lost = Self.find(UInt8(ascii: "<"), in: UnsafeRawBufferPointer(rebasing: bytes[..<end]), from: position)
        if let lost {
          position = lost
          state = .text
          return nil
        }
        position = min(end + 1, bytes.count)
        if end < bytes.count { state = .tag(quote: 0) }
        continue
      }
      switch byte {
      case UInt8(ascii: ">"):
        let isEmptyElement = 0 < position && bytes[position - 1] == UInt8(ascii: "/")
        position += 1
        state = .text
        return endTag(isEmptyElement: isEmptyElement, at: position)
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if 0 < position, bytes[position - 1] == UInt8(ascii: "=") { state = .tag(quote: byte) }
        position += 1
      case UInt8(ascii: "<"):
        state = .text
        return nil
      default: position += 1
      }
    }
    return nil
  }

  /// A tag ends before `position`, and perhaps a record with it.
  private mutating func endTag(isEmptyElement: Bool, at position: Int) -> RecordMark? {
    defer { tagKind = .other }
    guard tagKind == .recordEnd || tagKind == .recordBegin && isEmptyElement else { return nil }
    open = nil
    return .end(position)
  }

  /// Passes over everything up to `closing`, which stands at the end of what is being passed over.
  private mutating func pass(_ closing: StaticString, in bytes: UnsafeRawBufferPointer, from position: inout Int) {
    if let end = ByteSearch.first(closing, in: bytes, from: position) {
      position = end + closing.utf8CodeUnitCount
      state = .text
    } else {
      // The beginning of it may be there already.
      position = max(position, bytes.count - closing.utf8CodeUnitCount + 1)
      isStalled = true
    }
  }

  private mutating func declaration(_ depth: Int, _ byte: UInt8, _ position: inout Int) {
    position += 1
    switch byte {
    case UInt8(ascii: "["): state = .declaration(depth: depth + 1)
    case UInt8(ascii: "]"): state = .declaration(depth: max(0, depth - 1))
    case UInt8(ascii: ">") where depth == 0: state = .text
    default: break
    }
  }

  /// Whether `text` stands at `position` as far as there are bytes.
  private static func mayBegin(_ text: StaticString, in bytes: UnsafeRawBufferPointer, at position: Int) -> Bool {
    (0..<min(text.utf8CodeUnitCount, bytes.count - position)).allSatisfy {
      text.utf8Start[$0] == bytes[position + $0]
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x3A).contains(byte) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || 0x80 <= byte
  }

  private static func find(_ byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return base.distance(to: UnsafeRawPointer(found))
  }
}
