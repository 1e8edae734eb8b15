import ArgumentParser
import Hearsay

/// The command `hearsay claims`.
struct ClaimsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claims",
    abstract: "Sums up what is claimed: the same claim in any language, by how many people, how surely.",
    discussion: """
      Claims that fill the same frame about the same entity are one row, ordered by people, not by posts. Each comes \
      with up to three quotes in the original. Where posts tell what others say, those are listed as "cited", and who \
      relays it ("According to Bloomberg, Vitalik says …") as "via".

        hearsay claims --about scroll
        hearsay claims --topic security --modality hedged --format markdown
      """)

  @OptionGroup var options: AskOptions
  @OptionGroup var pipeline: PipelineOption
  @Option(help: "Only claims about these entities, by id; may be repeated.")
  var about: [String] = []
  @Option(help: "Only claims in posts on this platform.")
  var platform: String?
  @Option(help: "Only claims on this topic.")
  var topic: Topic?
  @Option(help: "Only claims of this kind.")
  var kind: ClaimKind?
  @Option(help: "Only claims made this way.")
  var modality: Modality?
  @Option(help: "Only claims of this frame, such as governance-suspended.")
  var frame: String?
  @Option(help: "Only claims that at least this many people make.")
  var minPeople: Int = 0
  @Option(help: "The language of the summary.")
  var reader: Reader = .en
  @Flag(name: [.customLong("frames"), .customLong("frames-only")], help: "Leave out claims that fill no frame.")
  var framesOnly = false
  @Flag(help: "Do not quote.")
  var noQuotes = false

  /// The languages that frames are worded in.
  enum Reader: String, CaseIterable, ExpressibleByArgument {
    case en, de

    var language: LanguageCode { self == .de ? .german : .english }
  }

  mutating func run() throws {
    let store = try options.store()
    let path = try pipeline.resolved()
    let words = try Failure.orCannot { () throws(Diagnostics) in try FrameWords(pipeline: path) }
    let query = query()
    try store.reportUnknown(query.about, platform: platform, language: options.language)
    let rows = try Failure.orCannot { () throws(Diagnostics) in try store.claims(query) }
    // A database may have claims of frames that the lexicons have no longer.
    if rows.isEmpty, let frame = query.frame { Terminal.warn(words.warning(of: frame)) }
    if rows.isEmpty { try store.reportMissingClaims() }
    if try Failure.orCannot({ () throws(Diagnostics) in try store.areSummariesOld() }) {
      Terminal.report("a run was not finished: summaries without restrictions are those of the time before\n")
    }
    if options.format == .table && !noQuotes {
      try Terminal.show(ClaimText(words, reader: reader.language, hasColour: Terminal.hasColour).render(rows))
    } else {
      let table = table(rows, words)
      let isForPeople = options.format == .table || options.format == .markdown
      var columns = Self.columnsForPeople.subtracting(noQuotes ? ["quotes"] : [])
      // Most claims are their authors' own.
      if rows.contains(where: { !$0.citedSources.isEmpty }) { columns.insert("cited") }
      if rows.contains(where: { !$0.relays.isEmpty }) { columns.insert("via") }
      try Terminal.write((isForPeople ? table.keeping(columns) : table).render(options.format), as: options.format)
    }
  }

  private func query() -> ClaimQuery {
    var query = ClaimQuery()
    query.about = about.entityIDs
    query.topic = topic
    query.kind = kind
    query.modality = modality
    query.frame = frame.map { FrameID($0) }
    query.language = options.language
    query.platform = platform
    query.since = options.since
    query.until = options.until
    query.peopleLeast = minPeople
    // What fills a frame is one claim; what does not is only a heap of similar ones. Both are ordered by people.
    query.areFramesFirst = true
    query.isFramedOnly = framesOnly
    query.rowCountMost = options.limit
    return query
  }

  private static let stances: [Polarity] = [.negative, .neutral, .positive, .mixed]

  /// Of all columns those that a person reads beside each other; programs get all.
  private static let columnsForPeople: Set<String> = [
    "claim", "people", "posts", "pushed", "languages", "first_day", "last_day", "asserted", "hedged", "denied",
    "reported", "quotes",
  ]

  private func table(_ rows: [ClaimSummary], _ words: FrameWords) -> ResultTable {
    var table = ResultTable(
      [
        "claim", "about", "frame", "party", "amount", "unit", "date", "topic", "people", "posts", "pushed",
        "languages", "platforms", "first_day", "last_day",
      ]
        + Modality.allCases.map(\.rawValue) + ["reported"] + Self.stances.map { "stance_" + $0.rawValue }
        + ["cited", "via", "quotes", "places"])
    table.dispensable = [
      "via", "cited", "hedged", "reported", "pushed", "denied", "asserted", "first_day", "last_day", "languages",
    ]
    for row in rows {
      var cells: [ResultCell] = [
        .text(words.words(for: row.subject, in: reader.language)), .optional(row.subject.entity?.description),
        .optional(row.subject.frame?.description), .optional(row.subject.party?.description),
        .optional(row.subject.amount?.figures),
        .optional(row.subject.amount?.unit), .optional(row.subject.date),
        .optional(words.topic(of: row.subject)?.rawValue),
        .integer(row.people), .integer(row.posts), .integer(row.pushedPosts), .list(row.languages.map(\.description)),
        .list(row.platforms),
        .optional(row.firstDay?.description),
        .optional(row.lastDay?.description),
      ]
      cells += Modality.allCases.map { .integer(row.modalities[$0] ?? 0) }
      cells.append(.integer(row.reported))
      cells += Self.stances.map { .integer(row.stances[$0] ?? 0) }
      cells += [
        .list(row.citedSources.map(\.name)), .list(row.relays.map(\.name)),
        .list(noQuotes ? [] : row.quotes.map(\.text)),
        .list(noQuotes ? [] : row.quotes.map { $0.url ?? "\($0.source):\($0.record)" }),
      ]
      table.rows.append(cells)
    }
    return table
  }
}

