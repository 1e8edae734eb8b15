/// Carries a function over inputs in parallel and hands out its results in the order of the inputs.
///
/// Two inputs in waiting keep the workers busy while results are taken; memory holds no more than that.
struct OrderedWork<Input: Sendable, Output: Sendable>: Sendable {
  let workerCount: Int
  let transform: @Sendable (Input) -> Output

  /// Takes inputs from `next` until there is none, and hands each result to `receive`.
  ///
  /// - Throws: what `receive` throws; nothing more is begun then.
  func run(next: () -> Input?, receive: (Output) throws -> Void) async rethrows {
    let transform = transform
    try await withThrowingTaskGroup(of: (Int, Output).self) { group in
      var (nextToBegin, nextToReceive, inFlight) = (0, 0, 0)
      var finished: [Int: Output] = [:]
      var isAtEnd = false
      while true {
        while !isAtEnd && inFlight + finished.count < workerCount + 2 {
          guard let input = next() else {
            isAtEnd = true
            break
          }
          let sequence = nextToBegin
          group.addTask { (sequence, transform(input)) }
          nextToBegin += 1
          inFlight += 1
        }
        guard let (sequence, output) = try await group.next() else { break }
        inFlight -= 1
        finished[sequence] = output
        while let ready = finished.removeValue(forKey: nextToReceive) {
          try receive(ready)
          nextToReceive += 1
        }
      }
    }
  }
}
