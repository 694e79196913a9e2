import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import Testing

@testable import TeamsCommand

private let hello = ["h.json": #"{"audience":{"everyone":true},"content":{"text":"Hello"}}"#]

/// Courses of a notification, and what the exit status says of them.
private let courses: [(name: String, end: JSONValue, skipped: [String], status: Int32, summary: String)] = [
    ("all", FakeNotifier.status(), [], 0, "done: 3 of 3 delivered\n"),
    ("a failure", FakeNotifier.status(failed: 1), [], 1, "done: 3 of 4 delivered, 1 failed\n"),
    ("unknown", FakeNotifier.status(unknown: 2), [], 1, "done: 3 of 5 delivered, 2 unknown\n"),
    (
        "opted out", FakeNotifier.status(skipped: 3), ["optedOut", "optedOut", "optedOut"], 0,
        "done: 3 of 6 delivered, 3 skipped\n"
    ),
    (
        "left out", FakeNotifier.status(skipped: 3), ["optedOut", "optedOut", "unreachable"], 1,
        "done: 3 of 6 delivered, 3 skipped\n"
    ),
    (
        "cancelled", FakeNotifier.status("cancelled", delivered: 0, skipped: 1), ["cancelled"], 1,
        "cancelled: 0 of 1 delivered, 1 skipped\n"
    ),
    (
        "nobody", FakeNotifier.status(delivered: 0, ["problem": "nobody is installed"]), [], 1,
        "done: 0 of 0 delivered; nobody is installed\n"
    ),
]

/// Answers to the first request, with the exit status and what is said about them.
private let refusals: [(reply: HTTP.Response, status: Int32, errors: String)] = [
    (
        FakeNotifier.error(400, "invalid", "must be a directory id", "/audience/users/0"), 2,
        "teams: /audience/users/0: must be a directory id\n"
    ),
    (FakeNotifier.error(400, "invalid", "/text: is missing", "/text"), 2, "teams: /text: is missing\n"),
    (
        FakeNotifier.error(422, "idempotencyConflict", "the key was used for another body"), 2,
        "teams: the key was used for another body\n"
    ),
    (FakeNotifier.error(413, "tooLarge", "the body is too large"), 2, "teams: the body is too large\n"),
    (FakeNotifier.error(409, "wrongState", "it has ended"), 1, "teams: it has ended\n"),
    (
        FakeNotifier.error(401, "unauthorized", "no"), 1,
        "teams: the notifier at http://127.0.0.1:3978 does not know the key in TEAMS_NOTIFIER_KEY; teams notifier keys add makes one\n"
    ),
    (
        FakeNotifier.error(403, "forbidden", "it needs the scope send"), 1,
        "teams: the key in TEAMS_NOTIFIER_KEY may not do that: it needs the scope send\n"
    ),
    (
        HTTP.Response.text("<h1>\u{1B}[2JNot here</h1>", status: 404), 1,
        "teams: what answers at http://127.0.0.1:3978 is no notifier, or an older one: it said 404; check TEAMS_NOTIFIER_URL\n"
    ),
    (
        FakeNotifier.error(400, "invalid", "bad\n\u{1B}[31mred", "/a\nb"), 2, "teams: /a b: bad  [31mred\n"
    ),
]

@Suite("teams notify") struct NotifyCommandTests {
    @Test(arguments: courses)
    func theExitStatusSaysWhetherAllWasDelivered(
        name: String, end: JSONValue, skipped: [String], status: Int32, summary: String
    ) async throws {
        let notifier = FakeNotifier([FakeNotifier.status("sending", delivered: 1, planned: 2), end])
        notifier.state.withLock { state in
            state.deliveries = skipped.map { ["state": "skipped", "code": .string($0), "conversation": "c"] }
        }
        let sent = await notify(["send", "h.json"], notifier, files: hello)
        #expect(sent.status == status, "\(sent.errors)")
        #expect(sent.output.hasPrefix("accepted as n1\nsending  1 of 3  33 %\n"), "\(sent.output)")
        #expect(sent.output.hasSuffix(summary), "\(sent.output)")
        let expected = status == 0 ? "" : "teams: not all was delivered; teams notify report n1 says why\n"
        #expect(sent.errors == expected)
        let looked = await notify(["status", "n1"], notifier)
        #expect(looked.status == status)
    }

    @Test func theBodyGoesAsItIsWithAKey() async throws {
        let notifier = FakeNotifier()
        _ = await notify(["send", "-"], notifier, files: ["-": hello["h.json"]!])
        let seen = try #require(notifier.state.withLock { $0.seen.first })
        #expect(
            seen
                == .init(
                    line: "POST /v1/notifications", key: "made-key", authorization: "Bearer secret-key",
                    body: hello["h.json"]!))
        _ = await notify(["send", "h.json", "--idempotency-key", "mine"], notifier, files: hello)
        #expect(notifier.state.withLock { $0.accepted } == ["made-key": 1, "mine": 1])
    }

    @Test(arguments: refusals)
    func aRefusalIsOneLine(reply: HTTP.Response, status: Int32, errors: String) async throws {
        let notifier = FakeNotifier()
        notifier.state.withLock { $0.instead = [("POST", .response(reply))] }
        let sent = await notify(["send", "h.json"], notifier, files: hello)
        #expect(sent.status == status)
        #expect(sent.errors == errors)
        #expect(sent.output.isEmpty)
        #expect(notifier.lines == ["POST /v1/notifications"])
    }

    @Test("A notifier that is away for a while gets the same key again, and one notification")
    func comesBack() async throws {
        let notifier = FakeNotifier()
        notifier.state.withLock { state in
            state.instead = [
                ("POST", .drop),
                ("POST", .response(FakeNotifier.error(503, "unavailable", "the disk is full", retryAfter: "4"))),
                ("GET /v1/notifications/n1", .response(HTTP.Response(status: 502))),
                ("GET /v1/notifications/n1", .drop),
            ]
        }
        let sent = await notify(["send", "h.json"], notifier, files: hello)
        #expect(sent.status == 0)
        #expect(sent.elapsed == .milliseconds(500 + 4000 + 500 + 1000))
        let posts = notifier.state.withLock { $0.seen.filter { $0.line.hasPrefix("POST") } }
        #expect(posts.count == 3)
        #expect(posts.allSatisfy { $0.key == "made-key" })
        #expect(notifier.state.withLock { $0.accepted } == ["made-key": 1])
    }

    @Test("A notifier that stays away ends the command in seconds; one under way is followed for minutes")
    func staysAway() async throws {
        let notifier = FakeNotifier()
        let away = await notify(["send", "h.json"], notifier, files: hello, transport: Unreachable())
        #expect(away.status == 1)
        #expect(
            away.errors == "teams: the notifier at http://127.0.0.1:3978 does not answer: no connection to 127.0.0.1\n")
        #expect(away.elapsed <= .seconds(15))
        notifier.state.withLock { $0.instead = (1...100).map { _ in ("GET /v1/notifications/n1", .drop) } }
        let lost = await notify(["send", "h.json"], notifier, files: hello)
        #expect(lost.status == 1)
        #expect(lost.errors.contains("goes on there: teams notify status n1"))
        #expect(lost.elapsed > .seconds(200))
        #expect(lost.elapsed <= .seconds(300))
    }

    @Test("A repeated retry would send twice, so that one without an answer is not repeated")
    func retryOnce() async throws {
        let notifier = FakeNotifier()
        notifier.state.withLock { $0.instead = [("POST", .drop)] }
        #expect(await notify(["retry", "n1"], notifier).status == 1)
        #expect(notifier.lines == ["POST /v1/notifications/n1/retry"])
        notifier.state.withLock { $0.instead = [("POST", .drop)] }
        #expect(await notify(["cancel", "n1"], notifier).status == 0)
    }

    @Test(
        "The verbs are calls of the API",
        arguments: [
            (["pause", "n1"], "POST /v1/notifications/n1/pause"),
            (["resume", "n1"], "POST /v1/notifications/n1/resume"),
            (["cancel", "n1"], "POST /v1/notifications/n1/cancel"),
            (["retry", "n1"], "POST /v1/notifications/n1/retry"),
            (["recall", "n1"], "DELETE /v1/notifications/n1"),
            (["edit", "n1", "c.json"], "PUT /v1/notifications/n1/content"),
        ])
    func verbs(arguments: [String], line: String) async throws {
        let notifier = FakeNotifier()
        let said = await notify(arguments, notifier, files: ["c.json": #"{"text":"Better"}"#])
        #expect(said.status == 0)
        #expect(said.output == "done: 3 of 3 delivered\n")
        #expect(notifier.lines.first == line)
        let json = await notify(arguments + ["--json"], notifier, files: ["c.json": #"{"text":"Better"}"#])
        #expect(try JSONValue(parsing: json.output) == FakeNotifier.status())
    }

    @Test func anUnknownIDIsBadInputAndStaysOneSegment() async throws {
        let notifier = FakeNotifier()
        let said = await notify(["status", "../keys?x=1"], notifier)
        #expect(said.status == 2)
        #expect(said.errors == "teams: there is no notification of that id\n")
        #expect(notifier.lines == ["GET /v1/notifications/..%2Fkeys%3Fx%3D1"])
    }

    @Test func aPlanIsADryRun() async throws {
        let notifier = FakeNotifier()
        let plan = await notify(["plan", "h.json"], notifier, files: hello)
        #expect(plan.status == 0)
        #expect(
            plan.output == """
                recipients    1,000
                skipped       2 × optedOut
                requests      1,001
                takes         about 20 s
                largest       2,048 bytes
                warning: the card has no summary

                """)
        let seen = try #require(notifier.state.withLock { $0.seen.first })
        #expect(try JSONValue(parsing: seen.body)["dryRun"] == true)
        #expect(seen.key == nil)
        let dry = #"{"audience":{"everyone":true},"content":{"text":"Hello"},"dryRun":true}"#
        #expect(await notify(["send", "d.json"], notifier, files: ["d.json": dry]).output == plan.output)
        let json = await notify(["plan", "--json", "h.json"], notifier, files: hello)
        #expect(try JSONValue(parsing: json.output)["plan"]?["requests"] == 1001)
    }

    @Test func nobodyWaitsForARecurringOneNorWithNoWait() async throws {
        let files = ["r.json": #"{"audience":{"everyone":true},"content":{"text":"x"},"schedule":{"every":"PT1H"}}"#]
        let notifier = FakeNotifier([FakeNotifier.status("scheduled", delivered: 0)])
        let recurring = await notify(["send", "r.json"], notifier, files: files)
        #expect(recurring.status == 0)
        #expect(recurring.output == "n1 comes again and again, until: teams notify cancel n1\n")
        #expect(await notify(["send", "--no-wait", "h.json"], notifier, files: hello).output == "n1\n")
        #expect(notifier.lines.allSatisfy { $0 == "POST /v1/notifications" })
    }

    @Test func jsonIsOneDocument() async throws {
        let notifier = FakeNotifier([FakeNotifier.status("sending", delivered: 0, sending: 3), FakeNotifier.status()])
        let sent = await notify(["send", "h.json", "--json"], notifier, files: hello)
        #expect(try JSONValue(parsing: sent.output) == FakeNotifier.status())
        #expect(sent.errors.isEmpty)
    }

    @Test func aReportGroupsByReasonAndSaysWhatToDo() async throws {
        let notifier = FakeNotifier([FakeNotifier.status(delivered: 2, failed: 7, skipped: 1, unknown: 1)])
        notifier.state.withLock { state in
            state.deliveries =
                (1...6).map {
                    ["state": "failed", "code": "blockedOrUninstalled", "conversation": "c", "user": .string("u\($0)")]
                } + [
                    ["state": "failed", "code": "strange\u{7}", "conversation": "c7"],
                    ["state": "skipped", "code": "optedOut", "conversation": "c8", "user": "u8"],
                    ["state": "unknown", "code": "interrupted", "conversation": "c9", "user": "u9"],
                ]
        }
        let report = await notify(["report", "n1", "--csv", "d.csv"], notifier)
        #expect(report.status == 1)
        #expect(report.errors == "teams: not all was delivered\n")
        #expect(report.written["d.csv"]?.hasPrefix("conversation,user,state,activityId,code\n") == true)
        #expect(
            report.output == """
                n1  done: 2 of 11 delivered, 7 failed, 1 unknown, 1 skipped

                failed: 6 × blockedOrUninstalled
                  The person blocked the bot or removed the app. Wait until they write or install it again.
                  u1, u2, u3, u4, u5, …

                failed: 1 × strange\u{20}
                  c7

                unknown: 1 × interrupted
                  It may have arrived: nothing is sent twice unasked. Look, or send those again: teams notify retry
                  u9

                skipped: 1 × optedOut
                  The person wants nothing of this category. Nothing to do.
                  u8

                """)
        let json = try JSONValue(parsing: await notify(["report", "n1", "--json"], notifier).output)
        #expect(json["reasons"]?[0]?["count"] == 6)
        #expect(json["reasons"]?[0]?["examples"]?.arrayValue?.count == 5)
        #expect(json["notification"]?["id"] == "n1")
    }

    @Test func aPageThatLeadsToItselfEndsTheReport() async throws {
        let notifier = FakeNotifier([FakeNotifier.status(failed: 1)])
        let page = FakeNotifier.json(["items": [["state": "failed", "code": "x"]], "next": "same"])
        notifier.state.withLock {
            $0.instead = (1...9).map { _ in ("GET /v1/notifications/n1/deliveries", .response(page)) }
        }
        #expect(await notify(["report", "n1"], notifier).output.contains("failed: 6 × x"))
    }

    /// Runs a service, and tells it to end once it waits.
    private func stopped(_ service: any Service, whenItSleepsBy clock: ManualClock) async throws {
        async let running: Void = service.run()
        await clock.waitForSleepers()
        service.beginShutdown()
        try await running
    }

    @Test("A signal ends the command, and says that the notification goes on")
    func interrupted() async throws {
        let notifier = FakeNotifier([FakeNotifier.status("sending", delivered: 1, planned: 2)])
        let clock = ManualClock()
        let sent = await notify(
            ["send", "h.json"], notifier, files: hello,
            signal: { try await stopped($0, whenItSleepsBy: clock) }, time: clock)
        #expect(sent.status == 1)
        #expect(sent.errors == "teams: notification n1 goes on in the notifier: teams notify status n1\n")
    }

    @Test("A signal before the answer names the key that makes no second one")
    func interruptedEarly() async throws {
        let notifier = FakeNotifier()
        notifier.state.withLock { $0.instead = [("POST", .drop)] }
        let clock = ManualClock()
        let sent = await notify(
            ["send", "h.json"], notifier, files: hello,
            signal: { try await stopped($0, whenItSleepsBy: clock) }, time: clock)
        #expect(sent.status == 1)
        #expect(sent.errors.contains("--idempotency-key made-key"))
    }

    @Test("The key is needed, and stands in nothing that is printed")
    func key() async throws {
        let notifier = FakeNotifier()
        let none = await notify(["status", "n1"], notifier, variables: [:])
        #expect(none.status == 2)
        #expect(none.errors.contains("TEAMS_NOTIFIER_KEY is not set"))
        let wrong = await notify(["status", "n1"], notifier, variables: ["TEAMS_NOTIFIER_KEY": "wrong-key"])
        #expect(wrong.status == 1)
        #expect(!wrong.errors.contains("wrong-key"))
        for key in ["two words", "ligne\n", "clé"] {
            let bad = await notify(["status", "n1"], notifier, variables: ["TEAMS_NOTIFIER_KEY": key])
            #expect(bad.status == 2)
            #expect(!bad.errors.contains(key))
        }
        let address = ["TEAMS_NOTIFIER_KEY": "secret-key", "TEAMS_NOTIFIER_URL": "notifier.contoso.com"]
        let nowhere = await notify(["status", "n1"], notifier, variables: address)
        #expect(nowhere.status == 2)
        #expect(nowhere.errors.contains("TEAMS_NOTIFIER_URL"))
        #expect(!notifier.state.withLock { $0.seen.map(\.line).joined() }.contains("key"))
    }

    @Test func progressOnATerminalIsOneLineAgainAndAgain() async throws {
        let course =
            (0...3).map { FakeNotifier.status("sending", delivered: $0 * 250, planned: 1000 - $0 * 250) }
            + [FakeNotifier.status(delivered: 1000)]
        let notifier = FakeNotifier(course)
        notifier.state.withLock { $0.lanes = [["throttled": 4, "problem": "Teams answers 401"]] }
        let sent = await notify(
            ["send", "h.json"], notifier, files: hello, terminal: Terminal(isColoured: false) { 100 })
        let draws = sent.output.split(separator: "\r").dropFirst()
        #expect(draws.count == 5)
        #expect(draws.allSatisfy { $0.contains("\u{1B}[K") })
        #expect(draws.dropFirst(2).first?.contains("Teams answers 401") == true, "\(sent.output)")
        #expect(sent.output.hasSuffix("\u{1B}[K\ndone: 1,000 of 1,000 delivered\n"), "\(sent.output)")
    }

    @Test func helpNamesEveryVerbAndOption() async throws {
        let notifier = FakeNotifier()
        let help = await notify(["--help"], notifier, variables: [:])
        #expect(help.status == 0)
        #expect(
            help.output == """
                Usage: teams notify [options] <command>

                Send notifications through the notifier at TEAMS_NOTIFIER_URL, with TEAMS_NOTIFIER_KEY.

                Commands:
                  send       Send a notification, and wait until nothing of it is left to do.
                  plan       Say what a notification would do: to how many, how long, what is wrong. Sends nothing.
                  status     Say where a notification stands.
                  report     Say why deliveries failed, and what to do.
                  pause      Let a notification stand still.
                  resume     Let a paused notification go on.
                  cancel     End a notification; returns when nothing of it is on the wire.
                  retry      Send again what failed for a while, and what nobody knows of.
                  edit       Give a notification another content, also where it has arrived.
                  recall     Take a notification back, wherever it has arrived.
                  install    Install the app through Microsoft Graph, and wait until that is done.
                  reconcile  Compare the registry with what Microsoft Graph says is installed.

                Options:
                  --json      Print one JSON document.
                  --version   Print the version.
                  -h, --help  Show this text.

                """)
        for verb in NotifyVerb.allCases {
            #expect(help.output.contains("\n  \(verb.rawValue) "))
            let own = await notify([verb.rawValue, "--help"], notifier, variables: [:])
            #expect(own.status == 0)
            #expect(own.output.split(separator: "\n").allSatisfy { $0.count <= 140 }, "\(own.output)")
        }
    }
}

/// Nobody listens.
private struct Unreachable: HTTPTransport {
    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        throw HTTPTransportError(.connect, "no connection to 127.0.0.1")
    }
}
