import HearsayCore

/// Plain text and Markdown: a file is a post, or a thread where its paragraphs are numbered `1/`, `2/` ….
///
/// Text does not say what platform, author or time it is of; its id is a hash of its words, so the same text is
/// the same post wherever it lies.
package struct PlainText: ArchiveFormat {
  package static let summary = FormatSummary(
    "text", "plain text or Markdown: one post a file, or a thread of paragraphs numbered 1/, 2/", gives: [.thread])

  package let framing = Framing.whole(byteCountMost: ArchiveLimits.textByteCountMost)

  package init(_ sample: Sample, in surroundings: Surroundings) {}

  package static func confidence(in sample: Sample) -> Int {
    guard !sample.head.isEmpty, sample.isText, !sample.isPointer else { return 0 }
    switch sample.fileExtension {
    case "txt", "text", "md", "markdown": return 40
    // Without a name that says so, what begins like JSON or markup is some other format.
    case "": return sample.outline.isJSON || sample.head.first(where: { 0x20 < $0 }) == UInt8(ascii: "<") ? 0 : 10
    default: return 0
    }
  }

  package func read(
    _ record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink
  ) throws(RecordProblem) {
    let text = UTF8Scan.repaired(record.bytes)
    guard !text.contains(0) else { throw RecordProblem(.documentEncoding, "the file is not text") }
    if FigureList.isList(text) { return sink.skip(.noPost) }
    var previous: String?
    var first: String?
    let parts = NumberedThread.parts(of: text) ?? [NumberedThread.trimmed(text[...])]
    let isThread = 1 < parts.count
    for (index, part) in parts.enumerated() {
      let id = Self.id(of: part, after: previous)
      var post = PostRecord()
      post[.platform] = sink.store("text")
      post[.text] = sink.store(bytes: part)
      post[.id] = sink.store(id)
      if isThread { post[.conversation] = sink.store(first ?? id) }
      if 0 < index, let previous {
        post[.replyTo] = sink.store(previous)
        post[.thread] = sink.storeThread(bytes: parts[0])
      }
      first = first ?? id
      previous = id
      sink.add(post)
    }
  }

  /// Two hashes of the words, and of what they follow: the same words may stand in a thread twice.
  private static func id(of text: ArraySlice<UInt8>, after previous: String?) -> String {
    var low = FNV1a()
    var high = FNV1a(seed: 1)
    if let previous {
      low.add(previous)
      high.add(previous)
    }
    text.withUnsafeBytes {
      low.add($0)
      high.add($0)
    }
    return high.hexadecimal + low.hexadecimal
  }
}
