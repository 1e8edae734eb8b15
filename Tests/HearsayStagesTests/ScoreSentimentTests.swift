import HearsayCore
import Testing

struct `Sentiment` {
  @Test(arguments: [
    Reading.german("Arbitrum ist gut.", "positive", "plain"),
    .german("Arbitrum ist nicht gut.", "negative", "negation"),
    .english("Arbitrum is not bad at all.", "positive", "negation of what is bad"),
    .english("Arbitrum is bad.", "negative", "plain"),
    .english("Not today. Arbitrum is good.", "positive", "negation ends with its sentence"),
    .german("Nicht jeder Tag ist gleich, aber Arbitrum ist gut.", "positive", "negation ends with its clause"),
    .german("Arbitrum ist nicht nur gut, sondern großartig.", "positive", "not only"),
    .english("Great job Arbitrum", "positive", "praise"),
    .english("Great job Arbitrum, another outage /s", "negative", "irony that is marked"),
    .german("Tolle Leistung von Arbitrum", "positive", "praise"),
    .german("Tolle Leistung von Arbitrum #Ironie", "negative", "irony that is marked"),
    .english("Arbitrum 🚀🚀", "positive", "emoji"),
    .english("Stop the FUD about Metis", "positive", "a defence is no attack"),
    .english("The meeting is at ten.", "neutral", "nothing"),
    .english("Look at this #TotalScam", "negative", "a hashtag of several words, told by capitals"),
    .english("Look at this #total_scam", "negative", "a hashtag of several words, told by an underscore"),
    .english("Look at this #notascam", "neutral", "a hashtag of unknown words is left alone"),
    .english("Look at this #TrustWallet", "neutral", "a word in a name says nothing"),
    .other("es", "Arbitrum no es bueno para nadie.", "negative", "two negators of one negation"),
    .other("it", "Arbitrum non è mai stato buono.", "negative", "two negators of one negation"),
    .other("ru", "Arbitrum никогда не был хорошим.", "negative", "two negators of one negation"),
    .english("Arbitrum is fast, but the team is terrible.", "negative", "what stands behind the contrast counts"),
    .german("Schon wieder so ein Kryptoskandal", "negative", "a compound that ends in a word with valence"),
    .german("Meine Lieblingswallet", "positive", "a compound that begins with a word with valence"),
    .german("Das Team lässt uns nie im Stich.", "positive", "a negation within an entry with a gap"),
    .english("The trust of investors was shaken.", "negative", "trust that is shaken is none"),
    .english("The bug was finally fixed.", "positive", "what is bad, and is over"),
    .english("The bug was never fixed.", "negative", "what is bad, and is not over"),
    .other("nl", "Weer een cryptoschandaal", "negative", "a compound that ends in a word with valence"),
  ])
  func `follows the words and what modifies them`(_ reading: Reading) throws {
    try reading.check { document, _ in [document.sentiment?.label.rawValue ?? ""] }
  }

