import HearsayCore

/// Takes a YAML mapping apart: every key is asked for by name, and `finish` refuses those that nobody asked for.
///
/// Problems are collected, so that a person sees all of them at once.
package struct YAMLReader {
  /// What was found wrong so far.
  package var problems = Diagnostics()
  /// The place of the mapping.
  package let location: Location
  private var entries: [String: (key: YAMLValue, value: YAMLValue)] = [:]
  private var order: [String] = []
  private var known: [String] = []

  /// A reader of `value`, which must be a mapping.
  package init(_ value: YAMLValue) {
    location = value.location
    guard case .mapping(let pairs) = value.content else {
      problems.add(Diagnostic(.yamlWrongValue, "a mapping of keys to values is needed here", at: value.location))
      return
    }
    for pair in pairs {
      guard case .scalar(let name) = pair.key.content else {
        problems.add(Diagnostic(.yamlWrongValue, "a key must be a single value", at: pair.key.location))
        continue
      }
      entries[name] = pair
      order.append(name)
    }
  }

  /// The value of `key`, or nil where it is absent.
  package mutating func value(_ key: String) -> YAMLValue? {
    known.append(key)
    return entries[key]?.value
  }

  /// The value of `key`; its absence is a problem.
  package mutating func required(_ key: String) -> YAMLValue? {
    let found = value(key)
    if found == nil { problems.add(Diagnostic(.yamlMissingKey, "the key \"\(key)\" is missing", at: location)) }
    return found
  }

  /// The text of `key`, or nil.
  package mutating func text(_ key: String, required: Bool = true) -> String? {
    guard let value = required ? self.required(key) : value(key) else { return nil }
    guard case .scalar(let text) = value.content else {
      problems.add(Diagnostic(.yamlWrongValue, "\"\(key)\" must be a single value", at: value.location))
      return nil
    }
    return text
  }

  /// The integer of `key` in `range`, or nil.
  ///
  /// Underscores between digits are allowed.
  package mutating func integer(_ key: String, in range: ClosedRange<Int>, required: Bool = true) -> Int? {
    guard let text = text(key, required: required), let place = entries[key]?.value.location else { return nil }
    let digits = text.filter { $0 != "_" }
    guard let number = Int(digits), range.contains(number) else {
      problems.add(
        Diagnostic(
          .yamlWrongValue,
          "\"\(key)\" is \"\(text.prefix(60))\"; it must be a whole number from \(range.lowerBound) to \(range.upperBound)",
          at: place))
      return nil
    }
    return number
  }

  /// The word of `key`, which must be one of `words`, or nil.
  package mutating func word(_ key: String, of words: [String], required: Bool = true) -> String? {
    guard let text = text(key, required: required), let place = entries[key]?.value.location else { return nil }
    guard words.contains(text) else {
      problems.add(
        Diagnostic(
          .yamlWrongValue, "\"\(key)\" is \"\(text.prefix(60))\"; it must be one of \(words.joined(separator: ", "))",
          at: place))
      return nil
    }
    return text
  }

  /// The texts of `key`, a list or a single value, or nil.
  package mutating func texts(_ key: String, required: Bool = true) -> [String]? {
    guard let value = required ? self.required(key) : value(key) else { return nil }
    switch value.content {
    case .scalar(let text): return [text]
    case .sequence(let values):
      let texts = values.compactMap { if case .scalar(let text) = $0.content { text } else { nil } }
      if texts.count == values.count { return texts }
    case .mapping: break
    }
    problems.add(Diagnostic(.yamlWrongValue, "\"\(key)\" must be a list of single values", at: value.location))
    return nil
  }

  /// The place of the value of `key`, or of the mapping where it is absent.
  package func location(of key: String) -> Location { entries[key]?.value.location ?? location }

  /// The keys in file order.
  package var keys: [String] { order }

  /// Refuses keys that nobody asked for, and throws what was found wrong.
  package mutating func finish() throws(Diagnostics) {
    for name in order where !known.contains(name) {
      let near = Suggestion.nearest(to: name, in: known)
      problems.add(
        Diagnostic(
          .yamlUnknownKey, "there is no key \"\(name.prefix(60))\" here", at: entries[name]?.key.location,
          help: near.map { "did you mean \"\($0)\"?" } ?? "the keys are: \(known.joined(separator: ", "))"))
    }
    try problems.throwErrors()
  }
}

/// Finds the word that a person probably meant.
package enum Suggestion {
  /// The word of `candidates` nearest to `word` by edit distance, if it is near enough to be meant.
  package static func nearest(to word: String, in candidates: [String]) -> String? {
    let scored = candidates.map { (distance(Array(word), Array($0)), $0) }
    guard let best = scored.min(by: { ($0.0, $0.1) < ($1.0, $1.1) }) else { return nil }
    return best.0 <= max(1, word.count / 3) ? best.1 : nil
  }

  /// The Levenshtein distance.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let next = a == b ? diagonal : 1 + min(diagonal, row[j], row[j + 1])
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[right.count]
  }
}
