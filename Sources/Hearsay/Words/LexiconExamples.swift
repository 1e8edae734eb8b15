import HearsayCore
import HearsayFiles
import HearsayLexicon

/// Runs the example sentences of lexicons through a pipeline and says where they differ from what is found.
public struct LexiconExamples {
  /// What came of the examples of one lexicon.
  public struct Result: Sendable {
    /// The lexicon's name.
    public let lexicon: String
    /// Sentences that agree.
    public internal(set) var passed = 0
    /// Sentences that are known to fail, and do.
    public internal(set) var knownToFail = 0
    /// Sentences that differ, or pass against expectation.
    public internal(set) var problems = Diagnostics()
  }

  private let pipeline: Pipeline

  /// Examples are read with the lexicons of `pipeline`.
  public init(_ pipeline: Pipeline) { self.pipeline = pipeline }

  /// The names of the lexicons.
  public var names: [String] { pipeline.lexicons.folders.map(\.name) }

  /// Tests the examples of the lexicon called `name`; nil where there is no such lexicon.
  ///
  /// - Throws: what is wrong with the form of `examples.txt`.
  public func test(_ name: String) throws(Diagnostics) -> Result? {
    guard let folder = pipeline.lexicons.folders.first(where: { $0.name == name }) else { return nil }
    var result = Result(lexicon: name)
    let path = Path.join(folder.path, "examples.txt")
    guard TextFile.exists(path) else { return result }
    let sentences = try MarkedSentence.parse(try TextFile.bytes(at: path), file: path)
    let comparison = ExampleComparison(pipeline, folder)
    for sentence in sentences {
      let difference = comparison.difference(sentence)
      switch (difference, sentence.isKnownToFail) {
      case (nil, false): result.passed += 1
      case (let difference?, false): result.problems.add(difference)
      case (_?, true): result.knownToFail += 1
      case (nil, true):
        result.problems.add(
          Diagnostic(
            .exampleNowPasses, "this example passes", at: sentence.location, help: "remove its exclamation mark"))
      }
    }
    return result
  }
}

/// Compares one example with what a pipeline finds in it.
struct ExampleComparison {
  private let pipeline: Pipeline
  private let folder: LexiconFolder
  private let scores: [String: Int]

  init(_ pipeline: Pipeline, _ folder: LexiconFolder) {
    self.pipeline = pipeline
    self.folder = folder
    var scores: [String: Int] = [:]
    if folder.about.kind == .sentiment {
      for row in 0..<folder.entries.rowCount { scores[folder.entries.string(row, 0)] = folder.entries.integer(row, 1) }
    }
    self.scores = scores
  }

  /// What differs, or nil.
  func difference(_ sentence: MarkedSentence) -> Diagnostic? {
    let language = folder.about.language == .multiple ? nil : folder.about.language
    let document: Document
    do throws(RecordProblem) {
      document = try pipeline.annotate(text: sentence.text, language: language)
    } catch {
      return Diagnostic(error.code, error.message, at: sentence.location)
    }
    return spanDifference(sentence, document) ?? verdictDifference(sentence, document)
  }

  private func spanDifference(_ sentence: MarkedSentence, _ document: Document) -> Diagnostic? {
    // Whoever says only what must not be found leaves open what is.
    if let verdict = sentence.verdict, folder.about.kind == .claims, verdict.allSatisfy({ Self.banned($0) != nil }) {
      return nil
    }
    let expected = Set(sentence.marks.filter { !(folder.about.kind == .modifiers && $0.label == "none") })
    let found = Set(marks(in: document))
    if expected == found { return nil }
    let text = ByteText(sentence.text)
    func list(_ marks: Set<MarkedSentence.Mark>) -> String {
      let sorted = marks.sorted { ($0.span, $0.label) < ($1.span, $1.label) }
      return sorted.map { "[\($0.label): \(text[$0.span].string)]" }.joined(separator: " ")
    }
    var parts: [String] = []
    let missing = expected.subtracting(found)
    let surplus = found.subtracting(expected)
    if !missing.isEmpty { parts.append("expected \(list(missing))") }
    if !surplus.isEmpty { parts.append("found \(list(surplus))") }
    return Diagnostic(.exampleSpanDiffers, parts.joined(separator: ", "), at: sentence.location)
  }

