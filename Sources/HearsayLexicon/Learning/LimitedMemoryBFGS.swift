/// Finds the minimum of a smooth convex function by the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno
/// (Nocedal and Wright, Numerical Optimization, algorithm 7.5), with backtracking steps (Armijo's condition).
///
/// A single round gains little now and then, far from the minimum too; so the search ends by what several rounds in a
/// row gain, or by the gradient. The same function and start give the same place.
struct LimitedMemoryBFGS {
  /// Most rounds.
  let rounds: Int
  /// Ends where ten rounds in a row gain less than this share of the value together.
  let tolerance: Double
  /// Ends where the gradient is no longer than this share of what it is at the start.
  let gradientTolerance: Double
  /// Rounds that are remembered.
  private static let memory = 8
  /// Rounds whose gains are looked at together.
  private static let gainRounds = 10
  /// Halvings of a step after which there is none that leads down.
  private static let halvingsMost = 30

  private struct Step {
    var move: [Double]
    var change: [Double]
    var scale: Double
  }

  /// A place, with what the function is there.
  private struct Point {
    var place: [Double]
    var gradient: [Double]
    var value: Double
  }

  /// The place of the minimum, searched from `start`; `function` returns its value and fills in the gradient.
  func minimum(from start: [Double], of function: ([Double], inout [Double]) -> Double) -> [Double] {
    var point = Point(place: start, gradient: [Double](repeating: 0, count: start.count), value: 0)
    point.value = function(point.place, &point.gradient)
    var trial = point
    var steps: [Step] = []
    var values = [point.value]
    let shortest = gradientTolerance * Self.length(point.gradient)
    for _ in 0..<rounds where shortest < Self.length(point.gradient) {
      guard Self.descend(from: point, to: &trial, along: Self.direction(point.gradient, steps), steps.isEmpty, function)
      else { break }
      remember(from: point, to: trial, &steps)
      swap(&point, &trial)
      values.append(point.value)
      let past = values.count - 1 - Self.gainRounds
      if 0 <= past && values[past] - point.value <= tolerance * abs(point.value) { break }
    }
    return point.place
  }

  /// Makes `trial` the first point along `direction` that is low enough, from a whole step on by halves.
  ///
  /// - Returns: whether there is one.
  private static func descend(
    from point: Point, to trial: inout Point, along direction: [Double], _ isFirst: Bool,
    _ function: ([Double], inout [Double]) -> Double
  ) -> Bool {
    let slope = product(direction, point.gradient)
    guard slope < 0 else { return false }
    var size = isFirst ? min(1, 1 / length(point.gradient)) : 1
    for _ in 0..<halvingsMost {
      for index in point.place.indices { trial.place[index] = point.place[index] + size * direction[index] }
      trial.value = function(trial.place, &trial.gradient)
      if trial.value <= point.value + 1e-4 * size * slope { return true }
      size /= 2
    }
    return false
  }

  private func remember(from point: Point, to next: Point, _ steps: inout [Step]) {
    let move = zip(next.place, point.place).map { $0 - $1 }
    let change = zip(next.gradient, point.gradient).map { $0 - $1 }
    let curvature = Self.product(move, change)
    guard 1e-12 < curvature else { return }
    steps.append(Step(move: move, change: change, scale: 1 / curvature))
    if Self.memory < steps.count { steps.removeFirst() }
  }

  /// The direction of descent, by the two loops over the remembered steps.
  private static func direction(_ gradient: [Double], _ steps: [Step]) -> [Double] {
    var direction = gradient.map { -$0 }
    var shares: [Double] = []
    for step in steps.reversed() {
      let share = step.scale * product(step.move, direction)
      add(step.change, -share, to: &direction)
      shares.append(share)
    }
    if let last = steps.last {
      let scale = 1 / (last.scale * product(last.change, last.change))
      for index in direction.indices { direction[index] *= scale }
    }
    for (step, share) in zip(steps, shares.reversed()) {
      add(step.move, share - step.scale * product(step.change, direction), to: &direction)
    }
    return direction
  }

  private static func length(_ vector: [Double]) -> Double { product(vector, vector).squareRoot() }

  private static func product(_ left: [Double], _ right: [Double]) -> Double {
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
      }
    }
  }

  private static func add(_ vector: [Double], _ factor: Double, to sum: inout [Double]) {
    vector.withUnsafeBufferPointer { vector in
      sum.withUnsafeMutableBufferPointer { sum in
        for index in sum.indices { sum[index] += factor * vector[index] }
      }
    }
  }
}
