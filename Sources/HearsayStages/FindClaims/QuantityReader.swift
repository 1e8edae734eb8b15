import HearsayCore
import HearsayLexicon

/// Reads how much a clause speaks of: a number with what is counted, or with a word such as "million".
///
/// Only clauses whose frame has such a role are read, so that numbers cost nothing elsewhere.
struct QuantityReader {
  typealias Meaning = QuantityWords.Meaning

  let words: Words
  let quantities: QuantityWords
  let language: LanguageCode

  /// A number as it is written, with what stands behind its figures in the same token.
  private struct Number {
    var digits: Int64
    var decimals: Int
    var suffix: ArraySlice<UInt8>
  }

  /// Steps behind a number, such as a word of scale, that are read at most.
  private static let stepsMost = 6
  /// Digits of the longest number.
  private static let digitsMost = 15

  /// The first amount in the tokens of `range` that plays one of `roles`; `mentions` are those of the clause.
  func amount(in range: Range<Int>, _ roles: FrameRoles, _ mentions: ArraySlice<Mention>) -> ClaimAmount? {
    for index in range {
      guard let number = number(at: index),
        let amount = spread(number, at: index, in: range, mentions) ?? amount(number, at: index, in: range, mentions)
      else { continue }
      if roles.contains(amount.unit == ClaimAmount.percent ? .percent : .amount) { return amount }
    }
    return nil
  }

  /// What the tokens from `index` on mean together, the longest form first, and the token behind them.
  func phrase(at index: Int, before end: Int) -> (meaning: Meaning, end: Int)? {
    guard index < end, quantities.mayBegin(with: words[index]) else { return nil }
    var forms: [String] = []
    for next in index..<min(end, index + QuantityWords.tokenCountMost) {
      let kind = words[next].kind
      if kind == .handle || kind == .hashtag || kind == .link || kind == .emoji { break }
      forms.append((forms.last.map { $0 + " " } ?? "") + String(decoding: words.form(next), as: UTF8.self))
    }
    for (offset, form) in forms.enumerated().reversed() {
      if let meaning = quantities.meaning(form, in: language) { return (meaning, index + offset + 1) }
    }
    return nil
  }

  /// The token behind a word at `index` that may stand before a month or year; `index` where there is none.
  func behindLink(_ index: Int, _ range: Range<Int>) -> Int {
    guard let found = phrase(at: index, before: range.upperBound) else { return index }
    return found.meaning.mayStandBeforeDate ? found.end : index
  }

  /// Whether a unit stands at a token behind a number, a word of scale and a full stop, as in `5,2 Mio. Euro`.
  func continues(at index: Int) -> Bool {
    guard 3 <= index, words.onlyScalar(index - 1) == 0x2E, !words[index - 1].shape.contains(.afterSpace),
      words[index - 2].kind == .word, words[index - 3].kind == .number,
      case .scale? = phrase(at: index - 2, before: index - 1)?.meaning,
      case .unit? = phrase(at: index, before: words.count)?.meaning
    else { return false }
    return true
  }

