import HearsayCore
import Testing

@testable import Hearsay

struct `Toward whom a text turns` {
  @Test(arguments: [
    ("en", "Solana is faster than Ethereum"), ("de", "Solana ist schneller als Ethereum"),
    ("es", "Solana es más rápida que Ethereum"), ("fr", "Solana est plus rapide que Ethereum"),
    ("it", "Solana è più veloce di Ethereum"), ("pt", "A Solana é mais rápida do que a Ethereum"),
    ("nl", "Solana is sneller dan Ethereum"), ("pl", "Solana jest szybsza od Ethereum"),
    ("ru", "Solana быстрее и дешевле, чем Ethereum"), ("uk", "Solana швидша за Ethereum"),
    ("zh", "Solana比以太坊快得多"), ("ja", "ソラナはイーサリアムより速い"), ("ko", "솔라나가 이더리움보다 빠르다"),
    ("vi", "Solana nhanh hơn Ethereum"), ("id", "Solana jauh lebih cepat daripada Ethereum"),
  ])
  func `is the other way for whom others are compared with`(_ language: String, _ text: String) throws {
    let document = try CryptoPipeline.annotate(text, LanguageCode(language))
    #expect(document.targetFacts() == ["solana positive", "ethereum negative"])
  }

  @Test(arguments: [
    Reading.english("Ethereum is slower than Solana", "ethereum negative | solana positive", "what is bad turns too"),
    .english("Unlike Scroll, Starknet kept its promise", "scroll negative | starknet positive", "the other clause"),
    .german(
      "Im Gegensatz zu Scroll hat Starknet Wort gehalten", "scroll negative | starknet positive",
      "a name behind the verb is in no list"),
    .other("ja", "Aaveなどのプロトコルは最悪だ", "aave neutral", "a name that is only an example"),
    .english("Bybit lost 400 ETH to hackers", "bybit negative | ethereum neutral", "a name that says what is counted"),
    .english("Arbitrum is a ghost town, nobody uses it", "arbitrum negative", "words of doubt"),
    .english("OKX was not hacked", "okx positive", "what is denied"),
    .english("Withdrawals from Arbitrum take seven days", "arbitrum neutral", "a plain fact"),
    .english("Lending on Aave carries liquidation risk", "aave neutral", "what can go wrong is disclosed"),
    .english(
      "Everybody says Tether is insolvent. Stop the FUD", "tether neutral",
      "what a text rejects is in the words of others"
    ),
  ])
  func `is told by what stands beside the names`(_ reading: Reading) throws {
    try reading.check { document, _ in document.targetFacts() }
  }

  @Test(arguments: [
    Reading.other(
      "it", "Tether non è insolvente, tranquilli", "counter", "a negation that shares a word with the sign"),
    .english("Validators of Ethereum may be slashed and lose part of their stake", "", "a rule is no alarm"),
    .other("pl", "Klienci KuCoin nie mogą wypłacić środków", "fear | → kucoin", "a modal within the sign"),
  ])
  func `is not taken for FUD where it is none`(_ reading: Reading) throws {
    try reading.check { document, _ in document.flagFacts() }
  }
}
