import HearsayMarkup
import HearsayTestSupport
import Testing

/// Whether tags that are read without libxml2 say what libxml2 says of them.
struct `Plain tags` {
  /// What is told of an element.
  private final class Told: MarkupVisitor {
    private(set) var lines: [String] = []

    func open(_ name: String, _ attributes: MarkupAttributes) {
      let values = [
        attributes.string("Id"), attributes.string("Body"), attributes.string("Title"), attributes.string("A"),
        attributes.string("Tags"), attributes.string("xmlns"),
      ]
      lines.append("open \(name) \(values.map { $0.map { "“\($0)”" } ?? "-" })")
    }

    func close(_ name: String) { lines.append("close \(name)") }

    func text(_ bytes: UnsafeRawBufferPointer) { lines.append("text \(String(decoding: bytes, as: UTF8.self))") }
  }

  private func told(_ tag: String, plainly: Bool) -> ([String], MarkupProblem?) {
    let told = Told()
    let walk = XMLWalk(readsPlainTags: plainly)
    let problem = Array(tag.utf8).withUnsafeBytes { walk.walk($0, told) }
    return (told.lines, problem)
  }

  private static let names = ["Id", "Body", "Title", "A", "Tags", "Id", "xmlns", "é", "a:b", ""]
  private static let pieces = [
    "gm", "größer 🚀", "&lt;p&gt;", "&amp;amp;", "&quot;", "&apos;", "&#xA;", "&#10;", "&#xD;", "&nbsp;", "&eacute;",
    "&", "a & b",
    "<", ">", "'", "\n", "\t", "\r\n", " ", "\u{1}", "\u{FFFD}", "\u{FFFE}", "\u{FEFF}", "\u{FE0F}", "&#0;", "&#xFFFE;",
    "&lt",
    "]]>", "&#x1F680;", "\u{85}", "\u{2028}", "&quot", "&ampamp;", "&LT;", "=", "/", "/>",
  ]

  private func tag(_ random: inout SeededGenerator) -> String {
    func choose(_ usual: String, _ others: [String]) -> String {
      random.number(below: 12) == 0 ? others[random.number(below: others.count)] : usual
    }
    var tag = choose("<", ["< ", "<<", ""]) + choose("row", ["r", "row1", "a:row", "é"])
    for _ in 0..<random.number(below: 5) {
      tag += choose(" ", ["  ", "\n", "\t", "", "\r\n"])
      tag +=
        random.number(below: 3) == 0 ? random.choice(Self.names) : random.choice(["Id", "Body", "Title", "A", "Tags"])
      let quote = choose("\"", ["'", ""])
      tag += choose("=", [" =", "= ", ""]) + quote
      for _ in 0..<random.number(below: 6) { tag += random.choice(Self.pieces) }
      tag += choose(quote, ["", "\"\""])
    }
    return tag + choose(" />", ["/>", ">", "></row>", ">gm</row>", " /> ", "/", " / >", "\n/>"])
  }

  @Test func `say what libxml2 says, however they are written`() {
    var plainCount = 0
    for seed in 0..<UInt64(20_000) {
      var random = SeededGenerator(seed: seed)
      let tag = tag(&random)
      let plain = Array(tag.utf8).withUnsafeBytes { bytes in
        var tag = PlainTag()
        return tag.read(bytes)
      }
      guard plain else { continue }
      plainCount += 1
      let (lines, problem) = told(tag, plainly: true)
      let (expected, expectedProblem) = told(tag, plainly: false)
      #expect(lines == expected && problem == expectedProblem, "the seed \(seed): \(tag)")
    }
    #expect(2_000 < plainCount, "tags of the usual kind are read plainly")
  }

  @Test(arguments: [
    "<row Id=\"1\" Id=\"2\"/>", "<row xmlns=\"a\" Id=\"1\"/>", "<row Id=\"\u{FFFE}\"/>", "<row Id=\"a\nb\"/>",
    "<row Id='1'/>", "<row Id=\"&nbsp;\"/>", "<row Id=\"1\"></row>", "<row Id=\"1\"/><row/>", "<a:row Id=\"1\"/>",
    "<row Id=\"1\"Body=\"2\"/>", "<row Id=\"a<b\"/>",
  ])
  func `that are out of the ordinary are left to libxml2`(_ tag: String) {
    let isPlain = Array(tag.utf8).withUnsafeBytes { bytes in
      var tag = PlainTag()
      return tag.read(bytes)
    }
    #expect(!isPlain)
    #expect(told(tag, plainly: true) == told(tag, plainly: false))
  }
}
