import Foundation
import HearsayTestSupport
import Testing

/// Archives far larger than what is held of them, made while they are read: none of them is ever stored.
@Suite(.serialized, .timeLimit(.minutes(15)), .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")))
struct `Memory` {
  /// What reading came to, and how many kilobytes the program held at its peak.
  private struct Measured {
    var peak: Int
    var summary: String
  }

  /// Reads what a line of the shell writes.
  private func read(_ generator: String, as format: String) throws -> Measured {
    try withFolder { folder in
      let outcome = try Program.shell(
        """
        { \(generator); } | "$HEARSAY" run "$PIPELINE" - --db a.sqlite --workers 1 --input-format \(format) 2>summary &
        while kill -0 $! 2>/dev/null; do
          # The kernel keeps the peak for as long as the process lives.
          peak=$(awk '$1 == "VmHWM:" { print $2 }' /proc/$!/status 2>/dev/null) && [[ -n "$peak" ]] && echo "$peak"
          sleep 0.05
        done
        """, in: folder)
      let peaks = outcome.output.split(separator: "\n").compactMap { Int($0) }
      return Measured(peak: try #require(peaks.max()), summary: try readText("\(folder)/summary"))
    }
  }

  private static let post = #"{"text":"gm","platform":"t"}"#
  /// A thousand bytes that are no post.
  private static let notice =
    #"{"id":1,"type":"service","date":"2026-03-02T08:15:00","text":"\#(String(repeating: "x", count: 938))"},"#

  @Test func `is bounded for lines, arrays, elements and pages of any size`() throws {
    let small = try read("echo '\(Self.post)'", as: "posts-jsonl")
    #expect(small.summary.contains("1 record: 1 stored") || small.summary.contains("1 records: 1 stored"))

    // A record of more than 64 MB is passed over; until that is known it is held, a few times while it grows.
    let line = try read(
      "echo '\(Self.post)'; head -c 1000000000 /dev/zero | tr '\\0' x; echo; echo '\(Self.post.replacing("gm", with: "gn"))'",
      as: "posts-jsonl")
    #expect(line.summary.contains("3 records: 2 stored") && line.summary.contains("1 failed"), "\(line.summary)")
    #expect(line.peak - small.peak < 400_000)

    let message = #"{"id":2,"type":"message","date":"2026-03-02T08:15:00","text":"gm"}"#
    let array = try read(
      """
      echo -n '{"name":"C","type":"private_group","id":9,"messages":['
      yes '\(Self.notice)' | head -n 200000 | tr -d '\\n'
      echo -n '\(message)]}'
      """, as: "telegram-json")
    #expect(array.summary.filter { $0 != " " && $0 != "\u{202F}" && $0 != "\u{A0}" }.contains("200001records:1stored"))
    #expect(array.peak - small.peak < 64_000, "200 MB of an array on one line")

    let element = try read(
      """
      echo -n '<posts><row Id="1" PostTypeId="2" Body="'; head -c 300000000 /dev/zero | tr '\\0' x
      echo '"/><row Id="2" PostTypeId="2" Body="gm"/></posts>'
      """, as: "stack-exchange")
    #expect(
      element.summary.contains("2 records: 1 stored") && element.summary.contains("1 failed"), "\(element.summary)")
    #expect(element.peak - small.peak < 200_000)

    let page = try read(
      "echo '<html><script>smf_scripturl</script><p>'; head -c 300000000 /dev/zero | tr '\\0' x; echo '</p></html>'",
      as: "forum-html")
    #expect(page.summary.contains("1 failed"), "\(page.summary)")
    #expect(page.peak - small.peak < 200_000)
  }
}
