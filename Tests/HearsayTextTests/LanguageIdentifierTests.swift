import HearsayCore
import Testing

@testable import HearsayText

struct LanguageIdentifierTests {
  @Test(arguments: [
    ("en", "The bridge was drained and nobody on the team wants to talk about it"),
    ("en", "I still hold my bags but honestly this roadmap looks dead"),
    ("de", "Die Brücke wurde geleert und niemand im Team will darüber reden"),
    ("de", "Ich halte meine Coins noch, aber der Fahrplan ist wohl tot"),
    ("es", "El puente fue vaciado y nadie del equipo quiere hablar de eso"),
    ("es", "Todavía tengo mis monedas pero la hoja de ruta parece muerta"),
    ("fr", "Le pont a été vidé et personne dans l'équipe ne veut en parler"),
    ("fr", "Je garde encore mes jetons mais la feuille de route semble morte"),
    ("it", "Il ponte è stato svuotato e nessuno della squadra vuole parlarne"),
    ("it", "Tengo ancora le mie monete ma il progetto sembra morto"),
    ("pt", "A ponte foi esvaziada e ninguém da equipe quer falar sobre isso"),
    ("pt", "Ainda tenho minhas moedas mas o projeto parece morto, não acha?"),
    ("nl", "De brug is leeggehaald en niemand van het team wil erover praten"),
    ("nl", "Ik heb mijn munten nog steeds maar dit plan lijkt dood"),
    ("pl", "Most został opróżniony i nikt z zespołu nie chce o tym mówić"),
    ("pl", "Nadal trzymam swoje monety, ale ten plan wygląda na martwy"),
    ("tr", "Köprü boşaltıldı ve ekipten kimse bunu konuşmak istemiyor"),
    ("tr", "Hâlâ coinlerimi tutuyorum ama bu plan ölmüş gibi görünüyor"),
    ("ru", "Мост опустошили, и никто из команды не хочет об этом говорить"),
    ("ru", "Я всё ещё держу монеты, но план развития похоже мёртв"),
    ("uk", "Міст спорожнили, і ніхто з команди не хоче про це говорити"),
    ("uk", "Я досі тримаю свої монети, але цей план схоже мертвий"),
    ("ar", "تم إفراغ الجسر ولا أحد من الفريق يريد الحديث عن ذلك"),
    ("ar", "ما زلت أحتفظ بعملاتي لكن الخطة تبدو ميتة"),
    ("hi", "पुल खाली कर दिया गया और टीम में कोई इस पर बात नहीं करना चाहता"),
    ("hi", "yaar ye coin kab pump hoga, mera sara paisa doob gaya hai"),
    ("hi", "bhai kya scene hai, team kuch bol nahi rahi aur price gir raha hai"),
    ("zh", "跨链桥被掏空了，团队没有人愿意谈这件事"),
    ("zh", "我还拿着币，但是路线图看起来已经死了"),
    ("ja", "ブリッジが空にされたのに、チームの誰も話そうとしない"),
    ("ja", "まだコインを持っているけど、計画はもう終わったみたい"),
    ("ko", "브릿지가 털렸는데 팀에서 아무도 말하려고 하지 않는다"),
    ("ko", "아직 코인을 들고 있지만 로드맵은 죽은 것 같다"),
    ("vi", "Cầu nối đã bị rút sạch và không ai trong nhóm muốn nói về điều đó"),
    ("vi", "Tôi vẫn giữ đồng tiền của mình nhưng kế hoạch có vẻ đã chết"),
    ("id", "Jembatannya dikuras dan tidak ada yang mau bicara soal itu"),
    ("id", "Saya masih pegang koin tapi rencananya kelihatan sudah mati"),
  ])
  func `a post of our languages is recognised and sure`(language: String, text: String) throws {
    let guess = try LanguageProfilesFolder.guess(text)
    #expect(guess.language.description == language)
    #expect(700 <= guess.confidence && guess.confidence <= 1000)
  }

