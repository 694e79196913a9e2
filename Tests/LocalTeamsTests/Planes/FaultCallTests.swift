import HTTPKit
import JSONKit
import ServiceKit
import Testing

@testable import LocalTeams

private let group = escaped(RunningTeams.group)
private let activities = "/v3/conversations/\(group)/activities"
private let endpoint = "http://127.0.0.1:9/api/messages"
private let hello: JSONValue = ["type": "message", "text": "hello"]

private let wrong: [(body: JSONValue, status: Int, words: [String])] = [
    ([:], 400, ["/operation", "missing"]),
    (["operation": "post", "status": 500], 400, ["/operation", "send"]),
    (["operation": "send"], 400, ["/status", "delayMs"]),
    (["operation": "send", "status": 199], 400, ["/status", "199"]),
    (["operation": "send", "status": 600], 400, ["/status", "599"]),
    (["operation": "send", "status": -1], 400, ["/status"]),
    (["operation": "send", "status": "500"], 400, ["/status", "whole number"]),
    (["operation": "send", "status": 500, "state": 1], 400, ["/state", "status"]),
    (["operation": "send", "status": 500, "times": -1], 400, ["/times"]),
    (["operation": "send", "status": 500, "probability": 1.01], 400, ["/probability", "0 to 1"]),
    (["operation": "send", "status": 500, "probability": -0.5], 400, ["/probability"]),
    (["operation": "send", "status": 500, "delayMs": -1], 400, ["/delayMs"]),
    (["operation": "send", "status": 500, "retryAfter": true], 400, ["/retryAfter"]),
    (["operation": "send", "status": 500, "retryAfter": "1\r\nX: y"], 400, ["/retryAfter"]),
    (["operation": "send", "status": 500, "code": ""], 400, ["/code"]),
    (["operation": "send", "delayMs": 1, "retryAfter": 1], 400, ["/retryAfter", "status"]),
    (["operation": "send", "status": 500, "user": "nobody"], 404, ["nobody"]),
    (["operation": "send", "status": 500, "conversation": "19:none"], 404, ["19:none"]),
]

/// What the header says, for what was given.
private let retries: [(given: JSONValue, sent: String)] = [
    (7, "7"), (1.5, "1.5"), (0, "0"), (-3, "-3"), ("Sun, 06 Nov 2094 08:49:37 GMT", "Sun, 06 Nov 2094 08:49:37 GMT"),
    ("soon", "soon"),
]

extension RunningTeams {
    fileprivate func fault(_ fault: JSONValue) async throws -> JSONValue {
        let answer = try await call("POST", "/_local/faults", fault)
        #expect(answer.status == 201, "\(answer.message)")
        return answer.json
    }

    fileprivate func faults() async throws -> [JSONValue] {
        try await call("GET", "/_local/faults").json.arrayValue ?? []
    }

    /// What a call of the development app ends with, when it has no answer.
    fileprivate func failure(_ method: String, _ path: String, _ body: JSONValue?, _ fields: HTTP.Fields) async throws
        -> HTTPTransportError?
    {
        do {
            _ = try await call(method, path, body, fields: fields)
            return nil
        } catch let error as HTTPTransportError {
            return error
        }
    }
}

