import Testing

@testable import HTTPKit

/// Drives a connection with bytes and a clock of its own, and collects what it does.
struct ConnectionDriver {
    var connection: HTTPConnection
    var now: Instant
    var requests: [HTTP.Request] = []
    var questions: [HTTP.Request] = []
    var isClosed = false
    var isHalfClosed = false
    var sent: [UInt8] = []
    /// What was taken of a body that is passed on, and whether it has ended.
    var body: [UInt8] = []
    var isBodyWhole = false

    init(_ change: (inout HTTPConnection.Limits) -> Void = { _ in }) {
        var limits = HTTPConnection.Limits()
        change(&limits)
        now = .now
        connection = HTTPConnection(limits: limits, now: now)
    }

    var text: String { String(decoding: sent, as: UTF8.self) }
    var statuses: [String] { text.matches(of: /HTTP\/1.1 (\d\d\d)/).map { String($0.1) } }

    mutating func perform(_ action: HTTPConnection.Action) {
        switch action {
        case .none: break
        case .handle(let request): requests.append(request)
        case .admit(let request): questions.append(request)
        case .closeOutput: isHalfClosed = true
        case .close: isClosed = true
        }
    }
    mutating func receive(_ text: String) { perform(connection.receive(Array(text.utf8).span, now: now)) }
    mutating func end() { perform(connection.receiveEnd(now: now)) }
    mutating func respond(_ text: String = "ok") { perform(connection.respond(.text(text), now: now)) }
    mutating func admit(_ most: Int = .max) { perform(connection.admit(maxBodyBytes: most, now: now)) }
    mutating func admitStream(_ most: Int = .max) {
        perform(connection.admitStream(maxBodyBytes: most, now: now))
        if connection.isHandling, let request = questions.last { requests.append(request) }
    }
    /// Asks for the body, and takes what is here.
    mutating func takeBody() {
        connection.askForBody(now: now)
        let (bytes, isLast) = connection.takeBody(now: now)
        body += bytes
        if isLast { isBodyWhole = true }
    }
    mutating func begin(status: Int = 200, length: Int? = nil) {
        perform(connection.beginAnswer(HTTP.Response(status: status), length: length, now: now))
    }
    mutating func write(_ text: String) { perform(connection.write(Array(text.utf8)[...], now: now)) }
    mutating func finish() { perform(connection.finishAnswer(now: now)) }
    mutating func drain() { perform(connection.drain(now: now)) }
    mutating func flush(_ most: Int = .max) {
        var left = most
        while !connection.output.isEmpty, left > 0, !isClosed {
            let bytes = connection.output.withNext { $0.bytes(0..<min($0.count, left)) }
            sent += bytes
            left -= bytes.count
            perform(connection.written(bytes.count, now: now))
        }
    }
    mutating func wait(_ duration: Duration) {
        now += duration
        perform(connection.tick(now: now))
    }
}

private typealias Driver = ConnectionDriver

private let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

@Test func drippingHeadIsAnswered408AtItsDeadline() {
    var driver = Driver()
    driver.receive("GET / HTTP/1.1\r\nX: ")
    for _ in 0..<9 {
        driver.wait(.seconds(1))
        driver.receive("a")
    }
    driver.flush()
    #expect(driver.statuses == [])
    driver.wait(.seconds(1))
    driver.flush()
    #expect(driver.statuses == ["408"])
    #expect(driver.isHalfClosed)
    driver.wait(.seconds(2))
    #expect(driver.isClosed)
}

@Test func drippingBodyIsAnswered408() {
    var driver = Driver()
    driver.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n")
    for _ in 0..<10 {
        driver.wait(.seconds(1))
        driver.receive("a")
    }
    driver.wait(.seconds(1))
    driver.flush()
    #expect(driver.statuses == ["408"])
}

@Test func bodyThatIsFastEnoughMayTakeLong() {
    var driver = Driver()
    driver.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 61440\r\n\r\n")
    for _ in 0..<60 {
        driver.wait(.seconds(1))
        driver.receive(String(repeating: "a", count: 1024))
    }
    #expect(driver.requests.map(\.body.count) == [61440])
}

@Test func idleConnectionClosesWithoutAWord() {
    var driver = Driver()
    driver.receive(get)
    driver.respond()
    driver.flush()
    driver.wait(.seconds(74))
    #expect(!driver.isClosed)
    driver.wait(.seconds(1))
    #expect(driver.isClosed && driver.statuses == ["200"])
}

