import Glibc
import HearsayArchive
import HearsayCore
import Testing

/// Input that was made to do harm: each ends in a problem with its place, and the rest is read.
@Suite(.timeLimit(.minutes(15)))
struct `Hostile input` {
  let fixture: ArchiveFixture
  init() throws { fixture = try ArchiveFixture() }

  private let good = "<rss><channel><item><guid>1</guid><title>gm</title></item></channel></rss>"
  private let line = #"{"text":"gm","platform":"t"}"# + "\n"

  private func read(_ text: String, _ name: String = "a.xml") throws -> Reading {
    let reading = try Reading(in: Array(text.utf8), named: name)
    #expect(reading.wrongs == [])
    return reading
  }

  @Test func `with entities that multiply stays as short as it is`() throws {
    let entities = (1...9).map { "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 - 1);", count: 10))\">" }.joined()
    let reading = try read(
      "<!DOCTYPE rss [<!ENTITY a0 \"ha\">\(entities)]><rss><channel><item><title>x &a9; y</title></item></channel></rss>"
    )
    #expect(reading.texts == ["x &a9; y"], "nothing is declared inside a record, so nothing explodes")
  }

  @Test func `that wants to read other files does not`() throws {
    let reading = try read(
      "<!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>x &f; y</title></item></channel></rss>"
    )
    #expect(reading.texts == ["x &f; y"])
  }

  @Test func `in elements inside elements is refused`() throws {
    let deep = String(repeating: "<b>", count: 100_000)
    let feed = try read(
      "<rss><channel><item><title>a</title><description>\(deep)</description></item><item><title>b</title></item></channel></rss>"
    )
    #expect(feed.outcomes == ["failed record.invalid-markup", "post"])
    let page = "<html><script>smf_scripturl</script>\(deep)</html>"
    #expect(try read(page, "a.html").outcomes == ["failed record.invalid-markup"])
  }

  @Test func `in attributes by the hundred thousand is refused`() throws {
    let attributes = (0..<200_000).map { "a\($0)=\"\"" }.joined(separator: " ")
    let reading = try read(
      "<posts><row Id=\"1\" PostTypeId=\"2\" \(attributes)/><row Id=\"2\" PostTypeId=\"2\" Body=\"b\"/></posts>",
      "Posts.xml")
    #expect(reading.outcomes == ["failed record.invalid-markup", "post"])
    let page = "<html><script>smf_scripturl</script><p \(attributes.filter { $0 != "\"" && $0 != "=" })></html>"
    #expect(try read(page, "a.html").outcomes == ["failed record.invalid-markup"])
  }

  @Test func `in one element or line of any length is passed over`() throws {
    let long = String(repeating: "x", count: ArchiveLimits.elementByteCountMost + 100)
    let reading = try read(
      "<rss><channel><item><title>\(long)</title></item><item><title>b</title></item></channel></rss>")
    #expect(reading.outcomes == ["failed record.too-long", "post"])
    try fixture.write("line.jsonl", line)
    #expect(
      fixture.shell("(cat line.jsonl; head -c 200000000 /dev/zero | tr '\\0' x; echo; cat line.jsonl) > long.jsonl"))
    #expect(try Reading("\(fixture.path)/long.jsonl").outcomes == ["post", "failed record.too-long", "post"])
  }

  @Test func `in JSON that is nested too deep is a problem of its line`() throws {
    let deep = "{\"text\":" + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}\n"
    let reading = try read(line + deep + line, "a.jsonl")
    #expect(reading.outcomes == ["post", "failed record.invalid-json", "post"])
  }

  @Test func `in broken characters is read as text all the same`() throws {
    let broken: [[UInt8]] = [
      [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF], [0xE4, 0xBB],
    ]
    for bytes in broken {
      let text =
        Array("<rss><channel><item><title>größer, schöner, übler, süßer, größer, schöner ".utf8) + bytes
        + Array("b</title></item></channel></rss>".utf8)
      let reading = try Reading(in: text, named: "a.xml")
      #expect(reading.wrongs == [] && reading.texts.count == 1)
      #expect(reading.texts.first?.hasSuffix("\u{FFFD}b") == true)
    }
  }

  @Test(.enabled(if: ArchiveFixture.has("python3"), "python3 makes the samples"))
  func `that is packed a thousandfold is stopped, in each kind of archive`() throws {
    try fixture.write(
      "make.py",
      """
      import zipfile, gzip
      bomb = gzip.compress(gzip.compress(b"x" * (600 << 20)))
      with zipfile.ZipFile("bomb.zip", "w") as z:
        z.writestr("a.jsonl.gz.gz", bomb); z.writestr("c.jsonl", '{"text":"gm"}')
      with zipfile.ZipFile("nested.zip", "w", zipfile.ZIP_DEFLATED) as z: z.write("bomb.zip")
      """)
    #expect(fixture.shell("python3 make.py && rm make.py"))
    for name in ["bomb.zip", "nested.zip"] {
      let reading = try Reading("\(fixture.path)/\(name)", format: "posts-jsonl")
      #expect(reading.outcomes.first == "failed archive.limit", "\(name): \(reading.outcomes)")
    }
  }

  @Test func `in folders costs only what cannot be read`() throws {
    try fixture.write("in/a.jsonl", line)
    try fixture.write("in/secret.jsonl", line)
    try fixture.write("in/deep/feed.xml", good)
    #expect(
      fixture.shell(
        "cd in && mkfifo pipe && ln -s . self && ln -s loop1 loop2 && ln -s loop2 loop1 && ln -s ../in deep/up && chmod 0 secret.jsonl"
      ))
    let reading = try Reading("\(fixture.path)/in")
    #expect(reading.texts.filter { $0 == "gm" }.count == (getuid() == 0 ? 3 : 2), "the superuser may read everything")
    let unreadable = reading.sources.filter { $0.outcomes == ["failed file.unreadable"] }.map {
      $0.name.split(separator: "/").last
    }
    #expect(Set(unreadable).isSuperset(of: ["pipe", "loop1", "loop2"]))
    #expect(Set(reading.exceptions) == ["failed file.unreadable"])
  }

  @Test func `that grows while it is read is read as far as it went`() throws {
    let file = try fixture.write("a.jsonl", String(repeating: line, count: 60_000))
    var cursor = try #require(try ArchiveOpener().sources(for: [file]).first { _ in true }).chunks()
    var postCount = 0
    let parser = JSONParser()
    var isGrown = false
    while let chunk = cursor.next() {
      postCount += chunk.posts(using: parser).postCount
      if !isGrown {
        #expect(fixture.shell("cat '\(file)' > b && head -c 100000 b >> '\(file)' && printf '{\"te' >> '\(file)'"))
      }
      isGrown = true
    }
    #expect(60_000 <= postCount && postCount < 64_000)
  }

  @Test func `that shrinks while it is read is read as far as it goes`() throws {
    let file = try fixture.write("a.jsonl", String(repeating: line, count: 100_000))
    var cursor = try #require(try ArchiveOpener().sources(for: [file]).first { _ in true }).chunks()
    var postCount = 0
    while let chunk = cursor.next() {
      postCount += chunk.posts(using: JSONParser()).postCount
      #expect(truncate(file, 1_500_000) == 0)
    }
    #expect(0 < postCount && postCount <= 100_000)
  }
}
