import CSimdjson
import Glibc

/// A value of a parsed JSON text: a place on simdjson's tape, read without a call into C.
///
/// Valid only inside the closure of `JSONParser.withValue(of:_:)`.
package struct JSONValue {
  /// What a value is.
  package enum Kind { case object, array, string, number, bool, null }

  private let tape: UnsafePointer<UInt64>
  private let strings: UnsafeRawPointer
  fileprivate let index: Int

  /// The root of a document, or nil where parsing failed.
  init?(_ document: csimdjson_document) {
    guard document.error == 0, let tape = document.tape, let strings = document.strings else { return nil }
    self.init(tape: tape, strings: UnsafeRawPointer(strings), index: 1)
  }

  private init(tape: UnsafePointer<UInt64>, strings: UnsafeRawPointer, index: Int) {
    self.tape = tape
    self.strings = strings
    self.index = index
  }

  private var mark: UInt8 { Self.mark(tape[index]) }
  private var payload: Int { Self.payload(tape[index]) }

  /// Index of the value behind this one.
  fileprivate var indexAfter: Int { Self.indexAfter(tape[index], at: index) }

  private static func mark(_ word: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> 56) }
  private static func payload(_ word: UInt64) -> Int { Int(word & 0x00FF_FFFF_FFFF_FFFF) }

  /// Index of the value behind the one whose first word on the tape stands at `index`.
  @inline(__always)
  private static func indexAfter(_ word: UInt64, at index: Int) -> Int {
    switch mark(word) {
    case Mark.object, Mark.array: indexAfterContainer(word)
    case Mark.signed, Mark.unsigned, Mark.double: index &+ 2
    default: index &+ 1
    }
  }

  /// Index of the value behind an object or array, given its first word on the tape.
  private static func indexAfterContainer(_ word: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: word)) }

  fileprivate func value(at index: Int) -> JSONValue { JSONValue(tape: tape, strings: strings, index: index) }

  /// What this value is.
  package var kind: Kind {
    switch mark {
    case Mark.object: .object
    case Mark.array: .array
    case Mark.string: .string
    case Mark.signed, Mark.unsigned, Mark.double: .number
    case Mark.true, Mark.false: .bool
    default: .null
    }
  }

  /// The bytes of a string, valid UTF-8; nil where this is none.
  package var string: UnsafeRawBufferPointer? {
    guard mark == Mark.string else { return nil }
    let start = strings + payload
    return UnsafeRawBufferPointer(start: start + 4, count: Int(start.loadUnaligned(as: UInt32.self)))
  }

  /// A whole number that fits into 64 bits with sign, also one written with a point (`1.0`), or nil.
  package var int64: Int64? {
    switch mark {
    case Mark.signed: Int64(bitPattern: tape[index + 1])
    case Mark.unsigned: Int64(exactly: tape[index + 1])
    case Mark.double: Int64(exactly: Double(bitPattern: tape[index + 1]))
    default: nil
    }
  }

  /// A whole number that fits into 64 bits without sign, or nil.
  package var uint64: UInt64? {
    switch mark {
    case Mark.signed: UInt64(exactly: Int64(bitPattern: tape[index + 1]))
    case Mark.unsigned: tape[index + 1]
    default: nil
    }
  }

  /// A number, or nil.
  package var double: Double? {
    switch mark {
    case Mark.signed: Double(Int64(bitPattern: tape[index + 1]))
    case Mark.unsigned: Double(tape[index + 1])
    case Mark.double: Double(bitPattern: tape[index + 1])
    default: nil
    }
  }

  /// A truth value, or nil.
  package var bool: Bool? {
    switch mark {
    case Mark.true: true
    case Mark.false: false
    default: nil
    }
  }

  /// The value of `key` in an object; nil where there is none, where it is null, or where this is no object.
  ///
  /// - Complexity: O(number of keys).
  package subscript(key: StaticString) -> JSONValue? {
    guard mark == Mark.object else { return nil }
    // All places are on the tape, far from any overflow.
    let end = Self.indexAfterContainer(tape[index]) &- 1
    let (text, byteCount) = (key.utf8Start, key.utf8CodeUnitCount)
    var at = index &+ 1
    while at < end {
      // Most keys have another number of bytes.
      let name = strings + Self.payload(tape[at])
      at &+= 1
      if Int(name.loadUnaligned(as: UInt32.self)) == byteCount, memcmp(name + 4, text, byteCount) == 0 {
        return Self.mark(tape[at]) == Mark.null ? nil : value(at: at)
      }
      at = Self.indexAfter(tape[at], at: at)
    }
    return nil
  }

  /// Whether this is the string `text`.
  package func isString(_ text: StaticString) -> Bool {
    guard let string, string.count == text.utf8CodeUnitCount, let start = string.baseAddress else { return false }
    return memcmp(start, text.utf8Start, string.count) == 0
  }

  /// The elements of an array; nothing where this is none.
  package var elements: Elements {
    mark == Mark.array
      ? Elements(following: value(at: index + 1), end: indexAfter - 1) : Elements(following: self, end: index)
  }

  /// The elements of an array, in order.
  package struct Elements: Sequence, IteratorProtocol {
    fileprivate var following: JSONValue
    fileprivate let end: Int

    package mutating func next() -> JSONValue? {
      guard following.index < end else { return nil }
      let element = following
      following = element.value(at: element.indexAfter)
      return element
    }
  }

  /// The keys and values of an object, in order; nothing where this is none.
  package var members: Members {
    mark == Mark.object ? Members(key: value(at: index + 1), end: indexAfter - 1) : Members(key: self, end: index)
  }

  /// The keys and values of an object, in order.
  package struct Members: Sequence, IteratorProtocol {
    fileprivate var key: JSONValue
    fileprivate let end: Int

    package mutating func next() -> (key: JSONValue, value: JSONValue)? {
      guard key.index < end else { return nil }
      let member = (key: key, value: key.value(at: key.index + 1))
      key = key.value(at: member.value.indexAfter)
      return member
    }
  }

  private enum Mark {
    static let object = UInt8(ascii: "{")
    static let array = UInt8(ascii: "[")
    static let string = UInt8(ascii: "\"")
    static let signed = UInt8(ascii: "l")
    static let unsigned = UInt8(ascii: "u")
    static let double = UInt8(ascii: "d")
    static let `true` = UInt8(ascii: "t")
    static let `false` = UInt8(ascii: "f")
    static let null = UInt8(ascii: "n")
  }
}
