import Foundation
import Hearsay

/// Measures how fast each format is read, by one thread and without any stage.
///
/// Files are repeated up to a size at which starting costs nothing; without any, the samples of the tests are, whose
/// records are far shorter than real ones, and partly broken:
///
///     swift run -c release ReadingSpeed [FILE…]
@main
enum ReadingSpeed {
  private static let byteCount = 64 << 20
  /// A file of this kind, repeated, is still one: lines, rows, and values of JSON in a row.
  private static let extensions: Set<String> = ["json", "jsonl", "ndjson", "csv", "tsv"]

  static func main() throws {
    let archive = "\(NSTemporaryDirectory())hearsay-reading-speed"
    defer { try? FileManager.default.removeItem(atPath: archive) }
    print("| file | format | MB/s of processor time | posts a second |\n| --- | --- | ---: | ---: |")
    let named = Array(CommandLine.arguments.dropFirst())
    for path in named.isEmpty ? try samples() : named {
      try repeated(path).write(to: URL(fileURLWithPath: archive))
      let (format, seconds, postCount) = try measure(archive)
      let megabytes = Int(Double(byteCount) / 1_000_000 / seconds)
      let name = path.split(separator: "/").suffix(2).joined(separator: "/")
      print("| \(name) | \(format) | \(megabytes) | \(Int(Double(postCount) / seconds)) |")
    }
  }

  private static func samples() throws -> [String] {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let folder = "\(root)/Tests/HearsayArchiveTests/Samples"
    return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      .filter { extensions.contains(String($0.split(separator: ".").last ?? "")) }.map { "\(folder)/\($0)" }
  }

  /// The content of a file, as often as it takes.
  private static func repeated(_ path: String) throws -> Data {
    var content = try Data(contentsOf: URL(fileURLWithPath: path))
    content.append(0x0A)
    var all = Data(capacity: byteCount + content.count)
    while all.count < byteCount { all.append(content) }
    return all
  }

  private static func measure(_ path: String) throws -> (format: String, seconds: Double, postCount: Int) {
    let parser = JSONParser()
    let start = processorSeconds()
    var postCount = 0
    var format = ""
    for source in try ArchiveOpener().sources(for: [path]) {
      format = source.formatName
      var cursor = source.chunks()
      while let chunk = cursor.next() { postCount += chunk.posts(using: parser).postCount }
    }
    guard 0 < postCount else { fatalError("no posts were read as \(format)") }
    return (format, processorSeconds() - start, postCount)
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
