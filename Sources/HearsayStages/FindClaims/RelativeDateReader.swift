import HearsayCore
import HearsayLexicon

/// Reads dates that are told from the day of the post: "yesterday", "next month", "last Tuesday", `上周二`.
struct RelativeDateReader {
  private let reader: QuantityReader
  /// The day of the post.
  private let day: Day

  /// A reader of dates told from `day`; nil where no calendar has it.
  init?(_ reader: QuantityReader, postedOn day: Day) {
    // What archives say of time may be far from any calendar.
    guard 1...9_000 ~= day.date.year else { return nil }
    self.reader = reader
    self.day = day
  }

  /// The date that begins at a token of `range`.
  func date(at index: Int, _ range: Range<Int>) -> ClaimDate? {
    guard let first = reader.phrase(at: index, before: range.upperBound) else { return nil }
    switch (first.meaning, second(behind: first, from: index, range)) {
    case (.relative(.week, let weeks), .weekday(let weekday)?), (.weekday(let weekday), .relative(.week, let weeks)?):
      return date(monday(of: weeks) + weekday - 1)
    case (.last, .weekday(let weekday)?), (.weekday(let weekday), .last?):
      return date(Int(day.number) - 1 - (day.weekday - 1 - weekday + 7) % 7)
    case (.next, .weekday(let weekday)?), (.weekday(let weekday), .next?):
      return date(Int(day.number) + 1 + (weekday - day.weekday - 1 + 7) % 7)
    case (.weekday(let weekday), _):
      // The one that is closest, three days before or behind at most.
      return date(Int(day.number) + (weekday - day.weekday + 3 + 7) % 7 - 3)
    case (.relative(let unit, let offset), _): return date(unit, offset)
    default: return nil
    }
  }

  /// What stands behind the first words; a day of the week may share its character with the word for a week: `上周二`.
  private func second(
    behind first: (meaning: QuantityWords.Meaning, end: Int), from index: Int, _ range: Range<Int>
  ) -> QuantityWords.Meaning? {
    if index + 1 < first.end,
      case .weekday(let day)? = reader.phrase(at: first.end - 1, before: range.upperBound)?.meaning
    {
      return .weekday(day)
    }
    return reader.phrase(at: reader.behindLink(first.end, range), before: range.upperBound)?.meaning
  }

  private func monday(of weeks: Int) -> Int { Int(day.number) - day.weekday + 1 + 7 * weeks }

  private func date(_ number: Int) -> ClaimDate {
    let date = Day(number: Int32(number)).date
    return ClaimDate(year: date.year, month: date.month, day: date.day)
  }

  private func date(_ unit: QuantityWords.Meaning.Unit, _ offset: Int) -> ClaimDate? {
    let (year, month, _) = day.date
    switch unit {
    case .day: return date(Int(day.number) + offset)
    case .week: return ClaimDate(weekOf: Day(number: Int32(monday(of: offset))))
    case .month:
      let months = 12 * year + month - 1 + offset
      return ClaimDate(year: months / 12, month: months % 12 + 1)
    case .quarter:
      let quarters = 4 * year + (month - 1) / 3 + offset
      return ClaimDate(year: quarters / 4, quarter: quarters % 4 + 1)
    case .year: return ClaimDate(year: year + offset)
    }
  }
}
