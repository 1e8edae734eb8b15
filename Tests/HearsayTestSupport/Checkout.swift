import Foundation

/// The checkout that the tests stand in.
package enum Checkout {
  /// The folder that holds `Package.swift`.
  package static let root: String = {
    let parts = #filePath.split(separator: "/")
    return "/" + parts.dropLast(3).joined(separator: "/")
  }()

  /// The file or folder at `path`, seen from the root.
  package static func path(_ path: String) -> String { "\(root)/\(path)" }

  /// The text of the file at `path`, seen from the root.
  package static func text(_ path: String) throws -> String { try readText(Checkout.path(path)) }

  /// Whether this run writes expected files anew, and fails.
  package static let isRecording = ProcessInfo.processInfo.environment["HEARSAY_RECORD"] == "1"

  /// The folder with material that is no part of the repository, or nil where there is none.
  package static let shared: String? = {
    let named = ProcessInfo.processInfo.environment["HEARSAY_SHARED"]
    let folder = named ?? URL(fileURLWithPath: root).deletingLastPathComponent().appendingPathComponent("shared").path
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }()
}

/// The text of the file at `path`.
package func readText(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

/// The bytes of the file at `path`.
package func readBytes(_ path: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}

/// Writes `text` to the file at `path`, and makes its folder where it is absent.
package func writeText(_ text: String, to path: String) throws { try writeBytes(Array(text.utf8), to: path) }

/// Writes `bytes` to the file at `path`, and makes its folder where it is absent.
package func writeBytes(_ bytes: [UInt8], to path: String) throws {
  let url = URL(fileURLWithPath: path)
  try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(bytes).write(to: url)
}

/// The names in `folder`, in code point order.
package func names(in folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}

/// Calls `body` with a fresh folder, which is removed afterwards.
package func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearsay-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

/// Calls `body` with a fresh folder, which is removed afterwards.
package func withAsyncFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("hearsay-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder.path)
}

extension Checkout {
  /// The text of the file at `path`, seen from the root, with what is not UTF-8 replaced.
  package static func lossyText(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: Checkout.path(path))), as: UTF8.self)
  }
}
