import HearsayCore

/// Finds what stands between quotation marks.
struct Quotations {
  let words: Words

  /// Most tokens of a quotation beside a word of saying.
  private static let tokensMost = 160
  /// Most marks between a quotation and the word of saying: `",` and a dash.
  private static let marksMost = 4

  /// The quotation that ends right before the token at `index`: `"…", said`; nil where none does.
  func quotation(before index: Int) -> Range<Int>? {
    var place = index - 1
    while index - Self.marksMost <= place, 0 <= place, words[place].kind == .punctuation {
      if let closing = words.quotationMark(place), closing.closes {
        let start = max(0, place - Self.tokensMost)
        guard let first = (start..<place).last(where: { words.quotationMark($0).map(closing.closes) ?? false }) else {
          return nil
        }
        return first + 1 < place ? first + 1..<place : nil
      }
      place -= 1
    }
    return nil
  }

  /// The quotation that begins right at the token at `index`, or with the mark before it; nil where none does.
  func quotation(from index: Int) -> Range<Int>? {
    for place in [index - 1, index] where words.indices.contains(place) {
      guard let opening = words.quotationMark(place), opening.opens else { continue }
      let rest = place + 1..<min(words.count, place + Self.tokensMost)
      guard let last = rest.first(where: { words.quotationMark($0)?.closes(opening) ?? false }) else { return nil }
      return place + 1 < last ? place + 1..<last : nil
    }
    return nil
  }

  /// All quotations that begin and end in `range`, one behind the other.
  func quotations(in range: Range<Int>) -> [Range<Int>] {
    var quotations: [Range<Int>] = []
    var opening: (mark: QuotationMark, place: Int)?
    for index in range {
      guard let mark = words.quotationMark(index) else { continue }
      if let open = opening, mark.closes(open.mark) {
        quotations.append(open.place + 1..<index)
        opening = nil
      } else if mark.opens {
        opening = (mark, index)
      }
    }
    return quotations
  }
}
