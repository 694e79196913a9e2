/// Takes a chunked body apart, byte by byte where it is framing and in one piece where it is data.
/// - SeeAlso: [RFC 9112 §7.1](https://www.rfc-editor.org/rfc/rfc9112#section-7.1)
struct ChunkedBody {
    private enum State {
        case size(digits: Int)
        case padding
        case `extension`
        case sizeEnd
        case data
        case dataReturn
        case dataEnd
        case trailerStart
        case trailerName
        case trailerValue
        case trailerEnd
        case lastEnd
    }
    /// How long a chunk's first line may be; its extensions carry nothing that we read.
    static let maxLineBytes = 256

    private(set) var body: [UInt8] = []
    private var takenBytes = 0
    private var state = State.size(digits: 0)
    private var size = 0
    private var lineBytes = 0
    private var trailerBytes = 0
    private var maxBodyBytes: Int
    private let maxTrailerBytes: Int

    init(maxBodyBytes: Int, maxTrailerBytes: Int) {
        self.maxBodyBytes = maxBodyBytes
        self.maxTrailerBytes = maxTrailerBytes
    }

    /// Lowers the limit of the body, of which nothing is here yet.
    mutating func limit(toBytes most: Int) { maxBodyBytes = min(maxBodyBytes, most) }

    /// What is here of the data, which is gone from here and still counts.
    mutating func take() -> [UInt8] {
        takenBytes += body.count
        defer { body = [] }
        return body
    }

    /// Reads on from `start`.
    /// - Returns: where it stopped, and whether the body is whole.
    mutating func consume(_ input: Span<UInt8>, from start: Int) throws(Rejection) -> (next: Int, isWhole: Bool) {
        var index = start
        while index < input.count {
            if case .data = state {
                let count = min(size, input.count - index)
                body.append(input, index..<index + count)
                index += count
                size -= count
                if size == 0 { state = .dataReturn }
                continue
            }
            let byte = input[index]
            index += 1
            if try step(byte) { return (index, true) }
        }
        return (index, false)
    }

    /// Moves on by one byte of framing; true when it was the last one.
    private mutating func step(_ byte: UInt8) throws(Rejection) -> Bool {
        switch state {
        case .size(let digits): try readSize(byte, digits)
        case .padding:
            if byte == UInt8(ascii: ";") { state = .extension } else if !byte.isBlank { throw Self.badLine }
            try countLine()
        case .extension:
            if byte == UInt8(ascii: "\r") { state = .sizeEnd } else if byte.isControl { throw Self.badLine }
            try countLine()
        case .sizeEnd:
            guard byte == UInt8(ascii: "\n") else { throw Self.badLine }
            state = size == 0 ? .trailerStart : .data
            lineBytes = 0
        case .data: preconditionFailure("data is not framing")
        case .dataReturn:
            guard byte == UInt8(ascii: "\r") else { throw Rejection(400, "a chunk is longer than it says") }
            state = .dataEnd
        case .dataEnd:
            guard byte == UInt8(ascii: "\n") else { throw Rejection(400, "a chunk does not end with CR LF") }
            state = .size(digits: 0)
        case .trailerStart, .trailerName, .trailerValue, .trailerEnd, .lastEnd: return try stepTrailer(byte)
        }
        return false
    }

    private mutating func readSize(_ byte: UInt8, _ digits: Int) throws(Rejection) {
        if let digit = byte.hexDigit {
            guard digits < 16 else { throw Self.badLine }
            // Sixteen digits fit 64 bits; what would not fit an Int is over every limit already.
            size = size << 4 | Int(digit)
            guard size >= 0, size <= maxBodyBytes - takenBytes - body.count else {
                throw RequestParser.tooLong(maxBodyBytes)
            }
            state = .size(digits: digits + 1)
            return
        }
        guard digits > 0 else { throw Self.badLine }
        switch byte {
        case UInt8(ascii: "\r"): state = .sizeEnd
        case UInt8(ascii: ";"): state = .extension
        case UInt8(ascii: " "), UInt8(ascii: "\t"): state = .padding
        default: throw Self.badLine
        }
    }

    /// The trailer's fields are checked and dropped: nobody here may act on what comes after a body.
    private mutating func stepTrailer(_ byte: UInt8) throws(Rejection) -> Bool {
        trailerBytes += 1
        guard trailerBytes <= maxTrailerBytes else { throw Rejection(431, "the trailer is too long") }
        switch state {
        case .trailerStart where byte == UInt8(ascii: "\r"): state = .lastEnd
        case .trailerStart where byte.isTokenByte: state = .trailerName
        case .trailerName where byte == UInt8(ascii: ":"): state = .trailerValue
        case .trailerName where byte.isTokenByte: break
        case .trailerValue where byte == UInt8(ascii: "\r"): state = .trailerEnd
        case .trailerValue where !byte.isControl: break
        case .trailerEnd where byte == UInt8(ascii: "\n"): state = .trailerStart
        case .lastEnd where byte == UInt8(ascii: "\n"): return true
        default: throw Rejection(400, "the trailer after the last chunk is malformed")
        }
        return false
    }

    private mutating func countLine() throws(Rejection) {
        lineBytes += 1
        guard lineBytes <= Self.maxLineBytes else { throw Self.badLine }
    }

    private static let badLine = Rejection(400, "a chunk's size is not a hexadecimal number on a line of its own")
}
