import HearsayCore
import Testing

@testable import Hearsay

struct `The words of a frame` {
  @Test(arguments: [
    ("{X} is sued[ by {Y}]", "SEC", "Binance is sued by SEC"), ("{X} is sued[ by {Y}]", nil, "Binance is sued"),
    ("{X} overtakes [{Y}|others]", "SEC", "Binance overtakes SEC"),
    ("{X} overtakes [{Y}|others]", nil, "Binance overtakes others"),
    ("[{Y} leaves|chains leave] {X}[ ({Y})]", "SEC", "SEC leaves Binance (SEC)"),
    ("{X}", "SEC", "Binance"), ("", nil, ""), ("{X} [open", nil, "Binance "), ("shut] {X}", nil, "shut Binance"),
  ])
  func `name the party where there is one`(_ pattern: String, _ party: String?, _ words: String) {
    #expect(FrameWords.filled(pattern, with: "Binance", party) == words)
  }

  @Test(arguments: [
    (Topic?.some(.market), LanguageCode.english, "crypto"), (.market, .german, "Krypto"),
    (.team, .english, "an unnamed project"), (nil, .german, "Projekt ohne Namen"),
  ])
  func `say so where nobody is named`(_ topic: Topic?, _ language: LanguageCode, _ words: String) {
    #expect(FrameWords.nobody(of: topic, in: language) == words)
  }
}
