/// Writes a response as HTTP/1.1.
struct ResponseWriter {
    enum Ending {
        /// The connection stays open; `saysSo` where the client's version needs to be told.
        case keepAlive(saysSo: Bool)
        case close
        case upgrade
    }
    /// A longer body is not copied behind its head but queued as it is.
    private static let maxCopiedBytes = 16 << 10
    static let `continue` = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    /// - Parameters:
    ///   - withoutBody: the request was `HEAD`, so that only the body's length is told.
    ///   - date: a whole `Date` line, from ``HTTPDate``.
    static func write(
        _ response: HTTP.Response, ending: Ending, withoutBody: Bool, date: [UInt8], into output: inout OutputQueue
    ) {
        let isUpgrade = if case .upgrade = ending { true } else { false }
        guard (200...599).contains(response.status) || isUpgrade else {
            return write(
                HTTP.Response(status: 500), ending: ending, withoutBody: withoutBody, date: date, into: &output)
        }
        let hasLength = !isUpgrade && response.status != 204 && response.status != 304
        let sendsBody = hasLength && !withoutBody
        let copiesBody = sendsBody && response.body.count <= maxCopiedBytes
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256 + 48 * response.fields.count + (copiesBody ? response.body.count : 0))
        bytes.append(contentsOf: "HTTP/1.1 ".utf8)
        bytes.appendDecimal(response.status)
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: reason(response.status).utf8)
        bytes.append(contentsOf: "\r\n".utf8)
        bytes.append(contentsOf: date)
        for line in response.fields.lines where isWritten(line.name) {
            bytes.append(contentsOf: line.name.utf8)
            bytes.append(contentsOf: ": ".utf8)
            bytes.appendCleaned(line.value)
            bytes.append(contentsOf: "\r\n".utf8)
        }
        if hasLength {
            bytes.append(contentsOf: "Content-Length: ".utf8)
            bytes.appendDecimal(response.body.count)
            bytes.append(contentsOf: "\r\n".utf8)
        }
        switch ending {
        case .keepAlive(saysSo: false): bytes.append(contentsOf: "\r\n".utf8)
        case .keepAlive(saysSo: true): bytes.append(contentsOf: "Connection: keep-alive\r\n\r\n".utf8)
        case .close: bytes.append(contentsOf: "Connection: close\r\n\r\n".utf8)
        case .upgrade: bytes.append(contentsOf: "Connection: Upgrade\r\n\r\n".utf8)
        }
        if copiesBody { bytes.append(contentsOf: response.body) }
        output.append(bytes)
        if sendsBody, !copiesBody { output.append(response.body) }
    }

    /// Whether a handler's field goes out: its name is a token, and it is none of those that belong to the connection.
    private static func isWritten(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenByte) else { return false }
        return switch name.utf8.count {
        case 4: !name.equalsIgnoringCase("date")
        case 10: !name.equalsIgnoringCase("connection") && !name.equalsIgnoringCase("keep-alive")
        case 14: !name.equalsIgnoringCase("content-length")
        case 17: !name.equalsIgnoringCase("transfer-encoding")
        default: true
        }
    }

    /// - SeeAlso: [RFC 9110 §15](https://www.rfc-editor.org/rfc/rfc9110#section-15)
    private static func reason(_ status: Int) -> String {
        switch status {
        case 101: "Switching Protocols"
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 410: "Gone"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 417: "Expectation Failed"
        case 422: "Unprocessable Content"
        case 426: "Upgrade Required"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 505: "HTTP Version Not Supported"
        default: "Status"
        }
    }
}

extension [UInt8] {
    /// Adds a number that is not negative, in decimal.
    mutating func appendDecimal(_ number: Int) {
        if number >= 10 { appendDecimal(number / 10) }
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    /// Adds text of which each control character has become a space: nobody can smuggle a line in.
    mutating func appendCleaned(_ text: String) {
        let start = count
        append(contentsOf: text.utf8)
        for index in start..<count where self[index].isControl { self[index] = UInt8(ascii: " ") }
    }
}
