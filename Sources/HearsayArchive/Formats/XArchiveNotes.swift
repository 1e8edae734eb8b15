import HearsayCore

/// The full texts of long posts, from `note-tweet.js`.
///
/// A note does not name its post: the two share the second in which they were made.
struct XArchiveNotes: Sendable {
  private var notes: [UTCTime: [[UInt8]]] = [:]

  /// Collects the notes of all files that are such.
  init(_ files: [(name: String, bytes: [UInt8])]) {
    for file in files where Self.isFileName(file.name) {
      XArchiveFile.withRoot(of: file.bytes) { root in
        for item in root.elements {
          guard let note = item["noteTweet"], let time = UTCTime(note["createdAt"]),
            let text = note["core"]?["text"]?.string
          else { continue }
          notes[time, default: []].append(HTMLParts.escaped(text))
        }
      }
    }
  }

  /// Whether a file of this name has notes; large archives have several.
  static func isFileName(_ name: String) -> Bool {
    name.hasPrefix("note-tweet") && name.hasSuffix(".js")
  }

  /// The full text of the post made at `time`, HTML-escaped, or nil where it is not cut or no note fits.
  func text(at time: UTCTime, cutText: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let candidates = notes[time], let stem = Self.stem(of: cutText) else { return nil }
    return candidates.first { Self.fits(stem, $0) }
  }

  /// The beginning of a post that is cut with `…` and perhaps a link; nil where it is not.
  private static func stem(of text: UnsafeRawBufferPointer) -> ArraySlice<UInt8>? {
    let bytes = Array(text)
    let mark: [UInt8] = [0xE2, 0x80, 0xA6]
    let places = stride(from: bytes.count - mark.count, through: 0, by: -1)
    guard let end = places.first(where: { bytes[$0...].starts(with: mark) }) else { return nil }
    let rest = bytes[(end + 3)...].drop { $0 <= 0x20 }
    guard rest.isEmpty || rest.starts(with: "https://t.co/".utf8) && !rest.contains(0x20) else { return nil }
    return bytes[..<end]
  }

  /// Whether the note goes on where the post was cut.
  ///
  /// Links are shortened differently, and mentions in front of
  /// a reply may be missing, so only the words around the middle of the beginning are compared.
  private static func fits(_ stem: ArraySlice<UInt8>, _ note: [UInt8]) -> Bool {
    if note.starts(with: stem) { return true }
    let words = stem.split(whereSeparator: { $0 <= 0x20 }).filter {
      !$0.starts(with: "http".utf8) && $0.first != UInt8(ascii: "@")
    }
    // The last word may be cut.
    let whole = words.dropLast().prefix(8)
    guard !whole.isEmpty else { return true }
    let found = Set(note.split(whereSeparator: { $0 <= 0x20 }))
    return whole.filter { found.contains($0) }.count * 2 >= whole.count
  }
}
