import LockKit
import Testing

@testable import HTTPKit

/// A head that announces `length` bytes.
private func post(_ length: Int, _ more: String = "") -> String {
    "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\(more)\r\n"
}
private let chunkedPost = "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

private func asking() -> ConnectionDriver { ConnectionDriver { $0.asksForAdmission = true } }

/// What comes with the head, and whether somebody is asked for the rest.
private let questions: [(bytes: String, isAsked: Bool)] = [
    ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", false),
    (post(0), false),
    (post(3) + "abc", false),
    (chunkedPost + "3\r\nabc\r\n0\r\n\r\n", false),
    (post(3), true),
    (post(3) + "ab", true),
    (chunkedPost, true),
    (chunkedPost + "3\r\nabc\r\n", true),
    (post(3, "Expect: 100-continue\r\n"), true),
]

@Test(arguments: questions.indices)
func admissionIsAskedForABodyThatIsNotHere(index: Int) {
    var driver = asking()
    driver.receive(questions[index].bytes)
    #expect(driver.questions.count == (questions[index].isAsked ? 1 : 0))
    #expect(driver.requests.count == (questions[index].isAsked ? 0 : 1))
    #expect(driver.questions.allSatisfy { $0.method == "POST" && $0.target == "/p" && $0.body.isEmpty })
    var other = ConnectionDriver()
    other.receive(questions[index].bytes)
    #expect(other.questions.isEmpty)
}

private let admissions: [(head: String, rest: String, most: Int, statuses: [String], bodies: [String])] = [
    (post(3), "abc", 3, [], ["abc"]),
    (post(3) + "a", "bc", .max, [], ["abc"]),
    (post(3), "", 2, ["413"], []),
    (post(3) + "a", "", 2, ["413"], []),
    (post(3), "", -1, ["413"], []),
    (post(3), "", .min, ["413"], []),
    (chunkedPost, "3\r\nabc\r\n0\r\n\r\n", 3, [], ["abc"]),
    (chunkedPost, "4\r\n", 3, ["413"], []),
    (chunkedPost + "3\r\na", "", 2, ["413"], []),
    (chunkedPost + "4", "\r\nabcd\r\n0\r\n\r\n", 4, [], ["abcd"]),
    (chunkedPost + "4", "\r\n", 3, ["413"], []),
    (chunkedPost + "2\r\nab\r\n1", "\r\n", 2, ["413"], []),
    (post(3, "Expect: 100-continue\r\n"), "abc", 3, ["100"], ["abc"]),
    (post(3, "Expect: 100-continue\r\n") + "a", "bc", 3, [], ["abc"]),
    (post(3, "Expect: 100-continue\r\n"), "", 2, ["413"], []),
]

@Test(arguments: admissions.indices)
func admittedBodyIsReadUpToItsLimit(index: Int) {
    let (head, rest, most, statuses, bodies) = admissions[index]
    var driver = asking()
    driver.receive(head)
    driver.flush()
    #expect(driver.statuses == [] && driver.questions.count == 1)
    driver.admit(most)
    driver.flush()
    driver.receive(rest)
    driver.flush()
    #expect(driver.statuses == statuses)
    #expect(driver.requests.map { String(decoding: $0.body, as: UTF8.self) } == bodies)
    #expect(driver.isHalfClosed == statuses.contains("413"))
}

@Test func refusedRequestIsAnsweredWithoutItsBodyAndTheConnectionCloses() {
    var driver = asking()
    driver.receive(post(1000) + "abc")
    driver.connection.refuse(.text("who are you?", status: 401), now: driver.now)
    driver.flush()
    #expect(driver.statuses == ["401"] && driver.isHalfClosed && driver.requests.isEmpty)
    #expect(driver.text.contains("Connection: close"))
    #expect(driver.connection.wantsInput, "what the client still sends is read, or it would see a reset")
    driver.receive("defghi")
    driver.end()
    #expect(driver.isClosed && driver.connection.heldBytes == 0)
}