@Test func clientThatDoesNotReadIsClosedAtTheWriteDeadlineHoweverLongTheResponse() {
    for length in [160 << 10, 16 << 20] {
        var driver = Driver()
        driver.receive(get)
        driver.respond(String(repeating: "a", count: length))
        driver.flush(1000)
        driver.wait(.seconds(29))
        #expect(!driver.isClosed)
        driver.wait(.seconds(1) + .milliseconds(100))
        let isClosed = driver.isClosed
        #expect(isClosed)
    }
}

/// Bytes a second of somebody who reads or sends, first for some time and then for another; and whether it is enough.
private let readers: [(first: Int, seconds: Int, then: Int, isClosed: Bool)] = [
    (16 << 10, 300, 16 << 10, false),
    (1 << 20, 10, 16 << 10, false),
    (1 << 20, 10, 1000, true),
    (1 << 20, 10, 0, true),
    (15 << 10, 10, 15 << 10, false),
    (8 << 10, 10, 8 << 10, true),
]

@Test(arguments: readers.indices)
func readerMustKeepUpARateWhateverItTookBefore(index: Int) {
    let reader = readers[index]
    var driver = Driver()
    driver.receive(get)
    driver.respond(String(repeating: "a", count: 20 << 20))
    for second in 0..<reader.seconds + 90 {
        driver.wait(.seconds(1))
        driver.flush(second < reader.seconds ? reader.first : reader.then)
        driver.sent = []
    }
    let isClosed = driver.isClosed
    #expect(isClosed == reader.isClosed)
}

private let senders: [(first: Int, seconds: Int, then: Int, isRefused: Bool)] = [
    (1024, 30, 1024, false),
    (100_000, 5, 1024, false),
    (100_000, 5, 100, true),
    (100_000, 5, 0, true),
    (500, 5, 500, true),
]

@Test(arguments: senders.indices)
func bodyMustKeepUpARateWhateverCameBefore(index: Int) {
    let sender = senders[index]
    var driver = Driver()
    driver.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n")
    for second in 0..<sender.seconds + 30 {
        driver.wait(.seconds(1))
        driver.receive(String(repeating: "a", count: second < sender.seconds ? sender.first : sender.then))
    }
    driver.flush()
    #expect(driver.statuses == (sender.isRefused ? ["408"] : []))
}

@Test func greetingOfTLSIsClosedAtOnce() {
    var driver = Driver()
    driver.receive("\u{16}\u{3}\u{1}")
    #expect(driver.isClosed && driver.connection.output.isEmpty)
}

