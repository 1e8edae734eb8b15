import HearsayCore
import HearsayText
import Testing

struct `Tokens` {
  /// The folded forms of the tokens of `text`, separated by blanks.
  private func forms(_ text: String) -> String {
    let words = Tokenizer().words(in: ByteText(text))
    return (0..<words.count).map { String(decoding: words.form($0), as: UTF8.self) }.joined(separator: " ")
  }

  @Test(arguments: [
    ("Layer-2s von @Optimism: 👍🏽", "layer 2s von @optimism : 👍", "hyphen, handle, skin tone"),
    ("Scroll’un Scroll's don’t isn't", "scroll un scroll s dont isnt", "apostrophes"),
    ("$ETH $4.1M 3,400 0.5%", "$eth $ 4.1m 3,400 0.5 %", "cashtag, amounts"),
    ("#Base #1 a#b", "base # 1 a # b", "hashtags need a letter, and a beginning"),
    ("https://t.co/aB3?x=1, www.scroll.io.", "http , http .", "links end before punctuation"),
    ("a@b.example @user@host.example", "a @ b . example @user@host.example", "mail is no handle"),
    ("sooooo guuut", "soo guut", "stretched letters"),
    ("STRASSE Straße", "strasse strasse", "sharp s"),
    ("ＥＴＨ 𝐁𝐓𝐂", "eth btc", "letters used as fonts"),
    ("以太坊L2", "以 太 坊 l2", "ideographs"),
    ("スクロール", "ス ク ロ ー ル", "kana"),
    ("이더리움은", "이더리움은", "hangul"),
    ("재밌다ㅋㅋㅋㅋ 최고ㅠㅠ", "재밌다 ㅋㅋ 최고 ㅠㅠ", "Hangul letters behind syllables"),
    ("BTC가 L2의 Arbitrum은 100억 레이어2", "btc 가 l2 의 arbitrum 은 100 억 레이어 2", "Hangul behind other letters"),
    ("الBTC وETH", "ال btc و eth", "Arabic before Latin"),
    ("L2が上がる ArbitrumとETH", "l2 が 上 が る arbitrum と eth", "kana behind Latin"),
    ("ЕTH 1inch", "еth 1inch", "Latin and Cyrillic in one word"),
    ("ख़राब ख\u{93C}राब कहाँ", "खराब खराब कहां", "nukta and candrabindu"),
    ("\u{915}\u{93C}\u{958}", "कक", "composed nukta letters"),
    ("Base에서 ETH를 L2는", "base 에서 eth 를 l2 는", "hangul behind Latin letters"),
    ("레이어2는 100배 3월", "레이어 2 는 100 배 3 월", "hangul behind digits"),
    ("об’єднання пам'ять", "обєднання память", "Cyrillic apostrophe"),
    ("إيثيريوم مُحَمَّد", "ايثيريوم محمد", "Arabic vowel signs and alef"),
    ("Ещё", "еще", "yo"),
    ("cafe\u{301} Việt", "café việt", "combining marks"),
    (":-) :( xD <3 10:30 https://a.example", ":-) :( xd <3 10 : 30 http", "emoticons"),
    ("❤️ 👩‍💻 🇩🇪", "❤ 👩\u{200D}💻 🇩🇪", "emoji sequences"),
    ("DAO-Governance", "dao governance", "hyphenated compound"),
    ("rhino.fi", "rhino . fi", "a dot between letters"),
    ("", "", "nothing"),
  ])
  func `are folded`(_ text: String, _ expected: String, _ why: String) {
    #expect(forms(text) == expected, "\(why)")
  }

  @Test func `remember how they were written`() {
    let words = Tokenizer().words(in: "Base GAS\n\nsooo")
    #expect(words[0].shape.contains(.capitalised) && !words[0].shape.contains(.allCapitals))
    #expect(words[1].shape.contains(.allCapitals))
    #expect(words[2].shape.isSuperset(of: [.elongated, .afterLineBreak, .afterBlankLine]))
  }

  @Test(
    arguments: [
      ("ÉTÉ", [.capitalised, .allCapitals]), ("Été", [.capitalised]), ("eÉ", []),
      ("ЖÉT", [.capitalised, .allCapitals]),
      ("ééé", [.elongated]), ("aéé", []), ("éaaa", [.elongated]), ("aaéaa", []), ("aa1aa", []),
      ("AaA", [.capitalised, .elongated]), ("É", [.capitalised]), ("ÉÉÉ", [.capitalised, .allCapitals, .elongated]),
      ("AÉ_AÉ", [.capitalised, .allCapitals]),
    ] as [(String, Word.Shape)])
  func `remember capitals and stretched letters of all alphabets`(_ text: String, _ shape: Word.Shape) {
    for text in [text, text + " ", text + ".", text + "’"] {
      let words = Tokenizer().words(in: ByteText(text))
      #expect(words[0].shape.subtracting([.afterSpace, .afterLineBreak, .afterBlankLine]) == shape, "\(text)")
    }
  }

