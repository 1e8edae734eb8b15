/// What keeps a hostile or broken archive from taking more than its share, in one place.
public enum ArchiveLimits {
  /// Archives inside each other (zip, tar): the fourth is opened, a fifth is not.
  public static let containerDepthMost = 4
  /// Archives and compressions inside each other: each archive may be compressed once more.
  public static let layerDepthMost = 8
  /// Folders inside each other.
  public static let folderDepthMost = 64
  /// A member may grow to this many bytes whatever its compression.
  public static let unpackedByteCountFree: Int64 = 64 << 20
  /// Beyond that, no more than this many bytes may come out of one byte of the file.
  public static let unpackRatioMost: Int64 = 1_000
  /// A record may have this many bytes; a longer one is skipped without being held.
  public static let recordByteCountMost = 64 << 20
  /// A text file may have this many bytes.
  public static let textByteCountMost = 4 << 20
  /// An element of XML that is a record may have this many bytes, and a page of HTML.
  public static let elementByteCountMost = 16 << 20
  /// The fields of one record may have this many bytes together: a page that refers to one long post a
  /// million times must not become a million copies.
  public static let storedByteCountMost = 256 << 20
  /// Of what was said before a post, so many bytes are kept with it, and those of a scalar that ends there.
  public static let threadByteCountMost = 1_000
  /// A file beside a source, read whole for what it says about the source, may have this many bytes.
  public static let neighbourByteCountMost = 64 << 20
  /// Bytes that are looked at to recognise a format.
  public static let sampleByteCount = 64 << 10
  /// Bytes that are read for one chunk, where no record is longer.
  public static let chunkByteCount = 1 << 20
}
