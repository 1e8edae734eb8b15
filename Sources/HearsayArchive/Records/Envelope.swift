/// What stands around the records of an array, before it: facts that all its records share.
///
///     {"channel": {"id": "5"}, "messages": […]}      envelope["channel.id"] is "5"
package struct Envelope: Sendable {
  private var values: [String: [UInt8]] = [:]

  /// Nothing is known.
  package static let unknown = Envelope()
  /// Objects inside each other that are looked into.
  private static let depthMost = 3
  /// More values than these are of no interest.
  private static let valueCountMost = 512

  private init() {}

  /// The strings and whole numbers in `root`, by their paths; of an array, those in its first element.
  init(_ root: JSONValue) { add(root, at: "", depth: 1) }

  private mutating func add(_ object: JSONValue, at prefix: String, depth: Int) {
    for (key, value) in object.members {
      guard values.count < Self.valueCountMost, let name = key.string else { return }
      let path = prefix + String(decoding: name, as: UTF8.self)
      if let bytes = value.name {
        values[path] = bytes
      } else if depth < Self.depthMost {
        add(value.elements.first { _ in true } ?? value, at: path + ".", depth: depth + 1)
      }
    }
  }

  /// The string, or the digits of the whole number, at a path such as `id` or `channel.id`; nil where it is not known.
  package subscript(path: String) -> [UInt8]? { values[path] }
}
