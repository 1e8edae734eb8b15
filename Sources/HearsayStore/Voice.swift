import HearsayCore

/// What one author contributes to one cell of the sums.
struct Voice {
  var author: Int64
  var scoreSum: Int64
  var scoreSquareSum: Int64
  /// The number of the cell among those of a pass.
  var cell: Int32
  var posts: Int32
  var judged: Int32

  /// Adds another part of the same author in the same cell.
  mutating func add(_ other: Voice) {
    posts &+= other.posts
    judged &+= other.judged
    scoreSum &+= other.scoreSum
    scoreSquareSum &+= other.scoreSquareSum
  }

  static func precedes(_ left: Voice, _ right: Voice) -> Bool {
    left.author != right.author ? left.author < right.author : left.cell < right.cell
  }

  /// The author as a number without a sign, in the same order.
  fileprivate var rank: UInt64 { UInt64(bitPattern: author) ^ (1 << 63) }

  /// The first `bits` bits of the author, in order.
  func range(bits: Int) -> Int { Int(truncatingIfNeeded: rank >> UInt64(64 - bits)) }
}

extension SegmentCursor {
  /// The next voice of an author, whose cell is given as a step from `cell`, which becomes it.
  @inline(__always)
  mutating func nextVoice(author: Int64, after cell: inout Int32) -> Voice {
    let code = next()
    cell = Int32(truncatingIfNeeded: Int64(cell) &+ Int64(truncatingIfNeeded: code >> 1))
    guard code & 1 == 0 else { return nextVoice(author: author, cell: cell) }
    // One judged post.
    let score = max(-1000, min(nextSigned(), 1000))
    return Voice(
      author: author, scoreSum: score, scoreSquareSum: score * score, cell: cell, posts: 1, judged: 1)
  }

  /// The next row of voices, behind its author and cell.
  mutating func nextVoice(author: Int64, cell: Int32) -> Voice {
    // A count of posts of one author in one cell; a larger one stands in a damaged file only.
    let posts = min(next(), 1 << 24)
    let judged = Int64(min(posts, next()))
    let scoreSum = 0 < judged ? max(-1000 * judged, min(nextSigned(), 1000 * judged)) : 0
    let squareSum =
      1 < judged
      ? max(0, min(Int64(truncatingIfNeeded: next()), 1_000_000 * judged)) : scoreSum * scoreSum
    return Voice(
      author: author, scoreSum: scoreSum, scoreSquareSum: squareSum, cell: cell, posts: Int32(posts),
      judged: Int32(judged))
  }
}

extension SegmentBytes {
  /// Appends a voice whose cell is `step` behind the one before, without its author.
  mutating func append(_ voice: Voice, step: Int32) {
    let isPlain = voice.posts == 1 && voice.judged == 1
    append(UInt64(step) << 1 | (isPlain ? 0 : 1))
    if isPlain { return append(signed: voice.scoreSum) }
    append(voice)
  }

  /// Appends a voice without its author and cell.
  mutating func append(_ voice: Voice) {
    append(UInt64(voice.posts))
    append(UInt64(voice.judged))
    if 0 < voice.judged { append(signed: voice.scoreSum) }
    if 1 < voice.judged { append(UInt64(voice.scoreSquareSum)) }
  }
}

extension [Voice] {
  /// Sorts by author and cell, many voices in a time that grows with their number alone.
  ///
  /// Authors are random numbers: after two passes over their first 16 bits, few stand in a wrong place.
  mutating func sortByAuthor() {
    guard 1 << 10 < count else { return sort(by: Voice.precedes) }
    withUnsafeMutableBufferPointer { voices in
      let spare = UnsafeMutableBufferPointer<Voice>.allocate(capacity: voices.count)
      defer { spare.deallocate() }
      Self.distribute(voices, into: spare, by: 48)
      Self.distribute(spare, into: voices, by: 56)
      var start = 0
      while start < voices.count {
        let first = voices[start].range(bits: 16)
        var end = start + 1
        while end < voices.count, voices[end].range(bits: 16) == first { end += 1 }
        if start + 1 < end {
          var part = UnsafeMutableBufferPointer(rebasing: voices[start..<end])
          part.sort(by: Voice.precedes)
        }
        start = end
      }
    }
  }

  /// Puts the voices in the order of eight bits of their authors, from the bit `shift` on, and in their own order
  /// where those are equal.
  private static func distribute(
    _ voices: UnsafeMutableBufferPointer<Voice>, into sorted: UnsafeMutableBufferPointer<Voice>, by shift: UInt64
  ) {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { places in
      places.initialize(repeating: 0)
      for voice in voices { places[Int(truncatingIfNeeded: voice.rank >> shift) & 0xFF] += 1 }
      var place = 0
      for digit in 0..<256 {
        let count = places[digit]
        places[digit] = place
        place += count
      }
      for voice in voices {
        let digit = Int(truncatingIfNeeded: voice.rank >> shift) & 0xFF
        sorted.initializeElement(at: places[digit], to: voice)
        places[digit] += 1
      }
    }
  }
}
