import Testing

/// Imports go down only, neighbours on a floor do not meet, and each outside library is known to one module.
enum ImportRule {
  /// The floor of each module, from the ground up.
  ///
  /// A module may import what stands on a lower one.
  static let floors: [String: Int] = [
    "HearsayCore": 0,
    "HearsayFiles": 1, "HearsayMarkup": 1, "HearsayText": 1, "HearsayStore": 1,
    "HearsayArchive": 2, "HearsayLexicon": 2,
    "HearsayStages": 3,
    "Hearsay": 4,
    "HearsayCLI": 5,
  ]

  /// The one module that may import an outside library.
  static let owners: [String: String] = [
    "Yams": "HearsayFiles", "CLibCrypto": "HearsayFiles", "CMalloc": "HearsayFiles",
    "CLibXML2": "HearsayMarkup",
    "CPrefetch": "HearsayText",
    "CSimdjson": "HearsayArchive", "CLibArchive": "HearsayArchive", "CLibZ": "HearsayArchive",
    "CLibZstd": "HearsayArchive",
    "GRDB": "HearsayStore", "GRDBSQLite": "HearsayStore", "CSQLite": "HearsayStore",
    "ArgumentParser": "HearsayCLI",
  ]

  /// The libraries of the system that any module but Core may import.
  static let system: Set<String> = ["Dispatch", "Glibc", "Synchronization"]

  /// Where Foundation is allowed, each with its reason.
  static let foundation: [String: String] = [
    "HearsayStore": "GRDB's interface has types of Foundation in it"
  ]

  /// The imports of `file` that the table forbids.
  static func findings(in file: SwiftFile) -> [Finding] {
    file.code.indices.compactMap { index in
      guard let name = imported(file.codeLine(index)), let message = objection(to: name, in: file.module) else {
        return nil
      }
      return Finding(path: file.path, line: index + 1, message: message)
    }
  }

  /// The module that a line of code imports, or nil.
  static func imported(_ line: String) -> String? {
    var words = line.split(whereSeparator: { $0 == " " || $0 == ";" })[...]
    let levels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    while let first = words.first, first.hasPrefix("@") || levels.contains(first) { words.removeFirst() }
    guard words.popFirst() == "import" else { return nil }
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
    if let first = words.first, kinds.contains(first) { words.removeFirst() }
    return words.first?.split(separator: ".").first.map(String.init)
  }

  private static func objection(to name: String, in module: String) -> String? {
    guard let floor = floors[module] else {
      return "the module \(module) has no floor; add it to the table in ImportRule.swift and to ARCHITECTURE.md"
    }
    if let other = floors[name] {
      if other < floor { return nil }
      let place = other == floor ? "a neighbour on floor \(floor)" : "on floor \(other), above floor \(floor)"
      return "\(module) imports \(name), which is \(place); move what both need to a lower floor"
    }
    if let owner = owners[name] {
      return owner == module ? nil : "only \(owner) may import \(name); ask \(owner) for what is needed"
    }
    if name == "Foundation" || name.hasPrefix("Foundation") {
      return foundation[module] == nil ? "Foundation is not allowed here; use Glibc or the standard library" : nil
    }
    if system.contains(name) {
      return floor == 0 ? "HearsayCore does no input or output; it imports nothing" : nil
    }
    return "\(name) is not in the table; an outside library needs one owner in ImportRule.swift and a reason"
  }

  /// The arrows between our own targets that `Package.swift` declares although the floors forbid them,
  /// and imports of our own modules that it does not declare.
  static func findings(inManifest manifest: String, of files: [SwiftFile]) -> [Finding] {
    let declared = declaredDependencies(manifest)
    var findings: [Finding] = []
    for (module, floor) in floors.sorted(by: { $0.key < $1.key }) {
      guard let target = declared[module] else {
        findings.append(Finding(path: "Package.swift", line: 1, message: "there is no target \(module); declare it"))
        continue
      }
      for name in target.dependencies where floors[name].map({ floor <= $0 }) ?? false {
        findings.append(
          Finding(path: "Package.swift", line: target.line, message: "\(module) may not depend on \(name); remove it"))
      }
    }
    for file in files {
      for index in file.code.indices {
        guard let name = imported(file.codeLine(index)), floors[name] != nil,
          let target = declared[file.module], !target.dependencies.contains(name)
        else { continue }
        findings.append(
          Finding(
            path: file.path, line: index + 1,
            message: "\(file.module) does not declare \(name) in Package.swift; add it to its dependencies"))
      }
    }
    return findings
  }

