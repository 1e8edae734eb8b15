import Glibc
import HearsayCore
import HearsayMarkup

/// The members of a zip or tar, one after the other.
final class ContainerWalk {
  /// What is found in an archive.
  enum Found {
    case member(OpenedFile)
    case broken(name: String, RecordProblem)
  }

  private let container: OpenedFile
  private let reader: LibArchiveReader
  private var isAtEnd = false
  /// Told behind the last member: a zip that was cut between two members, or in its directory, reads like a whole one.
  private var problemAtEnd: RecordProblem?

  /// Walks through the members of `container`, whose bytes begin with the head of `headed`.
  init(_ container: OpenedFile, _ headed: HeadedStream) {
    self.container = container
    if let file = container.stream as? FileStream, file.isSeekable {
      if ContentKind(headed.head) == .zip, !Self.hasDirectoryEnd(file) {
        problemAtEnd = RecordProblem(
          .archiveTruncated, "the archive ends early: the directory at its end is not there, nor may members be")
      }
      _ = file.seek(to: 0, from: SEEK_SET)
      file.meter.byteCount = 0
      reader = LibArchiveReader(file, shape: .container)
    } else {
      reader = LibArchiveReader(headed, shape: .container)
    }
  }

  /// The next member that is a file; nil at the end.
  func next() -> Found? {
    while !isAtEnd {
      do throws(RecordProblem) {
        guard let member = try reader.nextMember() else { break }
        if member.isPlainFile, let found = look(at: member) { return found }
      } catch {
        isAtEnd = true
        problemAtEnd = nil
        return .broken(name: container.name, error)
      }
    }
    isAtEnd = true
    defer { problemAtEnd = nil }
    return reader.isEndTold ? nil : problemAtEnd.map { .broken(name: container.name, $0) }
  }

  /// Whether the end of a zip's directory stands where it must: behind it comes a comment of at most 64 KB.
  private static func hasDirectoryEnd(_ file: FileStream) -> Bool {
    let most: Int64 = 22 + 65_535
    guard let end = file.seek(to: 0, from: SEEK_END), file.seek(to: max(0, end - most), from: SEEK_SET) != nil else {
      return true
    }
    let tail = file.readAll(atMost: Int(most)).bytes
    return tail.withUnsafeBytes { ByteSearch.first("PK\u{5}\u{6}", in: $0, from: 0) != nil }
  }

  private func look(at member: LibArchiveReader.Member) -> Found? {
    let parts = member.name.split { $0 == "/" || $0 == "\\" }
    if parts.contains("..") {
      // Nothing is written to disk, so such a name does no harm here; but nobody gives a file such a name in
      // good faith, and the name goes into reports.
      let problem = RecordProblem(.archiveUnsafePath, "a member's name points outside the archive; it was not read")
      return .broken(name: "\(container.name)/\(parts.filter { $0 != ".." }.joined(separator: "/"))", problem)
    }
    if parts.contains(where: { FolderListing.isHidden(String($0)) && $0 != "." }) { return nil }
    let stream = GuardedStream(MemberStream(reader), meter: container.meter)
    return .member(OpenedFile(member: member, number: reader.memberNumber, stream: stream, of: container))
  }
}
