import Testing

@testable import HTTPKit

private let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

/// What an answer announces, what is written of it, and what goes out behind the head's last line.
private let answers:
    [(
        name: String, request: String, status: Int, length: Int?, pieces: [String], fields: String, body: String,
        end: End
    )] = [
        (
            "chunks", get, 200, nil, ["abc", "", "0123456789"], chunked, "3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n",
            .open
        ),
        ("no chunk", get, 200, nil, [], chunked, "0\r\n\r\n", .open),
        ("a length", get, 200, 5, ["abc", "de"], "Content-Length: 5\r\n", "abcde", .open),
        ("no length", get, 200, 0, [], "Content-Length: 0\r\n", "", .open),
        ("too little", get, 200, 5, ["abc"], "Content-Length: 5\r\n", "abc", .broken),
        ("nothing", get, 200, 5, [], "Content-Length: 5\r\n", "", .broken),
        ("too much", get, 200, 5, ["abc", "def"], "Content-Length: 5\r\n", "abc", .broken),
        ("too much at its end", get, 200, 3, ["abc", "d"], "Content-Length: 3\r\n", "ab", .broken),
        (
            "client that closes", "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200, nil, ["a"],
            "\(chunked)Connection: close\r\n", "1\r\na\r\n0\r\n\r\n", .closed
        ),
        ("HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 200, nil, ["abc"], "Connection: close\r\n", "abc", .closed),
        (
            "HTTP/1.0 that stays", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200, nil, ["abc"],
            "Connection: close\r\n", "abc", .closed
        ),
        (
            "HTTP/1.0 with a length", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200, 3, ["abc"],
            "Content-Length: 3\r\nConnection: keep-alive\r\n", "abc", .open
        ),
        ("HEAD", "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", 200, nil, [], "", "", .open),
        ("HEAD with a length", "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", 200, 7, [], "Content-Length: 7\r\n", "", .open),
        ("204", get, 204, nil, [], "", "", .open),
        ("304", get, 304, 7, [], "", "", .open),
        ("no status", get, 99, nil, [], "Content-Length: 0\r\n", "", .open),
        ("no lawful length", get, 200, -1, [], "Content-Length: 0\r\n", "", .open),
    ]
private let chunked = "Transfer-Encoding: chunked\r\n"
private enum End { case open, closed, broken }

@Test(arguments: answers.indices)
func streamedAnswerIsFramed(index: Int) {
    let answer = answers[index]
    var driver = ConnectionDriver()
    driver.receive(answer.request)
    driver.begin(status: answer.status, length: answer.length)
    driver.flush()
    let isWritten = driver.connection.isAnswering
    #expect(
        isWritten == !["HEAD", "HEAD with a length", "204", "304", "no status", "no lawful length"].contains(
            answer.name))
    if isWritten {
        for piece in answer.pieces where !driver.isClosed {
            driver.write(piece)
            driver.flush()
        }
        if !driver.isClosed { driver.finish() }
    }
    if answer.end != .broken { driver.flush() }
    let parts = driver.text.split(separator: "\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    #expect(parts.last.map(String.init) == answer.fields + "\r\n" + answer.body, "\(answer.name)")
    #expect(
        driver.isClosed == (answer.end == .broken) && driver.isHalfClosed == (answer.end == .closed), "\(answer.name)")
    #expect(driver.connection.breaksOff == (answer.end == .broken), "\(answer.name)")
}

@Test func nextRequestWaitsForTheEndOfAStreamedAnswer() {
    var driver = ConnectionDriver()
    driver.receive(get + get)
    driver.begin()
    driver.write("a")
    #expect(driver.requests.count == 1)
    driver.finish()
    #expect(driver.requests.count == 2)
    driver.respond()
    driver.flush()
    #expect(driver.statuses == ["200", "200"] && !driver.isHalfClosed)
}

@Test func drainLetsAStreamedAnswerEndAndClosesBehindIt() {
    var driver = ConnectionDriver()
    driver.receive(get)
    driver.begin()
    driver.write("a")
    driver.drain()
    driver.write("b")
    driver.finish()
    driver.flush()
    #expect(driver.text.hasSuffix("1\r\na\r\n1\r\nb\r\n0\r\n\r\n") && driver.isHalfClosed)
}

@Test func answerThatIsGivenUpBreaksOff() {
    for request in [get, "GET / HTTP/1.0\r\n\r\n"] {
        var driver = ConnectionDriver()
        driver.receive(request)
        driver.begin()
        driver.write("a")
        driver.flush()
        driver.perform(driver.connection.abandonAnswer())
        #expect(driver.isClosed && driver.connection.breaksOff)
    }
}

@Test func readerOfAStreamedAnswerMustKeepUpARate() {
    var driver = ConnectionDriver()
    driver.receive(get)
    driver.begin()
    driver.flush()
    driver.wait(.seconds(3600))
    #expect(!driver.isClosed, "a handler takes its time")
    driver.write(String(repeating: "a", count: 60_000))
    for _ in 0..<29 {
        driver.wait(.seconds(1))
        driver.flush(100)
    }
    #expect(!driver.isClosed)
    for _ in 0..<3 { driver.wait(.seconds(1)) }
    #expect(driver.isClosed && driver.connection.breaksOff)
}

@Test func queueThatNeverEmptiesKeepsOnlyWhatWaits() {
    var queue = OutputQueue()
    let piece = [UInt8](repeating: 97, count: 10_000)
    queue.append(piece)
    for _ in 0..<10_000 {
        queue.append(piece)
        queue.drop(queue.withNext { $0.count })
    }
    #expect(queue.count == 10_000)
    #expect(queue.pieceCount < 10)
}

/// What writers of a body are told, with so much of it taken and so much written.
@Test func writersWaitWhileMoreIsOnItsWayThanMayBe() {
    var outbox = BodyOutbox()
    let piece = [UInt8](repeating: 97, count: 40_000)[...]
    #expect(outbox.queue(piece) == (.goOn, true))
    #expect(outbox.queue(piece) == (.wait(ticket: 1), false))
    #expect(outbox.takePieces().count == 2 && outbox.queuedBytes == 0)
    #expect(outbox.queue([97]) == (.wait(ticket: 2), true), "what is not written counts")
    #expect(outbox.note(unwrittenBytes: 0).isEmpty, "nobody waits yet")
    #expect(outbox.queue([97]) == (.goOn, false))
    _ = outbox.fail(.clientIsGone)
    #expect(outbox.queue([97]) == (.failed(.clientIsGone), false))
    _ = outbox.fail(.ended)
    #expect(outbox.queue([97]) == (.failed(.clientIsGone), false), "the first reason stays")
}
