import Testing

@testable import HearsayArchive

struct `Fields of an object` {
  private enum Key: Int, JSONKey {
    case id, name, list

    init?(name: UnsafeRawBufferPointer) {
      switch name.count {
      case 2 where name.isName("id"): self = .id
      case 4 where name.isName("name"): self = .name
      case 4 where name.isName("list"): self = .list
      default: return nil
      }
    }
  }

  /// What stands at each key: the digits of a number, the letters of a string.
  private func fields(_ text: String) throws -> [String?] {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: JSONParser.paddingByteCount)
    return try bytes.withUnsafeBytes { bytes in
      try JSONParser().withValue(of: UnsafeRawBufferPointer(rebasing: bytes[..<text.utf8.count])) { object in
        let fields = JSONFields<Key>(of: object)
        return [fields[.id], fields[.name], fields[.list]].map { $0?.name.map { String(decoding: $0, as: UTF8.self) } }
      }
    }
  }

  @Test(
    arguments: [
      (#"{"name":"a","id":1}"#, ["1", "a", nil]),
      (#"{"id":[1,{"id":2}],"x":{"name":"b"},"y":1.5,"z":-2,"list":"c"}"#, [nil, nil, "c"]),
      (#"{"id":1,"id":2}"#, ["1", nil, nil]),
      (#"{"id":null,"id":2,"name":null}"#, [nil, nil, nil]),
      (#"{"ID":1,"nam":"a","names":"b","mane":"c"}"#, [nil, nil, nil]),
      ("{}", [nil, nil, nil]),
      (#"["id"]"#, [nil, nil, nil]),
      (#""id""#, [nil, nil, nil]),
    ] as [(String, [String?])])
  func `are found in one pass`(_ text: String, _ expected: [String?]) throws {
    #expect(try fields(text) == expected)
  }
}