  /// The names of each target's dependencies, and the line of the target.
  private static func declaredDependencies(_ manifest: String) -> [String: (line: Int, dependencies: [String])] {
    let file = SwiftFile(path: "Package.swift", text: manifest)
    let starts = file.code.indices.filter { index in
      [".target(", ".executableTarget(", ".systemLibrary(", ".testTarget("].contains {
        file.codeLine(index).contains($0)
      }
    }
    var declared: [String: (line: Int, dependencies: [String])] = [:]
    for (order, start) in starts.enumerated() {
      let end = order + 1 < starts.count ? starts[order + 1] : file.lines.count
      let names = file.literals.filter { start + 1 <= $0.line && $0.line <= end }.map(\.text)
      guard let name = names.first else { continue }
      declared[name] = (start + 1, Array(names.dropFirst()))
    }
    return declared
  }
}

struct `Imports` {
  @Test func `follow the table`() {
    expectNone(Repository.sources.flatMap(ImportRule.findings))
  }

  @Test func `are declared in the manifest, downwards only`() {
    expectNone(ImportRule.findings(inManifest: Repository.text("Package.swift") ?? "", of: Repository.sources))
  }

  @Test func `have a folder behind every row of the table`() {
    let modules = Set(Repository.sources.map(\.module))
    #expect(ImportRule.floors.keys.filter { !modules.contains($0) } == [])
    #expect(ImportRule.foundation.keys.allSatisfy { ImportRule.floors[$0] != nil })
  }

  @Test(arguments: [
    ("HearsayText", "import HearsayLexicon", "upwards"),
    ("HearsayText", "import HearsayFiles", "a neighbour"),
    ("HearsayText", "@testable import HearsayStages", "an attribute before it"),
    ("HearsayText", "public import struct HearsayArchive.Sample", "one declaration of a module"),
    ("HearsayArchive", "import GRDB", "a library of another module"),
    ("HearsayStages", "import Yams", "a library of a lower module"),
    ("HearsayLexicon", "import Foundation", "Foundation"),
    ("HearsayLexicon", "import FoundationEssentials", "a part of Foundation"),
    ("HearsayCore", "import Glibc", "input and output in Core"),
    ("Hearsay", "import NIO", "a library nobody knows"),
    ("Elsewhere", "import HearsayCore", "a module without floor"),
  ])
  func `that break the table are found`(_ module: String, _ line: String, _ why: String) {
    let file = SwiftFile(path: "Sources/\(module)/File.swift", text: "// a comment\n\(line)\n")
    #expect(ImportRule.findings(in: file).map(\.line) == [2], "\(why)")
  }

  @Test(arguments: [
    ("HearsayText", "import HearsayCore"), ("HearsayFiles", "import Yams"), ("HearsayFiles", "import Glibc"),
    ("HearsayStore", "import Foundation"), ("HearsayText", "// import HearsayLexicon"),
    ("HearsayText", "let text = \"import GRDB\""), ("HearsayText", "let important = 1"),
  ])
  func `that keep to it are not`(_ module: String, _ line: String) {
    let file = SwiftFile(path: "Sources/\(module)/File.swift", text: line)
    #expect(ImportRule.findings(in: file) == [])
  }

  @Test func `in a manifest that break the floors are found`() {
    let targets = ImportRule.floors.keys.sorted().map { name in
      name == "HearsayText"
        ? ".target(\n  name: \"HearsayText\",\n  dependencies: [\"HearsayCore\", \"HearsayStages\"]),"
        : ".target(name: \"\(name)\"),"
    }
    let file = SwiftFile(path: "Sources/HearsayFiles/File.swift", text: "import HearsayCore")
    let found = ImportRule.findings(inManifest: targets.joined(separator: "\n"), of: [file])
    #expect(found.count == 2)
    #expect(found.contains { $0.message.contains("may not depend on HearsayStages") })
    #expect(found.contains { $0.path == "Sources/HearsayFiles/File.swift" })
  }
}
