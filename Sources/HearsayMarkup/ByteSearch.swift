import Glibc

/// Finds short texts in bytes.
package enum ByteSearch {
  /// Where `text` begins first in `bytes` from `start` on; nil where it does not occur.
  package static func first(_ text: StaticString, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let count = text.utf8CodeUnitCount
    let mark = rarest(text)
    var position = start
    while position + count <= bytes.count {
      guard
        let found = memchr(
          base + position + mark, Int32(text.utf8Start[mark]), bytes.count - position - count + 1)
      else { return nil }
      position = base.distance(to: UnsafeRawPointer(found)) - mark
      if memcmp(base + position, text.utf8Start, count) == 0 { return position }
      position += 1
    }
    return nil
  }

  /// Where the byte of `text` stands that is met least often in pages, so that a search stops at few others.
  private static func rarest(_ text: StaticString) -> Int {
    // From the commonest on.
    let common: StaticString = " etaoinsrldhcupm=\"<>/gfbw.v-yk:"
    var best = (place: 0, rank: -1)
    for place in 0..<text.utf8CodeUnitCount {
      let byte = text.utf8Start[place]
      let rank = memchr(common.utf8Start, Int32(byte), common.utf8CodeUnitCount).map {
        UnsafeRawPointer(common.utf8Start).distance(to: UnsafeRawPointer($0))
      }
      guard let rank else { return place }
      if best.rank < rank { best = (place, rank) }
    }
    return best.place
  }

  /// Whether `text` stands at `position`.
  package static func has(_ text: StaticString, in bytes: UnsafeRawBufferPointer, at position: Int) -> Bool {
    guard let base = bytes.baseAddress, position + text.utf8CodeUnitCount <= bytes.count else { return false }
    return memcmp(base + position, text.utf8Start, text.utf8CodeUnitCount) == 0
  }
}
