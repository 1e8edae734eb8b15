import HearsayCore
import HearsayFiles
import HearsayText

/// The word lexicons of one language, ready to match.
///
/// Immutable, shared by all threads.
package final class LanguageLexicons: Sendable {
  /// The entries of all its lexicons.
  package let matcher: TermMatcher<Lexeme>
  /// The numbers that steer scoring.
  package let parameters: SentimentParameters
  /// Whether every subordinate clause stands behind a comma.
  package let hasCommaBeforeClause: Bool
  /// What was learned for each task.
  private let learned: [LearnedTask: LearnedWeights]
  /// Whether the language has lexicons of its own.
  package let isCovered: Bool

  fileprivate init(
    matcher: TermMatcher<Lexeme>, parameters: SentimentParameters, learned: [LearnedTask: LearnedWeights],
    hasCommaBeforeClause: Bool, isCovered: Bool
  ) {
    self.matcher = matcher
    self.parameters = parameters
    self.learned = learned
    self.hasCommaBeforeClause = hasCommaBeforeClause
    self.isCovered = isCovered
  }

  /// What was learned for `task`, or nil.
  package func weights(for task: LearnedTask) -> LearnedWeights? { learned[task] }

  /// The entries in `words`, by sort.
  package func terms(in words: Words) -> Terms {
    var terms = Terms()
    matcher.eachTerm(in: 0..<words.count, of: words) { term in
      switch term.meaning {
      case .valence(let meaning): terms.valences.append(term.meaning(meaning))
      case .modifier(let meaning): terms.modifiers.append(term.meaning(meaning))
      case .claim(let meaning): terms.claims.append(term.meaning(meaning))
      case .fud(let meaning): terms.fud.append(term.meaning(meaning))
      }
    }
    return terms
  }
}

extension Term {
  /// The term with its meaning by sort.
  fileprivate func meaning<Sort: Sendable>(_ meaning: Sort) -> Term<Sort> {
    Term<Sort>(words: words, tail: tail, entry: entry, meaning: meaning)
  }
}

