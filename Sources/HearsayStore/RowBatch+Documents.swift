import HearsayCore

extension RowBatch {
  /// Most bytes of a claim that are quoted.
  package static let quoteByteCountMost = 280
  /// Most bytes of the words that name a claim's source.
  package static let sourceWordByteCountMost = 120

  /// Adds a post with what the stages found in it, and returns its number among the posts of the batch.
  ///
  /// `author` is the author's pseudonym, or nil where nobody is named.
  /// A missing layer is stored as "nobody has looked": no label, no opinions, no claims.
  @discardableResult
  package mutating func add(_ document: borrowing Document, at place: RecordPlace, author: Int64?) -> Int {
    let post = document.post
    let language = document.language?.language ?? post.languageHint ?? .undetermined
    let day = StoredDay.number(of: post.createdAt)
    var row = PostRow(
      place: place, key: PostKey.key(of: post, at: place, sourceName: sourceName),
      createdAt: day == StoredDay.unknown ? nil : post.createdAt, author: author, day: day,
      platform: platformNumber(post.platform), language: languages.number(of: language).number,
      score: Int16(document.sentiment?.score.thousandths ?? 0), label: document.sentiment?.label,
      isRepost: post.isRepost)
    if .evidence <= keep {
      if !PostKey.isDecimal(row.key), !post.id.isEmpty { row.originalID = store(post.id) }
      if let url = post.field(.url) { row.url = store(url) }
      if let conversation = post.field(.conversation) { row.conversation = store(conversation) }
    }
    if keep == .text { row.text = store(Self.text(of: document)) }
    let opinionStart = Int32(opinions.count)
    let claimStart = Int32(claims.count)
    addOpinions(of: document, from: opinionStart)
    if let claims = document.claims, !claims.isEmpty {
      let text = Self.text(of: document)
      for index in claims.indices { add(claims, index, text: text, from: opinionStart) }
    }
    if keep == .signals {
      addClaimCounts(from: opinionStart, claims: Int(claimStart)..<claims.count)
    } else if entryNames != nil {
      addReasons(of: document, from: Int(opinionStart), claims: Int(claimStart)..<claims.count)
    }
    row.sketch = document.words.flatMap(TextSketch.init)
    row.opinions = opinionStart..<Int32(opinions.count)
    row.claims = claimStart..<Int32(claims.count)
    posts.append(row)
    return posts.count - 1
  }

  /// The text that the spans of a document refer to.
  private static func text(of document: borrowing Document) -> ByteText {
    document.decoded?.text ?? document.post.rawText
  }

  /// Puts the posts, which may have been added in any order, into the one in which `order` has their numbers.
  package mutating func arrange(_ order: [Int]) {
    precondition(order.count == posts.count, "\(order.count) of \(posts.count) posts have a place")
    posts = order.map { posts[$0] }
  }

  private mutating func addOpinions(of document: borrowing Document, from start: Int32) {
    for mention in document.mentions ?? [] { _ = opinion(on: mention.entity, kind: mention.kind, from: start) }
    if let targets = document.targets {
      for target in targets {
        let index = opinion(on: target.entity, kind: nil, from: start)
        opinions[index].label = target.label
        opinions[index].score = Int16(target.score.thousandths)
      }
    } else if let sentiment = document.sentiment {
      // Without the stage that judges toward whom, the verdict on the text is the best there is.
      for index in Int(start)..<opinions.count {
        opinions[index].label = sentiment.label
        opinions[index].score = Int16(sentiment.score.thousandths)
      }
    }
    if let fud = document.fud { add(fud, from: start) }
  }

