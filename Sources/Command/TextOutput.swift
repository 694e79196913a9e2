import Foundation

/// Where a command writes for people or for the next program: standard output, standard error, or a test.
struct TextOutput: Sendable {
    private let write: @Sendable (String) -> Void

    init(_ write: @escaping @Sendable (String) -> Void) {
        self.write = write
    }

    func text(_ text: String) { write(text) }
    func line(_ text: String) { write(text + "\n") }

    /// Unbuffered, so that a program that waits for a line gets it at once.
    static let standardOutput = TextOutput { text in
        try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
    static let standardError = TextOutput { text in
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
