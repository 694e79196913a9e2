/// Writes a response as HTTP/1.1.
struct ResponseWriter {
    enum Ending {
        /// The connection stays open; `saysSo` where the client's version needs to be told.
        case keepAlive(saysSo: Bool)
        case close
        case upgrade
    }
    /// What the head says of the body.
    enum Framing {
        case length(Int)
        case chunked
        /// Nothing: there is none, or the connection's end is its end.
        case untold

        /// - Parameter isSent: whether a body follows.
        init(_ framing: StreamedAnswer.Framing, isSent: Bool) {
            switch framing {
            case .length(let length): self = .length(length)
            case .chunked where isSent: self = .chunked
            case .chunked, .untilClose: self = .untold
            }
        }
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
        guard response.hasStatus || isUpgrade else {
            return write(
                HTTP.Response(status: 500), ending: ending, withoutBody: withoutBody, date: date, into: &output)
        }
        let hasLength = !isUpgrade && response.mayHaveBody
        let sendsBody = hasLength && !withoutBody
        let copiesBody = sendsBody && response.body.count <= maxCopiedBytes
        writeHead(
            response, framing: hasLength ? .length(response.body.count) : .untold, ending: ending, date: date,
            copiesBody: copiesBody, into: &output)
        if sendsBody, !copiesBody { output.append(response.body) }
    }

    static func writeHead(
        _ head: HTTP.Response, framing: Framing, ending: Ending, date: [UInt8], copiesBody: Bool = false,
        into output: inout OutputQueue
    ) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256 + 48 * head.fields.count + (copiesBody ? head.body.count : 0))
        bytes.append(contentsOf: "HTTP/1.1 ".utf8)
        bytes.appendDecimal(head.status)
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: reason(head.status).utf8)
        bytes.append(contentsOf: "\r\n".utf8)
        bytes.append(contentsOf: date)
        for line in head.fields.lines where !line.isOfConnection {
            bytes.append(contentsOf: line.name.utf8)
            bytes.append(contentsOf: ": ".utf8)
            bytes.append(contentsOf: line.value.utf8)
            bytes.append(contentsOf: "\r\n".utf8)
        }
        switch framing {
        case .length(let length):
            bytes.append(contentsOf: "Content-Length: ".utf8)
            bytes.appendDecimal(length)
            bytes.append(contentsOf: "\r\n".utf8)
        case .chunked: bytes.append(contentsOf: "Transfer-Encoding: chunked\r\n".utf8)
        case .untold: break
        }
        switch ending {
        case .keepAlive(saysSo: false): bytes.append(contentsOf: "\r\n".utf8)
        case .keepAlive(saysSo: true): bytes.append(contentsOf: "Connection: keep-alive\r\n\r\n".utf8)
        case .close: bytes.append(contentsOf: "Connection: close\r\n\r\n".utf8)
        case .upgrade: bytes.append(contentsOf: "Connection: Upgrade\r\n\r\n".utf8)
        }
        if copiesBody { bytes.append(contentsOf: head.body) }
        output.append(bytes)
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
}
