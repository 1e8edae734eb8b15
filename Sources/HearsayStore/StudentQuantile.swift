/// The quantile of Student's t distribution that bounds 95 % around the middle.
enum StudentQuantile {
  /// For `degrees` of freedom, at least 1, whole or not: 12.7 for one, 1.96 for many.
  ///
  /// Exact for one and two; between 2 and 3 by interpolation, and above by the expansion of Fisher and
  /// Cornish (Abramowitz and Stegun 26.7.5), whose error is below 0.5 % there.
  static func ofInterval(degrees: Double) -> Double {
    let (one, two) = (12.706204736432095, 4.302652729911275)
    if degrees <= 1 { return one }
    if degrees < 2 { return interpolated(one, two, degrees - 1) }
    if degrees < 3 { return interpolated(two, expanded(3), degrees - 2) }
    return expanded(degrees)
  }

  private static func interpolated(_ left: Double, _ right: Double, _ share: Double) -> Double {
    left + (right - left) * share
  }

  private static func expanded(_ degrees: Double) -> Double {
    let z = 1.959963984540054
    let square = z * z
    let first = z * (square + 1) / 4
    let second = z * ((5 * square + 16) * square + 3) / 96
    let third = z * (((3 * square + 19) * square + 17) * square - 15) / 384
    let fourth = z * ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92160
    return z + (first + (second + (third + fourth / degrees) / degrees) / degrees) / degrees
  }
}
