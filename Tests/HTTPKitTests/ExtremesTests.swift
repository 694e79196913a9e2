import Testing

@testable import HTTPKit

private func statuses(_ text: String, _ change: (inout HTTPConnection.Limits) -> Void = { _ in }) -> [String] {
    var driver = ConnectionDriver(change)
    driver.receive(text)
    driver.flush()
    return driver.statuses
}

private let lengths: [(length: String, status: String)] = [
    ("\(Int.max)", "413"), ("9223372036854775808", "413"), ("18446744073709551616", "413"),
    (String(repeating: "9", count: 1000), "413"), ("\(Int.min)", "400"), ("-0", "400"),
]

@Test(arguments: lengths.indices)
func contentLengthBeyondReasonIsRefused(index: Int) {
    let text = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(lengths[index].length)\r\n\r\n"
    #expect(statuses(text) == [lengths[index].status])
}

@Test func largestLimitsDoNotTrap() {
    let bodies = [
        "Content-Length: \(Int.max)\r\n\r\nabc", "Content-Length: 18446744073709551616\r\n\r\nabc",
        "Transfer-Encoding: chunked\r\n\r\n7FFFFFFFFFFFFFFF\r\nabc",
    ]
    for body in bodies {
        var driver = ConnectionDriver {
            $0.parser.maxBodyBytes = .max
            $0.asksForAdmission = true
        }
        driver.receive("POST / HTTP/1.1\r\nHost: a\r\n\(body)")
        driver.receive("def")
        #expect(driver.questions.count == 1 && driver.connection.heldBytes < 100_000)
        driver.admit(.max)
        driver.receive("ghi")
        driver.admit(.min)
        driver.flush()
        #expect(driver.statuses == [])
    }
    let chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    for size in ["8000000000000000", "FFFFFFFFFFFFFFFF"] {
        #expect(statuses(chunked + size + "\r\n") { $0.parser.maxBodyBytes = .max } == ["413"])
    }
    for most in [0, -1, Int.min / 2] {
        #expect(
            statuses("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na") { $0.parser.maxBodyBytes = most } == [
                "413"
            ])
    }
    for length in [[0x7F, 0xFF], [0x80, 0x00], [0xFF, 0xFF]] as [[UInt8]] {
        var parser = WebSocketParser(maxMessageBytes: .max)
        let frame = [0x82, 0xFF] + length + [UInt8](repeating: 0xFF, count: 6) + [1, 2, 3, 4, 5]
        let event = parser.consume(frame.span, from: 0).event
        #expect((event == nil) == (length[0] < 0x80) && parser.heldBytes < 100_000)
    }
}

@Test func progressIsMeasuredWithoutOverflow() {
    let now = Instant.now
    for (patience, rate) in [(Duration.seconds(1 << 40), Int.max), (.milliseconds(1), .min), (.seconds(1), 0)] {
        var deadline = ProgressDeadline(now: now, patience: patience, bytesPerSecond: rate)
        deadline.advance(by: .max, now: now)
        deadline.advance(by: .min, now: now)
        #expect(deadline.instant == now + patience)
    }
}

private let settings: [(name: String, length: Int, time: Duration)] = [
    ("nothing", 0, .zero), ("negative", -1, .seconds(-1)), ("least", .min, .seconds(Int64.min)),
    ("most", .max, .seconds(Int64.max)),
]

@Suite(.timeLimit(.minutes(10))) struct ExtremeSettingsTests {
    @Test(arguments: settings.indices)
    func noSettingStopsTheServer(index: Int) async throws {
        let (_, length, time) = settings[index]
        var configuration = HTTPServer.Configuration()
        configuration.bodyTimeout = time
        configuration.minBodyBytesPerSecond = length
        configuration.webSocketPingInterval = time
        configuration.webSocketQueueBytes = length
        configuration.maxBodyBytes = length
        configuration.maxBufferedBytes = length
        configuration.maxConnections = length
        configuration.maxRequests = length
        if length > 0 {
            configuration.maxHeadBytes = length
            configuration.maxTargetBytes = length
            configuration.headTimeout = time
            configuration.idleTimeout = time
            configuration.writeTimeout = time
        }
        try await withServer(configuration, handler: { _ in .text("ok") }) { server in
            try await offPool {
                let client = try RawClient(port: server.port)
                try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.readResponse().status == 200)
                try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(Int.max)\r\n\r\n")
                #expect(try client.readResponse().status == 413)
            }
        }
        for timeout in [\HTTPServer.Configuration.headTimeout, \.idleTimeout, \.writeTimeout] {
            configuration[keyPath: timeout] = time
        }
        let limits = configuration.httpLimits
        let now = Instant.now
        #expect(now + limits.headTimeout > now && now + limits.idleTimeout > now && now + limits.writeTimeout > now)
    }

    @Test func portsThatAreNoneAreRefused() {
        for port in [-1, 65_536, Int.min, Int.max] {
            let error = #expect(throws: HTTPServerError.self) { try Listener(host: "127.0.0.1", port: port) }
            #expect(error?.code == .badAddress)
        }
    }
}
