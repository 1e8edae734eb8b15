import Glibc
import Hearsay

/// What libFuzzer calls with each input: reads it as the format that `HEARSAY_FUZZ_FORMAT` names, or as what it looks
/// like where that is not set, and ends the process where the accounts do not add up.
@_cdecl("LLVMFuzzerTestOneInput")
public func readInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = start.map { Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
  let format = getenv("HEARSAY_FUZZ_FORMAT").map { String(cString: $0) }
  guard let opener = try? ArchiveOpener(inputFormat: format) else {
    fatalError("there is no format called \(format ?? "")")
  }
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
