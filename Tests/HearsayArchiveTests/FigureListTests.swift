import HearsayArchive
import HearsayCore
import Testing

struct `Text files` {
  @Test(arguments: [
    "1985-04-12T23:20:50Z\n1985-04-12\n# dates\n\n23:20:50.123Z\n", "1\n2\n3\n", "10,20\n30,40\n50,60",
  ])
  func `of figures are no posts`(_ text: String) throws {
    #expect(try Reading(in: Array(text.utf8), named: "list.txt").outcomes == ["skipped no-post"])
  }

  @Test(arguments: [
    "100 % on 2026-03-02!", "1/ gm\n\n2/ gn", "BTC 100000\nby 2030\nor never again, I say", "好\n12\n好好",
  ])
  func `with words are`(_ text: String) throws {
    #expect(try Reading(in: Array(text.utf8), named: "post.txt").exceptions == [])
  }

  @Test(arguments: ["tweets.csv", "Posts.xml", "post.txt", "dump"])
  func `that Git did not fetch are told as what they are`(_ name: String) throws {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
    #expect(try Reading(in: Array(pointer.utf8), named: name).outcomes == ["failed archive.unknown-format"])
  }
}
