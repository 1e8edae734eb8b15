import HearsayCore
import HearsayFiles
import HearsayLexicon
import HearsayTestSupport
import HearsayText
import Testing

struct `An index of entries` {
  private func table(_ rows: [String]) throws -> Table {
    let text = LexiconTree.table("form note status", rows)
    return try Table(Array(text.utf8), file: "entries.tsv", columns: ["form", "note", "status"])
  }

  @Test func `names entries by their numbers`() throws {
    var index = EntryIndex()
    #expect(index.register(try table(["a - active", "b - trial"]), as: "one") == 0)
    #expect(index.register(try table([]), as: "none") == 2)
    #expect(index.register(try table(["c - retired"]), as: "two") == 2)
    #expect(index.register(try table(["d - active", "e - active", "f - active"]), as: "three") == 3)
    let names = (0..<6).map { index.name(of: EntryID(number: $0)) }
    #expect(names.map(\.lexicon) == ["one", "one", "two", "three", "three", "three"])
    #expect(names.map(\.entry) == ["a", "b", "c", "d", "e", "f"])
    #expect(names.map(\.isTrial) == [false, true, false, false, false, false])
  }
}

struct `Frames` {
  private static let rows = [
    "broad pause governance state -1 0 0 0 - {X} {X} - S1 active",
    "dao-paused dao~pause|stop governance event -2 0 40 50 amount~date {X}~pauses {X}~pausiert - S1 active",
    "dao-stopped dao~stop trust event -3 10 20 30 - {X} {X} - S1 active",
    "gone pause~stop governance event 1 0 0 0 - {X} {X} - S1 retired",
  ]

  private func frames() throws -> FrameLexicon {
    try withFolder { folder in
      var tree = LexiconTree()
      tree.files["frames/frames.tsv"] = LexiconTree.table(
        "frame concepts topic kind polarity fear uncertainty doubt roles en de note source status", Self.rows)
      try tree.write(to: folder)
      return FrameLexicon(try LexiconFolder(path: "\(folder)/frames", name: "frames"), first: 100)
    }
  }

  @Test(
    arguments: [
      (["pause"], "broad"), (["dao", "pause"], "dao-paused"), (["pause", "dao"], "dao-paused"),
      (["stop", "dao"], "dao-paused"), (["dao", "stop", "pause"], "dao-paused"), (["dao"], nil), (["stop"], nil),
      (["stop", "pause"], "broad"), ([], nil), (["dao", "dao"], nil),
    ] as [([String], String?)])
  func `are filled by the most of their concepts, equals in the order of their names`(
    _ concepts: [String], _ expected: String?
  ) throws {
    let lexicon = try frames()
    let best = concepts.compactMap(lexicon.concept(named:)).withUnsafeBufferPointer {
      lexicon.best(for: $0, naming: 1, isOfCrypto: true)
    }
    #expect(best?.id.description == expected)
  }

  @Test func `know what they say`() throws {
    let lexicon = try frames()
    #expect(lexicon.frames.map(\.id.description) == ["dao-paused", "dao-stopped", "broad"])
    let frame = try #require(lexicon.frame(FrameID("dao-paused")))
    #expect(frame.groups == [["dao"], ["pause", "stop"]].map { $0.compactMap(lexicon.concept(named:)) })
    #expect(frame.topic == .governance && frame.kind == .event && frame.polarity == -2)
    #expect([frame.fear, frame.uncertainty, frame.doubt] == [0, 40, 50])
    #expect(frame.english == "{X} pauses" && frame.german == "{X} pausiert")
    #expect(frame.roles == [.amount, .date] && lexicon.frame(FrameID("broad"))?.roles == [])
    #expect(frame.entry == EntryID(number: 101))
    #expect(lexicon.frame(FrameID("gone")) == nil)
    #expect(lexicon.concept(named: "stop").flatMap(lexicon.topic)?.topic == .other)
    #expect(lexicon.concept(named: "dao").flatMap(lexicon.topic)?.topic == .governance)
    #expect(lexicon.concept(named: "unknown") == nil)
    #expect(lexicon.parameters.frameValence == 100 && lexicon.parameters.deniedShare == -50)
  }
}

