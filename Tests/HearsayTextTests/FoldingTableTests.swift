import Testing

@testable import HearsayText

struct `The folding table` {
  @Test func `says of blocks that are alike what the standard library says`() {
    var count = 0
    for code in UInt32(0)..<0x10000 {
      guard let scalar = Unicode.Scalar(code), let uniform = FoldingTable.uniform(code) else { continue }
      count += 1
      #expect(uniform == FoldingTable.folded(scalar), "U+\(String(code, radix: 16))")
    }
    #expect(45_000 < count)
  }

  @Test(arguments: [("Ⱥ", "ⱥ"), ("ß", "ss"), ("İ", "i"), ("Ａ", "a"), ("\u{1D400}", "a")])
  func `makes of no text more than twice its bytes`(_ letter: String, _ folded: String) {
    let text = String(repeating: letter, count: 2)
    #expect(Tokenizer().forms(of: text) == [Array(String(repeating: folded, count: 2).utf8)])
    #expect(folded.utf8.count <= 2 * letter.utf8.count)
  }

  @Test func `has room for the folded form of every scalar`() {
    for code in UInt32(1)..<0x11_0000 {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let form = Tokenizer().forms(of: String(scalar)).joined()
      #expect(
        form.count <= FoldedForms.byteCountMost(ofText: String(scalar).utf8.count) - 8, "U+\(String(code, radix: 16))")
    }
  }
}