  @Test(arguments: [
    ("Die Brücke wurde heute geleert, so ein Betrug. The team paused all withdrawals, a disaster.", "negative"),
    ("Wunderbar, endlich läuft die Bridge wieder stabil. The team did a great job, everyone is happy.", "positive"),
  ])
  func `of a mixed text is read part by part`(text: String, label: String) throws {
    let document = try CryptoPipeline.annotate(text, nil)
    let guess = try #require(document.language)
    #expect(guess.language == .multiple && Set(guess.languages) == [.german, .english])
    #expect(document.sentiment?.label.rawValue == label)
    let spans = document.sentiment?.valences.map(\.words.lowerBound) ?? []
    for part in guess.parts { #expect(spans.contains(where: part.words.contains), "\(part.language)") }
  }

  /// The score of a text, in thousandths.
  private func score(_ text: String, _ language: LanguageCode = .english) throws -> Int {
    try #require(try CryptoPipeline.annotate(text, language).sentiment).score.thousandths
  }

  @Test func `counts the tail of an entry with a gap once, where the tail is an entry too`() throws {
    let document = try CryptoPipeline.annotate("Das Team lässt uns alle im Stich.", .german)
    #expect(document.sentiment?.valences.count == 1)
  }

  @Test func `is stronger where it is stressed, and weaker where it is hedged or asked`() throws {
    let plain = try score("Arbitrum is good.")
    #expect(try plain < score("Arbitrum is very good."))
    #expect(try plain < score("Arbitrum is good!"))
    #expect(try plain < score("Arbitrum is GOOD."))
    #expect(try plain < score("Arbitrum is gooooood."))
    #expect(try score("Is Arbitrum good?") < plain)
    #expect(try score("Arbitrum is slightly good.") < plain)
    #expect(try score("ARBITRUM IS GOOD.") == plain)
    #expect(try 0 < score("Arbitrum is slightly good."))
  }

  @Test(arguments: [
    Reading.english("Metis is great. Solana is terrible.", "metis positive | solana negative", "two sentences"),
    .german("Metis ist großartig. Solana ist schrecklich.", "metis positive | solana negative", "two sentences"),
    .english("Arbitrum was fine. What a disaster.", "arbitrum negative", "the rest counts for the only entity"),
    .english("It is not true that Arbitrum was hacked.", "arbitrum positive", "a denied claim points the other way"),
    .english("Stop spreading FUD, Arbitrum runs fine.", "arbitrum positive", "a defence"),
    .english("The SEC says that Optimism is dead.", "sec neutral | optimism negative", "not toward who says it"),
    .english("What a great day.", "", "nobody is named"),
    .english("No reason to panic about Arbitrum.", "arbitrum positive", "reassurance"),
    .german("Rollups wie Arbitrum sind gescheitert.", "layer-2 negative | arbitrum neutral", "the class is blamed"),
    .english(
      "Most layer 2s such as Arbitrum and Base are broken scams.", "layer-2 negative | arbitrum neutral | base neutral",
      "a list of examples is one"),
    .english("Great wallets such as Rabby make crypto fun.", "rabby positive", "an example chosen for praise"),
  ])
  func `is weighed toward each entity`(_ reading: Reading) throws {
    try reading.check { document, _ in document.targetFacts() }
  }

  @Test(arguments: [
    Reading.german(
      "Die SEC warnt, dass Base als Börse gilt, aber Arbitrum läuft gut.",
      "sec neutral | base negative | arbitrum positive", "a warning, and a contrast")
  ])
  func `toward some entities is not understood yet`(_ reading: Reading) throws {
    withKnownIssue { try reading.check { document, _ in document.targetFacts() } }
  }
}

struct `Fear, uncertainty and doubt` {
  @Test(arguments: [
    Reading.english("Arbitrum is a scam.", "doubt | → arbitrum", "an accusation"),
    .english("Nobody knows what will happen to Arbitrum.", "uncertainty | → arbitrum", "what is open"),
    .german("Niemand weiß, was aus Arbitrum wird.", "uncertainty | → arbitrum", "what is open"),
    .english("The market is about to crash, sell everything!", "fear | → market", "nobody is named"),
    .german("Wurde Arbitrum gehackt?", "fear | uncertainty | → arbitrum", "a worried question"),
    .english("Stop the FUD about Metis", "counter", "a defence"),
    .german("Hört auf mit dem FUD über Metis.", "counter", "a defence"),
    .english("Don’t panic, Arbitrum funds are safe.", "counter", "reassurance"),
    .english("It is not true that Arbitrum was hacked.", "counter", "a denial"),
    .english("Arbitrum was not hacked.", "counter", "a denial in the frame"),
    .english("Metis will 100x, last chance to buy!", "hype", "a push"),
    .english("Arbitrum is good.", "", "praise"),
    .english("Arbitrum is bad.", "", "dislike is no FUD"),
    .german("Das ist eine Gebühr auf Arbitrum.", "", "plain"),
    .english("Solana is fine. Arbitrum is a scam.", "doubt | → arbitrum", "only whom it is aimed at"),
  ])
  func `are flagged with their targets`(_ reading: Reading) throws {
    try reading.check { document, _ in document.flagFacts() }
  }
}
