import Hearsay

/// One line on a terminal that says how far a run has come; nothing where there is no terminal.
struct ProgressLine {
  private let isShown = Terminal.showsProgress
  private var clock = ContinuousClock()
  private var shownAt: ContinuousClock.Instant?
  /// The source that is read, and since when.
  private var source = ""
  private var startedAt = ContinuousClock().now

  /// Shows `progress`, at most ten times a second.
  mutating func show(_ progress: RunProgress) {
    guard isShown else { return }
    let now = clock.now
    if progress.source != source { (source, startedAt) = (progress.source, now) }
    if let shownAt, now - shownAt < .milliseconds(100) { return }
    shownAt = now
    let time = (now - startedAt).components
    let seconds = Double(time.seconds) + Double(time.attoseconds) / 1e18
    var text = DisplayWidth.end(of: progress.source, 40) + "  \(Figures.grouped(progress.counts.records)) records"
    if let total = progress.byteCountTotal, 0 < total {
      text += "  " + Figures.percent(Double(progress.byteCount) / Double(total))
    }
    // What has just begun has no speed yet.
    if 0.1 <= seconds { text += "  \(Figures.decimal(Double(progress.byteCount) / seconds / 1e6, 1)) MB/s" }
    Terminal.put("\r\u{1B}[K" + DisplayWidth.cut(PrintableText.of(text), to: Terminal.width - 1))
  }

  /// Takes the line away.
  func clear() {
    if isShown && shownAt != nil { Terminal.put("\r\u{1B}[K") }
  }
}
