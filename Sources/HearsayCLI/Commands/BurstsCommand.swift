import ArgumentParser
import Hearsay

/// The command `hearsay bursts`.
struct BurstsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bursts",
    abstract: "Lists days on which much more is said than before, by more people than before.",
    discussion: """
      Each day is compared with the 28 days before, by how much was read on each platform. A day is listed where as \
      many posts come by chance on one day in a thousand at most. What is new and comes from many people stands first: \
      the score is -log10 of that probability, times ln (1 + people).

        hearsay bursts --chain scroll
        hearsay bursts --why
        hearsay bursts --claims --since 2026-03-01
      """)

  @OptionGroup var options: AskOptions
  @OptionGroup var pipeline: PipelineOption
  @Option(help: "Only these entities, by id; may be repeated.")
  var chain: [String] = []
  @Option(help: "Only posts on this platform.")
  var platform: String?
  @Flag(help: "Look at claims that fill a frame instead of entities.")
  var claims = false
  @Flag(help: "Say for each day what most people claimed then, of what fills a frame.")
  var why = false
  @Option(help: "Days without a burst that are listed by chance, in a hundred thousand.")
  var falseAlarms: Int = 100
  @Option(help: "Fewest people who speak on the day.")
  var minPeople: Int64 = 3

  mutating func validate() throws {
    if !(1...10_000).contains(falseAlarms) {
      throw ValidationError("--false-alarms is \(falseAlarms); it must be between 1 and 10000")
    }
    if why && claims { throw ValidationError("--claims lists what is claimed already; leave out --why") }
  }

  mutating func run() throws {
    let store = try options.store()
    var query = BurstQuery()
    query.filter.entities = chain.entityIDs
    query.filter.since = options.since
    query.filter.until = options.until
    query.filter.language = options.language
    query.filter.platform = platform
    query.falseAlarmsPer100000 = falseAlarms
    query.peopleLeast = minPeople
    query.isOfFrames = claims
    let asked = query
    try store.reportUnknown(asked.filter.entities, platform: platform, language: options.language)
    let bursts = try Failure.orCannot { () throws(Diagnostics) in try store.bursts(asked) }
    var table = ResultTable(
      ["chain"] + (claims ? ["frame"] : []) + ["day", "posts", "expected", "people", "score"]
        + (why ? ["claim", "claimed_by"] : []))
    let shown = bursts.prefix(options.limit ?? 50)
    let reasons = why ? try reasons(for: Array(shown), in: store) : []
    for (index, burst) in shown.enumerated() {
      table.rows.append(
        [.text(burst.entity.description)] + (claims ? [.optional(burst.frame?.description)] : []) + [
          .text(burst.day.description), .integer(burst.posts), .measure(burst.expected, 1),
          .integer(burst.people), .measure(burst.score, 1),
        ] + (why ? reasons[index] : []))
    }
    try Terminal.write(table.render(options.format), as: options.format)
  }

  /// Of each burst, what most people claimed on that day, and how many.
  private func reasons(for bursts: [Burst], in store: Store) throws -> [[ResultCell]] {
    let path = try pipeline.resolved()
    let words = try Failure.orCannot { () throws(Diagnostics) in try FrameWords(pipeline: path) }
    var query = ClaimQuery()
    (query.language, query.platform) = (options.language, platform)
    query.isFramedOnly = true
    query.rowCountMost = 1
    return try bursts.map { burst in
      query.about = [burst.entity]
      (query.since, query.until) = (burst.day, burst.day)
      let asked = query
      let found = try Failure.orCannot { () throws(Diagnostics) in try store.claims(asked) }
      guard let claim = found.first else { return [.missing, .missing] }
      return [.text(words.headline(of: claim, in: .english)), .integer(claim.people)]
    }
  }
}
