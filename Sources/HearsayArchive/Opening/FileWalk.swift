import Glibc
import HearsayCore

/// The files that the user named, and those in a folder, in the order of their names.
struct FileWalk {
  /// What stands at a path.
  enum Found {
    case file(path: String, isNamed: Bool)
    case folder(FileWalk)
    case standardInput
    /// A pipe that the user named; those in folders are nobody's posts, and may never have a writer.
    case pipe(path: String)
    case broken(name: String, RecordProblem)
  }

  private var paths: ArraySlice<String>
  private let isNamed: Bool
  private let depth: Int

  /// The paths that the user named; `-` is standard input.
  init(arguments: [String]) {
    paths = arguments[...]
    isNamed = true
    depth = 0
  }

  private init(folder: [String], depth: Int) {
    paths = folder[...]
    isNamed = false
    self.depth = depth
  }

  mutating func next() -> Found? {
    while let path = paths.popFirst() {
      if isNamed, path == "-" { return .standardInput }
      if let found = look(at: path) { return found }
    }
    return nil
  }

  private func look(at path: String) -> Found? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return .broken(name: path, Self.unreadable(errno == ENOENT ? "there is no such file" : Self.reason()))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file(path: path, isNamed: isNamed)
    case S_IFDIR:
      var link = stat()
      // A linked folder may lead back to where we are; one that the user named is followed.
      if !isNamed, lstat(path, &link) == 0, link.st_mode & S_IFMT == S_IFLNK { return nil }
      return folder(path)
    case S_IFIFO where isNamed: return .pipe(path: path)
    default:
      let what = "it is a pipe or device; a pipe is read where it is named, and standard input as -"
      return .broken(name: path, Self.unreadable(what))
    }
  }

  private func folder(_ path: String) -> Found {
    guard depth < ArchiveLimits.folderDepthMost else {
      let most = ArchiveLimits.folderDepthMost
      return .broken(name: path, RecordProblem(.archiveLimit, "folders lie in folders, deeper than \(most)"))
    }
    guard let names = FolderListing.names(in: path) else {
      return .broken(name: path, Self.unreadable("the folder cannot be listed: \(Self.reason())"))
    }
    let prefix = path.hasSuffix("/") ? path : path + "/"
    let visible = names.filter { !FolderListing.isHidden($0) && !FolderListing.describesFolder($0) }
    return .folder(FileWalk(folder: visible.map { prefix + $0 }, depth: depth + 1))
  }

  private static func reason() -> String { String(cString: strerror(errno)) }

  private static func unreadable(_ message: String) -> RecordProblem { RecordProblem(.fileUnreadable, message) }
}

/// Lists folders.
enum FolderListing {
  /// The names in a folder, sorted by their bytes; nil where it cannot be listed.
  static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether a file of this name belongs to a system rather than to a person.
  static func isHidden(_ name: String) -> Bool { name.hasPrefix(".") || name == "__MACOSX" }

  /// Whether a file of this name describes a folder: it is read only where it is named, as its words are nobody's post.
  static func describesFolder(_ name: String) -> Bool {
    let stem = name.prefix { $0 != "." }.uppercased()
    return ["README", "LICENSE", "LICENCE"].contains(stem)
  }
}
