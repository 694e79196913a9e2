import Foundation
import HTTPKit
import ServiceKit
import TestSupport
import Testing

private let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

private func post(_ path: String, _ length: Int) -> [UInt8] {
    Array("POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n".utf8)
}

/// A status line and what follows, from a connection that the server closes; empty when it was broken off.
private func lastWords(_ client: RawClient) -> String { (try? client.readToEnd()) ?? "" }

/// Each in a process of its own, whose memory and descriptors nobody else touches, and one after the other.
@Suite(.serialized, .timeLimit(.minutes(10))) struct FloodTests {
    @Test func bodiesHeldBackTakeNoMoreThanTheBudget() async {
        await #expect(processExitsWith: .success) {
            var configuration = HTTPServer.Configuration()
            configuration.maxBufferedBytes = 32 * mebibyte
            configuration.bodyTimeout = .seconds(60)
            try await withServer(configuration, handler: { .text("\($0.body.count)") }) { server in
                try await offPool {
                    let before = try ProcessUsage.idle(port: server.port)
                    var held = post("/", mebibyte) + [UInt8](repeating: 97, count: mebibyte)
                    held.removeLast()
                    var clients: [RawClient] = []
                    for _ in 0..<300 {
                        clients.append(try RawClient(port: server.port))
                        clients[clients.count - 1].sendWhatGoes(held)
                    }
                    let during = ProcessUsage.now()
                    #expect(during.residentBytes < before.residentBytes + (32 + 16) * mebibyte)
                    // A request that is whole is answered all the while.
                    let good = try RawClient(port: server.port)
                    try good.send(post("/", 10_000) + [UInt8](repeating: 97, count: 10_000))
                    #expect(try good.readResponse().body == "10000")
                    // Those who have room get their answer, all others were told.
                    for client in clients { client.sendWhatGoes([97]) }
                    let statuses = clients.map { (try? $0.readResponse().status) ?? 0 }
                    #expect(statuses.count { $0 == 200 } >= 20 && statuses.count { $0 == 503 } > 100)
                    clients = []
                    try expectBack(to: before, port: server.port, descriptors: 2)
                }
            }
        }
    }

    @Test func promiseOfABodyCostsNothing() async {
        await #expect(processExitsWith: .success) {
            var configuration = HTTPServer.Configuration()
            configuration.maxBufferedBytes = mebibyte
            try await withServer(configuration, handler: { .text("\($0.body.count)") }) { server in
                try await offPool {
                    let before = try ProcessUsage.idle(port: server.port)
                    let clients = try (0..<500).map { _ in try RawClient(port: server.port) }
                    for client in clients { try client.send(post("/", mebibyte)) }
                    for client in clients { try client.send("a") }
                    let good = try RawClient(port: server.port)
                    try good.send(get)
                    #expect(try good.readResponse().status == 200)
                    #expect(ProcessUsage.now().residentBytes < before.residentBytes + 8 * mebibyte)
                }
            }
        }
    }

    @Test func requestsWhoseClientIsGoneStillCount() async {
        await #expect(processExitsWith: .success) {
            let gate = Gate()
            let started = DispatchSemaphore(value: 0)
            let handler: @Sendable (HTTP.Request) async -> HTTPReply = { request in
                if request.method == "POST" {
                    started.signal()
                    await gate.wait()
                }
                return .text("\(request.body.count)")
            }
            var configuration = HTTPServer.Configuration()
            configuration.maxBufferedBytes = 32 * mebibyte
            configuration.maxBodyBytes = 16 * mebibyte
            try await withServer(configuration, handler: handler) { server in
                let before = try await offPool { try ProcessUsage.idle(port: server.port) }
                try await offPool {
                    for _ in 0..<20 {
                        let client = try RawClient(port: server.port)
                        try client.send(post("/", mebibyte) + [UInt8](repeating: 97, count: mebibyte))
                        started.wait()
                        client.breakOffAtEnd()
                    }
                    for _ in 0..<20 {
                        let late = try RawClient(port: server.port)
                        late.sendWhatGoes(
                            post("/", 8 * mebibyte) + [UInt8](repeating: 97, count: 8 * mebibyte))
                        #expect(try late.readResponse().status == 503)
                    }
                    let during = ProcessUsage.now()
                    #expect(during.residentBytes < before.residentBytes + (32 + 32) * mebibyte)
                    #expect(during.descriptors < before.descriptors + 20)
                    let good = try RawClient(port: server.port)
                    try good.send(get)
                    #expect(try good.readResponse().status == 200)
                }
                await gate.open()
                try await offPool { try expectBack(to: before, port: server.port) }
            }
        }
    }

    @Test func noMoreRequestsRunThanMay() async {
        await #expect(processExitsWith: .success) {
            let gate = Gate()
            let started = DispatchSemaphore(value: 0)
            let handler: @Sendable (HTTP.Request) async -> HTTPReply = { request in
                if request.path == "/" { return .empty(status: 200) }
                started.signal()
                await gate.wait()
                return .text("done")
            }
            var configuration = HTTPServer.Configuration()
            configuration.maxRequests = 10
            try await withServer(configuration, handler: handler) { server in
                let before = try await offPool { try ProcessUsage.idle(port: server.port) }
                try await offPool {
                    for index in 0..<40 {
                        let client = try RawClient(port: server.port)
                        try client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
                        if index < 10 {
                            started.wait()
                            client.breakOffAtEnd()
                        } else {
                            let response = try client.readResponse()
                            #expect(response.status == 503 && response.head.contains("\r\nRetry-After: 1\r\n"))
                            #expect(try client.readToEnd() == "")
                        }
                    }
                }
                await gate.open()
                try await offPool { try expectBack(to: before, port: server.port) }
            }
        }
    }

    @Test func readersWhoDoNotReadTakeNoMoreThanTheBudgetAndNotForLong() async {
        await #expect(processExitsWith: .success) {
            let handler: @Sendable (HTTP.Request) async -> HTTPReply = { request in
                let length = request.path == "/" ? 2 : request.path == "/huge" ? 48 * mebibyte : 5 * mebibyte
                return .bytes([UInt8](repeating: 97, count: length), contentType: "text/plain")
            }
            var configuration = HTTPServer.Configuration()
            configuration.maxBufferedBytes = 32 * mebibyte
            configuration.writeTimeout = .milliseconds(1500)
            try await withServer(configuration, handler: handler) { server in
                try await offPool {
                    let before = try ProcessUsage.idle(port: server.port)
                    var clients: [RawClient] = []
                    for _ in 0..<100 {
                        clients.append(try RawClient(port: server.port, receiveBuffer: 4096))
                        try clients[clients.count - 1].send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n")
                    }
                    let good = try RawClient(port: server.port)
                    try good.send(get)
                    #expect(try good.readResponse().status == 200)
                    #expect(ProcessUsage.now().residentBytes < before.residentBytes + (32 + 48) * mebibyte)
                    // The server closes their connections although they never read.
                    try expectBack(to: before, port: server.port, margin: 16 * mebibyte, descriptors: 102)
                    clients = []
                    // A response that is alone may be longer than the budget.
                    let patient = try RawClient(port: server.port)
                    try patient.send("GET /huge HTTP/1.1\r\nHost: a\r\n\r\n")
                    let head = String(decoding: try patient.take(15), as: UTF8.self)
                    #expect(head == "HTTP/1.1 200 OK")
                }
            }
        }
    }

    @Test func webSocketsTakeNoMoreThanTheBudget() async {
        await #expect(processExitsWith: .success) {
            let gate = Gate()
            let handler: @Sendable (HTTP.Request) async -> HTTPReply = { request in
                guard request.path == "/ws" else { return .text("ok") }
                return .webSocket { _ in await gate.wait() }
            }
            var configuration = HTTPServer.Configuration()
            configuration.maxBufferedBytes = 16 * mebibyte
            try await withServer(configuration, handler: handler) { server in
                let before = try await offPool { try ProcessUsage.idle(port: server.port) }
                try await offPool {
                    // Half of them hold back the end of a message, the others send messages that nobody reads.
                    let whole = clientFrame(0x82, [UInt8](repeating: 1, count: mebibyte))
                    var clients: [RawClient] = []
                    for index in 0..<200 {
                        let client = try RawClient(port: server.port)
                        #expect(try client.upgrade("/ws").status == 101)
                        client.sendWhatGoes(index % 2 == 0 ? whole : Array(whole.dropLast()))
                        clients.append(client)
                    }
                    let good = try RawClient(port: server.port)
                    try good.send(get)
                    #expect(try good.readResponse().status == 200)
                    #expect(ProcessUsage.now().residentBytes < before.residentBytes + (16 + 16) * mebibyte)
                    let last = clients.removeLast()
                    let frame = try last.readFrame()
                    #expect(frame.first == 0x88 && frame.payload.prefix(2) == [0x03, 0xF5], "closed with 1013")
                }
                await gate.open()
                try await offPool { try expectBack(to: before, port: server.port) }
            }
        }
    }

    @Test func idleConnectionsGiveWayWhenSlotsRunOut() async {
        await #expect(processExitsWith: .success) {
            var configuration = HTTPServer.Configuration()
            configuration.maxConnections = 400
            let gate = Gate()
            let handler: @Sendable (HTTP.Request) async -> HTTPReply = { request in
                if request.path == "/wait" { await gate.wait() }
                return .text("ok")
            }
            try await withServer(configuration, handler: handler) { server in
                try await offPool {
                    let before = try ProcessUsage.idle(port: server.port)
                    let busy = try (0..<10).map { _ in try RawClient(port: server.port) }
                    for client in busy { try client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n") }
                    var idle = try (0..<1000).map { _ in try RawClient(port: server.port) }
                    for _ in 0..<200 {
                        let good = try RawClient(port: server.port)
                        try good.send(get)
                        #expect(try good.readResponse().status == 200)
                        idle.append(good)
                    }
                    // Those that were idle for longest are gone, without a word.
                    for client in idle.prefix(100) { #expect(lastWords(client) == "") }
                    idle = []
                    try expectBack(to: before, port: server.port, descriptors: 20)
                    Task { await gate.open() }
                    for client in busy { #expect(try client.readResponse().body == "ok") }
                }
            }
        }
    }

    @Test func exhaustedDescriptorsAreSaidAndOvercome() async {
        await #expect(processExitsWith: .success) {
            await readyDispatch()
            let sink = MemorySink()
            let server = try HTTPServer(logger: Log(label: "test", sink: sink))
            try await withThrowingTaskGroup { group in
                group.addTask { try await server.run { _ in .text("ok") } }
                try await offPool {
                    // Nobody is idle: what is missing has to be given back by others.
                    let first = try RawClient(port: server.port)
                    try first.send(get)
                    #expect(try first.readResponse().status == 200)
                    try first.send("GET / HT")
                    let waiting = try RawClient(port: server.port, connects: false)
                    var taken: [CInt] = []
                    while case let copy = dup(0), copy >= 0 { taken.append(copy) }
                    try waiting.connect()
                    try waiting.send(get)
                    while sink.records.isEmpty { sched_yield() }
                    let line = try #require(sink.records.first)
                    #expect(line.message.contains("descriptors") && line.level == .warning)
                    for copy in taken { close(copy) }
                    #expect(try waiting.readResponse().status == 200)

                    // Somebody is idle, and makes room.
                    let next = try RawClient(port: server.port, connects: false)
                    taken = []
                    while case let copy = dup(0), copy >= 0 { taken.append(copy) }
                    try next.connect()
                    try next.send(get)
                    #expect(try next.readResponse().status == 200)
                    #expect(lastWords(waiting) == "")
                    #expect(sink.records.count == 1, "one line says it for a while")
                    for copy in taken { close(copy) }
                }
                server.beginShutdown()
                try await group.waitForAll()
            }
        }
    }
}
