/// One step of a pipeline: looks at a document and produces one layer of it.
///
/// A stage never changes a document. It returns its product, and the runner puts it in
/// the layer that the stage declared. A stage can therefore be tested without a pipeline,
/// and moved, dropped or run in parallel without surprise: it is a function of the
/// document, its options and its compiled lexicons, on any thread, in any order.
public protocol Stage: Sendable {
  /// What the stage finds out.
  associatedtype Product: Sendable

  /// The layers that must be filled before this stage can run.
  static var reads: [LayerName] { get }
  /// The one layer that this stage fills.
  static var writes: Layer<Product> { get }
  /// One line for `hearsay stages`.
  static var summary: String { get }

  /// The product for `document`, or the reason why the document is not for us.
  ///
  /// - Throws: `RecordProblem` when this document cannot be processed. The run goes on.
  func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<Product>
}

/// What a stage says about a document.
public enum Outcome<Product: Sendable>: Sendable {
  /// What it found out.
  case product(Product)
  /// Not an error: this document is not for us. Counted by reason.
  case skip(SkipReason)
}

extension Stage {
  /// Runs the stage on `document` and puts its product into its layer.
  ///
  /// - Returns: the reason to skip the document, or nil to go on.
  /// - Throws: `RecordProblem` when this document cannot be processed.
  @inlinable
  public func apply(to document: inout Document) throws(RecordProblem) -> SkipReason? {
    let outcome = try run(on: document)
    switch consume outcome {
    case .product(let product):
      // Handed over, not copied: a layer has several lists.
      Self.writes.put(consume product, into: &document)
      return nil
    case .skip(let reason):
      return reason
    }
  }
}