@Test func noMoreThanTheBacklogIsReadWhileADecisionIsOpen() {
    var driver = ConnectionDriver {
        $0.asksForAdmission = true
        $0.maxBacklogBytes = 1000
    }
    driver.receive(post(5000))
    while driver.connection.wantsInput { driver.receive(String(repeating: "a", count: 100)) }
    #expect(driver.connection.heldBytes <= 2000)
    driver.wait(.seconds(3600))
    #expect(!driver.isClosed, "a decision takes its time, like a handler")
    driver.admit()
    driver.receive(String(repeating: "a", count: 4000))
    #expect(driver.requests.map(\.body.count) == [5000])
}

@Test func bodyHasItsTimeFromTheDecisionOn() {
    var driver = asking()
    driver.receive(post(3))
    driver.wait(.seconds(60))
    driver.admit()
    driver.wait(.seconds(9))
    driver.flush()
    #expect(driver.statuses == [])
    driver.wait(.seconds(1))
    driver.flush()
    #expect(driver.statuses == ["408"])
}

@Test func requestAfterAnAdmittedOneIsAskedForAsWell() {
    var driver = asking()
    driver.receive(post(3))
    driver.receive("abc" + post(2))
    driver.admit()
    driver.respond()
    #expect(driver.questions.count == 2)
    driver.admit()
    driver.receive("de")
    driver.respond()
    driver.flush()
    #expect(driver.statuses == ["200", "200"])
}

@Suite(.timeLimit(.minutes(10))) struct HTTPAdmissionServerTests {
    @Test func answersBeforeTheBodyAndTheClientReadsIt() async throws {
        let handled = Atomic(0)
        let admit: @Sendable (HTTP.Request) -> HTTPAdmission = { request in
            #expect(request.peer?.hasPrefix("127.0.0.1:") == true)
            return request.path == "/no" ? .answer(.text("no", status: 401)) : .body(maxBytes: 10)
        }
        try await withServer(
            admit: admit,
            handler: { request in
                handled.add(1, ordering: .relaxed)
                return .bytes(request.body, contentType: "text/plain")
            }
        ) { server in
            try await offPool {
                for part in ["", String(repeating: "a", count: 300_000)] {
                    let client = try RawClient(port: server.port)
                    try client.send("POST /no HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + part)
                    let response = try client.readResponse()
                    #expect(response.status == 401 && response.body == "no")
                    #expect(try client.readToEnd() == "")
                }
                let long = try RawClient(port: server.port)
                try long.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n")
                #expect(try long.readResponse().status == 413)
                let good = try RawClient(port: server.port)
                try good.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n")
                #expect(try good.readResponse().status == 100)
                try good.send("0123456789")
                #expect(try good.readResponse().body == "0123456789")
            }
        }
        #expect(handled.load(ordering: .relaxed) == 1)
    }

    @Test func decisionMayWaitAndIsCountedWhenTheServerDrains() async throws {
        let gate = Gate()
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let admit: @Sendable (HTTP.Request) -> HTTPAdmission = { _ in
            ask.yield()
            return .later {
                await gate.wait()
                return .later { .body(maxBytes: .max) }
            }
        }
        try await withServer(admit: admit, handler: { .text("\($0.body.count)") }) { server in
            async let answer = offPool {
                let client = try RawClient(port: server.port)
                try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
                try client.send([UInt8](repeating: 97, count: 1_000_000))
                return try client.readResponse()
            }
            for await _ in asked { break }
            server.beginShutdown()
            await gate.open()
            let response = try await answer
            #expect(response.status == 200 && response.body == "1000000")
            #expect(response.head.contains("Connection: close"))
        }
    }

    @Test func decisionIsCancelledWhenItsConnectionIsGone() async throws {
        let (ended, end) = AsyncStream.makeStream(of: Bool.self)
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let admit: @Sendable (HTTP.Request) -> HTTPAdmission = { _ in
            ask.yield()
            return .later {
                await Gate().wait()
                end.yield(Task.isCancelled)
                return .body(maxBytes: 0)
            }
        }
        try await withServer(admit: admit, handler: { _ in .empty() }) { server in
            let client = try await offPool {
                let client = try RawClient(port: server.port)
                try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
                client.breakOffAtEnd()
                return Held(client)
            }
            for await _ in asked { break }
            client.drop()
            for await isCancelled in ended {
                #expect(isCancelled)
                break
            }
        }
    }
}
