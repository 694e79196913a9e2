import Foundation
import JSONKit
import TeamsModels
import TestSupport
import Testing

@testable import TeamsApp

/// What becomes known of conversations, activity after activity.
struct ConversationNewsTests {
    /// A register without a store: applies news to a dictionary.
    private struct Book {
        var known: [ConversationID: KnownConversation] = [:]

        mutating func hear(_ json: JSONValue, now: Date = Date(timeIntervalSince1970: 1_800_000_000)) throws {
            let news = ActivityNews(try Activity(json: json), now: now)
            for (id, news) in news.conversations { known[id] = news.applied(to: known[id]) }
            guard let team = news.team else { return }
            for (id, one) in known where one.team?.id == team.id { known[id] = team.news.applied(to: one) }
        }
    }

    private static let port: JSONValue = ["id": "19:port", "name": "Port", "aadGroupId": "c0de"]

    private static func activity(
        _ type: String, minute: Int, in conversation: JSONValue = Inbound.personal, _ more: JSONObject = [:]
    ) -> JSONValue {
        var members: JSONObject = ["timestamp": .string("2026-11-20T08:\(minute < 10 ? "0" : "")\(minute):00Z")]
        for (name, value) in more { members[name] = value }
        if let conversation = more["conversation"] { members["conversation"] = conversation }
        members["conversation"] = members["conversation"] ?? conversation
        return type == "message"
            ? Inbound.message("hi", in: members["conversation"] ?? .null, members) : Inbound.event(type, members)
    }

    private static func install(_ action: String, minute: Int, in conversation: JSONValue = Inbound.personal)
        -> JSONValue
    {
        activity("installationUpdate", minute: minute, in: conversation, ["action": .string(action)])
    }

    private static func team(_ event: String, minute: Int, _ more: JSONObject = [:]) -> JSONValue {
        var data: JSONObject = ["eventType": .string(event), "team": port, "tenant": ["id": "T"]]
        for (name, value) in more { data[name] = value }
        return activity(
            "conversationUpdate", minute: minute, in: Inbound.channel("19:port"), ["channelData": .object(data)])
    }

    private static func post(_ channel: String, minute: Int, thread: String = "") -> JSONValue {
        activity(
            "message", minute: minute, in: Inbound.channel(channel + thread),
            ["channelData": ["team": port, "channel": ["id": .string(channel)], "tenant": ["id": "T"]]])
    }

    @Test func aMessageMakesItsConversationKnown() throws {
        var book = Book()
        try book.hear(Self.activity("message", minute: 1, ["locale": "en-GB"]))
        let known = try #require(book.known["a:1ines"])
        #expect(known.reference.serviceUrl == Bot.serviceURL)
        #expect(known.reference.activityId == nil)
        #expect(known.person?.id == "29:ines" && known.person?.directoryID == "6a1d4c1e")
        #expect(known.reference.locale == "en-GB")
        #expect(known.tenant == "T")
        #expect(known.reference.bot?.id == AccountID(rawValue: "28:\(Bot.appID)"))
        #expect(known.lastSeen?.date == (Timestamp("2026-11-20T08:01:00Z")).date)
        #expect(known.isReachable && known.installedAt == known.lastSeen)

        try book.hear(Self.activity("message", minute: 1, in: Inbound.group))
        let group = try #require(book.known[ConversationID(rawValue: Inbound.groupChat)])
        #expect(group.person == nil && group.reference.locale == nil, "a group is nobody's")
    }

    @Test func aThreadBelongsToItsChannel() throws {
        var book = Book()
        try book.hear(Self.post("19:berth", minute: 1, thread: ";messageid=1795161600123"))
        #expect(Set(book.known.keys.map(\.rawValue)) == ["19:berth", "19:port"])
        #expect(book.known["19:port"]?.installedAt != nil, "whoever is spoken to in a channel is in its team")
        #expect(book.known["19:berth"]?.team?.id == "19:port")
        #expect(book.known["19:berth"]?.channel?.id == "19:berth")
    }

