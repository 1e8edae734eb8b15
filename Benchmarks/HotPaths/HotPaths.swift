import Benchmark
import Hearsay

/// The hot paths, from the bytes of an archive to the rows of a database.
///
/// Every iteration works on 10 000 posts and fails where it does not find what was planted in them.
/// Stages are measured with those that they need before them: the cost of one is a difference.
let benchmarks: @Sendable () -> Void = {
  let bench = Workbench()
  Benchmark.defaultConfiguration = .init(
    metrics: [.cpuTotal, .wallClock, .peakMemoryResident], maxDuration: .seconds(4), maxIterations: 200)

  Benchmark("1 read JSON lines") { benchmark in
    for _ in benchmark.scaledIterations {
      var sources = try ArchiveOpener().sources(for: [bench.archive])
      var count = 0
      while let source = sources.next() {
        var cursor = source.chunks()
        while let chunk = cursor.next() { count += chunk.posts(using: JSONParser()).postCount }
      }
      expect(count, Workbench.postCount, "posts read")
    }
  }

  stages("2 fold and tokenize", ["decode-text", "split-words"], bench, "tokens", expected: \.tokenCount) {
    document, _ in document.words?.count ?? 0
  }
  stages(
    "3 … and identify the language", ["decode-text", "split-words", "detect-language"], bench, "languages", slack: 500
  ) { document, sample in
    document.language?.language == LanguageCode(sample.language) ? 1 : 0
  }
  stages(
    "3 … and find the words of lexicons", ["decode-text", "split-words", "detect-language", "find-terms"], bench,
    "texts",
    slack: 500
  ) { document, _ in document.terms?.valences.isEmpty == false || document.terms?.claims.isEmpty == false ? 1 : 0 }
  stages(
    "3 … and match entities", ["decode-text", "split-words", "detect-language", "find-entities"], bench, "entities"
  ) { document, sample in document.mentions?.contains { $0.entity == EntityID(sample.entity) } == true ? 1 : 0
  }
  stages("4 all stages", Workbench.allStages, bench, "targets") { document, sample in
    document.targets?.contains { $0.entity == EntityID(sample.entity) } == true ? 1 : 0
  }

  Benchmark("5 annotate into JSON lines, one worker") { benchmark in
    let pipeline = bench.pipeline(Workbench.allStages)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      let annotator = Annotator(
        pipeline, fields: Set(AnnotationWriter.Field.allCases), workerCount: 1, inputFormat: nil)
      var count = 0
      let result = try await annotator.annotate([bench.archive]) { lines in count += lines.count { $0 == 0x0A } }
      expect(count, Workbench.postCount, "lines")
      expect(Int(try result.get().counts.stored), Workbench.postCount, "posts annotated")
    }
  }

  run("6 read and store, no stage but the first", ["decode-text"], bench)
  run("7 read, annotate and store, one worker", Workbench.allStages, bench)

  Benchmark("8 compile the pipeline and all lexicons") { benchmark in
    let path = bench.pipelineFile(Workbench.allStages)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      expect(try Pipeline(path: path).stageEntries.count, Workbench.allStages.count, "stages")
    }
  }
}

/// Measures stages on posts in memory; what `count` gives must come to what is expected of all posts, 1 each if
/// nothing else is said, but for `slack`: random words of one language may look like another.
private func stages(
  _ name: String, _ stages: [String], _ bench: Workbench, _ what: String, slack: Int = 0,
  expected: @escaping @Sendable (PostGenerator.Sample) -> Int = { _ in 1 },
  count: @escaping @Sendable (Document, PostGenerator.Sample) -> Int
) {
  Benchmark(name) { benchmark in
    let pipeline = bench.pipeline(stages)
    let total = bench.samples.reduce(0) { $0 + expected($1) }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { expect(bench.sum(pipeline, count), total, what, slack: slack) }
  }
}

/// Measures a whole run into a database in memory.
private func run(_ name: String, _ stages: [String], _ bench: Workbench) {
  Benchmark(name) { benchmark in
    let pipeline = bench.pipeline(stages)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      let store = try Store.inMemory(pipeline.edition)
      let summary = try await Runner(pipeline, into: store, .init(workerCount: 1)).run([bench.archive]) { _ in }
      expect(Int(summary.counts.stored), Workbench.postCount, "posts stored")
    }
  }
}

/// Ends the program where a count is not what it must be: a fast wrong answer is no answer.
private func expect(_ count: Int, _ expected: Int, _ what: String, slack: Int = 0) {
  guard expected - slack <= count, count <= expected else { fatalError("\(what): \(count), and not \(expected)") }
}
