/// A moment, in whole seconds since 1970-01-01T00:00:00Z.
///
/// Calendar arithmetic follows Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms" (days_from_civil, civil_from_days); there are no leap seconds.
public struct UTCTime: Hashable, Sendable, Comparable {
  /// Seconds since the epoch; negative before it.
  public let seconds: Int64

  /// The moment `seconds` after the epoch.
  public init(seconds: Int64) { self.seconds = seconds }

  /// The moment with the given civil date and time in UTC, or nil where there is no such date.
  ///
  ///     UTCTime(year: 2026, month: 2, day: 30)      // nil
  public init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
    guard 1 <= year, year <= 9999, 1 <= month, month <= 12, 1 <= day, day <= Self.dayCount(month, year),
      0 <= hour, hour < 24, 0 <= minute, minute < 60, 0 <= second, second <= 60
    else { return nil }
    let days = Self.days(year: year, month: month, day: day)
    seconds = Int64(days * 86_400 + hour * 3_600 + minute * 60 + min(second, 59))
  }

  /// The day of this moment.
  public var day: Day { Day(number: Int32(Self.floorDivide(seconds, 86_400))) }

  public static func < (left: UTCTime, right: UTCTime) -> Bool { left.seconds < right.seconds }

  static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    (value >= 0 ? value : value - divisor + 1) / divisor
  }

  static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func dayCount(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension UTCTime: CustomStringConvertible {
  /// ISO 8601: `2026-03-02T08:15:00Z`.
  public var description: String {
    let clock = Int(seconds - Int64(day.number) * 86_400)
    return "\(day)T\(twoDigits(clock / 3_600)):\(twoDigits(clock / 60 % 60)):\(twoDigits(clock % 60))Z"
  }
}

/// A calendar day in UTC, as the number of days since 1970-01-01.
public struct Day: Hashable, Sendable, Comparable {
  /// Days since 1970-01-01.
  public let number: Int32

  /// The day `number` days after 1970-01-01.
  public init(number: Int32) { self.number = number }

  /// The day with the given date, or nil where there is none.
  public init?(year: Int, month: Int, day: Int) {
    guard let time = UTCTime(year: year, month: month, day: day) else { return nil }
    self = time.day
  }

  /// The day written `2026-03-02`, or nil.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    // "Int" would take a sign for a digit.
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { 0x30 <= $0 && $0 <= 0x39 } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day of the week, 1 for Monday … 7 for Sunday.
  public var weekday: Int {
    // The first of January 1970 was a Thursday.
    let days = (Int(number) + 3) % 7
    return 1 + (days < 0 ? days + 7 : days)
  }

  /// The date as year, month (1–12) and day (1–31).
  public var date: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  /// The Monday on or before this day.
  public var weekStart: Day {
    // 1970-01-01 was a Thursday, three days after a Monday.
    let sinceMonday = ((Int(number) + 3) % 7 + 7) % 7
    return Day(number: number - Int32(sinceMonday))
  }

  /// The first day of this day's month.
  public var monthStart: Day { Day(number: number - Int32(date.day - 1)) }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day: CustomStringConvertible {
  /// ISO 8601: `2026-03-02`.
  public var description: String {
    let (year, month, day) = date
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "-\(twoDigits(month))-\(twoDigits(day))"
  }
}

private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
