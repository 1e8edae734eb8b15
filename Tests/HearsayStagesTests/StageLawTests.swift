import HearsayCore
import HearsayTestSupport
import Testing

@testable import Hearsay

@Suite(.timeLimit(.minutes(15)))
struct `Every stage` {
  private static let names = StageCatalogue.entries.map(\.name)

  /// The documents as they are before the stage called `name` runs, and the stage.
  private func before(_ name: String) throws -> (stage: BuiltStage, documents: [Document]) {
    let stages = try RepositoryPipeline.get().stages
    let place = try #require(stages.firstIndex { $0.name == name }, "the pipeline has no stage \(name)")
    var documents: [Document] = []
    for text in CryptoPipeline.texts {
      var document = CryptoPipeline.document(Array(text.utf8))
      for stage in stages[..<place] { #expect(try stage.apply(&document) == nil) }
      documents.append(document)
    }
    return (stages[place], documents)
  }

  @Test func `of the catalogue is in the pipeline, once`() throws {
    #expect(try RepositoryPipeline.get().stages.map(\.name) == Self.names)
  }

  @Test(arguments: names)
  func `reads only the layers that it declares, and writes one`(_ name: String) throws {
    let (stage, documents) = try before(name)
    for document in documents {
      var full = document
      var bare = document.keeping(stage.reads)
      #expect(try stage.apply(&full) == nil)
      #expect(try stage.apply(&bare) == nil)
      #expect(full.description(of: stage.writes) == bare.description(of: stage.writes))
      #expect(full.description(of: stage.writes) != "-")
      for layer in LayerName.allCases where layer != stage.writes {
        #expect(full.description(of: layer) == document.description(of: layer))
      }
    }
  }

  @Test(arguments: names)
  func `needs each layer that it declares, or makes nothing of it`(_ name: String) throws {
    let (stage, _) = try before(name)
    #expect(Set(stage.reads).count == stage.reads.count)
    #expect(!stage.reads.contains(stage.writes))
    let places = try RepositoryPipeline.get().stages
    let own = try #require(places.firstIndex { $0.name == name })
    for layer in stage.reads { #expect(places[..<own].contains { $0.writes == layer }) }
  }

  @Test(arguments: names)
  func `gives the same product twice, and after a nasty document`(_ name: String) throws {
    let (stage, documents) = try before(name)
    let poison = try #require(documents.max { $0.post.rawText.count < $1.post.rawText.count })
    for document in documents {
      var first = document
      #expect(try stage.apply(&first) == nil)
      var nasty = poison
      _ = try stage.apply(&nasty)
      var second = document
      #expect(try stage.apply(&second) == nil)
      #expect(first.description(of: stage.writes) == second.description(of: stage.writes))
    }
  }

  @Test(arguments: names)
  func `gives the same product on other threads`(_ name: String) async throws {
    let (stage, documents) = try before(name)
    func products() throws -> [String] {
      try documents.map { document in
        var copy = document
        _ = try stage.apply(&copy)
        return copy.description(of: stage.writes)
      }
    }
    let expected = try products()
    try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<8 {
        group.addTask {
          try documents.reversed().map { document in
            var copy = document
            _ = try stage.apply(&copy)
            return copy.description(of: stage.writes)
          }
        }
      }
      for try await found in group { #expect(found == expected.reversed()) }
    }
  }
}

@Suite(.timeLimit(.minutes(15)))
struct `Any text` {
  /// Checks what must hold for whatever is found in a text.
  private func check(_ document: Document, _ why: String) {
    guard let text = document.decoded?.text else { return }
    #expect(String(validating: text.bytes, as: UTF8.self) != nil, "\(why)")
    // One expectation for all of them: there may be a million.
    let strayed = document.allSpans.first { span in
      let isInside = Int(span.end) <= text.count && !span.isEmpty
      return !isInside || !isBoundary(Int(span.start), text) || !isBoundary(Int(span.end), text)
    }
    #expect(strayed == nil, "\(why)")
    let count = document.words?.count ?? 0
    #expect(document.allRanges.first { $0.isEmpty || count < $0.upperBound } == nil, "\(why)")
    if let segmentation = document.segmentation {
      #expect(
        covers(segmentation.sentences.map(\.words), count) && covers(segmentation.clauses.map(\.words), count), "\(why)"
      )
      let crossing = segmentation.clauses.first { clause in
        let sentence = segmentation.sentences[clause.sentence].words
        return clause.words.lowerBound < sentence.lowerBound || sentence.upperBound < clause.words.upperBound
      }
      #expect(crossing == nil, "\(why)")
    }
    for fud in [document.fud].compactMap(\.self) {
      #expect([fud.fear, fud.uncertainty, fud.doubt].allSatisfy { (0...1000).contains($0) }, "\(why)")
      #expect(fud.isFlagged != fud.targets.isEmpty, "\(why)")
    }
    let named = Set((document.mentions ?? []).map(\.entity))
    #expect(Set((document.targets ?? []).map(\.entity)) == named, "\(why)")
  }

  /// Whether `ranges` follow each other from 0 to `count`.
  private func covers(_ ranges: [Range<Int>], _ count: Int) -> Bool {
    var end = 0
    for range in ranges {
      if range.lowerBound != end { return false }
      end = range.upperBound
    }
    return end == count
  }

  /// Whether no character of `text` is cut at `offset`.
  private func isBoundary(_ offset: Int, _ text: ByteText) -> Bool {
    offset == text.count || text[offset] & 0xC0 != 0x80
  }

  /// Runs the whole pipeline over `bytes` and checks what comes of it.
  private func process(_ bytes: [UInt8], _ why: String) throws {
    let pipeline = try RepositoryPipeline.get()
    var document = CryptoPipeline.document(bytes)
    do throws(RecordProblem) {
      if try pipeline.run(on: &document) == nil { check(document, why) }
    } catch { #expect([.documentTooLong, .documentEncoding].contains(error.code), "\(why)") }
  }

  @Test(arguments: CryptoPipeline.texts)
  func `of the samples' world is annotated within itself`(_ text: String) throws {
    try process(Array(text.utf8), text)
  }

  @Test func `of random bytes does no harm`() throws {
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      // Some seeds draw from few values, so that sequences are long enough to mean something.
      let values =
        seed % 3 == 0 ? [0x20, 0x41, 0xC3, 0xA4, 0xE2, 0x80, 0x9C, 0xF0, 0x9F, 0x98] : Array(UInt8.min...UInt8.max)
      let bytes = (0..<random.number(below: 300)).map { _ in random.choice(values) }
      try process(bytes, "seed \(seed)")
    }
  }

  @Test func `of random scalars does no harm`() throws {
    for seed in 1...150 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      var text = ""
      for _ in 0..<120 {
        let limit = random.choice([0x80, 0x600, 0x3000, 0xFFFF, 0x1_FFFF, 0x11_0000])
        if let scalar = Unicode.Scalar(UInt32(random.number(below: limit))) { text.unicodeScalars.append(scalar) }
      }
      try process(Array(text.utf8), "seed \(seed)")
    }
  }

