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
    var places: [RecordPlace] = []
  }

  var sources: [Source] = []

  var posts: [Post] { sources.flatMap(\.posts) }
  var texts: [String] { posts.map(\.rawText.string) }
  var outcomes: [String] { sources.flatMap(\.outcomes) }
  /// The outcomes that are no posts.
  var exceptions: [String] { outcomes.filter { $0 != "post" } }

  /// Reads everything in `paths`, checking on the way what must hold for every reading.
  init(_ paths: String..., format: String? = nil, from startRecord: Int64 = 1) throws {
    let parser = JSONParser()
    for source in try ArchiveOpener(inputFormat: format).sources(for: paths) {
      var result = Source(name: source.name, format: source.formatName, fingerprint: source.fingerprint)
      var cursor = source.chunks(startingAtRecord: startRecord)
      var nextRecord = startRecord
      while let chunk = cursor.next() {
        #expect(chunk.firstRecord == nextRecord, "chunks follow each other")
        nextRecord = chunk.nextRecord
        let batch = chunk.posts(using: parser)
        let numbers = Set(batch.items.map(\.place.number))
        #expect(numbers == Set(chunk.firstRecord..<chunk.nextRecord), "every record is an item")
        #expect(Set(batch.items.map(\.place)).count == batch.items.count, "no two items share a place")
        result.add(batch)
      }
      #expect(result.posts.count == result.outcomes.filter { $0 == "post" }.count, "in = posts + skipped + failed")
      sources.append(result)
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
        #expect(String(validating: batch[index].rawText.bytes, as: UTF8.self) != nil, "texts are UTF-8")
      case .skipped(let reason): outcomes.append("skipped \(reason)")
      case .failed(let problem): outcomes.append("failed \(problem.code)")
      }
    }
  }
}

extension Post {
  /// A field as a string, or nil.
  func text(_ field: PostRecord.Field) -> String? { self.field(field)?.string }
}