    /// Activities in order, and whether the personal chat can be written to at the end; nil when nothing is known.
    private static let lives: [(name: String, activities: [JSONValue], isReachable: Bool?)] = [
        ("FX-21 installed", [install("add", minute: 1)], true),
        ("FX-21 removed", [install("add", minute: 1), install("remove", minute: 2)], false),
        ("removed, never known", [install("remove", minute: 2)], nil),
        (
            "removed twice", [install("add", minute: 1), install("remove", minute: 2), install("remove", minute: 2)],
            false
        ),
        (
            "installed again", [install("add", minute: 1), install("remove", minute: 2), install("add", minute: 3)],
            true
        ),
        ("the removal comes late", [install("add", minute: 3), install("remove", minute: 2)], true),
        (
            "the installation comes late",
            [install("add", minute: 1), install("remove", minute: 3), install("add", minute: 2)], false
        ),
        ("any case of letters", [install("Add", minute: 1), install("REMOVE", minute: 2)], false),
        ("upgraded", [install("add", minute: 1), install("add-upgrade", minute: 2)], true),
        ("removed by an upgrade", [install("add", minute: 1), install("remove-upgrade", minute: 2)], true),
        ("an action that nobody knows", [install("add", minute: 1), install("pause", minute: 2)], true),
        (
            "FX-24 a message re-registers",
            [install("add", minute: 1), install("remove", minute: 2), activity("message", minute: 3)], true
        ),
        (
            "a message from before the removal",
            [install("add", minute: 1), install("remove", minute: 3), activity("message", minute: 2)], false
        ),
        (
            "a read receipt does not",
            [
                install("add", minute: 1), install("remove", minute: 2),
                activity("event", minute: 3, ["name": "application/vnd.microsoft.readReceipt"]),
            ], false
        ),
        (
            "the event about members alone",
            [
                activity(
                    "conversationUpdate", minute: 1,
                    [
                        "membersAdded": [
                            ["id": .string("28:\(Bot.appID)")], ["id": "29:ines", "aadObjectId": "6a1d4c1e"],
                        ]
                    ])
            ], true
        ),
        (
            "the bot leaves by that event",
            [
                install("add", minute: 1),
                activity("conversationUpdate", minute: 2, ["membersRemoved": [["id": .string("28:\(Bot.appID)")]]]),
            ], false
        ),
        (
            "somebody else leaves",
            [
                install("add", minute: 1),
                activity("conversationUpdate", minute: 2, ["membersRemoved": [["id": "29:bo"]]]),
            ], true
        ),
    ]

