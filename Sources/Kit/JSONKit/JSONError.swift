public import ServiceKit

/// Why a text is no JSON, and where.
public struct JSONError: Error, Hashable {
    /// What is wrong, for code that decides. A minor release may add codes.
    public struct Code: ErrorCode {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        /// A character stands where none of its kind may.
        public static let malformed: Code = "malformed"
        /// The bytes are no UTF-8.
        public static let notUTF8: Code = "notUTF8"
        /// The text ends too early.
        public static let unfinished: Code = "unfinished"
        /// Arrays and objects are nested deeper than allowed.
        public static let tooDeep: Code = "tooDeep"
        /// The text is longer than 1 GiB.
        public static let tooLarge: Code = "tooLarge"
        /// A name stands twice in one object, and that was not allowed.
        public static let duplicateName: Code = "duplicateName"
        /// A text has more combining marks in a row than any language writes.
        public static let endlessMarks: Code = "endlessMarks"
    }

    /// What is wrong.
    public let code: Code
    /// What is wrong, for people.
    public let message: String
    /// Where, in bytes from the start.
    public let offset: Int
    /// The line of that place, from 1.
    public let line: Int
    /// The column of that place, from 1, in characters.
    public let column: Int

    init(_ code: Code, _ message: String, at offset: Int, in text: [UInt8]) {
        self.code = code
        self.message = message
        self.offset = offset
        let before = text.prefix(offset)
        line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        column = String(decoding: before[lineStart...], as: UTF8.self).count + 1
    }
}

extension JSONError: CustomStringConvertible {
    /// For example `line 3, column 7: a member has no value`.
    public var description: String { "line \(line), column \(column): \(message)" }
}
