import HearsayCore
import Testing

@testable import HearsayMarkup

struct `Markup` {
  private func plain(_ text: String) -> String { MarkupDecoder.decode(ByteText(text)).text.string }

  @Test(arguments: [
    "", "Scroll pausiert", "AT&T & Co", "<3 a<b a < b > c", "x<y>z", "1 <2> 3", "<<<>>>", "&nosuchname; &amp",
    "&;&&#;&#x;",
    "R&D;", "<notatag>", "<p", "if (a<b && c>d)", "->", "<@123>", "以太坊 🚀 <3",
  ])
  func `is not seen where there is none`(_ text: String) {
    #expect(plain(text) == text)
  }

  @Test(arguments: [
    ("Fees &amp; hype &lt;3", "Fees & hype <3", "named"), ("&#39;a&#x27;&#X27;", "'a''", "decimal and hexadecimal"),
    ("&quot;&apos;&nbsp;&euro;&hellip;", "\"'\u{A0}€…", "more names"), ("&#x1F680;", "🚀", "beyond the first plane"),
    ("&amp;lt;", "&lt;", "decoded once only"), ("AT&T &gt; &x", "AT&T > &x", "beside what is none"),
    ("&#10;&#9;", "\n\t", "line feed and tab"), ("a&amp;&amp;b", "a&&b", "two in a row"),
  ])
  func `of character references is decoded`(_ text: String, _ expected: String, _ why: String) {
    #expect(plain(text) == expected, "\(why)")
  }

  @Test(arguments: 0..<20, 0..<20)
  func `is seen wherever it stands`(_ before: Int, _ after: Int) {
    let (start, end) = (String(repeating: "x", count: before), String(repeating: "ÿ%;=", count: after))
    #expect(plain(start + "&amp;" + end) == start + "&" + end)
    #expect(plain(start + "<br>" + end).split(separator: "\n").joined() == start + end)
    let broken = MarkupDecoder.decode(ByteText(Array(start.utf8) + [0xFF] + Array(end.utf8)))
    #expect(broken.text.string == start + "\u{FFFD}" + end && broken.replacedByteCount == 1)
  }

  @Test(arguments: [
    "&#0;", "&#1;", "&#xD800;", "&#x110000;", "&#99999999999999999999;", "&#-5;", "&#x-5;", "&#+65;", "&#x+41;",
    "&# 65;", "&AMPERSANDANDMORETHANTHATWHICHISTOOLONG;",
  ])
  func `of impossible references stays`(_ text: String) {
    #expect(plain(text) == text)
  }

  @Test(arguments: [
    ("<p>Gut</p><p>so</p>", "Gut\n\nso", "paragraphs"), ("a<br>b<br/>c<br />d", "a\nb\nc\nd", "line breaks"),
    ("<b>Sc</b>roll", "Scroll", "no gap inside a word"), ("<P>Gut</P>", "Gut", "capitals"),
    ("<p>Siehe <a href=\"https://a.example/b\">a.example/b</a>!</p>", "Siehe a.example/b!", "a link keeps its words"),
    (
      "<a href=\"#\"><span class=\"invisible\">https://</span><span class=\"ellipsis\">a.example/lo</span><span class=\"invisible\">ng</span></a>",
      "a.example/lo", "the hidden ends of a link"
    ),
    ("<p>a</p><script>var b = '<p>';</script><p>c</p>", "a\n\nc", "a script"),
    ("<style>p { color: red }</style><p>a</p>", "a", "a style"), ("<p>a<!-- b --></p>", "a", "a comment"),
    ("<ul><li>a</li><li>b</li></ul>", "a\n\nb", "a list"),
    ("<p>Fees &amp; hype &lt;3</p>", "Fees & hype <3", "references"),
    ("<p>a &lt;b&gt; c</p>", "a <b> c", "written brackets are no tags"), ("<p>open", "open", "unclosed"),
    ("<p><b>open</p> more", "open\n\n more", "an open element inside"),
    ("</p>a</div>b<br>", "ab", "ends without a beginning"),
    ("<p>Ärger mit 以太坊 🚀</p>", "Ärger mit 以太坊 🚀", "all scripts"),
  ])
  func `of HTML becomes plain text`(_ html: String, _ expected: String, _ why: String) {
    #expect(plain(html) == expected, "\(why)")
  }

  @Test func `of HTML never shows what is hidden`() {
    for hidden in ["<script>secret</script>", "<style>secret</style>", "<title>secret</title>", "<!-- secret -->"] {
      #expect(!plain("<p>a \(hidden) b</p>").contains("secret"), "\(hidden)")
    }
    #expect(!plain("<p>a<span class=\"x invisible\">se<b>cr</b>et</span>b</p>").contains("cr"))
    #expect(plain("<p><span class=\"invisible\">a<br>b</span>c</p>") == "c")
  }

  @Test func `that is known to be UTF-8 is decoded alike`() {
    for text: ByteText in ["Ärger 🚀", "Fees &amp; hype", "<p>以太坊</p>", ""] {
      #expect(MarkupDecoder.decode(text, isUTF8: true).text == MarkupDecoder.decode(text).text)
    }
  }

