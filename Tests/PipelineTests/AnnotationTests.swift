import Hearsay
import HearsayTestSupport
import Testing

struct `An annotation` {
  /// The annotation of `text` as a line of JSON.
  private func line(_ text: String) throws -> String {
    let pipeline = try RepositoryPipeline.get()
    var writer = AnnotationWriter(pipeline, fields: Set(AnnotationWriter.Field.allCases).subtracting([.id]))
    return String(decoding: writer.line(try pipeline.annotate(text: text)), as: UTF8.self)
  }

  @Test(arguments: [
    (
      "Ein Analyst sagt, dass Arbitrum tot ist.",
      #"""
      {"text":"Ein Analyst sagt, dass Arbitrum tot ist.","language":"de","sentiment":{"label":"negative",\#
      "score":-0.606},"mentions":[{"start":23,"end":31,"text":"Arbitrum","entity":"arbitrum",\#
      "kind":"rollup"}],"targets":[{"entity":"arbitrum","label":"negative","score":-0.697}],\#
      "fud":{"fear":0.324,"uncertainty":0,"doubt":0.814,"counter":false,"hype":false,"targets":["arbitrum"]},\#
      "claims":[{"start":23,"end":39,"text":"Arbitrum tot ist","kind":"evaluation","modality":"asserted",\#
      "source":"Analyst","about":["arbitrum"],"stance":"negative","topic":"trust","frame":"project-dead",\#
      "checkable":false}],"evidence":[{"start":23,"end":31,"lexicon":"entities","entry":"Arbitrum",\#
      "effect":"mention arbitrum"},{"start":23,"end":39,"lexicon":"frames","entry":"project-dead",\#
      "effect":"fear 30"},{"start":23,"end":39,"lexicon":"frames","entry":"project-dead","effect":"doubt 80"},\#
      {"start":32,"end":35,"lexicon":"de/sentiment","entry":"tot","effect":"valence -2.0"},{"start":32,\#
      "end":35,"lexicon":"de/claims","entry":"tot","effect":"concept"},{"start":32,"end":35,\#
      "lexicon":"de/claims","entry":"tot","effect":"evaluation"},{"start":32,"end":35,"lexicon":"de/fud",\#
      "entry":"tot","effect":"doubt 60"},{"start":36,"end":39,"lexicon":"de/claims","entry":"ist",\#
      "effect":"state"}]}
      """#
    ),
    (
      "Stop the FUD about Metis 🚀",
      #"""
      {"text":"Stop the FUD about Metis 🚀","language":"en","sentiment":{"label":"positive","score":0.748},\#
      "mentions":[{"start":19,"end":24,"text":"Metis","entity":"metis","kind":"rollup"}],\#
      "targets":[{"entity":"metis","label":"positive","score":0.761}],"fud":{"fear":0,"uncertainty":0,\#
      "doubt":0,"counter":true,"hype":false,"targets":[]},"claims":[{"start":0,"end":24,\#
      "text":"Stop the FUD about Metis","kind":"proposal","modality":"asserted","source":"author",\#
      "about":["metis"],"stance":"positive","topic":"trust","checkable":false}],"evidence":[{"start":0,\#
      "end":4,"lexicon":"en/claims","entry":"stop","effect":"proposal"},{"start":0,"end":12,\#
      "lexicon":"en/fud","entry":"stop the fud","effect":"valence +2.5"},{"start":0,"end":12,\#
      "lexicon":"en/fud","entry":"stop the fud","effect":"counter 100"},{"start":9,"end":12,\#
      "lexicon":"en/claims","entry":"FUD","effect":"concept"},{"start":19,"end":24,"lexicon":"entities",\#
      "entry":"Metis","effect":"mention metis"},{"start":25,"end":29,"lexicon":"emoji","entry":"🚀",\#
      "effect":"valence +4.0"}]}
      """#
    ),
  ])
  func `is one line of JSON with everything that was found`(_ text: String, _ expected: String) throws {
    #expect(try line(text) == expected + "\n")
  }
}
