import HearsayCore

/// The number that stands for a day in the database.
enum StoredDay {
  /// The number of "the archive does not say when".
  ///
  /// A number and not NULL, because NULLs in a key are all different in SQLite, and sums
  /// over posts without a day must meet in one row. No date of the years 1 … 9999 has
  /// it, and SQLite's `date` gives NULL for it.
  static let unknown: Int32 = -10_000_000

  private static let range: ClosedRange<Int32> = -719_162...2_932_896

  /// The number for the day of a moment; moments outside the years 1 … 9999 are taken as unknown.
  static func number(of time: UTCTime?) -> Int32 {
    guard let time, -62_135_596_800 <= time.seconds, time.seconds < 253_402_300_800 else { return unknown }
    let number = time.day.number
    return range.contains(number) ? number : unknown
  }

  /// Whether a number stands for a day, or for none.
  static func isPossible(_ number: Int32) -> Bool { number == unknown || range.contains(number) }

  /// The day that a number stands for.
  static func day(_ number: Int64?) -> Day? {
    guard let number, number != Int64(unknown) else { return nil }
    return Day(number: Int32(clamping: number))
  }
}
