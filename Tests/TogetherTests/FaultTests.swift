import Foundation
import JSONKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

/// A failure of the service, and what the bot makes of it.
private struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let fault: JSONObject
    /// When the request goes, in seconds after the first time.
    let attempts: [Double]
    /// What it comes to; nil when it succeeds in the end.
    var code: ConnectorError.Code?
    /// Whether nobody knows what became of it.
    var isAmbiguous = false

    init(
        _ name: String, _ fault: JSONObject, at attempts: [Double], _ code: ConnectorError.Code? = nil,
        isAmbiguous: Bool = false
    ) {
        testDescription = name
        self.fault = fault
        self.attempts = attempts
        self.code = code
        self.isAmbiguous = isAmbiguous
    }
}

/// The pauses between four attempts, without a spread.
private let backoff: [Double] = [0, 2, 5, 10]

private let rows: [Row] = [
    Row("429 with whole seconds", ["status": 429, "retryAfter": 7], at: [0, 7]),
    Row("429 with decimals", ["status": 429, "retryAfter": 1.5], at: [0, 1.5]),
    Row("429 with nothing to wait for", ["status": 429, "retryAfter": 0], at: [0, 0]),
    Row("429 twice", ["status": 429, "retryAfter": 3, "times": 2], at: [0, 3, 6]),
    Row("429 without a wait", ["status": 429], at: [0, 2]),
    Row("429 for ever", ["status": 429, "retryAfter": 3, "times": 0], at: [0, 3, 6, 9], .throttled),
    Row("429 for longer than is waited for", ["status": 429, "retryAfter": 301], at: [0], .throttled),
    Row("412", ["status": 412], at: [0, 2]),
    Row("412 for ever", ["status": 412, "times": 0], at: backoff, .preconditionFailed),
    Row("500", ["status": 500], at: [0], .serviceFailed),
    Row("502", ["status": 502], at: [0, 2]),
    Row("502 for ever", ["status": 502, "times": 0], at: backoff, .serviceFailed, isAmbiguous: true),
    Row("503", ["status": 503], at: [0, 2]),
    Row("503 for ever", ["status": 503, "times": 0], at: backoff, .serviceFailed, isAmbiguous: true),
    Row("504", ["status": 504], at: [0, 2]),
    Row("504 three times", ["status": 504, "times": 3], at: backoff),
    Row("504 for ever", ["status": 504, "times": 0], at: backoff, .serviceFailed, isAmbiguous: true),
    Row("a dropped connection", ["status": 0], at: [0, 2]),
    Row("a dropped connection for ever", ["status": 0, "times": 0], at: backoff, .dropped, isAmbiguous: true),
    Row("a permission is missing", ["status": 403, "code": "NotEnoughPermissions"], at: [0], .notPermitted),
    Row("a stream is not allowed", ["status": 403, "code": "ContentStreamNotAllowed"], at: [0], .streamNotAllowed),
    Row("moderation", ["status": 403, "code": "ConversationBlockedByUser"], at: [0], .blockedByUser),
    Row(
        "the other status of a roster", ["status": 404, "code": "BotNotInConversationRoster"], at: [0],
        .notInConversation),
    Row("another host", ["status": 403, "code": "InvalidBotApiHost"], at: [0, 0]),
    Row(
        "another host, which refuses too", ["status": 403, "code": "InvalidBotApiHost", "times": 0], at: [0, 0],
        .wrongHost),
    Row("a status that nobody knows", ["status": 418, "code": "Teapot"], at: [0], .refused),
    Row("408", ["status": 408, "code": "RequestTimeout"], at: [0], .refused),
]

@Suite("Failures of the service")
struct FaultTests {
    @Test("each act is repeated as the table says, and no other way", arguments: rows)
    private func faults(row: Row) async throws {
        try await Harbor.with(.unpaced) { harbor in
            for act in Act.allCases {
                let scene = try await Scene(harbor, in: harbor.channel)
                var fault = row.fault
                fault["operation"] = .string(act.operation)
                let id = try await harbor.gesture("POST", "faults", .object(fault))["id"]
                harbor.wire.clear()
                let began = harbor.clock.now
                var refused: ConnectorError?
                do throws(ConnectorError) { try await scene.anew().perform(act) } catch { refused = error }
                let what: Comment = "\(act): \(refused.map { "\($0)" } ?? "done")"
                #expect(refused?.code == row.code, what)
                #expect(refused?.isAmbiguous ?? false == row.isAmbiguous, what)
                #expect(refused?.attempts ?? row.attempts.count == row.attempts.count, what)
                let times = harbor.wire.attempts.map { ($0.at - harbor.wire.elapsed(at: began)) / .seconds(1) }
                #expect(times == row.attempts, what)
                #expect(Set(harbor.wire.attempts.map(\.body)).count == 1, "the same request: \(act)")
                if row.fault["times"] == 0, let id = id?.intValue.map(String.init) ?? id?.stringValue {
                    try await harbor.gesture("DELETE", "faults/\(id)")
                }
            }
        }
    }

