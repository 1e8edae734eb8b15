import HearsayCore

/// A claim about one entity, or about none, as questions for claims need it.
struct ClaimFact: BitwiseCopyable {
  /// What makes claims the same: a frame with amount and date, or a topic, kind and stance.
  struct Matter: Hashable {
    /// The frame; nil for claims that fill none.
    var frame: String?
    var topic: Topic
    var kind: ClaimKind
    var stance: Polarity
    var modality: Modality
    /// How much it speaks of, to two digits, as `ClaimAmount` writes it; empty for none.
    var amount = ""
    /// When it happens, as `ClaimDate` writes it; empty for none.
    var date = ""
    /// Who else takes part, as `ClaimParty` writes it; empty for nobody.
    var party = ""

    func hash(into hasher: inout Hasher) {
      hasher.combine(Self.code(topic, kind, stance, modality))
      if let frame { hasher.combine(frame) }
      if !amount.isEmpty { hasher.combine(amount) }
      if !date.isEmpty { hasher.combine(date) }
      if !party.isEmpty { hasher.combine(party) }
    }

    /// A number for what is told by cases; as words they would be hashed slowly.
    static func code(_ topic: Topic, _ kind: ClaimKind, _ stance: Polarity, _ modality: Modality) -> UInt32 {
      // Each of them is one byte.
      withUnsafeBytes(of: (topic, kind, stance, modality)) { $0.loadUnaligned(as: UInt32.self) }
    }

    /// An amount as claims that say the same have it.
    static func written(_ amount: ClaimAmount?) -> String { amount?.rounded.description ?? "" }
  }

  /// Whom a claim is ascribed to, or who relays it.
  enum Cited: Hashable {
    case author
    case entity(Int64)
    case words(String)
  }

  var id: Int64
  /// The post's key on its platform.
  var post: Int64
  var author: Int64?
  /// The number of its matter among `ClaimFacts.matters`.
  var matter: Int32
  /// The number of whom it is ascribed to among `ClaimFacts.cited`.
  var cited: Int32
  /// The number of who relays what they say, likewise; 0 where that is the author.
  var relay: Int32
  /// A hash of the quote, by which equal quotes are told.
  var quoteHash: UInt32

  /// A hash of a quote, eight bytes at a time.
  static func hash(_ quote: UnsafeRawBufferPointer) -> UInt32 {
    var hash = UInt64(quote.count)
    func mix(_ bytes: UInt64) {
      hash = (hash ^ bytes) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    var place = 0
    while place + 8 <= quote.count {
      mix(UInt64(littleEndian: quote.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
      place += 8
    }
    var rest: UInt64 = 0
    for byte in quote[place...] { rest = rest << 8 | UInt64(byte) }
    mix(rest)
    return UInt32(truncatingIfNeeded: hash)
  }
}

/// The words of claims as numbers, where a word that this version does not know gives nil.
struct ClaimVocabulary {
  private var topics: [String: Topic] = [:]
  private var kinds: [String: ClaimKind] = [:]
  private var stances: [String: Polarity] = [:]
  private var modalities: [String: Modality] = [:]

  init() {
    for topic in Topic.allCases { topics[topic.rawValue] = topic }
    for kind in ClaimKind.allCases { kinds[kind.rawValue] = kind }
    for stance in Polarity.allCases { stances[stance.rawValue] = stance }
    for modality in Modality.allCases { modalities[modality.rawValue] = modality }
  }

  /// The matter that a row's columns from `start` on tell: frame, topic, kind, stance, modality, amount, unit, date,
  /// party and the upper end of the amount.
  func matter(_ row: borrowing NumberRow, from start: Int32) -> ClaimFact.Matter? {
    guard let topic = row.text(start + 1).flatMap({ topics[$0] }),
      let kind = row.text(start + 2).flatMap({ kinds[$0] }),
      let stance = row.text(start + 3).flatMap({ stances[$0] }),
      let modality = row.text(start + 4).flatMap({ modalities[$0] })
    else { return nil }
    let amount = row.text(start + 6).flatMap {
      ClaimAmount(thousandths: row[start + 5], upTo: row.isNull(start + 9) ? nil : row[start + 9], unit: $0)
    }
    return ClaimFact.Matter(
      frame: row.text(start), topic: topic, kind: kind, stance: stance, modality: modality,
      amount: ClaimFact.Matter.written(amount), date: row.text(start + 7) ?? "",
      party: row.text(start + 8) ?? "")
  }
}
