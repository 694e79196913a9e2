import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsApp

/// Who is told to have joined, how often, and with which name.
struct JoiningTests {
    private static let bo: JSONValue = ["id": "29:bo", "aadObjectId": "91B0"]
    private static let eva: JSONValue = ["id": "29:eva", "name": "Eva"]
    private static let team: JSONObject = ["team": ["id": "19:port@thread.tacv2"], "eventType": "teamMemberAdded"]

    private func bot(_ notes: Notes) -> Bot {
        let bot = Bot()
        bot.teams.state.withLock {
            $0.members = [
                ["id": "29:bo", "name": "Bo Lind", "objectId": "91B0"], ["id": "29:eva", "name": "Eva Roth"],
            ]
        }
        bot.app.onMembersAdded { _, people in
            notes.add(people.map { "\($0.id ?? "") \($0.name ?? "-")" }.joined(separator: ", "))
        }
        bot.app.onConversationUpdate { _ in notes.add("update") }
        return bot
    }

    private func update(
        _ people: [JSONValue], id: String = "f:1", in place: JSONValue = Inbound.group, _ more: JSONObject = [:]
    ) -> JSONValue {
        var body: JSONObject = ["id": .string(id), "conversation": place, "membersAdded": .array(people)]
        for (name, value) in more { body[name] = value }
        return Inbound.event("conversationUpdate", body)
    }

    private static let botSpellings: [JSONValue] = [
        Inbound.bot, ["id": .string("28:\(Bot.appID.uppercased())")], ["id": .string(Bot.appID)],
        ["id": .string("28:\(Bot.appID)"), "name": nil],
    ]

    @Test(
        "The bot's own joining is nobody's, however its id is written", arguments: botSpellings.indices, [false, true])
    func ownJoining(_ index: Int, withoutRecipient: Bool) async throws {
        let notes = Notes()
        let bot = bot(notes)
        let more: JSONObject = withoutRecipient ? ["recipient": nil] : [:]
        let place = Inbound.channel("19:port@thread.tacv2")
        _ = try await bot.post(update([Self.botSpellings[index]], in: place, more))
        #expect(notes.all == ["update"])
    }

