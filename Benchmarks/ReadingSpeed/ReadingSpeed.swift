import Foundation
import HearsayArchive

/// Measures how fast each format is read, by one thread and without any stage.
///
/// Files of lines, rows, elements or values of JSON are repeated up to a size at which starting costs nothing; pages of
/// HTML are opened again and again instead. Where no file is named, the samples of the tests are read, whose records
/// are far shorter than real ones, and partly broken. Of several rounds the fastest counts, for a machine that does
/// other work too takes time from some of them:
///
///     swift run -c release ReadingSpeed [FILE…]
@main
enum ReadingSpeed {
  private static let byteCount = 24 << 20
  private static let roundCount = 5
  /// A sample of these formats, repeated, is still one: lines, rows, and values of JSON in a row.
  private static let extensions: Set<String> = ["json", "jsonl", "ndjson", "csv", "tsv", "js"]

  /// Where the records of XML begin and end; what stands between is repeated, and what stands around is not.
  private static let elements = [
    ("<row ", "/>"), ("<item", "</item>"), ("<entry", "</entry>"), ("<a:entry", "</a:entry>"),
  ]
  /// Where the posts of pages among the samples begin and end; they are repeated up to the size of a real page.
  private static let bodies: [String: (start: String, end: String)] = [
    "telegram-html/messages.html": ("     <div class=\"message default", "   </div></div>\n  </div>"),
    "forum-html/smf-1.1.html": ("<tr class=\"n7\">", "</table></form>"),
    "forum-html/phpbb-prosilver.html": ("<div id=\"p501\"", "</body>"),
  ]
  private static let pageByteCount = 256 << 10

  static func main() throws {
    let archive = "\(NSTemporaryDirectory())hearsay-reading-speed"
    defer { try? FileManager.default.removeItem(atPath: archive) }
    print("| file | format | MB/s of processor time | posts a second |\n| --- | --- | ---: | ---: |")
    var failureCount = 0
    let named = Array(CommandLine.arguments.dropFirst())
    for path in named.isEmpty ? try samples() : named {
      let name = path.split(separator: "/").suffix(2).joined(separator: "/")
      do {
        let content = try repeated(path, bodies[name])
        try content.write(to: URL(fileURLWithPath: archive))
        let turns = max(1, byteCount / max(1, content.count))
        let rounds = try (0..<roundCount).map { _ in try measure(archive, turns: turns) }
        guard let (format, seconds, postCount) = rounds.min(by: { $0.seconds < $1.seconds }) else { continue }
        let megabytes = Int(Double(content.count * turns) / 1_000_000 / seconds)
        print("| \(name) | \(format) | \(megabytes) | \(Int(Double(postCount) / seconds)) |")
      } catch {
        failureCount += 1
        FileHandle.standardError.write(Data("ReadingSpeed: \(path): \(error)\n".utf8))
      }
    }
    if 0 < failureCount { exit(1) }
  }

  /// Why a file cannot be measured.
  private struct Unmeasurable: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
  }

  private static func samples() throws -> [String] {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let folder = "\(root)/Tests/HearsayArchiveTests/Samples"
    return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      .filter {
        let ending = String($0.split(separator: ".").last ?? "")
        return bodies[$0] != nil || extensions.contains(ending) || ending == "xml" && !$0.contains("utf-16")
      }
      .map { "\(folder)/\($0)" }
  }

  /// The content of a file, or its records, as often as it takes.
  private static func repeated(_ path: String, _ body: (start: String, end: String)?) throws -> Data {
    var content = try Data(contentsOf: URL(fileURLWithPath: path))
    if let body {
      guard let start = content.range(of: Data(body.start.utf8))?.lowerBound,
        let end = content.range(of: Data(body.end.utf8), in: start..<content.endIndex)?.lowerBound
      else { throw Unmeasurable("its posts do not begin and end as they did") }
      return around(content, start..<end, upTo: pageByteCount)
    }
    if extensions.contains(path.split(separator: ".").last.map(String.init) ?? "") {
      // A byte order mark stands at the beginning only.
      switch content.prefix(2) {
      case Data([0xFF, 0xFE]):
        content.append(contentsOf: [0x0A, 0])
        return around(content, content.startIndex + 2..<content.endIndex, upTo: byteCount)
      case Data([0xFE, 0xFF]):
        content.append(contentsOf: [0, 0x0A])
        return around(content, content.startIndex + 2..<content.endIndex, upTo: byteCount)
      default: content.append(0x0A)
      }
      return around(content, content.startIndex..<content.endIndex, upTo: byteCount)
    }
    for (start, end) in elements {
      guard let first = content.range(of: Data(start.utf8)),
        let last = content.range(of: Data(end.utf8), options: .backwards)
      else { continue }
      return around(content, first.lowerBound..<last.upperBound, upTo: byteCount)
    }
    return content
  }

  /// The content with `body` as often in it as it takes.
  private static func around(_ content: Data, _ body: Range<Data.Index>, upTo byteCount: Int) -> Data {
    var all = Data(capacity: byteCount + content.count)
    all.append(content[..<body.lowerBound])
    while all.count < byteCount { all.append(content[body]) }
    all.append(content[body.upperBound...])
    return all
  }

  private static func measure(
    _ path: String, turns: Int
  ) throws -> (format: String, seconds: Double, postCount: Int) {
    let parser = JSONParser()
    let start = processorSeconds()
    var postCount = 0
    var format = ""
    for _ in 0..<turns {
      for source in try ArchiveOpener().sources(for: [path]) {
        format = source.formatName
        var cursor = source.chunks()
        while let chunk = cursor.next() { postCount += chunk.posts(using: parser).postCount }
      }
    }
    guard 0 < postCount else {
      throw Unmeasurable(format.isEmpty ? "not of a known format" : "no posts were read as \(format)")
    }
    return (format, processorSeconds() - start, postCount)
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
