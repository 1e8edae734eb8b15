import HearsayCore
import HearsayLexicon
import HearsayMarkup
import HearsayText

/// What stands around a post and shows whom an ambiguous name in it means: the name of its channel, and what was said
/// before it in its thread, as far as its record has it.
struct Surroundings {
  /// Whom what was said before names.
  private var threadEntities: Set<EntityID> = []
  /// Whom the channel is named for.
  private var channelEntities: Set<EntityID> = []
  /// Whether what was said before speaks of the crypto world.
  private var isThreadOfCrypto = false
  /// Whether the channel is one of the crypto world.
  private var isChannelOfCrypto = false

  /// Whether the text stands in the crypto world.
  var isOfCrypto: Bool { isThreadOfCrypto || isChannelOfCrypto }
  /// Whether the thread or the channel names `entity`, and which of them; nil where neither does.
  func ground(naming entity: EntityID) -> MentionGround? {
    threadEntities.contains(entity) ? .thread : channelEntities.contains(entity) ? .channel : nil
  }

  /// Whether the archive says anything of what stands around `post`.
  static func mayStand(around post: Post) -> Bool { post.has(.channel) || post.has(.thread) }

  /// Whether a word of the crypto world stands in the text of `post`, whose tokens are `words`, or it stands in that
  /// world.
  static func areOfCrypto(_ post: Post, _ words: Words, _ language: LanguageCode, _ gazetteer: Gazetteer) -> Bool {
    EntityNames.candidates(in: words, language, gazetteer).context.isAnywhere
      || Surroundings(of: post, language, gazetteer, Tokenizer())?.isOfCrypto == true
  }

  /// What stands around `post`, whose text is in `language`; nil where the archive says nothing of it.
  init?(of post: Post, _ language: LanguageCode, _ gazetteer: Gazetteer, _ tokenizer: Tokenizer) {
    let (channel, thread) = (post.field(.channel), post.field(.thread))
    guard channel != nil || thread != nil else { return nil }
    if let channel {
      // The name of a server and that of a channel in it stand on lines of their own.
      let name = MarkupDecoder.decode(channel, as: .entities).text
      let lines = name.withBytes { bytes in bytes.split(separator: 0x0A).map { ByteText(Array($0)) } }
      for line in lines { readChannel(line, language, gazetteer, tokenizer) }
    }
    if let thread {
      let text = MarkupDecoder.decode(thread, as: post.markup == .html ? .html : .unknown).text
      readThread(text, language, gazetteer, tokenizer)
    }
  }

  /// What shows that the name at `range` means `entity`; nil where nothing does.
  ///
  /// A channel or thread of the crypto world alone shows it of capitals within a sentence only, since at its beginning
  /// any word has one.
  func ground(_ entity: EntityID, at range: Range<Int>, _ words: Words) -> MentionGround? {
    if let ground = ground(naming: entity) { return ground }
    let before = range.lowerBound - 1
    guard isOfCrypto, 0 <= before, !words[range.lowerBound].shape.contains(.afterLineBreak) else { return nil }
    switch words[before].kind {
    case .word, .ideograph, .number: return isThreadOfCrypto ? .thread : .channel
    default: return nil
    }
  }

  /// Reads what was said before, by the rules of any text.
  private mutating func readThread(
    _ text: ByteText, _ language: LanguageCode, _ gazetteer: Gazetteer, _ tokenizer: Tokenizer
  ) {
    let words = tokenizer.words(in: text)
    var (candidates, context) = EntityNames.candidates(in: words, language, gazetteer)
    EntityNames(context, in: words, of: text, gazetteer).decide(&candidates)
    for candidate in candidates {
      guard let meant = candidate.meant else { continue }
      threadEntities.insert(gazetteer.entities[gazetteer.aliases[Int(meant.alias)].entity].id)
    }
    isThreadOfCrypto = context.isAnywhere || !threadEntities.isEmpty
  }

  /// Reads the name of a channel, in which letter case says nothing: a name in it is meant where a word of the crypto
  /// world stands beside it, or where it is all that the channel is named for: `Scroll Community`.
  private mutating func readChannel(
    _ name: ByteText, _ language: LanguageCode, _ gazetteer: Gazetteer, _ tokenizer: Tokenizer
  ) {
    let words = tokenizer.words(in: name)
    let (candidates, context) = EntityNames.candidates(in: words, language, gazetteer)
    let names = EntityNames(context, in: words, of: name, gazetteer)
    if context.isAnywhere { isChannelOfCrypto = true }
    var beside: Set<Int> = []
    gazetteer.channelMatcher.matches(in: 0..<words.count, of: words) { match in
      beside.formUnion(match.words)
      if match.payloads.contains(where: { gazetteer.channelWords[Int($0)].place == .channelOfCrypto }) {
        isChannelOfCrypto = true
      }
    }
    for candidate in candidates {
      let isWhole = (0..<words.count).allSatisfy { index in
        candidate.words.contains(index) || beside.contains(index) || !words[index].isLexical
      }
      for index in candidate.aliases {
        let alias = gazetteer.aliases[Int(index)]
        let isMeant =
          switch alias.rule {
          case .always: true
          case .letterCase: names.isExact(alias, candidate.words)
          case .context: context.standsBeside(candidate.words)
          case .caseAndContext: isWhole || context.isAnywhere || context.standsBeside(candidate.words)
          }
        guard isMeant else { continue }
        let entity = gazetteer.entities[alias.entity]
        channelEntities.insert(entity.id)
        // There are channels about people and companies for other reasons, too.
        if !entity.kind.speaks || entity.kind == .exchange { isChannelOfCrypto = true }
        break
      }
    }
  }
}