  @Test(arguments: [
    ("sv", "Bron har tömts och ingen i laget vill prata om det längre"),
    ("ro", "Podul a fost golit și nimeni din echipă nu vrea să vorbească despre asta"),
    ("hu", "A hidat kiürítették, és senki sem akar erről beszélni a csapatból"),
    ("fi", "Silta tyhjennettiin eikä kukaan tiimistä halua puhua siitä"),
    ("cs", "Most byl vyprázdněn a nikdo z týmu o tom nechce mluvit"),
    ("bg", "Мостът беше изпразнен и никой от екипа не иска да говори за това"),
    ("fa", "پل خالی شد و هیچ کس از تیم نمی‌خواهد درباره آن صحبت کند"),
    ("el", "Η γέφυρα άδειασε και κανείς από την ομάδα δεν θέλει να μιλήσει"),
    ("he", "הגשר רוקן ואף אחד מהצוות לא רוצה לדבר על זה"),
    ("th", "สะพานถูกดูดเงินออกและไม่มีใครในทีมอยากพูดถึงมัน"),
    ("ta", "பாலம் காலி செய்யப்பட்டது"),
  ])
  func `a post of a neighbour is not taken for one of our languages`(language: String, text: String) throws {
    #expect(try LanguageProfilesFolder.guess(text).language.description == language)
  }

  @Test(arguments: ["", "🚀🚀🚀", "$ETH $SCR https://example.org/a", "@scroll @vitalik 1,000", "BTC ETH SOL", "#BTC 100x"])
  func `a post without words has no language`(text: String) throws {
    let guess = try LanguageProfilesFolder.guess(text)
    #expect(guess.language == .none)
    #expect(600 <= guess.confidence)
  }

  @Test(arguments: [
    "Die Brücke wurde heute Nacht geleert. The team paused all withdrawals this morning.",
    "Мост вчера взломали и всё украли. The team paused all withdrawals this morning.",
  ])
  func `two sentences in two languages are mixed`(text: String) throws {
    let guess = try LanguageProfilesFolder.guess(text)
    #expect(guess.language == .multiple)
    #expect(guess.parts.count == 2 && guess.languages.count == 2 && guess.languages.contains(.english))
    #expect(guess.parts.last?.language == .english)
    #expect(guess.parts.first?.words.upperBound == guess.parts.last?.words.lowerBound)
    #expect(guess.parts.first?.words.lowerBound == 0)
  }

  @Test func `a text in one language has no parts, and is read by it`() throws {
    let guess = try LanguageProfilesFolder.guess("Die Brücke wurde heute Nacht geleert.")
    #expect(guess.parts.isEmpty && guess.languages == [.german] && guess.main == .german)
  }

  @Test func `a mixed text is read by the supported language that has most of it`() {
    let danish = LanguageCode("da") ?? .undetermined
    let parts = [(0..<9, danish), (9..<14, .german), (14..<20, .english)].map {
      LanguagePart(words: $0.0, language: $0.1)
    }
    let guess = LanguageGuess(language: .multiple, confidence: 800, parts: parts)
    #expect(guess.languages == [danish, .english, .german])
    #expect(guess.main == .english)
  }

  @Test(arguments: [
    "Die Brücke wurde heute Nacht geleert. Niemand aus dem Team hat bisher etwas dazu gesagt. Wow!",
    "Das Team schreibt »we are aware«. Mehr weiß bisher niemand, und das Geld ist weg.",
  ])
  func `a quoted phrase does not make a post mixed`(text: String) throws {
    #expect(try LanguageProfilesFolder.guess(text).language == .german)
  }

  @Test func `a hint decides where words leave a doubt`() throws {
    #expect(try LanguageProfilesFolder.guess("no", hint: "it").language.description == "it")
    #expect(try LanguageProfilesFolder.guess("no", hint: "pt").language.description == "pt")
    #expect(try LanguageProfilesFolder.guess("bitcoin", hint: "de").language == .german)
  }

  @Test(arguments: ["en", "es", "ko", "zz"])
  func `clear words overrule a hint`(hint: String) throws {
    let text = "Die Brücke wurde geleert und niemand im Team will darüber reden"
    #expect(try LanguageProfilesFolder.guess(text, hint: hint).language == .german)
  }

  @Test func `a longer text is surer than its beginning`() throws {
    let short = try LanguageProfilesFolder.guess("una idea")
    let long = try LanguageProfilesFolder.guess("una idea muy buena que todavía nadie ha probado en esta red")
    #expect(short.confidence < 900)
    #expect(short.confidence < long.confidence)
  }

  @Test func `names and slang lend English no weight`() throws {
    let text = "Bitcoin ETF airdrop token: ich verstehe das alles nicht"
    #expect(try LanguageProfilesFolder.guess(text).language == .german)
  }
}
