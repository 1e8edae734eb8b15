/// Reads what a `SnapshotWriter` wrote.
///
/// The memory must stay as it is while a reader is used; what it gives are copies.
package struct SnapshotReader {
  /// The bytes are not what the reader was asked for.
  package struct Damage: Error {
    /// The bytes are damaged.
    package init() {}
  }

  private var rest: Slice<UnsafeRawBufferPointer>

  /// A reader of `memory`.
  package init(_ memory: UnsafeRawBufferPointer) { rest = memory[...] }

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
    let (byteCount, isTooLarge) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard !isTooLarge else { throw Damage() }
    let bytes = try take(byteCount)
    return [Element](unsafeUninitializedCapacity: count) { memory, initialized in
      UnsafeMutableRawBufferPointer(memory).copyMemory(from: bytes)
      initialized = count
    }
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
