import HearsayArchive
import HearsayCore
import Testing

struct `Envelopes` {
  /// A whole account with some chats of many messages, all of it on one line.
  private func account(chats: Int, messages: Int) -> String {
    let list = (0..<chats).map { chat in
      let messages = (0..<messages).map { number in
        #"{"id":\#(number),"type":"message","date_unixtime":"1772438100","from":"Ann","from_id":"user7","text":"in \#(chat)"}"#
      }
      return
        #"{"name":"Chat \#(chat)","type":"private_group","id":\#(chat),"messages":[\#(messages.joined(separator: ","))]}"#
    }
    return #"{"about":"x","chats":{"about":"y","list":[\#(list.joined(separator: ","))]},"left_chats":{"list":[]}}"#
  }

  @Test func `are those of the array that a record is in, however many chunks it fills`() throws {
    let text = account(chats: 3, messages: 15_000)
    let reading = try Reading(in: Array(text.utf8), named: "result.json")
    #expect(reading.wrongs == [])
    #expect(reading.posts.count == 45_000)
    #expect(reading.posts.allSatisfy { "in " + ($0.text(.conversation)?.dropFirst(5) ?? "") == $0.rawText.string })
    // From the middle on, records are the same as before.
    let rest = try Reading(in: Array(text.utf8), named: "result.json", from: 30_100)
    #expect(rest.posts.count == 45_000 - 30_099)
    #expect(rest.posts.first?.text(.id) == "Chat 2/99")
  }

  @Test func `of thousands of small arrays stay apart`() throws {
    let reading = try Reading(in: Array(account(chats: 4_000, messages: 1).utf8), named: "result.json")
    #expect(reading.posts.map { $0.text(.id) } == (0..<4_000).map { "Chat \($0)/0" })
  }

  @Test(arguments: [
    // Too deep, too long, or no JSON: what is around is not known, and the messages are read all the same.
    String(repeating: "{\"a\":[", count: 400) + "1" + String(repeating: "]}", count: 400),
    #""\#(String(repeating: "x", count: 100_000))""#, "nonsense",
  ])
  func `that are not understood cost no record`(_ value: String) throws {
    let text =
      #"{"guild":{"id":"1"},"channel":{"id":"2"},"odd":\#(value),"messages":[{"id":"3","content":"gm","author":{}}]}"#
    let reading = try Reading(in: Array(text.utf8), named: "channel.json", format: "discord-json")
    #expect(reading.texts == ["gm"])
    #expect(reading.wrongs == [])
  }
}
