import HearsayCore
import HearsayTestSupport
import Testing

struct `Entities` {
  private static let meant = [
    Reading.english("Base chain is cheap", "Base chain=base", "a context word behind"),
    .english("NEAR and Solana are fast.", "NEAR=near | Solana=solana", "another entity is certain"),
    .english("Scroll TVL is down.", "Scroll=scroll", "a context word anywhere"),
    .english("I left @Scroll_ZKP for $ARB", "@Scroll_ZKP=scroll | $ARB=arbitrum", "a handle and a cashtag"),
    .english("#Arbitrum and #arbitrum", "#Arbitrum=arbitrum | #arbitrum=arbitrum", "hashtags in any case"),
    .english("Vitalik Buterin and Arbitrum’s team", "Vitalik Buterin=vitalik-buterin | Arbitrum=arbitrum", "endings"),
    .german("Das Layer-2-Netz Optimism", "Layer-2=layer-2 | Optimism=optimism", "German compounds"),
    .german("Ein SEC-Kommissar warnt.", "SEC=sec", "a regulator in a compound"),
    .english("Base에서 이더리움은 싸다", "Base=base | 이더리움=ethereum", "Korean particles are no part of names"),
    .english("المطورون يتركون إيثيريوم وسولانا", "إيثيريوم=ethereum | سولانا=solana", "Arabic conjunctions neither"),
    .english("$QUUX9 on Arbitrum", "$QUUX9=quux9 | Arbitrum=arbitrum", "a cashtag that no gazetteer has"),
    .english("Today @QuuxLabs is launching on Arbitrum", "@QuuxLabs=quux-labs | Arbitrum=arbitrum", "it acts"),
    .english("I left Arbitrum for Zorblax chain", "Arbitrum=arbitrum | Zorblax=zorblax", "a name before chain"),
    .english("The $ARM token is live on Arbitrum", "$ARM=arm | Arbitrum=arbitrum", "a share's cashtag that is a token"),
    .english(
      "“The bridge of Arbitrum is safe”, says Jane Roe.", "Arbitrum=arbitrum | Jane Roe=jane-roe", "behind a quotation"),
    .english("Jane Roe said: “Arbitrum is slow”", "Jane Roe=jane-roe | Arbitrum=arbitrum", "before a quotation"),
    .german(
      "„Die Brücke von Arbitrum ist sicher“, sagte Karl Meier.", "Arbitrum=arbitrum | Karl Meier=karl-meier",
      "a German quotation"),
    .english("以太坊L2 Arbitrum", "以太坊=ethereum | L2=layer-2 | Arbitrum=arbitrum", "ideographs"),
  ]

  private static let traps = [
    Reading.english("You should base your decision on facts.", "", "a verb"),
    .english("Please base your Arbitrum decision on facts.", "Arbitrum=arbitrum", "a verb beside a chain"),
    .english("I scroll through the TVL charts", "", "a verb beside a context word"),
    .english("The optimism of Arbitrum users is gone.", "Arbitrum=arbitrum", "a feeling"),
    .english("There is reason for optimism in the market.", "", "a feeling"),
    .english("Near the end of the day I went home.", "", "a preposition at the beginning"),
    .english("Near the Arbitrum office", "Arbitrum=arbitrum", "a capital is not all capitals"),
    .german("Das Tempo ist hoch.", "", "a noun"),
    .german("Ich habe der Sache nichts entgegenzusetzen, auf keiner Basis.", "", "a longer word"),
    .english("$QUUX9 and $MA beat their earnings.", "", "cashtags of stocks"),
    .english("I sold $F and $ARM for Arbitrum", "Arbitrum=arbitrum", "shares beside a chain"),
    .english("Jane Roe said that Arbitrum is slow", "Arbitrum=arbitrum", "no quotation"),
    .german("„Arbitrum ist sicher“, sagte Karl.", "Arbitrum=arbitrum", "one name may be a noun"),
    .english("@base64encoder baseline Scrolling", "", "parts of words"),
    .english("@somebody launched Arbitrum", "Arbitrum=arbitrum", "whom a post replies to"),
    .english("Ask @somebody about Arbitrum", "Arbitrum=arbitrum", "a handle that does nothing"),
    .english("Arbitrum, our Favourite Chain", "Arbitrum=arbitrum", "a title"),
    .english("", "", "nothing"),
  ]

