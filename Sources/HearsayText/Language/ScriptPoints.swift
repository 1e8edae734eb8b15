/// How much of a text stands in each script, in sixths of an English word.
struct ScriptPoints {
  /// The points of each script, of which there are 23.
  private var points = InlineArray<23, Int32>(repeating: 0)
  /// The points of all scripts together.
  private(set) var total: Int32 = 0

  /// The points of a script, by its number.
  subscript(script: Int) -> Int32 { points[script] }

  /// Adds points to a script, given by its number.
  @inline(__always)
  mutating func add(_ added: Int32, to script: Int) {
    points[script] &+= added
    total &+= added
  }

  /// Adds the points of each script.
  @inline(__always)
  mutating func add(_ other: ScriptPoints) {
    for script in points.indices { points[unchecked: script] &+= other.points[unchecked: script] }
    total &+= other.total
  }

  /// The first script with the most points.
  var largest: Int {
    var best = 0
    for script in points.indices where points[best] < points[script] { best = script }
    return best
  }
}
