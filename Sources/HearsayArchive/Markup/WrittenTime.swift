import HearsayCore

/// A time as people, mail programs and forums write it, in English mostly.
///
///     Wed, 03 Jan 2018 13:47:00 GMT          mail and RSS
///     December 12, 2009, 02:11:37 PM         SMF
///     Sat Mar 02, 2013 1:03 pm               phpBB
///     03.02.2021 01:45:53 UTC+02:00          Telegram
///     Today at 02:11:37 PM                   with the day on which the page was saved
///     2018-01-03T13:47:00Z                   ISO 8601
struct WrittenTime {
  /// The moment; without a zone, as if it were UTC.
  let time: UTCTime
  /// Whether the zone is written.
  let hasZone: Bool

  /// Reads `text`; nil where it has no day that exists.
  ///
  /// `today` is the day that "Today" and "Yesterday" are counted from; nil where it is not known.
  init?(_ text: String, today: Day? = nil) {
    if let dotted = Self.dotted(text) {
      (time, hasZone) = dotted
      return
    }
    let text = text.prefix(100)
    let trimmed = text.drop { $0.isWhitespace }
    if let first = trimmed.first, first.isNumber, trimmed.dropFirst(4).first == "-" {
      let iso = String(trimmed.prefix { $0 != "[" }).trimmedOfBlanks
      if let time = UTCTime(iso8601: iso) {
        self.time = time
        hasZone = iso.dropFirst(10).contains { "Zz+-".contains($0) }
        return
      }
      // "2021-04-01 01:59:59 CEST"
      let words = iso.split(separator: " ")
      guard words.count == 3, let local = UTCTime(iso8601: "\(words[0])T\(words[1])") else { return nil }
      let zone = Parts.zone(words[2].lowercased())
      time = UTCTime(seconds: local.seconds - Int64(zone ?? 0))
      hasZone = zone != nil
      return
    }
    var parts = Parts(today: today)
    for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == "»" || $0 == "«" }) {
      parts.take(word)
    }
    guard let local = parts.local else { return nil }
    time = UTCTime(seconds: local.seconds - Int64(parts.zoneSeconds ?? 0))
    hasZone = parts.zoneSeconds != nil
  }

  /// `03.02.2021 01:45:53`, perhaps with ` UTC+02:00`, as pages of Telegram write it a thousand times; nil for all else.
  private static func dotted(_ text: String) -> (UTCTime, hasZone: Bool)? {
    let bytes = Array(text.utf8)
    guard bytes.count == 19 || bytes.count == 29, bytes[2] == UInt8(ascii: "."), bytes[5] == UInt8(ascii: "."),
      bytes[10] == 0x20, bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":")
    else { return nil }
    func number(_ range: Range<Int>) -> Int? { bytes[range].withUnsafeBytes { $0.decimal.map { Int($0) } } }
    guard let day = number(0..<2), let month = number(3..<5), let year = number(6..<10), let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19),
      let local = UTCTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    if bytes.count == 19 { return (local, false) }
    guard bytes[19..<23].elementsEqual(" UTC".utf8), bytes[26] == UInt8(ascii: ":"),
      bytes[23] == UInt8(ascii: "+") || bytes[23] == UInt8(ascii: "-"),
      let hours = number(24..<26), let minutes = number(27..<29), hours <= 14
    else { return nil }
    let seconds = Int64(hours * 3_600 + minutes * 60)
    return (UTCTime(seconds: local.seconds - (bytes[23] == UInt8(ascii: "-") ? -seconds : seconds)), true)
  }

  /// What the words of a time say.
  private struct Parts {
    let today: Day?
    var day: Int?
    var month: Int?
    var year: Int?
    var relativeDay: Day?
    var clock: (hour: Int, minute: Int, second: Int)?
    var isAfternoon: Bool?
    var zoneSeconds: Int?
    /// A month and a day, if the clock has twelve hours.
    var unclearDate: (Int, Int)?

    init(today: Day?) { self.today = today }

    var local: UTCTime? {
      var clock = clock ?? (0, 0, 0)
      if let isAfternoon {
        guard 1 <= clock.hour, clock.hour <= 12 else { return nil }
        clock.hour = clock.hour % 12 + (isAfternoon ? 12 : 0)
      }
      let unclear = isAfternoon == nil ? nil : unclearDate
      let date = relativeDay?.date ?? (year ?? 0, month ?? unclear?.0 ?? 0, day ?? unclear?.1 ?? 0)
      return UTCTime(
        year: date.0, month: date.1, day: date.2, hour: clock.hour, minute: clock.minute, second: clock.second)
    }

    mutating func take(_ word: Substring) {
      let lower = word.lowercased()
      if word.contains(":"), word.first?.isNumber ?? false {
        takeClock(lower)
      } else if word.first?.isNumber ?? false, let number = Int(word.last == "." ? word.dropLast() : word) {
        take(number, digitCount: word.count { $0 != "." })
      } else if takeDottedDate(word) {
        return
      } else if word.contains("/") {
        takeSlashedDate(word)
      } else if let month = Self.month(lower) {
        self.month = month
      } else {
        takeName(lower)
      }
    }

    private mutating func take(_ number: Int, digitCount: Int) {
      if digitCount == 4, day != nil && month != nil && year != nil, clock == nil {
        // "03 Apr 02 1500 GMT"
        clock = (number / 100, number % 100, 0)
      } else if digitCount == 4 {
        year = number
      } else if day == nil {
        day = number
      } else if year == nil, digitCount <= 2 {
        year = number < 70 ? 2_000 + number : 1_900 + number
      }
    }

    /// `03.02.2021`: the day stands first.
    private mutating func takeDottedDate(_ word: Substring) -> Bool {
      let numbers = word.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
      guard numbers.count == 3, let first = numbers[0], let second = numbers[1], let third = numbers[2] else {
        return false
      }
      (day, month, year) = (first, second, third)
      return true
    }

    /// `2021/03/02`, `19/7/2021` or `7/19/2021`; of `7/3/2021` nobody knows which is the month, but beside "PM" it is the
    /// first.
    private mutating func takeSlashedDate(_ word: Substring) {
      let numbers = word.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard numbers.count == 3, let first = numbers[0], let second = numbers[1], let third = numbers[2] else { return }
      if 31 < first {
        (year, month, day) = (first, second, third)
        return
      }
      year = third < 70 ? 2_000 + third : third < 100 ? 1_900 + third : third
      if 12 < first {
        (day, month) = (first, second)
      } else if 12 < second || first == second {
        (month, day) = (first, second)
      } else {
        unclearDate = (first, second)
      }
    }

    private mutating func takeClock(_ word: String) {
      let digits = word.prefix { $0.isNumber || $0 == ":" }
      let numbers = digits.split(separator: ":").compactMap { Int($0) }
      guard 2 <= numbers.count, numbers.count <= 3 else { return }
      clock = (numbers[0], numbers[1], numbers.count == 3 ? numbers[2] : 0)
      let rest = word.dropFirst(digits.count).drop { $0.isNumber || $0 == "." }
      if !rest.isEmpty { takeName(String(rest)) }
    }

    private mutating func takeName(_ name: String) {
      switch name {
      case "am", "a.m.": isAfternoon = false
      case "pm", "p.m.": isAfternoon = true
      case "today": relativeDay = today
      case "yesterday": relativeDay = today.map { Day(number: $0.number - 1) }
      default: if let seconds = Self.zone(name) { zoneSeconds = seconds }
      }
    }

    private static let months = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ]

    /// English months, whole or with their first three letters, and those of some other languages.
    private static func month(_ name: String) -> Int? {
      let name = name.hasSuffix(".") ? String(name.dropLast()) : name
      guard 3 <= name.count else { return nil }
      return months.firstIndex {
        $0 == name || name.count <= 4 && $0.hasPrefix(name) || name == "sept" && $0 == "september"
      }
      .map { $0 + 1 } ?? otherMonths[String(name.prefix(4))] ?? otherMonths[String(name.prefix(3))]
    }

    /// How months begin in German, Dutch, French, Spanish, Portuguese, Italian and Russian, where not as in English.
    private static let otherMonths = [
      "mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12, "mrt": 3, "maa": 3, "mei": 5, "fév": 2, "fev": 2, "avr": 4,
      "juin": 6, "juil": 7, "aoû": 8, "déc": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12, "set": 9, "out": 10,
      "gen": 1, "mag": 5, "giu": 6, "lug": 7, "ott": 10, "янв": 1, "фев": 2, "мар": 3, "апр": 4, "май": 5, "мая": 5,
      "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12,
    ]

    private static let zones = [
      "z": 0, "gmt": 0, "ut": 0, "utc": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
      "pst": -8, "pdt": -7, "wet": 0, "bst": 1, "west": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2,
      "eest": 3,
      "msk": 3, "wib": 7, "sgt": 8, "hkt": 8, "jst": 9, "kst": 9,
    ]

    /// Seconds east of UTC: `+0200`, `UTC+02:00`, and the names of RFC 822.
    static func zone(_ name: String) -> Int? {
      if let hours = zones[name] { return hours * 3_600 }
      let offset = name.hasPrefix("utc") || name.hasPrefix("gmt") ? name.dropFirst(3) : name[...]
      guard let sign = offset.first, sign == "+" || sign == "-" else { return nil }
      let digits = offset.dropFirst().filter { $0 != ":" }
      guard digits.allSatisfy(\.isNumber), let number = Int(digits), digits.count == 4 || digits.count <= 2 else {
        return nil
      }
      let seconds = digits.count == 4 ? number / 100 * 3_600 + number % 100 * 60 : number * 3_600
      return seconds <= 14 * 3_600 ? (sign == "-" ? -seconds : seconds) : nil
    }
  }
}

extension String {
  fileprivate var trimmedOfBlanks: String {
    var text = self[...]
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}

extension PostRecord {
  /// Sets the time that a page or feed writes, and remarks on what is wrong with it; nothing where it writes none.
  mutating func setWrittenTime(_ text: String?, today: Day? = nil) {
    guard let text, text.utf8.contains(where: { 0x20 < $0 }) else { return }
    guard let written = WrittenTime(text, today: today) else {
      remarks.insert(.timeInvalid)
      return
    }
    createdAt = written.time
    if !written.hasZone { remarks.insert(.timeWithoutZone) }
  }
}
