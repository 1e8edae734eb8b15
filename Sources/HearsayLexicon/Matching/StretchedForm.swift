/// The folded form of a stretched word, whose stretched letters it has twice: which words it may stand for.
///
/// It does not tell a letter that was stretched from one that is always written twice,
/// so `coooolll`, folded to `cooll`, may be `coll`, `cool` or `col`.
package struct StretchedForm: Sendable {
  private let form: ArraySlice<UInt8>
  /// The second letters of double letters, by place.
  private let seconds: [Range<Int>]

  /// More double letters than this are made single all at once.
  private static let doubleCountMost = 4

  /// The form in UTF-8.
  package init(_ form: ArraySlice<UInt8>) {
    self.form = form
    var seconds: [Range<Int>] = []
    var last = form.startIndex..<form.startIndex
    var start = form.startIndex
    while start < form.endIndex {
      var end = start + 1
      while end < form.endIndex, form[end] & 0xC0 == 0x80 { end += 1 }
      if form[start..<end] == form[last] { seconds.append(start..<end) }
      last = start..<end
      start = end
    }
    self.seconds = seconds
  }

  /// Calls `body` with the forms that have some of the double letters once, those that have one less first,
  /// until it returns false.
  package func eachShorter(_ body: ([UInt8]) -> Bool) {
    if seconds.isEmpty { return }
    guard seconds.count <= Self.doubleCountMost else {
      _ = body(without { _ in true })
      return
    }
    let choices = (1..<1 << seconds.count).sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
    for choice in choices where !body(without { choice & 1 << $0 != 0 }) { return }
  }

  /// The form without the second letters that `isLeftOut` names by number.
  private func without(_ isLeftOut: (Int) -> Bool) -> [UInt8] {
    var shorter: [UInt8] = []
    var start = form.startIndex
    for (number, second) in seconds.enumerated() where isLeftOut(number) {
      shorter += form[start..<second.lowerBound]
      start = second.upperBound
    }
    return shorter + form[start...]
  }
}
