import HearsayArchive
import HearsayCore
import Testing

struct `Plain text` {
  let fixture: ArchiveFixture
  init() throws { fixture = try ArchiveFixture() }

  private func read(_ text: String, as name: String = "note.txt") throws -> Reading {
    try Reading(try fixture.write(name, text))
  }

  @Test(arguments: [
    ("Scroll pauses.\n", ["Scroll pauses."]),
    ("1/ Scroll pauses.\n\n2/ Why?\n\n3/ Nobody knows.", ["1/ Scroll pauses.", "2/ Why?", "3/ Nobody knows."]),
    (
      "1/2 Scroll pauses.\nOn Monday.\n\nReally.\n\n2/2 Why?",
      ["1/2 Scroll pauses.\nOn Monday.\n\nReally.", "2/2 Why?"]
    ),
    ("# Scroll\n\n1/ One\n\n2/ Two", ["# Scroll\n\n1/ One", "2/ Two"]),
    ("My views: 1) fees; 2) users; 3) time.", ["My views: 1) fees; 2) users; 3) time."]),
    ("1) fees\n\n2) users", ["1) fees\n\n2) users"]),
    ("2/100 a day of code\n\nand more", ["2/100 a day of code\n\nand more"]),
    ("1/ only one", ["1/ only one"]),
    ("Prose first.\n\n1/ One\n\n2/ Two", ["Prose first.\n\n1/ One\n\n2/ Two"]),
    ("1/2/2026 was a Friday.\n\n2/2/2026 was not.", ["1/2/2026 was a Friday.\n\n2/2/2026 was not."]),
  ])
  func `is a post, or a thread where it is numbered`(_ text: String, _ expected: [String]) throws {
    let reading = try read(text)
    #expect(reading.texts == expected)
    #expect(reading.posts.allSatisfy { !$0.isUTF8 }, "bytes are not taken on trust")
  }

  @Test func `in a thread answers what stands before`() throws {
    let posts = try read("1/ a\n\n2/ b\n\n3/ c").posts
    let ids = posts.map(\.id.string)
    #expect(Set(ids).count == 3)
    #expect(posts.map { $0.text(.replyTo) } == [nil, ids[0], ids[1]])
    #expect(Set(posts.map { $0.text(.conversation) }) == [ids[0]])
  }

  @Test func `has the same id wherever it lies`() throws {
    let readings = try [read("gm", as: "a.txt"), read("gm\n", as: "b.md"), read("gn", as: "c.txt")]
    let ids = readings.map { $0.posts[0].id.string }
    #expect(ids[0] == ids[1])
    #expect(ids[0] != ids[2])
  }

  @Test func `without words is skipped`() throws {
    #expect(try read(" \n\n").outcomes == ["skipped empty-text"])
  }

  @Test func `of more than 4 MB is a problem`() throws {
    let reading = try read(String(repeating: "a", count: (4 << 20) + 1))
    #expect(reading.outcomes == ["failed record.too-long"])
    #expect(try read(String(repeating: "a", count: 4 << 20)).outcomes == ["post"])
  }

  @Test func `that is not text is none`() throws {
    let reading = try Reading(try fixture.write("note.txt", [0x61, 0, 0x62, 0, 1, 2, 3]))
    #expect(reading.outcomes == ["failed archive.unknown-format"])
  }

  @Test(
    arguments: [
      ([0xEF, 0xBB, 0xBF] + Array("gm €".utf8), "a UTF-8 mark"),
      ([0xFF, 0xFE] + "gm €".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "UTF-16, small end first"),
      ([0xFE, 0xFF] + "gm €".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, "UTF-16, big end first"),
    ] as [([UInt8], String)])
  func `may have a byte order mark`(_ bytes: [UInt8], _ why: String) throws {
    #expect(try Reading(try fixture.write("note.txt", bytes)).texts == ["gm €"], Comment(rawValue: why))
  }
}
