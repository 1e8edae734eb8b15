import Glibc
import HearsayArchive
import HearsayCore
import Testing

/// Writes files into a fresh folder that is removed again, and reads archives the way the runner does.
final class ArchiveFixture {
  /// The folder.
  let path: String

  init() throws {
    var template = Array("/tmp/hearsay-archive-XXXXXX".utf8CString)
    let made: String? = template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress, mkdtemp(start) != nil else { return nil }
      return String(cString: start)
    }
    path = try #require(made)
  }

  deinit { Self.run("rm", "-rf", path) }

  /// Writes a file, with the folders above it, and returns its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = "\(path)/\(name)"
    if let slash = file.lastIndex(of: "/") { Self.run("mkdir", "-p", String(file[..<slash])) }
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    try #require(0 <= descriptor)
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      try #require(0 < count)
      written += count
    }
    return file
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  /// Runs a program in the folder and says whether it went well.
  @discardableResult
  func shell(_ command: String) -> Bool { Self.run("sh", "-c", "cd '\(path)' && \(command)") }

  /// Whether a program is there, for tests that need it to make their samples.
  static func has(_ program: String) -> Bool { run("sh", "-c", "command -v \(program) > /dev/null") }

  @discardableResult
  private static func run(_ arguments: String...) -> Bool {
    var pointers = arguments.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    var identifier = pid_t()
    guard posix_spawnp(&identifier, arguments[0], nil, nil, &pointers, environ) == 0 else { return false }
    var status: Int32 = 0
    waitpid(identifier, &status, 0)
    return status == 0
  }

  /// The bytes of a file.
  func bytes(_ name: String) throws -> [UInt8] {
    let descriptor = open("\(path)/\(name)", O_RDONLY)
    try #require(0 <= descriptor)
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard 0 < count else { return bytes }
      bytes += buffer[..<count]
    }
  }
}

/// What came out of some paths, in words that are easy to compare.
struct Reading {
  /// One for each source.
  struct Source {
    let name: String
    let format: String
    let fingerprint: String?
    var posts: [Post] = []
    /// `post`, `skipped <reason>` or `failed <code>`, in order.
    var outcomes: [String] = []
    /// What is said of the records that failed.
    var messages: [String] = []
    var places: [RecordPlace] = []
  }

  var sources: [Source] = []
  /// What must not be, in any reading: empty where all is well.
  var wrongs: [String] = []

  var posts: [Post] { sources.flatMap(\.posts) }
  var texts: [String] { posts.map(\.rawText.string) }
  var outcomes: [String] { sources.flatMap(\.outcomes) }
  var messages: [String] { sources.flatMap(\.messages) }
  /// The outcomes that are no posts.
  var exceptions: [String] { outcomes.filter { $0 != "post" } }

  /// Reads everything in `paths`, checking on the way what must hold for every reading.
  init(_ paths: String..., format: String? = nil, from startRecord: Int64 = 1) throws {
    read(try ArchiveOpener(inputFormat: format).sources(for: paths), from: startRecord)
    #expect(wrongs == [])
  }

  /// Reads a file that lies in memory; what is wrong stands in `wrongs`.
  init(in bytes: [UInt8], named name: String, format: String? = nil, from startRecord: Int64 = 1) throws {
    read(try ArchiveOpener(inputFormat: format).sources(in: bytes, named: name), from: startRecord)
  }

  private mutating func read(_ archives: ArchiveSources, from startRecord: Int64) {
    let parser = JSONParser()
    for source in archives {
      var result = Source(name: source.name, format: source.formatName, fingerprint: source.fingerprint)
      var cursor = source.chunks(startingAtRecord: startRecord)
      var nextRecord = startRecord
      while let chunk = cursor.next() {
        if chunk.firstRecord != nextRecord { wrongs.append("chunks do not follow each other") }
        nextRecord = chunk.nextRecord
        let batch = chunk.posts(using: parser)
        let numbers = Set(batch.items.map(\.place.number))
        if numbers != Set(chunk.firstRecord..<chunk.nextRecord) { wrongs.append("a record is no item") }
        if Set(batch.items.map(\.place)).count != batch.items.count { wrongs.append("two items share a place") }
        result.add(batch)
        if batch.postCount != batch.items.count(where: { if case .post = $0.outcome { true } else { false } }) {
          wrongs.append("a post is no item")
        }
      }
      for post in result.posts where !post.fieldsAreText { wrongs.append("a field of a post is not UTF-8") }
      sources.append(result)
    }
  }
}

extension Post {
  /// Whether all that the post says is UTF-8.
  fileprivate var fieldsAreText: Bool {
    PostRecord.Field.allCases.allSatisfy { name in
      field(name).map { String(validating: $0.bytes, as: UTF8.self) != nil } ?? true
    }
  }
}

extension Reading.Source {
  mutating func add(_ batch: PostBatch) {
    for item in batch.items {
      places.append(item.place)
      switch item.outcome {
      case .post(let index):
        outcomes.append("post")
        posts.append(batch[index])
      case .skipped(let reason): outcomes.append("skipped \(reason)")
      case .failed(let problem):
        outcomes.append("failed \(problem.code)")
        messages.append(problem.message)
      }
    }
  }
}

extension Post {
  /// A field as a string, or nil.
  func text(_ field: PostRecord.Field) -> String? { self.field(field)?.string }
}