/// All lexicons below one folder, checked and compiled.
///
/// Everything that can be wrong is found here; what comes out cannot fail.
package final class LexiconLibrary: Sendable {
  /// The entities.
  package let gazetteer: Gazetteer
  /// What can be claimed.
  package let frames: FrameLexicon
  /// Tells languages apart.
  package let identifier: LanguageIdentifier
  /// The names of all entries.
  package let entries: EntryIndex
  /// The SHA-256 over the names and contents of all files that were read.
  package let contentHash: String
  /// The folders that were read.
  package let folders: [LexiconFolder]
  /// The folder below which all of it lies.
  package let root: String

  /// The lexicons by language: so few that a table would cost more than looking at each.
  private let languages: [(code: LanguageCode, lexicons: LanguageLexicons)]
  private let uncovered: LanguageLexicons

  /// The lexicons of `language`; for a language without any, those that serve all languages.
  package func lexicons(for language: LanguageCode) -> LanguageLexicons {
    for own in languages where own.code == language { return own.lexicons }
    return uncovered
  }

  /// Reads, checks and compiles the lexicons below `root`.
  ///
  /// - Throws: everything that is wrong with any of them.
  package convenience init(root: String) throws(Diagnostics) {
    var problems = Diagnostics()
    let folders = LexiconFolder.readAll(below: root, &problems)
    try problems.throwErrors()
    try LexiconCheck(folders).errors().throwErrors()
    try self.init(root: root, checked: folders)
  }

  private init(root: String, checked folders: [LexiconFolder]) throws(Diagnostics) {
    let tokenizer = Tokenizer()
    var entries = EntryIndex()
    var inflections: [LanguageCode: Inflections] = [:]
    for folder in folders where folder.about.kind == .inflections {
      inflections[folder.about.language] = Inflections(folder, tokenizer)
    }
    guard let entityFolder = folders.first(where: { $0.about.kind == .entities }) else {
      throw Diagnostics(Diagnostic(.lexiconMissing, "there is no lexicon of kind entities below \"\(root)\""))
    }
    let firstAlias = entries.register(entityFolder.tables[1], as: entityFolder.name)
    gazetteer = Gazetteer(entityFolder, tokenizer, inflections, firstAlias: firstAlias)
    if let frameFolder = folders.first(where: { $0.about.kind == .frames }) {
      frames = FrameLexicon(frameFolder, first: entries.register(frameFolder.entries, as: frameFolder.name))
    } else {
      frames = FrameLexicon()
    }
    guard let profileFolder = folders.first(where: { $0.about.kind == .profiles }) else {
      throw Diagnostics(Diagnostic(.lexiconMissing, "there is no lexicon of kind profiles below \"\(root)\""))
    }
    identifier = LanguageIdentifier(try LanguageProfiles(try Self.profileTables(profileFolder)))
    var firsts: [String: UInt32] = [:]
    for folder in folders where [.sentiment, .modifiers, .claims, .fud, .weights].contains(folder.about.kind) {
      firsts[folder.name] = entries.register(folder.entries, as: folder.name)
    }
    let own = Set(folders.filter { firsts[$0.name] != nil }.map(\.about.language))
    let frames = frames
    let make = { (language: LanguageCode?) -> LanguageLexicons in
      Self.compile(language, folders, firsts, frames, language.flatMap { inflections[$0] } ?? Inflections(), tokenizer)
    }
    languages = own.filter { $0 != .multiple }.sorted().map { ($0, make($0)) }
    uncovered = make(nil)
    self.entries = entries
    self.folders = folders
    self.root = root
    contentHash = try Self.contentHash(folders)
  }

  private static func compile(
    _ language: LanguageCode?, _ folders: [LexiconFolder], _ firsts: [String: UInt32], _ frames: FrameLexicon,
    _ inflections: Inflections, _ tokenizer: Tokenizer
  ) -> LanguageLexicons {
    let compiler = WordLexiconCompiler(tokenizer: tokenizer, inflections: inflections, frames: frames)
    var builder = TermMatcher<Lexeme>.Builder()
    var parameters = SentimentParameters.plain
    var hasCommaBeforeClause = false
    var learned: [LearnedTask: LearnedWeights] = [:]
    for folder in folders {
      guard let first = firsts[folder.name],
        folder.about.language == language || folder.about.language == .multiple
      else { continue }
      if let task = folder.about.task { learned[task] = LearnedWeights(folder, first: first) }
      compiler.add(folder, first: first, to: &builder)
      if let own = SentimentParameters(folder.about.parameters) { parameters = own }
      if folder.about.kind == .claims { hasCommaBeforeClause = folder.about.parameters["commaBeforeClause"] == 1 }
    }
    return LanguageLexicons(
      matcher: builder.build(), parameters: parameters, learned: learned,
      hasCommaBeforeClause: hasCommaBeforeClause, isCovered: language != nil)
  }

  private static func profileTables(_ folder: LexiconFolder) throws(Diagnostics) -> LanguageTables {
    func table(_ name: String) throws(Diagnostics) -> ProfileTable {
      let file = Path.join(folder.path, name)
      return ProfileTable(file: file, bytes: try TextFile.bytes(at: file))
    }
    return LanguageTables(
      languages: try table("languages.tsv"), words: try table("words.tsv"), ngrams: try table("ngrams.tsv"),
      neutral: try table("neutral.tsv"), calibration: try table("calibration.tsv"))
  }

  /// Names and contents of the files that decide results; examples do not.
  private static func contentHash(_ folders: [LexiconFolder]) throws(Diagnostics) -> String {
    var all: [UInt8] = []
    for folder in folders {
      for file in ["about.yaml"] + folder.about.kind.tables.map(\.file) {
        all += Array("\(folder.name)/\(file)\n".utf8)
        all += Array(ContentHash.sha256(try TextFile.bytes(at: Path.join(folder.path, file))).utf8)
        all.append(0x0A)
      }
    }
    return ContentHash.sha256(all)
  }
}
