import LockKit

@testable import TeamsCommand

/// What was written, line by line.
final class Lines: Sendable {
    private let text = Mutex("")

    var output: TextOutput { TextOutput { [self] text in self.text.withLock { $0 += text } } }
    var lines: [Substring] { text.withLock { $0.split(separator: "\n") } }
}
