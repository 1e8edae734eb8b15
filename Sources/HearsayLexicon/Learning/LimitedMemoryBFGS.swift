/// Finds the minimum of a smooth convex function by the limited-memory method of Broyden, Fletcher, Goldfarb and Shanno
/// (Nocedal and Wright, Numerical Optimization, algorithm 7.5), with backtracking steps (Armijo's condition).
struct LimitedMemoryBFGS {
  /// Most rounds.
  let rounds: Int
  /// Ends where a round gains less than this share of the value.
  let tolerance: Double
  /// Rounds that are remembered.
  private static let memory = 8

  private struct Step {
    var move: [Double]
    var change: [Double]
    var scale: Double
  }

  /// The place of the minimum, searched from `start`; `function` returns its value and fills in the gradient.
  func minimum(from start: [Double], of function: ([Double], inout [Double]) -> Double) -> [Double] {
    var place = start
    var gradient = [Double](repeating: 0, count: start.count)
    var value = function(place, &gradient)
    var steps: [Step] = []
    var trialGradient = gradient
    for _ in 0..<rounds {
      let direction = Self.direction(gradient, steps)
      let slope = Self.product(direction, gradient)
      guard slope < 0 else { break }
      var size = steps.isEmpty ? min(1, 1 / Self.product(gradient, gradient).squareRoot()) : 1
      var trial = place
      var trialValue = value
      var halvings = 0
      repeat {
        for index in place.indices { trial[index] = place[index] + size * direction[index] }
        trialValue = function(trial, &trialGradient)
        if trialValue <= value + 1e-4 * size * slope { break }
        size /= 2
        halvings += 1
      } while halvings < 30
      if halvings == 30 { break }
      remember(place, trial, gradient, trialGradient, &steps)
      let gain = value - trialValue
      (place, gradient, value) = (trial, trialGradient, trialValue)
      if gain <= tolerance * abs(value) { break }
    }
    return place
  }

  private func remember(
    _ place: [Double], _ trial: [Double], _ gradient: [Double], _ trialGradient: [Double], _ steps: inout [Step]
  ) {
    let move = zip(trial, place).map { $0 - $1 }
    let change = zip(trialGradient, gradient).map { $0 - $1 }
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
