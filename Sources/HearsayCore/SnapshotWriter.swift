/// Puts values one after the other into bytes that the same program reads again on the same machine.
///
/// Nothing says what a value is: a reader asks for the same sorts of values in the same order.
package struct SnapshotWriter: Sendable {
  /// Frozen arrays begin at a multiple of this many bytes: lines of memory are as long.
  package static let alignment = 64

  /// How many bytes are left free before elements that would begin at `place`.
  static func gap(at place: Int) -> Int { (alignment - place % alignment) % alignment }

  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  /// Nothing yet.
  package init() {}

  /// Writes a number.
  package mutating func write(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes a text.
  package mutating func write(_ text: String) { write(Array(text.utf8)) }

  /// Writes elements that consist of nothing but their own bytes.
  package mutating func write<Element: BitwiseCopyable>(_ elements: [Element]) {
    write(elements.count)
    elements.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// Writes elements so that they can be used where they are.
  package mutating func write<Element>(_ elements: FrozenArray<Element>) {
    write(elements.count)
    align()
    elements.withUnsafeBufferPointer { bytes.append(contentsOf: UnsafeRawBufferPointer($0)) }
  }

  /// Leaves bytes free up to the next multiple of the alignment.
  package mutating func align() { bytes.append(contentsOf: repeatElement(0, count: Self.gap(at: bytes.count))) }

  /// Writes one of the cases of a type, or that there is none.
  package mutating func write<Case: CaseIterable & Equatable>(case value: Case?) {
    write(Case.allCases.enumerated().first { $0.element == value }?.offset ?? -1)
  }

  /// Writes numbers by name.
  package mutating func write(_ numbers: [String: Int]) {
    write(numbers.count)
    for (name, number) in numbers.sorted(by: { $0.key < $1.key }) {
      write(name)
      write(number)
    }
  }
}
