/// A clause that says something checkable or arguable.
public struct Claim: Sendable {
  /// The smallest clause that carries it, without attribution.
  public var span: TextSpan
  /// The tokens of the clause, by index.
  public var words: Range<Int>
  /// What sort of statement it is.
  public var kind: ClaimKind
  /// How surely it is said.
  public var modality: Modality
  /// Who says it.
  public var source: ClaimSource
  /// Who reports that the source says it, where that is not the author: the newspaper of "According to Bloomberg,
  /// Vitalik says …".
  public var via: ClaimSource?
  /// Whom it is about.
  public var about: [EntityID]
  /// Which way it points toward whom it is about.
  public var stance: Polarity
  /// Its subject.
  public var topic: Topic
  /// The language-independent frame that it fills, or nil where none fits.
  public var frame: FrameID?
  /// How much it speaks of, where its frame has that role and the clause tells.
  public var amount: ClaimAmount?
  /// When it happens, where its frame has that role and the clause tells.
  public var date: ClaimDate?
  /// Who else takes part, where its frame has such a role and the clause tells.
  public var party: ClaimParty?
  /// Whether it could in principle be verified or refuted.
  public var checkable: Bool
  /// The words behind it.
  public var evidence: [Evidence]

  /// A claim with all of its facts.
  @inlinable
  public init(
    span: TextSpan, words: Range<Int>, kind: ClaimKind, modality: Modality, source: ClaimSource,
    via: ClaimSource? = nil, about: [EntityID], stance: Polarity, topic: Topic, frame: FrameID?,
    amount: ClaimAmount? = nil, date: ClaimDate? = nil,
    party: ClaimParty? = nil, checkable: Bool, evidence: [Evidence]
  ) {
    self.span = span
    self.words = words
    self.kind = kind
    self.modality = modality
    self.source = source
    self.via = via
    self.about = about
    self.stance = stance
    self.topic = topic
    self.frame = frame
    self.amount = amount
    self.date = date
    self.party = party
    self.checkable = checkable
    self.evidence = evidence
  }
}

/// What sort of statement a claim is.
public enum ClaimKind: String, CaseIterable, Sendable {
  /// Something happened, was announced or done.
  case event
  /// How things are.
  case state
  /// What will or may happen.
  case prediction
  /// Good, bad, important, overrated.
  case evaluation
  /// What someone should do.
  case proposal
  /// Put as a question, but insinuating content.
  case question
}

/// How surely a claim is made.
public enum Modality: String, CaseIterable, Sendable {
  case asserted, hedged, denied, conditional, asked
}

/// Who makes a claim.
public enum ClaimSource: Hashable, Sendable {
  /// The author of the post.
  case author
  /// An entity that is reported to have said it.
  case entity(EntityID)
  /// Words that name somebody who is no known entity.
  case words(TextSpan)
}

/// An entity that takes part in what a claim tells, beside those that it is about: the SEC in "The SEC sues Binance".
public struct ClaimParty: Hashable, Sendable {
  /// The part that somebody plays.
  public enum Role: String, CaseIterable, Sendable {
    /// Does it.
    case who
    /// Has it done to it.
    case whom
    /// Is where it comes from.
    case from
    /// Is where it goes.
    case to
  }

  /// The part.
  public var role: Role
  /// Who plays it.
  public var entity: EntityID

  /// An entity in a part.
  public init(role: Role, entity: EntityID) {
    self.role = role
    self.entity = entity
  }
}

extension ClaimParty: CustomStringConvertible {
  /// The part and the entity: `who sec`.
  public var description: String { "\(role.rawValue) \(entity)" }

  /// What `description` writes so; nil for anything else.
  public init?(_ description: String) {
    let parts = description.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let role = Role(rawValue: String(parts[0])) else { return nil }
    self.init(role: role, entity: EntityID(String(parts[1])))
  }
}

/// The subject of a claim.
public enum Topic: String, CaseIterable, Sendable {
  case regulation, security, decentralization, governance, team, technology, economics, market, adoption, competition
  case reliability, trust, other
}

/// A language-independent claim, such as `governance-suspended`.
public struct FrameID: Hashable, Sendable, CustomStringConvertible {
  /// The frame's name.
  public let description: String

  /// The frame with the given name.
  public init(_ name: String) { description = name }
}

/// A component of FUD, or its opposite.
public enum FUDComponent: String, CaseIterable, Sendable {
  /// Alarm about harm or loss.
  case fear
  /// An outcome that matters is said to be unclear.
  case uncertainty
  /// Distrust of competence, honesty or viability.
  case doubt
  /// The rejection of FUD.
  case counter
  /// The push of greed.
  case hype
}

/// Fear, uncertainty and doubt in a text.
public struct FUD: Sendable {
  // Four bytes each: every document has them, and is handed from stage to stage.
  private var strengths: (fear: Int32, uncertainty: Int32, doubt: Int32)
  /// Whether the text rejects FUD.
  public var counter: Bool
  /// Whether the text pushes greed or certainty of gain.
  public var hype: Bool
  /// Whom the flagged components are directed at; `market` where nobody is named.
  public var targets: [EntityID]
  /// The words behind it.
  public var evidence: [Evidence]

  /// The given strengths, in thousandths.
  public init(
    fear: Int, uncertainty: Int, doubt: Int, counter: Bool, hype: Bool, targets: [EntityID], evidence: [Evidence]
  ) {
    strengths = (Int32(clamping: fear), Int32(clamping: uncertainty), Int32(clamping: doubt))
    self.counter = counter
    self.hype = hype
    self.targets = targets
    self.evidence = evidence
  }

  /// Strength of fear in thousandths: 0 … 1000, flagged from 500.
  public var fear: Int {
    get { Int(strengths.fear) }
    set { strengths.fear = Int32(clamping: newValue) }
  }
  /// Strength of uncertainty in thousandths: 0 … 1000, flagged from 500.
  public var uncertainty: Int {
    get { Int(strengths.uncertainty) }
    set { strengths.uncertainty = Int32(clamping: newValue) }
  }
  /// Strength of doubt in thousandths: 0 … 1000, flagged from 500.
  public var doubt: Int {
    get { Int(strengths.doubt) }
    set { strengths.doubt = Int32(clamping: newValue) }
  }

  /// A text without any of it.
  public static let silent = FUD(
    fear: 0, uncertainty: 0, doubt: 0, counter: false, hype: false, targets: [], evidence: [])

  /// The strength from which on a component counts as present, in thousandths.
  public static let flagFrom = 500

  /// Whether any of the three components is present.
  public var isFlagged: Bool { Self.flagFrom <= max(fear, uncertainty, doubt) }
}
