import Foundation
import Hearsay

/// Measures how fast each format is read, by one thread and without any stage.
///
/// Files of lines, rows or values of JSON are repeated up to a size at which starting costs nothing; without any, the
/// samples of the tests are, whose records are far shorter than real ones, and partly broken:
///
///     swift run -c release ReadingSpeed [FILE…]
@main
enum ReadingSpeed {
  private static let byteCount = 64 << 20
  /// A sample of these formats, repeated, is still one: lines, rows, and values of JSON in a row.
  private static let extensions: Set<String> = ["json", "jsonl", "ndjson", "csv", "tsv"]

  /// Where the posts of other samples begin and end; what stands between is repeated, and what stands around is not.
  private static let bodies: [String: (start: String, end: String)] = [
    "stack-exchange/Posts.xml": ("  <row", "</posts>"), "stack-exchange/Comments.xml": ("  <row", "</comments>"),
    "feed/rss-2.0.xml": ("    <item>", "  </channel>"), "feed/atom.xml": ("  <a:entry>", "</a:feed>"),
    "telegram-html/messages.html": ("     <div class=\"message default", "   </div></div>\n  </div>"),
    "forum-html/smf-1.1.html": ("<tr class=\"n7\">", "</table></form>"),
    "forum-html/phpbb-prosilver.html": ("<div id=\"p501\"", "</body>"),
  ]
  /// A page is read as a whole, and may not be longer than 16 MB.
  private static let pageByteCount = 8 << 20

  static func main() throws {
    let archive = "\(NSTemporaryDirectory())hearsay-reading-speed"
    defer { try? FileManager.default.removeItem(atPath: archive) }
    print("| file | format | MB/s of processor time | posts a second |\n| --- | --- | ---: | ---: |")
    let named = Array(CommandLine.arguments.dropFirst())
    for path in named.isEmpty ? try samples() : named {
      let name = path.split(separator: "/").suffix(2).joined(separator: "/")
      let content = try repeated(path, bodies[name])
      try content.write(to: URL(fileURLWithPath: archive))
      let (format, seconds, postCount) = try measure(archive)
      let megabytes = Int(Double(content.count) / 1_000_000 / seconds)
      print("| \(name) | \(format) | \(megabytes) | \(Int(Double(postCount) / seconds)) |")
    }
  }

  private static func samples() throws -> [String] {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let folder = "\(root)/Tests/HearsayArchiveTests/Samples"
    return try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
      .filter { bodies[$0] != nil || extensions.contains(String($0.split(separator: ".").last ?? "")) }
      .map { "\(folder)/\($0)" }
  }

  /// The content of a file, or its body, as often as it takes.
  private static func repeated(_ path: String, _ body: (start: String, end: String)?) throws -> Data {
    var content = try Data(contentsOf: URL(fileURLWithPath: path))
    content.append(0x0A)
    var all = Data(capacity: byteCount + content.count)
    guard let body else {
      while all.count < byteCount { all.append(content) }
      return all
    }
    guard let start = content.range(of: Data(body.start.utf8))?.lowerBound,
      let end = content.range(of: Data(body.end.utf8), in: start..<content.endIndex)?.lowerBound
    else { fatalError("\(path): its posts do not begin and end as they did") }
    all.append(content[..<start])
    let most = path.hasSuffix(".html") ? pageByteCount : byteCount
    while all.count < most { all.append(content[start..<end]) }
    all.append(content[end...])
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
