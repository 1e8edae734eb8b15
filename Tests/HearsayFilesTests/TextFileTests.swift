import Glibc
import HearsayCore
import Testing

@testable import HearsayFiles

struct `Text files` {
  /// Runs `body` with the path of a fresh folder, which is removed afterwards with what stands directly in it.
  private func inFreshFolder(_ body: (String) throws -> Void) throws {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/hearsay-XXXXXX".utf8CString)
    let path = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer {
      for name in allNames(in: path) where name != "." && name != ".." {
        if unlink("\(path)/\(name)") != 0 { rmdir("\(path)/\(name)") }
      }
      rmdir(path)
    }
    try body(path)
  }

  private func allNames(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names
  }

  private func code(_ body: () throws(Diagnostics) -> Void) -> [DiagnosticCode] {
    do throws(Diagnostics) {
      try body()
      return []
    } catch { return error.all.map(\.code) }
  }

  @Test(arguments: [0, 1, 100_000])
  func `come back as they were written`(_ count: Int) throws {
    try inFreshFolder { folder in
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try TextFile.write(bytes, to: "\(folder)/a.txt")
      #expect(try TextFile.bytes(at: "\(folder)/a.txt") == bytes)
      #expect(TextFile.exists("\(folder)/a.txt") && !TextFile.exists("\(folder)/b.txt"))
    }
  }

  @Test func `are replaced in one step, leaving no draft`() throws {
    try inFreshFolder { folder in
      try TextFile.write(Array("long content".utf8), to: "\(folder)/a.txt")
      try TextFile.write(Array("short".utf8), to: "\(folder)/a.txt")
      #expect(try TextFile.bytes(at: "\(folder)/a.txt") == Array("short".utf8))
      #expect(TextFile.names(in: folder) == ["a.txt"])
    }
  }

  @Test func `are listed in code point order, without hidden ones`() throws {
    try inFreshFolder { folder in
      for name in ["b", "a", "Z", "ä", ".hidden", "a-b", "é"] { try TextFile.write([], to: "\(folder)/\(name)") }
      #expect(TextFile.names(in: folder) == ["Z", "a", "a-b", "b", "ä", "é"])
      #expect(TextFile.names(in: "\(folder)/nowhere") == nil && TextFile.names(in: "\(folder)/a") == nil)
    }
  }

  @Test func `that cannot be read or written are reported with their names`() throws {
    try inFreshFolder { folder in
      #expect(code { () throws(Diagnostics) in _ = try TextFile.bytes(at: "\(folder)/absent") } == [.fileUnreadable])
      #expect(code { () throws(Diagnostics) in _ = try TextFile.bytes(at: folder) } == [.fileUnreadable])
      #expect(code { () throws(Diagnostics) in try TextFile.write([1], to: "\(folder)/no/where") } == [.fileUnwritable])
      do throws(Diagnostics) { _ = try TextFile.bytes(at: "absent.yaml") } catch {
        #expect(error.all.map(\.message) == ["cannot read \"absent.yaml\": No such file or directory"])
      }
    }
  }

  @Test func `beyond the limit are refused unread`() throws {
    try inFreshFolder { folder in
      let path = "\(folder)/large.tsv"
      try TextFile.write([], to: path)
      #expect(truncate(path, TextFile.byteCountMost + 1) == 0)
      #expect(code { () throws(Diagnostics) in _ = try TextFile.bytes(at: path) } == [.fileTooLarge])
    }
  }
}
