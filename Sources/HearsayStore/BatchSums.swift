import HearsayCore

/// The place of a sum: an entity on a day in a language on a platform; ordered like the tables' keys.
struct SignalKey: Hashable, Comparable, NumericKey {
  var day: Int32
  var entity: Int32
  var language: Int32
  var platform: Int32

  // Two numbers are compared and hashed faster than four, of which no number but the day is negative.

  /// The day and the entity as one number, in their order.
  var dayAndEntity: Int64 { Int64(day) << 32 | Int64(UInt32(bitPattern: entity)) }

  var numbers: (UInt64, UInt64) { (UInt64(bitPattern: dayAndEntity), UInt64(bitPattern: languageAndPlatform)) }

  private var languageAndPlatform: Int64 { Int64(language) << 32 | Int64(UInt32(bitPattern: platform)) }

  static func == (left: SignalKey, right: SignalKey) -> Bool {
    left.dayAndEntity == right.dayAndEntity && left.languageAndPlatform == right.languageAndPlatform
  }

  static func < (left: SignalKey, right: SignalKey) -> Bool {
    let (leftPlace, rightPlace) = (left.dayAndEntity, right.dayAndEntity)
    return leftPlace != rightPlace ? leftPlace < rightPlace : left.languageAndPlatform < right.languageAndPlatform
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(dayAndEntity)
    hasher.combine(languageAndPlatform)
  }
}

/// What is summed up about an entity.
struct SignalSums {
  var posts: Int64 = 0
  var reposts: Int64 = 0
  var positive: Int64 = 0
  var neutral: Int64 = 0
  var negative: Int64 = 0
  var mixed: Int64 = 0
  var scoreSum: Int64 = 0
  var scoreSquareSum: Int64 = 0
  var fear: Int64 = 0
  var uncertainty: Int64 = 0
  var doubt: Int64 = 0
  var counter: Int64 = 0
  var hype: Int64 = 0
  var claims: Int64 = 0

  mutating func add(_ opinion: OpinionRow, isRepost: Bool) {
    posts += 1
    if isRepost { reposts += 1 }
    switch opinion.label {
    case .positive: positive += 1
    case .neutral: neutral += 1
    case .negative: negative += 1
    case .mixed: mixed += 1
    case nil: break
    }
    if opinion.label != nil {
      scoreSum += Int64(opinion.score)
      scoreSquareSum += Int64(opinion.score) * Int64(opinion.score)
    }
    if opinion.fear { fear += 1 }
    if opinion.uncertainty { uncertainty += 1 }
    if opinion.doubt { doubt += 1 }
    if opinion.counter { counter += 1 }
    if opinion.hype { hype += 1 }
    claims += Int64(opinion.claimCount)
  }

  /// Adds a row of the table `signal`, whose sums stand in the order of this type from column `start` on.
  mutating func add(_ row: borrowing NumberRow, from start: Int32) {
    posts += row[start]
    reposts += row[start + 1]
    positive += row[start + 2]
    neutral += row[start + 3]
    negative += row[start + 4]
    mixed += row[start + 5]
    scoreSum += row[start + 6]
    scoreSquareSum += row[start + 7]
    fear += row[start + 8]
    uncertainty += row[start + 9]
    doubt += row[start + 10]
    counter += row[start + 11]
    hype += row[start + 12]
    claims += row[start + 13]
  }
}

/// The place of a count of claims.
struct SignalClaimKey: Comparable, NumericKey {
  var signal: SignalKey
  var kind: ClaimKind
  var topic: Topic

  static func < (left: SignalClaimKey, right: SignalClaimKey) -> Bool {
    left.signal != right.signal
      ? left.signal < right.signal
      : (left.kind.rawValue, left.topic.rawValue) < (right.kind.rawValue, right.topic.rawValue)
  }

  var numbers: (UInt64, UInt64) {
    // Their bytes tell kinds and topics apart; numbers of languages are far from 16 bits.
    let code = withUnsafeBytes(of: (kind, topic)) { $0.loadUnaligned(as: UInt16.self) }
    return (signal.numbers.0, signal.numbers.1 ^ UInt64(code) << 48)
  }
}

/// How many posts there are, whatever they are about.
struct PostCounts {
  var posts: Int64 = 0
  var reposts: Int64 = 0

  mutating func add(isRepost: Bool) {
    posts += 1
    if isRepost { reposts += 1 }
  }
}

