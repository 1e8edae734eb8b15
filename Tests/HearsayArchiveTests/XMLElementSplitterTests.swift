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
}
