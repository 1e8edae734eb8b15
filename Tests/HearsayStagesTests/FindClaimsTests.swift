import Hearsay
import HearsayCore
import HearsayTestSupport
import Testing

struct `Claims` {
  private static let sources = [
    Reading.german("Die SEC sagt, dass Arbitrum tot ist.", "sec: Arbitrum tot ist", "a subordinate clause"),
    .german("Ein Analyst sagt, dass Arbitrum tot ist.", "Analyst: Arbitrum tot ist", "somebody without a name"),
    .german("Laut Vitalik ist Arbitrum tot.", "vitalik-buterin: ist Arbitrum tot", "according to"),
    .german("Arbitrum ist tot.", "author: Arbitrum ist tot", "the author"),
    .german("Meiner Meinung nach ist Arbitrum tot.", "author: ist Arbitrum tot", "an opinion"),
    .english("Vitalik said that Optimism is dead.", "vitalik-buterin: Optimism is dead", "a subordinate clause"),
    .english("Analysts say that Arbitrum is dead.", "Analysts: Arbitrum is dead", "people without names"),
    .english("According to the SEC, Base is an exchange.", "sec: Base is an exchange", "according to, before"),
    .english("Base is an exchange, according to the SEC.", "sec: Base is an exchange", "according to, behind"),
    .english("I think Arbitrum has failed.", "author: Arbitrum has failed", "an opinion is no attribution"),
  ]

  @Test(arguments: sources) func `have the source that says them`(_ reading: Reading) throws {
    try reading.check { document, text in
      (document.claims ?? []).map { "\($0.source.words(in: text)): \(text[$0.span].string)" }
    }
  }

  private static let reports = [
    Reading.german(
      "Arbitrum ist für den Alltag immer noch viel zu langsam, sagt Vitalik Buterin.",
      "vitalik-buterin: Arbitrum ist für den Alltag immer noch viel zu langsam", "a tag behind what is said, verb first"
    ),
    .other("ja", "SECはArbitrumが取引所だと述べた。", "sec: Arbitrumが取引所だ", "the topic says what stands before the verb"),
    .other("ja", "SECの委員は「Arbitrumは取引所だ」と述べた。", "sec: Arbitrumは取引所だ", "a quotation"),
    .other("ko", "SEC는 Arbitrum이 해킹당했다고 말했다.", "sec: Arbitrum이 해킹당했다고", "particles behind Latin letters"),
    .other(
      "tr", "Vitalik Buterin, Arbitrum'un merkezi olduğunu söyledi.", "vitalik-buterin: Arbitrum'un merkezi olduğunu",
      "the first name without an ending"),
    .other(
      "tr", "Vitalik Buterin dedi ki Arbitrum merkezi bir ağ.", "vitalik-buterin: Arbitrum merkezi bir ağ",
      "a word of saying that introduces"),
    .other("hi", "SEC ने कहा कि Arbitrum हैक हो गया है।", "sec: Arbitrum हैक हो गया है", "a word of saying that introduces"),
    .other("es", "Dicen que Arbitrum fue hackeado ayer.", "author: Arbitrum fue hackeado ayer", "nobody says so"),
    .other(
      "es", "Según Bloomberg, la SEC va a prohibir Arbitrum.", "bloomberg: la SEC va a prohibir Arbitrum",
      "the source ends at the comma"),
  ]

  @Test(arguments: reports) func `have the source that reports name`(_ reading: Reading) throws {
    try reading.check { document, text in
      (document.claims ?? []).map { "\($0.source.words(in: text)): \(text[$0.span].string)" }
    }
  }

