import Testing

@testable import HearsayFiles

struct `Paths` {
  @Test(arguments: [
    ("a/b", "c", "a/b/c"), ("a/", "c", "a/c"), ("", "c", "c"), (".", "c", "c"), ("a", "/c", "/c"), ("/", "c", "/c"),
    ("a", "../c", "a/../c"),
  ])
  func `are joined`(_ folder: String, _ name: String, _ expected: String) {
    #expect(Path.join(folder, name) == expected)
  }

  @Test(arguments: [
    ("a/b/c.tsv", "a/b", "c.tsv"), ("c.tsv", ".", "c.tsv"), ("/c", "/", "c"), ("a/b/", "a/b", ""), ("ä/ö", "ä", "ö"),
  ])
  func `are taken apart`(_ path: String, _ folder: String, _ name: String) {
    #expect(Path.folder(of: path) == folder && Path.name(of: path) == name)
  }

  @Test(arguments: [
    ("a/./b", "a/b"), ("a/x/../b", "a/b"), ("./a", "a"), ("../a", "../a"), ("../../a", "../../a"), ("a/..", "."),
    ("a/../..", ".."), ("/a/../b", "/b"), ("a//b/", "a/b"), ("", "."), ("/", "/"), ("/..", "/"), ("/../a", "/a"),
  ])
  func `are simplified`(_ path: String, _ expected: String) {
    #expect(Path.simplified(path) == expected)
    #expect(Path.simplified(expected) == expected)
  }
}
