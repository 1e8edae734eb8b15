import HearsayCore
import HearsayFiles
import HearsayLexicon
import HearsayText

/// Finds the entities that a text names, and decides whether ambiguous names are meant.
package struct FindEntities: ConfiguredStage {
  package static let reads: [LayerName] = [.decoded, .words, .language, .terms]
  package static let writes = Layer<[Mention]>.mentions
  package static let summary = "finds chains, projects, people and sectors by name, handle, ticker and hashtag"

  private let gazetteer: Gazetteer
  private let tokenizer = Tokenizer()

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {
    gazetteer = workspace.lexicons.gazetteer
  }

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<[Mention]> {
    let words = document.words.filled(.words, for: "find-entities")
    let language = document.language.filled(.language, for: "find-entities").language
    let (candidates, context) = EntityNames.candidates(in: words, language, gazetteer)
    // Most texts name nobody and have no word of the crypto world, nor does anything stand around them.
    if candidates.isEmpty && !context.isAnywhere && !Surroundings.mayStand(around: document.post) {
      return .product([])
    }
    return .product(mentions(in: document, candidates, context))
  }

  /// What `document` names, where `candidates` are what may be names in it.
  private func mentions(
    in document: borrowing Document, _ candidates: consuming [EntityNames.Candidate], _ context: EntityContext
  ) -> [Mention] {
    let text = document.decoded.filled(.decoded, for: "find-entities").text
    let words = document.words.filled(.words, for: "find-entities")
    let claims = document.terms.filled(.terms, for: "find-entities").claims
    let names = EntityNames(context, in: words, of: text, gazetteer)
    names.decide(&candidates)
    let isOfCrypto = context.isAnywhere || candidates.contains { $0.meant != nil }
    let mayHaveOpen = OpenNames.mayBe(in: words, context, claims)
    // Most names mean one thing only, and what stands around the text shows nothing of them.
    let isUnclear = mayHaveOpen && !isOfCrypto || candidates.contains { $0.meant == nil || 1 < $0.aliases.count }
    let around = isUnclear ? Surroundings(of: document.post, context.language, gazetteer, tokenizer) : nil
    var mentions = mentions(of: candidates, by: names, around)
    settle(&mentions, around, context)
    guard mayHaveOpen, isOfCrypto || around?.isOfCrypto == true else { return mentions }
    let open = OpenNames(in: words, of: text, claims: claims, outside: candidates.map(\.words), gazetteer)
      .mentions(context)
    return open.isEmpty ? mentions : (mentions + open).sorted { $0.span < $1.span }
  }

  /// The mentions by those of `candidates` that are meant, as the text shows it, or what stands around it.
  private func mentions(
    of candidates: [EntityNames.Candidate], by names: EntityNames, _ around: Surroundings?
  ) -> [Mention] {
    var mentions: [Mention] = []
    mentions.reserveCapacity(candidates.count)
    for candidate in candidates {
      guard let (number, ground) = candidate.meant ?? around.flatMap({ names.meant(candidate, by: $0) }) else {
        continue
      }
      // Taken one by one: an alias and an entity have lists and names that nobody asks for.
      let alias = Int(number)
      let entity = gazetteer.aliases[alias].entity
      mentions.append(
        Mention(
          span: names.span(of: candidate.words, without: gazetteer.aliases[alias].attached), words: candidate.words,
          entity: gazetteer.entities[entity].id, kind: gazetteer.entities[entity].kind,
          alias: gazetteer.aliases[alias].entry, ground: ground, candidates: others(candidate, than: entity)))
    }
    return mentions
  }

  /// The other entities that have the name of a candidate.
  private func others(_ candidate: EntityNames.Candidate, than chosen: Int) -> [EntityID] {
    if candidate.aliases.count == 1 { return [] }
    return candidate.aliases.lazy.map { gazetteer.aliases[Int($0)].entity }.filter { $0 != chosen }
      .reduce(into: []) { list, index in
        let id = gazetteer.entities[index].id
        if !list.contains(id) { list.append(id) }
      }
  }

  /// Gives a name that several entities have to the one that the text names otherwise, or what stands around it, or
  /// that is of the sort which the text speaks of; where nothing shows another, it stays with the first.
  private func settle(_ mentions: inout [Mention], _ around: Surroundings?, _ context: EntityContext) {
    guard mentions.contains(where: { !$0.candidates.isEmpty }) else { return }
    let certain = Set(mentions.filter(\.candidates.isEmpty).map(\.entity))
    for index in mentions.indices where !mentions[index].candidates.isEmpty {
      let mention = mentions[index]
      let meant = [mention.entity] + mention.candidates
      var (place, ground) = (meant.firstIndex(where: certain.contains), MentionGround.company)
      if place == nil, let around {
        place = meant.firstIndex { around.ground(naming: $0) != nil }
        ground = place.flatMap { around.ground(naming: meant[$0]) } ?? ground
      }
      // "$DASH" beside "earnings" is a share, "$DASH token" is none.
      if place == nil {
        let isShare = context.isOfShares && mention.ground != .neighbour
        place = meant.firstIndex { (gazetteer.entity($0)?.kind == .company) == isShare }
        ground = mention.ground
      }
      guard let place, 0 < place, let other = gazetteer.entity(meant[place]) else { continue }
      mentions[index].candidates[place - 1] = mention.entity
      mentions[index].entity = other.id
      mentions[index].kind = other.kind
      mentions[index].ground = ground
    }
  }
}
