import Foundation
import HearsayArchive
import HearsayCore
import HearsayTestSupport
import Testing

/// Real files, each cut off at places that a seed names.
@Suite(.enabled(if: RealFiles.folder != nil, "skipped: there is no folder of real archives beside the checkout"))
struct `Real files that are cut off` {
  /// The files, by their paths below the folder.
  private static let files: [String] = {
    guard let folder = RealFiles.folder, let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
      return []
    }
    return names.filter { $0.contains("/") && !$0.hasSuffix("SOURCES.md") }.sorted()
  }()

  @Test(arguments: files)
  func `are read as far as they go`(_ file: String) throws {
    let bytes = try readBytes("\(try #require(RealFiles.folder))/\(file)")
    var random = SeededGenerator(seed: 11)
    // What is read of all cuts together is bounded, so that large files do not take minutes.
    let cutCount = max(8, min(200, (8 << 20) / max(1, bytes.count)))
    for _ in 0..<cutCount {
      let count = random.number(below: bytes.count + 1)
      let reading = try Reading(in: Array(bytes[..<count]), named: file)
      #expect(reading.wrongs == [], "cut at \(count)")
    }
  }

  @Test func `all have counts that were derived without the readers`() throws {
    let folder = Checkout.path("Tests/HearsayArchiveTests")
    let tables = try names(in: folder).filter { $0.hasPrefix("Real") }.map { try readText("\(folder)/\($0)") }.joined()
    for file in Self.files {
      let name = file.split(separator: "/").last ?? ""
      let stem = name.prefix { $0 != "." }
      #expect(
        tables.contains("\(file)\"") || tables.contains("\"\(name)\"") || tables.contains("\"\(stem)\""), "\(file)")
    }
  }
}
