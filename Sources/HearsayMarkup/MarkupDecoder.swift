import HearsayCore

/// Turns the bytes of a post into plain text: valid UTF-8 without entities and without HTML.
///
///     MarkupDecoder.decode("Fees &amp; hype <3").text.string      // "Fees & hype <3"
///     MarkupDecoder.decode("<p>Gut</p><p>so</p>").text.string     // "Gut\n\nso"
///
/// Text that needs nothing of this, which is most, is returned as it is, without a copy.
package enum MarkupDecoder {
  /// The plain text of `raw`, which is marked up as `markup` says, and the number of invalid bytes that were
  /// replaced by U+FFFD.
  ///
  /// `isUTF8` says that somebody found no invalid bytes already.
  ///
  /// - Complexity: O(n) in the number of bytes.
  package static func decode(
    _ raw: ByteText, as markup: TextMarkup = .unknown, isUTF8: Bool = false
  ) -> DecodedText {
    let survey = raw.withBytes { MarkupSurvey($0, isUTF8: isUTF8) }
    let hasTag = markup == .html ? survey.hasBracket : survey.hasTag && markup == .unknown
    let hasEntity = survey.hasEntity && markup != .plain && markup != .markdown
    let hasQuotes =
      (markup == .markdown || markup == .escapedMarkdown) && raw.withBytes { MarkdownQuotes.occur(in: $0) }
    if !hasEntity && !hasTag && !hasQuotes && survey.isValid {
      return DecodedText(text: raw, replacedByteCount: 0)
    }
    var bytes = raw.bytes
    var replaced = 0
    if !survey.isValid { (bytes, replaced) = repaired(bytes) }
    if hasQuotes { bytes = MarkdownQuotes.removed(from: bytes) }
    if hasTag {
      bytes = HTMLText.plain(bytes, blanks: markup == .html ? .collapsed : .kept)
    } else if hasEntity {
      bytes = EntityDecoder.decode(bytes)
    }
    return DecodedText(text: ByteText(bytes), replacedByteCount: replaced)
  }

  /// Replaces each maximal invalid part by U+FFFD, as Unicode 15 recommends in section 3.9.
  private static func repaired(_ bytes: [UInt8]) -> ([UInt8], Int) {
    let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
    let before = replacementCount(bytes)
    return (text, replacementCount(text) - before)
  }

  private static func replacementCount(_ bytes: [UInt8]) -> Int {
    guard 2 < bytes.count else { return 0 }
    return (0..<bytes.count - 2).count { bytes[$0] == 0xEF && bytes[$0 + 1] == 0xBF && bytes[$0 + 2] == 0xBD }
  }
}

/// What a first look at the bytes of a text shows.
struct MarkupSurvey {
  var hasEntity = false
  var hasTag = false
  /// Whether there is an opening angle bracket, which in HTML is a tag.
  var hasBracket = false
  var isValid = true

  init(_ bytes: UnsafeRawBufferPointer, isUTF8: Bool = false) {
    let look = ByteLook(bytes)
    hasEntity = look.hasAmpersand
    hasBracket = look.hasBracket
    if hasBracket {
      hasTag = bytes.indices.contains { bytes[$0] == UInt8(ascii: "<") && Self.beginsTag(bytes, $0) }
    }
    if !isUTF8, look.hasHigh { isValid = (try? UTF8Span(validating: bytes.bindMemory(to: UInt8.self).span)) != nil }
  }

  /// Whether a tag of HTML begins at `index`: a known name, attributes or none, and a closing bracket.
  ///
  /// `<3`, `a<b` and `a<b && c>d` are none. The next bracket of either sort ends the search, so that a survey of
  /// any text takes time in proportion to its length.
  private static func beginsTag(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    var start = index + 1
    if start < bytes.count, bytes[start] == UInt8(ascii: "/") { start += 1 }
    var end = start
    while end < bytes.count, end - start < 12, isNameByte(bytes[end]) { end += 1 }
    guard start < end, end < bytes.count,
      bytes[end] == UInt8(ascii: ">") || bytes[end] == UInt8(ascii: "/") || bytes[end] <= 0x20
    else { return false }
    let name = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
    guard HTMLText.isKnown(name),
      let bracket = bytes[end...].firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }),
      bytes[bracket] == UInt8(ascii: ">")
    else { return false }
    let rest = bytes[end..<bracket].drop { $0 <= 0x20 || $0 == UInt8(ascii: "/") }
    return rest.isEmpty || (isNameByte(rest[rest.startIndex]) && rest.contains(UInt8(ascii: "=")))
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }
}

extension MarkupDecoder {
  /// The text that `html` shows, which may be plain text with entities, or HTML that was escaped once too often.
  package static func plain(_ html: [UInt8]) -> [UInt8] {
    let survey = html.withUnsafeBytes { MarkupSurvey($0) }
    if survey.hasTag { return HTMLText.plain(html, blanks: .collapsed) }
    guard survey.hasEntity else { return BrokenText.mended(html) }
    let decoded = EntityDecoder.decode(html)
    let inner = decoded.withUnsafeBytes { MarkupSurvey($0) }
    return inner.hasTag ? HTMLText.plain(decoded, blanks: .collapsed) : BrokenText.mended(decoded)
  }
}
