import HearsayCore
import HearsayMarkup

/// The beginning of a source, from which its format is recognised.
package struct Sample: Sendable {
  /// The source's name: the path that the user gave, and the path inside archives.
  package let name: String
  /// The first bytes, decompressed, in UTF-8, without byte order mark.
  package let head: [UInt8]
  /// Whether `head` is all of the source.
  package let isWhole: Bool
  /// What JSON keys occur in the head.
  package let outline: JSONOutline
  /// What it says about itself where it is XML or HTML.
  package let markup: MarkupOutline
  /// How the user wants it to be read.
  package let options: ReadingOptions
  /// Whether the head looks like text: no NUL, few control characters, little that is not UTF-8.
  package let isText: Bool

  /// The day on which it was saved, where whatever is around it says so.
  package var capturedOn: Day?

  package init(name: String, head: [UInt8], isWhole: Bool, options: ReadingOptions = ReadingOptions()) {
    self.name = name
    self.head = head
    self.isWhole = isWhole
    self.options = options
    outline = JSONOutline(head, isWhole: isWhole)
    markup = MarkupOutline(head)
    isText = head.withUnsafeBytes { Self.isText($0) }
  }

  /// The name behind the last slash.
  package var fileName: String { name.split(separator: "/").last.map(String.init) ?? name }

  /// What stands behind the last point of the file's name, in lower case; empty where there is none.
  ///
  /// Endings of compressions (`.gz`, `.zst` …) are passed over.
  package var fileExtension: String {
    var parts = fileName.split(separator: ".", omittingEmptySubsequences: false).dropFirst().map { $0.lowercased() }
    while let last = parts.last, ["gz", "bz2", "xz", "zst", "zstd"].contains(last) { parts.removeLast() }
    return parts.last ?? ""
  }

  /// Whether the head begins with `text`.
  package func begins(with text: String) -> Bool { head.starts(with: text.utf8) }

  /// Whether `text` stands anywhere in the head.
  package func contains(_ text: StaticString) -> Bool {
    head.withUnsafeBytes { ByteSearch.first(text, in: $0, from: 0) != nil }
  }

  /// Whether it is a page of HTML, or a part of one: a style, a program.
  package var isOfPages: Bool {
    markup.isHTML || ["css", "js", "svg", "xsl", "xsd", "dtd", "map"].contains(fileExtension)
  }

  /// Whether it is what Git leaves in the place of a large file that was not fetched.
  package var isPointer: Bool { begins(with: "version https://git-lfs.github.com/spec/") }

  private static func isText(_ head: UnsafeRawBufferPointer) -> Bool {
    guard ByteSearch.first("\0", in: head, from: 0) == nil else { return false }
    var odd = UTF8Scan.controlCount(in: head)
    if !UTF8Scan.isValidBeginning(head) {
      var position = 0
      while position < head.count {
        let byteCount = UTF8Scan.scalarByteCount(head, at: position)
        if byteCount == 0 { odd += 1 }
        position += max(byteCount, 1)
      }
    }
    return odd <= 3 + head.count / 20
  }
}

/// What is known around a source: its name, and files beside it.
package struct Surroundings {
  private let neighbours: (_ isWanted: (String) -> Bool) -> [(name: String, bytes: [UInt8])]

  package init(_ neighbours: @escaping (_ isWanted: (String) -> Bool) -> [(name: String, bytes: [UInt8])]) {
    self.neighbours = neighbours
  }

  /// Nothing is known.
  package static var unknown: Surroundings { Surroundings { _ in [] } }

  /// The files in the source's folder whose names are wanted, with their content, sorted by name.
  ///
  /// Costs a walk over the archive; a file beyond `ArchiveLimits.neighbourByteCountMost` is left out.
  package func files(where isWanted: (String) -> Bool) -> [(name: String, bytes: [UInt8])] {
    neighbours(isWanted).sorted { $0.name < $1.name }
  }
}
