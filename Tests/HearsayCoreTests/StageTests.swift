import HearsayCore
import Testing

/// Guesses German for every text, but skips empty texts and fails on those of one byte.
private struct GuessGerman: Stage {
  static let reads: [LayerName] = [.decoded]
  static let writes = Layer<LanguageGuess>.language
  static let summary = "guesses German"

  func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<LanguageGuess> {
    let count = document.decoded?.text.count ?? 0
    if count == 0 { return .skip(.emptyText) }
    if count == 1 { throw RecordProblem(.documentEncoding, "one byte") }
    return .product(LanguageGuess(language: .german, confidence: 1000))
  }
}

struct `Stages` {
  private func document(_ text: String) -> Document {
    var batch = PostBatch()
    var record = PostRecord()
    record[.text] = batch.store(text)
    batch.append(record, at: RecordPlace(number: 1, byteOffset: 0))
    var document = Document(batch[0])
    Layer<DecodedText>.decoded.put(DecodedText(text: ByteText(text), replacedByteCount: 0), into: &document)
    return document
  }

  @Test func `put their product into their layer`() throws {
    var document = document("Gut")
    #expect(document.language == nil)
    let reason = try GuessGerman().apply(to: &document)
    #expect(reason == nil && document.language == LanguageGuess(language: .german, confidence: 1000))
    #expect(document.decoded?.text == "Gut" && document.mentions == nil && document.claims == nil)
  }

  @Test func `leave a document alone that they skip`() throws {
    var document = document("")
    #expect(try GuessGerman().apply(to: &document) == .emptyText)
    #expect(document.language == nil && document.decoded != nil)
  }

  @Test func `leave a document alone that they fail on`() {
    var document = document("x")
    let problem = #expect(throws: RecordProblem.self) { _ = try GuessGerman().apply(to: &document) }
    #expect(problem == RecordProblem(.documentEncoding, "one byte"))
    #expect(document.language == nil && document.decoded?.text == "x")
  }

  @Test func `leave the layers of a copy alone`() throws {
    let original = document("Gut")
    var copy = original
    _ = try GuessGerman().apply(to: &copy)
    #expect(copy.language != nil && original.language == nil)
  }
}

struct `Layers` {
  @Test func `are nil until somebody has looked`() {
    let document = Document(emptyPost)
    #expect(document.decoded == nil && document.words == nil && document.language == nil)
    #expect(document.segmentation == nil && document.mentions == nil && document.sentiment == nil)
    #expect(document.claims == nil && document.targets == nil && document.fud == nil)
  }

  @Test func `are filled one by one`() {
    var document = Document(emptyPost)
    Layer<[Mention]>.mentions.put([], into: &document)
    Layer<[Claim]>.claims.put([], into: &document)
    #expect(document.mentions?.isEmpty == true && document.claims?.isEmpty == true && document.targets == nil)
    #expect(document.decoded == nil && document.fud == nil)
  }

  @Test func `have the names of the closed list`() {
    let names: [LayerName] = [
      Layer<DecodedText>.decoded.name, Layer<Words>.words.name, Layer<LanguageGuess>.language.name,
      Layer<Terms>.terms.name,
      Layer<Segmentation>.segmentation.name, Layer<[Mention]>.mentions.name, Layer<Sentiment>.sentiment.name,
      Layer<[Claim]>.claims.name, Layer<[TargetStance]>.targets.name, Layer<FUD>.fud.name,
    ]
    #expect(names == LayerName.allCases)
  }

  private var emptyPost: Post {
    var batch = PostBatch()
    batch.append(PostRecord(), at: RecordPlace(number: 1, byteOffset: 0))
    return batch[0]
  }
}
