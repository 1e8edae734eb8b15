import HearsayCore
import HearsayFiles
import HearsayLexicon

/// Frames in the words of a reader's language, for showing what is stored.
public struct FrameWords: Sendable {
  private let frames: FrameLexicon
  private let names: [EntityID: String]

  /// The wordings of the frames, and the names of the entities, that the pipeline at `path` uses.
  ///
  /// - Throws: what is wrong with its frames or entities.
  public init(pipeline path: String) throws(Diagnostics) {
    let file = try PipelineFile(path: path)
    let folder = try LexiconFolder(path: Path.join(file.lexicons, "frames"), name: "frames")
    frames = FrameLexicon(folder, first: 0)
    let entities = try LexiconFolder(path: Path.join(file.lexicons, "entities"), name: "entities").tables[0]
    var names: [EntityID: String] = [:]
    for row in 0..<entities.rowCount { names[EntityID(entities.string(row, 0))] = entities.string(row, 2) }
    self.names = names
  }

  /// The name of an entity for people; its id where it has none.
  public func name(of entity: EntityID) -> String { names[entity] ?? entity.description }

  /// A warning where there is no such frame, with the nearest name.
  public func warning(of frame: FrameID) -> Diagnostics {
    guard frames.frame(frame) == nil else { return Diagnostics() }
    let near = Suggestion.nearest(to: frame.description, in: frames.frames.map(\.id.description))
    return Diagnostics(
      Diagnostic(
        .warning, .databaseNameUnknown, "there is no frame \"\(frame)\"",
        help: near.map { "did you mean \"\($0)\"?" } ?? "\"hearsay frames\" lists them"))
  }

  /// A pattern with the name for `{X}`, and what stands in brackets with the other for `{Y}`; where there is no other,
  /// what stands behind the bar in the brackets, or nothing.
  static func filled(_ pattern: String, with name: String, _ other: String?) -> String {
    var words = ""
    for part in pattern.split(separator: "]", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false)
      words += pieces[0]
      guard pieces.count == 2 else { continue }
      let choices = pieces[1].split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
      if let other {
        words += replaced(choices[0], "{Y}", other)
      } else if choices.count == 2 {
        words += choices[1]
      }
    }
    return replaced(words[...], "{X}", name)
  }

  private static func replaced(_ text: Substring, _ mark: String, _ name: String) -> String {
    text.split(separator: mark, omittingEmptySubsequences: false).joined(separator: name)
  }

  /// What stands for the name in claims that name nobody, by their topic.
  ///
  /// Neither German wording is inflected, as patterns have names in every case.
  static func nobody(of topic: Topic?, in language: LanguageCode) -> String {
    switch topic {
    case .market: language == .german ? "Krypto" : "crypto"
    default: language == .german ? "Projekt ohne Namen" : "an unnamed project"
    }
  }

  /// What a claim is on: the topic of its frame, or its own where it fills none.
  public func topic(of subject: ClaimSummary.Subject) -> Topic? {
    subject.frame.flatMap(frames.frame)?.topic ?? subject.topic
  }

  /// A claim in words: its frame, or else its topic, kind and stance.
  public func words(for subject: ClaimSummary.Subject, in language: LanguageCode) -> String {
    let frame = subject.frame.flatMap(frames.frame)
    let name = subject.entity.map(name(of:)) ?? Self.nobody(of: frame?.topic ?? subject.topic, in: language)
    if let frame {
      let pattern = language == .german ? frame.german : frame.english
      let words = Self.filled(pattern, with: name, subject.party.map { self.name(of: $0.entity) })
      let details = [subject.amount?.words, subject.date].compactMap { $0 }
      return details.isEmpty ? words : "\(words) (\(details.joined(separator: ", ")))"
    }
    let parts = [subject.topic?.rawValue, subject.kind?.rawValue, subject.stance?.rawValue].compactMap { $0 }
    return name + ": " + parts.joined(separator: ", ")
  }
}
