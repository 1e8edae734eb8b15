import HearsayCore
import HearsayFiles

/// What can be claimed, independent of language: concepts with their topics, and frames made of concepts.
package struct FrameLexicon: Sendable {
  /// A claim that clauses of any language may make.
  package struct Frame: Sendable {
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
    /// The claim in English and German words, with `{X}` for the entity.
    package let english: String, german: String
    /// The entry.
    package let entry: EntryID
  }

  /// The frames, those with the most concepts first.
  package private(set) var frames: [Frame] = []
  /// The numbers that steer how claims are weighed.
  package private(set) var parameters = ClaimParameters.plain
  private var numbers: [String: ConceptID] = [:]
  private var topics: [Topic?] = []
  /// The frames that a concept plays a part in, by index.
  private var framesByConcept: [[Int]] = []

  /// No frames.
  package init() {}

  /// The frames of a lexicon whose first entry has the number `first`.
  package init(_ folder: LexiconFolder, first: UInt32) {
    if let own = ClaimParameters(folder.about.parameters) { parameters = own }
    let concepts = folder.tables[1]
    for row in 0..<concepts.rowCount where !concepts.equals(row, 4, "retired") {
      numbers[concepts.string(row, 0)] = ConceptID(number: Int32(topics.count))
      topics.append(Topic(rawValue: concepts.string(row, 1)))
    }
    let table = folder.entries
    for row in 0..<table.rowCount where !table.equals(row, 12, "retired") {
      if let frame = frame(table, row, first) { frames.append(frame) }
    }
    frames.sort { ($1.groups.count, $0.id.description) < ($0.groups.count, $1.id.description) }
    framesByConcept = Array(repeating: [], count: topics.count)
    for (index, frame) in frames.enumerated() {
      for concept in Set(frame.groups.flatMap { $0 }) { framesByConcept[Int(concept.number)].append(index) }
    }
  }

  private func frame(_ table: Table, _ row: Int, _ first: UInt32) -> Frame? {
    guard let topic = Topic(rawValue: table.string(row, 2)), let kind = ClaimKind(rawValue: table.string(row, 3)),
      let polarity = table.integer(row, 4), let fear = table.integer(row, 5),
      let uncertainty = table.integer(row, 6), let doubt = table.integer(row, 7)
    else { return nil }
    return Frame(
      id: FrameID(table.string(row, 0)),
      groups: table.string(row, 1).split(separator: " ").map { group in
        group.split(separator: "|").compactMap { numbers[String($0)] }
      },
      topic: topic, kind: kind, polarity: polarity, fear: fear, uncertainty: uncertainty, doubt: doubt,
      english: table.string(row, 8), german: table.string(row, 9), entry: EntryID(number: first + UInt32(row)))
  }

  /// The concept with the given name, or nil.
  package func concept(named name: String) -> ConceptID? { numbers[name] }

  /// The topic of a concept.
  package func topic(of concept: ConceptID) -> Topic? { topics[Int(concept.number)] }

  /// The frame with the given name.
  package func frame(_ id: FrameID) -> Frame? { frames.first { $0.id == id } }

  /// The frame with the most concepts, all of whose groups are among `concepts`; nil where none fits.
  package func best(for concepts: [ConceptID]) -> Frame? {
    // Frames are sorted by how much they say, so the first that fits is the best.
    var best = frames.count
    for concept in concepts {
      for index in framesByConcept[Int(concept.number)] where index < best {
        if frames[index].groups.allSatisfy({ $0.contains(where: concepts.contains) }) { best = index }
      }
    }
    return best < frames.count ? frames[best] : nil
  }
}
