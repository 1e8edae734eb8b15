import HearsayArchive
import HearsayCore
import Testing

struct `Formats` {
  let fixture: ArchiveFixture
  init() throws { fixture = try ArchiveFixture() }

  @Test(arguments: [
    (#"{"id":"1","text":"gm"}"#, "posts-jsonl", 1),
    (#"[{"id":"1","text":"gm"},{"id":"2","text":"gn"}]"#, "posts-jsonl", 2),
    ("{\n  \"id\": \"1\",\n  \"text\": \"gm\"\n}\n{\n  \"id\": \"2\",\n  \"text\": \"gn\"\n}\n", "posts-jsonl", 2),
    (#"{"id":"1","text":"gm","author_id":"5","created_at":"2026-03-02T08:15:00.000Z"}"#, "x-v2", 1),
    (#"{"data":[{"text":"gm","id":"1"}],"meta":{}}"#, "x-v2", 1),
    ("{\n  \"data\": [\n    {\n      \"text\": \"gm\",\n      \"id\": \"1\"\n    }\n  ]\n}\n", "x-v2", 1),
    (#"{"id":1,"id_str":"1","text":"gm","user":{"screen_name":"ann"}}"#, "x-v1-jsonl", 1),
    (#"window.YTD.tweet.part0 = [ {"tweet":{"id_str":"1","full_text":"gm"}} ]"#, "x-archive", 1),
    ("gm, says {\"text\": 1}", "text", 1),
  ])
  func `are recognised from content`(_ content: String, _ format: String, _ postCount: Int) throws {
    let reading = try Reading(try fixture.write("sample", content))
    #expect(reading.sources.map(\.format) == [format])
    #expect(reading.posts.count == postCount)
    #expect(reading.exceptions == [])
  }

  @Test func `are recognised in a page that is longer than what is looked at`() throws {
    let long = String(repeating: "x", count: 200_000)
    let page = #"{"data":[{"id":"1","text":"\#(long)"}],"includes":{"users":[]}}"#
    let reading = try Reading(try fixture.write("page.jsonl", page))
    #expect(reading.sources.map(\.format) == ["x-v2"])
    #expect(reading.texts.map(\.utf8.count) == [200_000])
  }

  @Test func `may be in UTF-16 with any line ends`() throws {
    let lines = "{\"id\":\"1\",\"text\":\"größer 😀\"}\r\n{\"id\":\"2\",\"text\":\"gn\"}\r\n"
    var bytes: [UInt8] = [0xFF, 0xFE]
    for unit in lines.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(try Reading(try fixture.write("a.json", bytes)).texts == ["größer 😀", "gn"])
  }

  @Test(arguments: ["{\"foo\": 1}", "<html></html>", "a,b\n1,2\n", "[1, 2, 3]"])
  func `that are not known are not taken for text`(_ content: String) throws {
    let reading = try Reading(try fixture.write("sample.data", content))
    #expect(reading.outcomes == ["failed archive.unknown-format"])
  }

  @Test func `have names and descriptions that differ`() {
    let summaries = FormatCatalogue.summaries
    #expect(Set(summaries.map(\.name)).count == summaries.count)
    #expect(Set(summaries.map(\.description)).count == summaries.count)
    #expect(summaries.allSatisfy { !$0.name.isEmpty && !$0.description.isEmpty })
  }
}
