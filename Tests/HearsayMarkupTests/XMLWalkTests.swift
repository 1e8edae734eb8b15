import Testing

@testable import HearsayMarkup

struct `Walking over XML` {
  /// What is told of an element, in short: `<name`, `>name`, and texts.
  private final class Log: MarkupVisitor {
    var events: [String] = []

    func open(_ name: String, _ attributes: MarkupAttributes) {
      events.append("<\(name)" + (attributes.string("x").map { " x=\($0)" } ?? ""))
    }

    func close(_ name: String) { events.append(">\(name)") }

    func text(_ bytes: UnsafeRawBufferPointer) {
      let text = String(decoding: bytes, as: UTF8.self)
      if let last = events.last, last.hasPrefix("'") {
        events[events.count - 1] = last + text
      } else {
        events.append("'" + text)
      }
    }
  }

  private final class Counter: MarkupVisitor {
    var byteCount = 0

    func open(_ name: String, _ attributes: MarkupAttributes) {}
    func close(_ name: String) {}
    func text(_ bytes: UnsafeRawBufferPointer) { byteCount += bytes.count }
  }

  private func walk(_ xml: String) -> (events: [String], problem: MarkupProblem?) {
    let log = Log()
    let problem = Array(xml.utf8).withUnsafeBytes { XMLWalk().walk($0, log) }
    return (log.events, problem)
  }

  @Test(arguments: [
    ("<a x=\"1 &amp; 2\">b</a>", ["<a x=1 & 2", "'b", ">a"]), ("<dc:a>&#228;&lt;</dc:a>", ["<dc:a", "'ä<", ">dc:a"]),
    ("<a><![CDATA[<b>&amp;]]>c</a>", ["<a", "'<b>&amp;c", ">a"]), ("<a/>", ["<a", ">a"]),
    ("<a> <b> </b> </a>", ["<a", "' ", "<b", "' ", ">b", "' ", ">a"]),
  ])
  func `tells of elements and texts`(_ xml: String, _ events: [String]) {
    let walked = walk(xml)
    #expect(walked.events == events && walked.problem == nil)
  }

  @Test(arguments: [
    ("<a>R&D & AT&T</a>", "R&D & AT&T"), ("<a>caf&eacute;&nbsp;&nosuch;</a>", "café\u{A0}&nosuch;"),
    ("<a>1 < 2 <3</a>", "1 < 2 <3"), ("<a>b\u{1}&#1;&#xD800;&#x110000;c</a>", "b\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}c"),
    ("<a>&#0;&amp;&lt;</a>", "\u{FFFD}&<"), ("<a>&#X41;&#x41;</a>", "AA"), ("<a>&</a>", "&"), ("<a>&;&#;</a>", "&;&#;"),
    ("<a>\u{FFFE}</a>", "\u{FFFD}"), ("<a><!-- & < --></a>", ""),
  ])
  func `loses no character that XML forbids`(_ xml: String, _ text: String) {
    let walked = walk(xml)
    #expect(walked.events.filter { $0.hasPrefix("'") }.map { String($0.dropFirst()) }.joined() == text)
    #expect(walked.problem == nil)
  }

  @Test func `goes on behind what is not well-formed, and says so`() {
    let walked = walk("<a><b>x</a>&amp;<c>y</c></a>")
    #expect(walked.events.contains("'x") && walked.problem != nil)
  }

  @Test func `may be done again and again`() {
    let walker = XMLWalk()
    for number in 0..<100 {
      let log = Log()
      let xml = number % 3 == 0 ? "<a><b" : "<a>\(number)</a>"
      _ = Array(xml.utf8).withUnsafeBytes { walker.walk($0, log) }
      if number % 3 != 0 { #expect(log.events == ["<a", "'\(number)", ">a"]) }
    }
  }

  @Test func `takes time in proportion to its length`() {
    let clock = ContinuousClock()
    for piece in ["<!--", "<![CDATA[", "&", "<a b='", "&#", "]]>", "<b x=\"1\" "] {
      let xml = "<a>" + String(repeating: piece, count: 300_000 / piece.utf8.count)
      let duration = clock.measure { _ = Array(xml.utf8).withUnsafeBytes { XMLWalk().walk($0, Counter()) } }
      #expect(duration < .seconds(20), "\(piece): \(duration)")
    }
  }
}

struct `Broken text` {
  @Test(arguments: [
    ("don\u{92}t", "don’t"), ("â\u{80}¦", "…"), ("GrÃ¶\u{C3}\u{9F}e", "Größe"), ("plain", "plain"),
    ("Größe â", "Größe â"),
    ("\u{80} 以", "€ 以"), ("", ""),
  ])
  func `is mended where a control character gives it away`(_ text: String, _ expected: String) {
    #expect(String(decoding: BrokenText.mended(Array(text.utf8)), as: UTF8.self) == expected)
  }
}
