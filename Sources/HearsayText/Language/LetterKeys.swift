/// The n-grams that end with a letter, and what stands in the index where the longest of them would.
struct LetterKeys: BitwiseCopyable {
  private let one: UInt64
  private let two: UInt64
  /// 0 where there is no such n-gram.
  private let three: UInt64
  /// The longest n-gram that the index may have.
  private let longest: UInt64
  private let slot: UInt64

  /// The n-grams that end with `letter` behind the letters `last`, the newest first, 0 where there is none.
  @inline(__always)
  init(_ letter: UInt32, after last: (UInt32, UInt32, UInt32), _ index: RowIndex.Lookup) {
    one = NgramKey.adding(letter, to: NgramKey.empty)
    two = NgramKey.adding(last.0, to: one)
    let ofThree = NgramKey.adding(last.1, to: two)
    let ofFour = NgramKey.adding(last.2, to: ofThree)
    three = last.1 == 0 ? 0 : ofThree
    // How long the longest is no processor can guess, so that it is worked out without branches.
    let hasThree = index.maybe(ofThree) & (last.1 == 0 ? 0 : 1)
    let hasFour = index.maybe(ofFour) & (last.2 == 0 ? 0 : 1)
    longest = hasFour != 0 ? ofFour : hasThree != 0 ? ofThree : two
    slot = index.firstSlot(longest)
  }

  /// The row of the longest n-gram that has one.
  @inline(__always)
  func row(_ index: RowIndex.Lookup) -> Int? {
    // What the filter lets through is nearly always there, and nearly always where it is looked for first.
    RowIndex.Lookup.row(inSlot: slot, longest) ?? rowElsewhere(index)
  }

  @inline(never)
  private func rowElsewhere(_ index: RowIndex.Lookup) -> Int? {
    index.row(longest) ?? (three == 0 ? nil : index.row(three)) ?? index.row(two) ?? index.row(one)
  }
}
