import HearsayCore
import Testing

struct `Days` {
  @Test func `follow each other without gaps`() {
    // From 1895 to 2105: both centuries without a leap year, and the one with it.
    var expected = (year: 1895, month: 1, day: 1)
    guard let first = Day(year: 1895, month: 1, day: 1), let last = Day(year: 2105, month: 1, day: 1) else {
      Issue.record("a date was refused")
      return
    }
    for number in first.number..<last.number {
      let day = Day(number: number)
      guard day.date == expected, Day(year: expected.year, month: expected.month, day: expected.day) == day else {
        Issue.record("day \(number) is \(day.date), not \(expected)")
        return
      }
      expected = next(expected)
    }
    #expect(expected == (2105, 1, 1))
  }

  /// The date after `date`, by the rules that one learns at school.
  private func next(_ date: (year: Int, month: Int, day: Int)) -> (year: Int, month: Int, day: Int) {
    let isLeap = date.year % 400 == 0 || (date.year % 4 == 0 && date.year % 100 != 0)
    let counts = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if date.day < counts[date.month - 1] { return (date.year, date.month, date.day + 1) }
    return date.month < 12 ? (date.year, date.month + 1, 1) : (date.year + 1, 1, 1)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `come back as they were written`(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let day = Day(number: .random(in: -719_162...2_932_896, using: &generator))
      #expect(Day(day.description) == day, "seed \(seed): \(day.number)")
      let monday = day.weekStart
      #expect(monday <= day && day.number - monday.number < 7 && monday.weekStart == monday, "seed \(seed): \(day)")
      #expect((monday.number - 4) % 7 == 0, "seed \(seed): \(monday) is no Monday")
      let first = day.monthStart
      #expect(first.date == (day.date.year, day.date.month, 1) && first.monthStart == first, "seed \(seed): \(day)")
    }
  }

  @Test(arguments: [
    ("2026-03-02", "2026-03-02", "a Monday"), ("2026-03-01", "2026-02-23", "a Sunday, over the month's border"),
    ("1970-01-01", "1969-12-29", "the epoch, a Thursday"), ("1969-12-28", "1969-12-22", "before the epoch"),
    ("2024-12-31", "2024-12-30", "over the year's border"), ("2024-03-03", "2024-02-26", "over a leap day"),
  ])
  func `belong to the week that begins on Monday`(_ day: String, _ expected: String, _ why: String) {
    #expect(Day(day)?.weekStart.description == expected, "\(why)")
  }

  @Test(arguments: [("2026-03-31", "2026-03-01"), ("2024-02-29", "2024-02-01"), ("1969-12-31", "1969-12-01")])
  func `belong to the month that begins on the first`(_ day: String, _ expected: String) {
    #expect(Day(day)?.monthStart.description == expected)
  }

  @Test(arguments: [
    "", "2026-3-02", "2026-03-2", "2026-02-30", "2025-02-29", "26-03-02", "2026-03-02Z", "2026-03", "2026-03-02-01",
    "2026--3-02", "+026-03-02", "2026-+3-02", "2026/03/02", "0000-01-01", " 2026-03-02",
  ])
  func `are not read from anything else`(_ text: String) {
    #expect(Day(text) == nil)
  }
}
