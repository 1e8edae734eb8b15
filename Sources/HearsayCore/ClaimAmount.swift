/// How much a claim speaks of: a number with what is counted, such as 5 million dollars or 40 per cent.
public struct ClaimAmount: Hashable, Sendable {
  /// The number, in thousandths; never negative.
  public let thousandths: Int64
  /// What is counted: `usd` and other codes of currencies, `percent`, the id of an entity for its tokens, or nothing
  /// where the text does not say.
  public let unit: String

  /// The unit of shares.
  public static let percent = "percent"
  /// Larger numbers are no amounts.
  public static let thousandthsMost: Int64 = 1_000_000_000_000_000_000

  /// The given number of thousandths of `unit`; nil where it is negative or absurdly large.
  public init?(thousandths: Int64, unit: String) {
    guard 0 <= thousandths, thousandths <= Self.thousandthsMost else { return nil }
    self.thousandths = thousandths
    self.unit = unit
  }

  /// The amount to two significant digits, half up: what people who say the same agree in.
  ///
  ///     612 million dollars  →  610 million dollars
  public var rounded: ClaimAmount {
    var (number, factor) = (thousandths, Int64(1))
    while 1_000 <= number {
      number /= 10
      factor *= 10
    }
    if 100 <= number {
      number = (number + 5) / 10
      factor *= 10
    }
    return ClaimAmount(unchecked: min(number * factor, Self.thousandthsMost), unit)
  }

  private init(unchecked thousandths: Int64, _ unit: String) {
    self.thousandths = thousandths
    self.unit = unit
  }
}

extension ClaimAmount: CustomStringConvertible {
  /// The number in figures and the unit: `5000000 usd`, `0.5 percent`, `300`.
  public var description: String { unit.isEmpty ? figures : "\(figures) \(unit)" }

  /// The number in figures, with a point before at most three decimals: `0.5`.
  public var figures: String {
    let (whole, rest) = thousandths.quotientAndRemainder(dividingBy: 1_000)
    guard rest != 0 else { return String(whole) }
    var decimals = String(1_000 + rest).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    return "\(whole).\(decimals)"
  }

  /// The amount for people: `$5M`, `40 %`, `3.2K eth`, `1.5B`.
  public var words: String {
    var (number, letter) = (self, "")
    for (name, size) in [("T", 1_000_000_000_000), ("B", 1_000_000_000), ("M", 1_000_000), ("K", 1_000)] {
      // Two decimals at most, and nothing shorter than it is long.
      if Int64(size) * 1_000 <= thousandths, thousandths % (Int64(size) * 10) == 0 {
        (number, letter) = (ClaimAmount(unchecked: thousandths / Int64(size), unit), name)
        break
      }
    }
    switch unit {
    case "usd": return "$\(number.figures)\(letter)"
    case "": return "\(number.figures)\(letter)"
    case Self.percent: return "\(number.figures)\(letter) %"
    default: return "\(number.figures)\(letter) \(unit)"
    }
  }

  /// The amount that `description` writes so; nil for anything else.
  public init?(_ description: String) {
    let parts = description.split(separator: " ", maxSplits: 1)
    guard let figures = parts.first else { return nil }
    let halves = figures.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let decimals = halves.count == 2 ? halves[1] : ""
    guard figures.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }), decimals.utf8.count <= 3,
      let whole = Int64(halves[0]), whole <= Self.thousandthsMost / 1_000,
      let rest = Int64("\(decimals)" + String(repeating: "0", count: 3 - decimals.utf8.count))
    else { return nil }
    self.init(thousandths: whole * 1_000 + rest, unit: parts.count == 2 ? String(parts[1]) : "")
  }
}

/// When what a claim speaks of happens, as far as the text says: a day, month, quarter or year.
public struct ClaimDate: Hashable, Sendable, CustomStringConvertible {
  // Nil is written as 0, so that claims, of which there are millions, stay small.
  private var yearOrNone: Int16
  private var quarterOrNone: Int8
  private var monthOrNone: Int8
  private var dayOrNone: Int8

  /// The year; nil where nobody can tell.
  public var year: Int? { yearOrNone == 0 ? nil : Int(yearOrNone) }
  /// The quarter, 1 … 4.
  public var quarter: Int? { quarterOrNone == 0 ? nil : Int(quarterOrNone) }
  /// The month, 1 … 12.
  public var month: Int? { monthOrNone == 0 ? nil : Int(monthOrNone) }
  /// The day of the month, 1 … 31.
  public var day: Int? { dayOrNone == 0 ? nil : Int(dayOrNone) }

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
  /// `2026-03-12`, `2026-03`, `2026-Q3`, `2026`, `--03-12`.
  public var description: String {
    var text = year.map(String.init) ?? "-"
    if let quarter { return text + "-Q\(quarter)" }
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
