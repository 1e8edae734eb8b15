import HearsayCore

/// A time as people, mail programs and forums write it in English.
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
    let text = text.prefix(100)
    let trimmed = text.drop { $0.isWhitespace }
    if let first = trimmed.first, first.isNumber, trimmed.dropFirst(4).first == "-" {
      let iso = String(trimmed.prefix { $0 != "[" }).trimmedOfBlanks
      guard let time = UTCTime(iso8601: iso) else { return nil }
      self.time = time
      hasZone = iso.dropFirst(10).contains { "Zz+-".contains($0) }
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

    init(today: Day?) { self.today = today }

    var local: UTCTime? {
      var clock = clock ?? (0, 0, 0)
      if let isAfternoon {
        guard 1 <= clock.hour, clock.hour <= 12 else { return nil }
        clock.hour = clock.hour % 12 + (isAfternoon ? 12 : 0)
      }
      let date = relativeDay?.date ?? (year ?? 0, month ?? 0, day ?? 0)
      return UTCTime(
        year: date.0, month: date.1, day: date.2, hour: clock.hour, minute: clock.minute, second: clock.second)
    }

    mutating func take(_ word: Substring) {
      let lower = word.lowercased()
      if word.contains(":"), word.first?.isNumber ?? false {
        takeClock(lower)
      } else if let number = Int(word), word.first?.isNumber ?? false {
        take(number, digitCount: word.count)
      } else if takeDottedDate(word) {
        return
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

    /// English months, whole or with their first three letters.
    private static func month(_ name: String) -> Int? {
      let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
      ]
      let name = name.hasSuffix(".") ? String(name.dropLast()) : name
      guard 3 <= name.count else { return nil }
      return months.firstIndex {
        $0 == name || name.count <= 4 && $0.hasPrefix(name) || name == "sept" && $0 == "september"
      }
      .map { $0 + 1 }
    }

    /// Seconds east of UTC: `+0200`, `UTC+02:00`, and the names of RFC 822.
    private static func zone(_ name: String) -> Int? {
      let names = [
        "z": 0, "gmt": 0, "ut": 0, "utc": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
        "pst": -8,
        "pdt": -7,
      ]
      if let hours = names[name] { return hours * 3_600 }
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
    guard let text, text.contains(where: { !$0.isWhitespace }) else { return }
    guard let written = WrittenTime(text, today: today) else {
      remarks.insert(.timeInvalid)
      return
    }
    createdAt = written.time
    if !written.hasZone { remarks.insert(.timeWithoutZone) }
  }
}
