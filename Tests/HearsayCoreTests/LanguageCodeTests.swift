import HearsayCore
import Testing

struct `Language codes` {
  @Test(arguments: ["de", "en", "zh", "mul", "zxx", "und", "aa", "zzz"])
  func `are two or three lower-case letters`(_ code: String) {
    #expect(LanguageCode(code)?.description == code)
    #expect(LanguageCode(bytes: code.utf8) == LanguageCode(code))
  }

  @Test(arguments: ["", "d", "Deutsch", "DE", "De", "de-AT", "d1", "dé", "abcd", "d e", " de", "zh_CN", "`de"])
  func `are nothing else`(_ code: String) {
    #expect(LanguageCode(code) == nil)
  }

  @Test func `have names for what is used often`() {
    #expect(LanguageCode("de") == .german && LanguageCode("en") == .english)
    #expect(LanguageCode("mul") == .multiple && LanguageCode("zxx") == LanguageCode.none)
    #expect(LanguageCode("und") == .undetermined)
    #expect(LanguageCode.german != .english)
  }

  @Test func `are ordered by their letters`() {
    let codes = ["und", "de", "dea", "en", "mul", "ab", "df", "zxx", "da"].compactMap { LanguageCode($0) }
    #expect(codes.sorted().map(\.description) == codes.map(\.description).sorted())
  }

  @Test func `that are supported are eighteen`() {
    #expect(Set(LanguageCode.supported).count == 18)
    #expect(LanguageCode.supported.allSatisfy { LanguageCode($0.description) == $0 })
    #expect(!LanguageCode.supported.contains(.multiple))
  }
}