struct `A library of lexicons` {
  /// The content hash of the tiny lexicons after a change.
  private func hash(_ change: (inout LexiconTree) -> Void) throws -> String {
    try withFolder { folder in
      var tree = LexiconTree()
      change(&tree)
      try tree.write(to: folder)
      try LexiconTree.linkProfiles(into: folder)
      return try LexiconLibrary(root: folder).contentHash
    }
  }

  @Test func `has a hash of what decides results, and of nothing else`() throws {
    let plain = try hash { _ in }
    #expect(plain.count == 64)
    #expect(try hash { _ in } == plain)
    #expect(try hash { $0.files["de/fud/examples.txt"] = "Nur [fear: Angst]. => fear\n" } == plain)
    #expect(try hash { $0.files["README.md"] = "About the lexicons.\n" } == plain)
    var hashes: Set<String> = [plain]
    for (file, old, new) in [
      ("de/fud/entries.tsv", "\t70\t", "\t71\t"), ("de/fud/entries.tsv", "Angst", "Panik"),
      ("de/fud/entries.tsv", "active", "retired"), ("de/fud/about.yaml", "[words]", "[others]"),
      ("de/inflections/entries.tsv", "e er", "e er em"), ("frames/concepts.tsv", "other", "trust"),
    ] {
      let changed = try hash { $0.files[file] = $0.files[file]?.replacing(old, with: new) }
      #expect(hashes.insert(changed).inserted, "\(file) with \(new)")
    }
    let moved = try hash {
      $0.files["de/fear/about.yaml"] = $0.files.removeValue(forKey: "de/fud/about.yaml")
      $0.files["de/fear/entries.tsv"] = $0.files.removeValue(forKey: "de/fud/entries.tsv")
    }
    #expect(hashes.insert(moved).inserted)
  }

  @Test func `finds its entries, and leaves out what is retired`() throws {
    try withFolder { folder in
      var tree = LexiconTree()
      tree.files["de/fud/entries.tsv"]? += "Panik\tfear\t80\t\t\tS1\tretired\n"
      try tree.write(to: folder)
      try LexiconTree.linkProfiles(into: folder)
      let library = try LexiconLibrary(root: folder)
      let text = ByteText("Angst und Panik bei guter Laune")
      let words = Tokenizer().words(in: text)
      let german = library.lexicons(for: .german)
      let found = german.terms(in: words, of: text, library.gazetteer).fud
      #expect(found.map { library.entries.name(of: $0.entry).entry } == ["Angst"])
      #expect(found.map(\.meaning.component) == [.fear] && found.map(\.meaning.weight) == [70])
      let good = german.terms(in: words, of: text, library.gazetteer).valences
      #expect(good.map(\.words) == [4..<5] && good.map(\.meaning.hundredths) == [300])
      #expect(german.isCovered && german.hasCommaBeforeClause)
      let english = library.lexicons(for: .english)
      #expect(!english.isCovered && english.terms(in: words, of: text, library.gazetteer).fud.isEmpty)
      #expect(library.gazetteer.entity(EntityID("scroll"))?.sectors == [EntityID("layer-2")])
    }
  }

  @Test func `is refused where nothing lies, or what lies there is broken`() throws {
    try withFolder { folder in
      func lines() -> [String] {
        do { _ = try LexiconLibrary(root: folder) } catch { return error.lines(from: folder) }
        return []
      }
      #expect(
        lines() == [
          "error[lexicon.missing]: there is no lexicon below \"\(folder)\"", "help: name the folder Lexicons",
        ])
      var tree = LexiconTree()
      try tree.write(to: folder)
      #expect(lines() == ["error[lexicon.missing]: there is no lexicon of kind profiles below \"\(folder)\""])
      try LexiconTree.linkProfiles(into: folder)
      #expect(lines() == [])
      tree.files["de/fud/entries.tsv"]?.replace("fear", with: "fears")
      try tree.write(to: folder)
      #expect(
        lines() == [
          "de/fud/entries.tsv:2:7: error[lexicon.unknown-value]: component is \"fears\"",
          "help: it must be one of fear, uncertainty, doubt, counter, hype",
        ])
    }
  }
}
