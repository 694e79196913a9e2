import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit

/// A service that takes every message and remembers it: what is left of Teams when only the sender is to be measured,
/// or killed.
///
/// It gives tokens, takes sends, updates, deletes and new chats, answers late when it is told to, and fails as its
/// script says. `GET /_sink/log` is the truth: one line a request, in the order of arrival.
final class Sink: Service {
    /// How late it answers, chosen anew for every request.
    struct Latency: Sendable {
        var shortest: Duration = .zero
        var longest: Duration = .zero

        /// `20` or `20-120`, in milliseconds; nil for anything else.
        init?(_ text: String) {
            let parts = text.split(separator: "-").map { Int($0) }
            guard let first = parts.first ?? nil, let last = parts.last ?? nil, first >= 0, first <= last else {
                return nil
            }
            shortest = .milliseconds(first)
            longest = .milliseconds(last)
        }
    }

    private let server: HTTPServer
    private let log: SinkLog
    private let latency: Mutex<Latency>
    private let script = Mutex<[SinkRule]>([])

    init(port: Int, latency: Latency, log: SinkLog) throws {
        var configuration = HTTPServer.Configuration(port: port)
        configuration.maxBodyBytes = 4 << 20
        server = try HTTPServer(configuration, logger: Log(label: "sink", level: .error))
        self.latency = Mutex(latency)
        self.log = log
    }

    var address: String { "http://\(server.address)" }

    func run() async throws { try await server.run { await self.reply(to: $0) } }
    func beginShutdown() { server.beginShutdown() }

    private func reply(to request: HTTP.Request) async -> HTTPReply {
        if request.target.hasPrefix("/_sink/") { return control(request) }
        if request.target.hasSuffix("/token") {
            return .json(Array(#"{"token_type":"Bearer","expires_in":86399,"access_token":"sink.sink.sink"}"#.utf8))
        }
        guard let call = SinkCall(request) else { return .empty(status: 404) }
        return await answer(call)
    }

    private func answer(_ call: SinkCall) async -> HTTPReply {
        let rule = script.withLock { rules in
            rules.firstIndex { $0.strikes(call) }.map { place in
                defer { if rules[place].left == 0 { rules.remove(at: place) } }
                rules[place].left -= 1
                return rules[place]
            }
        }
        let isDone = rule.map(\.isAfterDelivery) ?? true
        let (entry, id) = log.arrived(call, isDone: isDone)
        // The service takes its time: that is what it was asked to stand in for.
        if let wait = chosenLatency() { try? await Task.sleep(for: wait) }
        let status = rule?.status ?? (call.operation == .send || call.operation == .create ? 201 : 200)
        log.answered(entry, status: status)
        guard let rule else { return .json(Array(#"{"id":"\#(id)"}"#.utf8), status: status) }
        guard status > 0 else { return .drop }
        var fields: HTTP.Fields = ["Content-Type": "application/json"]
        if let seconds = rule.retryAfter { fields["Retry-After"] = "\(seconds)" }
        return .response(HTTP.Response(status: status, fields: fields, body: Array(rule.body.utf8)))
    }

    private func chosenLatency() -> Duration? {
        let latency = latency.withLock { $0 }
        guard latency.longest > .zero else { return nil }
        return .seconds(
            Double.random(in: latency.shortest / .seconds(1)...latency.longest / .seconds(1)))
    }

    /// What the judge asks for: the log, another latency, a rule of the script.
    private func control(_ request: HTTP.Request) -> HTTPReply {
        let path = request.target.split(separator: "?")[0]
        switch (request.method, path) {
        case ("GET", "/_sink/log"):
            let after = request.target.split(separator: "=").last.flatMap { Int($0) } ?? 0
            return .bytes(log.text(after: after), contentType: "text/tab-separated-values")
        case ("GET", "/_sink/count"): return .text("\(log.count)")
        case ("GET", "/_sink/clock"): return .text("\(log.elapsed)")
        case ("DELETE", "/_sink/log"):
            log.clear()
            return .empty()
        case ("PUT", "/_sink/latency"):
            guard let chosen = Latency(String(decoding: request.body, as: UTF8.self)) else { break }
            latency.withLock { $0 = chosen }
            return .empty()
        case ("POST", "/_sink/script"):
            guard let json = try? JSONValue(parsing: request.body), let rule = SinkRule(json) else { break }
            script.withLock { $0.append(rule) }
            return .empty()
        case ("DELETE", "/_sink/script"):
            script.withLock { $0 = [] }
            return .empty()
        default: return .empty(status: 404)
        }
        return .text("the sink does not understand this", status: 400)
    }
}

/// Runs a sink until SIGTERM. `benchmarks sink [PORT [LATENCY]]`
func serveSink(_ arguments: [String]) async throws {
    let port = arguments.first.flatMap { Int($0) } ?? 0
    let latency = Sink.Latency(arguments.dropFirst().first ?? "0")
    guard let latency else {
        FileHandle.standardError.write(Data("usage: benchmarks sink [PORT [MILLISECONDS[-MILLISECONDS]]]\n".utf8))
        exit(64)
    }
    let sink = try Sink(port: port, latency: latency, log: SinkLog())
    // Whoever started it waits for this line.
    print("listening on \(sink.address)")
    fflush(nil)
    try await runUntilSignalled([sink])
}
