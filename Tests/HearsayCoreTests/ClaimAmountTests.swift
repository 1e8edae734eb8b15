import HearsayCore
import Testing

struct `Amounts` {
  @Test(arguments: [
    (5_000_000_000, "usd", "5000000 usd", "$5M"), (40_000, "percent", "40 percent", "40 %"), (500, "", "0.5", "0.5"),
    (1_250_000_000_000, "eur", "1250000000 eur", "1.25B eur"), (1_234_567_000, "usd", "1234567 usd", "$1234567"),
    (0, "usd", "0 usd", "$0"), (1_050, "percent", "1.05 percent", "1.05 %"),
    (3_200_000, "ethereum", "3200 ethereum", "3.2K ethereum"),
  ])
  func `are written for programs and for people, and read again`(
    _ thousandths: Int64, _ unit: String, _ description: String, _ words: String
  ) throws {
    let amount = try #require(ClaimAmount(thousandths: thousandths, unit: unit))
    #expect(amount.description == description)
    #expect(amount.words == words)
    #expect(ClaimAmount(description) == amount)
  }

  @Test(
    arguments: [
      (3_000_000_000, 5_000_000_000, "usd", "3000000-5000000 usd", "$3M–5M"),
      (10_000, 15_500, "percent", "10-15.5 percent", "10–15.5 %"), (1_000, 2_000, "", "1-2", "1–2"),
    ] as [(Int64, Int64, String, String, String)])
  func `may be ranges`(_ least: Int64, _ most: Int64, _ unit: String, _ description: String, _ words: String) throws {
    let amount = try #require(ClaimAmount(thousandths: least, upTo: most, unit: unit))
    #expect(amount.description == description)
    #expect(amount.words == words)
    #expect(ClaimAmount(description) == amount)
  }

  @Test func `of ranges are rounded at both ends, which may be one then`() {
    let range = ClaimAmount(thousandths: 3_120_000, upTo: 4_870_000, unit: "usd")
    #expect(range?.rounded.description == "3100-4900 usd")
    let narrow = ClaimAmount(thousandths: 3_120_000, upTo: 3_140_000, unit: "usd")
    #expect(narrow?.rounded.description == "3100 usd")
    #expect(ClaimAmount(thousandths: 5_000, upTo: 5_000, unit: "usd") == nil)
    #expect(ClaimAmount(thousandths: 5_000, upTo: 3_000, unit: "usd") == nil)
  }

  @Test(
    arguments: [
      (612_000, 610_000), (615_000, 620_000), (600_000, 600_000), (99, 99), (995, 1_000), (999_999, 1_000_000), (0, 0),
      (Int64(999_999_999_999_999_999), 1_000_000_000_000_000_000), (12_499_999, 12_000_000), (12_500_000, 13_000_000),
    ] as [(Int64, Int64)])
  func `are rounded to two digits`(_ thousandths: Int64, _ rounded: Int64) {
    #expect(ClaimAmount(thousandths: thousandths, unit: "usd")?.rounded.thousandths == rounded)
  }

  @Test(arguments: [
    "", " usd", "-5 usd", "x", "1.2345 usd", "1.2.3", "99999999999999999999 usd", "1000000000000000000",
    "5-3 usd", "3- usd", "-3 usd", "1-2-3 usd",
  ])
  func `are not read from anything else`(_ text: String) { #expect(ClaimAmount(text) == nil) }

  @Test func `are neither negative nor absurd`() {
    #expect(ClaimAmount(thousandths: -1, unit: "usd") == nil)
    #expect(ClaimAmount(thousandths: .max, unit: "usd") == nil)
  }
}

struct `Dates of claims` {
  @Test(arguments: [
    ("2026-03-12", "2026-W11", 4), ("2027-01-01", "2026-W53", 5), ("2024-12-30", "2025-W01", 1),
    ("1970-01-01", "1970-W01", 4), ("1969-12-28", "1969-W52", 7),
  ])
  func `may be weeks as ISO 8601 counts them`(_ day: String, _ week: String, _ weekday: Int) throws {
    let day = try #require(Day(day))
    #expect(ClaimDate(weekOf: day).description == week)
    #expect(day.weekday == weekday)
  }

  @Test(arguments: [
    (ClaimDate(year: 2026, month: 3, day: 12), "2026-03-12"), (ClaimDate(year: 2026, month: 11), "2026-11"),
    (ClaimDate(year: 2026, quarter: 3), "2026-Q3"), (ClaimDate(year: 2027), "2027"),
    (ClaimDate(month: 3, day: 12), "--03-12"), (ClaimDate(quarter: 1), "--Q1"),
  ])
  func `are written as ISO 8601 has them`(_ date: ClaimDate, _ text: String) { #expect(date.description == text) }

  @Test(arguments: [
    (ClaimDate(month: 3, day: 12), "2026-03-02", "2026-03-12"),
    (ClaimDate(month: 1, day: 5), "2026-12-20", "2027-01-05"),
    (ClaimDate(month: 12), "2026-01-10", "2025-12"), (ClaimDate(quarter: 3), "2026-03-02", "2026-Q3"),
    (ClaimDate(month: 2, day: 29), "2027-02-20", "2028-02-29"),
    (ClaimDate(year: 2030, month: 1), "2026-03-02", "2030-01"),
    (ClaimDate(), "2026-03-02", "-"),
  ])
  func `take the year that brings them closest to the post`(_ date: ClaimDate, _ day: String, _ text: String) throws {
    #expect(date.completed(near: try #require(Day(day))).description == text)
  }
}
