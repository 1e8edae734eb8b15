import ArgumentParser
import Hearsay

/// The command `hearsay simulate`.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Writes an invented archive with known campaigns and bursts, to measure what is found of them.",
    discussion: """
      The posts are JSON lines in hearsay's own format. What a post belongs to stands in its id: noise-7, \
      campaign-2-15, burst-1-40. With --posts 0 there are only campaigns and bursts, to be read together with an \
      archive of one's own.

        hearsay simulate --posts 100000 --campaigns 10 > simulated.jsonl
        hearsay run Pipelines/crypto.yaml simulated.jsonl --db simulated.sqlite
      """)

  @Option(help: "Posts of noise.")
  var posts: Int = 10_000
  @Option(help: "People who post them.")
  var people: Int = 1_000
  @Option(help: "Campaigns: one text with small changes, by few people.")
  var campaigns: Int = 3
  @Option(help: "Posts of each campaign.")
  var campaignPosts: Int = 30
  @Option(help: "People of each campaign.")
  var campaignPeople: Int = 10
  @Option(help: "Bursts: days on which many people speak of one chain.")
  var bursts: Int = 3
  @Option(help: "Posts of each burst.")
  var burstPosts: Int = 60
  @Option(help: "Days over which the posts are spread.")
  var days: Int = 90
  @Option(help: "The first day.")
  var since: Day = Day(number: 20_454)
  @Option(help: "Another seed gives another archive.")
  var seed: UInt64 = 1

  mutating func validate() throws {
    for (name, value, least) in [
      ("posts", posts, 0), ("people", people, 1), ("campaigns", campaigns, 0), ("campaign-posts", campaignPosts, 1),
      ("campaign-people", campaignPeople, 1), ("bursts", bursts, 0), ("burst-posts", burstPosts, 1), ("days", days, 2),
    ] where value < least {
      throw ValidationError("--\(name) is \(value); it must be at least \(least)")
    }
  }

  mutating func run() throws {
    var simulation = Simulation(from: since)
    (simulation.postCount, simulation.personCount, simulation.dayCount) = (posts, people, days)
    (simulation.campaignCount, simulation.campaignPostCount) = (campaigns, campaignPosts)
    (simulation.campaignPersonCount, simulation.burstCount) = (campaignPeople, bursts)
    (simulation.burstPostCount, simulation.seed) = (burstPosts, seed)
    var buffer: [UInt8] = []
    try simulation.write { line in
      buffer += line.utf8
      if 1 << 16 < buffer.count {
        try Terminal.write(buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try Terminal.write(buffer)
  }
}
