import HearsayCore

/// Measures a pipeline on labelled posts.
///
///     let gold = try GoldCollection(reading: ["gold/dev.jsonl"])
///     let evaluation = await Evaluator(pipeline, Evaluator.Options(workerCount: 4)).evaluate(gold)
///     evaluation.results.first?.scopes.first?["macro_f1"]?.value
///
/// The figures depend on the posts, the pipeline and the options alone, not on the number of workers.
public struct Evaluator {
  /// Which language a post is read in.
  public enum LanguageChoice: Sendable {
    /// What the text looks like.
    case detected
    /// What the set says.
    case given
    /// This one.
    case fixed(LanguageCode)
  }

  /// What is measured, and how.
  public struct Options: Sendable {
    /// How many cores are used.
    public var workerCount: Int
    /// What is asked; empty for what the fields of each post speak of.
    public var tasks: [EvaluationTask] = []
    /// Only the posts of this fold; nil for all.
    public var fold: Fold?
    /// Which language a post is read in.
    public var language = LanguageChoice.detected
    /// The languages that are to be told apart from each other, and from all others.
    public var supported = LanguageCode.supported
    /// How intervals are estimated.
    public var bootstrap = Bootstrap()
    /// How many of the worst mistakes about each question are listed.
    public var mistakeCount = 0

    /// Options for the given number of workers.
    public init(workerCount: Int) { self.workerCount = workerCount }
  }

  private let pipeline: Pipeline
  private let options: Options

  /// An evaluator of `pipeline`.
  public init(_ pipeline: Pipeline, _ options: Options) {
    self.pipeline = pipeline
    self.options = options
  }

  /// Measures on `gold`.
  public func evaluate(_ gold: GoldCollection) async -> Evaluation {
    var evaluation = Evaluation(gold)
    var observations: [Observation] = []
    let chosen = gold.posts.indices.filter { options.fold?.contains(gold.posts[$0].foldKey) ?? true }
    evaluation.outsideFoldCount = gold.posts.count - chosen.count
    let slices = stride(from: 0, to: chosen.count, by: 256).map { chosen[$0..<min($0 + 256, chosen.count)] }
    let judge = Judge(pipeline: pipeline, options: options, sets: gold.sets)
    let work = OrderedWork<ArraySlice<Int>, Part>(workerCount: options.workerCount) { slice in
      Part(slice, of: gold, judge)
    }
    var remaining = slices[...]
    await work.run(
      next: { remaining.popFirst() },
      receive: { part in
        observations += part.observations
        evaluation.add(part, mistakeCount: options.mistakeCount)
      })
    evaluation.results = Question.allCases.compactMap { question in
      let own = observations.filter { $0.question == question }
      return own.isEmpty ? nil : QuestionResult(question, own, gold, options.bootstrap)
    }
    return evaluation
  }

  /// What came of some of the posts.
  struct Part: Sendable {
    var observations: [Observation] = []
    var mistakes: [Mistake] = []
    /// Posts that no task applies to.
    var untouchedCount = 0
    var leftOut: [String: Int] = [:]
    var problems: [String] = []
    var failedCount = 0

    init(_ indices: ArraySlice<Int>, of gold: GoldCollection, _ judge: Judge) {
      for index in indices {
        let post = gold.posts[index]
        let tasks = judge.options.tasks.isEmpty ? EvaluationTask.inferred(from: post) : judge.options.tasks
        guard !tasks.isEmpty else {
          let what = "\(gold.sets[post.set].name): no task is known for \(Judge.kind(of: post))"
          leftOut[what, default: 0] += 1
          untouchedCount += 1
          continue
        }
        do throws(RecordProblem) {
          let (found, document) = try judge.observations(of: post, index, tasks)
          for observation in found { add(observation, post, document, gold, judge) }
        } catch {
          failedCount += 1
          problems.append("\(gold.sets[post.set].name) \(post.id): error[\(error.code)]: \(error.message)")
        }
      }
      mistakes = Mistake.worst(mistakes, most: judge.options.mistakeCount)
    }

    private mutating func add(
      _ observation: Observation, _ post: GoldPost, _ document: Document?, _ gold: GoldCollection, _ judge: Judge
    ) {
      if case .leftOut(let reason) = observation.content {
        leftOut["\(gold.sets[post.set].name): \(observation.question.rawValue): \(reason)", default: 0] += 1
        return
      }
      observations.append(observation)
      guard 0 < judge.options.mistakeCount, let document, let error = observation.error else { return }
      mistakes.append(Mistake(observation, error, post, gold.sets[post.set].name, document, judge.pipeline))
    }
  }
}

extension Judge {
  /// What a post without a task has.
  static func kind(of post: GoldPost) -> String {
    if YesNo.reading(post.label) != nil { return "the labels yes and no; name it with --task" }
    return post.label.map { "the label \"\($0.prefix(30))\"" } ?? "posts without a label"
  }
}
