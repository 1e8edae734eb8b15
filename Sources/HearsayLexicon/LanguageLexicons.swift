import HearsayCore
import HearsayFiles
import HearsayText
import Synchronization

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
  /// Whether the verb stands at the end of its clause, and what it says before it.
  package let isVerbFinal: Bool
  /// Whether short clauses are joined by nothing but a comma.
  package let joinsByComma: Bool
  /// The endings that play a part in claims.
  let endings: WordEndings
  /// The parts of compounds that have valence.
  let compounds: CompoundParts
  /// What was learned for each task, by its place among all tasks.
  private let learned: [LearnedWeights?]
  /// The numbers of `about.yaml` of its modifiers, and of its claims.
  let numbers: (modifiers: [String: Int], claims: [String: Int])
  /// Whether the language has lexicons of its own.
  package let isCovered: Bool

  init(
    matcher: TermMatcher<Lexeme>, numbers: (modifiers: [String: Int], claims: [String: Int]),
    learned: [LearnedTask: LearnedWeights], endings: WordEndings, compounds: CompoundParts, isCovered: Bool
  ) {
    self.matcher = matcher
    self.numbers = numbers
    self.learned = LearnedTask.allCases.map { learned[$0] }
    parameters = SentimentParameters(numbers.modifiers) ?? .plain
    hasCommaBeforeClause = numbers.claims["commaBeforeClause"] == 1
    isVerbFinal = numbers.claims["verbFinal"] == 1
    joinsByComma = numbers.claims["commaJoins"] == 1
    self.endings = endings
    self.compounds = compounds
    self.isCovered = isCovered
  }

  /// Compiles the lexicons among `folders` that are of `language`, or serve all languages; nil for these alone.
  ///
  /// `firsts` are the numbers of the first entries of those that have entries, by name.
  convenience init(
    of language: LanguageCode?, _ folders: [LexiconFolder], firsts: [String: UInt32], _ frames: FrameLexicon,
    _ inflections: Inflections, _ tokenizer: Tokenizer
  ) {
    let compiler = WordLexiconCompiler(tokenizer: tokenizer, inflections: inflections, frames: frames)
    var builder = TermMatcher<Lexeme>.Builder()
    var endings = WordEndings()
    var compounds = CompoundParts()
    var numbers: (modifiers: [String: Int], claims: [String: Int]) = ([:], [:])
    var learned: [LearnedTask: LearnedWeights] = [:]
    for folder in folders {
      guard let first = firsts[folder.name],
        folder.about.language == language || folder.about.language == .multiple
      else { continue }
      if let task = folder.about.task { learned[task] = LearnedWeights(folder, first: first) }
      compiler.add(folder, first: first, to: &builder, &endings, &compounds)
      if folder.about.kind == .modifiers { numbers.modifiers = folder.about.parameters }
      if folder.about.kind == .claims { numbers.claims = folder.about.parameters }
    }
    self.init(
      matcher: builder.build(), numbers: numbers, learned: learned, endings: endings, compounds: compounds,
      isCovered: language != nil)
  }

  /// What was learned for `task`, or nil.
  package func weights(for task: LearnedTask) -> LearnedWeights? { learned[task.place] }

  /// The entries in `words`, the tokens of `text`, by sort.
  package func terms(in words: Words, of text: ByteText, _ gazetteer: Gazetteer) -> Terms {
    var terms = matcher.table.withFound(in: 0..<words.count, of: words) { Terms($0, matcher.meanings) }
    terms.claims.settle(with: endings, in: words)
    for index in 0..<words.count where words[index].kind == .hashtag {
      TagTerms(matcher, gazetteer).add(to: &terms, at: index, in: words, of: text)
    }
    compounds.add(to: &terms.valences, in: words)
    return terms
  }
}

extension Terms {
  /// What was found by sort, in its order.
  init(_ found: UnsafeBufferPointer<TermTable.Found>, _ meanings: [Lexeme]) {
    self.init()
    var counts = InlineArray<4, Int>(repeating: 0)
    for term in found { counts[Lexeme.sort(ofGroup: Int(term.group))] &+= 1 }
    // Lists that grow element by element are copied again and again.
    if 0 < counts[0] { valences.reserveCapacity(counts[0]) }
    if 0 < counts[1] { modifiers.reserveCapacity(counts[1]) }
    if 0 < counts[2] { fud.reserveCapacity(counts[2]) }
    if 0 < counts[3] { claims.reserveCapacity(counts[3]) }
    for term in found {
      switch meanings[Int(term.meaning)] {
      case .valence(let meaning): valences.append(term.term(meaning))
      case .modifier(let meaning): modifiers.append(term.term(meaning))
      case .claim(let meaning): claims.append(term.term(meaning))
      case .fud(let meaning): fud.append(term.term(meaning))
      }
    }
  }
}

/// The lexicons of a language, compiled when they are asked for first: most archives have few languages.
///
/// What they are compiled from was checked before, so nothing can be wrong with it then.
final class LazyLexicons: Sendable {
  /// The compiled lexicons, which are held for good once they are there; 0 before.
  ///
  /// `AtomicLazyReference` would say the same, but a look at it costs hundreds of instructions, and each stage looks at
  /// each post.
  private let compiled = Atomic<UInt>(0)
  private let isCompiling = Mutex(())
  /// Compiles the lexicons, and keeps nothing.
  let compile: @Sendable () -> LanguageLexicons

  /// Lexicons that `compile` makes.
  init(_ compile: @escaping @Sendable () -> LanguageLexicons) { self.compile = compile }

  deinit {
    if let known { Unmanaged.passUnretained(known).release() }
  }

  /// The lexicons; who asks while they are being compiled waits.
  @inline(__always)
  var lexicons: LanguageLexicons { known ?? compileOnce() }

  /// The lexicons where they have been compiled.
  @inline(__always)
  private var known: LanguageLexicons? {
    UnsafeRawPointer(bitPattern: compiled.load(ordering: .acquiring)).map {
      Unmanaged<LanguageLexicons>.fromOpaque($0).takeUnretainedValue()
    }
  }

  private func compileOnce() -> LanguageLexicons {
    isCompiling.withLock { _ in
      if let known { return known }
      let lexicons = compile()
      compiled.store(UInt(bitPattern: Unmanaged.passRetained(lexicons).toOpaque()), ordering: .releasing)
      return lexicons
    }
  }
}
