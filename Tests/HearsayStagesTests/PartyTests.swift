import HearsayCore
import Testing

@testable import Hearsay

struct `Who takes part in a claim` {
  /// What the first claim with a frame tells: its frame, whom it is about, and who else takes part.
  private func told(_ text: String, _ language: String) throws -> String {
    let claims = try CryptoPipeline.annotate(text, LanguageCode(language)).claims ?? []
    let claim = try #require(claims.first { $0.frame != nil })
    let about = claim.about.map(\.description).joined(separator: " ")
    return "\(claim.frame?.description ?? ""): \(about); \(claim.party?.description ?? "nobody")"
  }

  @Test(arguments: [
    ("en", "The SEC sues Binance"), ("en", "Binance was sued by the SEC"),
    ("en", "The SEC filed a lawsuit against Binance over BUSD"), ("de", "Die SEC verklagt Binance"),
    ("de", "Binance wurde von der SEC verklagt"), ("de", "Heute verklagt die SEC Binance"),
    ("es", "La SEC demandó a Binance"), ("fr", "La SEC porte plainte contre Binance"), ("pl", "SEC pozwała Binance"),
    ("ru", "SEC подала в суд на Binance"), ("id", "Binance digugat oleh SEC"), ("zh", "Binance被SEC起诉"),
    ("zh", "SEC起诉Binance"), ("ja", "SECがBinanceを提訴した"), ("ja", "BinanceがSECに提訴された"),
    ("ko", "SEC가 Binance를 고소했다"), ("hi", "SEC ने Binance पर मुकदमा किया"),
  ])
  func `is told apart in every voice and order`(_ language: String, _ text: String) throws {
    #expect(try told(text, language) == "regulator-sues: binance; who sec")
  }

  @Test(arguments: [
    ("Base overtakes Arbitrum", "overtakes: base; whom arbitrum"),
    ("Funds are moving from Arbitrum to Solana", "funds-move: arbitrum; to solana"),
    ("Scroll is listed on Binance", "exchange-listing: scroll; who binance"),
    ("Binance lists the token of Scroll", "exchange-listing: scroll; who binance"),
    ("Core developers leave Optimism for Solana", "core-developers-leave: optimism; to solana"),
    ("Coinbase sues the SEC", "regulator-sues: sec; who coinbase"),
    ("The SEC and the CFTC sue Binance", "regulator-sues: binance; who sec"),
    ("The SEC sues Binance and Coinbase", "regulator-sues: binance coinbase; who sec"),
    // Sectors do something to each other, and beside somebody play the part that a word gives them.
    ("Rollups lose to layer 1s", "loses-to-layer-1: layer-2; to layer-1"),
    ("Optimism will lose against layer 1s", "loses-to-layer-1: optimism; whom layer-1"),
    // Where nothing tells them apart, nobody is left out.
    ("Binance was sued again", "regulator-sues: binance; nobody"),
    ("Ripple lawsuit with the SEC drags on", "regulator-sues: ripple sec; nobody"),
    // A frame without such a role.
    ("Curve was exploited on Arbitrum", "exploit-of-protocol: curve arbitrum; nobody"),
  ])
  func `is one, and the others are whom it is about`(_ text: String, _ expected: String) throws {
    #expect(try told(text, "en") == expected)
  }

  @Test func `is not the one against whom the text turns`() throws {
    let document = try CryptoPipeline.annotate("The SEC sues Binance", .english)
    let labels = Dictionary(
      uniqueKeysWithValues: (document.targets ?? []).map { ($0.entity.description, $0.label) })
    #expect(labels == ["sec": .neutral, "binance": .negative])
  }

  @Test func `counts as the frame says of its part`() throws {
    let document = try CryptoPipeline.annotate("Base overtakes Arbitrum", .english)
    let labels = Dictionary(
      uniqueKeysWithValues: (document.targets ?? []).map { ($0.entity.description, $0.label) })
    #expect(labels == ["base": .positive, "arbitrum": .negative])
  }
}