  /// The number at a token; `isJoined` says that it may stand behind a hyphen.
  private func number(at index: Int, isJoined: Bool = false) -> Number? {
    let word = words[index]
    guard word.kind == .number || word.kind == .word, isJoined || !word.shape.contains(.joined) else { return nil }
    let form = words.form(index)
    guard let first = form.first, Self.isDigit(first) else {
      guard quantities.mayBegin(with: word),
        case .number(let value)? = quantities.meaning(String(decoding: form, as: UTF8.self), in: language)
      else {
        return nil
      }
      return Number(digits: Int64(value), decimals: 0, suffix: [])
    }
    let figures = form.prefix { Self.isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    return Self.number(figures, suffix: form[figures.endIndex...], hasComma: quantities.hasDecimalComma(language))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The number that figures with separators write; a mark that stands there once, before three digits, is taken as
  /// the language has it.
  private static func number(
    _ figures: ArraySlice<UInt8>, suffix: ArraySlice<UInt8>, hasComma: Bool
  ) -> Number? {
    let marks = figures.indices.filter { !isDigit(figures[$0]) }
    let digits = figures.filter(isDigit)
    guard digits.count <= digitsMost, let value = Int64(String(decoding: digits, as: UTF8.self)) else { return nil }
    var decimals = 0
    if let last = marks.last {
      let behind = figures.endIndex - last - 1
      let isOnly = !marks.dropLast().contains { figures[$0] == figures[last] }
      let isFraction = marks.count == 1 && figures[..<last].elementsEqual("0".utf8)
      let isDecimalMark = figures[last] == (hasComma ? UInt8(ascii: ",") : UInt8(ascii: "."))
      if isOnly, 1 < marks.count || behind != 3 || isFraction || isDecimalMark { decimals = behind }
    }
    return Number(digits: value, decimals: decimals, suffix: suffix)
  }

  /// The amount that a number is part of; nil where nothing says what is counted, nor how large it is.
  private func amount(
    _ written: Number, at index: Int, in range: Range<Int>, _ mentions: ArraySlice<Mention>,
    unitBefore: String? = nil
  ) -> ClaimAmount? {
    var number = written
    var (exponent, unit) = (0, String?.none)
    guard take(written.suffix, &exponent, &unit) else { return nil }
    var next = index + 1
    if written.suffix.isEmpty, written.decimals == 0 { next = joinGroups(&number, from: next, in: range) }
    for _ in 0..<Self.stepsMost where unit == nil && next < range.upperBound {
      if let found = phrase(at: next, before: range.upperBound) {
        switch found.meaning {
        case .scale(let power): exponent += power
        case .unit(let name): unit = name
        case .link, .within: if 0 == exponent { next = range.upperBound }
        default: next = range.upperBound
        }
        next = max(next, found.end)
      } else if Self.isHangul(words.form(next)) {
        // "만달러가": what is written together, with a particle behind it.
        guard take(words.form(next), &exponent, &unit) else { break }
        next += 1
      } else if 0 < exponent, words.onlyScalar(next) == 0x2E, !words[next].shape.contains(.afterSpace) {
        next += 1
      } else {
        unit = token(at: next, mentions)
        break
      }
    }
    unit = unit ?? self.unitBefore(index, in: range) ?? unitBefore
    guard unit != nil || 3 <= exponent else { return nil }
    return Self.amount(number, exponent, unit ?? "")
  }

  /// The range whose lower end is a number: "$3-5M", "between 3 and 5 million"; what stands behind its upper end alone
  /// holds for both.
  private func spread(
    _ lower: Number, at index: Int, in range: Range<Int>, _ mentions: ArraySlice<Mention>
  ) -> ClaimAmount? {
    guard let start = upperEnd(of: lower, at: index, in: range) else { return nil }
    var upper = start
    // "$3M to $5M"
    if let sign = phrase(at: upper, before: range.upperBound), case .unit = sign.meaning { upper = sign.end }
    guard range.contains(upper), let number = number(at: upper, isJoined: true),
      let most = amount(number, at: upper, in: range, mentions, unitBefore: unitBefore(index, in: range))
    else { return nil }
    let own = amount(lower, at: index, in: index..<start, mentions)
    guard own == nil || own?.unit == most.unit || own?.unit.isEmpty ?? true else { return nil }
    // Of "3" in "3 to 5 million", the scale stands behind the upper end.
    let plain = Self.amount(number, 0, "")
    let scale = max(1, most.thousandths / max(1, plain?.thousandths ?? 1))
    let bare = Self.amount(lower, 0, "")?.thousandths ?? 0
    let isScaled = own.map { $0.thousandths != bare } ?? false
    let (least, isTooLarge) = isScaled ? (own?.thousandths ?? 0, false) : bare.multipliedReportingOverflow(by: scale)
    return isTooLarge ? nil : ClaimAmount(thousandths: least, upTo: most.thousandths, unit: most.unit)
  }

  /// The token at which the upper end of a range begins, whose lower end is the number at `index`.
  private func upperEnd(of lower: Number, at index: Int, in range: Range<Int>) -> Int? {
    var next = index + 1
    guard range.contains(next) else { return nil }
    if words[next].shape.contains(.joined) {
      // A hyphen, unless it is an apostrophe before thousands.
      let form = words.form(next)
      let isGroup = form.count == 3 && form.allSatisfy(Self.isDigit) && lower.digits < 100
      return isGroup || form.first.map(Self.isDigit) != true ? nil : next
    }
    // "3 million to 5 million"
    for _ in 0..<Self.stepsMost where next < range.upperBound {
      guard let found = phrase(at: next, before: range.upperBound) else { return nil }
      switch found.meaning {
      case .scale, .unit: next = found.end
      case .range: return stands(.from, before: index) ? nil : found.end
      case .and: return stands(.between, before: index) ? found.end : nil
      default: return nil
      }
    }
    return nil
  }

  /// Whether a word of such a meaning stands before a number, or before the sign before it.
  private func stands(_ meaning: Meaning, before index: Int) -> Bool {
    (max(0, index - 3)..<index).contains { start in
      guard let found = phrase(at: start, before: index), found.meaning == meaning else { return false }
      return found.end == index || phrase(at: found.end, before: index).map { $0.end == index } ?? false
    }
  }

  /// Takes what is written together with a number or scale; false where it means something else.
  private func take(_ form: ArraySlice<UInt8>, _ exponent: inout Int, _ unit: inout String?) -> Bool {
    var rest = form
    while !rest.isEmpty, unit == nil {
      guard let found = quantities.beginning(rest, in: language) else { break }
      switch found.meaning {
      case .scale(let power): exponent += power
      case .unit(let name): unit = name
      default: return false
      }
      rest = rest.dropFirst(found.byteCount)
    }
    return rest.isEmpty || (rest.count < form.count && Self.isHangul(rest))
  }

  private static func isHangul(_ form: ArraySlice<UInt8>) -> Bool {
    // The syllables of Hangul begin with these bytes in UTF-8.
    form.first.map { (0xEA...0xED).contains($0) } ?? false
  }

  /// Adds groups of three digits with blanks between them: "5 000 000".
  private func joinGroups(_ number: inout Number, from start: Int, in range: Range<Int>) -> Int {
    var next = start
    guard number.digits < 1_000 else { return next }
    while next < range.upperBound, words[next].kind == .number, words.form(next).count == 3,
      words.form(next).allSatisfy(Self.isDigit), words[next].span.start == words[next - 1].span.end + 1,
      number.digits < 1_000_000_000_000, let group = Int64(String(decoding: words.form(next), as: UTF8.self))
    {
      number.digits = number.digits * 1_000 + group
      next += 1
    }
    return next
  }

  /// The entity whose ticker stands at a token: "300 ETH".
  private func token(at index: Int, _ mentions: ArraySlice<Mention>) -> String? {
    guard words[index].kind == .cashtag || words[index].shape.contains(.allCapitals),
      let mention = mentions.first(where: { $0.words.lowerBound == index })
    else { return nil }
    switch mention.kind {
    case .chain, .rollup, .token, .protocolKind: return mention.entity.description
    default: return nil
    }
  }

  /// The unit that stands directly before a number: "$", "US $", "USD".
  private func unitBefore(_ index: Int, in range: Range<Int>) -> String? {
    // A sign before the clause's first word is outside of it.
    let least = max(0, index - QuantityWords.tokenCountMost)
    for start in least..<index {
      if let found = phrase(at: start, before: index), found.end == index, case .unit(let name) = found.meaning {
        return name
      }
    }
    return nil
  }

  private static func amount(_ number: Number, _ exponent: Int, _ unit: String) -> ClaimAmount? {
    var thousandths = number.digits
    let power = 3 + exponent - number.decimals
    guard power <= 18 else { return nil }
    for _ in 0..<max(0, power) {
      let (product, isTooLarge) = thousandths.multipliedReportingOverflow(by: 10)
      if isTooLarge { return nil }
      thousandths = product
    }
    for _ in 0..<max(0, -power) { thousandths /= 10 }
    return ClaimAmount(thousandths: thousandths, unit: unit)
  }
}
