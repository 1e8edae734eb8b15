/// Carries a function over inputs in parallel and hands out its results in the order of the inputs.
///
/// Some inputs in waiting keep the workers busy while results are taken, which may take as long as several of them;
/// memory holds no more than that.
struct OrderedWork<Input: Sendable, Output: Sendable>: Sendable {
  /// Inputs that are in waiting: as many as are written together.
  private static var waitingMost: Int { 8 }

  let workerCount: Int
  let transform: @Sendable (Input) -> Output

  /// Takes inputs from `next` until there is none, and hands each result to `receive`.
  ///
  /// - Throws: what `receive` throws; nothing more is begun then.
  func run<Failure: Error>(
    next: () -> Input?, receive: (Output) throws(Failure) -> Void
  ) async throws(Failure) {
    let transform = transform
    let result: Result<Void, Failure> = await withTaskGroup(of: (Int, Output).self) { group in
      var (nextToBegin, nextToReceive, inFlight) = (0, 0, 0)
      var finished: [Int: Output] = [:]
      var isAtEnd = false
      while true {
        while !isAtEnd && inFlight + finished.count < workerCount + Self.waitingMost {
          guard let input = next() else {
            isAtEnd = true
            break
          }
          let sequence = nextToBegin
          group.addTask { (sequence, transform(input)) }
          nextToBegin += 1
          inFlight += 1
        }
        guard let (sequence, output) = await group.next() else { return .success(()) }
        inFlight -= 1
        finished[sequence] = output
        while let ready = finished.removeValue(forKey: nextToReceive) {
          do throws(Failure) { try receive(ready) } catch {
            group.cancelAll()
            return .failure(error)
          }
          nextToReceive += 1
        }
      }
    }
    try result.get()
  }
}
