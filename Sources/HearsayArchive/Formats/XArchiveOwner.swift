import HearsayCore

/// Whose archive it is, from `manifest.js` or `account.js`.
struct XArchiveOwner: Sendable {
  /// The account's number.
  private(set) var id: String?
  /// The handle without `@`.
  private(set) var handle: String?
  /// The name that is shown.
  private(set) var name: String?

  /// Looks into the files; what they do not say stays unknown.
  init(_ files: [(name: String, bytes: [UInt8])]) {
    for file in files {
      if file.name == "manifest.js" {
        XArchiveFile.withRoot(of: file.bytes) { root in
          let user = root["userInfo"]
          id = Self.text(user?["accountId"]) ?? id
          handle = Self.text(user?["userName"]) ?? handle
          name = Self.text(user?["displayName"]) ?? name
        }
      } else if file.name == "account.js" {
        XArchiveFile.withRoot(of: file.bytes) { root in
          for item in root.elements {
            let account = item["account"]
            id = id ?? Self.text(account?["accountId"])
            handle = handle ?? Self.text(account?["username"])
            name = name ?? Self.text(account?["accountDisplayName"])
          }
        }
      }
    }
  }

  private static func text(_ value: JSONValue?) -> String? {
    value?.string.map { String(decoding: $0, as: UTF8.self) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// Reads a whole file of a personal archive.
enum XArchiveFile {
  /// Calls `body` with what is assigned in the file; not at all where that is no JSON.
  static func withRoot(of file: [UInt8], _ body: (JSONValue) -> Void) {
    guard let equals = file.firstIndex(of: UInt8(ascii: "=")) else { return }
    var end = file.count
    while equals < end - 1, file[end - 1] <= 0x20 || file[end - 1] == UInt8(ascii: ";") { end -= 1 }
    let padded = file[(equals + 1)..<end] + [UInt8](repeating: 0, count: JSONParser.paddingByteCount)
    let parser = JSONParser()
    padded.withUnsafeBytes { bytes in
      let text = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - JSONParser.paddingByteCount)])
      // A broken neighbour costs what it would have told, not the posts.
      _ = try? parser.withValue(of: text) { (root) throws(RecordProblem) in body(root) }
    }
  }
}
