import HearsayCore

/// A file, or a member of an archive, whose bytes are being looked at.
struct OpenedFile {
  /// How a stream is compressed.
  enum Compression { case zstd, gzip, other }

  /// The path as the user gave it, and the path inside archives.
  let name: String
  /// The bytes, unpacked as far as we got.
  let stream: any ByteStream
  /// Counts what is read of the file.
  let meter: ReadMeter
  /// How to find the same bytes again, or nil for standard input and pipes.
  let origin: ByteOrigin?
  /// See `ArchiveSource.fingerprint`.
  let fingerprint: String?
  /// Whether the user named this very file.
  let isNamed: Bool
  /// Archives around it.
  let containerDepth: Int
  /// Archives and compressions around it.
  let layerDepth: Int
  /// Where files beside it are.
  let neighbourhood: Neighbourhood
  /// Whether it was fetched from the web by a crawler, among much that has no posts.
  private(set) var isFetched = false
  /// The character set that was declared when it was fetched, or nil.
  private(set) var charset: String?
  /// The day on which it was fetched, or nil where that is not known.
  private(set) var capturedOn: Day?

  /// A file on disk.
  init(file: FileStream, path: String, isNamed: Bool) {
    name = path
    stream = file
    meter = file.meter
    origin = .file(path)
    fingerprint = ContentFingerprint.ofFile(at: path)
    self.isNamed = isNamed
    containerDepth = 0
    layerDepth = 0
    neighbourhood = .folder(Self.folder(of: path) ?? ".")
  }

  /// Standard input, or another pipe.
  init(pipe: FileStream, name: String) {
    self.name = name
    stream = pipe
    meter = pipe.meter
    origin = nil
    fingerprint = nil
    isNamed = true
    containerDepth = 0
    layerDepth = 0
    neighbourhood = .unknown
  }

  /// A file in memory, which the user named.
  init(bytes: [UInt8], name: String) {
    self.name = name
    meter = ReadMeter(byteCountTotal: Int64(bytes.count))
    // It is all there, so what is unpacked is in proportion to all of it.
    meter.byteCount = Int64(bytes.count)
    stream = HeadedStream(bytes: bytes)
    origin = nil
    fingerprint = nil
    isNamed = true
    containerDepth = 0
    layerDepth = 0
    neighbourhood = .unknown
  }

  /// A member of the archive `container`.
  init(member: LibArchiveReader.Member, number: Int, stream: any ByteStream, of container: OpenedFile) {
    name = "\(container.name)/\(member.name)"
    self.stream = stream
    meter = container.meter
    origin = container.origin.map { .member(of: $0, number: number) }
    fingerprint = container.fingerprint.map {
      ContentFingerprint.ofMember(member.name, number: number, byteCount: member.byteCount, inFile: $0)
    }
    isNamed = false
    containerDepth = container.containerDepth + 1
    layerDepth = container.layerDepth + 1
    neighbourhood = container.origin.map { .container($0, folder: Self.folder(of: member.name) ?? "") } ?? .unknown
  }

  /// A page in the WARC `container`.
  init(
    page address: String, number: Int, stream: any ByteStream, of container: OpenedFile, charset: String?,
    capturedOn: Day?
  ) {
    name = "\(container.name)/\(address)"
    self.stream = stream
    meter = container.meter
    origin = nil
    fingerprint = container.fingerprint.map {
      ContentFingerprint.ofMember(address, number: number, byteCount: nil, inFile: $0)
    }
    isNamed = false
    containerDepth = container.containerDepth + 1
    layerDepth = container.layerDepth + 1
    neighbourhood = .unknown
    isFetched = true
    self.charset = charset
    self.capturedOn = capturedOn
  }

  private init(_ packed: OpenedFile, stream: any ByteStream, compression: Compression) {
    name = packed.name
    self.stream = stream
    meter = packed.meter
    origin = packed.origin.map { .unpacked($0, compression) }
    fingerprint = packed.fingerprint
    isNamed = packed.isNamed
    containerDepth = packed.containerDepth
    layerDepth = packed.layerDepth + 1
    neighbourhood = packed.neighbourhood
    isFetched = packed.isFetched
    charset = packed.charset
    capturedOn = packed.capturedOn
  }

  /// The same file with one compression removed.
  func unpacked(_ stream: any ByteStream, _ compression: Compression) -> OpenedFile {
    OpenedFile(self, stream: GuardedStream(stream, meter: meter), compression: compression)
  }

  /// What is known around it.
  var surroundings: Surroundings {
    let neighbourhood = neighbourhood
    return Surroundings { isWanted in neighbourhood.files(where: isWanted) }
  }

  /// What stands before the last slash, or nil.
  static func folder(of path: String) -> String? {
    path.lastIndex(of: "/").map { String(path[..<$0]) }.map { $0.isEmpty ? "/" : $0 }
  }
}

/// How to get at the same bytes again.
indirect enum ByteOrigin {
  case file(String)
  case member(of: ByteOrigin, number: Int)
  case unpacked(ByteOrigin, OpenedFile.Compression)

  /// The bytes from their beginning.
  func open() throws(RecordProblem) -> (stream: any ByteStream, meter: ReadMeter) {
    switch self {
    case .file(let path):
      let file = try FileStream(path: path)
      return (file, file.meter)
    case .member(let container, let number):
      let (packed, meter) = try container.open()
      let reader = LibArchiveReader(packed, shape: .container)
      while reader.memberNumber < number, try reader.nextMember() != nil {}
      return (GuardedStream(MemberStream(reader), meter: meter), meter)
    case .unpacked(let origin, let compression):
      let (packed, meter) = try origin.open()
      switch compression {
      case .zstd: return (GuardedStream(ZstdStream(packed), meter: meter), meter)
      case .gzip: return (GuardedStream(GzipStream(packed), meter: meter), meter)
      case .other: return (GuardedStream(DecompressedStream(packed), meter: meter), meter)
      }
    }
  }
}

/// Where the files beside a source are.
enum Neighbourhood {
  case folder(String)
  case container(ByteOrigin, folder: String)
  case unknown

  /// The wanted files and their content; what cannot be read is left out.
  func files(where isWanted: (String) -> Bool) -> [(name: String, bytes: [UInt8])] {
    let most = ArchiveLimits.neighbourByteCountMost
    switch self {
    case .unknown: return []
    case .folder(let path):
      return (FolderListing.names(in: path) ?? []).filter(isWanted).compactMap { name in
        guard let file = try? FileStream(path: path + "/" + name), file.isSeekable else { return nil }
        let (bytes, problem) = file.readAll(atMost: most + 1)
        return problem == nil && bytes.count <= most ? (name, bytes) : nil
      }
    case .container(let origin, let folder):
      guard let (packed, meter) = try? origin.open() else { return [] }
      let reader = LibArchiveReader(packed, shape: .container)
      var files: [(name: String, bytes: [UInt8])] = []
      while let member = try? reader.nextMember() {
        let name = member.name.split(separator: "/").last.map(String.init) ?? ""
        guard member.isPlainFile, OpenedFile.folder(of: member.name) ?? "" == folder, isWanted(name) else { continue }
        let (bytes, problem) = GuardedStream(MemberStream(reader), meter: meter).readAll(atMost: most + 1)
        if problem == nil, bytes.count <= most { files.append((name, bytes)) }
      }
      return files
    }
  }
}
