import HearsayArchive
import HearsayCore
import Testing

struct `Splitting elements of XML` {
  @Test(arguments: [
    ("<a><row x=\"1\"/><row x=\"2\" /></a>", ["<row x=\"1\"/>", "<row x=\"2\" />"], "empty elements"),
    ("<a><item>1</item> <items>2</items><item>3</item ></a>", ["<item>1</item>", "<item>3</item >"], "like names"),
    ("<a><row x=\"a>b/>\" y='\">'/></a>", ["<row x=\"a>b/>\" y='\">'/>"], "brackets in values"),
    ("<a><!-- <row/> --><row/><![CDATA[<row/>]]></a>", ["<row/>"], "comments and sections"),
    ("<a><item><![CDATA[</item>]]></item></a>", ["<item><![CDATA[</item>]]></item>"], "an end in a section"),
    ("<?xml v='<row/>'?><!DOCTYPE a [<!ENTITY b \"<row/>\">]><a><row/></a>", ["<row/>"], "what stands before"),
    ("<a><item>1<item>2</item></a>", ["<item>1", "<item>2</item>"], "one that was not closed"),
    ("<a><row x=\"1><row x=\"2\"/></a>", ["<row x=\"1>", "<row x=\"2\"/>"], "a quote that was not closed"),
    ("<a><item>1", ["<item>1"], "cut off"), ("<a><item", [], "cut off in a name"), ("a < b", [], "no XML"),
    ("<a><item><b></item></b></item><item/></a>", ["<item><b></item>", "<item/>"], "elements that overlap"),
  ])
  func `gives the same whatever comes at a time`(_ text: String, _ expected: [String], _ why: String) {
    for stretch in [1, 2, 3, 7, 1000] {
      #expect(split(text, XMLElementSplitter(["row", "item"]), stretch: stretch) == expected, "\(why), \(stretch)")
    }
  }

  /// The records of `text`, when it comes in stretches of `byteCount` bytes.
  private func split(_ text: String, _ splitter: some RecordSplitter, stretch byteCount: Int) -> [String] {
    var splitter = splitter
    let bytes = Array(text.utf8)
    var records: [String] = []
    var start: Int?
    var (position, available) = (0, 0)
    while available < bytes.count {
      available = min(available + byteCount, bytes.count)
      bytes.withUnsafeBytes { raw in
        let seen = UnsafeRawBufferPointer(rebasing: raw[..<available])
        while let mark = splitter.nextMark(in: seen, from: &position) {
          switch mark {
          case .begin(let offset): start = offset
          case .end(let offset):
            records.append(String(decoding: bytes[(start ?? 0)..<offset], as: UTF8.self))
            start = nil
          }
        }
      }
    }
    if let start { records.append(String(decoding: bytes[start...], as: UTF8.self)) }
    return records
  }
}
