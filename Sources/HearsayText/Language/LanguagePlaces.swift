import HearsayCore

/// The column of each language of a script, found from the letters of its code by one look-up.
struct LanguagePlaces {
  private var columns = [Int8](repeating: -1, count: 1 << 15)

  /// The places of languages in the given order.
  init(_ languages: [LanguageCode]) {
    for (column, language) in languages.enumerated() {
      columns[language.description.utf8.reduce(0) { Self.adding($1, to: $0) }] = Int8(column)
    }
  }

  /// The number of a code so far, with its next letter; codes longer than three letters overflow into no place.
  @inline(__always)
  static func adding(_ letter: UInt8, to name: Int) -> Int {
    let value = 0x61...0x7A ~= letter ? Int(letter & 0x1F) : 31
    return (name << 5 | value) & 0xFFFFF
  }

  /// The column of the language with a number, or nil.
  @inline(__always)
  subscript(name: Int) -> Int? {
    guard name < columns.count, 0 <= columns[name] else { return nil }
    return Int(columns[name])
  }
}
