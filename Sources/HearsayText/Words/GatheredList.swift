/// A list of plain values while it is made.
///
/// They gather in a small piece of memory, from which the array is made: an array that grows by one element at a time
/// is asked for each of them whether it has the room, and whether somebody else shares it.
@usableFromInline package struct GatheredList<Element> {
  /// So many elements gather, which take a kilobyte.
  @inlinable package static var gatheredMost: Int { 1024 / MemoryLayout<Element>.stride }

  @usableFromInline let memory: UnsafeMutableBufferPointer<Element>
  @usableFromInline var gatheredCount: Int
  @usableFromInline var finished: [Element]

  /// A list that gathers elements in `memory`, which has room for one at least, as long as that lasts.
  @inlinable
  package init(_ memory: UnsafeMutableBufferPointer<Element>) {
    self.memory = memory
    gatheredCount = 0
    finished = []
  }

  /// Whether the next element needs the array.
  @inlinable package var isFull: Bool { gatheredCount == memory.count }

  /// Adds an element.
  @inlinable @inline(__always)
  package mutating func append(_ element: Element) {
    if isFull { flush() }
    memory.initializeElement(at: gatheredCount, to: element)
    gatheredCount &+= 1
  }

  /// All elements.
  @inlinable
  package mutating func all() -> [Element] {
    // Most lists need no more than the one array, as large as they are.
    if finished.isEmpty { return Array(UnsafeBufferPointer(rebasing: memory[..<gatheredCount])) }
    flush()
    return finished
  }

  /// Calls `body` with all elements.
  @inlinable
  package mutating func withAll<Result>(_ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
    if finished.isEmpty { return body(UnsafeBufferPointer(rebasing: memory[..<gatheredCount])) }
    flush()
    return finished.withUnsafeBufferPointer(body)
  }

  /// Takes what was gathered into the array, and makes room for more: there will be `expectedCount` elements in all.
  ///
  /// The array is made once, rather than grown and copied again and again.
  @inlinable @inline(never)
  package mutating func flush(expecting expectedCount: Int) {
    if finished.isEmpty { finished.reserveCapacity(expectedCount) }
    flush()
  }

  @inlinable
  mutating func flush() {
    finished.append(contentsOf: UnsafeBufferPointer(rebasing: memory[..<gatheredCount]))
    gatheredCount = 0
  }
}

extension Array {
  /// The elements that `body` adds, which are plain values.
  @inlinable
  package init(gathering body: (inout GatheredList<Element>) -> Void) {
    self = withUnsafeTemporaryAllocation(of: Element.self, capacity: GatheredList<Element>.gatheredMost) { memory in
      var list = GatheredList(memory)
      body(&list)
      return list.all()
    }
  }
}
