import HearsayCore
import Testing

@testable import HearsayArchive

struct `Written times` {
  @Test(arguments: [
    ("Wed, 03 Jan 2018 13:47:00 GMT", "2018-01-03T13:47:00Z", true),
    ("03 Jan 18 13:47 EST", "2018-01-03T18:47:00Z", true),
    ("03 Apr 02 1500 GMT", "2002-04-03T15:00:00Z", true),
    ("Sat, 23 Jan 2016 15:40:37 +0530", "2016-01-23T10:10:37Z", true),
    ("December 12, 2009, 02:11:37 PM", "2009-12-12T14:11:37Z", false),
    ("Sat Mar 02, 2013 12:03 am", "2013-03-02T00:03:00Z", false),
    ("Sat Mar 02, 2013 12:03pm", "2013-03-02T12:03:00Z", false), ("03.02.2021 01:45:53", "2021-02-03T01:45:53Z", false),
    ("03.02.2021 01:45:53 UTC+02:00", "2021-02-02T23:45:53Z", true),
    ("2018-01-03T13:47:00+01:00", "2018-01-03T12:47:00Z", true),
    ("2018-01-03 13:47", "2018-01-03T13:47:00Z", false), ("Tue, 2 Sept 2025", "2025-09-02T00:00:00Z", false),
    ("Today at 02:11:37 PM", "2026-03-02T14:11:37Z", false), ("Yesterday at 11:00", "2026-03-01T11:00:00Z", false),
    ("  Wed, 03 Jan 2018 13:47:00 GMT\n   ", "2018-01-03T13:47:00Z", true),
    ("May 5, 2020, 10:00:00 am", "2020-05-05T10:00:00Z", false),
  ])
  func `are understood`(_ text: String, _ expected: String, _ hasZone: Bool) throws {
    let written = try #require(WrittenTime(text, today: Day("2026-03-02")))
    #expect(written.time.description == expected && written.hasZone == hasZone)
  }

  @Test(arguments: [
    "", "some day", "Mon", "32 Jan 2018", "13:47", "Today", "31 Feb 2018 10:00", "2018", "99.99.9999", "-1 Jan 2018",
    "3 Jan 2018 25:00", "3 Jan 2018 13:00 PM", "99999999999999999999 Jan 2018",
  ])
  func `that are none are not made up`(_ text: String) {
    #expect(WrittenTime(text) == nil)
  }
}
