import Foundation

/// The checkout that this package stands in.
enum Checkout {
  /// Its folder.
  static let root: String = {
    let parts = #filePath.split(separator: "/")
    return "/" + parts.dropLast(3).joined(separator: "/")
  }()

  /// The cells of a lexicon's table, without the row that names the columns.
  static func rows(of table: String) -> [[Substring]] {
    guard let text = try? String(contentsOfFile: "\(root)/Lexicons/\(table)", encoding: .utf8) else {
      fatalError("there is no table \(root)/Lexicons/\(table)")
    }
    return text.split(separator: "\n").dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
  }
}
