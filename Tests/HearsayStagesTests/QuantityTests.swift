import HearsayCore
import HearsayTestSupport
import Testing

@testable import Hearsay

struct `Quantities of claims` {
  private static let hacks = [
    ("en", "Exploit of $5M on Curve"), ("en", "Curve was hacked and lost five million dollars"),
    ("en", "Curve was drained of 5,000,000 USDC"), ("de", "Curve wurde um 5 Millionen Dollar gehackt"),
    ("de", "Curve wurde um 5,0 Mio. Dollar gehackt"), ("de", "Curve wurde um 5.000.000 US-Dollar gehackt"),
    ("es", "Hackearon Curve y robaron cinco millones de dólares"),
    ("fr", "Curve a été piraté pour 5 millions de dollars"), ("fr", "Curve a été piraté pour 5 000 000 $ hier"),
    ("it", "Curve è stata hackerata per 5 milioni di dollari"), ("pt", "Curve foi hackeada em 5 milhões de dólares"),
    ("nl", "Curve is voor 5 miljoen dollar gehackt"), ("pl", "Curve zhakowano na 5 mln dolarów"),
    ("ru", "Curve взломали на 5 млн долларов"), ("uk", "Curve зламали на 5 мільйонів доларів"),
    ("tr", "Curve hacklendi ve 5 milyon dolar çalındı"), ("id", "Curve diretas dan kehilangan 5 juta dolar"),
    ("vi", "Curve bị hack 5 triệu đô"), ("zh", "Curve被盗500万美元"), ("ja", "Curveが500万ドルのハッキング被害を受けた"),
    ("ko", "Curve 해킹으로 500만달러 피해"), ("ar", "تم اختراق Curve وسرقة 5 ملايين دولار"), ("hi", "Curve से 50 लाख डॉलर हैक हुए"),
  ]

  @Test(arguments: hacks) func `are the same in every language`(_ language: String, _ text: String) throws {
    let claims = try CryptoPipeline.annotate(text, LanguageCode(language)).claims ?? []
    let framed = claims.filter { $0.frame == FrameID("exploit-of-protocol") }
    #expect(framed.map { $0.amount?.description } == ["5000000 usd"])
  }

  @Test(
    arguments: [
      ("An exploit of $600M hit Curve", "600000000 usd"), ("Curve was hacked for 1.2bn USD", "1200000000 usd"),
      ("The team of Scroll sold 1,200 ETH", "1200 ethereum"), ("TVL of Scroll fell by 40%", "40 percent"),
      ("TVL of Scroll fell to $1.25M", "1250000 usd"), ("Curve was hacked for 300 000 €", "300000 eur"),
      ("Curve lost 0.500 BTC in an exploit", "0.5 bitcoin"), ("Curve was exploited for 5 million", "5000000"),
      ("Der TVL von Scroll ist um 3,5 Prozent gefallen", "3.5 percent"),
      // Figures that count something else.
      ("Curve was hacked 5 times", nil), ("Curve was hacked in 2026", nil), ("Curve v2 was hacked", nil),
      ("Curve was hacked after 24h", nil), ("Curve was hacked by 3 people on the 5th", nil),
      ("Curve was hacked for 99999999999999999999999 dollars", nil),
      ("Curve was hacked for 999999999999999 trillion", nil),
      // A frame without such a role.
      ("Scroll suspends its governance for $5M", nil), ("Optimism has a centralised sequencer and 40% margins", nil),
    ] as [(String, String?)])
  func `are told with what is counted`(_ text: String, _ amount: String?) throws {
    let claims = try CryptoPipeline.annotate(text).claims ?? []
    #expect(claims.contains { $0.frame != nil })
    #expect(claims.compactMap(\.amount?.description).first == amount)
  }

  @Test(
    arguments: [
      ("en", "Scroll launches its mainnet on March 12, 2026", "2026-03-12"),
      ("en", "Scroll launches its mainnet on 12th March", "--03-12"),
      ("en", "Scroll launches its mainnet on 2026-03-12", "2026-03-12"),
      ("en", "Scroll launches its mainnet on 03/25/2026", "2026-03-25"),
      ("en", "Scroll launches its mainnet in March", "--03"), ("en", "Scroll launches its mainnet in 2027", "2027"),
      ("en", "The upgrade of Scroll is delayed to Q3 2026", "2026-Q3"),
      ("de", "Scroll startet sein Mainnet am 12. März 2026", "2026-03-12"),
      ("de", "Scroll startet sein Mainnet am 12.03.2026", "2026-03-12"),
      ("es", "Scroll lanza su mainnet el 12 de marzo de 2026", "2026-03-12"),
      ("ru", "Scroll запускает мейннет 12 марта 2026 года", "2026-03-12"),
      ("zh", "Scroll 主网将于2026年3月12日上线", "2026-03-12"), ("ko", "Scroll 메인넷 3월 12일 출시", "--03-12"),
      ("ja", "Scrollのメインネットが2026年3月12日にローンチ", "2026-03-12"),
      // What is no date, or none that can be told.
      ("en", "Scroll launches its mainnet on 04/05/2026", nil), ("en", "Scroll may launch its mainnet", nil),
      ("en", "Scroll launches its mainnet on 2026-02-30", nil), ("en", "Scroll launches mainnet 2.0", nil),
    ] as [(String, String, String?)])
  func `are dates as far as they are named`(_ language: String, _ text: String, _ date: String?) throws {
    let claims = try CryptoPipeline.annotate(text, LanguageCode(language)).claims ?? []
    #expect(claims.contains { $0.frame != nil })
    #expect(claims.compactMap(\.date?.description).first == date)
  }