@Suite struct FaultCallTests {
    @Test func faultsAreListedAsTheyWereGiven() async throws {
        try await withTeams(bot: endpoint) { teams in
            for (body, status, words) in wrong {
                let answer = try await teams.call("POST", "/_local/faults", body)
                #expect(answer.status == status, "\(body)")
                for word in words { #expect(answer.message.contains(word), "\(body): \(answer.message)") }
            }
            #expect(try await teams.faults().isEmpty)
            let given: JSONValue = [
                "operation": "send", "conversation": .string(RunningTeams.group), "user": "bo", "status": 502,
                "code": "X", "retryAfter": 1.5, "times": 3, "probability": 0.5, "delayMs": 10, "afterDelivery": true,
            ]
            let first = try await teams.fault(given)
            #expect(missing(from: first, in: given) == [])
            #expect(first["hits"] == 0 && first["left"] == 3)
            let second = try await teams.fault(["operation": "keys", "status": 503, "times": 0])
            #expect(second["left"] == .null)
            #expect(try await teams.faults() == [first, second])
            let path = "/_local/faults/\(first["id"]?.stringValue ?? "")"
            #expect(try await teams.call("DELETE", path).status == 200)
            #expect(try await teams.call("DELETE", path).status == 404)
            #expect(try await teams.faults() == [second])
            _ = try await teams.call("POST", "/_local/reset")
            #expect(try await teams.faults().isEmpty)
        }
    }

    @Test func aFaultTakesThePlaceOfTheOperation() async throws {
        try await withTeams(bot: endpoint) { teams in
            let fields: HTTP.Fields = ["Authorization": "Bearer \(try await teams.token())"]
            let id = try await teams.fault(["operation": "send", "status": 502, "times": 2])["id"]?.stringValue ?? ""
            for hit in 1...2 {
                let answer = try await teams.call("POST", activities, hello, fields: fields)
                #expect(answer.status == 502 && answer.code == "ServiceError" && answer.fields["MS-CV"] != nil)
                let note = try await teams.lastCall()?["note"]?.stringValue
                #expect(note == "Fault \(id): 502, \(hit) of 2 times")
            }
            #expect(try await teams.history("bo").isEmpty)
            #expect(try await teams.call("POST", activities, hello, fields: fields).status == 201)
            #expect(try await teams.faults().first?["left"] == 0)
            let ledger = try await teams.call("GET", "/_local/ledger").json.arrayValue ?? []
            #expect(ledger.map { $0["kind"] } == ["refused", "refused", "visible"])
            // Who is not known is refused as before, and uses nothing up.
            _ = try await teams.fault(["operation": "send", "status": 502])
            #expect(try await teams.call("POST", activities, hello).status == 401)
            #expect(try await teams.faults().last?["left"] == 1)
        }
    }

    @Test func retryAfterIsSentAsItStands() async throws {
        try await withTeams(bot: endpoint) { teams in
            let fields: HTTP.Fields = ["Authorization": "Bearer \(try await teams.token())"]
            let members = "/v3/conversations/\(group)/pagedmembers"
            for (given, sent) in retries {
                _ = try await teams.fault(["operation": "members", "status": 429, "retryAfter": given])
                let answer = try await teams.call("GET", members, fields: fields)
                #expect(answer.status == 429 && answer.code == "Throttled")
                #expect(answer.fields["Retry-After"] == sent)
            }
            _ = try await teams.fault(["operation": "members", "status": 429])
            #expect(try await teams.call("GET", members, fields: fields).fields["Retry-After"] == nil)
            // Blocked: the envelope is another one.
            _ = try await teams.fault([
                "operation": "members", "status": 403, "code": "MessageWritesBlocked",
                "subCode": "MessageWritesBlocked",
            ])
            #expect(try await teams.call("GET", members, fields: fields).code == "209")
            for status in [204, 304, 200, 599] {
                _ = try await teams.fault(["operation": "members", "status": .number(JSONNumber(status))])
                #expect(try await teams.call("GET", members, fields: fields).status == status)
            }
        }
    }

    @Test func aDroppedConnectionHasNoAnswer() async throws {
        try await withTeams(bot: endpoint) { teams in
            let fields: HTTP.Fields = ["Authorization": "Bearer \(try await teams.token())"]
            _ = try await teams.fault(["operation": "send", "status": 0])
            #expect(try await teams.failure("POST", activities, hello, fields)?.code == .dropped)
            let entry = try await teams.lastCall()
            #expect(entry?["status"] == .null && entry?["response"] == .null)
            #expect(entry?["note"]?.stringValue?.contains("connection dropped") == true)
            #expect(try await teams.history("bo").isEmpty)
            _ = try await teams.fault(["operation": "send", "status": 0, "afterDelivery": true])
            #expect(try await teams.failure("POST", activities, hello, fields)?.code == .dropped)
            #expect(try await teams.history("bo").count == 1)
        }
    }

    /// The answer was 504, and the message is there.
    @Test func whatIsDoneAfterDeliveryIsDone() async throws {
        try await withTeams(bot: endpoint) { teams in
            let fields: HTTP.Fields = ["Authorization": "Bearer \(try await teams.token())"]
            _ = try await teams.fault(["operation": "send", "status": 504, "afterDelivery": true])
            #expect(try await teams.call("POST", activities, hello, fields: fields).status == 504)
            #expect(try await teams.history("bo").map { $0["text"] } == ["hello"])
            let ledger = try await teams.call("GET", "/_local/ledger").json.arrayValue ?? []
            #expect(ledger.map { $0["kind"] } == ["visible"])
            // What the operation itself refuses is not done; the answer is the fault's nevertheless.
            _ = try await teams.fault(["operation": "delete", "status": 504, "afterDelivery": true])
            #expect(try await teams.call("DELETE", activities + "/1", fields: fields).status == 504)
            let note = try await teams.lastCall()?["note"]?.stringValue
            #expect(note?.contains("ActivityNotFoundInConversation") == true)
        }
    }

    /// The clock is moved, and the answers come.
    @Test func delaysFollowTheWorldsClock() async throws {
        try await withTeams(bot: endpoint, { $0.service.clock = .virtual }) { teams in
            let fields: HTTP.Fields = ["Authorization": "Bearer \(try await teams.token())"]
            _ = try await teams.fault(["operation": "update", "delayMs": 60_000])
            _ = try await teams.fault(["operation": "send", "status": 500, "delayMs": 60_000, "afterDelivery": true])
            let reader = try await teams.listen("bo")
            // After delivery: the message is on the page, and its answer waits for the clock.
            async let failed = teams.call("POST", activities, ["type": "message", "text": "done"], fields: fields)
            let shown = await reader.frames { $0["type"] == "message" }.last
            #expect(shown?["message"]?["text"] == "done")
            #expect(try await !teams.hasLogged("send"))
            try await teams.moveClock(untilLogged: "send")
            #expect(try await failed.status == 500)
            // Held up and let through: the message waits too.
            async let delayed = teams.call(
                "PUT", activities + "/1", ["type": "message", "text": "late"], fields: fields)
            try await teams.moveClock(untilLogged: "update")
            #expect(try await delayed.status == 404)
            reader.close()
        }
    }

    /// Nobody waits for a clock that will never show their time: not after a reset, and not at the end.
    @Test func whoeverIsHeldUpIsLetGo() async throws {
        try await withTeams(bot: endpoint, { $0.service.clock = .virtual }) { teams in
            let fields: HTTP.Fields = ["Authorization": "Bearer \(try await teams.token())"]
            let fault: JSONValue = [
                "operation": "send", "status": 503, "delayMs": 60_000, "afterDelivery": true, "times": 0,
            ]
            let reader = try await teams.listen("bo")
            for isLast in [false, true] {
                _ = try await teams.fault(fault)
                async let answer = teams.call("POST", activities, hello, fields: fields)
                _ = await reader.frames { $0["type"] == "message" }
                if isLast { teams.teams.beginShutdown() } else { _ = try await teams.call("POST", "/_local/reset") }
                #expect(try await answer.status == 503)
            }
            reader.close()
        }
    }

    @Test func theTokenEndpointFailsAsEntraDoes() async throws {
        try await withTeams(bot: endpoint) { teams in
            let form = [
                ("grant_type", "client_credentials"), ("client_id", RunningTeams.app),
                ("client_secret", TeamsServiceOptions.developmentClientSecret),
                ("scope", "https://api.botframework.com/.default"),
            ]
            for (status, error) in [
                (400, "invalid_request"), (401, "invalid_client"), (429, "temporarily_unavailable"),
            ] {
                _ = try await teams.fault([
                    "operation": "token", "status": .number(JSONNumber(status)), "retryAfter": 3,
                ])
                let answer = try await teams.requestToken(form)
                #expect(answer.status == status && answer.json["error"]?.stringValue == error)
                #expect(answer.json["error_description"]?.stringValue?.hasPrefix("AADSTS") == true)
                #expect(answer.json["error_codes"]?.arrayValue?.count == 1)
                #expect(answer.fields["Retry-After"] == "3")
            }
            _ = try await teams.fault(["operation": "token", "status": 503])
            #expect(try await teams.requestToken(form).status == 503)
            _ = try await teams.fault(["operation": "keys", "status": 500])
            #expect(try await teams.call("GET", "/v1/.well-known/keys").status == 500)
            #expect(try await teams.requestToken(form).status == 200)
            #expect(try await teams.call("GET", "/v1/.well-known/keys").status == 200)
        }
    }

    @Test func aDeliveryIsAnsweredForTheBot() async throws {
        let bot = try BotDouble()
        try await bot.serve { [endpoint = bot.endpoint, bot] in
            try await withTeams(bot: endpoint, { $0.service.clock = .virtual }) { teams in
                let chat = try await teams.personalChat(of: "ines")
                let first = try await teams.post("hear me", as: "ines", to: chat)
                #expect(first.json["deliveries"]?[0]?["status"] == 200)
                _ = await bot.nextMessage()

                // In this chat: elsewhere people and bots are still told that the bot was installed.
                let here = JSONValue.string(chat)
                _ = try await teams.fault(["operation": "deliver", "status": 502, "conversation": here])
                let lost = try await teams.post("lost", as: "ines", to: chat).json["deliveries"]?[0]
                #expect(lost?["status"] == 502)
                #expect(lost?["error"]?.stringValue?.contains("502, 1 of 1 times. Nothing was posted") == true)
                _ = try await teams.fault(["operation": "deliver", "status": 0, "user": "ines"])
                let dropped = try await teams.post("dropped", as: "ines", to: chat).json["deliveries"]?[0]
                #expect(dropped?["status"] == nil && dropped?["error"]?.stringValue?.contains("Fault") == true)
                #expect(
                    try await teams.log().contains { $0["note"]?.stringValue?.contains("connection dropped") == true })

                // Posted, and the answer is another one.
                _ = try await teams.fault([
                    "operation": "deliver", "status": 500, "afterDelivery": true, "conversation": here,
                ])
                let answered = try await teams.post("heard", as: "ines", to: chat).json["deliveries"]?[0]
                #expect(answered?["status"] == 500)
                #expect(await bot.nextMessage()?.activity["text"] == "heard")

                // Too late an answer: the same activity once more.
                _ = try await teams.fault([
                    "operation": "deliver", "status": 200, "delayMs": 20_000, "afterDelivery": true,
                    "conversation": here,
                ])
                async let late = teams.post("twice", as: "ines", to: chat)
                #expect(await bot.nextMessage()?.activity["text"] == "twice")
                _ = try await teams.call("POST", "/_local/clock", ["advance": 15])
                #expect(await bot.nextMessage()?.activity["text"] == "twice")
                #expect(try await late.json["deliveries"]?[0]?["status"] == 200)
            }
        }
    }

