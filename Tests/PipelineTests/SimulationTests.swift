import Hearsay
import HearsayTestSupport
import Testing

struct `A simulated archive` {
  private static func simulation() -> Simulation {
    var simulation = Simulation(from: Day(number: 20_454))
    (simulation.postCount, simulation.personCount) = (400, 90)
    (simulation.campaignCount, simulation.burstCount, simulation.burstPostCount) = (2, 1, 40)
    return simulation
  }

  private static func lines(_ simulation: Simulation) -> [String] {
    var lines: [String] = []
    simulation.write { lines.append($0) }
    return lines
  }

  @Test func `is the same for the same seed, in order of time, and says what belongs to what`() {
    let lines = Self.lines(Self.simulation())
    #expect(lines == Self.lines(Self.simulation()))
    #expect(lines.count == 400 + 2 * 30 + 40)
    #expect(lines.count { $0.contains("\"campaign-2-") } == 30 && lines.count { $0.contains("\"burst-1-") } == 40)
    var other = Self.simulation()
    other.seed = 2
    #expect(Self.lines(other) != lines)
    let days = lines.map { line in line.firstRange(of: "\"created_at\":\"").map { line[$0.upperBound...].prefix(10) } }
    #expect(days.allSatisfy { $0 != nil } && days.compactMap { $0 } == days.compactMap { $0 }.sorted())
  }
}
