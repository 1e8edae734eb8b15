import HearsayArchive
import HearsayCore
import HearsayTestSupport
import Testing

struct `JSON records` {
  let fixture: ArchiveFixture
  init() throws { fixture = try ArchiveFixture() }

  private func read(_ bytes: [UInt8]) throws -> Reading {
    try Reading(try fixture.write("posts.jsonl", bytes), format: "posts-jsonl")
  }

  @Test(
    arguments: [
      (#""a\ud83d""#, "a\u{FFFD}"),
      (#""\udc00b""#, "\u{FFFD}b"),
      (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
      (#""\ud83dA""#, "\u{FFFD}A"),
      (#""\ud83d\ude00""#, "😀"),
      (#""\\ud83d""#, #"\ud83d"#),
      (#""tab\x09end""#, "tab\tend"),
      (#""a\qb""#, "aqb"),
      ("\"a\u{01}b\"", "a\u{01}b"),
      ("\"a\tb\"", "a\tb"),
      (#""a\u12"}"#, nil),
    ] as [(String, String?)])
  func `are mended where only a character is wrong`(_ text: String, _ expected: String?) throws {
    let reading = try read(Array("{\"text\":\(text)}\n{\"text\":\"next\"}\n".utf8))
    #expect(reading.texts.last == "next")
    if let expected { #expect(reading.texts.first == expected) } else { #expect(reading.exceptions.count == 1) }
  }

  @Test(
    arguments: [
      [0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF5, 0x80, 0x80, 0x80],
      [0xF0, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func `keep their post when a byte is not UTF-8`(_ wrong: [UInt8]) throws {
    let reading = try read(Array("{\"text\":\"a".utf8) + wrong + Array("b\"}\n{\"text\":\"next\"}\n".utf8))
    let text = try #require(reading.texts.first)
    #expect(text.hasPrefix("a\u{FFFD}"))
    #expect(text.hasSuffix("b"))
    #expect(reading.texts.count == 2)
  }

  @Test(arguments: ["NaN", "Infinity", "-Infinity", "1e999", "123456789012345678901234567890", "-1e-999"])
  func `survive numbers beyond all measure`(_ number: String) throws {
    let reading = try read(Array("{\"text\":\"gm\",\"counts\":{\"likes\":\(number)}}\n".utf8))
    #expect(reading.texts == ["gm"])
  }

  @Test func `nested too deep are a problem, and the next one is read`() throws {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    let reading = try read(Array("{\"text\":\"a\",\"x\":\(deep)}\n{\"text\":\"next\"}\n".utf8))
    #expect(reading.outcomes == ["failed record.invalid-json", "post"])
  }

  @Test func `nested deep, but not too deep, are read`() throws {
    let deep = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    #expect(try read(Array("{\"x\":\(deep),\"text\":\"a\"}\n".utf8)).texts == ["a"])
  }

  @Test func `with a key twice have its first value`() throws {
    #expect(try read(Array(#"{"text":"a","text":"b"}"#.utf8)).texts == ["a"])
  }

  @Test func `of any bytes end as items, and never in a trap`() throws {
    var generator = SeededGenerator(seed: 11)
    let seeds = [
      #"{"id":"1","text":"a \ud83d\ude00 b","author":{"handle":"x"},"counts":{"likes":12}}"#,
      #"{"data":[{"id":"1","text":"t","author_id":"2"}],"includes":{"users":[{"id":"2","username":"u"}]}}"#,
    ]
    for format in ["posts-jsonl", "x-v2", "x-v1-jsonl", "x-archive"] {
      var bytes: [UInt8] = []
      for round in 0..<400 {
        var line = Array(seeds[round % seeds.count].utf8)
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          let index = Int.random(in: 0..<line.count, using: &generator)
          line[index] = UInt8.random(in: 0...255, using: &generator)
        }
        bytes += line + [0x0A]
      }
      let reading = try Reading(try fixture.write("noise.jsonl", bytes), format: format)
      #expect(!reading.outcomes.isEmpty)
    }
  }
}
