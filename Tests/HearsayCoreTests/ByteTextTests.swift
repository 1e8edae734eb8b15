import HearsayCore
import Testing

struct `Byte texts` {
  @Test(arguments: ["", "Scroll pausiert", "Ærlig talt", "以太坊 🚀", "e\u{301}"])
  func `give back what they were made of`(_ string: String) {
    let text = ByteText(string)
    #expect(text.string == string && text.description == string)
    #expect(text.bytes == Array(string.utf8))
    #expect(text.count == string.utf8.count)
    #expect(text.isEmpty == string.isEmpty)
    #expect((0..<text.count).map { text[$0] } == text.bytes)
  }

  @Test func `share the storage of a batch`() {
    let storage = Array("xxScrollyy".utf8)
    let text = ByteText(storage, range: 2..<8)
    #expect(text == "Scroll" && text.count == 6)
    #expect(text[0] == UInt8(ascii: "S") && text[5] == UInt8(ascii: "l"))
    #expect(text[TextSpan(2..<4)] == "ro")
    #expect(text[TextSpan(2..<6)][TextSpan(1..<3)] == "ol")
    #expect(text[TextSpan(6..<6)].isEmpty)
  }

  @Test func `are equal by their bytes, wherever they lie`() {
    let one = ByteText(Array("aScroll".utf8), range: 1..<7)
    let other: ByteText = "Scroll"
    #expect(one == other && one.hashValue == other.hashValue)
    #expect(one != "scroll" && one != "Scrol")
    // Composed and decomposed letters are different bytes; a String would call them equal.
    #expect(ByteText("\u{E9}") != ByteText("e\u{301}"))
  }

  @Test func `hand out their bytes with the error of the body`() {
    struct Refusal: Error, Equatable { var count: Int }
    let text: ByteText = "abc"
    #expect(text.withBytes { $0.count } == 3)
    do throws(Refusal) {
      try text.withBytes { (bytes) throws(Refusal) in throw Refusal(count: bytes.count) }
      Issue.record("nothing was thrown")
    } catch {
      #expect(error == Refusal(count: 3))
    }
  }

  @Test func `stop the program where an offset lies outside`() async {
    await #expect(processExitsWith: .failure) { _ = ByteText("abc")[3] }
    await #expect(processExitsWith: .failure) { _ = ByteText("abc")[TextSpan(1..<4)] }
    await #expect(processExitsWith: .failure) {
      // The storage has a byte there, but the text has not.
      _ = ByteText([1, 2, 3, 4], range: 1..<3)[2]
    }
  }
}
