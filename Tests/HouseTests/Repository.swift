import Foundation

/// The checkout that these tests stand in.
enum Repository {
  /// The folder that holds `Package.swift`.
  static let root: String = {
    let parts = #filePath.split(separator: "/")
    return "/" + parts.dropLast(3).joined(separator: "/")
  }()

  /// Whether this run writes generated documents anew (and fails).
  static let isRecording = ProcessInfo.processInfo.environment["HEARSAY_RECORD"] == "1"

  /// The text of the file at `path`, seen from the root; nil where there is none.
  static func text(_ path: String) -> String? {
    guard let bytes = FileManager.default.contents(atPath: "\(root)/\(path)") else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes `text` to the file at `path`, seen from the root, and makes its folder where it is absent.
  static func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: "\(root)/\(path)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The files under `folder` whose names end in `ending`, seen from the root, in code point order.
  static func paths(under folder: String, ending: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: "\(root)/\(folder)")?.compactMap { $0 as? String } ?? []
    return found.filter { $0.hasSuffix(ending) && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
      .map { "\(folder)/\($0)" }.sorted()
  }

  /// The names in `folder` that end in `ending`, without its subfolders.
  static func names(in folder: String, ending: String) -> [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    return found.filter { $0.hasSuffix(ending) }.sorted()
  }

  /// All Swift files of the product, read and scanned.
  static let sources: [SwiftFile] = files(under: "Sources")

  /// All Swift files under `folder`, read and scanned.
  static func files(under folder: String) -> [SwiftFile] {
    paths(under: folder, ending: ".swift").map { SwiftFile(path: $0, text: text($0) ?? "") }
  }
}
