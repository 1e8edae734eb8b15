import HearsayCore
import Testing

@testable import HearsayText

/// Accuracy on labelled posts that are not part of the repository; skipped where they are absent.
struct LanguageAccuracyTests {
  /// A figure above the upper bound means that test texts have found their way into the profiles.
  @Test(
    .enabled(
      if: LanguageProfilesFolder.bytes(LanguageProfilesFolder.sharedData + "/umsab-de/dev.jsonl") != nil,
      "needs the labelled posts, in the folder shared/data beside the checkout or under HEARSAY_SHARED"),
    arguments: [
      ("umsab-ar", 0.985, 1.0), ("umsab-de", 0.90, 0.97), ("umsab-en", 0.98, 1.0), ("umsab-es", 0.98, 1.0),
      ("umsab-fr", 0.975, 1.0), ("umsab-it", 0.975, 0.999), ("umsab-pt", 0.975, 1.0),
      ("lingua-sentences", 0.985, 0.999), ("lingua-word-pairs", 0.89, 0.97),
    ])
  func `labelled posts are recognised as often as they should be`(set: String, least: Double, most: Double) throws {
    let bytes = try #require(LanguageProfilesFolder.bytes("\(LanguageProfilesFolder.sharedData)/\(set)/dev.jsonl"))
    let identifier = try LanguageProfilesFolder.identifier.get()
    var right = 0.0
    var all = 0.0
    for line in bytes.split(separator: 0x0A) {
      let text = String(decoding: line, as: UTF8.self)
      guard let post = Self.value("text", in: text), let label = Self.value("lang", in: text),
        let language = LanguageCode(label), LanguageCode.supported.contains(language)
      else { continue }
      all += 1
      if identifier.guess(Tokenizer().words(in: ByteText(post)), hint: nil).language == language { right += 1 }
    }
    #expect(100 < all)
    #expect(least <= right / all && right / all <= most, "\(set): \(right / all)")
  }

  /// The string under a key of one flat JSON object; enough for these files.
  private static func value(_ key: String, in line: String) -> String? {
    let marker = Array("\"\(key)\": \"".utf8)
    let bytes = Array(line.utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: marker) }) else { return nil }
    var value: [UInt8] = []
    var index = start + marker.count
    while index < bytes.count, bytes[index] != 0x22 {
      if bytes[index] == 0x5C, index + 1 < bytes.count {
        index += 1
        value.append(bytes[index] == 0x22 || bytes[index] == 0x5C ? bytes[index] : 0x20)
      } else {
        value.append(bytes[index])
      }
      index += 1
    }
    return String(decoding: value, as: UTF8.self)
  }
}
