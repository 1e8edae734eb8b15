import HearsayCore
import Testing

@testable import HearsayStore

struct KeyNumbersTests {
  private static let keys: [SignalKey] = (0..<4_000).map { index in
    // Days before 1970 are negative, and every third key has been there before.
    let number = Int32(index - (index % 3 == 2 ? index / 2 : 0))
    return SignalKey(day: number % 90 - 40, entity: number % 700, language: number % 23, platform: number % 2)
  }

  @Test func `keys are numbered in the order in which they come first`() {
    var numbers = KeyNumbers<SignalKey>()
    var known: [SignalKey: Int] = [:]
    for key in Self.keys {
      #expect(numbers[key] == known[key])
      known[key] = known[key] ?? known.count
      #expect(numbers.number(of: key) == known[key])
    }
    #expect(1_000 < known.count)
    #expect(numbers.keys.count == known.count)
    for (key, number) in known { #expect(numbers[key] == number && numbers.keys[number] == key) }
  }

  @Test func `sums are told in the order of their keys`() {
    var sums = KeyedSums<SignalKey, Int>()
    for (index, key) in Self.keys.enumerated() { sums[sums.place(of: key, none: 0)] += index }
    var expected: [SignalKey: Int] = [:]
    for (index, key) in Self.keys.enumerated() { expected[key, default: 0] += index }
    var order: [SignalKey] = []
    sums.forEachInOrder { key, sum in
      order.append(key)
      #expect(expected[key] == sum)
    }
    #expect(sums.count == expected.count)
    let inOrder = expected.keys.sorted {
      ($0.day, $0.entity, $0.language, $0.platform) < ($1.day, $1.entity, $1.language, $1.platform)
    }
    #expect(order == inOrder)
  }

  @Test func `claims of other kinds and topics are counted apart`() {
    let signal = SignalKey(day: 1, entity: 2, language: 3, platform: 4)
    var sums = KeyedSums<SignalClaimKey, Int>()
    for kind in ClaimKind.allCases {
      for topic in Topic.allCases {
        let place = sums.place(of: SignalClaimKey(signal: signal, kind: kind, topic: topic), none: 0)
        sums[place] += 1
      }
    }
    #expect(sums.count == ClaimKind.allCases.count * Topic.allCases.count)
  }

  @Test func `rows are told cell by cell, in the order of the cells and then their own`() {
    var cells = KeyNumbers<SignalKey>()
    var rows = CellRows<Int>()
    for (index, key) in Self.keys.enumerated() { rows.append(index, cell: cells.number(of: key)) }
    // A cell without rows is passed over.
    _ = cells.number(of: SignalKey(day: 1_000, entity: 1, language: 1, platform: 1))
    var told: [(key: SignalKey, row: Int)] = []
    rows.forEachCell(in: cells.order) { cell, rows in
      #expect(!rows.isEmpty)
      for row in rows { told.append((cells.keys[cell], row)) }
    }
    #expect(told.count == Self.keys.count && rows.count == Self.keys.count)
    #expect(told.allSatisfy { Self.keys[$0.row] == $0.key })
    for (left, right) in zip(told, told.dropFirst()) {
      #expect(left.key != right.key ? left.key < right.key : left.row < right.row)
    }
  }

  @Test func `an entry is new once`() {
    var entries = EntrySet()
    for number: UInt32 in [0, 63, 64, 100_000, .max, .max - 1] {
      let isNew = [entries.insert(EntryID(number: number)), entries.insert(EntryID(number: number))]
      #expect(isNew == [true, false])
    }
    let isNew = entries.insert(EntryID(number: 99_999))
    #expect(isNew)
  }

  @Test func `numbers are written as they are written elsewhere`() throws {
    var rows = BulkRows()
    let numbers: [Int64] = [0, 7, 10, 99, 100, 1_234_567_890, .max, -1, -10, .min]
    rows.add(list: numbers)
    #expect(String(decoding: rows.words, as: UTF8.self) == numbers.map(String.init).joined(separator: " "))
  }
}