    @Test(
        "a message that may have arrived is not sent again when that is not wanted; all else is",
        arguments: [502, 503, 504, 0])
    func notResent(status: Int) async throws {
        var options = Connector.Options.unpaced
        options.retry.resendsAmbiguous = false
        try await Harbor.with(options) { harbor in
            for act in Act.allCases {
                let scene = try await Scene(harbor, in: harbor.channel)
                try await harbor.gesture(
                    "POST", "faults", ["operation": .string(act.operation), "status": .number(JSONNumber(status))])
                harbor.wire.clear()
                var refused: ConnectorError?
                do throws(ConnectorError) { try await scene.perform(act) } catch { refused = error }
                #expect(harbor.wire.attempts.count == (act.makesMessage ? 1 : 2), "\(act)")
                #expect((refused != nil) == act.makesMessage, "\(act)")
                #expect(refused?.isAmbiguous ?? true, "\(act)")
            }
        }
    }

    @Test(
        "504 after the message was delivered: it is there twice, or, when nothing ambiguous is sent again, once",
        arguments: [504, 0], [true, false])
    func afterDelivery(status: Int, resends: Bool) async throws {
        var options = Connector.Options()
        if !resends { options.retry.resendsAmbiguous = false }
        try await Harbor.with(options) { harbor in
            try await harbor.gesture(
                "POST", "faults",
                ["operation": "send", "status": .number(JSONNumber(status)), "afterDelivery": true])
            let began = harbor.clock.now
            var refused: ConnectorError?
            do throws(ConnectorError) {
                _ = try await harbor.connector.send(Activity(text: "the tide is high"), in: harbor.group)
            } catch {
                refused = error
            }
            let times = try await harbor.texts(in: harbor.group).filter { $0 == "the tide is high" }.count
            #expect(times == (resends ? 2 : 1))
            #expect((refused?.isAmbiguous ?? false) == !resends)
            #expect(harbor.wire.attempts.count == (resends ? 2 : 1))
            #expect(began.duration(to: harbor.clock.now) == (resends ? .seconds(2) : .zero))
        }
    }

    @Test("an update and a deletion after which the answer is lost are repeated, and change nothing more")
    func repeatable() async throws {
        var options = Connector.Options()
        options.retry.resendsAmbiguous = false
        try await Harbor.with(options) { harbor in
            let scene = try await Scene(harbor, in: harbor.group)
            for operation in ["update", "delete"] {
                try await harbor.gesture(
                    "POST", "faults", ["operation": .string(operation), "status": 504, "afterDelivery": true])
            }
            try await scene.perform(.update)
            #expect(try await harbor.texts(in: harbor.group).contains("the tide is high"))
            // The second deletion finds nothing: what was wanted is so.
            try await scene.perform(.delete)
            #expect(harbor.wire.attempts.suffix(2).map(\.status) == [504, 404])
            #expect(try await !harbor.texts(in: harbor.group).contains("the tide is high"))
        }
    }

    @Test("a conversation that is throttled pauses no other, and its roster no messages")
    func scopes() async throws {
        try await Harbor.with(movesClock: false) { harbor in
            let group = JSONValue.string(Harbor.groupID.rawValue)
            for operation in ["send", "members"] {
                try await harbor.gesture(
                    "POST", "faults",
                    ["operation": .string(operation), "conversation": group, "status": 429, "retryAfter": 30])
            }
            let start = harbor.wire.elapsed(at: harbor.clock.now)
            async let slow = harbor.connector.send(Activity(text: "slow"), in: harbor.group)
            async let roster = harbor.connector.members(of: harbor.group)
            await harbor.clock.waitForSleepers(2)
            _ = try await harbor.connector.send(Activity(text: "quick"), in: harbor.channel)
            _ = try await harbor.connector.send(Activity(text: "quick"), in: harbor.personal)
            _ = try await harbor.connector.members(of: harbor.channel)
            #expect(harbor.wire.attempts.count { $0.status == 429 } == 2)
            #expect(harbor.wire.attempts.allSatisfy { $0.at == start })
            try await harbor.pass(30)
            _ = try await (slow, roster)
            #expect(harbor.wire.attempts.suffix(2).map(\.at) == [start + .seconds(30), start + .seconds(30)])
            #expect(harbor.wire.attempts.count == 7)
        }
    }

    @Test("a date in Retry-After is compared with the clock that the service follows")
    func date() async throws {
        try await Harbor.with(movesClock: false) { harbor in
            let writer = DateFormatter()
            writer.locale = Locale(identifier: "en_US_POSIX")
            writer.timeZone = TimeZone(identifier: "GMT")
            writer.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
            let now = Date(timeIntervalSince1970: harbor.clock.now.offset / .seconds(1))
            try await harbor.gesture(
                "POST", "faults",
                [
                    "operation": "send", "status": 429,
                    "retryAfter": .string(writer.string(from: now.addingTimeInterval(60))),
                ])
            async let sent = harbor.connector.send(Activity(text: "x"), in: harbor.group)
            await harbor.clock.waitForSleepers()
            try await harbor.pass(58)
            #expect(harbor.wire.attempts.map(\.status) == [429], "not earlier")
            try await harbor.pass(2)
            _ = try await sent
            #expect(harbor.wire.attempts.map(\.status) == [429, 201])
        }
    }
}
