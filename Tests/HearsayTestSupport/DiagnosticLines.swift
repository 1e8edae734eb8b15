import HearsayCore

extension Diagnostics {
  /// The problems as text for comparing: place, severity, code and message, then notes and help, a line each.
  ///
  /// Places are written as seen from `folder`.
  package func lines(from folder: String) -> [String] {
    all.flatMap { problem in
      let place = problem.location.map { "\($0): " } ?? ""
      var lines = ["\(place)\(problem.severity.rawValue)[\(problem.code)]: \(problem.message)"]
      lines += problem.notes.map { "note: \($0.message)" + ($0.location.map { " (\($0))" } ?? "") }
      if let help = problem.help { lines.append("help: \(help)") }
      return lines.map { $0.replacing(folder + "/", with: "") }
    }
  }
}
