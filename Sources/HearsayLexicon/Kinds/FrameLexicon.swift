import HearsayCore
import HearsayFiles

/// What can be claimed, independent of language: concepts with their topics, and frames made of concepts.
package final class FrameLexicon: Sendable {
  /// A claim that clauses of any language may make; one object for all who refer to it.
  package final class Frame: Sendable {
    /// Its name.
    package let id: FrameID
    /// The concepts that must be present: one of each group.
    package let groups: [[ConceptID]]
    /// Its subject.
    package let topic: Topic
    /// What sort of statement it is.
    package let kind: ClaimKind
    /// Which way it points toward whom it is about: −3 … 3.
    package let polarity: Int
    /// Fear, uncertainty and doubt that it carries: 0 … 100 each.
    package let fear: Int, uncertainty: Int, doubt: Int
    /// Whether it tells a plain fact, and the words of its clause are no feeling: it points no way and carries no FUD.
    package var isPlain: Bool { polarity == 0 && fear == 0 && uncertainty == 0 && doubt == 0 }
    /// Where it stands among frames of as many concepts, the least first: of those with three or more, what failed
    /// before what was done, since "failed to launch it" speaks of both.
    fileprivate var rank: Int { groups.count > 2 ? polarity : 0 }
    /// What else a clause that fills it may tell.
    package let roles: FrameRoles
    /// How many entities its clause must name: two where "destroys" compares them, and is no harm.
    package let namesLeast: Int
    /// Whether it holds only in texts of the crypto world: "died" kills no project elsewhere.
    package let needsCrypto: Bool
    /// Which way it points toward the entity that plays one of its roles: −3 … 3.
    package let partyPolarity: Int
    /// The claim in English and German words, with `{X}` for the entity.
    package let english: String, german: String
    /// The entry.
    package let entry: EntryID

    fileprivate init?(_ table: Table, _ row: Int, first: UInt32, concepts: [String: ConceptID]) {
      guard let topic = Topic(rawValue: table.string(row, 2)), let kind = ClaimKind(rawValue: table.string(row, 3)),
        let polarity = table.integer(row, 4), let fear = table.integer(row, 5),
        let uncertainty = table.integer(row, 6), let doubt = table.integer(row, 7)
      else { return nil }
      id = FrameID(table.string(row, 0))
      groups = table.string(row, 1).split(separator: " ").map { group in
        group.split(separator: "|").compactMap { concepts[String($0)] }
      }
      (self.topic, self.kind, self.polarity) = (topic, kind, polarity)
      (self.fear, self.uncertainty, self.doubt) = (fear, uncertainty, doubt)
      roles = FrameRoles(table.string(row, 8)) ?? []
      let words = table.string(row, 8).split(separator: " ")
      namesLeast = words.contains { $0 == FrameRoles.pair } ? 2 : 0
      needsCrypto = words.contains { $0 == FrameRoles.ofCrypto }
      partyPolarity = FrameRoles.polarity(in: table.string(row, 8))
      english = table.string(row, 9)
      german = table.string(row, 10)
      entry = EntryID(number: first + UInt32(row))
    }
  }

  /// A frame to which one of its concepts leads.
  private struct Candidate {
    /// Its index.
    let frame: Int
    /// Marks of the concepts of a group of it without that concept, of which one must be present too; all marks where
    /// there is no such group.
    let others: UInt64
  }

  /// The frames, those with the most concepts first, and of these by rank.
  package let frames: [Frame]
  /// The numbers that steer how claims are weighed.
  package let parameters: ClaimParameters
  /// The words of numbers, units and dates.
  package let quantities: QuantityWords
  /// The words that show who plays which part.
  package let roleWords: RoleWords
  /// The number of the first entry.
  let firstEntry: UInt32
  private let numbers: [String: ConceptID]
  /// The topic of each concept, and how strongly it speaks for it.
  private let topics: [(Topic, Int)?]
  private let framesByID: [FrameID: Frame]
  /// The frames that a concept plays a part in, by their index.
  private let candidates: [[Candidate]]

  /// No frames.
  package init() {
    frames = []
    quantities = QuantityWords()
    roleWords = RoleWords()
    firstEntry = 0
    parameters = .plain
    numbers = [:]
    topics = []
    framesByID = [:]
    candidates = []
  }

  /// The frames of a lexicon whose first entry has the number `first`.
  package convenience init(_ folder: LexiconFolder, first: UInt32) {
    self.init(folder.tables, folder.about.parameters, first: first)
  }

  /// The frames of `tables`, which are those of a lexicon; the first entry has the number `first`.
  init(_ tables: [Table], _ numbersOfAbout: [String: Int], first: UInt32) {
    let (table, concepts) = (tables[0], tables[1])
    firstEntry = first
    quantities = QuantityWords(tables[2])
    roleWords = RoleWords(tables[3])
    parameters = ClaimParameters(numbersOfAbout) ?? .plain
    var numbers: [String: ConceptID] = [:]
    var topics: [(Topic, Int)?] = []
    for row in 0..<concepts.rowCount where !concepts.equals(row, 5, "retired") {
      numbers[concepts.string(row, 0)] = ConceptID(number: Int32(topics.count))
      topics.append(Topic(rawValue: concepts.string(row, 1)).map { ($0, concepts.integer(row, 2) ?? 0) })
    }
    let frames = (0..<table.rowCount).filter { !table.equals($0, 13, "retired") }
      .compactMap { Frame(table, $0, first: first, concepts: numbers) }
      .sorted { ($1.groups.count, $0.rank, $0.id.description) < ($0.groups.count, $1.rank, $1.id.description) }
    var candidates = [[Candidate]](repeating: [], count: topics.count)
    for (index, frame) in frames.enumerated() {
      for concept in Set(frame.groups.flatMap { $0 }) {
        let others = frame.groups.filter { !$0.contains(concept) }.min { $0.count < $1.count }
        candidates[Int(concept.number)].append(Candidate(frame: index, others: others.map { Self.marks($0) } ?? .max))
      }
    }
    framesByID = Dictionary(frames.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.frames = frames
    self.numbers = numbers
    self.topics = topics
    self.candidates = candidates
  }

  /// The concept with the given name, or nil.
  package func concept(named name: String) -> ConceptID? { numbers[name] }

  /// The topic of a concept, and how strongly it speaks for it, in percent.
  package func topic(of concept: ConceptID) -> (topic: Topic, weight: Int)? { topics[Int(concept.number)] }

  /// The frame with the given name.
  package func frame(_ id: FrameID) -> Frame? { framesByID[id] }

  /// The frame with the most concepts, all of whose groups are among `concepts`, in a clause that names `nameCount`
  /// entities, of a text that is one of the crypto world or not; nil where none fits.
  package func best(
    for concepts: UnsafeBufferPointer<ConceptID>, naming nameCount: Int, isOfCrypto: Bool
  ) -> Frame? {
    // Frames are sorted by how much they say, so the first that fits is the best. Most candidates lack a concept that
    // their marks tell of, and need not be fetched.
    var best = frames.count
    let present = Self.marks(concepts)
    for concept in concepts {
      for candidate in candidates[Int(concept.number)] where candidate.frame < best && candidate.others & present != 0 {
        let frame = frames[candidate.frame]
        if frame.namesLeast <= nameCount, isOfCrypto || !frame.needsCrypto,
          frame.groups.allSatisfy({ $0.contains { concepts.contains($0) } })
        {
          best = candidate.frame
        }
      }
    }
    return best < frames.count ? frames[best] : nil
  }

  /// A bit for each of `concepts`, which several concepts share.
  private static func marks(_ concepts: some Sequence<ConceptID>) -> UInt64 {
    concepts.reduce(0) { $0 | 1 << UInt64(truncatingIfNeeded: $1.number & 63) }
  }
}
