/// How much a claim speaks of: a number with what is counted, such as 5 million dollars or 40 per cent.
public struct ClaimAmount: Hashable, Sendable {
  /// The number, in thousandths, of a range the lower end; never negative.
  public let thousandths: Int64
  /// The upper end of a range, in thousandths; nil for a single number.
  public let thousandthsUpTo: Int64?
  /// What is counted: `usd` and other codes of currencies, `percent`, the id of an entity for its tokens, or nothing
  /// where the text does not say.
  public let unit: String

  /// The unit of shares.
  public static let percent = "percent"
  /// Larger numbers are no amounts.
  public static let thousandthsMost: Int64 = 1_000_000_000_000_000_000

  /// The given number of thousandths of `unit`, or a range up to another; nil where one is negative or absurdly large,
  /// or where the range goes down.
  public init?(thousandths: Int64, upTo: Int64? = nil, unit: String) {
    guard 0 <= thousandths, thousandths <= Self.thousandthsMost else { return nil }
    if let upTo, upTo <= thousandths || Self.thousandthsMost < upTo { return nil }
    self.init(unchecked: thousandths, upTo, unit)
  }

  /// The amount to two significant digits, half up: what people who say the same agree in.
  ///
  ///     612 million dollars  →  610 million dollars
  public var rounded: ClaimAmount {
    let upper = thousandthsUpTo.map(Self.rounded)
    let lower = Self.rounded(thousandths)
    return ClaimAmount(unchecked: lower, upper == lower ? nil : upper, unit)
  }

  private static func rounded(_ thousandths: Int64) -> Int64 {
    var (number, factor) = (thousandths, Int64(1))
    while 1_000 <= number {
      number /= 10
      factor *= 10
    }
    if 100 <= number {
      number = (number + 5) / 10
      factor *= 10
    }
    return min(number * factor, thousandthsMost)
  }

  private init(unchecked thousandths: Int64, _ thousandthsUpTo: Int64?, _ unit: String) {
    self.thousandths = thousandths
    self.thousandthsUpTo = thousandthsUpTo
    self.unit = unit
  }
}

extension ClaimAmount: CustomStringConvertible {
  /// The number in figures and the unit: `5000000 usd`, `0.5 percent`, `300`, `3000000-5000000 usd`.
  public var description: String { unit.isEmpty ? figures : "\(figures) \(unit)" }

  /// The number in figures, with a point before at most three decimals: `0.5`; of a range, both with a hyphen.
  public var figures: String {
    let lower = Self.figures(thousandths)
    return thousandthsUpTo.map { "\(lower)-\(Self.figures($0))" } ?? lower
  }

  private static func figures(_ thousandths: Int64) -> String {
    let (whole, rest) = thousandths.quotientAndRemainder(dividingBy: 1_000)
    guard rest != 0 else { return String(whole) }
    var decimals = String(1_000 + rest).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    return "\(whole).\(decimals)"
  }

  /// The amount for people: `$5M`, `40 %`, `3.2K eth`, `1.5B`, `$3M–5M`.
  public var words: String {
    let lower = Self.words(thousandths)
    let number = thousandthsUpTo.map { "\(lower)–\(Self.words($0))" } ?? lower
    switch unit {
    case "usd": return "$\(number)"
    case "": return number
    case Self.percent: return "\(number) %"
    default: return "\(number) \(unit)"
    }
  }

  private static func words(_ thousandths: Int64) -> String {
    for (name, size) in [("T", 1_000_000_000_000), ("B", 1_000_000_000), ("M", 1_000_000), ("K", 1_000)] {
      // Two decimals at most, and nothing shorter than it is long.
      if Int64(size) * 1_000 <= thousandths, thousandths % (Int64(size) * 10) == 0 {
        return figures(thousandths / Int64(size)) + name
      }
    }
    return figures(thousandths)
  }

  /// The amount that `description` writes so; nil for anything else.
  public init?(_ description: String) {
    let parts = description.split(separator: " ", maxSplits: 1)
    guard let figures = parts.first else { return nil }
    let ends = figures.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let lower = Self.thousandths(ends[0]) else { return nil }
    let upper = ends.count == 2 ? Self.thousandths(ends[1]) : nil
    if ends.count == 2, upper == nil { return nil }
    self.init(thousandths: lower, upTo: upper, unit: parts.count == 2 ? String(parts[1]) : "")
  }