  @Test func `without need is passed on without a copy`() {
    let decoded = MarkupDecoder.decode("Ärger 🚀")
    #expect(decoded.text == "Ärger 🚀" && decoded.replacedByteCount == 0)
  }
}

struct `Invalid bytes` {
  private func decoded(_ bytes: [UInt8]) -> DecodedText {
    // A post's text may hold anything; the type's promise of UTF-8 begins with its decoding.
    MarkupDecoder.decode(ByteText(bytes))
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], "a\u{FFFD}b", 1), ([0xFF, 0xFE], "\u{FFFD}\u{FFFD}", 2),
      ([0xE4, 0xBB], "\u{FFFD}", 1), ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}", 2), ([0x80], "\u{FFFD}", 1),
      ([0xEF, 0xBF, 0xBD, 0xFF], "\u{FFFD}\u{FFFD}", 1), ([0xEF, 0xBF, 0xBD], "\u{FFFD}", 0),
      ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}", 3),
    ] as [([UInt8], String, Int)])
  func `are replaced and counted`(_ bytes: [UInt8], _ expected: String, _ count: Int) {
    let text = decoded(bytes)
    #expect(text.text.string == expected && text.replacedByteCount == count)
  }

  @Test func `are replaced among markup too`() {
    let html = decoded(Array("<p>a".utf8) + [0xFF] + Array("b</p>".utf8))
    #expect(html.text.string == "a\u{FFFD}b" && html.replacedByteCount == 1)
    let reference = decoded(Array("&amp;".utf8) + [0xFF])
    #expect(reference.text.string == "&\u{FFFD}" && reference.replacedByteCount == 1)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `of any sort end in valid text`(_ seed: UInt64) {
    // SplitMix64 over the pieces that markup is made of.
    var state = seed
    func next(_ bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
    let pieces: [[UInt8]] = [
      Array("<p>".utf8), Array("</p>".utf8), Array("<".utf8), Array("&".utf8), Array("amp;".utf8), Array("&#x".utf8),
      Array("<script>".utf8), Array("<!--".utf8), Array("<a href='".utf8), Array("<![CDATA[".utf8), [0xFF], [0xE4], [0],
      Array("ä🚀".utf8), Array(" text ".utf8), Array("<br/>".utf8), Array("<span class=invisible>".utf8),
      Array(">".utf8),
    ]
    for _ in 0..<20 {
      let bytes = (0..<next(40)).flatMap { _ in pieces[next(pieces.count)] }
      let text = decoded(bytes)
      #expect(String(validating: text.text.bytes, as: UTF8.self) != nil, "seed \(seed): \(bytes)")
    }
  }
}

struct `Nasty markup` {
  private func seconds(_ text: String) -> Double {
    let clock = ContinuousClock()
    let raw = ByteText(text)
    let duration = clock.measure { _ = MarkupDecoder.decode(raw) }
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  /// Texts of a length that grows with `count`; each is known to be slow or fatal in some reader of HTML.
  static let makers: [(String, @Sendable (Int) -> String)] = [
    ("brackets", { String(repeating: "<", count: $0) }),
    ("brackets before a tag", { String(repeating: "<", count: $0) + "<p>a</p>" }),
    ("open tags without an end", { String(repeating: "<b ", count: $0 / 3) }),
    ("ampersands", { String(repeating: "&", count: $0) + "amp;" }),
    ("nested elements", { String(repeating: "<div>", count: $0 / 5) + "a" }),
    ("nested and closed", { String(repeating: "<b>", count: $0 / 7) + "a" + String(repeating: "</b>", count: $0 / 7) }),
    ("paragraphs", { String(repeating: "<p>", count: $0 / 3) }),
    ("open comments", { "<p>" + String(repeating: "<!--", count: $0 / 4) }),
    ("open attributes", { "<p>" + String(repeating: "<a href=\"", count: $0 / 9) + ">" }),
    ("hidden elements", { String(repeating: "<span class=\"invisible\">", count: $0 / 24) + "a" }),
    ("ends", { "<p>" + String(repeating: "</b>", count: $0 / 4) }),
  ]

  @Test(arguments: makers.indices)
  func `costs time in proportion to its length`(_ index: Int) {
    let (name, make) = Self.makers[index]
    // A quadratic reader needs a hundred times as long for ten times the text, and minutes for the last.
    let short = max(seconds(make(100_000)), 0.005)
    let long = seconds(make(1_000_000))
    print("markup: \(name): \(short) s for 100 kB, \(long) s for 1 MB")
    #expect(long < 40 * short && long < 20, "\(name): \(short) s for 100 kB, \(long) s for 1 MB")
  }

  @Test func `of a hundred thousand elements keeps its text`() {
    let text = String(repeating: "<b>", count: 100_000) + "a" + String(repeating: "</b>", count: 100_000)
    let plain = MarkupDecoder.decode(ByteText(text)).text.string
    #expect(plain == "a" || plain == "")
  }
}
