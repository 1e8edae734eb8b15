import HearsayArchive
import HearsayCore
import Testing

struct `Splitters` {
  @Test(arguments: [
    (#"[{"a":1},{"b":[1,2]}]"#, [#"{"a":1}"#, #"{"b":[1,2]}"#]),
    (#"window.YTD.x.part0 = [ {"a":"]}"} , {"a":"\"]"} ] ;"#, [#"{"a":"]}"}"#, #"{"a":"\"]"}"#]),
    (#"[1, "two,]" ,null,[3],true]"#, ["1", #""two,]""#, "null", "[3]", "true"]),
    (#"[]"#, []),
    (#"[{"a":1}] [{"b":2}]"#, [#"{"a":1}"#, #"{"b":2}"#]),
    (#"[{"a":1}"#, [#"{"a":1}"#]),
    (#"[{"a":{"b":"#, [#"{"a":{"b":"#]),
  ])
  func `find the elements of an array`(_ text: String, _ expected: [String]) {
    for stretch in [1, 2, 3, 7, 1000] {
      #expect(split(text, JSONElementSplitter(.topArray), stretch: stretch) == expected, "stretch \(stretch)")
    }
  }

  @Test(arguments: [
    (
      #"{"name":"messages","messages":[{"id":1},{"messages":[{"id":2}]}],"x":[3]}"#,
      [#"{"id":1}"#, #"{"messages":[{"id":2}]}"#]
    ),
    (#"{"chats":{"list":[{"messages":[{"id":1}]},{"messages":[{"id":2}]}]}}"#, [#"{"id":1}"#, #"{"id":2}"#]),
    (#"{"list":[1],"other":"messages"}"#, []),
  ])
  func `find the elements of arrays with a name`(_ text: String, _ expected: [String]) {
    for stretch in [1, 2, 5, 1000] {
      #expect(split(text, JSONElementSplitter(.arrays(named: ["messages"])), stretch: stretch) == expected)
    }
  }

  @Test func `find values over several lines`() {
    let text = "{\n \"a\": 1\n}\n{\n \"b\": [\n2]\n}\n"
    for stretch in [1, 4, 1000] {
      #expect(
        split(text, JSONElementSplitter(.values), stretch: stretch) == ["{\n \"a\": 1\n}", "{\n \"b\": [\n2]\n}"])
    }
  }

  @Test func `find lines`() {
    for stretch in [1, 2, 1000] {
      #expect(split("\n a\r\n\n\0b", LineSplitter(), stretch: stretch) == ["a\r", "b"])
    }
  }
}

struct `Chunks` {
  let fixture: ArchiveFixture
  init() throws { fixture = try ArchiveFixture() }

  private func lines(_ count: Int, padding: Int = 0) -> String {
    let tail = String(repeating: "x", count: padding)
    return (1...count).map { #"{"text":"\#($0)","pad":"\#(tail)"}"# + "\n" }.joined()
  }

  @Test func `cover every record once, in order`() throws {
    let reading = try Reading(try fixture.write("a.jsonl", lines(30_000, padding: 100)), format: "posts-jsonl")
    #expect(reading.texts == (1...30_000).map(String.init))
    #expect(reading.sources.first?.places.map(\.number) == (1...30_000).map(Int64.init))
  }

  @Test func `may start at any record, with the same places`() throws {
    let file = try fixture.write("a.jsonl", "\n" + lines(20_000, padding: 100))
    let whole = try #require(try Reading(file, format: "posts-jsonl").sources.first)
    for start in [1, 2, 9_000, 19_999, 20_000] {
      let part = try #require(try Reading(file, format: "posts-jsonl", from: Int64(start)).sources.first)
      #expect(part.places == Array(whole.places[(start - 1)...]))
    }
    #expect(try Reading(file, format: "posts-jsonl", from: 20_001).outcomes == [])
  }

  @Test func `pass over a line beyond the limit, and read on`() throws {
    let long = String(repeating: "x", count: 70 << 20)
    let file = try fixture.write("a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"\(long)\"}\n{\"text\":\"b\"}\n")
    let reading = try Reading(file, format: "posts-jsonl")
    #expect(reading.outcomes == ["post", "failed record.too-long", "post"])
    #expect(reading.sources.first?.places.map(\.byteOffset) == [0, 13, Int64(13 + 12 + long.utf8.count)])
  }

  @Test func `hold a line of many megabytes`() throws {
    let long = String(repeating: "x", count: 20 << 20)
    let file = try fixture.write("a.jsonl", "{\"text\":\"\(long)\"}\n{\"text\":\"b\"}\n")
    #expect(try Reading(file, format: "posts-jsonl").texts.map(\.utf8.count) == [20 << 20, 1])
  }

  @Test func `give the same posts on any thread`() async throws {
    let file = try fixture.write("a.jsonl", lines(5_000, padding: 500))
    var sources = try ArchiveOpener(inputFormat: "posts-jsonl").sources(for: [file])
    let source = sources.next()
    var cursor = try #require(source).chunks()
    var chunks: [ArchiveChunk] = []
    while let chunk = cursor.next() { chunks.append(chunk) }
    #expect(1 < chunks.count)
    let texts = await withTaskGroup(of: (Int, [String]).self) { group in
      for (index, chunk) in chunks.enumerated() {
        group.addTask {
          let batch = chunk.posts(using: JSONParser())
          return (index, (0..<batch.postCount).map { batch[$0].rawText.string })
        }
      }
      return await group.reduce(into: [(Int, [String])]()) { $0.append($1) }
    }
    #expect(texts.sorted { $0.0 < $1.0 }.flatMap(\.1) == (1...5_000).map(String.init))
  }
}
