import Foundation
import Hearsay
import HearsayTestSupport
import Testing

/// What a command leaves behind when it is killed in the middle of a write, or the disk is full.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct `An interrupted command` {
  /// Runs the program where no file may grow beyond a size: at the write that would, it is killed by the
  /// system, or, where `isFull`, that write and all like it fail.
  private func limited(
    _ arguments: [String], to kilobytes: Int, isFull: Bool, in folder: String
  ) throws -> Program.Outcome {
    let line = "ulimit -c 0; ulimit -f \(kilobytes); exec $HEARSAY " + arguments.joined(separator: " ")
    return try Program.shell(isFull ? "trap '' XFSZ; " + line : line, in: folder)
  }

  private func dump(_ path: String) throws -> [Substring] {
    let store = try Store.open(path: path, .reading)
    defer { try? store.close() }
    return try store.dump().split(separator: "\n")
  }

  private func remove(_ name: String, in folder: String) {
    for ending in ["", "-wal", "-shm", "-lock", "-journal"] {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)\(ending)")
    }
  }

  /// Interrupts a command at every one of `sizes`, in both ways, and lets the next one finish.
  ///
  /// - Returns: how often it was interrupted.
  private func interrupt(
    _ arguments: [String], at sizes: [Int], in folder: String, expecting expected: [Substring], reset: () throws -> Void
  ) throws -> Int {
    var count = 0
    for kilobytes in sizes {
      for isFull in [false, true] {
        try reset()
        let outcome = try limited(arguments, to: kilobytes, isFull: isFull, in: folder)
        if outcome.code != 0 || outcome.wasKilled { count += 1 }
        #expect(!isFull || outcome.code == 0 || outcome.errors.contains("error[database."), "\(outcome)")
        let last = try Program.run(arguments, in: folder)
        #expect(last.code == 0, "after \(kilobytes) KB: \(last.errors)")
        #expect(try dump("\(folder)/c.sqlite") == expected, "after \(kilobytes) KB")
      }
    }
    return count
  }

  @Test func `is completed exactly by the next one: run, merge and forget`() throws {
    try withFolder { folder in
      let lines = Program.archive(900).split(separator: "\n")
      try writeText(lines[..<500].joined(separator: "\n") + "\n", to: "\(folder)/a.jsonl")
      try writeText(lines[400...].joined(separator: "\n") + "\n", to: "\(folder)/b.jsonl")
      for (archives, db) in [(["a.jsonl", "b.jsonl"], "whole"), (["a.jsonl"], "a"), (["b.jsonl"], "b")] {
        let run = ["run", Program.pipeline] + archives + ["--db", "\(db).sqlite"]
        #expect(try Program.run(run, in: folder).code == 0)
      }
      let whole = try dump("\(folder)/whole.sqlite")
      let run = ["run", Program.pipeline, "a.jsonl", "b.jsonl", "--db", "c.sqlite", "--batch", "100"]
      #expect(
        try interrupt(run, at: [16, 400], in: folder, expecting: whole) { remove("c.sqlite", in: folder) } == 4)

      let merge = ["merge", "a.sqlite", "b.sqlite", "--into", "c.sqlite"]
      let merges = try interrupt(merge, at: [8, 40, 100, 150, 200, 250, 300, 400, 500], in: folder, expecting: whole) {
        remove("c.sqlite", in: folder)
      }
      #expect(10 <= merges, "\(merges) merges were interrupted")

      let forget = ["forget", "--author", "user5", "--post", "17", "--platform", "x", "--db", "c.sqlite"]
      func reset() throws {
        remove("c.sqlite", in: folder)
        try FileManager.default.copyItem(atPath: "\(folder)/whole.sqlite", toPath: "\(folder)/c.sqlite")
      }
      try reset()
      #expect(try Program.run(forget, in: folder).code == 0)
      let without = try dump("\(folder)/c.sqlite")
      #expect(without != whole)
      let forgets = try interrupt(
        forget, at: [8, 40, 80, 120, 160, 200, 300, 400], in: folder, expecting: without, reset: reset)
      #expect(8 <= forgets, "\(forgets) times forgetting was interrupted")
    }
  }
}
