import HearsayCore

/// The number by which a post is recognised on its platform.
///
/// Snowflake identifiers are decimal and grow with time; kept as they are, they append
/// to the end of the table. All others are hashed:
///
/// | identifier | key |
/// | --- | --- |
/// | canonical decimal below 2⁶² | the number itself: 0 …< 2⁶² |
/// | any other text | 2⁶² + the lower 62 bits of its hash |
/// | none | 2⁶² + the lower 62 bits of the hash of what the post says |
///
/// The hash is FNV-1a (64 bits) with the final mixing of MurmurHash3. Among a hundred
/// million posts, two with the same hash are expected with a probability of one in a thousand.
package enum PostKey {
  private static let marker: Int64 = 1 << 62

  /// Whether a key is the identifier itself.
  static func isDecimal(_ key: Int64) -> Bool { key < marker }

  /// The key of a post that is named by its identifier.
  static func key(ofID id: String) -> Int64 {
    var id = id
    return id.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      return decimal(bytes) ?? hashed(Hash(of: bytes))
    }
  }

  /// The key of a post.
  ///
  /// A post without identifier is known by its author, time and text. Where the archive
  /// gives neither author nor time, equal texts are different posts, told apart by their
  /// place in the source: many people write "gm".
  package static func key(of post: Post, at place: RecordPlace, sourceName: String) -> Int64 {
    let id = post.id
    if !id.isEmpty { return id.withBytes { decimal($0) ?? hashed(Hash(of: $0)) } }
    var hash = Hash()
    post.rawText.withBytes { hash.add($0) }
    let author = post.field(.authorID) ?? post.field(.authorHandle)
    if author == nil && post.createdAt == nil {
      hash.add(sourceName)
      hash.add(place.number)
      hash.add(Int64(place.part))
    } else {
      author?.withBytes { hash.add($0) }
      hash.add(post.createdAt?.seconds ?? .min)
    }
    return hashed(hash)
  }

  /// The number that `bytes` write in canonical decimal, if it is below 2⁶².
  static func decimal(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    guard 0 < bytes.count, bytes.count <= 19, bytes[0] != 0x30 || bytes.count == 1 else { return nil }
    var value: UInt64 = 0
    for byte in bytes {
      guard 0x30 <= byte, byte <= 0x39 else { return nil }
      value = value * 10 + UInt64(byte - 0x30)
    }
    return value < UInt64(marker) ? Int64(value) : nil
  }

  private static func hashed(_ hash: Hash) -> Int64 { marker | Int64(hash.value & UInt64(marker - 1)) }

  /// FNV-1a with a final mix; parts are separated, so that ("ab", "c") is not ("a", "bc").
  private struct Hash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    init(of bytes: UnsafeRawBufferPointer) { add(bytes) }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
      for byte in bytes { mix(byte) }
      mix(0xFF)
    }

    mutating func add(_ text: String) {
      for byte in text.utf8 { mix(byte) }
      mix(0xFF)
    }

    mutating func add(_ number: Int64) {
      withUnsafeBytes(of: number.littleEndian) { add($0) }
    }

    private mutating func mix(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

    var value: UInt64 {
      var mixed = state
      mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
      mixed = (mixed ^ (mixed >> 33)) &* 0xC4CE_B9FE_1A85_EC53
      return mixed ^ (mixed >> 33)
    }
  }
}