  @Test(arguments: [
    Reading.other("ko", "Arbitrum이 해킹당하면 사용자들이 떠날 것이다.", "conditional", "an ending"),
    .other("ja", "Arbitrumがハッキングされたなら、ユーザーは離れるだろう。", "conditional", "a word at the end"),
    .other("tr", "Arbitrum hacklenirse kullanıcılar ağı terk edecek.", "conditional", "an ending"),
  ])
  func `are conditional behind a clause that ends with its condition`(_ reading: Reading) throws {
    try reading.check { document, _ in (document.claims ?? []).map(\.modality.rawValue) }
  }

  @Test(arguments: [
    Reading.other("es", "Vitalik Buterin pregunta si Scroll es insolvente.", "asked", "no condition in a question")
  ])
  func `are not conditional where a longer form hides the condition`(_ reading: Reading) throws {
    try reading.check { document, _ in (document.claims ?? []).map(\.modality.rawValue) }
  }

  @Test(arguments: [
    Reading.other("ko", "누구나 아비트럼을 사용할 수 있다.", "asserted", "can, said of everybody, is no doubt"),
    .other("ko", "아비트럼을 사용할 수 있다.", "hedged", "without the first part nothing is hidden"),
  ])
  func `are hedged by no word that stands in a part of a longer form with a gap`(_ reading: Reading) throws {
    try reading.check { document, _ in (document.claims ?? []).map(\.modality.rawValue) }
  }

  @Test func `have the source that a label at the beginning of a line names`() throws {
    let document = try CryptoPipeline.annotate(
      "Vitalik Buterin: Arbitrum has failed. Optimism has failed too.", .english)
    let vitalik = ClaimSource.entity(EntityID("vitalik-buterin"))
    #expect((document.claims ?? []).map(\.source) == [vitalik, vitalik])
  }

  @Test(arguments: [
    ("@alice: I think Scroll was hacked.", nil, "@alice"), ("@alice: I think Scroll was hacked.", "17", "author"),
    ("Thanks!\n@alice: Scroll was hacked.", "17", "@alice"),
    ("Vitalik Buterin: Scroll has failed.", "17", "vitalik-buterin"),
  ])
  func `of an answer that begins with a handle are its author's own`(
    _ text: String, _ replyTo: String?, _ source: String
  ) throws {
    var document = CryptoPipeline.document(Array(text.utf8), language: .english, replyTo: replyTo)
    _ = try RepositoryPipeline.get().run(on: &document)
    let decoded = try #require(document.decoded?.text)
    #expect(document.claims?.last?.source.words(in: decoded) == source)
  }

  @Test(arguments: [
    Reading.english(
      "I don't think Solana is secure.", "denied negative negative", "what denies it turns its words too"),
    .english("I don't think Arbitrum is a scam.", "denied positive positive", "a frame is turned once"),
    .other("vi", "Tôi không nghĩ Solana an toàn.", "denied negative negative", "the same in another language"),
    .other("es", "No creo que Solana sea segura.", "denied negative negative", "in a clause of its own"),
  ])
  func `that are denied point the other way once`(_ reading: Reading) throws {
    try reading.check { document, _ in
      guard let claim = document.claims?.first, let target = document.targets?.first else { return [] }
      return ["\(claim.modality) \(claim.stance) \(target.label)"]
    }
  }

