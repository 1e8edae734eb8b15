import HearsayCore
import HearsayMarkup

/// A format whose records are elements of XML.
package protocol XMLFormat: ArchiveFormat {
  /// Takes in what is told of one element.
  associatedtype Element: MarkupVisitor
  /// A visitor for the next element.
  func element() -> Element
  /// Adds what the element contains to `sink`; adding nothing says that there was no post in it.
  func read(_ element: Element, into sink: inout RecordSink) throws(RecordProblem)
}

extension XMLFormat {
  package func read(
    _ record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink
  ) throws(RecordProblem) {
    try readElement(of: record, using: parser, into: &sink)
  }

  /// Walks over the record and reads the element that it is.
  func readElement(
    of record: ArchiveRecord, using parser: JSONParser, into sink: inout RecordSink
  ) throws(RecordProblem) {
    guard !record.isAtSourceEnd else {
      // Only an element that is cut off ends with the source instead of its own end.
      throw RecordProblem(.recordTruncated, "the record is cut off by the end of the source")
    }
    let element = element()
    switch parser.walkXML(record.bytes, element) {
    case nil: break
    case .malformed: sink.remark(.recordMended)
    case .tooDeep(let limit):
      throw RecordProblem(.recordInvalidMarkup, "elements lie in elements, deeper than \(limit)")
    case .tooManyAttributes: throw RecordProblem(.recordInvalidMarkup, "there are too many attributes in the tags")
    }
    try read(element, into: &sink)
  }
}

extension JSONParser {
  /// Tells `visitor` of an element of XML, with bytes that are not UTF-8 replaced.
  func walkXML(_ element: UnsafeRawBufferPointer, _ visitor: some MarkupVisitor) -> MarkupProblem? {
    guard !UTF8Scan.isValid(element) else { return xml.walk(element, visitor) }
    return UTF8Scan.repaired(element).withUnsafeBytes { xml.walk($0, visitor) }
  }

  /// Tells `visitor` of a page of HTML, with bytes that are not UTF-8 replaced.
  func walkHTML(_ page: UnsafeRawBufferPointer, _ visitor: some MarkupVisitor) throws(RecordProblem) {
    var problem: MarkupProblem?
    func walk(_ bytes: UnsafeRawBufferPointer) {
      do throws(MarkupProblem) { try HTMLWalk.walk(bytes, visitor) } catch { problem = error }
    }
    if UTF8Scan.isValid(page) { walk(page) } else { UTF8Scan.repaired(page).withUnsafeBytes { walk($0) } }
    switch problem {
    case nil: break
    case .tooDeep(let limit):
      throw RecordProblem(.recordInvalidMarkup, "elements lie in elements, deeper than \(limit)")
    case .tooManyAttributes: throw RecordProblem(.recordInvalidMarkup, "there are too many attributes in the tags")
    case .malformed(let reason): throw RecordProblem(.recordInvalidMarkup, "the page cannot be read: \(reason)")
    }
  }
}
