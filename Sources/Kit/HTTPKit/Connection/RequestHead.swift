/// The request line and the fields, with what they say about the message as a whole.
///
/// Strict on purpose: behind a proxy, two readings of one request are a way in. Nothing here is repaired.
/// - SeeAlso: [RFC 9112](https://www.rfc-editor.org/rfc/rfc9112)
struct RequestHead {
    /// More lines than this are answered 431: each costs more memory than it has bytes.
    static let maxFieldLines = 128

    private(set) var method = ""
    private(set) var target = ""
    private(set) var fields = HTTP.Fields()
    private(set) var isHTTP10 = false
    private(set) var contentLength: Int?
    private(set) var isChunked = false
    private(set) var expectsContinue = false
    /// How long it is.
    let byteCount: Int
    private var hosts = 0
    private var authority: String?
    private var saysClose = false
    private var saysKeepAlive = false

    /// Whether the client wants to go on with the connection.
    /// - SeeAlso: [RFC 9112 §9.3](https://www.rfc-editor.org/rfc/rfc9112#section-9.3)
    var keepsAlive: Bool { !saysClose && (!isHTTP10 || saysKeepAlive) }

    /// Reads a whole head, each line of which ends with CR LF; the last one is empty.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>, maxTargetBytes: Int) throws(Rejection) {
        byteCount = range.count
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n"), from: range.lowerBound), end < range.upperBound else {
            throw Rejection(400, "the request has no first line")
        }
        try readRequestLine(bytes, range.lowerBound..<end - 1, maxTargetBytes)
        fields.reserveCapacity(12)
        var start = end + 1
        while let end = bytes.firstIndex(of: UInt8(ascii: "\n"), from: start), end < range.upperBound, end - 1 > start {
            guard fields.count < Self.maxFieldLines else { throw Rejection(431, "too many header fields") }
            try readField(bytes, start..<end - 1)
            start = end + 1
        }
        try check()
    }

    // MARK: The request line

    private mutating func readRequestLine(
        _ bytes: Span<UInt8>, _ line: Range<Int>, _ maxTargetBytes: Int
    ) throws(Rejection) {
        guard let first = bytes.firstIndex(of: UInt8(ascii: " "), from: line.lowerBound), first < line.upperBound,
            let second = bytes.firstIndex(of: UInt8(ascii: " "), from: first + 1), second < line.upperBound
        else { throw Rejection(400, "the request line is not a method, a target and a version") }
        for index in line.lowerBound..<first where !bytes[index].isTokenByte {
            throw Rejection(400, "the method is not a token")
        }
        guard first > line.lowerBound else { throw Rejection(400, "the request line has no method") }
        try readVersion(bytes, second + 1..<line.upperBound)
        guard second - first - 1 <= maxTargetBytes else { throw Rejection(414, "the request target is too long") }
        for index in first + 1..<second where !bytes[index].isTargetByte {
            throw Rejection(400, "the request target holds a byte that must be percent-encoded")
        }
        method = bytes.text(line.lowerBound..<first)
        try readTarget(bytes, first + 1..<second)
    }

    private mutating func readVersion(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Rejection) {
        let start = range.lowerBound
        guard range.count == 8, bytes[start + 4] == UInt8(ascii: "/"), bytes[start + 6] == UInt8(ascii: "."),
            bytes[start] == UInt8(ascii: "H"), bytes[start + 1] == UInt8(ascii: "T"),
            bytes[start + 2] == UInt8(ascii: "T"), bytes[start + 3] == UInt8(ascii: "P"),
            bytes[start + 5].isDigit, bytes[start + 7].isDigit
        else { throw Rejection(400, "the request line does not end with a version of HTTP") }
        switch (bytes[start + 5], bytes[start + 7]) {
        case (UInt8(ascii: "1"), UInt8(ascii: "1")): break
        case (UInt8(ascii: "1"), UInt8(ascii: "0")): isHTTP10 = true
        default: throw Rejection(505, "this server speaks HTTP/1.1")
        }
    }

    /// - SeeAlso: [RFC 9112 §3.2](https://www.rfc-editor.org/rfc/rfc9112#section-3.2)
    private mutating func readTarget(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Rejection) {
        guard let first = range.first else { throw Rejection(400, "the request line has no target") }
        if bytes[first] == UInt8(ascii: "/") {
            target = bytes.text(range)
            return
        }
        if method == "OPTIONS", bytes.equals("*", in: range) {
            target = "*"
            return
        }
        if method == "CONNECT" { throw Rejection(501, "this server is no proxy") }
        let scheme: Int
        if range.count > 7, bytes.equals("http://", in: first..<first + 7) {
            scheme = 7
        } else if range.count > 8, bytes.equals("https://", in: first..<first + 8) {
            scheme = 8
        } else {
            throw Rejection(400, "the request target does not begin with a slash")
        }
        var end = first + scheme
        while end < range.upperBound, bytes[end] != UInt8(ascii: "/"), bytes[end] != UInt8(ascii: "?") { end += 1 }
        guard bytes.isAuthority(in: first + scheme..<end), end > first + scheme else {
            throw Rejection(400, "the request target has no host")
        }
        authority = bytes.text(first + scheme..<end)
        let rest = bytes.text(end..<range.upperBound)
        target = rest.utf8.first == UInt8(ascii: "/") ? rest : "/" + rest
    }

    // MARK: The fields

    private mutating func readField(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(Rejection) {
        var colon = line.lowerBound
        while colon < line.upperBound, bytes[colon].isTokenByte { colon += 1 }
        guard colon < line.upperBound, bytes[colon] == UInt8(ascii: ":"), colon > line.lowerBound else {
            let first = bytes[line.lowerBound]
            let folded = first == UInt8(ascii: " ") || first == UInt8(ascii: "\t")
            throw Rejection(
                400, folded ? "a header field is folded" : "a header line is not a name, a colon and a value")
        }
        let name = line.lowerBound..<colon
        var start = colon + 1
        var end = line.upperBound
        while start < end, bytes[start].isBlank { start += 1 }
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        let value = start..<end
        if bytes.holdsControl(in: value) { throw Rejection(400, "a header field's value holds a control character") }
        try readMeaning(bytes, name, value)
        fields.append(lawful: bytes.text(name), bytes.text(value))
    }

    /// What the server itself must know of a field.
    private mutating func readMeaning(
        _ bytes: Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>
    ) throws(Rejection) {
        switch name.count {
        case 4 where bytes.equals("host", in: name):
            hosts += 1
            guard bytes.isAuthority(in: value) else { throw Rejection(400, "the Host field is not a host and port") }
        case 6 where bytes.equals("expect", in: name):
            guard bytes.equals("100-continue", in: value) else {
                throw Rejection(417, "the only expectation known is 100-continue")
            }
            expectsContinue = true
        case 10 where bytes.equals("connection", in: name):
            let options = bytes.text(value)
            if options.listContains("close") { saysClose = true }
            if options.listContains("keep-alive") { saysKeepAlive = true }
        case 14 where bytes.equals("content-length", in: name):
            guard contentLength == nil else { throw Rejection(400, "two Content-Length fields") }
            contentLength = try Self.length(bytes, value)
        case 17 where bytes.equals("transfer-encoding", in: name):
            guard !isChunked, bytes.equals("chunked", in: value) else {
                throw Rejection(501, "the only transfer encoding known is chunked")
            }
            isChunked = true
        default: break
        }
    }

    /// Digits alone; more than any body may have counts as `Int.max`.
    private static func length(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Rejection) -> Int {
        var length = 0
        for index in range {
            guard bytes[index].isDigit else { throw Rejection(400, "the Content-Length is not a number") }
            let (product, overflow) = length.multipliedReportingOverflow(by: 10)
            let (sum, more) = product.addingReportingOverflow(Int(bytes[index] - 0x30))
            length = overflow || more ? .max : sum
        }
        guard !range.isEmpty else { throw Rejection(400, "the Content-Length is empty") }
        return length
    }

    private mutating func check() throws(Rejection) {
        guard hosts == 1 || (isHTTP10 && hosts == 0) else {
            throw Rejection(400, hosts == 0 ? "no Host field" : "two Host fields")
        }
        if isChunked, contentLength != nil { throw Rejection(400, "both Content-Length and Transfer-Encoding") }
        if isChunked, isHTTP10 { throw Rejection(400, "HTTP/1.0 has no Transfer-Encoding") }
        if isHTTP10 { expectsContinue = false }
        if let authority { fields["Host"] = authority }
    }
}
