import Foundation
import HearsayCore
import HearsayFiles
import HearsayLexicon
import HearsayTestSupport
import HearsayText
import Testing

struct `A snapshot of compiled lexicons` {
  /// The lexicons below `folder`, and whether what was compiled before was taken and left as it was.
  private func library(_ folder: String, of program: String = "program") throws -> (LexiconLibrary, isTaken: Bool) {
    let snapshot = "\(folder)/cache/deep/a.snapshot"
    func number() -> Int? {
      (try? FileManager.default.attributesOfItem(atPath: snapshot))?[.systemFileNumber] as? Int
    }
    let before = number()
    let library = try LexiconLibrary.load(root: "\(folder)/words", snapshot: snapshot, of: "\(folder)/\(program)")
    return (library, before != nil && before == number() && library.folders.isEmpty)
  }

  /// Calls `body` with a folder that holds tiny lexicons, an hour old, and two programs.
  private func withLexicons(_ body: (String) throws -> Void) throws {
    try withFolder { folder in
      var tree = LexiconTree()
      tree.files["de/fud/entries.tsv"]? += "Panik … Markt\tfear\t80\t\t\tS1\ttrial\n"
      try tree.write(to: "\(folder)/words")
      for file in tree.files.keys { try age("\(folder)/words/\(file)", bySeconds: 3600) }
      try LexiconTree.linkProfiles(into: "\(folder)/words")
      for program in ["program", "other"] { try writeText(program, to: "\(folder)/\(program)") }
      try body(folder)
    }
  }

  private func age(_ path: String, bySeconds seconds: Double) throws {
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: path)
  }

  @Test func `takes the place of those that were used longest ago`() throws {
    try withLexicons { folder in
      let cache = "\(folder)/cache"
      for (name, days) in [("old", 90.0), ("b", 3), ("c", 2), ("d", 1), ("a", 4), ("used", 5)] {
        let path = "\(cache)/lexicons-\(name).snapshot"
        try writeText("x", to: path)
        let then = Date(timeIntervalSinceNow: -days * 86_400)
        let times = [timespec(tv_sec: Int(then.timeIntervalSince1970), tv_nsec: 0)]
        #expect(utimensat(AT_FDCWD, path, times + times, 0) == 0)
      }
      try writeText("x", to: "\(cache)/notes.txt")
      DisusedFiles.noteUse(of: "\(cache)/lexicons-used.snapshot")
      _ = try LexiconLibrary.load(
        root: "\(folder)/words", snapshot: "\(cache)/lexicons-new.snapshot", of: "\(folder)/program")
      let left = try FileManager.default.contentsOfDirectory(atPath: cache).filter { !$0.hasSuffix(".draft") }.sorted()
      #expect(
        left == ["c", "d", "new", "used"].map { "lexicons-\($0).snapshot" } + ["notes.txt"],
        "the one that was written and the three that were used last, and what is no snapshot")
      DisusedFiles.remove(in: cache, beginning: "lexicons-", ending: ".snapshot", keeping: 9, unusedFor: 129_600)
      #expect(!FileManager.default.fileExists(atPath: "\(cache)/lexicons-c.snapshot"))
      #expect(FileManager.default.fileExists(atPath: "\(cache)/lexicons-d.snapshot"))
    }
  }

  /// Everything that the library finds in a few words.
  private func found(by library: LexiconLibrary) -> [String] {
    let text = ByteText("Angst und Panik am Markt bei guter Laune, Scroll pausiert nicht #Angst 😱")
    let words = Tokenizer().words(in: text)
    var lines = [library.contentHash, "\(library.identifier.guess(words, hint: nil))"]
    for language in [LanguageCode.german, .english] {
      let own = library.lexicons(for: language)
      let terms = own.terms(in: words, of: text, library.gazetteer)
      lines.append("\(language) \(own.isCovered) \(own.hasCommaBeforeClause) \(own.parameters)")
      lines += terms.fud.map { "\($0) \(library.entries.name(of: $0.entry))" }
      lines += terms.valences.map { "\($0)" } + terms.modifiers.map { "\($0)" } + terms.claims.map { "\($0)" }
      lines += (own.weights(for: .sentiment)?.leanings(in: words) ?? []).map { "\($0)" }
    }
    library.gazetteer.matcher.matches(in: 0..<words.count, of: words) { match in
      lines += match.payloads.map { "\(match.words) \(library.gazetteer.aliases[Int($0)])" }
    }
    lines += library.frames.frames.map { "\($0.id) \($0.groups) \($0.entry) \($0.english)" }
    return lines + ["\(library.frames.parameters)"]
  }

  @Test func `says what the lexicons say`() throws {
    try withLexicons { folder in
      let plain = found(by: try LexiconLibrary(root: "\(folder)/words"))
      #expect(plain.contains { $0.contains("Panik … Markt") } && plain.contains { $0.contains("Alias(") })
      let first = try library(folder)
      #expect(!first.isTaken)
      #expect(found(by: first.0) == plain)
      let second = try library(folder)
      #expect(second.isTaken)
      #expect(found(by: second.0) == plain)
    }
  }

  @Test func `counts neither for another program nor for lexicons that have changed`() throws {
    try withLexicons { folder in
      #expect(try !library(folder).isTaken)
      #expect(try !library(folder, of: "other").isTaken)
      #expect(try !library(folder).isTaken)
      #expect(try library(folder).isTaken)
      let file = "\(folder)/words/de/fud/entries.tsv"
      try writeText(try readText(file).replacing("\t70\t", with: "\t71\t"), to: file)
      // As long as before, and as old: another inode, or another time, gives it away.
      try age(file, bySeconds: 3599)
      let changed = try library(folder)
      #expect(!changed.isTaken)
      let plain = found(by: try LexiconLibrary(root: "\(folder)/words"))
      #expect(found(by: changed.0) == plain)
      // A change within the second in which the snapshot is written may leave the time as it is: what is as new as
      // the snapshot is not trusted.
      try age(file, bySeconds: -60)
      #expect(try !library(folder).isTaken)
      #expect(try !library(folder).isTaken)
    }
  }

  @Test func `says when lexicons are broken that were not`() throws {
    try withLexicons { folder in
      #expect(try !library(folder).isTaken)
      try writeText("form\n", to: "\(folder)/words/de/fud/entries.tsv")
      #expect(throws: Diagnostics.self) { try library(folder) }
    }
  }

  @Test func `is made anew where it is damaged or cut off`() throws {
    try withLexicons { folder in
      #expect(try !library(folder).isTaken)
      let plain = found(by: try library(folder).0)
      let path = "\(folder)/cache/deep/a.snapshot"
      let bytes = try readBytes(path)
      var random = SeededGenerator(seed: 7)
      for round in 0..<8 {
        var damaged = bytes
        // The first bytes say how the rest is laid out.
        let place = random.number(below: round % 2 == 0 ? 400 : bytes.count)
        if round % 3 == 0 { damaged.removeSubrange(place...) } else { damaged[place] ^= UInt8(1 << (round % 8)) }
        try writeBytes(damaged, to: path)
        #expect(found(by: try library(folder).0) == plain, "seed 7, round \(round), byte \(place)")
      }
    }
  }

  @Test func `is no reason to fail where it cannot be written`() throws {
    try withLexicons { folder in
      try writeText("a file", to: "\(folder)/cache")
      #expect(try !library(folder).isTaken)
      #expect(try !library(folder).isTaken)
    }
  }
}