    @Test("Nobody joins a personal chat: whoever is there is greeted by the installation")
    func personal() async throws {
        let notes = Notes()
        let bot = bot(notes)
        bot.app.onInstall { _ in notes.add("installed") }
        for body in [
            update([Inbound.bot, Inbound.ines], in: Inbound.personal),
            Inbound.event("installationUpdate", ["id": "f:2", "action": "add", "conversation": Inbound.personal]),
            update([Inbound.ines], id: "f:3", in: Inbound.personal),
            update([Inbound.ines], id: "f:4", in: ["id": "a:1ines"]),
        ] { #expect(try await bot.post(body).status == 200) }
        #expect(notes.all == ["update", "installed", "update", "update"])
    }

    @Test("Those who joined come with their names, which are asked for once")
    func names() async throws {
        let notes = Notes()
        let bot = bot(notes)
        _ = try await bot.post(update([Self.bo, Self.eva, ["id": "29:guest"]]))
        #expect(notes.all == ["29:bo Bo Lind, 29:eva Eva, 29:guest -"])
        #expect(bot.teams.calls.count { $0.path.hasSuffix("/members/29%3Abo") } == 1)
        #expect(bot.teams.calls.count { $0.path.hasSuffix("/members/29%3Aguest") } == 1)
        #expect(!bot.teams.calls.contains { $0.path.contains("eva") }, "her name is known")
    }

    @Test("Of many who joined the roster is read as a whole, once")
    func manyNames() async throws {
        let notes = Notes()
        let bot = bot(notes)
        _ = try await bot.post(update((0..<40).map { ["id": .string("29:\($0)")] } + [Self.bo]))
        #expect(notes.all.first?.hasSuffix("29:39 -, 29:bo Bo Lind") == true)
        #expect(bot.teams.calls.map(\.method) == ["GET"])
    }

    @Test("A roster that is not to be had fails nobody's welcome")
    func noRoster() async throws {
        let notes = Notes()
        let bot = bot(notes)
        bot.teams.state.withLock { $0.override = { _ in FakeTeams.refusal(403, "Forbidden") } }
        #expect(try await bot.post(update([Self.bo])).status == 200)
        #expect(notes.all == ["29:bo -"])
    }

    private static let repeats: [(first: JSONObject, second: JSONObject, isOne: Bool)] = [
        ([:], [:], true),
        (["membersAdded": [["id": "29:bo"]]], ["membersAdded": [["id": "29:BO"]]], true),
        (["membersAdded": [["id": "29:bo", "aadObjectId": "91b0"]]], ["membersAdded": [bo]], true),
        (["membersAdded": [bo]], ["membersAdded": [["id": "29:other", "aadObjectId": "91b0"]]], true),
        (
            ["conversation": Inbound.channel("19:port@thread.tacv2"), "channelData": .object(team)],
            ["conversation": Inbound.channel("19:berth@thread.tacv2"), "channelData": .object(team)], true
        ),
        ([:], ["conversation": Inbound.channel("19:other@thread.tacv2")], false),
        (["membersAdded": [bo]], ["membersAdded": [eva]], false),
        (
            ["conversation": Inbound.channel("19:port@thread.tacv2"), "channelData": .object(team)],
            [
                "conversation": Inbound.channel("19:port@thread.tacv2"),
                "channelData": [
                    "team": ["id": "19:port@thread.tacv2"], "channel": ["id": "19:quay@thread.tacv2"],
                    "eventType": "channelMemberAdded",
                ],
            ], false
        ),
    ]

    @Test(
        "Joining is told once, however often and in whichever spelling the service tells it", arguments: repeats.indices
    )
    func once(_ index: Int) async throws {
        let (first, second, isOne) = Self.repeats[index]
        let notes = Notes()
        let bot = bot(notes)
        _ = try await bot.post(update([Self.bo], id: "f:1", first))
        _ = try await bot.post(update([Self.bo], id: "f:2", second))
        #expect(notes.all.count == (isOne ? 1 : 2), "\(notes.all)")
    }

    @Test("Whoever leaves and comes back has joined anew, and so has who joins long after")
    func again() async throws {
        let notes = Notes()
        let bot = bot(notes)
        _ = try await bot.post(update([Self.bo], id: "f:1"))
        _ = try await bot.post(
            Inbound.event(
                "conversationUpdate", ["id": "f:2", "membersRemoved": [["id": "29:x", "aadObjectId": "91b0"]]]))
        _ = try await bot.post(update([Self.bo], id: "f:3"))
        bot.clock.advance(by: .seconds(599))
        _ = try await bot.post(update([Self.bo], id: "f:4"))
        bot.clock.advance(by: .seconds(601))
        _ = try await bot.post(update([Self.bo], id: "f:5"))
        #expect(notes.all == ["29:bo Bo Lind", "update", "29:bo Bo Lind", "29:bo Bo Lind"])
    }

    @Test("A person who joins can be greeted for their eyes alone")
    func whisper() async throws {
        let bot = Bot()
        bot.app.onMembersAdded { context, people in
            for person in people { try await context.send("Welcome!", visibleTo: .person(person)) }
        }
        _ = try await bot.post(update([Self.eva]))
        let call = try #require(bot.teams.calls.last { $0.method == "POST" })
        #expect(call.path.hasSuffix("activities?isTargetedActivity=true"))
        #expect(call.body["recipient"] == ["id": "29:eva", "isTargeted": true])
    }

    @Test("An account without an id can be shown nothing")
    func nobody() async throws {
        let bot = Bot()
        let notes = Notes()
        bot.app.onMessage { context in
            do { try await context.send("x", visibleTo: .person(Account())) } catch let error as AppError {
                notes.add(error.code.rawValue)
            }
        }
        _ = try await bot.post(Inbound.message("hi"))
        #expect(notes.all == ["incompleteReference"])
        #expect(bot.teams.calls.isEmpty)
    }

    @Test("Joining is remembered of so many, in the same time however many there are")
    func bounded() {
        var recent = RecentValues<Int, Int>(capacity: 3, maxWeight: 10)
        for number in 1...5 { recent.set(number, for: number) }
        #expect((1...5).map { recent[$0] } == [nil, nil, 3, 4, 5])
        recent.set(9, for: 3, weight: 8)
        #expect((3...5).map { recent[$0] } == [9, 4, 5])
        recent.set(6, for: 6, weight: 2)
        #expect((3...6).map { recent[$0] } == [9, nil, nil, 6])
        recent.set(7, for: 7, weight: 11)
        #expect(recent[7] == nil)
        recent.remove(3)
        #expect(recent.weight == 2)
        for number in 0..<10_000 { recent.set(number, for: number % 2) }
        #expect(recent.count == 3 && recent.weight == 4)
    }
}
