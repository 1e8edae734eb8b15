import HearsayCore
import HearsayFiles
import HearsayLexicon

/// What can be claimed, and the words of each language that say so.
public struct FrameCatalogue: Sendable {
  /// A claim that clauses of any language may make.
  public struct Frame: Sendable {
    /// Its name.
    public let id: FrameID
    /// The concepts that must be present: one of each group.
    public let groups: [[String]]
    /// Its subject.
    public let topic: Topic
    /// What sort of statement it is.
    public let kind: ClaimKind
    /// Which way it points toward whom it is about: −3 … 3.
    public let polarity: Int
    /// Fear, uncertainty and doubt that it carries: 0 … 100 each.
    public let fear: Int, uncertainty: Int, doubt: Int
    /// What else it may tell: amount, percent, date, who, whom, from, to, where; and pair, where it holds only in a
    /// clause that names two entities.
    public let roles: [String]
    /// The claim in English and German words, with `{X}` for the entity.
    public let english: String, german: String
  }

  /// The frames, by name.
  public let frames: [Frame]
  /// The languages that have words of claims, by code.
  public let languages: [LanguageCode]
  /// The forms of each language by concept, in the order of its table.
  private let forms: [LanguageCode: [String: [String]]]

  /// The frames and words that the pipeline at `path` uses.
  ///
  /// - Throws: what is wrong with its lexicons.
  public init(pipeline path: String) throws(Diagnostics) {
    let root = try PipelineFile(path: path).lexicons
    let folder = try LexiconFolder(path: Path.join(root, "frames"), name: "frames")
    let lexicon = FrameLexicon(folder, first: 0)
    let concepts = folder.tables[1]
    var names: [ConceptID: String] = [:]
    for row in 0..<concepts.rowCount {
      let name = concepts.string(row, 0)
      if let concept = lexicon.concept(named: name) { names[concept] = name }
    }
    frames = lexicon.frames.map { frame in
      Frame(
        id: frame.id, groups: frame.groups.map { $0.compactMap { names[$0] } }, topic: frame.topic, kind: frame.kind,
        polarity: frame.polarity, fear: frame.fear, uncertainty: frame.uncertainty, doubt: frame.doubt,
        roles: frame.roles.names + (1 < frame.namesLeast ? [FrameRoles.pair] : [])
          + (frame.needsCrypto ? [FrameRoles.ofCrypto] : []), english: frame.english,
        german: frame.german)
    }.sorted { $0.id.description < $1.id.description }
    var forms: [LanguageCode: [String: [String]]] = [:]
    for place in LexiconFolder.find(below: root) where place.name.hasSuffix("/claims") {
      let claims = try LexiconFolder(path: place.path, name: place.name)
      forms[claims.about.language] = Self.forms(claims.entries)
    }
    self.forms = forms
    languages = forms.keys.sorted()
  }

  /// The forms of a table by concept.
  private static func forms(_ table: Table) -> [String: [String]] {
    var forms: [String: [String]] = [:]
    for row in 0..<table.rowCount where table.equals(row, 1, "concept") && !table.equals(row, 6, "retired") {
      forms[table.string(row, 2), default: []].append(table.string(row, 0))
    }
    return forms
  }

  /// The frame whose name is most like `name`, or nil where none is.
  public func nearest(to name: String) -> FrameID? {
    Suggestion.nearest(to: name, in: frames.map(\.id.description)).map { FrameID($0) }
  }

  /// The frames that a word leads to: those with it in their name or in their English wording, or with a concept that
  /// the word is a form of in some language.
  public func frames(for word: String) -> [FrameID] {
    let wanted = word.lowercased()
    let concepts = Set(
      forms.values.flatMap { forms in
        forms.filter { $0.value.contains { $0.lowercased() == wanted } }.map(\.key)
      })
    return frames.filter { frame in
      frame.id.description.contains(wanted)
        || frame.english.lowercased().split(separator: " ").contains { $0 == wanted }
        || frame.groups.joined().contains { concepts.contains($0) || $0 == wanted }
    }.map(\.id)
  }

  /// The forms of `language` for a concept.
  public func forms(of concept: String, in language: LanguageCode) -> [String] {
    forms[language]?[concept] ?? []
  }

  /// The languages whose words can fill `frame`: those that have a form for each of its groups.
  public func languages(of frame: Frame) -> [LanguageCode] {
    languages.filter { language in
      frame.groups.allSatisfy { group in group.contains { !forms(of: $0, in: language).isEmpty } }
    }
  }
}
