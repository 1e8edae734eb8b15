/// The objects of an array, found by their `id`.
///
/// Valid only as long as the values are.
struct JSONIndex {
  private var places: [UInt64: JSONValue] = [:]

  /// Indexes the elements of `array`; of several with the same id, the first is found.
  init(_ array: JSONValue?) {
    guard let array else { return }
    for element in array.elements {
      guard let hash = Self.hash(element["id"]), places[hash] == nil else { continue }
      places[hash] = element
    }
  }

  /// The element with this id, or nil.
  subscript(id: JSONValue?) -> JSONValue? {
    guard let hash = Self.hash(id), let found = places[hash], let bytes = id?.string ?? nil else {
      return Self.hash(id).flatMap { places[$0] }.flatMap { $0["id"]?.int64 == id?.int64 ? $0 : nil }
    }
    // Equal hashes may belong to different ids, but never lend a post the wrong author.
    return found["id"]?.string.map { $0.elementsEqual(bytes) } == true ? found : nil
  }

  private static func hash(_ id: JSONValue?) -> UInt64? {
    guard let id else { return nil }
    if let string = id.string {
      var hash = FNV1a()
      hash.add(string)
      return hash.value
    }
    return id.int64.map { UInt64(bitPattern: $0) }
  }
}
