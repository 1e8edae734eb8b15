/// How much of a text stands in each script, in sixths of an English word.
struct ScriptPoints {
  /// A lane for each script, so that all are added at once.
  private var points = SIMD32<Int32>.zero

  /// The points of all scripts together.
  var total: Int32 {
    points.withLanes { lanes in
      var total: Int32 = 0
      for script in 0..<LanguageScript.allCaseCount { total &+= lanes[script] }
      return total
    }
  }

  /// The points of a script, by its number.
  subscript(script: Int) -> Int32 { points[script] }

  /// Adds points to a script, given by its number.
  @inline(__always)
  mutating func add(_ added: Int32, to script: Int) {
    precondition(script < LanguageScript.allCaseCount, "there is no script \(script)")
    points.withMutableLanes { $0[script] &+= added }
  }

  /// Adds the points of each script.
  @inline(__always)
  mutating func add(_ other: ScriptPoints) { points &+= other.points }

  /// The first script with the most points.
  var largest: Int {
    points.withLanes { lanes in
      var best = 0
      for script in 1..<LanguageScript.allCaseCount where lanes[best] < lanes[script] { best = script }
      return best
    }
  }
}