    @Test func faultsOutliveTheProcess() async throws {
        try await withFolder { folder in
            let configure = { @Sendable (options: inout LocalTeamsOptions) in
                options.service.data = folder + "/world.db"
            }
            try await withTeams(bot: endpoint, configure) { teams in
                _ = try await teams.fault(["operation": "members", "status": 500, "times": 3, "retryAfter": "soon"])
                let answer = try await teams.asBot("GET", "/v3/conversations/\(group)/pagedmembers")
                #expect(answer.status == 500)
            }
            try await withTeams(bot: endpoint, configure) { teams in
                let fault = try #require(try await teams.faults().first)
                #expect(fault["hits"] == 1 && fault["left"] == 2 && fault["retryAfter"] == "soon")
                let answer = try await teams.asBot("GET", "/v3/conversations/\(group)/pagedmembers")
                #expect(answer.fields["Retry-After"] == "soon")
            }
        }
    }
}

extension RunningTeams {
    /// The last call of a bot in the log. Deliveries may come at any time.
    fileprivate func lastCall() async throws -> JSONValue? { try await log().last { $0["direction"] == "in" } }

    fileprivate func hasLogged(_ operation: String) async throws -> Bool {
        try await log().contains { $0["operation"]?.stringValue == operation }
    }

    /// Moves the clock forward until a call that is held up is answered, and so in the log.
    fileprivate func moveClock(untilLogged operation: String) async throws {
        while try await !hasLogged(operation) { _ = try await call("POST", "/_local/clock", ["advance": 30]) }
    }
}
