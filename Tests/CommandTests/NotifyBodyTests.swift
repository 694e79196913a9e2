import JSONKit
import LockKit
import ServiceKit
import Testing

@testable import TeamsCommand

private let files = [
    "card.json": #"{"type":"AdaptiveCard","version":"1.5","body":[]}"#, "data.json": #"{"n":1}"#,
    "bad.json": "{\n  \"a\": ,\n}", "twice.json": #"{"audience":1,"audience":2}"#, "list.json": "[]",
    "mark.json": "\u{FEFF}{}",
]

/// Command lines, and the bodies that they make.
private let bodies: [(arguments: [String], body: JSONValue)] = [
    (["--text", "Hi", "--everyone"], ["audience": ["everyone": true], "content": ["text": "Hi"]]),
    (
        ["--text", "Hi", "--user", "a", "--user=b", "--about", "tides", "--priority", "urgent"],
        [
            "category": "tides", "priority": "urgent", "audience": ["users": ["a", "b"]], "content": ["text": "Hi"],
        ]
    ),
    (
        ["--card", "card.json", "--data", "data.json", "--summary", "Tide", "--conversation", "19:x"],
        [
            "audience": ["conversations": ["19:x"]],
            "content": [
                "card": ["type": "AdaptiveCard", "version": "1.5", "body": []], "data": ["n": 1], "summary": "Tide",
            ],
        ]
    ),
    (
        ["--template", "tide", "--team", "19:t", "--at", "2026-11-28T09:00:00Z"],
        [
            "audience": ["teams": ["19:t"], "channels": "general"], "content": ["template": "tide"],
            "schedule": ["at": "2026-11-28T09:00:00Z"],
        ]
    ),
    (
        [
            "--text", "Hi", "--team", "19:t", "--channel", "Berth plan", "--at", "2026-11-28T09:00", "--time-zone",
            "Europe/Paris",
        ],
        [
            "audience": ["teams": ["19:t"], "channels": ["Berth plan"]], "content": ["text": "Hi"],
            "schedule": ["localTime": "2026-11-28T09:00", "fallbackTimeZone": "Europe/Paris"],
        ]
    ),
    (
        ["--text", "Hi", "--team", "19:t", "--channel", "all", "--cron", "0 9 * * 1-5", "--time-zone", "Europe/Paris"],
        [
            "audience": ["teams": ["19:t"], "channels": "all"], "content": ["text": "Hi"],
            "schedule": ["cron": "0 9 * * 1-5", "timeZone": "Europe/Paris"],
        ]
    ),
    (
        [
            "--text", "Hi", "--members-of", "19:c", "--user", "a", "--every", "PT30S", "--expires-at",
            "2026-12-01T00:00:00Z", "--guarantee", "atMostOnce",
        ],
        [
            "guarantee": "atMostOnce", "audience": ["any": [["users": ["a"]], ["membersOf": "19:c"]]],
            "content": ["text": "Hi"], "schedule": ["every": "PT30S"], "expiresAt": "2026-12-01T00:00:00Z",
        ]
    ),
]

/// Command lines that are wrong, and the word that names the culprit.
private let mistakes: [(arguments: [String], culprit: String)] = [
    ([], "nobody is named"), (["--everyone"], "nothing to say"), (["--text", "x"], "nobody is named"),
    (["--text", "x", "--card", "card.json", "--everyone"], "--text and --card"),
    (["--text", "x", "--data", "data.json", "--everyone"], "--data"),
    (["--text", "x", "--channel", "General"], "--team"),
    (["--text", "x", "--everyone", "--cron", "* * * * *"], "--time-zone"),
    (["--text", "x", "--everyone", "--time-zone", "Europe/Paris"], "--at or --cron"),
    (["--text", "x", "--everyone", "--at", "a", "--every", "b"], "--at and --every"),
    (["--text", "x", "--everyone", "--every", "PT1S", "--time-zone", "Europe/Paris"], "--every"),
    (["card.json", "--everyone"], "card.json"), (["card.json", "--about", "x"], "--about"),
    (["bad.json"], "bad.json:2:"), (["twice.json"], "twice.json:1:"),
    (["list.json"], "list.json: this must be an object"),
    (["none.json"], "none.json: the file cannot be read"), (["-"], "standard input"),
    (["--card", "bad.json", "--everyone"], "bad.json:2:"), (["--txt", "x"], "--text"),
    (["a", "b"], "b is one word too many"),
]

struct NotifyBodyTests {
    @Test(arguments: bodies)
    func optionsMakeTheBody(arguments: [String], body: JSONValue) async throws {
        let notifier = FakeNotifier()
        let sent = await notify(["send", "--no-wait"] + arguments, notifier, files: files)
        #expect(sent.status == 0, "\(sent.errors)")
        let text = try #require(notifier.state.withLock { $0.seen.first?.body })
        #expect(try JSONValue(parsing: text) == body)
    }

    @Test(arguments: mistakes)
    func aMistakeIsNamedInOneLineAndNothingIsSent(arguments: [String], culprit: String) async {
        let notifier = FakeNotifier()
        for verb in ["send", "plan"] {
            let sent = await notify([verb] + arguments, notifier, files: files)
            #expect(sent.status == 2)
            #expect(sent.errors.contains(culprit), "\(sent.errors)")
            #expect(sent.errors.split(separator: "\n").count == 1)
            #expect(sent.output.isEmpty)
        }
        #expect(notifier.lines.isEmpty)
    }

    @Test func aMarkAtTheStartIsNoPartOfTheText() async {
        #expect(await notify(["send", "--no-wait", "mark.json"], FakeNotifier(), files: files).status == 0)
    }
}
