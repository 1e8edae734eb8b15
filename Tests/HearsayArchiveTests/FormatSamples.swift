import HearsayArchive
import HearsayTestSupport
import Testing

/// A small file of one format, written for these tests: `Samples/<format>/<file>`.
///
/// Every file that is put there is cut at every byte and damaged at random by `DamageTests`; nothing registers it.
struct FormatSample: Sendable, CustomTestStringConvertible {
  /// The name of the format that reads it.
  let format: String
  /// The file's name.
  let name: String
  let bytes: [UInt8]

  var testDescription: String { "\(format)/\(name)" }

  /// The folder of all samples.
  static let folder = Checkout.path("Tests/HearsayArchiveTests/Samples")

  /// All samples, in the order of their names.
  static let all: [FormatSample] = {
    let formats = (try? HearsayTestSupport.names(in: folder)) ?? []
    return formats.flatMap { format in
      ((try? HearsayTestSupport.names(in: "\(folder)/\(format)")) ?? []).compactMap { name in
        (try? readBytes("\(folder)/\(format)/\(name)")).map { FormatSample(format: format, name: name, bytes: $0) }
      }
    }
  }()

  /// Every sample once more, its records repeated until it is about as long as a real file's beginning.
  static let large: [FormatSample] = all.compactMap { sample in
    sample.repeated(upTo: 24 << 10).map { FormatSample(format: sample.format, name: sample.name, bytes: $0) }
  }

  /// Where the records of XML begin, and how the last of them ends.
  private static let elements = [
    ("<row ", "/>"), ("<item", "</item>"), ("<entry", "</entry>"), ("<a:entry", "</a:entry>"),
  ]
  /// Where the posts of pages begin, and what stands behind the last.
  private static let pages = [
    ("<div class=\"message default", "   </div></div>\n  </div>"), ("<tr class=\"n7\">", "</table></form>"),
    ("<div id=\"p501\"", "</body>"), ("<div class=\"windowbg", "</form>"), ("<tr class=\"row1\"", "</table></body>"),
    ("<div class=\"postContainer", "</div></div></body>"),
  ]

  /// The bytes with their records repeated; nil where they cannot be, as in a repository.
  private func repeated(upTo byteCount: Int) -> [UInt8]? {
    guard let body, !body.isEmpty else { return nil }
    var repeated = Array(bytes[..<body.lowerBound])
    while repeated.count < byteCount { repeated += bytes[body] + [0x0A] }
    return repeated + bytes[body.upperBound...]
  }

  /// Where the records stand.
  private var body: Range<Int>? {
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else { return nil }
    guard bytes.first == UInt8(ascii: "<") else { return 0..<bytes.count }
    func offset(_ index: String.Index) -> Int { text.utf8.distance(from: text.utf8.startIndex, to: index) }
    for (opening, closing) in Self.elements {
      guard let first = text.firstRange(of: opening), let last = text.ranges(of: closing).last else { continue }
      return offset(first.lowerBound)..<offset(last.upperBound)
    }
    for (opening, closing) in Self.pages {
      guard let first = text.firstRange(of: opening), let last = text.ranges(of: closing).last else { continue }
      return offset(first.lowerBound)..<offset(last.lowerBound)
    }
    return nil
  }

  /// The sample with this path.
  static func named(_ path: String) throws -> FormatSample { try #require(all.first { $0.testDescription == path }) }

  /// What is read in it.
  func reading() throws -> Reading {
    let reading = try Reading(in: bytes, named: name)
    #expect(reading.wrongs == [] && reading.sources.map(\.format) == [format])
    return reading
  }
}