    @Test(arguments: lives.indices)
    func installations(_ index: Int) throws {
        let life = Self.lives[index]
        var book = Book()
        for activity in life.activities { try book.hear(activity) }
        #expect(book.known["a:1ines"]?.isReachable == life.isReachable, "\(life.name)")
        let once = book.known
        for activity in life.activities { try book.hear(activity) }
        if life.activities.count == 1 { #expect(book.known == once, "\(life.name): the same again changes nothing") }
        #expect(book.known["a:1ines"]?.isReachable == life.isReachable, "\(life.name): and all of it again neither")
    }

    @Test func thePersonIsKnownAlsoWhenTheServiceSpeaks() throws {
        var book = Book()
        try book.hear(
            Self.activity(
                "conversationUpdate", minute: 1,
                [
                    "from": Inbound.bot,
                    "membersAdded": [
                        ["id": .string("28:\(Bot.appID)")], ["id": "29:ines", "aadObjectId": "6a1d4c1e"],
                    ],
                ]))
        #expect(book.known["a:1ines"]?.person?.id == "29:ines")
        try book.hear(Self.activity("event", minute: 2, ["from": Inbound.bot, "name": "x"]))
        #expect(book.known["a:1ines"]?.person?.id == "29:ines", "and is not forgotten")
    }

    @Test func anInstallationInATeamIsTheTeamsWithItsChannel() throws {
        var book = Book()
        let install = Self.activity(
            "installationUpdate", minute: 1, in: Inbound.channel("19:berth"),
            [
                "action": "add",
                "channelData": [
                    "settings": ["selectedChannel": ["id": "19:berth"]], "channel": ["id": "19:berth"],
                    "team": Self.port,
                    "tenant": ["id": "T"],
                ],
            ])
        try book.hear(install)
        let team = try #require(book.known["19:port"])
        #expect(team.installedAt != nil && team.selectedChannel == "19:berth" && team.team?.name == "Port")
        let channel = try #require(book.known["19:berth"])
        #expect(channel.installedAt == nil, "one entry for each installation")
        #expect(channel.reference.serviceUrl == Bot.serviceURL)
    }

    /// Events after General and one channel are known, and what is reachable at the end.
    private static let teams: [(name: String, events: [JSONValue], general: Bool?, berth: Bool?)] = [
        ("nothing", [], true, true),
        ("FX-25 deleted", [team("teamDeleted", minute: 5)], false, false),
        ("FX-25 restored", [team("teamDeleted", minute: 5), team("teamRestored", minute: 6)], true, true),
        (
            "restored before it was deleted", [team("teamDeleted", minute: 6), team("teamRestored", minute: 5)], false,
            false
        ),
        ("deleted for good", [team("teamHardDeleted", minute: 5)], nil, nil),
        ("archived", [team("teamArchived", minute: 5)], false, false),
        ("archived no more", [team("teamArchived", minute: 5), team("teamUnarchived", minute: 6)], true, true),
        ("an event that nobody knows", [team("teamPainted", minute: 5)], true, true),
        ("a channel deleted", [team("channelDeleted", minute: 5, ["channel": ["id": "19:berth"]])], true, false),
        (
            "a channel restored",
            [
                team("channelDeleted", minute: 5, ["channel": ["id": "19:berth"]]),
                team("channelRestored", minute: 6, ["channel": ["id": "19:berth"]]),
            ], true, true
        ),
    ]

    @Test(arguments: teams.indices)
    func teamsThatGoAndComeBack(_ index: Int) throws {
        let life = Self.teams[index]
        var book = Book()
        try book.hear(Self.post("19:port", minute: 1))
        try book.hear(Self.post("19:berth", minute: 2))
        for event in life.events { try book.hear(event) }
        #expect(book.known["19:port"]?.isReachable == life.general, "\(life.name)")
        #expect(book.known["19:berth"]?.isReachable == life.berth, "\(life.name)")
    }

    @Test func namesFollow() throws {
        var book = Book()
        try book.hear(Self.post("19:port", minute: 1))
        try book.hear(Self.team("channelCreated", minute: 2, ["channel": ["id": "19:new", "name": "New"]]))
        #expect(book.known["19:new"]?.channel?.name == "New", "a new channel can be written to at once")
        #expect(book.known["19:new"]?.reference.serviceUrl == Bot.serviceURL)
        try book.hear(Self.team("channelRenamed", minute: 3, ["channel": ["id": "19:new", "name": "Newer"]]))
        #expect(book.known["19:new"]?.channel?.name == "Newer")
        try book.hear(Self.team("teamRenamed", minute: 4, ["team": ["id": "19:port", "name": "Port authority"]]))
        #expect(book.known["19:new"]?.team?.name == "Port authority")
        #expect(book.known["19:port"]?.team?.aadGroupId == "c0de")
    }

    @Test func aPrivateChannelIsNotItsTeam() throws {
        let bot: JSONValue = [["id": .string("28:\(Bot.appID)")]]
        func member(_ event: String, _ name: String, minute: Int) -> JSONValue {
            Self.activity(
                "conversationUpdate", minute: minute, in: Inbound.channel("19:port"),
                [
                    name: bot,
                    "channelData": [
                        "eventType": .string(event), "channel": ["id": "19:quay"], "team": Self.port,
                        "tenant": ["id": "T"],
                    ],
                ])
        }
        var book = Book()
        try book.hear(Self.post("19:port", minute: 1))
        try book.hear(member("channelMemberAdded", "membersAdded", minute: 2))
        #expect(book.known["19:quay"]?.installedAt != nil)
        try book.hear(member("channelMemberRemoved", "membersRemoved", minute: 3))
        #expect(book.known["19:quay"]?.isReachable == false)
        #expect(book.known["19:port"]?.isReachable == true)
    }

    @Test func whatTheServiceMovedStaysMoved() throws {
        var book = Book()
        try book.hear(Self.activity("message", minute: 1))
        var moved = try #require(book.known["a:1ines"]?.reference)
        moved.serviceUrl = "https://smba.infra.gcc.teams.microsoft.com"
        let news = ConversationNews(kind: .reached, at: Date(), reference: moved, movedFrom: Bot.serviceURL)
        book.known["a:1ines"] = news.applied(to: book.known["a:1ines"])
        try book.hear(Self.activity("message", minute: 2))
        #expect(book.known["a:1ines"]?.reference.serviceUrl == moved.serviceUrl)
        try book.hear(Self.activity("message", minute: 3, ["serviceUrl": "https://smba.trafficmanager.net/amer/"]))
        #expect(
            book.known["a:1ines"]?.reference.serviceUrl == "https://smba.trafficmanager.net/amer/", "a new one wins")
    }