  @Test(arguments: meant) func `are found where they are meant`(_ reading: Reading) throws {
    try reading.check { document, text in document.mentionFacts(text) }
  }

  @Test(arguments: traps) func `are not found in ordinary words`(_ reading: Reading) throws {
    if reading.text.isEmpty { return }
    try reading.check { document, text in document.mentionFacts(text) }
  }

  @Test(arguments: [
    ("Arbitrum is fine.", "name"), ("NEAR is a layer 1", "company"), ("ARB fell", "letters"), ("#Base", ""),
    ("$QUUX9 airdrop today", "open"),
    ("Base sequencer is down", "neighbour"), ("Users on Scroll wait", "preposition"),
    ("Scroll lost half of its TVL", "context"),
    ("El hilo de Scroll y nada más me gusta", "language"),
  ])
  func `say what shows that they are meant`(_ text: String, _ ground: String) throws {
    let found = try CryptoPipeline.annotate(text).mentions ?? []
    #expect(found.first.map(\.ground.rawValue) ?? "" == ground)
  }

  @Test(
    arguments: [
      ("Base is loud today", "BASE", nil, "base", "channel"),
      ("Base is loud today", "Base Chain | Official 🇩🇪", nil, "base", "channel"),
      ("Scroll is dead, nobody left", "Scroll Community\ngeneral", nil, "scroll", "channel"),
      ("I think Optimism is next", "CryptoCurrency", nil, "optimism", "channel"),
      ("Nobody waits for Optimism", nil, "Users leave the rollup", "optimism", "thread"),
      ("Base is next", "aww", "Coinbase opens Base chain to all &amp; everybody", "base", "thread"),
      ("$LUNC is up", nil, "Is Luna Classic dead?", "terra-classic", "thread"),
      ("$QUUX9 is up", "CryptoMoonShots", nil, "quux9", "open"),
      // What stands around a post is not enough.
      ("Base is loud today", "aww", "What a lovely dog", "", ""),
      ("Base is loud today", "Base jumping", nil, "", ""),
      ("Optimism is what we need", "CryptoCurrency", nil, "", ""),
      ("Please base it on facts", "BASE", nil, "", ""),
      ("$QUUX9 is up", "aww", nil, "", ""),
      ("What a day", "Scroll Community", "Scroll sequencer is down", "", ""),
    ] as [(String, String?, String?, String, String)])
  func `are shown by the channel and by what was said before`(
    _ text: String, _ channel: String?, _ thread: String?, _ entity: String, _ ground: String
  ) throws {
    let document = try RepositoryPipeline.get().annotate(text: text, channel: channel, thread: thread)
    #expect(document.mentions?.map(\.entity.description).joined(separator: " ") == entity)
    #expect((document.mentions ?? []).map(\.ground.rawValue).joined(separator: " ") == ground)
  }

  @Test(arguments: [
    ("$LUNC is up", "luna", ["terra-classic"]), ("Luna Classic: $LUNC is up", "terra-classic", ["luna"]),
    ("$ARB is up", "arbitrum", []),
  ])
  func `say whom else a name may mean`(_ text: String, _ entity: String, _ others: [String]) throws {
    let mention = try #require(try CryptoPipeline.annotate(text).mentions?.last)
    #expect(mention.entity == EntityID(entity))
    #expect(mention.candidates == others.map(EntityID.init))
  }

  @Test(arguments: [
    ("Übernahme von Arbitrum: schöne Größe", "U\u{308}bernahme von Arbitrum: scho\u{308}ne Gro\u{308}ße"),
    (
      "L’équipe d’Arbitrum a créé une déception", "L’e\u{301}quipe d’Arbitrum a cre\u{301}e\u{301} une de\u{301}ception"
    ),
    ("Arbitrum ist völlig überbewertet", "Arbitrum ist vo\u{308}llig u\u{308}berbewertet"),
  ])
  func `and entries are the same however accents are written`(_ composed: String, _ decomposed: String) throws {
    let (one, two) = (try CryptoPipeline.annotate(composed), try CryptoPipeline.annotate(decomposed))
    #expect(composed.utf8.count != decomposed.utf8.count)
    #expect(one.allEvidence.map(\.entry) == two.allEvidence.map(\.entry))
    #expect(one.allEvidence.map(\.effect) == two.allEvidence.map(\.effect))
    #expect(one.mentions?.map(\.entity) == [EntityID("arbitrum")])
  }
}
