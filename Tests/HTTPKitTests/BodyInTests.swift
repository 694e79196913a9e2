import Testing

@testable import HTTPKit

private func post(_ length: Int, _ more: String = "") -> String {
    "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\(more)\r\n"
}
private let chunkedPost = "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
private let expecting = "Expect: 100-continue\r\n"

private func streaming(_ change: (inout HTTPConnection.Limits) -> Void = { _ in }) -> ConnectionDriver {
    ConnectionDriver {
        $0.asksForAdmission = true
        $0.parser.maxBodyBytes = 10
        $0.parser.maxStreamedBytes = 1 << 30
        change(&$0)
    }
}

/// What comes before the decision and after it, how much may come, and what becomes of it: the body as it was taken,
/// whether its end was seen, and the statuses.
private let bodies: [(head: String, rest: [String], most: Int, body: String, isWhole: Bool, statuses: [String])] = [
    (post(3), ["a", "b", "c"], 3, "abc", true, []),
    (post(3) + "ab", ["c"], 3, "abc", true, []),
    (post(3) + "ab", [], 3, "ab", false, []),
    (post(3), [], 2, "", false, ["413"]),
    (post(3) + "ab", [], 2, "", false, ["413"]),
    (post(20) + String(repeating: "a", count: 20), [], 20, String(repeating: "a", count: 20), true, []),
    (chunkedPost, ["3\r\nabc\r\n", "0\r\n\r\n"], 3, "abc", true, []),
    (chunkedPost + "3\r\nab", ["c\r\n0\r\n", "\r\n"], 3, "abc", true, []),
    (chunkedPost + "3\r\nab", ["c\r\n1\r\n"], 3, "ab", false, ["413"]),
    (chunkedPost + "3\r\nab", ["c\r\nx"], 3, "ab", false, ["400"]),
    (chunkedPost + "14\r\n0123456789abcdefghij\r\n0\r\n\r\n", [], 20, "0123456789abcdefghij", true, []),
    (chunkedPost + "14\r\n0123456789abcdefghij\r\n0\r\n\r\n", [], 19, "", false, ["413"]),
    (post(3, expecting), ["abc"], 3, "abc", true, ["100"]),
    (post(3, expecting) + "a", ["bc"], 3, "abc", true, []),
    (post(3, expecting), [], 2, "", false, ["413"]),
]

@Test(arguments: bodies.indices)
func streamedBodyIsTakenAsItComes(index: Int) {
    let (head, rest, most, body, isWhole, statuses) = bodies[index]
    var driver = streaming()
    driver.receive(head)
    #expect(driver.questions.count == 1 && driver.requests.isEmpty)
    driver.admitStream(most)
    driver.takeBody()
    for piece in rest {
        driver.receive(piece)
        driver.takeBody()
    }
    driver.flush()
    #expect(String(decoding: driver.body, as: UTF8.self) == body)
    #expect(driver.isBodyWhole == isWhole && driver.statuses == statuses)
    #expect(driver.connection.isHandling == !statuses.contains { $0 >= "400" })
}

@Test func bodyOverEveryLimitIsRefusedBeforeAnybodyIsAsked() {
    var driver = streaming { $0.parser.maxStreamedBytes = 100 }
    driver.receive(post(101))
    driver.flush()
    #expect(driver.statuses == ["413"] && driver.questions.isEmpty)
    var whole = streaming { $0.parser.maxStreamedBytes = 100 }
    whole.receive(post(11))
    whole.admit()
    whole.flush()
    #expect(whole.statuses == ["413"], "a body that is kept has the lower limit")
}

@Test func noMoreIsReadThanTheHandlerTakes() {
    var driver = streaming { $0.maxBacklogBytes = 1000 }
    driver.receive(post(1_000_000))
    driver.admitStream()
    let piece = String(repeating: "a", count: 100)
    var sent = 0
    for _ in 0..<100 {
        while driver.connection.wantsInput, sent < 1_000_000 {
            driver.receive(piece)
            sent += 100
            #expect(driver.connection.heldBytes < 4000)
        }
        driver.takeBody()
        driver.body = []
    }
    #expect(sent == 100_000)
    driver.wait(.seconds(3600))
    #expect(!driver.isClosed && driver.statuses == [], "it is the handler that is awaited")
}

