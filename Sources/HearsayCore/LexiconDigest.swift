/// The entries of a table of a lexicon, each with a hash of what it decides: two editions are compared by them, entry
/// by entry, long after the lexicons themselves have changed.
package struct LexiconDigest: Hashable, Sendable {
  /// The lexicon as entries are cited, such as `de/fud`; for tables beside the one with its entries, and for its
  /// parameters, followed by their name, such as `entities/context`.
  package let name: String
  /// Stands for all of `bytes`: equal where they are.
  package let contentHash: String
  /// The entries, as `Builder` writes them.
  package let bytes: [UInt8]

  /// The digest with the given content.
  package init(name: String, contentHash: String, bytes: [UInt8]) {
    self.name = name
    self.contentHash = contentHash
    self.bytes = bytes
  }

  /// Writes entries one after the other.
  ///
  /// Each is the number of bytes that its name shares with the one before, the rest of its name, a line feed, and its
  /// hash, least byte first. Neighbours of a sorted table share much.
  package struct Builder {
    /// What has been written.
    package private(set) var bytes: [UInt8] = []
    private var last: [UInt8] = []

    /// Nothing yet.
    package init() {}

    /// Adds an entry, in whose name there is no line feed.
    package mutating func add(_ name: ArraySlice<UInt8>, hash: UInt32) {
      var shared = 0
      for (own, other) in zip(name, last) {
        guard own == other, shared < Int(UInt8.max) else { break }
        shared += 1
      }
      bytes.append(UInt8(shared))
      bytes += name.dropFirst(shared)
      bytes.append(0x0A)
      for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: hash >> shift)) }
      last = Array(name)
    }
  }

  /// The entries in `bytes`, by name; the hashes of rows with the same name are added up.
  ///
  /// What is cut off, or shares more than there is, ends them.
  package static func entries(in bytes: UnsafeRawBufferPointer) -> [String: UInt32] {
    var entries: [String: UInt32] = [:]
    var name: [UInt8] = []
    var index = 0
    while index < bytes.count, Int(bytes[index]) <= name.count {
      name.removeSubrange(Int(bytes[index])...)
      index += 1
      while index < bytes.count, bytes[index] != 0x0A {
        name.append(bytes[index])
        index += 1
      }
      guard index + 5 <= bytes.count else { break }
      let hash = (1...4).reduce(UInt32(0)) { $0 | UInt32(bytes[index + $1]) << UInt32(8 * ($1 - 1)) }
      entries[String(decoding: name, as: UTF8.self), default: 0] &+= hash
      index += 5
    }
    return entries
  }
}
