/// A list of plain values that lasts no longer than a call: in a kilobyte of the stack, or, where that is too small, in
/// memory of its own.
@usableFromInline package struct ScratchList<Element: BitwiseCopyable>: ~Copyable {
  /// So many elements need no memory of their own.
  @inlinable package static var shortMost: Int { 1024 / MemoryLayout<Element>.stride }

  @usableFromInline var memory: UnsafeMutableBufferPointer<Element>
  @usableFromInline var isOwner = false
  /// How many elements there are.
  @usableFromInline package private(set) var count = 0

  @inlinable
  init(_ memory: UnsafeMutableBufferPointer<Element>) { self.memory = memory }

  @inlinable
  deinit { if isOwner { memory.deallocate() } }

  /// Calls `body` with an empty list.
  @inlinable @inline(__always)
  package static func withMemory<Result>(_ body: (inout ScratchList) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: Element.self, capacity: shortMost) { memory in
      var list = ScratchList(memory)
      return body(&list)
    }
  }

  /// The elements, valid until the list changes.
  @inlinable @inline(__always)
  package var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(rebasing: memory[..<count]) }

  /// Adds an element.
  @inlinable @inline(__always)
  package mutating func append(_ element: Element) {
    if count == memory.count { grow() }
    memory.initializeElement(at: count, to: element)
    count &+= 1
  }

  @inlinable @inline(never)
  mutating func grow() {
    let larger = UnsafeMutableBufferPointer<Element>.allocate(capacity: 2 * memory.count)
    _ = larger.initialize(from: elements)
    if isOwner { memory.deallocate() }
    (memory, isOwner) = (larger, true)
  }

  /// Takes all elements away.
  @inlinable @inline(__always)
  package mutating func removeAll() { count = 0 }

  /// Takes the elements from `first` on away for which `isUnwanted` holds.
  @inlinable @inline(__always)
  package mutating func removeAll(from first: Int, where isUnwanted: (Element) -> Bool) {
    var place = first
    for index in first..<count where !isUnwanted(memory[index]) {
      memory[place] = memory[index]
      place += 1
    }
    count = place
  }
}
