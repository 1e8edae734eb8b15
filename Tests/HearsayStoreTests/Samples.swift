import Glibc
import HearsayCore
import Testing

@testable import HearsayStore

/// A post with what stages would have found in it, for tests.
struct Sample {
  var id = ""
  var platform = "x"
  var text = "Scroll pausiert"
  var time: UTCTime? = UTCTime(year: 2026, month: 3, day: 2, hour: 8)
  var author: Int64? = 1
  var language = "de"
  var isRepost = false
  var url: String?
  var mentions: [(String, EntityKind)] = []
  var targets: [(String, Polarity, Int)]?
  var fud: FUD?
  var claims: [Claim] = []
  /// Numbers that stand for its words; nil where nobody has split the text.
  var wordNumbers: [Int]?
  /// Entries with valence, in hundredths of a point.
  var valences: [(entry: UInt32, hundredths: Int)] = []

  /// The document, as a pipeline would hand it on.
  func document(at place: RecordPlace) -> Document {
    var batch = PostBatch()
    var record = PostRecord()
    record.createdAt = time
    record[.text] = batch.store(text)
    record[.platform] = batch.store(platform)
    if !id.isEmpty { record[.id] = batch.store(id) }
    if let url { record[.url] = batch.store(url) }
    if isRepost { record[.repostOf] = batch.store("1") }
    batch.append(record, at: place)
    var document = Document(batch[0])
    Layer.decoded.put(DecodedText(text: ByteText(text), replacedByteCount: 0), into: &document)
    if let code = LanguageCode(language) {
      Layer.language.put(LanguageGuess(language: code, confidence: 900), into: &document)
    }
    Layer.mentions.put(
      mentions.map {
        Mention(span: TextSpan(0..<1), words: 0..<1, entity: EntityID($0.0), kind: $0.1, alias: EntryID(number: 0))
      }, into: &document)
    let stances = (targets ?? []).map {
      TargetStance(entity: EntityID($0.0), label: $0.1, score: Score(thousandths: $0.2))
    }
    Layer.targets.put(stances, into: &document)
    let score = Score(thousandths: stances.first?.score.thousandths ?? 0)
    Layer.sentiment.put(
      Sentiment(
        label: stances.first?.label ?? .neutral, score: score, valences: [],
        ruleEvidence: valences.map {
          Evidence(
            span: TextSpan(0..<1), entry: EntryID(number: $0.entry), effect: .valence($0.hundredths))
        }), into: &document)
    if let fud { Layer.fud.put(fud, into: &document) }
    if let wordNumbers {
      let words = wordNumbers.map { number in
        Word(
          span: TextSpan(0..<1), foldedStart: 0, foldedCount: 1,
          hash: UInt64(bitPattern: Int64(number)) &* 0xD6E8_FEB8_6659_FD93,
          kind: .word, shape: [])
      }
      Layer.words.put(Words(words, folded: [97]), into: &document)
    }
    Layer.claims.put(claims, into: &document)
    return document
  }
}

/// What a test archive holds at one place.
enum SampleItem {
  case post(Sample)
  case skip(SkipReason)
  case fail(RecordProblem)
}

extension Claim {
  /// A claim over the first `byteCount` bytes.
  static func sample(
    _ byteCount: Int = 6, about: [String] = ["scroll"], frame: String? = "governance-suspended",
    modality: Modality = .asserted, source: ClaimSource = .author, kind: ClaimKind = .event, amount: String? = nil,
    date: ClaimDate? = nil, party: String? = nil, via: ClaimSource? = nil
  ) -> Claim {
    Claim(
      span: TextSpan(0..<byteCount), words: 0..<1, kind: kind, modality: modality, source: source, via: via,
      about: about.map { EntityID($0) }, stance: .negative, topic: .governance, frame: frame.map { FrameID($0) },
      amount: amount.flatMap { ClaimAmount($0) }, date: date, party: party.flatMap { ClaimParty($0) }, checkable: true,
      evidence: [])
  }
}

extension Edition {
  static let sample = Edition(
    pipelineName: "crypto", pipelineText: "format: 1\nname: crypto\n", lexiconHash: "abc", programVersion: "0.1")
}

