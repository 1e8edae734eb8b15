import Glibc

/// Posts of days by platform: those about a subject, or all that were read.
struct DaySeries {
  private(set) var byPlatform: [Int64: [Int32: Int64]] = [:]
  private(set) var days: Set<Int32> = []

  mutating func add(day: Int32, platform: Int64, posts: Int64) {
    byPlatform[platform, default: [:]][day, default: 0] += posts
    days.insert(day)
  }

  /// What the days before `day` let expect of it, where `read` is all that was read; nil where too few of them were.
  func expectation(on day: Int32, of read: DaySeries, _ query: BurstQuery) -> Expectation? {
    let window = (day - query.windowDays..<day).filter(read.days.contains)
    guard query.coveredDaysLeast <= window.count else { return nil }
    let platforms = read.byPlatform.sorted { $0.key < $1.key }.compactMap { platform, read in
      PlatformSeries(window, day, own: byPlatform[platform] ?? [:], read: read)
    }
    guard !platforms.isEmpty else { return nil }
    // The prior of half a post is that of all platforms together.
    let prior = 0.5 / Double(platforms.count)
    let means = platforms.map { $0.mean(prior) }
    let mean = means.reduce(0, +)
    guard 0 < mean else { return nil }
    let ofExposure = zip(platforms, means).reduce(0.0) { $0 + $1.1 * $1.1 * $1.0.exposureVariance } / (mean * mean)
    let ofCounts = 1 / (platforms.reduce(0.0) { $0 + $1.count } + 0.5)
    return Expectation(
      posts: platforms.reduce(0) { $0 + $1.today }, shape: 1 / (ofCounts + ofExposure), mean: mean,
      dispersion: PlatformSeries.dispersion(window.count, platforms))
  }
}

/// What was said about a subject on one platform, and what else was read there.
private struct PlatformSeries {
  /// Posts about the subject on the day.
  let today: Int64
  /// Posts about it in the days before.
  let count: Double
  /// Of each of these days, the posts about it and the others.
  private let days: [(own: Double, others: Double)]
  /// Other posts of the day, and of the days before.
  private let othersToday: Double
  private let others: Double

  /// Nil where nothing else was read before: that lets nothing be expected.
  init?(_ window: [Int32], _ day: Int32, own: [Int32: Int64], read: [Int32: Int64]) {
    days = window.map { day in
      let (own, all) = (own[day] ?? 0, read[day] ?? 0)
      // A post may make several claims, so that there may be more of these than posts.
      return (Double(own), Double(max(0, all - own)))
    }
    others = days.reduce(0) { $0 + $1.others }
    guard 0 < others else { return nil }
    count = days.reduce(0) { $0 + $1.own }
    today = own[day] ?? 0
    othersToday = Double(max(0, (read[day] ?? 0) - today))
  }

  /// How many posts are expected on the day.
  func mean(_ prior: Double) -> Double { (count + prior) * (othersToday + 0.5) / (others + 0.5) }

  /// The relative variance of what else was read.
  var exposureVariance: Double { 1 / (othersToday + 0.5) + 1 / (others + 0.5) }

  /// How much more the days before vary than chance would have it, at least 1.
  static func dispersion(_ dayCount: Int, _ platforms: [PlatformSeries]) -> Double {
    var (sum, count) = (0.0, 0.0)
    for index in 0..<dayCount {
      var (own, expected, variance) = (0.0, 0.0, 0.0)
      for platform in platforms {
        let (rate, day) = (platform.count / platform.others, platform.days[index])
        own += day.own
        expected += rate * day.others
        variance += rate * (1 + rate) * day.others
      }
      guard 0 < expected else { continue }
      sum += (own - expected) * (own - expected) / variance
      count += 1
    }
    return max(1, count < 2 ? 1 : sum / (count - 1))
  }
}

/// How many posts a day has, and is expected to have.
struct Expectation {
  /// Posts of the day, on the platforms that let something be expected.
  let posts: Int64
  fileprivate let shape: Double
  let mean: Double
  /// How much more the days before vary than chance would have it, at least 1.
  fileprivate let dispersion: Double

  /// How probable so many posts, or more, are: the upper tail of the negative binomial distribution, after dividing
  /// counts by the dispersion.
  var probability: Double {
    let count = Int((Double(posts) / dispersion).rounded(.down))
    guard 0 < count else { return 1 }
    let (shape, mean) = (shape / dispersion, mean / dispersion)
    let odds = log(mean / (shape + mean))
    var logarithm = shape * log(shape / (shape + mean))
    for number in 0..<count { logarithm += log((shape + Double(number)) / Double(number + 1)) + odds }
    var term = exp(logarithm)
    var sum = 0.0
    var number = Double(count)
    while 0 < term && sum * 1e-12 < term {
      sum += term
      term *= (shape + number) / (number + 1) * exp(odds)
      number += 1
    }
    return min(1, sum)
  }
}
