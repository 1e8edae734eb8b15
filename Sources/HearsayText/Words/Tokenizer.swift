import HearsayCore

/// Finds the tokens of a text and their folded forms, in one pass.
///
/// Works for all scripts: words of letters, single characters where a script has no
/// blanks, handles, hashtags, cashtags, links, numbers, emoji and emoticons.
///
///     Tokenizer().words(in: "Layer-2s von @Optimism: 👍🏽")
///     // layer  2s  von  @optimism  :  👍
///
/// Hyphens and apostrophes between letters end a word and leave no token of their own,
/// so that `Layer-2` and `Layer 2` are the same two words and `Scroll’un` begins with `Scroll`;
/// only `n’t` and the Cyrillic apostrophe stay inside their word.
/// Hangul behind Latin letters or digits is a word of its own: `Base에서` is `base` and `에서`.
///
/// - Complexity: O(n) in the number of bytes, no allocation per token.
package struct Tokenizer: Sendable {
  private let table = FoldingTable.shared

  /// A tokenizer.
  package init() {}

  /// The tokens of `text`.
  package func words(in text: ByteText) -> Words {
    text.withBytes { bytes in
      let bytes = bytes.assumingMemoryBound(to: UInt8.self)
      let capacity = FoldedForms.byteCountMost(ofText: bytes.count)
      // What is kept is as large as it has to be: the forms take half of the room that they may need.
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { memory in
        withUnsafeTemporaryAllocation(of: Word.self, capacity: GatheredList<Word>.gatheredMost) { words in
          table.withMemory { table in
            var scanner = WordScanner(bytes: bytes, table: table, memory: memory, words: GatheredList(words))
            scanner.scan()
            return scanner.words.withAll { Words($0, folded: scanner.folded.bytes(from: 0)) }
          }
        }
      }
    }
  }

  /// The folded form of each token of `form`, for lexicons.
  package func forms(of form: String) -> [[UInt8]] { forms(of: Array(form.utf8)[...]) }

  /// The folded form of each token of `form`, for lexicons.
  package func forms(of form: ArraySlice<UInt8>) -> [[UInt8]] {
    let words = words(in: ByteText(Array(form)))
    return (0..<words.count).map { Array(words.form($0)) }
  }
}
