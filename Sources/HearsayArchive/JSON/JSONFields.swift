import Glibc

/// The keys that a reader asks an object for: sixteen at most.
protocol JSONKey: RawRepresentable<Int> {
  /// The key with a name; nil where nobody asks for it.
  init?(name: UnsafeRawBufferPointer)
}

/// What stands at the keys that a reader asks an object for, found in one pass over the members.
///
/// Readers that ask for many keys would go through the members once for each of them otherwise.
struct JSONFields<Key: JSONKey> {
  private let object: JSONValue
  /// Where the value of each key stands on the tape; 0 where there is none.
  private var places = InlineArray<16, UInt32>(repeating: 0)

  /// The fields of an object, or none where it is no object; of several values of a key, the first is found.
  @inline(__always)
  init(of object: JSONValue) {
    self.object = object
    object.forEachMember { name, place in
      guard let key = Key(name: name), places[key.rawValue] == 0 else { return }
      places[key.rawValue] = UInt32(place)
    }
  }

  /// The value of a key; nil where there is none, and where it is null.
  subscript(key: Key) -> JSONValue? {
    let place = places[key.rawValue]
    return place == 0 ? nil : object.unlessNull(at: Int(place))
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these bytes are those of `text`.
  @inline(__always)
  func isName(_ text: StaticString) -> Bool {
    guard let baseAddress, count == text.utf8CodeUnitCount else { return false }
    // A number of bytes that is known beforehand is compared without a call.
    return memcmp(baseAddress, text.utf8Start, text.utf8CodeUnitCount) == 0
  }
}
