import HearsayCore
import HearsayLexicon

/// Reads when what a clause speaks of happens: a day, a month, a quarter or a year.
///
/// Days without a year take the one that brings them closest to the day of the post.
struct DateReader {
  private let words: Words
  private let quantities: QuantityWords
  private let reader: QuantityReader
  private let language: LanguageCode

  init(_ reader: QuantityReader) {
    self.reader = reader
    (words, quantities, language) = (reader.words, reader.quantities, reader.language)
  }

  /// The first date in the tokens of `range`, in a post of the given day.
  func date(in range: Range<Int>, postedOn day: Day?) -> ClaimDate? {
    // What is told from the day of the post needs to know it.
    let relative = day.flatMap { RelativeDateReader(reader, postedOn: $0) }
    for index in range {
      if let date = numeric(at: index, range) ?? marked(at: index, range) ?? named(at: index, range)
        ?? alone(at: index, range)
      {
        return day.map { date.completed(near: $0) } ?? date
      }
      if let date = relative?.date(at: index, range) { return date }
    }
    return nil
  }

  /// The whole number at a token.
  private func number(_ index: Int, _ range: Range<Int>) -> Int? {
    guard range.contains(index), words[index].kind == .number, words.form(index).count <= 4 else { return nil }
    return Int(String(decoding: words.form(index), as: UTF8.self))
  }

  private func year(_ index: Int, _ range: Range<Int>) -> Int? {
    number(index, range).flatMap { Self.years.contains($0) ? $0 : nil }
  }

  private static let years = 2009...2099

  private static func date(_ year: Int, _ month: Int, _ day: Int) -> ClaimDate? {
    guard years.contains(year), Day(year: year, month: month, day: day) != nil else { return nil }
    return ClaimDate(year: year, month: month, day: day)
  }

  /// `2026-03-12`, `12.03.2026`, and `12/03/2026` where it is plain which is the day.
  private func numeric(at index: Int, _ range: Range<Int>) -> ClaimDate? {
    guard words[index].kind == .number else { return nil }
    if let year = year(index, range), words.form(index).count == 4, index + 2 < range.upperBound,
      words[index + 1].shape.contains(.joined), words[index + 2].shape.contains(.joined),
      let month = number(index + 1, range), let day = number(index + 2, range)
    {
      return Self.date(year, month, day)
    }
    let parts = words.form(index).split(separator: UInt8(ascii: "."))
    if parts.count == 3, parts[2].count == 4 {
      let numbers = parts.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
      return numbers.count == 3 ? Self.date(numbers[2], numbers[1], numbers[0]) : nil
    }
    guard let first = number(index, range), isSlash(index + 1, range), let second = number(index + 2, range),
      isSlash(index + 3, range), let year = year(index + 4, range)
    else { return nil }
    // Of two numbers that may both be months, the language tells which is the day.
    if 12 < first { return Self.date(year, second, first) }
    if 12 < second { return Self.date(year, first, second) }
    return language == .english ? nil : Self.date(year, second, first)
  }

  private func isSlash(_ index: Int, _ range: Range<Int>) -> Bool {
    range.contains(index) && words.onlyScalar(index) == 0x2F
  }

  /// `2026年3月12日`, `3월 12일`: each number with a mark behind it.
  private func marked(at index: Int, _ range: Range<Int>) -> ClaimDate? {
    var (year, month, day) = (Int?.none, Int?.none, Int?.none)
    var next = index
    while let value = number(next, range), let mark = mark(at: next + 1, range) {
      switch mark {
      case .yearMark where Self.years.contains(value) && year == nil && month == nil: year = value
      case .monthMark where 1...12 ~= value && month == nil: month = value
      case .dayMark where 1...31 ~= value && month != nil && day == nil: day = value
      default: return month == nil ? nil : ClaimDate(year: year, month: month, day: day)
      }
      next += 2
      if day != nil { break }
    }
    return month == nil && year == nil ? nil : ClaimDate(year: year, month: month, day: day)
  }

  /// What the mark behind a number says; particles may be written together with it.
  private func mark(at index: Int, _ range: Range<Int>) -> QuantityReader.Meaning? {
    guard range.contains(index) else { return nil }
    return quantities.beginning(words.form(index), in: language)?.meaning
  }

  /// `12 March 2026`, `March 12, 2026`, `12. März`, `12 de marzo de 2026`, `March 2026`.
  private func named(at index: Int, _ range: Range<Int>) -> ClaimDate? {
    if let day = day(index, range) {
      var next = index + 1
      if range.contains(next), words.onlyScalar(next) == 0x2E { next += 1 }
      next = reader.behindLink(next, range)
      guard let found = reader.phrase(at: next, before: range.upperBound), case .month(let month) = found.meaning else {
        return nil
      }
      return ClaimDate(year: year(reader.behindLink(found.end, range), range), month: month, day: day)
    }
    guard let found = reader.phrase(at: index, before: range.upperBound), case .month(let month) = found.meaning else {
      return nil
    }
    let next = reader.behindLink(found.end, range)
    if let year = year(next, range) { return ClaimDate(year: year, month: month) }
    if let day = day(next, range) {
      var behind = next + 1
      if range.contains(behind), words.onlyScalar(behind) == 0x2C { behind += 1 }
      return ClaimDate(year: year(behind, range), month: month, day: day)
    }
    return follows(index) ? ClaimDate(month: month) : nil
  }

  /// The day of a month at a token: `12`, `12th`.
  private func day(_ index: Int, _ range: Range<Int>) -> Int? {
    guard range.contains(index), words[index].kind == .number || words[index].kind == .word,
      !words[index].shape.contains(.joined)
    else { return nil }
    let form = words.form(index)
    let digits = form.prefix { (0x30...0x39).contains($0) }
    let ending = form[digits.endIndex...]
    guard (1...2).contains(digits.count), let day = Int(String(decoding: digits, as: UTF8.self)), 1...31 ~= day,
      ending.isEmpty || ["st", "nd", "rd", "th", "er", "º"].contains(where: { ending.elementsEqual($0.utf8) })
    else { return nil }
    return day
  }

  /// Whether a word such as "in" or "until" stands before a token.
  private func follows(_ index: Int) -> Bool {
    guard 0 < index, let found = reader.phrase(at: index - 1, before: index) else { return false }
    return found.meaning != .link && found.meaning.mayStandBeforeDate
  }

  /// `Q3 2026`, and `in 2026`.
  private func alone(at index: Int, _ range: Range<Int>) -> ClaimDate? {
    if let found = reader.phrase(at: index, before: range.upperBound), case .quarter(let quarter) = found.meaning {
      return ClaimDate(year: year(reader.behindLink(found.end, range), range), quarter: quarter)
    }
    guard let year = year(index, range), words.form(index).count == 4, follows(index) else { return nil }
    return ClaimDate(year: year)
  }
}