  @Test func `of mutated samples does no harm`() throws {
    let samples = try CryptoPipeline.sampleTexts() + CryptoPipeline.texts.map { Array($0.utf8) }
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      var bytes = random.choice(samples)
      for _ in 0..<1 + random.number(below: 6) where !bytes.isEmpty {
        let place = random.number(below: bytes.count)
        switch random.number(below: 5) {
        case 0: bytes[place] = UInt8(random.number(below: 256))
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(random.choice(Array(",.;:?!()\"\n\u{7}".utf8)), at: place)
        case 3: bytes += bytes[place...]
        default: bytes.removeSubrange(place..<min(bytes.count, place + 20))
        }
      }
      try process(bytes, "seed \(seed)")
    }
  }

  @Test(arguments: ["a", "🚀"])
  func `of a hundred kilobytes of one character does no harm`(_ character: String) throws {
    try process(Array(String(repeating: character, count: 100_000 / character.utf8.count).utf8), character)
  }

  @Test(arguments: ["A", " ", ",", "(", "\"", "#", "@", "$", "1", ".", "?", "ä", "以", "&", "<", "\u{301}"])
  func `of very many of one character does no harm`(_ character: String) throws {
    try process(Array(String(repeating: character, count: 5_000 / character.utf8.count).utf8), character)
  }

  @Test(arguments: ["\n", "a\n"])
  func `of thousands of lines does no harm`(_ line: String) throws {
    try process(Array(String(repeating: line, count: 5_000).utf8), line)
  }

  @Test(arguments: ["a, ", "a. ", "Base ", "nicht gut, ", "&lt;", "https://t.co/a ", "(\"", "Stop the FUD. "])
  func `of very many repetitions does no harm`(_ part: String) throws {
    try process(Array(String(repeating: part, count: 300).utf8), part)
  }

  /// What costs more than in proportion to the length of a text takes very long here.
  @Test(
    .timeLimit(.minutes(15)),
    arguments: [
      "the people are here now. люди здесь сейчас вместе. ", "#totalscam good ", "nicht gut, Finanzkrise ",
      "Scroll $xy @abc is launching ",
    ])
  func `of forty kilobytes of the same words does no harm`(_ part: String) throws {
    let dots = String(repeating: ".", count: 20_000)
    try process(Array((String(repeating: part, count: 20_000 / part.utf8.count) + dots).utf8), part)
  }

  @Test func `without an end has sentences that end`() throws {
    let document = try CryptoPipeline.annotate(String(repeating: "nicht gut, ", count: 600), .german)
    let lengths = (document.segmentation?.sentences ?? []).map(\.words.count)
    #expect(lengths.max() == 1_000 && lengths.reduce(0, +) == 1_800)
  }

  @Test func `that is too long or not text is refused`() throws {
    #expect(
      try CryptoPipeline.outcome(Array(repeating: 0x61, count: 1_000_001))
        == "failed: document.too-long: the text has 1000001 bytes; the limit is 1000000")
    #expect(
      try CryptoPipeline.outcome([0x61, 0xFF, 0xFE, 0xFD]) == "failed: document.encoding: 3 of 4 bytes are not UTF-8")
    #expect(try CryptoPipeline.outcome(Array(" \n\t".utf8)) == "skipped: empty-text")
    #expect(try CryptoPipeline.outcome([]) == "skipped: empty-text")
  }
}
