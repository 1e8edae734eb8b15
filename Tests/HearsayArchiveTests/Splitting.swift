import HearsayArchive

/// The records of `text`, when it comes in stretches of `byteCount` bytes.
func split(_ text: String, _ splitter: some RecordSplitter, stretch byteCount: Int) -> [String] {
  var splitter = splitter
  let bytes = Array(text.utf8)
  var records: [String] = []
  var start: Int?
  var position = 0
  var available = 0
  while available < bytes.count {
    available = min(available + byteCount, bytes.count)
    bytes.withUnsafeBytes { raw in
      let seen = UnsafeRawBufferPointer(rebasing: raw[..<available])
      while let mark = splitter.nextMark(in: seen, from: &position) {
        switch mark {
        case .begin(let offset): start = offset
        case .end(let offset):
          records.append(String(decoding: bytes[(start ?? 0)..<offset], as: UTF8.self))
          start = nil
        }
      }
    }
  }
  if let start { records.append(String(decoding: bytes[start...], as: UTF8.self)) }
  return records
}
