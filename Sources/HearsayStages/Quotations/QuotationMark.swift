import HearsayCore

/// A mark that opens a quotation, or closes one, or may do either, as `"` does everywhere, `“` in German and English,
/// and `»` in German and French.
struct QuotationMark: Equatable {
  private let scalar: Unicode.Scalar

  /// The mark that a scalar is; nil where it is none.
  init?(_ scalar: UInt32) {
    guard let scalar = Unicode.Scalar(scalar), Self.partners(of: scalar) != nil else { return nil }
    self.scalar = scalar
  }

  /// Whether it may open a quotation.
  var opens: Bool { Self.partners(of: scalar)?.closing.isEmpty == false }

  /// Whether it may close a quotation.
  var closes: Bool { Self.partners(of: scalar)?.opening.isEmpty == false }

  /// Whether it may close what `other` opens.
  func closes(_ other: QuotationMark) -> Bool {
    Self.partners(of: other.scalar)?.closing.contains(scalar) ?? false
  }

  /// The marks that open what a mark closes, and that close what it opens.
  private static func partners(of mark: Unicode.Scalar) -> (opening: [Unicode.Scalar], closing: [Unicode.Scalar])? {
    switch mark {
    case "\"": (["\""], ["\""])
    case "„": ([], ["“", "”"])
    case "“": (["„"], ["”"])
    case "”": (["“", "„"], [])
    case "«": (["»"], ["»"])
    case "»": (["«"], ["«"])
    case "‘": ([], ["’"])
    case "’": (["‘"], [])
    case "「": ([], ["」"])
    case "」": (["「"], [])
    case "『": ([], ["』"])
    case "』": (["『"], [])
    default: nil
    }
  }
}

extension Words {
  /// The quotation mark that a token is; nil where it is none.
  func quotationMark(_ index: Int) -> QuotationMark? {
    self[index].kind == .punctuation ? onlyScalar(index).flatMap { QuotationMark($0) } : nil
  }
}
