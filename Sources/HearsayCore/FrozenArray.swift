/// Elements side by side that never change, in memory of their own or in memory that others share.
///
/// For the tables of compiled lexicons, which are looked at where they stand in a snapshot.
public struct FrozenArray<Element: BitwiseCopyable & Sendable>: Sendable {
  // As a number, which threads may share.
  @usableFromInline let address: UInt
  /// How many there are.
  public let count: Int
  @usableFromInline let memory: FrozenMemory

  /// `elements`, which lie in `memory`.
  init(_ elements: UnsafeBufferPointer<Element>, in memory: FrozenMemory) {
    (address, count, self.memory) = (UInt(bitPattern: elements.baseAddress), elements.count, memory)
  }

  /// A copy of `elements`.
  public init(_ elements: [Element]) {
    let memory = elements.withUnsafeBytes { FrozenMemory(copying: $0) }
    (address, count, self.memory) = (UInt(bitPattern: memory.bytes.baseAddress), elements.count, memory)
  }

  /// Whether there are none.
  @inlinable public var isEmpty: Bool { count == 0 }

  /// The element with `index`.
  @inlinable @inline(__always)
  public subscript(index: Int) -> Element {
    precondition(0 <= index && index < count, "there is no element \(index) of \(count)")
    return withUnsafeBufferPointer { $0[index] }
  }

  /// Whether `predicate` holds for each of them.
  @inlinable @inline(__always)
  public func allSatisfy(_ predicate: (Element) -> Bool) -> Bool {
    withUnsafeBufferPointer { $0.allSatisfy(predicate) }
  }

  /// Calls `body` with the elements as plain memory.
  @inlinable @inline(__always)
  public func withUnsafeBufferPointer<Result>(_ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
    withExtendedLifetime(memory) {
      body(UnsafeBufferPointer(start: UnsafePointer(bitPattern: address), count: count))
    }
  }
}
