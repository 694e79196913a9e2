import TestSupport
import Testing

@testable import HTTPKit

/// What a table expects of some bytes: a request in short, or the status they are refused with.
private enum Outcome: Hashable, CustomStringConvertible {
    case request(String)
    case refused(Int)
    case incomplete

    var description: String {
        switch self {
        case .request(let text): text
        case .refused(let status): "refused \(status)"
        case .incomplete: "incomplete"
        }
    }
}

private let limits = RequestParser.Limits(maxHeadBytes: 1024, maxTargetBytes: 256, maxBodyBytes: 100)

private func outcome(of pieces: [[UInt8]]) -> Outcome {
    var parser = RequestParser(limits: limits)
    for piece in pieces {
        var next = 0
        while next < piece.count {
            let event: RequestParser.Event?
            (next, event) = parser.consume(piece.span, from: next)
            switch event {
            case .request(let parsed):
                let request = parsed.request
                let body = String(decoding: request.body, as: UTF8.self)
                return .request("\(request.method) \(request.target) \(body)")
            case .failed(let rejection): return .refused(rejection.status)
            case .bodyFollows, nil: break
            }
        }
    }
    return .incomplete
}

private let host = "Host: a\r\n"
private let chunkedPost = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

private let cases: [(name: String, bytes: String, outcome: Outcome)] = [
    ("plain GET", "GET /a?b=c HTTP/1.1\r\n\(host)\r\n", .request("GET /a?b=c ")),
    ("POST", "POST / HTTP/1.1\r\n\(host)Content-Length: 3\r\n\r\nabc", .request("POST / abc")),
    ("empty body", "POST / HTTP/1.1\r\n\(host)Content-Length: 0\r\n\r\n", .request("POST / ")),
    ("HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n", .request("GET / ")),
    ("absolute target", "GET http://b:1/x HTTP/1.1\r\n\(host)\r\n", .request("GET /x ")),
    ("absolute target without path", "GET http://b?q HTTP/1.1\r\n\(host)\r\n", .request("GET /?q ")),
    ("asterisk", "OPTIONS * HTTP/1.1\r\n\(host)\r\n", .request("OPTIONS * ")),
    ("one empty line before", "\r\nGET / HTTP/1.1\r\n\(host)\r\n", .request("GET / ")),
    ("chunked", chunkedPost + "3\r\nabc\r\nA;x=\"y\"\r\n0123456789\r\n0\r\n\r\n", .request("POST / abc0123456789")),
    ("trailer", chunkedPost + "1\r\na\r\n0\r\nX: y\r\n\r\n", .request("POST / a")),
    ("tab in a value", "GET / HTTP/1.1\r\n\(host)X: a\tb\r\n\r\n", .request("GET / ")),
    ("bytes over 127 in a value", "GET / HTTP/1.1\r\n\(host)X: é\r\n\r\n", .request("GET / ")),

    (
        "two Content-Length", "POST / HTTP/1.1\r\n\(host)Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        .refused(400)
    ),
    (
        "equal Content-Length twice", "POST / HTTP/1.1\r\n\(host)Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
        .refused(400)
    ),
    ("list of lengths", "POST / HTTP/1.1\r\n\(host)Content-Length: 3, 3\r\n\r\nabc", .refused(400)),
    (
        "length and chunked", "POST / HTTP/1.1\r\n\(host)Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        .refused(400)
    ),
    (
        "chunked and length", "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
        .refused(400)
    ),
    ("gzip, chunked", "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: gzip, chunked\r\n\r\n", .refused(501)),
    (
        "chunked twice", "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
        .refused(501)
    ),
    ("identity", "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: identity\r\n\r\n", .refused(501)),
    ("chunked in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", .refused(400)),
    ("length +5", "POST / HTTP/1.1\r\n\(host)Content-Length: +5\r\n\r\nabcde", .refused(400)),
    ("length -1", "POST / HTTP/1.1\r\n\(host)Content-Length: -1\r\n\r\n", .refused(400)),
    ("empty length", "POST / HTTP/1.1\r\n\(host)Content-Length:\r\n\r\n", .refused(400)),
    ("length 0x3", "POST / HTTP/1.1\r\n\(host)Content-Length: 0x3\r\n\r\nabc", .refused(400)),
    ("length over the limit", "POST / HTTP/1.1\r\n\(host)Content-Length: 101\r\n\r\n", .refused(413)),
    (
        "length over every integer", "POST / HTTP/1.1\r\n\(host)Content-Length: 99999999999999999999999\r\n\r\n",
        .refused(413)
    ),
    ("chunk size 0x3", chunkedPost + "0x3\r\nabc\r\n0\r\n\r\n", .refused(400)),
    ("chunk size empty", chunkedPost + "\r\nabc\r\n", .refused(400)),
    ("chunk size -1", chunkedPost + "-1\r\n", .refused(400)),
    ("chunk size huge", chunkedPost + "FFFFFFFFFFFFFFFF\r\n", .refused(413)),
    ("chunk size of 17 digits", chunkedPost + "00000000000000003\r\n", .refused(400)),
    ("chunk without CR LF", chunkedPost + "3\r\nabcd\r\n", .refused(400)),
    ("chunk line with bare LF", chunkedPost + "3\nabc\r\n", .refused(400)),
    ("chunk ending in bare LF", chunkedPost + "3\r\nabc\n", .refused(400)),
    ("chunks over the limit", chunkedPost + "60\r\n" + String(repeating: "a", count: 96) + "\r\n5\r\n", .refused(413)),
    ("long chunk extension", chunkedPost + "3;" + String(repeating: "a", count: 300), .refused(400)),
    ("bad trailer", chunkedPost + "0\r\nno colon\r\n\r\n", .refused(400)),
    ("endless trailer", chunkedPost + "0\r\nX: " + String(repeating: "a", count: 2000), .refused(431)),
    ("space before the colon", "GET / HTTP/1.1\r\n\(host)X : a\r\n\r\n", .refused(400)),
    ("no colon", "GET / HTTP/1.1\r\n\(host)X\r\n\r\n", .refused(400)),
    ("empty name", "GET / HTTP/1.1\r\n\(host): a\r\n\r\n", .refused(400)),
    ("folded line", "GET / HTTP/1.1\r\n\(host)X: a\r\n b\r\n\r\n", .refused(400)),
    ("folded first line", "GET / HTTP/1.1\r\n \(host)\r\n", .refused(400)),
    ("NUL in a value", "GET / HTTP/1.1\r\n\(host)X: a\0b\r\n\r\n", .refused(400)),
    ("control in a value", "GET / HTTP/1.1\r\n\(host)X: a\u{1}b\r\n\r\n", .refused(400)),
    ("bare CR in a value", "GET / HTTP/1.1\r\n\(host)X: a\rb\r\n\r\n", .refused(400)),
    ("DEL in a value", "GET / HTTP/1.1\r\n\(host)X: a\u{7F}b\r\n\r\n", .refused(400)),
    ("bare LF", "GET / HTTP/1.1\n", .refused(400)),
    ("bare LF at the end", "GET / HTTP/1.1\r\n\(host)\n", .refused(400)),
    ("no Host", "GET / HTTP/1.1\r\n\r\n", .refused(400)),
    ("two Hosts", "GET / HTTP/1.1\r\n\(host)\(host)\r\n", .refused(400)),
    ("two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\n\(host)\(host)\r\n", .refused(400)),
    ("a path for a Host", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", .refused(400)),
    ("HTTP/1.2", "GET / HTTP/1.2\r\n\(host)\r\n", .refused(505)),
    ("HTTP/2.0", "GET / HTTP/2.0\r\n\(host)\r\n", .refused(505)),
    ("preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .refused(505)),
    ("no version", "GET /\r\n\(host)\r\n", .refused(400)),
    ("http/1.1", "GET / http/1.1\r\n\(host)\r\n", .refused(400)),
    ("two spaces", "GET  / HTTP/1.1\r\n\(host)\r\n", .refused(400)),
    ("space at the end", "GET / HTTP/1.1 \r\n\(host)\r\n", .refused(400)),
    ("method that is no token", "GE(T / HTTP/1.1\r\n\(host)\r\n", .refused(400)),
    ("target without slash", "GET a HTTP/1.1\r\n\(host)\r\n", .refused(400)),
    ("asterisk for GET", "GET * HTTP/1.1\r\n\(host)\r\n", .refused(400)),
    ("fragment", "GET /#a HTTP/1.1\r\n\(host)\r\n", .refused(400)),
    ("byte over 127 in the target", "GET /é HTTP/1.1\r\n\(host)\r\n", .refused(400)),
    ("user in the target", "GET http://u@h/ HTTP/1.1\r\n\(host)\r\n", .refused(400)),
    ("CONNECT", "CONNECT a:1 HTTP/1.1\r\n\(host)\r\n", .refused(501)),
    ("other expectation", "POST / HTTP/1.1\r\n\(host)Expect: tea\r\n\r\n", .refused(417)),
    ("long target", "GET /" + String(repeating: "a", count: 300) + " HTTP/1.1\r\n\(host)\r\n", .refused(414)),
    (
        "long target before a broken line",
        "GET /" + String(repeating: "a", count: 400) + " HTTP/1.1\r\nbroken\n", .refused(414)
    ),
    ("endless target", "GET /" + String(repeating: "a", count: 1500), .refused(414)),
    ("large head", "GET / HTTP/1.1\r\n\(host)X: " + String(repeating: "a", count: 1100) + "\r\n\r\n", .refused(431)),
    ("endless head", "GET / HTTP/1.1\r\n\(host)X: " + String(repeating: "a", count: 1500), .refused(431)),
    ("too many fields", "GET / HTTP/1.1\r\n\(host)" + String(repeating: "a:\r\n", count: 130) + "\r\n", .refused(431)),
    ("two empty lines before", "\r\n\r\nGET / HTTP/1.1\r\n\(host)\r\n", .refused(400)),
    ("garbage", "\u{16}\u{3}\u{1}", .refused(400)),

    ("half a head", "GET / HTTP/1.1\r\nHos", .incomplete),
    ("half a body", "POST / HTTP/1.1\r\n\(host)Content-Length: 3\r\n\r\nab", .incomplete),
    ("half a chunk", chunkedPost + "3\r\nab", .incomplete),
]

@Test(arguments: cases.indices)
func requestParserReadsOrRefuses(index: Int) {
    let (name, text, expected) = cases[index]
    let bytes = Array(text.utf8)
    #expect(outcome(of: [bytes]) == expected, "\(name), in one piece")
    #expect(outcome(of: bytes.map { [$0] }) == expected, "\(name), byte by byte")
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed)
    for _ in 0..<5 {
        #expect(outcome(of: random.pieces(of: bytes)) == expected, "\(name), in random pieces, seed \(seed)")
    }
}

@Test func requestParserReadsRequestsThatShareAPiece() {
    let text =
        "GET /1 HTTP/1.1\r\n\(host)\r\nPOST /2 HTTP/1.1\r\n\(host)Content-Length: 1\r\n\r\nxGET /3 HTTP/1.1\r\n\(host)\r\n"
    let bytes = Array(text.utf8)
    var parser = RequestParser(limits: limits)
    var targets: [String] = []
    var next = 0
    while next < bytes.count {
        let event: RequestParser.Event?
        (next, event) = parser.consume(bytes.span, from: next)
        if case .request(let parsed) = event { targets.append(parsed.request.target) }
    }
    #expect(targets == ["/1", "/2", "/3"])
}

@Test func requestKeepsItsFieldsInOrderAndAnAbsoluteTargetNamesTheHost() {
    var parser = RequestParser(limits: limits)
    let bytes = Array("GET http://b:1/ HTTP/1.1\r\nHost: a\r\nX:  1 \r\nx: 2\r\n\r\n".utf8)
    guard case .request(let parsed)? = parser.consume(bytes.span, from: 0).event else {
        Issue.record("no request")
        return
    }
    #expect(parsed.request.fields == ["Host": "b:1", "X": "1", "x": "2"])
    #expect(parsed.request.fields.values("x") == ["1", "2"])
}