  private mutating func add(_ fud: FUD, from start: Int32) {
    guard fud.isFlagged || fud.counter || fud.hype else { return }
    var aimed = fud.targets.map { opinion(on: $0, kind: nil, from: start) }
    for index in aimed {
      opinions[index].fear = FUD.flagFrom <= fud.fear
      opinions[index].uncertainty = FUD.flagFrom <= fud.uncertainty
      opinions[index].doubt = FUD.flagFrom <= fud.doubt
    }
    // A defence or a push without a target is meant for whomever the post names.
    if aimed.isEmpty { aimed = Array(Int(start)..<opinions.count) }
    for index in aimed {
      opinions[index].counter = fud.counter
      opinions[index].hype = fud.hype
    }
  }

  /// Adds one of `own`, the claims of a post; a claim is large, and only looked at where it stands.
  private mutating func add(_ own: [Claim], _ place: Int, text: ByteText, from start: Int32) {
    let aboutStart = Int32(about.count)
    let named = own[place].about
    for (index, entity) in named.enumerated() where !named[..<index].contains(entity) {
      let opinion = opinion(on: entity, kind: nil, from: start)
      opinions[opinion].claimCount += 1
      about.append(opinions[opinion].entity)
    }
    var (quote, source): (ByteRange, ClaimRow.Source) = (.absent, .author)
    var via: String?
    if .evidence <= keep {
      quote = store(cut(text[own[place].span], byteCountMost: Self.quoteByteCountMost))
      switch own[place].source {
      case .author: break
      case .entity(let entity): source = .entity(entityNumber(entity))
      case .words(let span): source = .words(store(cut(text[span], byteCountMost: Self.sourceWordByteCountMost)))
      }
      switch own[place].via {
      case nil, .author: break
      case .entity(let entity): via = entity.description
      case .words(let span): via = cut(text[span], byteCountMost: Self.sourceWordByteCountMost).string
      }
    }
    claims.append(
      ClaimRow(
        span: own[place].span, quote: quote, kind: own[place].kind, modality: own[place].modality,
        stance: own[place].stance, topic: own[place].topic, checkable: own[place].checkable, source: source,
        frame: own[place].frame.map { frameNumber($0) }, about: aboutStart..<Int32(about.count),
        amount: own[place].amount, date: own[place].date, party: own[place].party, via: via))
  }

  /// The index of this post's opinion on an entity, which is made where there is none yet.
  private mutating func opinion(on entity: EntityID, kind: EntityKind?, from start: Int32) -> Int {
    let number = entityNumber(entity)
    let latest = latestOpinions[Int(number)]
    if start <= latest {
      if opinions[Int(latest)].kind == nil { opinions[Int(latest)].kind = kind }
      return Int(latest)
    }
    latestOpinions[Int(number)] = Int32(opinions.count)
    opinions.append(OpinionRow(entity: number, kind: kind ?? (entity == .market ? .sector : nil)))
    return opinions.count - 1
  }

  private mutating func entityNumber(_ entity: EntityID) -> UInt32 {
    let (number, isNew) = entities.number(of: entity)
    if isNew { latestOpinions.append(-1) }
    return number
  }

  private mutating func frameNumber(_ frame: FrameID) -> UInt32 {
    let (number, isNew) = frames.number(of: frame)
    if isNew { frameEntries.append(entryNames?.frame(frame)) }
    return number
  }

  private mutating func platformNumber(_ name: ByteText) -> UInt32 {
    // Nearly all posts of an archive come from one platform: spare them the string.
    if let latestPlatform, latestPlatform.name == name { return latestPlatform.number }
    let (number, _) = platforms.number(of: name.isEmpty ? "unknown" : name.string)
    latestPlatform = (ByteText(name.bytes), number)
    return number
  }

  mutating func store(_ text: ByteText) -> ByteRange {
    let start = bytes.count
    text.withBytes { bytes.append(contentsOf: $0) }
    return ByteRange(start..<bytes.count)
  }

  /// The beginning of `text`, cut between two scalars.
  private func cut(_ text: ByteText, byteCountMost: Int) -> ByteText {
    guard byteCountMost < text.count else { return text }
    var end = byteCountMost
    while 0 < end && text[end] & 0xC0 == 0x80 { end -= 1 }
    return text[TextSpan(0..<end)]
  }
}
