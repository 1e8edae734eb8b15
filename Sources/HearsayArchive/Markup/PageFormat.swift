import HearsayCore
import HearsayMarkup

/// A format whose sources are pages of HTML, each with many posts.
package protocol PageFormat: ArchiveFormat {
  /// Takes in what is told of one page.
  associatedtype Page: MarkupVisitor
  /// A visitor for the page.
  func page() -> Page
  /// Adds what the page contains to `sink`.
  ///
  /// Where the page ends early, its last post may not be whole: it is not added, and counted as cut off.
  func read(_ page: Page, isWhole: Bool, into sink: inout RecordSink) throws(RecordProblem)
}

extension PageFormat {
  package var framing: Framing { .whole(byteCountMost: ArchiveLimits.elementByteCountMost) }

  package func read(
    _ record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink
  ) throws(RecordProblem) {
    let page = page()
    try parser.walkHTML(record.bytes, page)
    let isWhole = PageEnd.isWhole(record.bytes)
    try read(page, isWhole: isWhole, into: &sink)
    if !isWhole { sink.fail(RecordProblem(.recordTruncated, "the page is cut off; the posts before are read")) }
  }
}

/// Whether pages end where they should.
enum PageEnd {
  /// Whether the page ends as it began: what opens `html` closes it too.
  static func isWhole(_ page: UnsafeRawBufferPointer) -> Bool {
    let isOpened = has("<html", or: "<HTML", in: page, from: 0, within: 64 << 10)
    return !isOpened || has("</html", or: "</HTML", in: page, from: max(0, page.count - (64 << 10)), within: page.count)
  }

  private static func has(
    _ text: StaticString, or other: StaticString, in bytes: UnsafeRawBufferPointer, from start: Int, within count: Int
  ) -> Bool {
    let part = UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + count)])
    return ByteSearch.first(text, in: part, from: 0) != nil || ByteSearch.first(other, in: part, from: 0) != nil
  }
}
