import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

/// The gesture in the control plane, and what a bot gets for it, as the reference has it: field by field, and nothing
/// besides.
@Suite(.serialized, .timeLimit(.minutes(10))) struct EventTests {
    @Test(arguments: EventCase.all)
    func aGestureGivesTheActivityOfTheReference(_ row: EventCase) async throws {
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams { options in
                options.service.clock = .virtual
            } _: { teams in
                let scene = try await EventScene(teams, bot)
                try await scene.play(row)
            }
        }
    }

    /// Those that are not here are invokes, which have tests of their own, or of a later stage.
    @Test func everyEventOfTheReferenceHasARow() {
        let elsewhere = Set([8, 9] + Array(49...55) + Array(57...71))
        let rows = Set(EventCase.all.flatMap { $0.row.split(separator: " ") }.compactMap { Int($0.dropFirst()) })
        for number in 1...80 where !rows.contains(number) {
            #expect(elsewhere.contains(number), "E\(number) has no case")
        }
        #expect(rows.isDisjoint(with: elsewhere))
    }

    /// The comparison itself: what is more, less or other than expected is told.
    @Test(
        arguments: [
            (#"{"a":1}"#, #"{"a":1}"#, 0), (#"{"a":1,"b":2}"#, #"{"a":1}"#, 1), (#"{"a":1}"#, #"{"a":1,"b":2}"#, 1),
            (#"{"a":[1,2]}"#, #"{"a":[1]}"#, 1), (#"{"a":"1795161600123"}"#, #"{"a":"<message>"}"#, 0),
            (#"{"a":"x"}"#, #"{"a":"<message>"}"#, 1),
            (#"{"a":"29:abcdefghijk","b":"29:abcdefghijk"}"#, #"{"a":"<account one>","b":"<account two>"}"#, 1),
            (#"{"a":"29:abcdefghijk","b":"29:abcdefghijk"}"#, #"{"a":"<account one>","b":"<account one>"}"#, 0),
            (#"{"a":null}"#, "{}", 1),
        ] as [(String, String, Int)])
    func theComparisonIsExact(actual: String, expected: String, count: Int) throws {
        var names = EventNames([:])
        let found = names.differences(try JSONValue(parsing: actual), try JSONValue(parsing: expected))
        #expect(found.count == count, "\(found)")
    }
}

/// A Local Teams with one bot, which is installed nowhere yet.
private struct EventScene {
    let teams: RunningTeams
    let bot: BotDouble
    let token: String

    private static let app = "0f3c6f0e-8f0f-4d0b-b8c2-5a7d4c8a9b10"

    init(_ teams: RunningTeams, _ bot: BotDouble) async throws {
        self.teams = teams
        self.bot = bot
        try await teams.liftLimits()
        let body: JSONValue = [
            "name": "Harbor", "appId": .string(Self.app), "secret": "s", "endpoint": .string(bot.endpoint),
        ]
        #expect(try await teams.call("POST", "/_local/bots", body).status == 201)
        token = try await teams.token(id: Self.app, secret: "s")
    }

    func play(_ row: EventCase) async throws {
        let workspace = try await teams.call("GET", "/_local/workspace").json
        var names = EventNames([
            "app": Self.app, "origin": teams.teams.address, "group": RunningTeams.group, "team": RunningTeams.team,
            "berth": RunningTeams.channel, "tenant": workspace["tenant"]?["id"]?.stringValue ?? "",
        ])
        for step in row.given {
            try await take(step, &names)
            _ = await activities(step["sends"]?.intValue ?? 0)
        }
        for step in row.gesture { try await take(step, &names) }
        let expected = row.received
        for (place, (actual, expected)) in zip(await activities(expected.count), expected).enumerated() {
            let found = names.differences(actual, expected)
            #expect(found.isEmpty, "activity \(place + 1) of \(row.testDescription)")
        }
        try await expectNothingMore(&names)
    }

    private func take(_ step: JSONValue, _ names: inout EventNames) async throws {
        let isBot = step["bot"] != nil
        let words = (step["bot"] ?? step["call"])?.stringValue?.split(separator: " ", maxSplits: 1) ?? []
        let path = names.filled(String(words[1]), escaped)
        let body = step["body"].map { names.filled($0) }
        let answer =
            isBot
            ? try await teams.call(String(words[0]), path, body, fields: ["Authorization": "Bearer \(token)"])
            : try await teams.call(String(words[0]), "/_local/\(path)", body)
        #expect((200..<300).contains(answer.status), "\(words): \(answer.json)")
        for (name, member) in step["keep"]?.objectValue ?? [:] {
            names[name] = try #require(answer.json[member.stringValue ?? ""]?.stringValue, "\(words): \(answer.json)")
        }
    }

    private func activities(_ count: Int) async -> [JSONValue] {
        guard count > 0 else { return [] }
        var activities: [JSONValue] = []
        for await received in bot.activities {
            activities.append(received.activity)
            if activities.count == count { break }
        }
        return activities
    }

    /// What is sent to a conversation comes in order: whatever came before the last word there would be here by now.
    private func expectNothingMore(_ names: inout EventNames) async throws {
        for place in ["chat", "group", "berth"] {
            guard let conversation = names[place] else { continue }
            let said = try await teams.post("the end", as: "ines", to: conversation, ["mentions": [.string(Self.app)]])
            guard said.json["deliveries"]?[0]?["status"] == 200 else { continue }
            let last = await activities(1).first
            #expect(last?["text"]?.stringValue?.hasSuffix("the end") == true, "\(last?.text() ?? "")")
        }
    }
}
