import CLibFuzzer
import Glibc
import HearsayArchive

/// Feeds inputs that libFuzzer makes up to a reader, and ends the process where something does not hold.
///
/// Each reader is an entry point of its own: `HEARSAY_FUZZ_FORMAT` names it, as `hearsay formats` lists them; where
/// that is not set, an input is read as what it looks like. Arguments are libFuzzer's.
@main
enum Readers {
  /// Opens what is to be read, as the reader that the environment names.
  private static let opener: ArchiveOpener = {
    let format = getenv("HEARSAY_FUZZ_FORMAT").map { String(cString: $0) }
    do { return try ArchiveOpener(inputFormat: format) } catch { fatalError("\(error)") }
  }()

  static func main() {
    _ = opener
    var argumentCount = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    // Without a C compiler's "main", libFuzzer's loop is called by its own name.
    exit(LLVMFuzzerRunDriver(&argumentCount, &arguments) { start, count in Readers.read(start, count) })
  }

  /// Reads one input: chunks follow each other, every record is an item, and texts are text.
  private static func read(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = start.map { Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
    let parser = JSONParser()
    for source in opener.sources(in: bytes, named: "input") {
      var cursor = source.chunks()
      var nextRecord: Int64 = 1
      while let chunk = cursor.next() {
        precondition(chunk.firstRecord == nextRecord, "chunks follow each other")
        nextRecord = chunk.nextRecord
        let batch = chunk.posts(using: parser)
        precondition(
          Set(batch.items.map(\.place.number)) == Set(chunk.firstRecord..<chunk.nextRecord), "every record is an item")
        for index in 0..<batch.postCount {
          precondition(
            String(validating: batch[index].rawText.bytes, as: UTF8.self) != nil, "texts of posts are UTF-8")
        }
      }
    }
    return 0
  }
}