/// Items with their places, written in batches of `batchSize`, from `start` on.
func write(
  _ items: [SampleItem], to store: Store, source: SourceID, keep: Keep = .evidence, name: String = "a.jsonl",
  batchSize: Int = 1000, from start: Int = 0, upTo end: Int? = nil
) throws {
  var index = start
  let end = end ?? items.count
  while index < end {
    var batch = RowBatch(keep: keep, sourceName: name)
    let next = min(index + batchSize, end)
    for number in index..<next {
      let place = RecordPlace(number: Int64(number + 1), byteOffset: Int64(number * 100))
      switch items[number] {
      case .post(let sample): batch.add(sample.document(at: place), at: place, author: sample.author)
      case .skip(let reason): batch.skip(reason, at: place)
      case .fail(let problem): batch.fail(problem, at: place)
      }
    }
    try store.write(
      batch, source: source, checkpoint: Checkpoint(recordNumber: Int64(next), byteOffset: Int64(next * 100)))
    index = next
  }
}

/// Reads a whole source, or what is left of it.
func ingest(
  _ items: [SampleItem], into store: Store, keep: Keep = .evidence, name: String = "a.jsonl",
  fingerprint: String = "f1", batchSize: Int = 1000
) throws {
  let state = try store.beginSource(name: name, format: "jsonl", fingerprint: fingerprint)
  switch state {
  case .alreadyComplete: return
  case .new(let source):
    try write(items, to: store, source: source, keep: keep, name: name, batchSize: batchSize)
    try store.finishSource(source)
  case .resume(let source, _, let count):
    try write(items, to: store, source: source, keep: keep, name: name, batchSize: batchSize, from: Int(count))
    try store.finishSource(source)
  }
}

/// A varied archive, the same for the same seed.
func variedItems(_ count: Int, seed: UInt64 = 7) -> [SampleItem] {
  var state = seed
  func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(limit))
  }
  let names = ["scroll", "metis", "bitcoin", "sec", "vitalik-buterin", "optimism"]
  return (0..<count).map { index in
    switch next(20) {
    case 0: return .skip(next(2) == 0 ? .deletion : .emptyText)
    case 1: return .fail(RecordProblem(.recordInvalidJSON, "expected a value"))
    default: break
    }
    var sample = Sample()
    // Some identifiers come again: duplicates within and across batches.
    sample.id = next(3) == 0 ? "at://did/\(next(count))" : String(1_000_000 + next(count))
    sample.platform = ["x", "bluesky", ""][next(3)]
    sample.language = ["de", "en", "ko", "und"][next(4)]
    sample.time = next(9) == 0 ? nil : UTCTime(seconds: 1_772_000_000 + Int64(index) * 3_000)
    sample.author = next(5) == 0 ? nil : Int64(next(12)) - 6
    sample.isRepost = next(6) == 0
    sample.url = next(2) == 0 ? nil : "https://example.org/\(index)"
    for _ in 0..<next(3) { sample.mentions.append((names[next(names.count)], .rollup)) }
    sample.targets = sample.mentions.map { ($0.0, Polarity.allCases[next(4)], next(2001) - 1000) }
    if next(4) == 0 {
      sample.fud = FUD(
        fear: next(1000), uncertainty: next(1000), doubt: next(1000), counter: next(5) == 0, hype: next(5) == 0,
        targets: next(2) == 0 ? [.market] : [], evidence: [])
    }
    if next(3) == 0 {
      sample.claims.append(
        .sample(
          about: [names[next(names.count)]], frame: next(2) == 0 ? nil : "outage",
          modality: Modality.allCases[next(5)],
          source: [.author, .entity("sec" == names[0] ? .market : EntityID("sec")), .words(TextSpan(0..<3))][next(3)],
          amount: [nil, nil, "5000000 usd", "40 percent", "3000000-5000000 usd"][index % 5],
          date: index % 7 == 0 ? ClaimDate(year: 2026, quarter: 3) : nil, party: index % 6 == 0 ? "who sec" : nil,
          via: [nil, .entity(EntityID("bloomberg")), .words(TextSpan(0..<2))][index % 3]))
    }
    return .post(sample)
  }
}

/// A folder for the files of one test, removed afterwards.
func withFolder(_ body: (String) throws -> Void) throws {
  var template = Array("/tmp/hearsay-store-XXXXXX".utf8CString)
  let folder: String = try template.withUnsafeMutableBufferPointer { buffer in
    let base = try #require(buffer.baseAddress)
    return String(cString: try #require(mkdtemp(base)))
  }
  defer {
    for file in ["a", "b", "c", "d"] + (0..<8).map({ "b\($0)" }) {
      for ending in ["", "-wal", "-shm", "-lock"] { unlink("\(folder)/\(file).sqlite\(ending)") }
    }
    rmdir(folder)
  }
  try body(folder)
}
