import HearsayCore

/// The tokens of a text while they are found.
///
/// They gather in a small piece of memory, which is added to an array when it is full: an array that grows by one
/// token at a time is asked for each of them whether it has the room, and whether somebody else shares it.
struct WordList {
  /// So many tokens gather, which take a kilobyte.
  static let gatheredMost = 32

  private let memory: UnsafeMutableBufferPointer<Word>
  private var gatheredCount = 0
  private var finished: [Word] = []

  /// A list that gathers tokens in `memory`, which has room for one at least, as long as that lasts.
  init(_ memory: UnsafeMutableBufferPointer<Word>) { self.memory = memory }

  /// Adds a token.
  @inline(__always)
  mutating func append(_ word: Word) {
    if gatheredCount == memory.count { flush() }
    memory.initializeElement(at: gatheredCount, to: word)
    gatheredCount &+= 1
  }

  /// All tokens.
  mutating func all() -> [Word] {
    // Most texts need no more than the one array, as large as their tokens.
    if finished.isEmpty { return Array(memory[..<gatheredCount]) }
    flush()
    return finished
  }

  private mutating func flush() {
    finished.append(contentsOf: UnsafeBufferPointer(rebasing: memory[..<gatheredCount]))
    gatheredCount = 0
  }
}