    @Test func refusalsCloseUntilSomebodyInteracts() throws {
        let now = Date(timeIntervalSince1970: 1_900_000_000)
        for reason in [ClosureReason.blockedByUser, .disabledByAdmin, .notInstalled, "something new"] {
            var book = Book()
            try book.hear(Self.activity("message", minute: 1))
            book.known["a:1ines"] = ConversationNews(kind: .closed(reason), at: now).applied(to: book.known["a:1ines"])
            #expect(book.known["a:1ines"]?.closure?.reason == reason)
            try book.hear(Self.activity("event", minute: 2, ["name": "x"]))
            #expect(book.known["a:1ines"]?.isReachable == false)
            // By the service's clock, which may be behind the bot's.
            try book.hear(Self.activity("invoke", minute: 3, ["name": "x"]))
            #expect(book.known["a:1ines"]?.isReachable == true)
        }
    }

    @Test func aChatIsSeenByTheHour() throws {
        var book = Book()
        try book.hear(Self.activity("message", minute: 1))
        let first = book.known
        try book.hear(Self.activity("message", minute: 59))
        #expect(book.known == first, "nothing to write")
        try book.hear(Self.activity("message", minute: 1, ["timestamp": "2026-11-20T09:01:00Z"]))
        #expect(book.known["a:1ines"]?.lastSeen?.date == Timestamp("2026-11-20T09:01:00Z").date)
    }

    @Test("Activities of any shape, twice and in any order, end in the same place")
    func anyOrder() throws {
        var random = SeededGenerator()
        let channels = ["19:port", "19:berth", "19:quay"]
        for _ in 0..<200 {
            var activities: [JSONValue] = []
            for minute in 1...8 {
                switch Int.random(in: 0..<4, using: &random) {
                case 0: activities.append(Self.install(random.pick(["add", "remove", "add-upgrade"]), minute: minute))
                case 1: activities.append(Self.activity("message", minute: minute))
                case 2: activities.append(Self.post(random.pick(channels), minute: minute))
                default:
                    activities.append(
                        Self.team(random.pick(["teamRenamed", "teamDeleted", "teamRestored"]), minute: minute))
                }
            }
            var book = Book()
            for activity in activities { try book.hear(activity) }
            let once = book.known.mapValues(\.isReachable)
            // Each was delivered twice, the second time right after the first.
            var twice = Book()
            for activity in activities {
                try twice.hear(activity)
                try twice.hear(activity)
            }
            #expect(twice.known.mapValues(\.isReachable) == once, "seed \(random.seed)")
            // And all of it came again, late.
            for activity in activities { try book.hear(activity) }
            #expect(book.known["a:1ines"]?.isReachable == once["a:1ines"], "seed \(random.seed)")
        }
    }
}
