import Testing

@testable import HearsayText

struct ScratchListTests {
  private func elements(_ body: (inout ScratchList<Int>) -> Void) -> [Int] {
    ScratchList.withMemory { list in
      body(&list)
      return Array(list.elements)
    }
  }

  @Test func `keep what is added, however much it is`() {
    let numbers = Array(0..<5 * ScratchList<Int>.shortMost)
    #expect(elements { list in for number in numbers { list.append(number) } } == numbers)
  }

  @Test func `give up only what is unwanted, and only from where they are told`() {
    let left = elements { list in
      for number in 0..<10 { list.append(number) }
      list.removeAll(from: 4) { $0 % 2 == 0 }
      list.append(0)
    }
    #expect(left == [0, 1, 2, 3, 5, 7, 9, 0])
  }

  @Test func `are empty at first, and when all is given up`() {
    #expect(elements { _ in } == [])
    let left = elements { list in
      list.append(1)
      list.removeAll()
    }
    #expect(left == [])
  }
}