  private static let modalities = [
    Reading.german("Arbitrum ist gescheitert.", "asserted", "plain"),
    .german("Arbitrum ist vielleicht gescheitert.", "hedged", "a hedge in the clause"),
    .german("Man könnte sagen, dass Arbitrum gescheitert ist.", "hedged", "a hedge that introduces"),
    .german(
      "Man könnte sagen, dass Arbitrum gescheitert ist. Das Team hat die DAO aufgegeben.", "hedged | hedged",
      "a hedge is carried over to the next sentence"),
    .german(
      """
      Man könnte sagen, dass Arbitrum gescheitert ist. Das Team hat die DAO aufgegeben. Die Entwickler haben Arbitrum \
      verlassen.
      """, "hedged | hedged | asserted", "but not further"),
    .german("Es stimmt nicht, dass Arbitrum gehackt wurde.", "denied", "a denial"),
    .german(
      "Es stimmt nicht, dass Arbitrum gehackt wurde. Optimism wurde gehackt.", "denied | asserted",
      "a denial is not carried over"),
    .german(
      "Wenn Arbitrum gehackt wird, verlieren die Nutzer ihr Geld.", "conditional", "what follows from a condition"),
    .german("Wurde Arbitrum gehackt?", "asked", "a question"),
    .english("Arbitrum has failed.", "asserted", "plain"),
    .english("One could say that Arbitrum has failed.", "hedged", "a hedge that introduces"),
    .english("Arbitrum may have failed.", "hedged", "a modal"),
    .english("I think Arbitrum has failed.", "asserted", "an opinion is no hedge"),
    .english("It is not true that Arbitrum was hacked.", "denied", "a denial"),
    .english("If Arbitrum gets hacked, users will lose their funds.", "conditional", "a condition"),
    .english("Has Arbitrum been hacked?", "asked", "a question"),
  ]

  @Test(arguments: modalities) func `are as sure as their words`(_ reading: Reading) throws {
    try reading.check { document, _ in (document.claims ?? []).map(\.modality.rawValue) }
  }

  private static let frames = [
    Reading.german(
      "Arbitrum hat die DAO-Governance ausgesetzt.", "governance-suspended event governance negative → arbitrum",
      "an event"),
    .english(
      "Arbitrum suspended its DAO governance.", "governance-suspended event governance negative → arbitrum",
      "the same in English"),
    .english("Arbitrum is a scam.", "scam-accusation evaluation trust negative → arbitrum", "an accusation"),
    .english(
      "Solana: the network is down again.", "outage event reliability negative → solana",
      "a name and a colon say whom the words behind them are about"),
    .english(
      "It is not true that Arbitrum was hacked.", "exploit-of-protocol event security positive → arbitrum",
      "a denial turns the stance"),
    .english(
      "Arbitrum users will leave.", "users-leave prediction adoption negative → arbitrum", "what will happen"),
  ]

  @Test(arguments: frames) func `fill frames that no language owns`(_ reading: Reading) throws {
    try reading.check { document, _ in
      (document.claims ?? []).map { claim in
        let frame = claim.frame?.description ?? "–"
        let about = claim.about.map(\.description).joined(separator: " ")
        return "\(frame) \(claim.kind.rawValue) \(claim.topic.rawValue) \(claim.stance.rawValue) → \(about)"
      }
    }
  }

  @Test(
    arguments: [
      ("It died last night.", nil, nil, "–"), ("It died last night.", "aww", "What a lovely dog", "–"),
      ("It died last night.", "Scroll Community", nil, "project-dead"),
      ("It died last night.", nil, "Scroll sequencer is down", "project-dead"),
      ("It died last night, like the whole crypto space.", nil, nil, "project-dead"),
      ("Arbitrum died last night.", nil, nil, "project-dead"),
    ] as [(String, String?, String?, String)])
  func `made of everyday words fill frames only in the crypto world`(
    _ text: String, _ channel: String?, _ thread: String?, _ frame: String
  ) throws {
    let document = try RepositoryPipeline.get().annotate(text: text, channel: channel, thread: thread)
    #expect((document.claims ?? []).lazy.compactMap(\.frame?.description).first ?? "–" == frame)
  }

  @Test(arguments: [
    Reading.english("Good morning everyone", "", "a greeting"),
    .german("Ich mag Hunde.", "", "nothing of the crypto world"),
    .english("You should base your decision on facts.", "", "an ordinary word"),
    .german("Hier sind meine Ansichten:", "", "an announcement of opinions"),
    .english("Wenn Arbitrum", "", "too little"),
  ])
  func `are not made of what claims nothing`(_ reading: Reading) throws {
    try reading.check { document, text in (document.claims ?? []).map { text[$0.span].string } }
  }
}