/// What batches add to the sums, gathered in memory so that each row is touched once.
struct BatchSums {
  private(set) var signals: KeyedSums<SignalKey, SignalSums>
  private(set) var signalClaims = KeyedSums<SignalClaimKey, Int64>()
  private(set) var coverage = KeyedSums<SignalKey, PostCounts>()
  /// Of each language, the place of the cell that was counted in last: posts of an archive come day by day.
  private var latestPlaces: [Int] = []
  /// The parts of persons in signals, and of lexicon entries in their scores; their cells are places among `signals`.
  private var voices = CellRows<Voice>()
  private var shares = CellRows<Reasons.Part>()
  /// Claims that are kept, for their segment.
  var claims = ClaimFacts()

  /// No sums yet, with room for what the batches add.
  init(of batches: [RowBatch] = []) {
    let opinionCount = batches.reduce(0) { $0 + $1.opinions.count }
    signals = KeyedSums(capacity: opinionCount / 2)
    voices.reserve(opinionCount)
    shares.reserve(batches.reduce(opinionCount) { $0 + $1.entries.count })
    claims.reserve(batches.reduce(0) { $0 + $1.claims.count })
  }

  /// Adds a post, whether or not it names an entity; `key.entity` is 0.
  mutating func addPost(_ key: SignalKey, isRepost: Bool) {
    coverage[coveragePlace(of: key)].add(isRepost: isRepost)
  }

  private mutating func coveragePlace(of key: SignalKey) -> Int {
    let language = Int(key.language)
    while latestPlaces.count <= language { latestPlaces.append(0) }
    let latest = latestPlaces[language]
    if latest < coverage.count, coverage.key(at: latest) == key { return latest }
    let place = coverage.place(of: key, none: PostCounts())
    latestPlaces[language] = place
    return place
  }

  /// Adds what a post says about an entity, and returns the place of its signal.
  mutating func add(_ opinion: OpinionRow, at key: SignalKey, author: Int64?, isRepost: Bool) -> Int {
    let place = signals.place(of: key, none: SignalSums())
    signals[place].add(opinion, isRepost: isRepost)
    guard let author else { return place }
    let score = opinion.label == nil ? 0 : Int64(opinion.score)
    let voice = Voice(
      author: author, scoreSum: score, scoreSquareSum: score * score, cell: Int32(place), posts: 1,
      judged: opinion.label == nil ? 0 : 1)
    voices.append(voice, cell: place)
    return place
  }

  /// Adds the entries behind the score of an opinion of the signal at `place`; `why` is nil where nobody kept them.
  mutating func addShares(_ why: UnsafeRawBufferPointer?, at place: Int, score: Int16) {
    if let why {
      Reasons.read(why) { shares.append($0, cell: place) }
    } else if score != 0 {
      shares.append(Reasons.Part(entry: EntryID(number: SegmentMaking.notKept), share: 0), cell: place)
    }
  }

  /// Hands out the shares of all entries, one for each signal and entry, in their order; `order` is that of the signals.
  func forEachShare(in order: [Int], _ body: (ShareSum) throws -> Void) rethrows {
    try shares.forEachCell(in: order) { place, rows in
      var rows = rows
      rows.sort { $0.entry.number < $1.entry.number }
      var sum = ShareSum(key: signals.key(at: place), entry: rows[0].entry.number, opinions: 0, scoreSum: 0)
      for row in rows {
        if row.entry.number != sum.entry {
          try body(sum)
          (sum.entry, sum.opinions, sum.scoreSum) = (row.entry.number, 0, 0)
        }
        sum.opinions += 1
        sum.scoreSum += Int64(row.share)
      }
      try body(sum)
    }
  }

  /// Adds a claim about an entity.
  mutating func addClaim(_ key: SignalClaimKey) { signalClaims[signalClaims.place(of: key, none: 0)] += 1 }

  /// Hands out the parts of all persons, one for each signal and author, in their order; `order` is that of the signals.
  func forEachVoice(in order: [Int], _ body: (SignalKey, Voice) throws -> Void) rethrows {
    try voices.forEachCell(in: order) { place, rows in
      var rows = rows
      rows.sort { $0.author < $1.author }
      var voice = rows[0]
      for row in rows.dropFirst() {
        if row.author == voice.author {
          voice.add(row)
        } else {
          try body(signals.key(at: place), voice)
          voice = row
        }
      }
      try body(signals.key(at: place), voice)
    }
  }
}
