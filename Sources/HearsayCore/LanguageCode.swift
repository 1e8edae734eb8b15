/// A language, named by its ISO 639 code.
///
/// The code is packed into one integer, so that comparing languages costs nothing.
///
///     LanguageCode("de") == .german       // true
///     LanguageCode("Deutsch")             // nil: not two or three letters
public struct LanguageCode: Hashable, BitwiseCopyable, Sendable {
  /// The letters of the code, one per byte, the first in the lowest byte.
  @usableFromInline let packed: UInt32

  /// The language with an ISO 639-1 or -3 code of two or three lower-case letters, or nil.
  public init?(_ code: some StringProtocol) {
    guard let value = Self.packing(code.utf8) else { return nil }
    packed = value
  }

  /// The language with a code in bytes, or nil where they are not two or three lower-case letters.
  @inlinable
  public init?(bytes: some Sequence<UInt8>) {
    guard let value = Self.packing(bytes) else { return nil }
    packed = value
  }

  private init(known code: StaticString) {
    var value: UInt32 = 0
    for index in 0..<code.utf8CodeUnitCount {
      value |= UInt32(code.utf8Start[index]) << UInt32(8 * index)
    }
    packed = value
  }

  @inlinable
  static func packing(_ bytes: some Sequence<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    var count: UInt32 = 0
    for byte in bytes {
      guard count < 3, byte >= 0x61, byte <= 0x7A else { return nil }
      value |= UInt32(byte) << (8 * count)
      count += 1
    }
    return 2 <= count ? value : nil
  }

  /// Mixed evenly from several languages.
  public static let multiple = LanguageCode(known: "mul")
  /// No language: links, tickers, emoji only.
  public static let none = LanguageCode(known: "zxx")
  /// Not determined.
  public static let undetermined = LanguageCode(known: "und")
  /// German.
  public static let german = LanguageCode(known: "de")
  /// English.
  public static let english = LanguageCode(known: "en")

  /// The eighteen languages that the project sets out to read at full depth; which have words so far, the lexicons tell.
  public static let supported: [LanguageCode] = [
    "en", "de", "es", "fr", "pt", "it", "nl", "pl", "tr", "ru", "uk", "ar", "hi", "zh", "ja", "ko", "vi", "id",
  ].map { LanguageCode(known: $0) }
}

extension LanguageCode: CustomStringConvertible {
  public var description: String {
    var code = ""
    var rest = packed
    while 0 < rest {
      code.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: rest)))
      rest >>= 8
    }
    return code
  }
}

extension LanguageCode: Comparable {
  /// Orders by the letters of the code.
  public static func < (left: LanguageCode, right: LanguageCode) -> Bool {
    left.packed.byteSwapped < right.packed.byteSwapped
  }
}
