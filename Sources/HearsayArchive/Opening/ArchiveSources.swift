import HearsayCore

/// The sources in files, folders and archives, one after the other.
///
/// Ask for the next source only when the last one is read: members of archives are not held.
public struct ArchiveSources: Sequence, IteratorProtocol {
  private var levels: [Level]
  /// The archives among the levels of which nothing has come out yet, by their names.
  private var emptyContainers: [OpenedFile?] = []
  private let options: ReadingOptions
  private let format: (any ArchiveFormat.Type)?

  /// What is being walked through.
  private enum Level {
    case files(FileWalk)
    case container(ContainerWalk)
    case pages(WARCWalk)
    case memory(OpenedFile)
  }

  init(_ paths: [String], _ options: ReadingOptions) {
    levels = [.files(FileWalk(arguments: paths))]
    self.options = options
    format = options.inputFormat.flatMap { FormatCatalogue.format(named: $0) }
  }

  init(_ bytes: [UInt8], named name: String, _ options: ReadingOptions) {
    self.init([], options)
    levels = [.memory(OpenedFile(bytes: bytes, name: name))]
  }

  /// The next source; nil at the end.
  public mutating func next() -> ArchiveSource? {
    while let level = levels.popLast() {
      switch level {
      case .files(var walk):
        guard let found = walk.next() else { continue }
        levels.append(.files(walk))
        if let source = visit(found) { return source }
      case .memory(let opened): if let source = visit(opened) { return source }
      case .container(let walk):
        guard let found = walk.next() else {
          if let source = leaveContainer() { return source }
          continue
        }
        levels.append(.container(walk))
        if let source = visit(found) { return source }
      case .pages(let walk):
        guard let found = walk.next() else {
          if let source = leaveContainer() { return source }
          continue
        }
        levels.append(.pages(walk))
        if let source = visit(found) { return source }
      }
    }
    return nil
  }

  /// At the end of an archive of which nothing came out, says so.
  private mutating func leaveContainer() -> ArchiveSource? {
    guard let last = emptyContainers.popLast(), let empty = last else { return nil }
    return ArchiveSource(empty, HeadedStream(bytes: [0]), withoutPosts: "an archive without posts")
  }

  private mutating func visit(_ found: ContainerWalk.Found) -> ArchiveSource? {
    for index in emptyContainers.indices { emptyContainers[index] = nil }
    return switch found {
    case .broken(let name, let problem): ArchiveSource(name: name, problem: problem)
    case .member(let opened): visit(opened)
    }
  }

  private mutating func visit(_ found: FileWalk.Found) -> ArchiveSource? {
    switch found {
    case .folder(let walk):
      levels.append(.files(walk))
      return nil
    case .broken(let name, let problem): return ArchiveSource(name: name, problem: problem)
    case .file(let path, let isNamed):
      do throws(RecordProblem) {
        let file = try FileStream(path: path)
        return visit(OpenedFile(file: file, path: path, isNamed: isNamed))
      } catch { return ArchiveSource(name: path, problem: error) }
    case .standardInput: return visit(OpenedFile(pipe: FileStream(), name: "-"))
    case .pipe(let path):
      do throws(RecordProblem) {
        return visit(OpenedFile(pipe: try FileStream(pipe: path), name: path))
      } catch { return ArchiveSource(name: path, problem: error) }
    }
  }

  /// Unpacks what is opened: a container becomes a level of its own, all else a source.
  private mutating func visit(_ opened: OpenedFile) -> ArchiveSource? {
    var opened = opened
    while true {
      let headed = HeadedStream(opened.stream)
      switch ContentKind(headed.head) {
      case .plain: return source(opened, headed)
      case .warc:
        guard opened.containerDepth < ArchiveLimits.containerDepthMost else { return tooDeep(opened) }
        levels.append(.pages(WARCWalk(opened, headed)))
        emptyContainers.append(opened)
        return nil
      case .zip, .tar, .sevenZip:
        guard opened.containerDepth < ArchiveLimits.containerDepthMost else { return tooDeep(opened) }
        // A file is read again from its beginning, so that the directory at the end of a zip can be used.
        let walk = ContainerWalk(opened, headed)
        levels.append(.container(walk))
        emptyContainers.append(opened)
        return nil
      case .zstd: opened = opened.unpacked(ZstdStream(headed), .zstd)
      case .gzip: opened = opened.unpacked(GzipStream(headed), .gzip)
      case .compressed: opened = opened.unpacked(DecompressedStream(headed), .other)
      }
      guard opened.layerDepth <= ArchiveLimits.layerDepthMost else { return tooDeep(opened) }
    }
  }

  private func tooDeep(_ opened: OpenedFile) -> ArchiveSource {
    let most = "\(ArchiveLimits.containerDepthMost) archives, each compressed once"
    return ArchiveSource(
      name: opened.name, problem: RecordProblem(.archiveLimit, "archives lie in archives, deeper than \(most)"))
  }

  private func source(_ opened: OpenedFile, _ headed: HeadedStream) -> ArchiveSource {
    let (stream, offset) = SourceEncoding.decoded(headed, declared: opened.charset)
    let text = stream === headed ? headed : HeadedStream(stream)
    var sample = Sample(
      name: opened.name,
      head: text === headed && 0 < offset ? Array(text.head.dropFirst(offset)) : text.head,
      isWhole: text.isAllInHead,
      options: options)
    sample.capturedOn = opened.capturedOn
    if text === headed { headed.skipInHead(offset) }
    guard let type = format ?? FormatCatalogue.format(for: sample) else {
      return unrecognised(opened, text, sample)
    }
    return ArchiveSource(
      name: opened.name, fingerprint: opened.fingerprint, stream: text,
      format: type.init(sample, in: opened.surroundings), formatName: type.summary.name, meter: opened.meter,
      byteOffset: Int64(text === headed ? offset : 0))
  }

  private static func describe(columns names: [String]) -> String {
    let shown = names.prefix(8).map { "\"\($0.prefix(24))\"" }.joined(separator: ", ")
    return "none of the table's columns is known to hold the text; name it in the pipeline file, as "
      + "\"archives: {columns: {text: …}}\"; the first row is \(shown)" + (8 < names.count ? " …" : "")
  }

  private func unrecognised(_ opened: OpenedFile, _ text: HeadedStream, _ sample: Sample) -> ArchiveSource {
    if let problem = text.problemInHead, sample.head.isEmpty {
      return ArchiveSource(name: opened.name, problem: problem)
    }
    let isEmpty = sample.isWhole && sample.head.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if isEmpty || !opened.isNamed && (!sample.isText || sample.isOfPages || opened.isFetched) {
      // Pictures, pages about the archive and the like lie in many folders and archives; they are no problem of
      // the user's.
      let what = isEmpty ? "an empty file" : sample.isOfPages || opened.isFetched ? "a page without posts" : "no text"
      return ArchiveSource(opened, text, withoutPosts: what)
    }
    if sample.isPointer {
      let what = "it is a pointer of Git LFS, not the file; \"git lfs pull\" fetches the file"
      return ArchiveSource(name: opened.name, problem: RecordProblem(.archiveUnknownFormat, what))
    }
    let what =
      TableHeader.columnNames(of: sample).map { Self.describe(columns: $0) }
      ?? (sample.isText ? "no format is known that looks like this" : "the content is not text")
    return ArchiveSource(name: opened.name, problem: RecordProblem(.archiveUnknownFormat, what))
  }
}
