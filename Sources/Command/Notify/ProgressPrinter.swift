/// Shows progress: one line that is drawn again and again on a terminal, else a line every few seconds.
struct ProgressPrinter {
    /// How long a file or a pipe gets no line while nothing but numbers change.
    static let pause: Duration = .seconds(5)

    private let terminal: Terminal?
    private let output: TextOutput?
    private var isDrawn = false
    private var last: (state: String, line: String, at: Duration)?

    /// - Parameter output: nil shows nothing.
    init(_ output: TextOutput?, terminal: Terminal?) {
        self.output = output
        self.terminal = terminal
    }

    /// Shows how far it is now.
    mutating func show(_ progress: NotifyProgress, at instant: Duration) {
        guard let output else { return }
        if let terminal {
            let line = progress.line(width: terminal.width(), coloured: terminal.isColoured)
            output.text("\r\(line)\u{1B}[K")  // erases what a longer line left
            isDrawn = true
            return
        }
        let isNews = last.map { $0.state != progress.status.state || instant - $0.at >= Self.pause } ?? true
        let line = progress.line
        guard isNews, line != last?.line else { return }
        output.line(line)
        last = (progress.status.state, line, instant)
    }

    /// Leaves the line, so that what follows stands on one of its own.
    mutating func end() {
        if isDrawn { output?.line("") }
        isDrawn = false
    }
}
