import HearsayArchive
import HearsayCore
import HearsayMarkup
import Testing

struct `Encodings` {
  /// `text` in a character set that the system knows.
  private func encoded(_ text: String, _ charset: String) throws -> [UInt8] {
    let fixture = try ArchiveFixture()
    try fixture.write("in", text)
    try #require(fixture.shell("iconv -f utf-8 -t '\(charset)' in > out"))
    return try fixture.bytes("out")
  }

  static let texts = [
    ("windows-1251", "Сеть Scroll приостановила голосование, и никто не знает почему"),
    ("koi8-r", "Сеть Scroll приостановила голосование, и никто не знает почему"),
    ("shift_jis", "スクロールはガバナンスの投票を停止しました。理由は不明です。"),
    ("euc-jp", "スクロールはガバナンスの投票を停止しました。理由は不明です。"),
    ("euc-kr", "스크롤은 거버넌스 투표를 중단했다. 이유는 아무도 모른다"),
    ("gb18030", "滚动网络暂停了治理投票，没有人知道其中的原因是什么"),
    ("big5", "捲動網路暫停了治理投票，沒有人知道其中的原因是什麼"),
    ("windows-1252", "Das Netz Scroll hält die Abstimmung an – niemand weiß, warum: „größer“"),
    ("windows-1255", "רשת סקרול השהתה את ההצבעה ואף אחד לא יודע מדוע"),
    ("cp874", "เครือข่ายหยุดการลงคะแนนและไม่มีใครรู้ว่าทำไม"),
  ]

  @Test(arguments: texts)
  func `are guessed where nothing is declared`(_ charset: String, _ text: String) throws {
    let bytes = try encoded("<rss><channel><item><title>\(text)</title></item></channel></rss>", charset)
    #expect(try Reading(in: bytes, named: "a.xml").texts == [text])
    #expect(try Reading(in: try encoded(text, charset), named: "a.txt").texts == [text])
  }

  @Test(
    arguments: texts + [
      ("iso-8859-2", "Sieć Scroll wstrzymała głosowanie, nikt nie wie dlaczego: żółć"),
      ("windows-1253", "Το δίκτυο σταμάτησε την ψηφοφορία"),
    ])
  func `are what is declared`(_ charset: String, _ text: String) throws {
    let xml =
      "<?xml version='1.0' encoding='\(charset)'?><rss><channel><item><title>\(text)</title></item></channel></rss>"
    #expect(try Reading(in: try encoded(xml, charset), named: "a.xml").texts == [text])
  }

  @Test(arguments: ["iso-8859-1", "windows-1251", "big5", "no-such-set", "us-ascii", "utf-16"])
  func `are UTF-8 where it is UTF-8, whatever is declared`(_ charset: String) throws {
    let xml =
      "<?xml version=\"1.0\" encoding=\"\(charset)\"?><rss><channel><item><title>größer 以太坊 🚀</title></item></channel></rss>"
    #expect(try Reading(in: Array(xml.utf8), named: "a.xml").texts == ["größer 以太坊 🚀"])
  }

  @Test func `are decided upon at the first letter that tells them, however late it comes`() throws {
    let blank = String(repeating: " ", count: 200_000)
    let xml =
      "<?xml version='1.0' encoding='iso-8859-1'?>\(blank)<rss><channel><item><title>größer</title></item></channel></rss>"
    #expect(
      try Reading(in: Array(xml.utf8), named: "a.xml").outcomes == ["failed archive.unknown-format"],
      "no element in sight")
    let feed =
      "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel>\(blank)<item><title>größer</title></item></channel></rss>"
    #expect(try Reading(in: Array(feed.utf8), named: "a.xml").texts == ["größer"])
    #expect(try Reading(in: try encoded(feed, "iso-8859-1"), named: "a.xml").texts == ["größer"])
  }

  @Test(arguments: ["utf-16le", "utf-16be", "utf-32"])
  func `of two or four bytes need no mark`(_ charset: String) throws {
    let xml = "<rss><channel><item><title>größer 🚀</title></item></channel></rss>"
    #expect(try Reading(in: try encoded(xml, charset), named: "a.xml").texts == ["größer 🚀"])
  }

  @Test func `with a few broken bytes stay what they are`() throws {
    var bytes = Array("<rss><channel><item><title>größer und schöner X</title></item></channel></rss>".utf8)
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "X")))
    bytes[place] = 0xE4
    #expect(try Reading(in: bytes, named: "a.xml").texts == ["größer und schöner \u{FFFD}"])
  }

  @Test func `of JSON are never guessed`() throws {
    let bytes = Array("{\"platform\":\"t\",\"text\":\"gr".utf8) + [0xFC] + Array("n\"}\n".utf8)
    #expect(try Reading(in: bytes, named: "a.jsonl").texts == ["gr\u{FFFD}n"])
  }
}
