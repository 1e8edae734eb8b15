import HearsayCore
import HearsayLexicon
import HearsayTestSupport
import Testing

struct `Marked sentences` {
  private func parse(_ text: String) throws(Diagnostics) -> [MarkedSentence] {
    try MarkedSentence.parse(Array(text.utf8), file: "examples.txt")
  }

  /// A sentence written again from what was read: `label(from-to)`, verdict, known to fail.
  private func facts(_ sentence: MarkedSentence) -> String {
    var parts = [sentence.isKnownToFail ? "!\(sentence.text)" : sentence.text]
    parts += sentence.marks.map { "\($0.label)(\($0.span.start)-\($0.span.end))" }
    if let verdict = sentence.verdict { parts.append("=> " + verdict.joined(separator: " ")) }
    return parts.joined(separator: " | ")
  }

  @Test(arguments: [
    ("Ein Satz.", "Ein Satz.", "no marks"),
    ("Ein [+: guter] Tag.", "Ein guter Tag. | +(4-9)", "a mark"),
    ("Für [+: schöne] Tage", "Für schöne Tage | +(5-12)", "bytes, not letters"),
    ("[+: gut] und [-: schlecht]", "gut und schlecht | +(0-3) | -(8-16)", "two marks"),
    ("ein Tag => positive", "ein Tag | => positive", "a verdict"),
    ("a => b => x=1 y", "a => b | => x=1 y", "the last arrow counts"),
    ("a =>b", "a =>b", "an arrow needs blanks"),
    ("! [+: gut] => negative", "!gut | +(0-3) | => negative", "known to fail"),
    ("!wichtig", "!wichtig", "an exclamation mark without a blank is text"),
    ("[[1]] ist [+: gut]", "[1] ist gut | +(8-11)", "doubled brackets"),
    ("#Ironie ist kein Kommentar", "#Ironie ist kein Kommentar", "a hashtag is no comment"),
    ("[source: a: b]", "a: b | source(0-4)", "the first colon ends the label"),
  ])
  func `are read`(_ line: String, _ expected: String, _ why: String) throws {
    #expect(try parse(line).map(facts) == [expected], "\(why)")
  }

  @Test(arguments: [
    ("ein [+: guter Tag", 18, "a mark is not closed"),
    ("ein [+: gu[-: t]er]", 11, "a mark begins inside another"),
    ("ein [guter] Tag", 5, "a mark has no label; it is written [label: words]"),
    ("ein [: guter] Tag", 5, "a mark has no label; it is written [label: words]"),
    ("ein [a] und: b", 5, "a mark has no label; it is written [label: words]"),
    ("ein guter] Tag", 10, "there is a closing bracket without an opening one"),
    ("ein [+: ] Tag", 9, "a mark has no words"),
    ("äöü ein] Tag", 11, "there is a closing bracket without an opening one"),
    ("! ein] Tag", 6, "there is a closing bracket without an opening one"),
    ("[event: [[1]] gut]", 13, "there is a closing bracket without an opening one"),
    ("ein [+: Tag => positive", 12, "a mark is not closed"),
  ])
  func `with a mistake are refused with its place`(_ line: String, _ column: Int, _ message: String) {
    do {
      _ = try parse("# first line\n\n\(line)\n")
      Issue.record("\(line) was read")
    } catch {
      #expect(
        error.lines(from: "/") == [
          "examples.txt:3:\(column): error[example.syntax]: \(message)", "help: a literal bracket is doubled: [[ ]]",
        ])
    }
  }

  @Test func `with mistakes are all reported`() {
    do {
      _ = try parse("[a: b\nfine\nc]\n[+: fine]\n")
      Issue.record("mistakes were read")
    } catch { #expect(error.all.compactMap(\.location?.line) == [1, 3]) }
  }

  @Test func `remember their lines; comments and blank lines are none`() throws {
    let sentences = try parse("# comment\n#\n\nerste\n  \n! zweite\ndritte")
    #expect(sentences.map(\.location.line) == [4, 6, 7])
    #expect(sentences.map(\.isKnownToFail) == [false, true, false])
  }

  @Test func `must be UTF-8`() {
    do {
      _ = try MarkedSentence.parse([0x61, 0xFF], file: "examples.txt")
      Issue.record("invalid bytes were read")
    } catch { #expect(error.lines(from: "/") == ["examples.txt:1:1: error[file.encoding]: the file is not UTF-8"]) }
  }
}
