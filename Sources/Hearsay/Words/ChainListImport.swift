import HearsayArchive
import HearsayCore
import HearsayFiles
import HearsayLexicon

/// Brings chains of a list in the shape of ethereum-lists/chains into the gazetteer, as entries on trial.
///
/// The shape is an object a chain, or an array of them: `name`, `chainId`, and where they are known
/// `nativeCurrency.symbol`, `slip44` (1 for test networks), `status` and `parent.type` (`L2` for rollups).
public struct ChainListImport: Sendable {
  /// What became of the chains of a list.
  public struct Accounts: Sendable {
    /// The ids of the chains that were added.
    public var added: [String] = []
    /// Number of chains that the gazetteer has already, by chain id or name.
    public var knownCount = 0
    /// Number of test networks, and of chains that are given up.
    public var leftOutCount = 0
    /// Number of records that name no chain, or whose name cannot stand in a table.
    public var failedCount = 0
  }

  /// What became of the chains so far.
  public private(set) var accounts = Accounts()

  private let folder: LexiconFolder
  private let source: String
  private var ids: Set<String> = []
  private var chainIDs: Set<String> = []
  private var aliases: Set<FormKey> = []
  private var entityRows: [[String]] = []
  private var aliasRows: [[String]] = []

  /// An import into the lexicon of entities below `root`, whose entries will cite `source`.
  ///
  /// - Throws: what keeps the lexicon from being read; `lexicon.unknown-source` where it has no such source.
  public init(root: String, source: String) throws(Diagnostics) {
    folder = try EntityList.folder(below: root)
    guard folder.about.sources.contains(source) else {
      throw Diagnostics(
        Diagnostic(
          .lexiconUnknownSource, "about.yaml of \"\(folder.name)\" has no source \"\(source)\"",
          help: "add it to sources, with title and date; there are \(folder.about.sources.joined(separator: ", "))"))
    }
    self.source = source
    let (entities, names) = (folder.tables[0], folder.tables[1])
    for row in 0..<entities.rowCount {
      ids.insert(entities.string(row, 0))
      chainIDs.insert(entities.string(row, 3))
    }
    for row in 0..<names.rowCount { aliases.insert(FormKey(names.string(row, 0))) }
  }

  /// Takes the chains of the list in the file at `path`.
  ///
  /// - Throws: `file.unreadable`, or `record.invalid-json` where it is no JSON.
  public mutating func add(file path: String) throws(Diagnostics) { try add(try TextFile.bytes(at: path), file: path) }

  private mutating func add(_ bytes: [UInt8], file: String) throws(Diagnostics) {
    var padded = bytes
    padded.append(contentsOf: repeatElement(0, count: JSONParser.paddingByteCount))
    let chains: Result<[ListedChain?], RecordProblem> = padded.withUnsafeBytes { padded in
      do throws(RecordProblem) {
        let text = UnsafeRawBufferPointer(rebasing: padded[..<bytes.count])
        return .success(
          try JSONParser().withValue(of: text) { root in
            root.kind == .array ? root.elements.map { ListedChain($0) } : [ListedChain(root)]
          })
      } catch { return .failure(error) }
    }
    switch chains {
    case .success(let chains): for chain in chains { add(chain) }
    case .failure(let problem):
      throw Diagnostics(Diagnostic(problem.code, problem.message, at: Location(file: file, line: 1)))
    }
  }

  private mutating func add(_ chain: ListedChain?) {
    guard let chain, let id = chain.id else {
      accounts.failedCount += 1
      return
    }
    if chain.isTest || chain.isGivenUp {
      accounts.leftOutCount += 1
      return
    }
    guard !ids.contains(id), !chainIDs.contains(String(chain.number)), aliases.insert(FormKey(chain.name)).inserted
    else {
      accounts.knownCount += 1
      return
    }
    ids.insert(id)
    chainIDs.insert(String(chain.number))
    accounts.added.append(id)
    let kind = chain.isRollup ? EntityKind.rollup : .chain
    entityRows.append([
      id, kind.rawValue, chain.name, String(chain.number), chain.symbol, "", "", "", source, "trial",
    ])
    // A single word may be a word of some language; several, such as "Ham Network", hardly are.
    let evidence = chain.name.contains(" ") ? Gazetteer.EvidenceRule.always : .caseAndContext
    aliasRows.append([chain.name, id, evidence.rawValue, "", "", "", source, "trial"])
    let cashtag = "$" + chain.symbol
    if !chain.symbol.isEmpty, aliases.insert(FormKey(cashtag)).inserted {
      aliasRows.append([
        cashtag, id, Gazetteer.EvidenceRule.caseAndContext.rawValue, "", "", "", source, "trial",
      ])
    }
  }

  /// Writes what was added into the tables of the lexicon, in canonical order.
  ///
  /// - Throws: what keeps a table from being written.
  public func write() throws(Diagnostics) {
    guard !entityRows.isEmpty else { return }
    for (table, rows) in zip(folder.tables, [entityRows, aliasRows]) {
      var bytes = try TextFile.bytes(at: table.file)
      for row in rows { bytes += Array((row.joined(separator: "\t") + "\n").utf8) }
      try TextFile.write(try LexiconFormat.canonical(bytes, file: table.file, columns: table.columns), to: table.file)
    }
  }
}

/// A chain of a list.
private struct ListedChain {
  let name: String
  let number: Int64
  let symbol: String
  let isTest: Bool
  let isGivenUp: Bool
  let isRollup: Bool

  /// The chain in a record; nil where it has no name that can stand in a table, or no chain id.
  init?(_ record: JSONValue) {
    func text(_ value: JSONValue?) -> String { value?.string.map { String(decoding: $0, as: UTF8.self) } ?? "" }
    guard record.kind == .object, let number = record["chainId"]?.int64, 0 < number else { return nil }
    let full = text(record["name"]).split(separator: " ")
    let words = full.last == "Mainnet" && 1 < full.count ? full.dropLast() : full[...]
    name = words.joined(separator: " ")
    guard !name.isEmpty, name.utf8.count <= 80, Self.isPlain(name) else { return nil }
    self.number = number
    let symbol = text(record["nativeCurrency"]?["symbol"])
    self.symbol = symbol.utf8.count <= 10 && symbol.utf8.allSatisfy(Self.isTicker) ? symbol.uppercased() : ""
    let folded = name.lowercased()
    isTest = record["slip44"]?.int64 == 1 || ["testnet", "devnet", "test network"].contains { folded.contains($0) }
    isGivenUp = record["status"]?.isString("deprecated") ?? false
    isRollup = record["parent"]?["type"]?.isString("L2") ?? false
  }

  /// The name as an id: letters and digits of ASCII, with hyphens between the words; nil where it has none.
  var id: String? {
    let words = name.lowercased().utf8.split { !(0x61...0x7A).contains($0) && !(0x30...0x39).contains($0) }
    let id = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    return id.isEmpty ? nil : id
  }

  private static func isPlain(_ name: String) -> Bool {
    name.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") }
  }

  private static func isTicker(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
