import Foundation
import HearsayTestSupport
import Testing

struct `Looking up entities` {
  private func ids(_ arguments: [String]) throws -> (ids: [String], outcome: Program.Outcome) {
    try withFolder { folder in
      let outcome = try Program.run(
        ["entities", "--pipeline", Program.pipeline, "--format", "csv"] + arguments, in: folder)
      return (CSVText.records(outcome.output).dropFirst().compactMap(\.first), outcome)
    }
  }

  @Test(arguments: [
    (["以太坊"], "ethereum", "a name in another script"), (["OP", "Mainnet"], "optimism", "a former name of two words"),
    (["@scroll_zkp"], "scroll", "a handle in other letters"), (["arb"], "arbitrum", "a ticker without its sign"),
    (["8453"], "base", "a chain id"), (["vitalik-buterin"], "vitalik-buterin", "an id"),
  ])
  func `finds them by any name`(_ words: [String], _ id: String, _ why: String) throws {
    #expect(try ids(words).ids == [id], "\(why)")
  }

  @Test func `lists a kind, and says who may be meant where nobody is found`() throws {
    let rollups = try ids(["--kind", "rollup"]).ids
    #expect(40 < rollups.count && rollups == rollups.sorted() && rollups.contains("base"))
    let nobody = try ids(["etherium"])
    #expect(nobody.ids.isEmpty && nobody.outcome.code == 1 && nobody.outcome.errors.contains("\"ethereum\""))
  }
}

struct `Suggesting entities` {
  @Test func `ranks names that no gazetteer has by the people who use them`() throws {
    try withFolder { folder in
      let posts = [
        ("1", "a", "$QUUX on Arbitrum"), ("2", "a", "$QUUX airdrop"), ("3", "a", "$QUUX and Solana"),
        ("4", "b", "$ZORP on Arbitrum"), ("5", "c", "Arbitrum and $ZORP"), ("6", "c", "$MA earnings"),
        ("7", "b", "Arbitrum, and @FooLabs launches soon"), ("8", "b", "Solana news: @SolanaConf launches soon"),
        ("9", "b", "Bitcoin news: @Bit_Pay launches soon"),
      ]
      let lines = posts.map { "{\"id\":\"\($0.0)\",\"author\":\"\($0.1)\",\"text\":\"\($0.2)\"}\n" }
      try writeText(lines.joined(), to: "\(folder)/a.jsonl")
      let run = try Program.run(["run", Program.pipeline, "a.jsonl", "--db", "a.sqlite"], in: folder)
      #expect(run.code == 0, "\(run.errors)")
      let found = try Program.run(
        ["entities", "--suggest", "--db", "a.sqlite", "--pipeline", Program.pipeline, "--format", "csv"], in: folder)
      #expect(
        CSVText.records(found.output).dropFirst() == [
          ["zorp", "cashtag", "token", "", "2", "2"], ["quux", "cashtag", "token", "", "3", "1"],
          ["bit-pay", "handle", "unknown", "bitpay", "1", "1"], ["foo-labs", "handle", "unknown", "", "1", "1"],
          ["solana-conf", "handle", "unknown", "", "1", "1"],
        ])
      let suggest = ["entities", "--suggest", "--db", "a.sqlite", "--pipeline", Program.pipeline]
      let tokens = try Program.run(suggest + ["--kind", "token", "--limit", "1", "--format", "csv"], in: folder)
      #expect(CSVText.records(tokens.output).dropFirst().map(\.first) == ["zorp"])
      #expect(try Program.run(suggest + ["zorp"], in: folder).code == 64)
    }
  }
}

struct `Importing lists of chains` {
  private static let list = """
    [
      {"name": "Ethereum Mainnet", "chainId": 1, "nativeCurrency": {"symbol": "ETH"}, "slip44": 60},
      {"name": "Quiet Meadow Mainnet", "chainId": 990001, "nativeCurrency": {"symbol": "meadow"}},
      {"name": "Bramble", "chainId": 990002, "nativeCurrency": {"symbol": "ETH"},
       "parent": {"type": "L2", "chain": "eip155-1"}},
      {"name": "Quiet Meadow Testnet", "chainId": 990003, "slip44": 1},
      {"name": "Old Barn", "chainId": 990004, "status": "deprecated"},
      {"name": "A \\"quoted\\" name", "chainId": 990005}, {"chainId": 990006}, 7
    ]
    """

  /// Imports the list into a copy of the gazetteer, and calls `body` with the folder and the outcome.
  private func importing(_ more: [String] = [], _ body: (String, Program.Outcome) throws -> Void) throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/words", withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: Checkout.path("Lexicons/entities"), toPath: "\(folder)/words/entities")
      try writeText(Self.list, to: "\(folder)/chains.json")
      let arguments = ["lexicon", "import", "--lexicons", "words", "--source", "S1", "chains.json"] + more
      try body(folder, try Program.run(arguments, in: folder))
    }
  }

  @Test func `adds the chains that are new, on trial, and accounts for all`() throws {
    try importing { folder, outcome in
      #expect(outcome.output == "quiet-meadow\nbramble\n")
      #expect(outcome.errors == "2 added, 1 known, 2 left out, 3 failed\n" && outcome.code == 1)
      let entities = try readText("\(folder)/words/entities/entities.tsv")
      #expect(entities.contains("\nquiet-meadow\tchain\tQuiet Meadow\t990001\tMEADOW\t\t\t\tS1\ttrial\n"))
      #expect(entities.contains("\nbramble\trollup\tBramble\t990002\tETH\t\t\t\tS1\ttrial\n"))
      let aliases = try readText("\(folder)/words/entities/aliases.tsv")
      #expect(aliases.contains("\nQuiet Meadow\tquiet-meadow\talways\t\t\t\tS1\ttrial\n"))
      #expect(aliases.contains("\n$MEADOW\tquiet-meadow\tcase+context\t\t\t\tS1\ttrial\n"))
      #expect(aliases.contains("\nBramble\tbramble\tcase+context\t\t\t\tS1\ttrial\n"))
      let again = try Program.run(
        ["lexicon", "import", "--lexicons", "words", "--source", "S1", "chains.json"], in: folder)
      #expect(again.output.isEmpty && again.errors.hasPrefix("0 added, 3 known"))
      let after = try readText("\(folder)/words/entities/aliases.tsv")
      #expect(after == aliases)
      let found = try Program.run(["entities", "--lexicons", "words", "990002", "--format", "csv"], in: folder)
      #expect(found.code == 0 && found.output.contains("bramble,rollup,Bramble,990002"))
    }
  }

  @Test func `can only say what it would add`() throws {
    let before = try readText(Checkout.path("Lexicons/entities/entities.tsv"))
    try importing(["--check"]) { folder, outcome in
      #expect(outcome.output == "quiet-meadow\nbramble\n")
      let after = try readText("\(folder)/words/entities/entities.tsv")
      #expect(after == before)
    }
  }

  @Test func `refuses a source that is not declared, and what is no JSON`() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/words", withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: Checkout.path("Lexicons/entities"), toPath: "\(folder)/words/entities")
      try writeText("{\"name\": ", to: "\(folder)/broken.json")
      let arguments = ["lexicon", "import", "--lexicons", "words", "broken.json", "--source"]
      let undeclared = try Program.run(arguments + ["S99"], in: folder)
      #expect(undeclared.code == 2 && undeclared.errors.contains("error[lexicon.unknown-source]"))
      let broken = try Program.run(arguments + ["S1"], in: folder)
      #expect(broken.code == 2 && broken.errors.contains("broken.json:1"))
    }
  }
}
