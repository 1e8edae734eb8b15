/// Which keys occur in the first records of a source that may be JSON, found without parsing it.
///
/// A record is often longer than what is looked at, so the scan takes what is there: paths such as
/// `data[].text`, relative to the record, whether records are lines or elements of an array.
///
///     JSONOutline(Array(#"{"data": [{"id": "1", "te"#.utf8), isWhole: false).has("data[].id")   // true
package struct JSONOutline: Sendable {
  /// How records are arranged.
  package enum Arrangement: Sendable {
    /// One record a line.
    case lines
    /// An array of records, perhaps behind an assignment of JavaScript.
    case array
    /// Records over several lines, or one.
    case values
  }

  /// How records are arranged.
  package private(set) var arrangement = Arrangement.lines
  /// What stands before the first bracket, such as `window.YTD.tweets.part0`; empty where nothing does.
  package private(set) var assignment = ""
  /// Whether the first record goes on behind what was looked at.
  package private(set) var isFirstRecordOpen = false
  /// Whether the source begins like JSON.
  package private(set) var isJSON = false
  private var paths: Set<String> = []
  private var names: Set<String> = []

  /// Deeper keys are of no interest.
  private static let depthMost = 4
  /// More lines than these are of no interest.
  private static let lineCountMost = 32

  package init(_ head: [UInt8], isWhole: Bool) {
    guard let start = beginning(of: head) else { return }
    isJSON = true
    if head[start] == UInt8(ascii: "["), !Self.isArrayALine(head[start...]) {
      arrangement = .array
      var scan = OutlineScan(head[(start + 1)...])
      scan.run()
      (paths, names) = (scan.paths, scan.names)
      return
    }
    let lines = head[start...].split(separator: 0x0A, maxSplits: Self.lineCountMost).prefix(Self.lineCountMost)
    let isOneLine = lines.count < 2
    for (index, line) in lines.enumerated() {
      var scan = OutlineScan(line)
      scan.run()
      if index == 0 { isFirstRecordOpen = scan.depth != 0 && isOneLine }
      // Side by side in one line, as some streams are saved, or with line ends of a single CR.
      if index == 0, 1 < scan.valueCount { arrangement = .values }
      if index == 0, scan.depth != 0, !isOneLine, Self.continues(line, in: lines.dropFirst().first) {
        arrangement = .values
        var whole = OutlineScan(head[start...])
        whole.run()
        isFirstRecordOpen = whole.depth != 0
        (paths, names) = (whole.paths, whole.names)
        return
      }
      paths.formUnion(scan.paths)
      names.formUnion(scan.names)
    }
  }

  /// Whether a path occurs, such as `id`, `user.screen_name` or `data[].text`.
  package func has(_ path: String) -> Bool { paths.contains(path) }

  /// Whether all of the paths occur.
  package func has(all paths: String...) -> Bool { paths.allSatisfy { self.paths.contains($0) } }

  /// Whether one of the paths occurs.
  package func has(any paths: String...) -> Bool { paths.contains { self.paths.contains($0) } }

  /// Whether a key occurs at any depth.
  package func hasKey(_ name: String) -> Bool { names.contains(name) }

  /// Whether an array is one line of several, and not all of the source.
  private static func isArrayALine(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let lineEnd = bytes.firstIndex(of: 0x0A), let next = bytes[lineEnd...].first(where: { 0x20 < $0 }) else {
      return false
    }
    var scan = OutlineScan(bytes[..<lineEnd])
    scan.run()
    return scan.depth == 0 && (next == UInt8(ascii: "{") || next == UInt8(ascii: "["))
  }

  /// Whether a record goes on in the next line, rather than being cut off in this one.
  private static func continues(_ line: ArraySlice<UInt8>, in next: ArraySlice<UInt8>?) -> Bool {
    guard let last = line.last(where: { 0x20 < $0 }), let next = next?.first(where: { 0x20 < $0 }) else { return false }
    let isOpen = last == UInt8(ascii: "{") || last == UInt8(ascii: "[") || last == UInt8(ascii: ",")
    return isOpen && next != UInt8(ascii: "{") || line.allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: "{") }
  }

  private mutating func beginning(of head: [UInt8]) -> Int? {
    guard let first = head.firstIndex(where: { 0x20 < $0 }) else { return nil }
    if head[first] == UInt8(ascii: "{") || head[first] == UInt8(ascii: "[") { return first }
    // A name, an equals sign and a bracket: an assignment of JavaScript.
    guard let equals = head[first...].prefix(200).firstIndex(of: UInt8(ascii: "=")),
      head[first..<equals].allSatisfy(Self.isNameByte),
      let bracket = head[(equals + 1)...].firstIndex(where: { 0x20 < $0 }),
      head[bracket] == UInt8(ascii: "{") || head[bracket] == UInt8(ascii: "[")
    else { return nil }
    assignment = String(decoding: head[first..<equals].filter { $0 != 0x20 }, as: UTF8.self)
    return bracket
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: " "):
      true
    default: false
    }
  }

  /// Walks over brackets and strings and notes the paths of keys.
  private struct OutlineScan {
    private let bytes: ArraySlice<UInt8>
    private(set) var paths: Set<String> = []
    private(set) var names: Set<String> = []
    /// One part for each open bracket: `[]` for an array, the key for a member of an object.
    private var stack: [String] = []
    private var key: String?
    /// Objects and arrays that are complete and lie in no other.
    private(set) var valueCount = 0

    var depth: Int { stack.count }

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    mutating func run() {
      var position = bytes.startIndex
      while position < bytes.endIndex, stack.count < 512 {
        switch bytes[position] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          let isArray = bytes[position] == UInt8(ascii: "[")
          stack.append((key.map { "." + $0 } ?? "") + (isArray ? "[]" : ""))
          key = nil
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if !stack.isEmpty {
            stack.removeLast()
            if stack.isEmpty { valueCount += 1 }
          }
          key = nil
        case UInt8(ascii: ","): key = nil
        case UInt8(ascii: "\""):
          position = string(from: position)
          continue
        default: break
        }
        position += 1
      }
    }

    private mutating func string(from start: Int) -> Int {
      var position = start + 1
      while position < bytes.endIndex, bytes[position] != UInt8(ascii: "\"") {
        position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
      }
      guard position < bytes.endIndex else { return bytes.endIndex }
      var after = position + 1
      while after < bytes.endIndex, bytes[after] <= 0x20 { after += 1 }
      if after < bytes.endIndex, bytes[after] == UInt8(ascii: ":"), position - start < 64 {
        let name = String(decoding: bytes[(start + 1)..<position], as: UTF8.self)
        key = name
        names.insert(name)
        if stack.count <= JSONOutline.depthMost {
          let path = stack.joined() + "." + name
          paths.insert(path.first == "." ? String(path.dropFirst()) : path)
        }
        return after + 1
      }
      return position + 1
    }
  }
}