  /// The number that figures with at most three decimals write.
  private static func thousandths(_ figures: Substring) -> Int64? {
    let halves = figures.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let decimals = halves.count == 2 ? halves[1] : ""
    guard figures.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }), decimals.utf8.count <= 3,
      let whole = Int64(halves[0]), whole <= thousandthsMost / 1_000,
      let rest = Int64("\(decimals)" + String(repeating: "0", count: 3 - decimals.utf8.count))
    else { return nil }
    return whole * 1_000 + rest
  }
}

/// When what a claim speaks of happens, as far as the text says: a day, week, month, quarter or year.
public struct ClaimDate: Hashable, Sendable, CustomStringConvertible {
  // Nil is written as 0, so that claims, of which there are millions, stay small.
  private var yearOrNone: Int16
  private var quarterOrNone: Int8
  private var monthOrNone: Int8
  private var dayOrNone: Int8
  private var weekOrNone: Int8 = 0

  /// The year; nil where nobody can tell.
  public var year: Int? { yearOrNone == 0 ? nil : Int(yearOrNone) }
  /// The quarter, 1 … 4.
  public var quarter: Int? { quarterOrNone == 0 ? nil : Int(quarterOrNone) }
  /// The month, 1 … 12.
  public var month: Int? { monthOrNone == 0 ? nil : Int(monthOrNone) }
  /// The day of the month, 1 … 31.
  public var day: Int? { dayOrNone == 0 ? nil : Int(dayOrNone) }

  /// The week of the year as ISO 8601 counts them, 1 … 53.
  public var week: Int? { weekOrNone == 0 ? nil : Int(weekOrNone) }

  /// The week in which a day lies; its year is that of its Thursday.
  ///
  /// - Precondition: it lies before the year 10 000.
  public init(weekOf day: Day) {
    let thursday = Day(number: day.number - Int32(day.weekday) + 4)
    let year = thursday.date.year
    self.init(year: year)
    weekOrNone = Int8(1 + (thursday.number - (Day(year: year, month: 1, day: 1)?.number ?? 0)) / 7)
  }

  /// A date of these parts.
  ///
  /// - Precondition: they are those of a date, with a year before 10 000.
  public init(year: Int? = nil, quarter: Int? = nil, month: Int? = nil, day: Int? = nil) {
    yearOrNone = Int16(year ?? 0)
    quarterOrNone = Int8(quarter ?? 0)
    monthOrNone = Int8(month ?? 0)
    dayOrNone = Int8(day ?? 0)
  }

  /// The date as ISO 8601 writes it, with `Q3` for quarters, and `--` for a year that is not known:
  /// `2026-03-12`, `2026-03`, `2026-Q3`, `2026-W11`, `2026`, `--03-12`.
  public var description: String {
    var text = year.map(String.init) ?? "-"
    if let quarter { return text + "-Q\(quarter)" }
    if let week { return text + "-W" + Self.twoDigits(week) }
    if let month { text += "-" + Self.twoDigits(month) }
    if let day { text += "-" + Self.twoDigits(day) }
    return text
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  /// The same date with the year that brings it closest to `day` where it names none.
  public func completed(near day: Day) -> ClaimDate {
    guard year == nil, quarter != nil || month != nil else { return self }
    let middle = self.day ?? 15
    let monthMeant = month ?? (quarter ?? 1) * 3 - 1
    let near = Int(day.description.prefix(4)) ?? 0
    var (best, least) = (self, Int32.max)
    for candidate in near - 1...near + 1 {
      // The 29th of February is a day of some years only.
      guard let meant = Day(year: candidate, month: monthMeant, day: middle) else { continue }
      let distance = abs(meant.number - day.number)
      if distance < least {
        (best, least) = (ClaimDate(year: candidate, quarter: quarter, month: month, day: self.day), distance)
      }
    }
    return best
  }
}