extension FrameWords {
  /// A claim in words; what everybody denies, or only asks, is not to be read as if somebody asserted it.
  func headline(of claim: ClaimSummary, in language: LanguageCode) -> String {
    let words = words(for: claim.subject, in: language)
    guard claim.modalities.count == 1, let only = claim.modalities.keys.first, only == .denied || only == .asked else {
      return words
    }
    return "\(only.rawValue): \(words)"
  }
}

/// Lays out claim summaries for reading: one block a claim.
struct ClaimText {
  private let words: FrameWords
  private let reader: LanguageCode
  private let hasColour: Bool

  init(_ words: FrameWords, reader: LanguageCode, hasColour: Bool) {
    self.words = words
    self.reader = reader
    self.hasColour = hasColour
  }

  func render(_ rows: [ClaimSummary]) -> String {
    rows.isEmpty ? "nothing found\n" : rows.map(block).joined(separator: "\n")
  }

  private func block(_ row: ClaimSummary) -> String {
    var text = bold(words.headline(of: row, in: reader)) + "\n"
    // Plain text and some archives name nobody, which is not to be read as if nobody spoke.
    let people = row.people == 0 ? "people unknown" : Figures.counted(row.people, "person", "people")
    var facts = [people, Figures.counted(row.posts, "post", "posts")]
    if 0 < row.pushedPosts { facts[1] += " (\(Figures.grouped(row.pushedPosts)) coordinated)" }
    facts.append(row.languages.map(\.description).joined(separator: " "))
    if 1 < row.platforms.count { facts.append(row.platforms.joined(separator: " ")) }
    if let first = row.firstDay, let last = row.lastDay {
      facts.append(first == last ? "\(first)" : "\(first) … \(last)")
    }
    facts.append(
      Modality.allCases.compactMap { modality in
        row.modalities[modality].map { "\($0) \(modality.rawValue)" }
      }.joined(separator: ", ") + (row.reported == 0 ? "" : ", \(Figures.grouped(row.reported)) reported"))
    text += "  " + facts.joined(separator: " · ") + "\n"
    if !row.citedSources.isEmpty { text += "  cited: " + row.citedSources.map(\.name).joined(separator: ", ") + "\n" }
    if !row.relays.isEmpty { text += "  via: " + row.relays.map(\.name).joined(separator: ", ") + "\n" }
    for quote in row.quotes {
      let words = "“\(quote.text)”"
      let line = Terminal.ownWidth.map { DisplayWidth.cut(words, to: max(40, $0 - 12)) } ?? DisplayWidth.flat(words)
      text += dimmed("  \(quote.language)  \(line)") + "\n"
      let place = DisplayWidth.flat(quote.url ?? "\(quote.source), record \(quote.record)")
      text += dimmed("      \(place)") + "\n"
    }
    return text
  }

  private func bold(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  private func dimmed(_ text: String) -> String { hasColour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
}
