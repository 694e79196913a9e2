import Foundation
import HTTPKit
import JSONKit
import ServiceKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsNotifications

/// Every call, with a target that exists once a notification is accepted; `{id}` is its id.
private let calls: [(method: String, target: String, scope: APIScope?)] = [
    ("POST", "/v1/notifications", .send), ("GET", "/v1/notifications", .read), ("GET", "/v1/notifications/{id}", .read),
    ("GET", "/v1/notifications/{id}/deliveries", .read), ("GET", "/v1/notifications/{id}/deliveries.csv", .read),
    ("POST", "/v1/notifications/{id}/pause", .send), ("POST", "/v1/notifications/{id}/resume", .send),
    ("POST", "/v1/notifications/{id}/cancel", .send), ("POST", "/v1/notifications/{id}/retry", .send),
    ("PUT", "/v1/notifications/{id}/content", .send), ("DELETE", "/v1/notifications/{id}", .send),
    ("GET", "/v1/me", .read), ("GET", "/v1/notifications/{id}/request", .read),
    ("GET", "/v1/notifications/{id}/reasons", .read), ("GET", "/v1/notifications/{id}/times", .read),
    ("POST", "/v1/previews", .send), ("GET", "/v1/templates", .read),
    ("GET", "/v1/schedules", .read), ("GET", "/v1/lanes", .read), ("GET", "/v1/installations", .read),
    ("GET", "/v1/sources", .read), ("GET", "/v1/sources/builds/rejected", .read),
    ("POST", "/v1/installations", .admin), ("GET", "/v1/installations/jobs", .read),
    ("GET", "/v1/installations/jobs/{id}", .read), ("GET", "/v1/installations/jobs/{id}/failures", .read),
    ("POST", "/v1/reconcile", .admin),
    ("GET", "/v1/unreachable", .read), ("GET", "/v1/preferences/6a1d4c1e", .read),
    ("PUT", "/v1/preferences/6a1d4c1e", .admin), ("GET", "/openapi.json", .read), ("GET", "/metrics", .read),
    ("GET", "/healthz", nil), ("GET", "/readyz", nil),
]

private func body(_ method: String, _ target: String) -> JSONValue? {
    switch (method, target) {
    case ("POST", "/v1/notifications"): APITown.notification
    case ("POST", "/v1/installations"): ["users": ["6a1d4c1e"]]
    case ("POST", "/v1/previews"): ["content": ["text": "The tide turns."]]
    case ("PUT", let target) where target.hasSuffix("content"): ["text": "The tide has turned."]
    case ("PUT", _): ["optedOut": ["tides"]]
    default: nil
    }
}

private let badPreferences: [(body: JSONValue, pointer: String)] = [
    ([:], "/optedOut"), (["optedOut": "tides"], "/optedOut"), (["optedOut": [1]], "/optedOut/0"),
    (["optedOut": ["a", ""]], "/optedOut/1"), (["optedOut": [], "x": 1], "/x"), ([], ""),
    (["optedOut": [.string(String(repeating: "x", count: 257))]], "/optedOut/0"),
    (["optedOut": .array((0..<1_001).map { .string("\($0)") })], "/optedOut"),
]

@Suite struct APITests {
    @Test func theTableOfTestsHasEveryRoute() {
        let tested = Set(calls.map { "\($0.method) \($0.target)" })
        let all = Set(
            APIRoute.all.map { route in
                "\(route.method) \(route.pattern.replacing("{user}", with: "6a1d4c1e").replacing("{name}", with: "builds"))"
            })
        #expect(tested == all)
    }

    @Test(arguments: calls) func aCallNeedsItsScopeAndNoMore(method: String, target: String, scope: APIScope?)
        async throws
    {
        let sources = try SourceTown()
        let town = APITown(
            sources: EventSources([try sources.source([:], ListFeed([]))], store: sources.store))
        let target = await town.existing(target)
        for given in APIScope.allCases {
            let answer = await town.call(method, target, body(method, target), as: given)
            let may = scope.map { $0 <= given } ?? true
            #expect(may ? answer.status < 300 : answer.status == 403, "\(given): \(answer.text)")
            if !may { #expect(answer.code == "forbidden") }
        }
    }

    @Test(arguments: calls) func withoutAKeyNothingIsTold(method: String, target: String, scope: APIScope?) async {
        let town = APITown()
        let target = await town.existing(target)
        let wrong: [HTTP.Fields] = [
            [:], ["Authorization": "Bearer wrong"], ["Authorization": "Bearer "], ["Authorization": "Basic cmVhZDo="],
            ["Authorization": APITown.keys[.admin]!], ["Authorization": "Bearer a.b.c"],
            ["X-Api-Key": APITown.keys[.admin]!],
        ]
        for fields in wrong {
            let answer = await town.call(method, target, body(method, target), as: nil, fields: fields)
            #expect(answer.status == (scope == nil ? 200 : 401))
            guard scope != nil else { continue }
            #expect(answer.fields["WWW-Authenticate"] == "Bearer")
            #expect(answer.code == "unauthorized")
        }
        let key = APITown.keys[.admin]!
        #expect(
            await town.call(method, "\(target)?key=\(key)&api_key=\(key)", as: nil).status == (scope == nil ? 200 : 401)
        )
    }

