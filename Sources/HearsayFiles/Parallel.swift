import Dispatch
import Synchronization

/// Work at start-up that is done by all cores at once.
package enum Parallel {
  /// What `body` gives for each of `0 ..< count`, in that order; `body` runs on several threads.
  package static func map<Value: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Value) -> [Value] {
    let values = Mutex([Value?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let value = body(index)
      values.withLock { $0[index] = value }
    }
    return values.withLock { $0.compactMap { $0 } }
  }
}
