import HearsayCore
import HearsayFiles
import HearsayLexicon
import HearsayMarkup

/// Turns a post's raw text into plain text: entities, remains of HTML and invalid bytes.
package struct DecodeText: ConfiguredStage {
  package static let reads: [LayerName] = []
  package static let writes = Layer<DecodedText>.decoded
  package static let summary = "turns entities, remains of HTML and invalid bytes into plain text"

  /// Longer texts are refused.
  private let byteCountMost: Int

  package init(_ options: inout YAMLReader, in workspace: Workspace) throws(Diagnostics) {
    byteCountMost = options.integer("textBytes", in: 1...16_000_000, required: false) ?? 1_000_000
  }

  package func run(on document: borrowing Document) throws(RecordProblem) -> Outcome<DecodedText> {
    let raw = document.post.rawText
    guard raw.count <= byteCountMost else {
      throw RecordProblem(.documentTooLong, "the text has \(raw.count) bytes; the limit is \(byteCountMost)")
    }
    let decoded = MarkupDecoder.decode(raw, as: document.post.markup, isUTF8: document.post.isUTF8)
    guard decoded.replacedByteCount * 4 <= raw.count else {
      throw RecordProblem(.documentEncoding, "\(decoded.replacedByteCount) of \(raw.count) bytes are not UTF-8")
    }
    let isBlank = decoded.text.withBytes { $0.allSatisfy { $0 <= 0x20 } }
    return isBlank ? .skip(.emptyText) : .product(decoded)
  }
}