    @Test(arguments: ["/", "/v2/notifications", "/v1/installations/x", "/v1/sources/x", "/v1/reconcile/x", "/%ff", "*"])
    func whatIsNotThereIsToldToThoseWithAKeyAlone(target: String) async {
        let town = APITown()
        #expect(await town.call("GET", target, as: nil).status == 401)
        #expect(await town.call("GET", target).status == 404)
    }

    @Test func anotherMethodIsToldWithThoseThatThereAre() async {
        let town = APITown()
        let answer = await town.call("PATCH", "/v1/notifications")
        #expect(answer.status == 405)
        #expect(answer.fields["Allow"] == "POST, GET")
        #expect(await town.call("PATCH", "/v1/notifications", as: nil).status == 401)
    }

    @Test func theDoorDecidesByTheHead() {
        let town = APITown()
        func admission(_ method: String, _ target: String, _ fields: HTTP.Fields) -> Int {
            switch town.api.admit(HTTP.Request(method: method, target: target, fields: fields)) {
            case .answer(let response): response.status
            case .body(let maxBytes): maxBytes
            default: 0
            }
        }
        let admin: HTTP.Fields = ["Authorization": "Bearer \(APITown.keys[.admin]!)"]
        let read: HTTP.Fields = ["Authorization": "Bearer \(APITown.keys[.read]!)"]
        #expect(admission("POST", "/v1/notifications", [:]) == 401)
        #expect(admission("POST", "/v1/notifications", read) == 403)
        #expect(admission("POST", "/v1/nothing", admin) == 404)
        #expect(admission("PATCH", "/v1/notifications", admin) == 405)
        #expect(admission("POST", "/v1/notifications", admin) == 32 << 20)
        var long = admin
        long["Content-Length"] = "\((32 << 20) + 1)"
        #expect(admission("POST", "/v1/notifications", long) == 413)
    }

    // MARK: Notifications

    @Test func aNotificationIsAccepted() async {
        let town = APITown()
        let answer = await town.call("POST", "/v1/notifications", APITown.notification)
        #expect(answer.status == 202)
        #expect(answer.json["state"] == "planning")
        #expect(answer.json["counts"]?["planned"] == 0)
        let id = answer.json["id"]?.stringValue ?? ""
        let shown = await town.call("GET", "/v1/notifications/\(id)")
        #expect(shown.status == 200)
        #expect(shown.json["createdAt"] == "2025-11-24T16:00:00.000Z")
        #expect(shown.json["estimatedCompletion"] == "2025-11-24T16:01:40.000Z")
    }

