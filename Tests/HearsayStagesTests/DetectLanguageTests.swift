import HearsayCore
import HearsayTestSupport
import Testing

@testable import Hearsay

struct `The language of a post` {
  @Test(arguments: [
    ("Das ist doch alles nicht mehr zu glauben, was hier passiert.", "de"),
    ("This is what everybody has been waiting for all along.", "en"),
    ("C’est vraiment dommage que tout le monde soit déjà parti.", "fr"),
    ("以太坊现在的手续费越来越低了。", "zh"), ("https://t.co/aB3", "zxx"), ("🚀🚀🚀", "zxx"), ("$ETH $BTC", "zxx"),
  ])
  func `is told from its words`(_ text: String, _ language: String) throws {
    #expect(try CryptoPipeline.annotate(text).language?.language.description == language)
  }

  /// The language of a text for which the platform says `hint`.
  private func guess(_ text: String, _ hint: String?) throws -> String? {
    let pipeline = try RepositoryPipeline.get()
    var document = CryptoPipeline.document(Array(text.utf8), language: hint.flatMap { LanguageCode($0) })
    _ = try pipeline.run(on: &document)
    return document.language?.language.description
  }

  @Test func `follows the hint of the platform where words say little, and the words where they say much`() throws {
    let clear = "Das ist doch alles nicht mehr zu glauben, was hier schon wieder passiert ist."
    #expect(try guess(clear, nil) == "de")
    #expect(try guess(clear, "en") == "de")
    #expect(try guess("Arbitrum", "de") == "de")
    #expect(try guess("Arbitrum", "nl") != "de")
  }
}
