/// What Datasette is told about a database: the words of `docs/schema.md`, and queries to begin with.
public enum DatasetteMetadata {
  /// A question with a name.
  public struct Query: Sendable {
    /// Its name in addresses.
    public let name: String
    /// What it answers.
    public let title: String
    /// The SQL.
    public let sql: String
  }

  /// The views, which is what people should look at first, with their columns in words.
  public static var views: [(name: String, summary: String, columns: [(name: String, meaning: String)])] {
    SchemaDescription.views.map { ($0.name, $0.summary, $0.columns) }
  }

  /// The tables, which stand behind the views.
  public static var tables: [(name: String, summary: String, columns: [(name: String, meaning: String)])] {
    SchemaDescription.tables.map { ($0.name, $0.summary, $0.columns) }
  }

  /// Questions to begin with.
  public static let queries = [
    Query(
      name: "chains", title: "How is each chain spoken of?",
      sql: """
        SELECT chain, sum(posts) AS posts, sum(positive) AS positive, sum(negative) AS negative
        FROM sentiment_by_chain_day GROUP BY chain ORDER BY posts DESC
        """),
    Query(
      name: "weeks", title: "How did that change, week by week?",
      sql: """
        SELECT chain, date(day, '-6 days', 'weekday 1') AS week, sum(posts) AS posts
        FROM sentiment_by_chain_day WHERE chain = :chain AND day IS NOT NULL GROUP BY chain, week ORDER BY week
        """),
    Query(
      name: "claims", title: "Which claims do most people make?",
      sql: """
        SELECT chain, frame, people, posts, languages, first_day, last_day
        FROM claim_summary WHERE frame IS NOT NULL ORDER BY people DESC, posts DESC, chain LIMIT 50
        """),
    Query(
      name: "copies", title: "Which texts are posted again and again, and by how many people?",
      sql: """
        SELECT cluster.id, cluster.posts, cluster.people, cluster.coordinated,
          date(cluster.firstDay * 86400, 'unixepoch') AS first_day, date(cluster.lastDay * 86400, 'unixepoch') AS last_day
        FROM cluster WHERE edition = (SELECT max(id) FROM edition) ORDER BY cluster.posts DESC LIMIT 50
        """),
  ]
}
