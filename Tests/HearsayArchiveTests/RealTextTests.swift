import HearsayArchive
import HearsayCore
import HearsayMarkup
import HearsayTestSupport
import Testing

/// Whether the texts of real files come out whole and clean, measured by clean fields of the files themselves.
@Suite(.enabled(if: RealFiles.folder != nil, "skipped: there is no folder of real archives beside the checkout"))
struct `Texts of real files` {
  private func texts(_ file: String) throws -> [String] {
    let folder = try #require(RealFiles.folder)
    return try Reading("\(folder)/\(file)").posts.map {
      MarkupDecoder.decode($0.rawText, as: $0.markup).text.string
    }
  }

  /// The values of `key` in all objects of a file, or in all that are values of `parent`, in order.
  private func values(
    _ file: String, _ key: StaticString, directlyIn parent: StaticString? = nil
  ) throws -> [String] {
    let all = try readBytes("\(try #require(RealFiles.folder))/\(file)")
    // What JavaScript assigns begins behind the equals sign.
    let bytes = file.hasSuffix(".js") ? Array(all[((all.firstIndex(of: UInt8(ascii: "=")) ?? -1) + 1)...]) : all
    let padded = bytes + [UInt8](repeating: 0, count: JSONParser.paddingByteCount)
    var found: [String] = []
    func visit(_ value: JSONValue, isWanted: Bool) {
      for (name, member) in value.members {
        if isWanted, name.isString(key), let text = member.string {
          found.append(String(decoding: text, as: UTF8.self))
        }
        visit(member, isWanted: parent.map { name.isString($0) } ?? true)
      }
      for element in value.elements { visit(element, isWanted: parent == nil) }
    }
    try padded.withUnsafeBytes { buffer in
      try JSONParser().withValue(of: UnsafeRawBufferPointer(rebasing: buffer[..<bytes.count])) {
        (root) throws(RecordProblem) in visit(root, isWanted: parent == nil)
      }
    }
    return found
  }

  /// Letters and digits only, for comparing texts whose punctuation and layout differ.
  private func letters(_ text: String) -> String { String(text.filter { $0.isLetter || $0.isNumber }) }

  @Test func `of YouTube are the originals, however they are marked up`() throws {
    let file = "youtube/commentThreads_list.json"
    let originals = try values(file, "textOriginal")
    #expect(try texts(file) == originals.filter { !$0.isEmpty })
    // The same comments as HTML, decoded, say the same.
    for (html, original) in zip(try values(file, "textDisplay"), originals) where !original.isEmpty {
      let decoded = MarkupDecoder.decode(ByteText(html), as: .html).text.string
      #expect(letters(decoded) == letters(original))
    }
  }

  @Test func `of long posts of X are the notes, to the letter`() throws {
    let file = "x_archive/alrocar_note-tweet.js"
    let notes = try readBytes("\(try #require(RealFiles.folder))/\(file)")
    // The posts of that person are not at hand, so each is cut from its note, as X cuts them.
    let times = try values(file, "createdAt")
    let texts = try values(file, "text", directlyIn: "core")
    #expect(40 <= times.count && times.count == texts.count)
    let items = zip(texts, times).enumerated().map { number, note in
      let escaped = note.0.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      let cut = Self.escapedJSON(String(escaped.prefix(260)))
      return #"{"tweet":{"id_str":"\#(number + 1)","created_at":"\#(note.1)","full_text":"\#(cut)… https://t.co/x"}}"#
    }
    let fixture = try ArchiveFixture()
    try fixture.write("data/note-tweet.js", notes)
    try fixture.write("data/tweets.js", "window.YTD.tweets.part0 = [\(items.joined(separator: ","))]")
    let posts = try Reading("\(fixture.path)/data").posts
    #expect(posts.map { MarkupDecoder.decode($0.rawText, as: $0.markup).text.string } == texts)
  }

  private static func escapedJSON(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      default: scalar.value < 0x20 ? " " : String(scalar)
      }
    }.joined()
  }

  @Test func `of Discourse have the words of the raw post that are not quoted`() throws {
    let file = "discourse/posts.json"
    let raw = try values(file, "raw")
    let texts = try texts(file)
    #expect(raw.count == texts.count)
    var compared = 0
    for (raw, text) in zip(raw, texts) {
      let words = letters(text)
      // What is quoted, and lines with links, pictures and other markup, stand in the raw text only.
      let isQuoting = raw.contains("[quote") || raw.contains("<")
      for line in raw.split(separator: "\n") where !isQuoting && !line.contains(where: { ">[]!&|:~`".contains($0) }) {
        // Numbers of lists stand before the words of a page, not among them.
        if line.first?.isNumber == true || letters(String(line)).isEmpty { continue }
        compared += 1
        #expect(words.contains(letters(String(line))), "\(line)")
      }
    }
    #expect(80 <= compared)
  }

  @Test(arguments: [
    "discourse/posts.json", "discourse/t_2108_posts_pn_5.json", "mastodon/outbox_dealingwith_slice.json",
    "fourchan/wsg_page_threads.json", "stocktwits/symbol_F_stream.json", "reddit/thread.json", "reddit/more.json",
    "reddit/subreddit.json", "x_graphql/raw_tweet_details.json", "x_snscrape/gdansk_tweets.json",
    "rss/version_json_11.json",
    "x_csv/BitPay_tweets.csv",
  ])
  func `have no tags or entities left in them`(_ file: String) throws {
    for text in try texts(file) {
      for remains in ["<p>", "</", "<br", "<span", "<a ", "&amp;", "&lt;", "&gt;", "&#39;", "&quot;", "class="] {
        #expect(!text.contains(remains), "\(remains) in \(text)")
      }
    }
  }
}
