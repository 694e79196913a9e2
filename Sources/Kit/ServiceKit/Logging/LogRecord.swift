public import Foundation

/// One line of the log, before it is text.
public struct LogRecord: Sendable, Hashable {
    /// When it was written.
    public let time: Date
    /// How much it matters.
    public let level: Log.Level
    /// Which part of the program speaks.
    public let label: String
    /// What happened: a constant of the program.
    public let message: String
    /// What varies. Values hold no control characters and at most 512 characters.
    public let metadata: Log.Metadata

    /// The line as text, without a line feed: `2026-11-20T10:00:00.123Z info  label message key=value`.
    /// The metadata is in order of its names; a value that is not one plain word is quoted.
    public var text: String {
        let date = time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let padding = String(repeating: " ", count: max(0, 5 - level.name.count))
        let pairs = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\(quotedIfNeeded($0.value))" }
        return "\(date) \(level.name)\(padding) \(label) \(message)\(pairs.joined())"
    }
}

/// The longest value in characters; what is longer ends in an ellipsis.
let maxValueCharacters = 512

/// The text without control characters, line separators and invisible direction marks, and not too long.
func cleaned(_ value: String) -> String {
    if value.utf8.count <= maxValueCharacters, value.utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7f }) { return value }
    // A bound on scalars too: one character may consist of millions of combining marks.
    let maxScalars = 4 * maxValueCharacters - 1
    let scalars = value.unicodeScalars.prefix(maxScalars)
    let isCut = scalars.endIndex != value.unicodeScalars.endIndex
    let kept = scalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
        default: true
        }
    }
    let text = String(String.UnicodeScalarView(kept))
    return isCut || text.count > maxValueCharacters ? text.prefix(maxValueCharacters - 1) + "…" : text
}

private func quotedIfNeeded(_ value: String) -> String {
    let isPlain = !value.isEmpty && !value.utf8.contains { " \"=\\".utf8.contains($0) }
    if isPlain { return value }
    var quoted = "\""
    for character in value {
        if character == "\"" || character == "\\" { quoted.append("\\") }
        quoted.append(character)
    }
    return quoted + "\""
}
