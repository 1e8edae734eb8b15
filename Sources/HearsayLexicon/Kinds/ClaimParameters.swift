import HearsayCore

/// The numbers that steer how claims and words of fear are weighed.
///
/// They stand in `about.yaml` of the frames. An object, as stages pass them on for each text: nothing is copied.
package final class ClaimParameters: Sendable {
  /// Their names, all required, with the ranges that make sense.
  package static let ranges: [(name: String, range: ClosedRange<Int>)] = [
    ("frameValence", 0...500), ("hedgedShare", 0...100), ("deniedShare", -100...100), ("askedShare", 0...100),
    ("conditionalShare", 0...100), ("sentenceShare", 0...100), ("postShare", 0...100), ("stanceFrom", 1...500),
    ("fudShare", 1...100), ("counterShare", 0...100), ("openQuestion", 0...100), ("counterValence", 0...500),
    ("leaningShare", 0...100), ("fudSpread", 1...100), ("fudShareLeast", 0...100), ("topicShare", 0...100),
    ("otherKindShare", 0...100), ("fudNegativeShare", 100...200), ("fudPositiveShare", 0...100),
    ("targetNegativeFrom", 0...1000), ("targetPositiveFrom", 0...1000), ("speakerShare", 0...100),
    ("fudTone", 0...100), ("fudToneFrom", 1...1000), ("fudToneClauses", 1...100),
    ("fudOutsideLeast", 0...100), ("comparedShare", -200...200), ("fudValence", 0...500),
    ("exampleShare", 0...100), ("exampleScore", 0...100),
    ("targetOnlyNegativeFrom", 0...1000), ("alarmLeast", 1...100), ("defenceLeast", 1...100),
    ("frameReason", 0...1000), ("signReason", 0...1000), ("speakerPraiseShare", 0...100),
  ]

  /// The parameters by name; nil where one is absent.
  package convenience init?(_ values: [String: Int]) {
    guard Self.ranges.allSatisfy({ values[$0.name] != nil }) else { return nil }
    self.init(complete: values)
  }

  /// For pipelines without frames.
  static let plain = ClaimParameters(
    complete: Dictionary(uniqueKeysWithValues: ranges.map { ($0.name, $0.range.lowerBound) }))

  private init(complete values: [String: Int]) {
    frameValence = values["frameValence"] ?? 0
    hedgedShare = values["hedgedShare"] ?? 0
    deniedShare = values["deniedShare"] ?? 0
    askedShare = values["askedShare"] ?? 0
    conditionalShare = values["conditionalShare"] ?? 0
    sentenceShare = values["sentenceShare"] ?? 0
    postShare = values["postShare"] ?? 0
    stanceFrom = values["stanceFrom"] ?? 1
    fudShare = values["fudShare"] ?? 1
    counterShare = values["counterShare"] ?? 0
    openQuestion = values["openQuestion"] ?? 0
    counterValence = values["counterValence"] ?? 0
    leaningShare = values["leaningShare"] ?? 0
    fudSpread = values["fudSpread"] ?? 1
    fudShareLeast = values["fudShareLeast"] ?? 100
    topicShare = values["topicShare"] ?? 0
    otherKindShare = values["otherKindShare"] ?? 100
    fudNegativeShare = values["fudNegativeShare"] ?? 100
    fudPositiveShare = values["fudPositiveShare"] ?? 100
    targetNegativeFrom = values["targetNegativeFrom"] ?? 0
    targetPositiveFrom = values["targetPositiveFrom"] ?? 0
    speakerShare = values["speakerShare"] ?? 100
    speakerPraiseShare = values["speakerPraiseShare"] ?? 100
    fudTone = values["fudTone"] ?? 0
    fudToneFrom = values["fudToneFrom"] ?? 1000
    fudToneClauses = values["fudToneClauses"] ?? 1
    fudOutsideLeast = values["fudOutsideLeast"] ?? 100
    comparedShare = values["comparedShare"] ?? 0
    fudValence = values["fudValence"] ?? 0
    exampleShare = values["exampleShare"] ?? 100
    exampleScore = values["exampleScore"] ?? 100
    targetOnlyNegativeFrom = values["targetOnlyNegativeFrom"] ?? 0
    alarmLeast = values["alarmLeast"] ?? 100
    defenceLeast = values["defenceLeast"] ?? 100
    frameReason = values["frameReason"] ?? 0
    signReason = values["signReason"] ?? 0
  }

  /// Valence of one point of a frame's polarity, in hundredths of a point on the −5 … 5 scale.
  package let frameValence: Int
  /// Percent of what learned weights say of a text that counts toward an entity.
  package let leaningShare: Int
  /// Weight of a frame where a score is divided among the entries behind it, in hundredths of a point of valence.
  package let frameReason: Int
  /// The same of a word of fear, doubt or hype of weight 100.
  package let signReason: Int
  /// Percent of its weight that a hedged claim has.
  package let hedgedShare: Int
  /// Percent of its weight that a denied claim has; negative, as it points the other way.
  package let deniedShare: Int
  /// Percent of its weight that an asked claim has.
  package let askedShare: Int
  /// Percent of its weight that a conditional claim has.
  package let conditionalShare: Int
  /// Percent that the clauses of the same sentence count toward an entity that another clause names.
  package let sentenceShare: Int
  /// Percent that what is said of others counts toward whom they are compared with; negative, as it points the other way.
  package let comparedShare: Int
  /// Percent that what a clause says counts toward whom it names as an example.
  package let exampleShare: Int
  /// Percent of its score that is left toward whom a text names as an example only.
  package let exampleScore: Int
  /// Percent that the other sentences count toward the only entity of a post.
  package let postShare: Int
  /// A clause takes a stance from this much valence on, in hundredths of a point.
  package let stanceFrom: Int
  /// Percent of its weight that a word of fear, uncertainty or doubt adds.
  package let fudShare: Int
  /// Percent that is left of fear, uncertainty and doubt in a post that rejects it.
  package let counterShare: Int
  /// The uncertainty, 0 … 100, that an open question with something negative in it adds.
  package let openQuestion: Int
  /// Valence, in hundredths of a point, of words of weight 100 that reject FUD.
  package let counterValence: Int
  /// Valence, in hundredths of a point, of words of weight 100 of fear, doubt or hype toward whom their clause concerns.
  package let fudValence: Int
  /// Number of clauses of a text up to which a sign of fear, uncertainty or doubt has all of its strength.
  package let fudSpread: Int
  /// Percent of its strength that a sign keeps in the longest text that names no entity.
  package let fudOutsideLeast: Int
  /// Percent of its strength that a sign keeps in the longest text.
  package let fudShareLeast: Int
  /// Percent that the words of a whole text count for the topic of each of its claims.
  package let topicShare: Int
  /// Percent of its fear, uncertainty and doubt that a frame of what happens has in a claim that tells no event.
  package let otherKindShare: Int
  /// Percent of its strength that a sign of fear, uncertainty or doubt has in a negative text.
  package let fudNegativeShare: Int
  /// Percent of its strength that a sign has in a positive text.
  package let fudPositiveShare: Int
  /// A text is negative toward an entity from this far below zero on, in thousandths of a score.
  package let targetNegativeFrom: Int
  /// The same for the only entity of a text, which is more surely the one that is meant.
  package let targetOnlyNegativeFrom: Int
  /// A text is positive toward an entity from this far above zero on, in thousandths of a score.
  package let targetPositiveFrom: Int
  /// Percent that counts toward people, media and regulators in a text that names others too: they mostly speak or act.
  package let speakerShare: Int
  /// Percent of what is good in it that does toward people.
  package let speakerPraiseShare: Int
  /// Weight from which on a word of FUD is alarm even in a claim that tells a plain fact.
  package let alarmLeast: Int
  /// Weight from which on words that reject FUD, and frames whose denial does, defend whom they speak of.
  package let defenceLeast: Int
  /// The doubt, 0 … 100, that a long and harsh text conveys by its tone.
  package let fudTone: Int
  /// A text is harsh from this far below zero on, in thousandths of a score.
  private let fudToneFrom: Int
  /// Number of clauses from which on a text is long enough to convey doubt by its tone.
  package let fudToneClauses: Int

  /// Whether a text with `score` is harsh.
  package func isHarsh(_ score: Score) -> Bool { score.thousandths <= -fudToneFrom }
}
