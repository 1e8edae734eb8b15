import Glibc

/// What is told of the elements and texts of a page, in document order.
package protocol MarkupVisitor: AnyObject {
  /// An element begins; its name is in lower case in HTML, and as written in XML (`dc:creator`).
  func open(_ name: String, _ attributes: MarkupAttributes)
  /// An element ends.
  func close(_ name: String)
  /// Text, in UTF-8, with character references decoded; one text may come in several parts.
  func text(_ bytes: UnsafeRawBufferPointer)
}

/// The attributes of an element, valid only while the visitor is told of it.
package struct MarkupAttributes {
  /// Pairs of names and values, ended by nil (HTML), or groups of five (XML): local name, prefix, namespace,
  /// beginning and end of the value.
  enum Storage {
    case none
    case pairs(UnsafeMutablePointer<UnsafePointer<UInt8>?>)
    case groups(UnsafeMutablePointer<UnsafePointer<UInt8>?>, count: Int)
    /// The attributes of a plain tag, and its bytes.
    case plain(UnsafeBufferPointer<PlainTag.Attribute>, UnsafeRawBufferPointer)
  }

  private let storage: Storage

  init(_ storage: Storage) { self.storage = storage }

  /// The value of the attribute with a local name, without prefix; nil where there is none.
  package subscript(name: StaticString) -> UnsafeRawBufferPointer? {
    let wanted = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    func isWanted(_ found: UnsafePointer<UInt8>) -> Bool {
      found.pointee == name.utf8Start.pointee
        && strcmp(UnsafeRawPointer(found).assumingMemoryBound(to: CChar.self), wanted) == 0
    }
    switch storage {
    case .none: return nil
    case .pairs(let pairs):
      var index = 0
      while let found = pairs[index] {
        if isWanted(found) {
          guard let value = pairs[index + 1] else { return UnsafeRawBufferPointer(start: found, count: 0) }
          let count = strlen(UnsafeRawPointer(value).assumingMemoryBound(to: CChar.self))
          return UnsafeRawBufferPointer(start: value, count: count)
        }
        index += 2
      }
    case .plain(let attributes, let bytes):
      guard let base = bytes.baseAddress else { return nil }
      for attribute in attributes
      where attribute.name.count == name.utf8CodeUnitCount
        && memcmp(base + attribute.name.lowerBound, wanted, attribute.name.count) == 0
      {
        return UnsafeRawBufferPointer(rebasing: bytes[attribute.value])
      }
    case .groups(let groups, let count):
      for group in 0..<count {
        guard let found = groups[5 * group], isWanted(found) else { continue }
        guard let start = groups[5 * group + 3], let end = groups[5 * group + 4] else { return nil }
        return UnsafeRawBufferPointer(start: start, count: end - start)
      }
    }
    return nil
  }

  /// The value as a string; nil where there is no such attribute.
  package func string(_ name: StaticString) -> String? { self[name].map { String(decoding: $0, as: UTF8.self) } }

  /// The words of `class`.
  package var classes: MarkupClasses { MarkupClasses(self["class"]) }

  /// Whether `class` contains `name` as a word.
  package func hasClass(_ name: StaticString) -> Bool { classes.contains(name) }
}

/// The words of an element's `class`, valid only while the visitor is told of the element.
package struct MarkupClasses {
  private let value: UnsafeRawBufferPointer?

  init(_ value: UnsafeRawBufferPointer?) { self.value = value }

  /// Whether `name` is one of them.
  package func contains(_ name: StaticString) -> Bool {
    guard let value, let base = value.baseAddress, name.utf8CodeUnitCount <= value.count else { return false }
    let count = name.utf8CodeUnitCount
    // Most elements have one class, and most questions are about another one.
    var start = 0
    while start + count <= value.count {
      let isWhole = start + count == value.count || value[start + count] <= 0x20
      if isWhole, value[start] == name.utf8Start.pointee, memcmp(base + start, name.utf8Start, count) == 0 {
        return true
      }
      while start < value.count, 0x20 < value[start] { start += 1 }
      while start < value.count, value[start] <= 0x20 { start += 1 }
    }
    return false
  }

  /// Whether one of them is as wanted.
  package func contains(where isWanted: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    guard let value else { return false }
    var start = 0
    while start < value.count {
      var end = start
      while end < value.count, 0x20 < value[end] { end += 1 }
      if start < end, isWanted(UnsafeRawBufferPointer(rebasing: value[start..<end])) { return true }
      start = end + 1
    }
    return false
  }
}

/// Why a page was not walked to its end.
package enum MarkupProblem: Error, Hashable {
  /// Elements lie in elements deeper than the limit.
  case tooDeep(limit: Int)
  /// Tags have more attributes than anybody writes, which would take very long to compare with each other.
  case tooManyAttributes
  /// It is not XML, for the given reason.
  case malformed(String)
}
