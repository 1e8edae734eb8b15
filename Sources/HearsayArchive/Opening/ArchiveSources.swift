import HearsayCore

/// The sources in files, folders and archives, one after the other.
///
/// Ask for the next source only when the last one is read: members of archives are not held.
public struct ArchiveSources: Sequence, IteratorProtocol {
  private var levels: [Level]
  private let options: ReadingOptions
  private let format: (any ArchiveFormat.Type)?

  /// What is being walked through.
  private enum Level {
    case files(FileWalk)
    case container(ContainerWalk)
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
        guard let found = walk.next() else { continue }
        levels.append(.container(walk))
        switch found {
        case .broken(let name, let problem): return ArchiveSource(name: name, problem: problem)
        case .member(let opened): if let source = visit(opened) { return source }
        }
      }
    }
    return nil
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
    case .standardInput: return visit(OpenedFile(standardInput: FileStream()))
    }
  }

  /// Unpacks what is opened: a container becomes a level of its own, all else a source.
  private mutating func visit(_ opened: OpenedFile) -> ArchiveSource? {
    var opened = opened
    while true {
      let headed = HeadedStream(opened.stream)
      switch ContentKind(headed.head) {
      case .plain: return source(opened, headed)
      case .zip, .tar:
        guard opened.containerDepth < ArchiveLimits.containerDepthMost else { return tooDeep(opened) }
        // A file is read again from its beginning, so that the directory at the end of a zip can be used.
        let walk = ContainerWalk(opened, headed)
        levels.append(.container(walk))
        return nil
      case .zstd: opened = opened.unpacked(ZstdStream(headed), .zstd)
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
    let (stream, offset) = SourceEncoding.decoded(headed)
    let text = stream === headed ? headed : HeadedStream(stream)
    let sample = Sample(
      name: opened.name, head: Array(text.head.dropFirst(text === headed ? offset : 0)), isWhole: text.isAllInHead,
      options: options)
    if text === headed { headed.skipInHead(offset) }
    guard let type = format ?? FormatCatalogue.format(for: sample) else {
      return unrecognised(opened, text, sample)
    }
    return ArchiveSource(
      name: opened.name, fingerprint: opened.fingerprint, stream: text,
      format: type.init(sample, in: opened.surroundings), formatName: type.summary.name, meter: opened.meter,
      byteOffset: Int64(text === headed ? offset : 0))
  }

  private func unrecognised(_ opened: OpenedFile, _ text: HeadedStream, _ sample: Sample) -> ArchiveSource {
    if let problem = text.problemInHead, sample.head.isEmpty {
      return ArchiveSource(name: opened.name, problem: problem)
    }
    let isEmpty = sample.head.isEmpty
    if isEmpty || !opened.isNamed && !sample.isText {
      // Pictures and the like lie in many folders and archives; they are no problem of the user's.
      return ArchiveSource(
        name: opened.name, fingerprint: opened.fingerprint, stream: text, format: NotPosts(), formatName: "",
        meter: opened.meter, byteOffset: 0)
    }
    let what = sample.isText ? "no format is known that looks like this" : "the content is not text"
    return ArchiveSource(name: opened.name, problem: RecordProblem(.archiveUnknownFormat, what))
  }
}
