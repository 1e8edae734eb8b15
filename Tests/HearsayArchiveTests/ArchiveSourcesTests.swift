import Glibc
import HearsayArchive
import HearsayCore
import Testing

struct `Sources` {
  let fixture: ArchiveFixture
  init() throws { fixture = try ArchiveFixture() }

  private func line(_ text: String) -> String { #"{"text":"\#(text)","platform":"t"}"# + "\n" }

  @Test(arguments: ["gzip", "bzip2", "xz", "zstd"])
  func `may be compressed`(_ program: String) throws {
    try #require(ArchiveFixture.has(program))
    try fixture.write("a.jsonl", line("a") + line("b"))
    let pack = "\(program) -c a.jsonl"
    #expect(fixture.shell("\(pack) > packed && \(pack) >> packed && \(program) -c packed > twice"))
    #expect(try Reading("\(fixture.path)/packed").texts == ["a", "b", "a", "b"], "two streams one behind the other")
    #expect(try Reading("\(fixture.path)/twice").texts == ["a", "b", "a", "b"], "compressed twice")
  }

  @Test(.enabled(if: ArchiveFixture.has("zstd"), "zstd makes the sample"))
  func `may be zstd with a window of 2 GB`() throws {
    try fixture.write("a.jsonl", line("a"))
    #expect(fixture.shell("zstd -q --ultra --long=31 -c < a.jsonl > a.zst"))
    #expect(try Reading("\(fixture.path)/a.zst").texts == ["a"])
  }

  @Test func `are found in archives inside archives, up to a limit`() throws {
    try fixture.write("t0", line("a"))
    for depth in 1...5 { #expect(fixture.shell("tar -cf t\(depth) t\(depth - 1)")) }
    #expect(try Reading("\(fixture.path)/t4").texts == ["a"])
    #expect(try Reading("\(fixture.path)/t4").sources.map(\.name) == ["\(fixture.path)/t4/t3/t2/t1/t0"])
    #expect(try Reading("\(fixture.path)/t5").outcomes == ["failed archive.limit"])
  }

  @Test func `in folders come in the order of their names`() throws {
    for name in ["b.jsonl", "a/z.jsonl", "B.jsonl", "a/é.jsonl", ".hidden.jsonl", "c.jsonl/inner.jsonl"] {
      try fixture.write(name, line(name))
    }
    #expect(try Reading(fixture.path).texts == ["B.jsonl", "a/z.jsonl", "a/é.jsonl", "b.jsonl", "c.jsonl/inner.jsonl"])
  }

  @Test func `in folders that lead back to themselves are read once`() throws {
    try fixture.write("a/a.jsonl", line("a"))
    #expect(fixture.shell("ln -s .. a/up && ln -s a.jsonl a/b.jsonl && mkfifo a/pipe && ln -s nowhere a/zzz"))
    let reading = try Reading(fixture.path)
    #expect(reading.texts == ["a", "a"], "a linked file is read, a linked folder is not")
    #expect(reading.exceptions == ["failed file.unreadable", "failed file.unreadable"], "the pipe and the dead link")
  }

  @Test func `that are not there are a problem, and the others are read`() throws {
    let file = try fixture.write("a.jsonl", line("a"))
    let reading = try Reading("\(fixture.path)/none", file)
    #expect(reading.outcomes == ["failed file.unreadable", "post"])
  }

  @Test func `of no known format are a problem only where text or named`() throws {
    try fixture.write("picture.png", [0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3])
    try fixture.write("table.xyz", "a;b;c\n1;2;3\n")
    try fixture.write("void.jsonl", "")
    #expect(try Reading(fixture.path).outcomes == ["skipped no-post", "failed archive.unknown-format"])
    #expect(try Reading("\(fixture.path)/picture.png").outcomes == ["failed archive.unknown-format"])
    #expect(try Reading("\(fixture.path)/void.jsonl").outcomes == [])
    let blank = try fixture.write("blank.jsonl", "\r\n \n\t\n")
    #expect(try Reading(blank).outcomes == ["skipped no-post"])
  }

  @Test(.enabled(if: ArchiveFixture.has("python3"), "python3 makes the samples"))
  func `with names that point outside are not read`() throws {
    try fixture.write(
      "make.py",
      """
      import zipfile, tarfile, io
      with zipfile.ZipFile("a.zip", "w") as z:
        z.writestr("../../evil.jsonl", '{"text":"evil","platform":"t"}')
        z.writestr("good.jsonl", '{"text":"good","platform":"t"}')
        z.writestr("größe.jsonl", '{"text":"name","platform":"t"}')
      with tarfile.open("a.tar", "w") as t:
        for name, kind in (("/abs.jsonl", tarfile.REGTYPE), ("link", tarfile.SYMTYPE), ("dev", tarfile.CHRTYPE)):
          i = tarfile.TarInfo(name); i.type = kind; i.linkname = "/etc/passwd"
          b = b'{"text":"abs","platform":"t"}'; i.size = len(b) if kind == tarfile.REGTYPE else 0
          t.addfile(i, io.BytesIO(b))
      """)
    #expect(fixture.shell("python3 make.py"))
    let zip = try Reading("\(fixture.path)/a.zip")
    #expect(zip.outcomes == ["failed archive.unsafe-path", "post", "post"])
    let names = ["evil.jsonl", "good.jsonl", "größe.jsonl"]
    #expect(zip.sources.map(\.name) == names.map { "\(fixture.path)/a.zip/\($0)" })
    #expect(try Reading("\(fixture.path)/a.tar").texts == ["abs"], "links and devices are no files")
  }

  @Test(.enabled(if: ArchiveFixture.has("gzip"), "gzip makes the sample"))
  func `that grow beyond all proportion are stopped`() throws {
    #expect(fixture.shell("head -c 400000000 /dev/zero | tr '\\0' ' ' | gzip -9 > bomb.gz"))
    let reading = try Reading("\(fixture.path)/bomb.gz", format: "posts-jsonl")
    #expect(reading.outcomes == ["failed archive.limit"])
  }

  @Test func `have a fingerprint that names their content`() throws {
    let first = try Reading(try fixture.write("a.jsonl", line("a"))).sources[0].fingerprint
    let again = try Reading(try fixture.write("elsewhere/b.jsonl", line("a"))).sources[0].fingerprint
    let other = try Reading(try fixture.write("a.jsonl", line("b"))).sources[0].fingerprint
    #expect(first != nil)
    #expect(first == again)
    #expect(first != other)
    try fixture.write("x.jsonl", line("a"))
    try fixture.write("y.jsonl", line("a"))
    #expect(fixture.shell("tar -cf a.tar x.jsonl y.jsonl"))
    let members = try Reading("\(fixture.path)/a.tar").sources.map(\.fingerprint)
    #expect(Set(members).count == 2)
    #expect(try Reading("\(fixture.path)/a.tar").sources.map(\.fingerprint) == members)
  }

  @Test func `of an unknown name of a format are refused`() {
    #expect(throws: Diagnostics.self) { try ArchiveOpener(inputFormat: "x-v3") }
  }
}

struct `Sources that end early` {
  let fixture: ArchiveFixture
  init() throws { fixture = try ArchiveFixture() }

  private let lines = (0..<40).map { #"{"text":"post \#($0)","platform":"t","n":\#($0 * 7919)}"# + "\n" }.joined()

  @Test(arguments: ["gzip", "bzip2", "xz", "zstd"])
  func `give what stands before, and one problem`(_ program: String) throws {
    try #require(ArchiveFixture.has(program))
    try fixture.write("a.jsonl", lines)
    #expect(fixture.shell("\(program) -c a.jsonl > whole"))
    let whole = try fixture.bytes("whole")
    for count in 6..<whole.count {
      let reading = try Reading(try fixture.write("cut", Array(whole[..<count])), format: "posts-jsonl")
      let problems = reading.outcomes.filter { $0 != "post" }
      #expect(problems == ["failed archive.truncated"], "cut at \(count) of \(whole.count)")
      #expect(reading.texts == (0..<reading.texts.count).map { "post \($0)" })
    }
  }

  @Test(.enabled(if: ArchiveFixture.has("gzip"), "gzip makes the sample"), arguments: [200, 3_000])
  func `give every line that gzip still gets out`(lineCount: Int) throws {
    var state: UInt64 = 7
    let lines = (0..<lineCount).map { number in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return "{\"text\":\"post \(number) \(String(state, radix: 36))\",\"platform\":\"t\"}\n"
    }
    try fixture.write("a.jsonl", lines.joined())
    // Two members, one behind the other, as tools write that compress in parallel; and filling behind them.
    #expect(fixture.shell("(head -n 100 a.jsonl | gzip; tail -n +101 a.jsonl | gzip; head -c 700 /dev/zero) > whole"))
    let whole = try fixture.bytes("whole")
    let all = try Reading(try fixture.write("all", whole), format: "posts-jsonl")
    #expect(all.texts.count == lineCount && all.exceptions.isEmpty)
    for count in [whole.count / 3, whole.count / 2, whole.count - 700 - 9, whole.count - 700 - 40] {
      let cut = try fixture.write("cut", Array(whole[..<count]))
      #expect(fixture.shell("gzip -dc < cut > out 2>/dev/null; wc -l < out > count"))
      let whole = try #require(Int(String(decoding: try fixture.bytes("count"), as: UTF8.self).filter(\.isNumber)))
      let reading = try Reading(cut, format: "posts-jsonl")
      #expect(reading.texts.count >= whole && 0 < whole, "\(reading.texts.count) of \(whole)")
      #expect(reading.exceptions == ["failed archive.truncated"])
    }
  }

  @Test func `as plain lines lose at most the last`() throws {
    let whole = Array(lines.utf8)
    for count in stride(from: 1, to: whole.count, by: 1) {
      let reading = try Reading(try fixture.write("cut.jsonl", Array(whole[..<count])), format: "posts-jsonl")
      let exceptions = reading.exceptions
      #expect(exceptions.isEmpty || exceptions == ["failed record.truncated"], "cut at \(count)")
      #expect(reading.texts.count >= whole[..<count].count { $0 == 0x0A })
    }
  }

  @Test(.enabled(if: ArchiveFixture.has("python3"), "python3 makes the zip"), arguments: ["tar", "zip"])
  func `as archives of files give the good members`(_ kind: String) throws {
    try fixture.write("a.jsonl", lines)
    try fixture.write("b.jsonl", lines)
    let program = kind == "tar" ? "tar -cf" : "python3 -m zipfile -c"
    #expect(fixture.shell("\(program) whole a.jsonl b.jsonl"))
    let whole = try fixture.bytes("whole")
    // The end of a tar is two blocks of zeros, whose loss loses nothing; and between two members a tar that was
    // cut looks like one that was written without such an end.
    let memberByteCount = 512 + (lines.utf8.count + 511) / 512 * 512
    let last = kind == "tar" ? 2 * memberByteCount : whole.count
    for count in stride(from: 600, to: last, by: 7) {
      let reading = try Reading(try fixture.write("cut", Array(whole[..<count])), format: "posts-jsonl")
      #expect(reading.posts.count <= 80)
      #expect(reading.exceptions.count <= 1, "cut at \(count): \(reading.exceptions)")
      let isSilent = kind == "tar" && count == memberByteCount
      #expect(reading.posts.count == 80 || isSilent || reading.exceptions.count == 1, "cut at \(count)")
    }
  }

  /// What of the bytes of a member of a zip comes before a cut is read, packed or not.
  @Test(.enabled(if: ArchiveFixture.has("python3"), "python3 makes the zip"), arguments: ["STORED", "DEFLATED"])
  func `as zips give the records before the cut`(_ method: String) throws {
    let text = (0..<3_000).map { #"{"text":"post \#($0)","platform":"t","n":\#($0 * 7919)}"# + "\n" }.joined()
    try fixture.write("a.jsonl", text)
    let script = "import zipfile; zipfile.ZipFile('whole', 'w', zipfile.ZIP_\(method)).write('a.jsonl')"
    #expect(fixture.shell("python3 -c \"\(script)\""))
    let whole = try fixture.bytes("whole")
    for percent in [20, 50, 90] {
      let reading = try Reading(try fixture.write("cut", Array(whole[..<(whole.count * percent / 100)])))
      // Numbers grow, so that records are packed to unequal lengths.
      #expect(3_000 * (percent - 10) / 100 <= reading.posts.count, "\(percent) %: \(reading.posts.count)")
      #expect(reading.texts == (0..<reading.texts.count).map { "post \($0)" })
      #expect(reading.exceptions == ["failed archive.truncated"], "\(percent) %")
    }
    // Without its directory nobody knows whether further members are missing, whatever was read.
    let cut = try Reading(try fixture.write("cut", Array(whole.dropLast(30))))
    #expect(cut.posts.count == 3_000 && cut.exceptions == ["failed archive.truncated"])
  }
}