  @Test(
    arguments: [
      ("en", "Curve was hacked for $3-5M", "3000000-5000000 usd"),
      ("en", "Curve was hacked for $3M to $5M", "3000000-5000000 usd"),
      ("en", "Curve lost between 3 and 5 million dollars in an exploit", "3000000-5000000 usd"),
      ("en", "TVL of Scroll fell by 10–15 %", "10-15 percent"), ("en", "TVL of Scroll fell by 10-15%", "10-15 percent"),
      ("de", "Curve wurde um 3 bis 5 Millionen Dollar gehackt", "3000000-5000000 usd"),
      ("es", "Hackearon Curve y robaron entre 3 y 5 millones de dólares", "3000000-5000000 usd"),
      ("ru", "Curve взломали на 3-5 млн долларов", "3000000-5000000 usd"),
      ("zh", "Curve被盗300万至500万美元", "3000000-5000000 usd"),
      ("ja", "Curveが300万~500万ドルのハッキング被害を受けた", "3000000-5000000 usd"),
      ("ko", "Curve 해킹으로 300~500만달러 피해", "3000000-5000000 usd"),
      // What is no range.
      ("en", "Curve was hacked for $5M, 3 times", "5000000 usd"), ("en", "Curve was hacked for $5-3M", nil),
      ("en", "TVL of Scroll rose from $40M to $60M", "40000000 usd"),
    ] as [(String, String, String?)])
  func `may be ranges`(_ language: String, _ text: String, _ amount: String?) throws {
    let claims = try CryptoPipeline.annotate(text, LanguageCode(language)).claims ?? []
    #expect(claims.contains { $0.frame != nil })
    if let amount { #expect(claims.compactMap(\.amount?.description).first == amount) }
    if amount == nil { #expect(!claims.contains { $0.amount?.thousandthsUpTo != nil }) }
  }

  /// The dates of the claims of a post of Wednesday, the 11th of March 2026, or of another day.
  private func dates(
    _ text: String, _ language: String, on time: UTCTime? = UTCTime(year: 2026, month: 3, day: 11)
  ) throws -> [String] {
    var batch = PostBatch()
    var record = PostRecord()
    record[.text] = batch.store(text)
    record.language = LanguageCode(language)
    record.createdAt = time
    batch.append(record, at: RecordPlace(number: 1, byteOffset: 0))
    var document = Document(batch[0])
    _ = try RepositoryPipeline.get().run(on: &document)
    return document.claims?.compactMap(\.date?.description) ?? []
  }

  @Test func `take the year of the post`() throws {
    let time = UTCTime(year: 2026, month: 12, day: 20)
    #expect(try dates("Scroll launches its mainnet on 12 January", "en", on: time) == ["2027-01-12"])
  }

  @Test(arguments: [
    ("en", "Scroll launched its mainnet yesterday", "2026-03-10"),
    ("en", "Scroll launched its mainnet last Tuesday", "2026-03-10"),
    ("en", "Scroll launches its mainnet next Wednesday", "2026-03-18"),
    ("en", "Scroll launches its mainnet on Friday", "2026-03-13"),
    ("en", "Scroll launches its mainnet next week", "2026-W12"),
    ("en", "Scroll launches its mainnet next month", "2026-04"),
    ("en", "Scroll launches its mainnet next quarter", "2026-Q2"),
    ("en", "Scroll launches its mainnet this year", "2026"),
    ("de", "Scroll hat letzte Woche sein Mainnet gestartet", "2026-W10"),
    ("de", "Scroll startet morgen sein Mainnet", "2026-03-12"),
    ("fr", "Scroll lance son mainnet mardi prochain", "2026-03-17"),
    ("es", "Scroll lanza su mainnet la próxima semana", "2026-W12"),
    ("ru", "Scroll запустил мейннет вчера", "2026-03-10"), ("uk", "Scroll запустив мейннет вчора", "2026-03-10"),
    ("zh", "Scroll 主网上周二上线", "2026-03-03"), ("ja", "Scrollのメインネットが昨日ローンチした", "2026-03-10"),
    ("ko", "Scroll 메인넷 다음 주 출시", "2026-W12"),
  ])
  func `are told from the day of the post`(_ language: String, _ text: String, _ date: String) throws {
    #expect(try dates(text, language) == [date])
  }

  @Test func `are not told from a day that no calendar has`() throws {
    let time = UTCTime(seconds: 2_000_000_000_000)
    #expect(try dates("Scroll launched its mainnet yesterday", "en", on: time) == [])
  }

  @Test func `are not told from a day that nobody knows`() throws {
    #expect(try dates("Scroll launched its mainnet yesterday", "en", on: nil) == [])
  }

  @Test func `do not end a sentence at the stop of an abbreviation`() throws {
    let text = "Curve verlor 5 Mio. Euro bei einem Hack. Danach war Ruhe. Es waren 5 Mio. Dann kam nichts mehr."
    let document = try CryptoPipeline.annotate(text, .german)
    #expect(document.segmentation?.sentences.count == 4)
  }
}