@Test func pipelinedRequestsAreHandledOneAfterTheOther() {
    var driver = Driver()
    driver.receive((1...3).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
    for index in 1...3 {
        #expect(driver.requests.map(\.target) == (1...index).map { "/\($0)" })
        driver.respond("answer \(index)")
    }
    driver.flush()
    #expect(driver.text.matches(of: /answer (\d)/).map { String($0.1) } == ["1", "2", "3"])
}

@Test func readingStopsWhenTooMuchWaits() {
    var driver = Driver { $0.maxBacklogBytes = 1000 }
    driver.receive(get)
    #expect(driver.connection.wantsInput)
    driver.receive(String(repeating: get, count: 40))
    #expect(!driver.connection.wantsInput)
    for _ in 0..<40 { driver.respond() }
    #expect(driver.connection.wantsInput)
}

@Test func requestsWaitWhileAnswersPileUp() {
    var driver = Driver { $0.maxOutputBytes = 1000 }
    driver.receive(get + get)
    driver.respond(String(repeating: "a", count: 2000))
    #expect(driver.requests.count == 1)
    driver.flush()
    #expect(driver.requests.count == 2)
}

@Test func expectationIsMetOnlyWhenTheBodyIsNotThereYet() {
    let head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    var driver = Driver()
    driver.receive(head)
    driver.flush()
    #expect(driver.statuses == ["100"])
    driver.receive("ab")
    driver.respond()
    driver.receive(head + "ab")
    driver.respond()
    driver.flush()
    #expect(driver.statuses == ["100", "200", "200"])
}

private let endings: [(request: String, response: [String], closes: Bool)] = [
    (get, ["200"], false),
    ("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n", ["200"], true),
    ("GET / HTTP/1.0\r\n\r\n", ["200"], true),
    ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", ["200"], false),
]

@Test(arguments: endings.indices)
func connectionStaysOpenAsTheClientWishes(index: Int) {
    var driver = Driver()
    driver.receive(endings[index].request)
    driver.respond()
    driver.flush()
    #expect(driver.statuses == endings[index].response)
    #expect(driver.isHalfClosed == endings[index].closes)
    #expect(driver.text.contains("Connection: close") == endings[index].closes)
}

@Test func headGetsTheLengthAndNoBody() {
    var driver = Driver()
    driver.receive("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
    driver.respond("twelve bytes")
    driver.flush()
    #expect(driver.text.contains("Content-Length: 12\r\n") && driver.text.hasSuffix("\r\n\r\n"))
}

@Test func halfClosedClientGetsItsAnswers() {
    var driver = Driver()
    driver.receive(get + get)
    driver.end()
    driver.respond()
    driver.respond()
    driver.flush()
    #expect(driver.statuses == ["200", "200"])
    #expect(driver.isClosed)
}

@Test func drainingAnswersWhatWasAskedAndClosesTheRest() {
    var idle = Driver()
    idle.drain()
    #expect(idle.isClosed)
    var busy = Driver()
    busy.receive(get)
    busy.drain()
    busy.respond()
    busy.flush()
    #expect(busy.text.contains("Connection: close") && busy.isHalfClosed)
    var arriving = Driver()
    arriving.receive("GET / HT")
    arriving.drain()
    arriving.receive("TP/1.1\r\nHost: a\r\n\r\n")
    arriving.respond()
    arriving.flush()
    #expect(arriving.text.contains("Connection: close") && arriving.isHalfClosed)
}

@Test func fieldsOfAResponseCannotBreakItsFraming() {
    var driver = Driver()
    driver.receive(get)
    let response = HTTP.Response(
        status: 200, fields: ["X": "a\r\nSet-Cookie: b", "Bad Name": "c", "Content-Length": "7", "A": "d"])
    driver.perform(driver.connection.respond(response, now: driver.now))
    driver.flush()
    let lines = driver.text.split(separator: "\r\n")
    #expect(lines == ["HTTP/1.1 200 OK", "X: a  Set-Cookie: b", "A: d", "Content-Length: 0"])
}

@Test func statusThatIsNoneIsAnswered500() {
    for status in [0, 99, 101, 199, 600, -1] where status != 101 {
        var driver = Driver()
        driver.receive(get)
        driver.perform(driver.connection.respond(HTTP.Response(status: status), now: driver.now))
        driver.flush()
        #expect(driver.statuses == ["500"])
    }
}

@Test func connectionIsIdleWhenNothingHasBegunAndNothingIsOnItsWay() {
    var driver = Driver()
    let start = driver.now
    #expect(driver.connection.idleSince == start, "also when it never sent a byte")
    driver.wait(.seconds(1))
    driver.receive("GET / HT")
    #expect(driver.connection.idleSince == nil)
    driver.receive("TP/1.1\r\nHost: a\r\n\r\n")
    #expect(driver.connection.idleSince == nil)
    driver.respond()
    #expect(driver.connection.idleSince == nil)
    driver.flush()
    #expect(driver.connection.idleSince == start + .seconds(1))
    driver.receive("GET / HTTP/1.0\r\n\r\n")
    driver.respond()
    driver.wait(.seconds(1))
    driver.flush()
    #expect(driver.isHalfClosed && driver.connection.idleSince == start + .seconds(2))
}

@Test func refusedClientMayGoOnSendingForAWhile() {
    var driver = Driver()
    driver.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n")
    driver.flush()
    #expect(driver.statuses == ["413"] && driver.isHalfClosed)
    for _ in 0..<9 {
        driver.wait(.seconds(1))
        driver.receive("aaaa")
    }
    #expect(!driver.isClosed, "a reset would take the answer with it")
    driver.wait(.seconds(1))
    #expect(driver.isClosed)
}

@Test func connectionThatShedsAnswersItsRequestAndForgetsTheRest() {
    var driver = Driver()
    driver.receive(get + String(repeating: get, count: 500))
    #expect(driver.connection.heldBytes > 10_000)
    driver.perform(driver.connection.shed(.overloaded, now: driver.now))
    #expect(driver.connection.heldBytes < 200 && !driver.connection.wantsInput)
    driver.receive(get)
    driver.respond()
    driver.flush()
    #expect(driver.statuses == ["200"] && driver.isHalfClosed && driver.requests.count == 1)
    #expect(driver.text.contains("Connection: close"))
}

@Test func bodyThatFindsNoRoomIsAnswered503() {
    var driver = Driver()
    driver.receive(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + String(repeating: "a", count: 50_000))
    #expect(driver.connection.heldBytes >= 50_000)
    driver.perform(driver.connection.shed(.overloaded, now: driver.now))
    driver.flush()
    #expect(driver.statuses == ["503"] && driver.isHalfClosed && driver.connection.heldBytes == 0)
    #expect(driver.text.contains("Retry-After: 1\r\n"))
}

@Test func answeredConnectionHoldsNothing() {
    var driver = Driver()
    driver.receive(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + String(repeating: "a", count: 100_000))
    driver.respond(String(repeating: "a", count: 100_000))
    driver.flush()
    #expect(driver.connection.heldBytes == 0)
}
