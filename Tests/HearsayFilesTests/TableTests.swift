import HearsayCore
import Testing

@testable import HearsayFiles

struct `Tables` {
  private func table(_ text: String, _ columns: [String] = ["form", "score", "source"]) throws(Diagnostics) -> Table {
    try Table(Array(text.utf8), file: "entries.tsv", columns: columns)
  }

  private func problems(_ text: String) -> [Diagnostic] {
    do throws(Diagnostics) {
      _ = try table(text)
      return []
    } catch { return error.all }
  }

  @Test func `give their cells and the places of these`() throws {
    let table = try table("form\tscore\tsource\ngut\t3\tS1\nÄrger über\t-4\tS2\n")
    #expect(table.rowCount == 2 && table.columns == ["form", "score", "source"])
    #expect(table.string(0, 0) == "gut" && table.string(1, 0) == "Ärger über" && table.string(1, 2) == "S2")
    #expect(table.integer(0, 1) == 3 && table.integer(1, 1) == -4 && table.integer(1, 0) == nil)
    #expect(Array(table.bytes(0, 2)) == Array("S1".utf8))
    #expect(table.equals(0, 0, "gut") && !table.equals(0, 0, "gu") && !table.equals(0, 0, "gute"))
    #expect(table.location(0).description == "entries.tsv:2:1")
    // Columns count bytes: each of the two umlauts takes two.
    #expect(table.location(1, 1).description == "entries.tsv:3:14")
    #expect(table.location(1, 2).description == "entries.tsv:3:17")
  }

  @Test(arguments: [("form\tscore\tsource\n", 0), ("form\tscore\tsource", 0), ("form\tscore\tsource\na\t1\tS1", 1)])
  func `may end with or without a line feed`(_ text: String, _ rowCount: Int) throws {
    #expect(try table(text).rowCount == rowCount)
  }

  @Test func `keep empty cells`() throws {
    let table = try table("form\tscore\tsource\n\t\tS1\na\t\t\n")
    #expect(table.string(0, 0) == "" && table.string(0, 1) == "" && table.string(1, 2) == "")
    #expect(table.bytes(1, 2).isEmpty && table.equals(0, 1, ""))
  }

  @Test(arguments: [
    ("", "the file is empty"), ("form\tsource\tscore\na\tb\tc\n", "the columns are form, source, score"),
    ("form\tscore\n", "the columns are form, score"), ("\n", "the columns are "),
    ("form\tscore\tsource\r\n", "the columns are form, score, source\r"),
  ])
  func `must have the columns of their kind`(_ text: String, _ message: String) {
    let found = problems(text)
    #expect(found.map(\.code) == [.tableColumns] && found.map(\.message) == [message])
    #expect(found.first?.location?.line == 1)
  }

  @Test func `report every row with too few or too many cells`() {
    let found = problems("form\tscore\tsource\na\t1\nb\t1\tS1\n\nc\t1\tS1\t\n")
    #expect(found.map(\.code) == [.tableCells, .tableCells, .tableCells])
    #expect(found.map { $0.location?.line } == [2, 4, 5])
    #expect(found.map(\.message) == (["2", "1", "4"].map { "this row has \($0) cells; it needs 3" }))
    #expect(found.first?.help == "the columns are: form, score, source")
  }
}
