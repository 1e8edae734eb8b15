import HearsayCore
import HearsayFiles
import HearsayText

/// Compiled lexicons in a file, so that a program starts in milliseconds.
///
/// A snapshot counts only for the program that wrote it and for files that have not changed since: their names, sizes,
/// inodes and times are those that it says, and all are older than the snapshot by a second at least, so that a change
/// within the resolution of the clock is not missed. It consists of parts, each with a checksum that is looked at
/// before the part is read; what is damaged is compiled anew. It is replaced in one step, so that programs that start
/// at the same time see the old or the new one, and nobody writes into one that others use.
struct LexiconSnapshot: Sendable {
  /// What all languages share.
  static let shared = "shared"
  /// What editions are compared by.
  static let entryDigests = "digests"
  /// What serves languages without lexicons of their own.
  static let uncovered = "uncovered"
  private static let title = "hearsay compiled lexicons\n"
  private static let tailByteCount = 16

  /// The file.
  private let memory: FrozenMemory
  private let parts: [String: (range: Range<Int>, checksum: Int)]

  /// The snapshot at `path`; nil where there is none that counts for `key`.
  init?(_ path: String, for key: LexiconStamps) {
    guard let file = MappedFile(path), key.isOlder(than: file.written) else { return nil }
    do throws(SnapshotReader.Damage) {
      // The head stands behind the parts, and its size and checksum behind it.
      let end = file.memory.count - Self.tailByteCount
      guard 0 <= end else { return nil }
      var reader = SnapshotReader(UnsafeRawBufferPointer(rebasing: file.memory[end...]))
      let head = UnsafeRawBufferPointer(rebasing: file.memory[(end - (try reader.number(in: 0...end)))..<end])
      guard try reader.number() == SnapshotChecksum.of(head) else { return nil }
      reader = SnapshotReader(head)
      guard try reader.text() == Self.title, try reader.text() == key.text else { return nil }
      var parts: [String: (range: Range<Int>, checksum: Int)] = [:]
      var start = 0
      for _ in 0..<(try reader.number(in: 0...1000)) {
        let name = try reader.text()
        let next = start + (try reader.number(in: 0...(end - start)))
        parts[name] = (start..<next, try reader.number())
        start = next
      }
      self.parts = parts
    } catch { return nil }
    memory = FrozenMemory(file.memory, of: file)
  }

  /// The names of the parts, in order.
  var names: [String] { parts.keys.sorted() }

  /// What `body` reads from a part; nil where it is damaged, or there is none.
  ///
  /// Frozen arrays stay where they are in the file.
  func read<Value>(
    _ name: String, _ body: (inout SnapshotReader) throws(SnapshotReader.Damage) -> Value
  ) -> Value? {
    guard let part = parts[name] else { return nil }
    guard SnapshotChecksum.of(UnsafeRawBufferPointer(rebasing: memory.bytes[part.range])) == part.checksum else {
      return nil
    }
    var reader = SnapshotReader(memory, part.range)
    do throws(SnapshotReader.Damage) { return try body(&reader) } catch { return nil }
  }

  /// What the entries of all lexicons decide; nil where the part is damaged.
  var digests: [LexiconDigest]? {
    read(Self.entryDigests) { (reader) throws(SnapshotReader.Damage) in
      var digests: [LexiconDigest] = []
      for _ in 0..<(try reader.number(in: 0...Int(UInt16.max))) { digests.append(try LexiconDigest(from: &reader)) }
      return digests
    }
  }

  /// Writes parts with the given names to `path`, each when `content` has made it.
  ///
  /// A snapshot that cannot be written is none: the next start compiles again.
  static func write(
    _ names: [String], for key: LexiconStamps, to path: String, content: (String) -> SnapshotWriter
  ) {
    guard let draft = FileDraft(of: path) else { return }
    var head = SnapshotWriter()
    head.write(title)
    head.write(key.text)
    head.write(names.count)
    for name in names {
      var content = content(name)
      content.align()
      let bytes = content.bytes
      head.write(name)
      head.write(bytes.count)
      head.write(bytes.withUnsafeBytes(SnapshotChecksum.of))
      guard draft.append(bytes) else { return }
    }
    var tail = SnapshotWriter()
    tail.write(head.bytes.count)
    tail.write(head.bytes.withUnsafeBytes(SnapshotChecksum.of))
    if draft.append(head.bytes + tail.bytes) { draft.publish() }
  }
}

/// Tells bytes from the same bytes with damage.
enum SnapshotChecksum {
  /// The checksum of `memory`: every word is multiplied into one of four lanes, so that one changed bit changes it.
  static func of(_ memory: UnsafeRawBufferPointer) -> Int {
    let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
    var lanes = SIMD4<UInt64>(1, 2, 3, 4)
    let wordCount = memory.count / 8
    var word = 0
    while word + 4 <= wordCount {
      for lane in 0..<4 {
        let next = memory.loadUnaligned(fromByteOffset: 8 * (word + lane), as: UInt64.self)
        let mixed = (lanes[lane] ^ next) &* prime
        lanes[lane] = mixed ^ mixed >> 29
      }
      word += 4
    }
    var sum = UInt64(memory.count)
    for lane in 0..<4 { sum = (sum ^ lanes[lane]) &* prime ^ sum >> 31 }
    for place in 8 * word..<memory.count { sum = (sum ^ UInt64(memory[place])) &* prime ^ sum >> 31 }
    return Int(truncatingIfNeeded: sum)
  }
}
