import HearsayArchive
import HearsayCore
import HearsayTestSupport
import Testing

/// Whatever becomes of a file, reading it ends, its accounts add up, and its texts are text.
struct `Damaged files` {
  /// Read as what they look like now, and every third as what they were.
  private func survive(_ bytes: [UInt8], _ sample: FormatSample, _ what: String, _ turn: Int) throws {
    for format in turn % 3 == 0 ? [nil, sample.format] : [nil] {
      let reading = try Reading(in: bytes, named: sample.name, format: format)
      #expect(reading.wrongs == [], "\(sample.testDescription) \(what), read as \(format ?? "what it looks like")")
    }
  }

  @Test(arguments: FormatSample.all + FormatSample.large)
  func `that are cut anywhere are survived`(_ sample: FormatSample) throws {
    for count in Damage.cuts(of: sample.bytes.count, seed: 7) {
      try survive(Array(sample.bytes[..<count]), sample, "cut at \(count)", count)
    }
  }

  @Test(arguments: FormatSample.all + FormatSample.large)
  func `that are changed at random are survived`(_ sample: FormatSample) throws {
    let roundCount = sample.bytes.count <= Damage.byteCountForEveryCut ? 150 : 40
    for seed in 0..<UInt64(roundCount) {
      var random = SeededGenerator(seed: seed)
      try survive(Damage.mutated(sample.bytes, &random), sample, "changed with the seed \(seed)", Int(seed))
    }
  }

  @Test(arguments: FormatSample.all)
  func `that are whole are recognised, and read the same again from any record on`(_ sample: FormatSample) throws {
    let whole = try Reading(in: sample.bytes, named: sample.name)
    #expect(whole.wrongs == [])
    #expect(whole.sources.allSatisfy { $0.format == sample.format })
    #expect(!whole.posts.isEmpty, "a sample has posts")
    guard whole.sources.count == 1, let source = whole.sources.first else { return }
    for start in Set(source.places.map(\.number)) {
      let rest = try Reading(in: sample.bytes, named: sample.name, from: start)
      let kept = zip(source.places, source.outcomes).filter { start <= $0.0.number }.map(\.1)
      #expect(rest.outcomes == kept, "from record \(start) on")
    }
  }

  @Test func `are made of samples of every format, small and large`() {
    let formats = Set(FormatCatalogue.summaries.map(\.name))
    #expect(formats.subtracting(FormatSample.all.map(\.format)) == [])
    // A repository cannot be made longer by repeating a part of it.
    #expect(formats.subtracting(FormatSample.large.map(\.format)) == ["bluesky-car"])
    #expect(FormatSample.large.allSatisfy { Damage.byteCountForEveryCut < $0.bytes.count })
  }
}
