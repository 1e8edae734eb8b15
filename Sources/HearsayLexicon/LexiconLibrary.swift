import HearsayCore
import HearsayFiles
import HearsayText

/// All lexicons below one folder, checked; what all languages share is compiled, the rest is when it is first used.
///
/// Everything that can be wrong is found here; what comes out cannot fail.
package final class LexiconLibrary: Sendable {
  /// What all languages share.
  private let shared: SharedLexicons
  /// The entities.
  package let gazetteer: Gazetteer
  /// What can be claimed.
  package let frames: FrameLexicon
  /// Tells languages apart.
  package let identifier: LanguageIdentifier
  /// The names of all entries.
  package var entries: EntryIndex { shared.entries }
  /// The SHA-256 over the names and contents of all files that were read.
  package var contentHash: String { shared.contentHash }
  /// What the entries of all lexicons decide, so that editions can be compared; worked out, or read, at each call.
  package let digests: @Sendable () -> [LexiconDigest]
  /// The folders that were read; none where what had been compiled before was taken.
  package let folders: [LexiconFolder]
  /// The folder below which all of it lies.
  package let root: String

  /// The languages with lexicons, so few that a table would cost more than looking at each, and the lexicons of each.
  private let languages: (codes: [LanguageCode], lexicons: [LazyLexicons])
  private let uncovered: LazyLexicons

  /// The lexicons of `language`; for a language without any, those that serve all languages.
  package func lexicons(for language: LanguageCode) -> LanguageLexicons {
    guard let place = languages.codes.firstIndex(of: language) else { return uncovered.lexicons }
    return languages.lexicons[place].lexicons
  }

  /// How the names of snapshots begin and end; between them stands what they are of.
  package static let snapshotNames = (beginning: "lexicons-", ending: ".snapshot")
  /// More snapshots, of 90 MB each, are not kept: those of other programs and other folders of lexicons that were used
  /// longest ago go.
  private static let snapshotCountMost = 4
  /// Snapshots that were not used for so many days go when another is written.
  private static let snapshotDaysMost = 60

  /// The lexicons below `root`, taken from the file `snapshot` where it holds what was compiled of them before.
  ///
  /// Where it does not, they are read and checked, and the snapshot is written, for which the lexicons of all languages
  /// are compiled. `program` is the path of the running program.
  ///
  /// - Throws: everything that is wrong with any of them.
  package static func load(
    root: String, snapshot path: String, of program: String
  ) throws(Diagnostics) -> LexiconLibrary {
    let stamps = LexiconStamps(root: root, program: program)
    if let known = LexiconLibrary(root: root, path, stamps) {
      DisusedFiles.noteUse(of: path)
      return known
    }
    let library = try LexiconLibrary(root: root)
    library.write(stamps, to: path)
    DisusedFiles.remove(
      in: Path.folder(of: path), beginning: snapshotNames.beginning, ending: snapshotNames.ending,
      keeping: snapshotCountMost, unusedFor: snapshotDaysMost * 86_400)
    return LexiconLibrary(root: root, path, stamps) ?? library
  }

  /// What the snapshot at `path` holds; nil where there is none that counts.
  private convenience init?(root: String, _ path: String, _ stamps: LexiconStamps) {
    guard let snapshot = LexiconSnapshot(path, for: stamps) else { return nil }
    let shared = snapshot.read(LexiconSnapshot.shared) { (reader) throws(SnapshotReader.Damage) in
      try SharedLexicons(from: &reader)
    }
    guard let shared else { return nil }
    self.init(root: root, shared, from: snapshot)
  }

  private init(root: String, _ shared: SharedLexicons, from snapshot: LexiconSnapshot) {
    identifier = LanguageIdentifier(shared.profiles)
    self.shared = shared
    (gazetteer, frames) = (shared.gazetteer, shared.frames)
    folders = []
    self.root = root
    digests = { snapshot.digests ?? Self.read(root).digests() }
    let lazy = { (name: String) -> LazyLexicons in
      LazyLexicons {
        let read = snapshot.read(name) { (reader) throws(SnapshotReader.Damage) in try LanguageLexicons(from: &reader) }
        return read ?? Self.compiled(name, root)
      }
    }
    let codes = snapshot.names.compactMap { LanguageCode($0) }
    languages = (codes, codes.map { lazy($0.description) })
    uncovered = lazy(LexiconSnapshot.uncovered)
  }

  /// The lexicons of a language whose part of a snapshot is damaged.
  private static func compiled(_ name: String, _ root: String) -> LanguageLexicons {
    let library = read(root)
    return LanguageCode(name).map { library.lexicons(for: $0) } ?? library.uncovered.lexicons
  }

  /// The lexicons below `root`, which were read before.
  private static func read(_ root: String) -> LexiconLibrary {
    do throws(Diagnostics) { return try LexiconLibrary(root: root) } catch {
      // Nothing was wrong with them when they were compiled, and nobody changed them before this program started.
      preconditionFailure("the lexicons below \"\(root)\" were changed while they were being used")
    }
  }

  /// Writes all lexicons, compiled, as a snapshot; none of them is kept, as few archives have all languages.
  private func write(_ stamps: LexiconStamps, to path: String) {
    var all = Dictionary(uniqueKeysWithValues: zip(languages.codes.map(\.description), languages.lexicons))
    all[LexiconSnapshot.uncovered] = uncovered
    let names = [LexiconSnapshot.shared, LexiconSnapshot.entryDigests] + all.keys.sorted()
    LexiconSnapshot.write(names, for: stamps, to: path) { name in
      var content = SnapshotWriter()
      if let lexicons = all[name] {
        lexicons.compile().write(to: &content)
      } else if name == LexiconSnapshot.entryDigests {
        let digests = digests()
        content.write(digests.count)
        for digest in digests { digest.write(to: &content) }
      } else {
        shared.write(compiledFrom: folders, to: &content)
      }
      return content
    }
  }

  /// Reads and checks the lexicons below `root`.
  ///
  /// - Throws: everything that is wrong with any of them.
  package convenience init(root: String) throws(Diagnostics) {
    var problems = Diagnostics()
    let folders = LexiconFolder.readAll(below: root, &problems)
    try problems.throwErrors()
    // The profiles take as long as the checks of all other lexicons together.
    var checked = Diagnostics()
    let parts = Parallel.map(2) { part -> Part in
      part == 0 ? .profiles(Self.profiles(folders, root)) : .problems(LexiconCheck(folders).errors())
    }
    var profiles: LanguageProfiles?
    for part in parts {
      switch part {
      case .problems(let problems): checked.add(problems)
      case .profiles(.failure(let problems)): checked.add(problems)
      case .profiles(.success(let compiled)): profiles = compiled
      }
    }
    try checked.throwErrors()
    guard let profiles else { throw checked }
    try self.init(root: root, checked: folders, profiles)
  }

  private enum Part: Sendable {
    case profiles(Result<LanguageProfiles, Diagnostics>)
    case problems(Diagnostics)
  }

  private static func profiles(_ folders: [LexiconFolder], _ root: String) -> Result<LanguageProfiles, Diagnostics> {
    guard let folder = folders.first(where: { $0.about.kind == .profiles }) else {
      return .failure(
        Diagnostics(Diagnostic(.lexiconMissing, "there is no lexicon of kind profiles below \"\(root)\"")))
    }
    do throws(Diagnostics) { return .success(try LanguageProfiles(folder.profileTables)) } catch {
      return .failure(error)
    }
  }

  private init(root: String, checked folders: [LexiconFolder], _ profiles: LanguageProfiles) throws(Diagnostics) {
    let tokenizer = Tokenizer()
    var entries = EntryIndex()
    var inflections: [LanguageCode: Inflections] = [:]
    for folder in folders where folder.about.kind == .inflections {
      inflections[folder.about.language] = Inflections(folder, tokenizer)
    }
    guard let entityFolder = folders.first(where: { $0.about.kind == .entities }) else {
      throw Diagnostics(Diagnostic(.lexiconMissing, "there is no lexicon of kind entities below \"\(root)\""))
    }
    let firstAlias = entries.register(entityFolder.tables[1], as: entityFolder.name)
    let gazetteer = Gazetteer(entityFolder, tokenizer, inflections, firstAlias: firstAlias)
    let frames =
      folders.first { $0.about.kind == .frames }.map {
        FrameLexicon($0, first: entries.register($0.entries, as: $0.name))
      } ?? FrameLexicon()
    identifier = LanguageIdentifier(profiles)
    var firsts: [String: UInt32] = [:]
    for folder in folders where [.sentiment, .modifiers, .claims, .fud, .weights].contains(folder.about.kind) {
      firsts[folder.name] = entries.register(folder.entries, as: folder.name)
    }
    let own = Set(folders.filter { firsts[$0.name] != nil }.map(\.about.language))
    let names = firsts
    let lazy = { (language: LanguageCode?) -> LazyLexicons in
      let rules = language.flatMap { inflections[$0] } ?? Inflections()
      return LazyLexicons {
        LanguageLexicons(of: language, folders, firsts: names, frames, rules, tokenizer)
      }
    }
    let codes = own.filter { $0 != .multiple }.sorted()
    languages = (codes, codes.map(lazy))
    uncovered = lazy(nil)
    self.folders = folders
    self.root = root
    (self.gazetteer, self.frames) = (gazetteer, frames)
    digests = { LexiconDigest.all(of: folders) }
    shared = SharedLexicons(
      gazetteer: gazetteer, frames: frames, profiles: profiles, entries: entries,
      contentHash: Self.contentHash(folders))
  }

  /// Names and contents of the files that decide results; examples do not.
  private static func contentHash(_ folders: [LexiconFolder]) -> String {
    var all: [UInt8] = []
    for folder in folders {
      for (file, hash) in folder.fileHashes { all += Array("\(folder.name)/\(file)\n\(hash)\n".utf8) }
    }
    return ContentHash.sha256(all)
  }
}
