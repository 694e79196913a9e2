/// Finds where a request's head ends, and keeps its bytes while it arrives in pieces.
struct HeadScanner {
    /// The head so far, when it did not come in one piece.
    private(set) var kept: [UInt8] = []
    /// How many bytes of the head have been seen, an empty line before it included.
    private(set) var length = 0
    /// How many bytes of the current line have been seen.
    private var line = 0
    private var last: UInt8 = 0
    private var isFirstLine = true
    private var skippedEmptyLine = false

    /// How many bytes stand before the request line: those of an empty line.
    var leadingBytes: Int { skippedEmptyLine ? 2 : 0 }
    /// Whether any of the request itself has been seen.
    var hasBegun: Bool { length > leadingBytes }

    /// Reads on from `start`, and keeps what it read unless a head lies in `input` as a whole.
    /// - Returns: the place after the head's end, or `nil` when more is needed.
    mutating func scan(
        _ input: Span<UInt8>, from start: Int, _ limits: RequestParser.Limits
    ) throws(Rejection) -> Int? {
        if length == 0, start < input.count { try checkFirst(input[start]) }
        let isFresh = length == 0
        var index = start
        while let end = input.firstIndex(of: UInt8(ascii: "\n"), from: index) {
            // Judged by its length first, as when it comes byte by byte.
            try checkLength(length + end - index, line: line + end - index, limits)
            let before = end > start ? input[end - 1] : last
            guard before == UInt8(ascii: "\r"), line + end - index > 0 else {
                throw Rejection(400, "a line does not end with CR LF")
            }
            let isEmpty = line + end - index == 1
            length += end + 1 - index
            try checkLength(length, line: 0, limits)
            line = 0
            index = end + 1
            if !isEmpty {
                isFirstLine = false
            } else if isFirstLine {
                // One empty line before a request is forgiven: RFC 9112 §2.2.
                guard !skippedEmptyLine else { throw Rejection(400, "empty lines before the request") }
                skippedEmptyLine = true
            } else {
                if !isFresh { kept.append(input, start..<index) }
                return index
            }
        }
        let rest = input.count - index
        line += rest
        length += rest
        try checkLength(length, line: line, limits)
        if input.count > start { last = input[input.count - 1] }
        kept.append(input, start..<input.count)
        return nil
    }

    /// What cannot begin a request is refused before more of it is read.
    private func checkFirst(_ byte: UInt8) throws(Rejection) {
        guard byte.isTokenByte || byte == UInt8(ascii: "\r") else {
            throw Rejection(400, "this is not an HTTP request")
        }
    }

    private func checkLength(_ length: Int, line: Int, _ limits: RequestParser.Limits) throws(Rejection) {
        if isFirstLine, length > limits.maxHeadBytes || line > limits.maxTargetBytes + 64 {
            throw Rejection(414, "the request target is too long")
        }
        guard length <= limits.maxHeadBytes else { throw Rejection(431, "the header fields are too long") }
    }
}
