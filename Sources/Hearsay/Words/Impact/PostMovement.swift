import HearsayCore

/// What changed about one post.
struct PostMovement: Sendable {
  /// What differs.
  let aspects: [ImpactAspect]
  /// By how much the score of the whole text moved, in thousandths.
  let shift: Int
  /// The edited entries that act in it before or after, but not alike.
  let entries: [LexiconEdits.Entry]
  /// What it adds to the series of entities.
  let series: [(entity: EntityID, old: ImpactSums, new: ImpactSums)]

  /// Compares a post without and with the edits; nil stands for a post that the pipeline does not keep.
  init(_ old: Reading?, _ new: Reading?, _ edits: LexiconEdits) {
    aspects = ImpactAspect.allCases.filter { $0.differs(old?.document, new?.document) }
    shift = (new?.score ?? 0) - (old?.score ?? 0)
    entries = aspects.isEmpty ? [] : Self.entries(old, new).filter { edits.all[$0] != nil }
    series = Self.series(old?.document, new?.document)
  }

  /// A document with the pipeline that read it.
  struct Reading {
    let document: Document
    let pipeline: Pipeline

    var score: Int { document.sentiment?.score.thousandths ?? 0 }

    /// What acts in the document: entry, place and effect.
    var acts: Set<Act> {
      Set(
        document.allEvidence.map { evidence in
          let name = pipeline.entryName(evidence.entry)
          return Act(
            entry: LexiconEdits.Entry(lexicon: name.lexicon, name: name.entry), span: evidence.span,
            effect: evidence.effect)
        })
    }
  }

  /// An entry that acts at a place.
  struct Act: Hashable {
    let entry: LexiconEdits.Entry
    let span: TextSpan
    let effect: Evidence.Effect
  }

  /// The entries that act in one reading only, or otherwise than in the other, sorted.
  private static func entries(_ old: Reading?, _ new: Reading?) -> [LexiconEdits.Entry] {
    Set((old?.acts ?? []).symmetricDifference(new?.acts ?? []).map(\.entry)).sorted()
  }

  private static func series(
    _ old: Document?, _ new: Document?
  ) -> [(entity: EntityID, old: ImpactSums, new: ImpactSums)] {
    let before = ImpactSums.byEntity(old)
    let after = ImpactSums.byEntity(new)
    return Set(before.keys).union(after.keys).sorted().map { entity in
      (entity, before[entity] ?? ImpactSums(), after[entity] ?? ImpactSums())
    }
  }
}

/// What can change about a post.
public enum ImpactAspect: String, CaseIterable, Sendable {
  /// Whether the pipeline keeps it.
  case kept
  case language, label, score, mentions, targets, claims, fud

  /// Whether it differs between two readings of a post.
  func differs(_ old: Document?, _ new: Document?) -> Bool {
    guard let old, let new else { return self == .kept && (old == nil) != (new == nil) }
    return switch self {
    case .kept: false
    case .language: old.language?.language != new.language?.language
    case .label: old.sentiment?.label != new.sentiment?.label
    case .score: old.sentiment?.score != new.sentiment?.score
    case .mentions: !old.mentions.isSame(as: new.mentions) { $0.span == $1.span && $0.entity == $1.entity }
    case .targets: old.targets != new.targets
    case .claims: !old.claims.isSame(as: new.claims) { $0.isSame(as: $1) }
    case .fud: old.fud.map(FUDFacts.init) != new.fud.map(FUDFacts.init)
    }
  }
}

/// The posts that name an entity, summed up.
public struct ImpactSums: Hashable, Sendable {
  /// Number of posts.
  public internal(set) var posts: Int64 = 0
  /// The sum of their scores toward the entity, in thousandths.
  var score: Int64 = 0
  /// Number of posts that direct fear, uncertainty or doubt at it.
  public internal(set) var fud: Int64 = 0

  /// The mean score, −1 … 1; nil without posts.
  public var meanScore: Double? { posts == 0 ? nil : Double(score) / Double(posts) / 1000 }

  static func + (left: ImpactSums, right: ImpactSums) -> ImpactSums {
    ImpactSums(posts: left.posts + right.posts, score: left.score + right.score, fud: left.fud + right.fud)
  }

  /// What one post adds to each entity that it names.
  static func byEntity(_ document: Document?) -> [EntityID: ImpactSums] {
    var sums: [EntityID: ImpactSums] = [:]
    for target in document?.targets ?? [] {
      sums[target.entity, default: ImpactSums()].posts += 1
      sums[target.entity, default: ImpactSums()].score += Int64(target.score.thousandths)
    }
    guard let fud = document?.fud, fud.isFlagged else { return sums }
    for entity in fud.targets { sums[entity, default: ImpactSums()].fud += 1 }
    return sums
  }
}

extension Optional {
  /// Whether two layers hold the same things in the same order; what was not looked for is nothing.
  fileprivate func isSame<Element>(as other: Self, by isSame: (Element, Element) -> Bool) -> Bool
  where Wrapped == [Element] {
    (self ?? []).elementsEqual(other ?? [], by: isSame)
  }
}

extension Claim {
  /// Whether all facts are the same, whatever words are behind them.
  fileprivate func isSame(as other: Claim) -> Bool {
    span == other.span && kind == other.kind && modality == other.modality && source == other.source
      && about == other.about && stance == other.stance && topic == other.topic && frame == other.frame
      && checkable == other.checkable
  }
}

/// What is said of FUD, without the words behind it.
private struct FUDFacts: Equatable {
  let strengths: [Int]
  let signs: [Bool]
  let targets: [EntityID]

  init(_ fud: FUD) {
    strengths = [fud.fear, fud.uncertainty, fud.doubt]
    signs = [fud.counter, fud.hype]
    targets = fud.targets
  }
}
