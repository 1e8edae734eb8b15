/// Reads what a `SnapshotWriter` wrote.
///
/// The memory must stay as it is while a reader is used; what it gives are copies, but for frozen arrays, which lie
/// in memory that they keep.
package struct SnapshotReader {
  /// The bytes are not what the reader was asked for.
  package struct Damage: Error {
    /// The bytes are damaged.
    package init() {}
  }

  private var rest: Slice<UnsafeRawBufferPointer>
  private let memory: FrozenMemory?

  /// A reader of `bytes`, which hold no frozen arrays.
  package init(_ bytes: UnsafeRawBufferPointer) { (rest, memory) = (bytes[...], nil) }

  /// A reader of the bytes of `range` in `memory`, which begins at a multiple of `SnapshotWriter.alignment`.
  package init(_ memory: FrozenMemory, _ range: Range<Int>) {
    rest = UnsafeRawBufferPointer(rebasing: memory.bytes[range])[...]
    self.memory = memory
  }

  /// The next number.
  package mutating func number() throws(Damage) -> Int {
    let bytes = try take(MemoryLayout<Int64>.size)
    return Int(Int64(littleEndian: bytes.loadUnaligned(as: Int64.self)))
  }

  /// The next number, which must lie in `range`.
  package mutating func number(in range: ClosedRange<Int>) throws(Damage) -> Int {
    let number = try number()
    guard range.contains(number) else { throw Damage() }
    return number
  }

  /// The next text.
  package mutating func text() throws(Damage) -> String {
    String(decoding: try elements(of: UInt8.self), as: UTF8.self)
  }

  /// The next elements.
  package mutating func elements<Element: BitwiseCopyable>(of type: Element.Type) throws(Damage) -> [Element] {
    let count = try number(in: 0...rest.count)
    let bytes = try take(count, of: type)
    return [Element](unsafeUninitializedCapacity: count) { memory, initialized in
      UnsafeMutableRawBufferPointer(memory).copyMemory(from: bytes)
      initialized = count
    }
  }

  /// The next elements, where they are.
  package mutating func frozen<Element: BitwiseCopyable>(of type: Element.Type) throws(Damage) -> FrozenArray<Element> {
    let count = try number(in: 0...rest.count)
    _ = try take(SnapshotWriter.gap(at: rest.startIndex))
    let bytes = try take(count, of: type)
    guard let memory else { throw Damage() }
    return FrozenArray(bytes.bindMemory(to: type), in: memory)
  }

  private mutating func take<Element>(_ count: Int, of type: Element.Type) throws(Damage) -> UnsafeRawBufferPointer {
    let (byteCount, isTooLarge) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard !isTooLarge else { throw Damage() }
    return try take(byteCount)
  }

  /// The next of the cases of a type; nil where there is none.
  package mutating func value<Case: CaseIterable>(of type: Case.Type) throws(Damage) -> Case? {
    let number = try number(in: -1...Case.allCases.count - 1)
    return number < 0 ? nil : Case.allCases[Case.allCases.index(Case.allCases.startIndex, offsetBy: number)]
  }

  /// The next numbers by name.
  package mutating func numbers() throws(Damage) -> [String: Int] {
    var numbers: [String: Int] = [:]
    for _ in 0..<(try number(in: 0...rest.count)) {
      let name = try text()
      numbers[name] = try number()
    }
    return numbers
  }

  private mutating func take(_ count: Int) throws(Damage) -> UnsafeRawBufferPointer {
    guard 0 <= count, count <= rest.count else { throw Damage() }
    let bytes = UnsafeRawBufferPointer(rebasing: rest.prefix(count))
    rest = rest.dropFirst(count)
    return bytes
  }
}
