/// The folded words of a form, one after the other.
///
/// Filled anew for each form, so that the hundreds of thousands of inflected forms of a
/// language need no memory of their own before they are in the matcher.
package struct FormWords: Sendable {
  /// The bytes of the words, nothing between them.
  package private(set) var bytes: [UInt8] = []
  /// Where each word ends.
  package private(set) var ends: [Int] = []

  /// No words yet.
  package init() {}

  /// The given words.
  package init(_ words: [[UInt8]]) {
    for word in words { append(word) }
  }

  /// Becomes `words`, of which the first begins with `prefix`, and a last one of `stem` and `ending`.
  @inline(__always)
  mutating func fill(
    prefix: [UInt8], words: ArraySlice<[UInt8]>, stem: ArraySlice<UInt8>, ending: [UInt8]
  ) {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    bytes += prefix
    for word in words { append(word) }
    bytes += stem
    bytes += ending
    ends.append(bytes.count)
  }

  private mutating func append(_ word: [UInt8]) {
    bytes += word
    ends.append(bytes.count)
  }

  /// The words as arrays.
  package var words: [[UInt8]] {
    ends.indices.map { Array(bytes[($0 == 0 ? 0 : ends[$0 - 1])..<ends[$0]]) }
  }
}