@Test func bodyIsLateOnlyWhileItIsAwaited() {
    var waiting = streaming()
    waiting.receive(post(3, expecting))
    waiting.admitStream()
    waiting.wait(.seconds(3600))
    waiting.flush()
    #expect(waiting.statuses == [], "its sender waits to be told")
    waiting.takeBody()
    waiting.wait(.seconds(10))
    waiting.flush()
    #expect(waiting.statuses == ["100", "408"] && !waiting.connection.hasBody)
    waiting.respond()
    waiting.flush()
    #expect(waiting.statuses == ["100", "408"], "the handler's answer comes too late")

    var dripping = streaming { $0.maxBacklogBytes = 4096 }
    dripping.receive(post(1_000_000))
    dripping.admitStream()
    for _ in 0..<11 {
        dripping.wait(.seconds(1))
        dripping.receive("a")
        dripping.takeBody()
    }
    dripping.flush()
    #expect(dripping.statuses == ["408"])
}

@Test func answerBeforeTheBodysEndClosesTheConnection() {
    for reads in [false, true] {
        var driver = streaming()
        driver.receive(post(1000) + "ab")
        driver.admitStream()
        if reads { driver.takeBody() }
        driver.respond()
        driver.flush()
        #expect(driver.statuses == ["200"] && driver.text.contains("Connection: close") && driver.isHalfClosed)
        #expect(driver.connection.wantsInput, "what the client still sends is read, or it would see a reset")
        driver.receive("cdef")
        driver.end()
        #expect(driver.isClosed && driver.connection.heldBytes == 0)
    }
}

@Test func connectionGoesOnAfterABodyThatIsHere() {
    for takes in [false, true] {
        var driver = streaming()
        driver.receive(post(3))
        driver.admitStream()
        driver.receive("abcGET / HTTP/1.1\r\nHost: a\r\n\r\n")
        if takes { driver.takeBody() }
        #expect(driver.requests.count == 1)
        driver.respond()
        driver.respond()
        driver.flush()
        #expect(driver.requests.map(\.method) == ["POST", "GET"] && driver.statuses == ["200", "200"])
    }
}

@Test func answerMayBeginBeforeTheBodyEnds() {
    var driver = streaming()
    driver.receive(post(4) + "ab")
    driver.admitStream()
    driver.begin()
    for piece in ["", "cd"] {
        driver.receive(piece)
        driver.takeBody()
        driver.write(String(decoding: driver.body, as: UTF8.self))
        driver.body = []
    }
    driver.finish()
    driver.flush()
    #expect(driver.text.hasSuffix("2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n") && !driver.isHalfClosed)

    var unasked = streaming()
    unasked.receive(post(4, expecting))
    unasked.admitStream()
    unasked.begin()
    #expect(!unasked.connection.hasBody)
    unasked.takeBody()
    unasked.finish()
    unasked.flush()
    #expect(unasked.statuses == ["200"] && unasked.isHalfClosed, "nobody is told to go on after the answer")

    var late = streaming()
    late.receive(post(4) + "ab")
    late.admitStream()
    late.begin()
    late.wait(.seconds(10))
    #expect(late.isClosed && late.connection.breaksOff)
}

@Test func clientThatEndsInTheMidstOfItsBodyIsClosed() {
    var driver = streaming()
    driver.receive(post(4) + "ab")
    driver.admitStream()
    driver.end()
    #expect(driver.isClosed && !driver.connection.hasBody)
    var undecided = streaming()
    undecided.receive(post(4) + "ab")
    undecided.end()
    undecided.admitStream()
    #expect(undecided.isClosed && undecided.requests.isEmpty)
    var whole = streaming()
    whole.receive(post(20) + "0123456789")
    whole.receive("0123456789")
    whole.end()
    whole.admitStream()
    whole.takeBody()
    whole.respond()
    whole.flush()
    #expect(whole.body.count == 20 && whole.isBodyWhole && whole.statuses == ["200"] && whole.isClosed)
}

@Test func bodyThatFindsNoRoomWhileItIsPassedOnIsAnswered503() {
    var driver = streaming()
    driver.receive(post(100_000))
    driver.admitStream()
    driver.receive(String(repeating: "a", count: 50_000))
    driver.perform(driver.connection.shed(.overloaded, now: driver.now))
    driver.flush()
    #expect(driver.statuses == ["503"] && driver.isHalfClosed && !driver.connection.hasBody)
    #expect(driver.connection.heldBytes == 0)
}