    @Test func aDryRunPlansAndKeepsNothing() async {
        let town = APITown()
        var body = APITown.notification
        body["dryRun"] = true
        let answer = await town.call("POST", "/v1/notifications", body, fields: ["Idempotency-Key": "k"])
        #expect(answer.status == 200)
        #expect(
            answer.json == [
                "plan": [
                    "recipients": 3, "skipped": ["notInstalled": 2, "optedOut": 1], "requests": 4,
                    "estimatedSeconds": 0.08, "largestBytes": 1234, "warnings": ["the card has no summary"],
                ]
            ])
        #expect(town.desk.with { $0.records.isEmpty && $0.keys.isEmpty })
    }

    @Test func theSameKeyIsTheSameNotification() async {
        let town = APITown()
        let key: HTTP.Fields = ["Idempotency-Key": "build 42/a"]
        let first = await town.call("POST", "/v1/notifications", APITown.notification, fields: key)
        let reordered: JSONValue = [
            "content": ["text": "The tide turns."], "audience": ["everyone": true], "dryRun": false,
        ]
        let again = await town.call("POST", "/v1/notifications", reordered, fields: key)
        #expect(again.status == 202)
        #expect(again.bytes == first.bytes)
        _ = await town.call("POST", "/v1/notifications/\(first.json["id"]?.stringValue ?? "")/cancel")
        #expect(await town.call("POST", "/v1/notifications", reordered, fields: key).bytes == first.bytes)
        var other = APITown.notification
        other["category"] = "tides"
        let conflict = await town.call("POST", "/v1/notifications", other, fields: key)
        #expect(conflict.status == 422)
        #expect(conflict.code == "idempotencyConflict")
        #expect(town.desk.with { $0.records.count } == 1)
    }

    @Test(arguments: [[""], ["é"], ["a", "b"], [String(repeating: "k", count: 256)]])
    func aBadIdempotencyKeyIsRefused(keys: [String]) async {
        let town = APITown()
        var fields: HTTP.Fields = [:]
        for key in keys { fields.append("Idempotency-Key", key) }
        #expect(await town.call("POST", "/v1/notifications", APITown.notification, fields: fields).status == 400)
        #expect(town.desk.with { $0.records.isEmpty })
    }

    @Test func tenThousandEventsPostedThriceAreOneEach() async {
        let town = APITown()
        await withTaskGroup { group in
            for lane in 0..<4 {
                group.addTask {
                    for number in 0..<30_000 where number % 4 == lane {
                        let event = number % 10_000
                        let answer = await town.api.handle(
                            HTTP.Request(
                                method: "POST", target: "/v1/notifications",
                                fields: [
                                    "Authorization": "Bearer \(APITown.keys[.send]!)",
                                    "Idempotency-Key": "event-\(event)",
                                ], body: APITown.notification.serialized()))
                        #expect(answer.response?.status == 202)
                    }
                }
            }
        }
        #expect(town.desk.with { $0.records.count } == 10_000)
    }

    /// What the engine refuses comes with the engine's pointer.
    @Test func aRefusalOfTheEngineNamesThePlace() async {
        let town = APITown()
        var body = APITown.notification
        body["category"] = "refused"
        let answer = await town.call("POST", "/v1/notifications", body)
        #expect(answer.status == 400)
        #expect(answer.pointer == "/audience")
        let id = await town.accepted()
        let content = await town.call("PUT", "/v1/notifications/\(id)/content", ["text": "refused"])
        #expect(content.status == 400)
        #expect(content.pointer == "/text")
    }

    @Test(arguments: ["pause", "resume"]) func whatHasEndedStaysSo(verb: String) async {
        let town = APITown()
        let id = await town.accepted()
        #expect(await town.call("POST", "/v1/notifications/\(id)/\(verb)").status == 200)
        #expect(await town.call("POST", "/v1/notifications/\(id)/cancel").json["state"] == "cancelled")
        let answer = await town.call("POST", "/v1/notifications/\(id)/\(verb)")
        #expect(answer.status == 409)
        #expect(answer.code == "wrongState")
    }

    @Test(arguments: calls.filter { $0.target.contains("{id}") })
    func anUnknownNotificationIsNotFound(method: String, target: String, scope: APIScope?) async {
        let target = target.replacing("{id}", with: "nobody")
        #expect(await APITown().call(method, target, body(method, target)).status == 404)
    }

    // MARK: Lists

    @Test func pagesLeadToTheEnd() async {
        let town = APITown()
        var ids: [String] = []
        for _ in 0..<25 { ids.append(await town.accepted()) }
        var seen: [String] = []
        var after = ""
        repeat {
            let page = await town.call("GET", "/v1/notifications?limit=7&after=\(after)&state=")
            seen += page.json["items"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
            after = page.json["next"]?.stringValue ?? ""
        } while !after.isEmpty
        #expect(seen == ids.reversed())
        #expect(await town.call("GET", "/v1/notifications?state=done").json["items"] == [])
        #expect(await town.call("GET", "/v1/notifications?state=planning,done").json["items"]?.arrayValue?.count == 25)
    }

    @Test(arguments: [
        ("/v1/notifications?limit=0", "/limit"), ("/v1/notifications?limit=1001", "/limit"),
        ("/v1/notifications?limit=x", "/limit"), ("/v1/notifications?limit=1e2", "/limit"),
        ("/v1/notifications?limit=99999999999999999999999", "/limit"), ("/v1/notifications?limit=-1", "/limit"),
        ("/v1/notifications?after=x", "/after"), ("/v1/notifications?state=asleep", "/state"),
        ("/v1/notifications?state=Done", "/state"), ("/v1/notifications?state=done,", "/state"),
        ("/v1/notifications?states=done", "/states"), ("/v1/notifications?limit=1&limit=1", "/limit"),
        ("/v1/notifications/{id}/deliveries?after=x", "/after"),
        ("/v1/notifications/{id}/deliveries?after=-1", "/after"),
        ("/v1/notifications/{id}/deliveries?state=done", "/state"),
        ("/v1/notifications/{id}/deliveries.csv?limit=3", "/limit"),
        ("/v1/notifications/{id}/deliveries.csv?state=x", "/state"),
        ("/v1/installations?scope=everyone", "/scope"), ("/v1/installations?after=x", "/after"),
        ("/v1/installations?limit=0", "/limit"), ("/v1/unreachable?after=0", "/after"),
        ("/v1/unreachable?scope=team", "/scope"), ("/v1/lanes?limit=0", "/limit"), ("/v1/schedules?after=x", "/after"),
        ("/v1/notifications/{id}?verbose=true", "/verbose"), ("/openapi.json?x=1", "/x"),
    ])
    func aBadQueryIsNamed(target: String, pointer: String) async {
        let town = APITown()
        let answer = await town.call("GET", target.replacing("{id}", with: await town.accepted()))
        #expect(answer.status == 400)
        #expect(answer.code == "invalid")
        #expect(answer.pointer == pointer, "\(answer.text)")
    }

    @Test func lanesArePagedByOrganisation() async {
        let town = APITown()
        town.desk.with { state in
            state.lanes = ["c", "a", "b"].map { LaneHealth(tenant: TenantID(rawValue: $0)) }
            state.lanes[1].problem = "the secret is wrong"
        }
        let first = await town.call("GET", "/v1/lanes?limit=2").json
        #expect(first["items"]?.arrayValue?.map { $0["tenant"] } == ["a", "b"])
        #expect(first["items"]?[0]?["problem"] == "the secret is wrong")
        let second = await town.call("GET", "/v1/lanes?limit=2&after=\(first["next"]?.stringValue ?? "")").json
        #expect(second["items"]?.arrayValue?.map { $0["tenant"] } == ["c"])
        #expect(second["next"] == nil)
    }

    @Test func preferencesAreKeptAsTheyWereSaid() async {
        let town = APITown()
        #expect(await town.call("GET", "/v1/preferences/bob").json == ["optedOut": []])
        let said = await town.call("PUT", "/v1/preferences/bob", ["optedOut": ["tides", "*", "tides"]])
        #expect(said.json == ["optedOut": ["*", "tides"]])
        #expect(await town.call("GET", "/v1/preferences/bob").json == ["optedOut": ["*", "tides"]])
    }

    @Test(arguments: badPreferences)
    func badPreferencesAreRefused(body: JSONValue, pointer: String) async {
        let town = APITown()
        let answer = await town.call("PUT", "/v1/preferences/bob", body)
        #expect(answer.status == 400)
        #expect(answer.pointer == pointer)
        #expect(await town.call("GET", "/v1/preferences/%20").status == 400)
        #expect(town.desk.with { $0.optedOut.isEmpty })
    }

    // MARK: Bodies

    @Test(arguments: [
        ("", ""), ("{", ""), ("[]", ""), ("null", ""), ("{\"a\":1,\"a\":1}", ""), ("{} {}", ""), ("\u{0}", ""),
        ("{}", "/audience"), ("{\"audience\":{\"everyone\":true}}", "/content"),
        ("{\"audience\":{\"everyone\":true},\"content\":{\"text\":\"x\"},\"dryrun\":true}", "/dryrun"),
        ("{\"audience\":{\"everyone\":true},\"content\":{\"text\":\"x\"},\"dryRun\":1}", "/dryRun"),
    ])
    func aBadBodyIsNamed(body: String, pointer: String) async {
        let town = APITown()
        let answer = await town.raw("POST", "/v1/notifications", Array(body.utf8))
        #expect(answer.status == 400, "\(answer.text)")
        #expect(answer.pointer == pointer, "\(answer.text)")
        #expect(town.desk.with { $0.records.isEmpty })
    }

    @Test func aCallThatTakesNothingSaysSo() async {
        let town = APITown()
        let id = await town.accepted()
        let answer = await town.call("POST", "/v1/notifications/\(id)/pause", ["reason": "x"])
        #expect(answer.status == 400)
        #expect(answer.pointer == "/reason")
        #expect(await town.call("POST", "/v1/notifications/\(id)/pause", [:]).status == 200)
    }

    /// Whatever bytes come: an answer below 500, in the form of errors, in time that grows with their number.
    @Test func noBytesBreakIt() async {
        var chance = SeededGenerator(42)
        let town = APITown()
        let whole = APITown.notification.serialized()
        for _ in 0..<2_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &chance) {
                let place = Int.random(in: 0..<bytes.count, using: &chance)
                switch Int.random(in: 0...2, using: &chance) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &chance)
                case 1: bytes.remove(at: place)
                default: bytes.insert(UInt8.random(in: .min ... .max, using: &chance), at: place)
                }
            }
            for (method, target) in [("POST", "/v1/notifications"), ("PUT", "/v1/preferences/bob")] {
                #expect(await town.raw(method, target, bytes).status < 500)
            }
            let target = "/v1/" + String(decoding: bytes.prefix(40), as: UTF8.self)
            #expect(await town.raw("GET", target, []).status < 500)
        }
        let deep = Array(String(repeating: "[", count: 1 << 20).utf8)
        #expect(await town.raw("POST", "/v1/notifications", deep).status == 400)
    }

    // MARK: Trouble

    @Test func aStoreThatFailsIsToldAndRecovers() async {
        let town = APITown()
        let id = await town.accepted()
        town.desk.with { $0.isFailing = true }
        for (method, target, scope) in calls
        where scope != nil && !["/metrics", "/openapi.json", "/v1/lanes", "/v1/me", "/v1/templates"].contains(target) {
            // These have stores of their own here.
            guard !["installations", "unreachable", "reconcile", "sources"].contains(where: target.contains) else {
                continue
            }
            let target = target.replacing("{id}", with: id)
            let answer = await town.call(method, target, body(method, target))
            #expect(answer.status == 503, "\(method) \(target)")
            #expect(answer.fields["Retry-After"] == "1")
            #expect(answer.json["error"]?["message"] == "the disk is full")
        }
        let ready = await town.call("GET", "/readyz", as: nil)
        #expect(ready.status == 503)
        #expect(ready.json == ["ready": false, "problems": ["the disk is full"]])
        #expect(await town.call("GET", "/healthz", as: nil).status == 200)
        town.desk.with { $0.isFailing = false }
        #expect(town.desk.with { $0.records.count } == 1)
        #expect(await town.call("POST", "/v1/notifications", APITown.notification).status == 202)
        #expect(await town.call("GET", "/readyz", as: nil).json == ["ready": true, "problems": []])
    }

    @Test func tooManyWhoWaitAreToldToComeLater() async {
        let town = APITown(maxWaiting: 1)
        let gate = AsyncStream.makeStream(of: Void.self)
        let arrivals = AsyncStream.makeStream(of: Void.self)
        town.desk.with { state in
            state.gate = gate.stream
            state.arrivals = arrivals.continuation
        }
        async let first = town.call("POST", "/v1/notifications", APITown.notification)
        for await _ in arrivals.stream { break }
        let second = await town.call("GET", "/v1/notifications")
        #expect(second.status == 429)
        #expect(second.fields["Retry-After"] == "1")
        #expect(await town.call("GET", "/healthz", as: nil).status == 200)
        gate.continuation.finish()
        #expect(await first.status == 202)
        #expect(await town.call("GET", "/v1/notifications").status == 200)
    }

    @Test func whatElseIsWrongStandsInReadiness() async {
        let answer = await APITown(problems: ["the key file cannot be read"]).call("GET", "/readyz", as: nil)
        #expect(answer.status == 503)
        #expect(answer.json["problems"] == ["the key file cannot be read"])
    }

    @Test func noKeyIsWrittenAnywhere() async {
        let town = APITown()
        let id = await town.accepted()
        town.desk.with { $0.isFailing = true }
        for (method, target, _) in calls {
            let target = target.replacing("{id}", with: id)
            _ = await town.call(method, target, body(method, target))
        }
        let metrics = await town.call("GET", "/metrics").text
        let log = town.sink.records.map(\.text).joined()
        #expect(!log.isEmpty)
        for key in APITown.keys.values {
            #expect(!metrics.contains(key))
            #expect(!log.contains(key))
        }
        #expect(!metrics.contains(id))
    }
}
