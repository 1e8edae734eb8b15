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
  /// The endings that play a part in claims.
  let endings: WordEndings
  /// What was learned for each task.
  let learned: [LearnedTask: LearnedWeights]
  /// The numbers of `about.yaml` of its modifiers, and of its claims.
  let numbers: (modifiers: [String: Int], claims: [String: Int])
  /// Whether the language has lexicons of its own.
  package let isCovered: Bool

  init(
    matcher: TermMatcher<Lexeme>, numbers: (modifiers: [String: Int], claims: [String: Int]),
    learned: [LearnedTask: LearnedWeights], endings: WordEndings, isCovered: Bool
  ) {
    self.matcher = matcher
    self.numbers = numbers
    self.learned = learned
    parameters = SentimentParameters(numbers.modifiers) ?? .plain
    hasCommaBeforeClause = numbers.claims["commaBeforeClause"] == 1
    isVerbFinal = numbers.claims["verbFinal"] == 1
    self.endings = endings
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
    var numbers: (modifiers: [String: Int], claims: [String: Int]) = ([:], [:])
    var learned: [LearnedTask: LearnedWeights] = [:]
    for folder in folders {
      guard let first = firsts[folder.name],
        folder.about.language == language || folder.about.language == .multiple
      else { continue }
      if let task = folder.about.task { learned[task] = LearnedWeights(folder, first: first) }
      compiler.add(folder, first: first, to: &builder, &endings)
      if folder.about.kind == .modifiers { numbers.modifiers = folder.about.parameters }
      if folder.about.kind == .claims { numbers.claims = folder.about.parameters }
    }
    self.init(
      matcher: builder.build(), numbers: numbers, learned: learned, endings: endings, isCovered: language != nil)
  }

  /// What was learned for `task`, or nil.
  package func weights(for task: LearnedTask) -> LearnedWeights? { learned[task] }

  /// The entries in `words`, the tokens of `text`, by sort.
  package func terms(in words: Words, of text: ByteText, _ gazetteer: Gazetteer) -> Terms {
    var terms = Terms()
    matcher.eachTerm(in: 0..<words.count, of: words) { term in
      switch term.meaning {
      case .valence(let meaning): terms.valences.append(term.meaning(meaning))
      case .modifier(let meaning): terms.modifiers.append(term.meaning(meaning))
      case .claim(let meaning): terms.claims.append(term.meaning(meaning))
      case .fud(let meaning): terms.fud.append(term.meaning(meaning))
      }
    }
    terms.claims.settle(with: endings, in: words)
    for index in 0..<words.count where words[index].kind == .hashtag {
      TagTerms(matcher, gazetteer).add(to: &terms, at: index, in: words, of: text)
    }
    return terms
  }
}

extension Term {
  /// The term with its meaning by sort.
  func meaning<Sort: Sendable>(_ meaning: Sort) -> Term<Sort> {
    Term<Sort>(words: words, tail: tail, entry: entry, meaning: meaning)
  }
}

/// The lexicons of a language, compiled when they are asked for first: most archives have few languages.
///
/// What they are compiled from was checked before, so nothing can be wrong with it then.
final class LazyLexicons: Sendable {
  private let compiled = AtomicLazyReference<LanguageLexicons>()
  private let isCompiling = Mutex(())
  /// Compiles the lexicons, and keeps nothing.
  let compile: @Sendable () -> LanguageLexicons

  /// Lexicons that `compile` makes.
  init(_ compile: @escaping @Sendable () -> LanguageLexicons) { self.compile = compile }

  /// The lexicons; who asks while they are being compiled waits.
  @inline(__always)
  var lexicons: LanguageLexicons { compiled.load() ?? compileOnce() }

  private func compileOnce() -> LanguageLexicons {
    isCompiling.withLock { _ in compiled.load() ?? compiled.storeIfNil(compile()) }
  }
}
