/// The posts that were seen, by platform and key.
struct KnownPosts {
  private var keys: [String: Set<Int64>] = [:]

  /// Remembers a post; false where it was seen before.
  mutating func insert(_ key: Int64, on platform: String) -> Bool {
    keys[platform, default: []].insert(key).inserted
  }
}