  /// What the pipeline would mark in the sentence.
  private func marks(in document: Document) -> [MarkedSentence.Mark] {
    switch folder.about.kind {
    case .sentiment:
      return own(document.sentiment?.ruleEvidence ?? []) { evidence in
        guard case .valence = evidence.effect else { return nil }
        return (scores[pipeline.entryName(evidence.entry).entry] ?? 0) < 0 ? "-" : "+"
      }
    case .modifiers:
      return own(document.sentiment?.ruleEvidence ?? []) { evidence in
        if case .modifier(let effect) = evidence.effect { effect.rawValue } else { nil }
      }
    case .fud:
      return own(document.fud?.evidence ?? []) { evidence in
        if case .fud(let component, _) = evidence.effect { component.rawValue } else { nil }
      }
    case .claims:
      return (document.claims ?? []).map { MarkedSentence.Mark(label: $0.kind.rawValue, span: $0.span) }
    case .entities:
      return (document.mentions ?? []).map { MarkedSentence.Mark(label: $0.entity.description, span: $0.span) }
    case .inflections, .frames, .profiles, .weights: return []
    }
  }

  /// The evidence of this lexicon, with the labels that `label` gives it.
  private func own(_ evidence: [Evidence], _ label: (Evidence) -> String?) -> [MarkedSentence.Mark] {
    evidence.compactMap { item in
      guard pipeline.entryName(item.entry).lexicon == folder.name, let label = label(item) else { return nil }
      return MarkedSentence.Mark(label: label, span: item.span)
    }
  }

  private func verdictDifference(_ sentence: MarkedSentence, _ document: Document) -> Diagnostic? {
    guard let verdict = sentence.verdict else { return nil }
    let found: String?
    switch folder.about.kind {
    case .sentiment, .modifiers, .weights:
      // Words and modifiers answer for what the rules make of them, and for no more.
      let verdictOf = folder.about.kind == .weights ? document.sentiment?.label : document.sentiment?.ruleLabel
      let label = verdictOf?.rawValue ?? ""
      found = verdict == [label] ? nil : label
    case .fud:
      let flags = Self.flags(document.fud)
      found = Set(verdict) == Set(flags) ? nil : flags.joined(separator: " ")
    case .claims: found = claimDifference(verdict, sentence, document)
    case .inflections, .frames, .profiles, .entities: found = nil
    }
    guard let found else { return nil }
    return Diagnostic(
      .exampleVerdictDiffers, "expected \(verdict.joined(separator: " ")), found \(found)", at: sentence.location)
  }

  private static func flags(_ fud: FUD?) -> [String] {
    guard let fud else { return ["none"] }
    var flags = [("fear", fud.fear), ("uncertainty", fud.uncertainty), ("doubt", fud.doubt)].compactMap {
      FUD.flagFrom <= $0.1 ? $0.0 : nil
    }
    if fud.counter { flags.append("counter") }
    if fud.hype { flags.append("hype") }
    return flags.isEmpty ? ["none"] : flags
  }

  /// The frame that a part of a verdict says no claim is in; nil where it says something else.
  private static func banned(_ part: String) -> FrameID? {
    part.hasPrefix("not=") ? FrameID(String(part.dropFirst(4))) : nil
  }

  /// What the first claim is where the verdict says otherwise, or the frame that none should be in.
  private func claimDifference(_ verdict: [String], _ sentence: MarkedSentence, _ document: Document) -> String? {
    let banned = verdict.compactMap(Self.banned)
    if let unknown = banned.first(where: { pipeline.lexicons.frames.frame($0) == nil }) {
      return "no frame called \(unknown)"
    }
    if let claim = document.claims?.first(where: { $0.frame.map(banned.contains) ?? false }) {
      return "\(claim.frame?.description ?? "") in \(ByteText(sentence.text)[claim.span].string)"
    }
    let wanted = verdict.filter { Self.banned($0) == nil }
    if wanted.isEmpty { return nil }
    guard let claim = document.claims?.first else { return "no claim" }
    let source = claim.source.words(in: ByteText(sentence.text)).split(separator: " ").joined(separator: "-")
    var facts: Set<String> = [
      claim.frame?.description ?? "no-frame", "topic=\(claim.topic.rawValue)", claim.modality.rawValue,
      claim.stance.rawValue, "source=\(source.lowercased())",
    ]
    if let amount = claim.amount {
      facts.insert("amount=" + amount.description.split(separator: " ").joined(separator: "-"))
    }
    if let party = claim.party { facts.insert("\(party.role.rawValue)=\(party.entity)") }
    for entity in claim.about { facts.insert("about=\(entity)") }
    if let date = claim.date { facts.insert("date=\(date)") }
    return wanted.allSatisfy(facts.contains) ? nil : facts.sorted().joined(separator: " ")
  }
}
