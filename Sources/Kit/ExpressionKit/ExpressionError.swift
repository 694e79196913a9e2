public import ServiceKit

/// Why an expression cannot be read, or has no value, and where.
///
/// ``offset`` counts bytes of UTF-8 from the start of the expression, or of the text that holds it in `${…}`.
public struct ExpressionError: Error, Hashable, Sendable {
    /// What is wrong, for code that decides. A minor release may add codes.
    public struct Code: ErrorCode {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The text is no expression.
        public static let syntax: Code = "syntax"
        /// There is no function of that name.
        public static let unknownFunction: Code = "unknownFunction"
        /// A function has too many or too few arguments, or one that cannot be.
        public static let arguments: Code = "arguments"
        /// A value is of a kind, or in a form, with which nothing can be done here.
        public static let value: Code = "value"
        /// An index, a length or a number lies outside what is possible.
        public static let range: Code = "range"
        /// The work or its result would grow past a limit: ``ExpressionLimits``.
        public static let limit: Code = "limit"
        /// The expression asks for the clock or for randomness, and was given none: ``ExpressionEnvironment``.
        public static let environment: Code = "environment"
    }

    /// What is wrong.
    public let code: Code
    /// What is wrong, for people.
    public let message: String
    /// The expression, or the text that holds it.
    public let source: String
    /// Where, in bytes from the start of ``source``.
    public let offset: Int
    /// The line of that place, from 1.
    public let line: Int
    /// The column of that place, from 1, in characters.
    public let column: Int

    init(_ failure: Failure, in source: String) {
        let bytes = Array(source.utf8)
        code = failure.code
        message = failure.message
        self.source = source
        offset = min(max(failure.offset ?? 0, 0), bytes.count)
        let before = bytes[..<offset]
        line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        column = String(decoding: before[lineStart...], as: UTF8.self).count + 1
    }

    private init(_ other: ExpressionError, message: String) {
        code = other.code
        self.message = message
        source = other.source
        offset = other.offset
        line = other.line
        column = other.column
    }

    /// The same error with more to say.
    package func adding(_ more: String) -> ExpressionError { ExpressionError(self, message: message + more) }

    /// The line of the place, and under it a caret. Of a long line, the part around the place.
    public var excerpt: String {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return "" }
        let around = 60
        let text = Array(lines[line - 1]).map { $0.isNewline || $0 == "\t" ? " " : $0 }
        let start = max(0, column - 1 - around)
        let shown = String(text[start..<min(text.count, column - 1 + around)])
        return shown + "\n" + String(repeating: " ", count: column - 1 - start) + "^"
    }
}

extension ExpressionError: CustomStringConvertible {
    /// For example `line 1, column 3: an operand is missing`, then the line with a caret.
    public var description: String { "line \(line), column \(column): \(message)\n\(excerpt)" }
}

/// An error on its way to the one who knows the text: ``ExpressionError``.
package struct Failure: Error {
    package let code: ExpressionError.Code
    package let message: String
    private(set) var offset: Int?

    init(_ code: ExpressionError.Code, _ message: String, at offset: Int? = nil) {
        self.code = code
        self.message = message
        self.offset = offset
    }

    static func value(_ message: String) -> Failure { Failure(.value, message) }
    static func range(_ message: String) -> Failure { Failure(.range, message) }
    package static func limit(_ message: String) -> Failure { Failure(.limit, message) }

    /// The same error, at a place if it has none yet.
    func at(_ place: Int) -> Failure {
        var copy = self
        if copy.offset == nil { copy.offset = place }
        return copy
    }
}
