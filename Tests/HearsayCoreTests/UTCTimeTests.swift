import HearsayCore
import Testing

struct `Times` {
  @Test(arguments: [
    ("2026-03-02T08:15:00Z", "2026-03-02T08:15:00Z", "the plain form"),
    ("2026-03-02T08:15:00.123Z", "2026-03-02T08:15:00Z", "a fraction is cut"),
    ("2026-03-02T08:15:00,999999Z", "2026-03-02T08:15:00Z", "a fraction behind a comma"),
    ("2026-03-02t08:15:00z", "2026-03-02T08:15:00Z", "small letters"),
    ("2026-03-02 08:15:00", "2026-03-02T08:15:00Z", "a blank, and no zone"),
    ("2026-03-02 08:15:00 +02:00", "2026-03-02T06:15:00Z", "a blank before the zone"),
    ("2026-03-02T08:15:00+02:00", "2026-03-02T06:15:00Z", "east"),
    ("2026-03-02T08:15:00-0700", "2026-03-02T15:15:00Z", "west, without a colon"),
    ("2026-03-02T08:15:00+05", "2026-03-02T03:15:00Z", "hours only"),
    ("2026-03-02T08:15:00+05:45", "2026-03-02T02:30:00Z", "a quarter"),
    ("2026-03-01T00:30+01:00", "2026-02-28T23:30:00Z", "minutes only, over the month's border"),
    ("2024-03-01T00:30+01:00", "2024-02-29T23:30:00Z", "over a leap day"),
    ("2026-01-01T00:00:00+14:00", "2025-12-31T10:00:00Z", "over the year's border"),
    ("2026-03-02", "2026-03-02T00:00:00Z", "a date alone"),
    ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z", "before the epoch"),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", "a leap second is the second before"),
    ("0001-01-01", "0001-01-01T00:00:00Z", "the first year"),
    ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z", "the last year"),
  ])
  func `are read in all forms of archives`(_ text: String, _ expected: String, _ why: String) {
    #expect(UTCTime(iso8601: text)?.description == expected, "\(why)")
  }

  @Test(arguments: [
    "", "2026", "2026-03", "2026-3-2", "2026-02-30", "2026-13-01", "2026-00-01", "2026-01-00", "0000-01-01",
    "2025-02-29", "1900-02-29", "2026-03-02T", "2026-03-02T24:00:00Z", "2026-03-02T08:60:00Z", "2026-03-02T08:15:61Z",
    "2026-03-02T08", "2026-03-02T08:15:", "2026-03-02T08:15:00X", "2026-03-02T08:15:00Z ", "2026-03-02T08:15:00ZZ",
    "2026-03-02T08:15:00+24:00", "2026-03-02T08:15:00+2", "2026-03-02X08:15:00Z", "02.03.2026", "2026/03/02",
    "１２３４-03-02", "20260302", "+2026-03-02", "yesterday",
  ])
  func `are not read from anything else`(_ text: String) {
    #expect(UTCTime(iso8601: text) == nil)
  }

  @Test(arguments: [
    ("Fri Mar 06 13:02:05 +0000 2026", "2026-03-06T13:02:05Z" as String?),
    ("Wed Dec 31 23:30:00 -0100 2025", "2026-01-01T00:30:00Z"),
    ("Mon Jan 01 00:00:00 +0000 2007", "2007-01-01T00:00:00Z"),
    ("Fri Mar 06 13:02:05 +0000 26", nil), ("Fri Mrz 06 13:02:05 +0000 2026", nil), ("", nil),
    ("Fri Feb 30 13:02:05 +0000 2026", nil), ("Fri Mar  6 13:02:05 +0000 2026", nil),
    ("Fri Mar 06 13:02:05 +0000 2026 ", nil), ("2026-03-06T13:02:05.000000000Z", nil),
  ])
  func `are read as the old API of X writes them`(_ text: String, _ expected: String?) {
    var text = text
    let time = text.withUTF8 { UTCTime(twitter: UnsafeRawBufferPointer($0)) }
    #expect(time?.description == expected)
  }

  @Test func `have known distances from the epoch`() {
    #expect(UTCTime(iso8601: "1970-01-01")?.seconds == 0)
    #expect(UTCTime(iso8601: "1969-12-31T23:59:59Z")?.seconds == -1)
    #expect(UTCTime(iso8601: "2000-02-29T12:00:00Z")?.seconds == 951_825_600)
    #expect(UTCTime(iso8601: "2026-03-02T08:15:00Z")?.seconds == 1_772_439_300)
    #expect(UTCTime(iso8601: "9999-12-31T23:59:59Z")?.seconds == 253_402_300_799)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `come back as they were written`(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let time = UTCTime(seconds: .random(in: -62_135_596_800...253_402_300_799, using: &generator))
      #expect(UTCTime(iso8601: time.description) == time, "seed \(seed): \(time.seconds)")
      #expect(time.day <= time.day && time.day == UTCTime(iso8601: time.description)?.day)
      let other = UTCTime(seconds: .random(in: -62_135_596_800...253_402_300_799, using: &generator))
      // The written form sorts like the moment.
      #expect((time < other) == (time.description < other.description), "seed \(seed): \(time) \(other)")
    }
  }

  @Test func `belong to the day that they fall on`() {
    #expect(UTCTime(seconds: 0).day == Day(number: 0))
    #expect(UTCTime(seconds: 86_399).day == Day(number: 0))
    #expect(UTCTime(seconds: 86_400).day == Day(number: 1))
    #expect(UTCTime(seconds: -1).day == Day(number: -1))
    #expect(UTCTime(seconds: -86_400).day == Day(number: -1))
    #expect(UTCTime(seconds: -86_401).day == Day(number: -2))
  }
}