  @Test func `have the hash of their form, however many there are`() {
    let parts = [
      "Base", "ÄRGER", "sooo", "3,400", "以", "L2가", "#Été", "$ETH", "@x", "🚀", "!", "don’t", "ß", "ﷺ", "e\u{301}",
    ]
    for count in [1, 31, 32, 33, 64, 65, 300] {
      let text = (0..<count).map { parts[$0 % parts.count] }.joined(separator: " ")
      let words = Tokenizer().words(in: ByteText(text))
      #expect(count <= words.count && words.count <= 2 * count)
      for index in 0..<words.count {
        #expect(words[index].hash == words.form(index).withUnsafeBufferPointer { WordHash.of($0) })
      }
    }
  }

  @Test(arguments: 1...20)
  func `of ASCII are the same within a text and at its end`(_ length: Int) {
    // Few letters, so that many stand two and three times in a row.
    let letters = Array("aabAZz".utf8)
    var state = UInt64(length)
    for _ in 0..<100 {
      let bytes = (0..<length).map { _ in
        // The generator of Knuth's MMIX.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return letters[Int(state >> 33) % letters.count]
      }
      let word = String(decoding: bytes, as: UTF8.self)
      // A word at the end is scanned letter by letter, as one before most marks is.
      let alone = Tokenizer().words(in: ByteText(word))
      for behind in [" and so on and on", ", and so on and on", ". And so on and on", "\nand so on and on"] {
        let words = Tokenizer().words(in: ByteText(word + behind))
        #expect(words.form(0) == alone.form(0) && words[0].hash == alone[0].hash, "\(word)\(behind)")
        #expect(words[0].shape == alone[0].shape && words[0].span == alone[0].span, "\(word)\(behind)")
        #expect(words[0].kind == alone[0].kind, "\(word)\(behind)")
      }
      // Three times in a row a letter counts as two.
      var folded: [UInt8] = []
      for letter in word.lowercased().utf8 where folded.suffix(2) != [letter, letter] { folded.append(letter) }
      #expect(Array(alone.form(0)) == folded, "\(word)")
    }
  }

  @Test func `of all lengths lie side by side without a trace of each other`() {
    for first in 1...18 {
      for second in 1...18 {
        let words = [String(repeating: "ab", count: 9).prefix(first), String(repeating: "cd", count: 9).prefix(second)]
        #expect(forms(words.joined(separator: " ")) == words.joined(separator: " "))
      }
    }
  }

  @Test(arguments: ["Ärger mit @Scroll_ZKP 🚀🇩🇪 以太坊", "e\u{301}e\u{301}", "\u{FEFF}a\u{200D}b", "ﷺ ꙮ 𓀀 👨‍👩‍👧‍👦"])
  func `have spans in order, on scalar boundaries`(_ string: String) {
    let text = ByteText(string)
    let words = Tokenizer().words(in: text)
    var end: Int32 = 0
    for word in words {
      #expect(end <= word.span.start && word.span.start < word.span.end)
      end = word.span.end
      #expect(String(validating: text[word.span].bytes, as: UTF8.self) != nil)
    }
  }
}

struct `Sentences` {
  private func sentences(_ string: String) -> [String] {
    let text = ByteText(string)
    let words = Tokenizer().words(in: text)
    return SentenceSplitter().sentences(of: words).map { text[words.span($0.words)].string }
  }

  @Test(arguments: [
    ("Scroll pausiert. Warum? Egal!", ["Scroll pausiert.", "Warum?", "Egal!"], "three endings"),
    ("Das kostet z. B. 3.5 ETH am 3. März.", ["Das kostet z. B. 3.5 ETH am 3. März."], "no ends"),
    (
      "We use Layer 2. They do not. Der 2. März.", ["We use Layer 2.", "They do not.", "Der 2. März."], "numbered names"
    ),
    (
      "Meine Ansichten: 1) Erstens. 2) Zweitens; 3) drittens",
      ["Meine Ansichten:", "1) Erstens.", "2) Zweitens;", "3) drittens"], "points"
    ),
    ("以太坊上涨。为什么？不知道", ["以太坊上涨。", "为什么？", "不知道"], "Chinese"),
    ("Headline\nSecond line\nwrapped here", ["Headline", "Second line\nwrapped here"], "line breaks"),
    ("He said “It is over.” Then silence.", ["He said “It is over.”", "Then silence."], "closing quotes"),
    ("rhino.fi is fine", ["rhino.fi is fine"], "a name with a dot"),
  ])
  func `end where thoughts end`(_ text: String, _ expected: [String], _ why: String) {
    #expect(sentences(text) == expected, "\(why)")
  }
}
