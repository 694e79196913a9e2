import JSONKit
import TestSupport
import Testing

@testable import LocalTeams

private let properties = ["displayName", "mail", "accountEnabled", "teamsApp/externalId"]
private let resource: JSONObject = [
    "displayName": "Bo O'Hara", "mail": .null, "accountEnabled": true, "teamsApp": ["externalId": "A-1"],
]

/// Filters that are read, and whether the resource above passes.
private let filters: [(filter: String, passes: Bool)] = [
    ("displayName eq 'Bo O''Hara'", true), ("displayName eq 'bo o''hara'", true), ("DISPLAYNAME eq 'Bo'", false),
    ("startswith(displayName,'bo')", true), ("startsWith(displayName, 'O')", false),
    ("startswith( displayName , 'Bo' )", true), ("startswith(mail,'x')", false), ("mail eq null", true),
    ("mail ne null", false), ("displayName ne 'x'", true), ("accountEnabled eq true", true),
    ("accountEnabled eq false", false), ("teamsApp/externalId eq 'a-1'", true),
    ("displayName in ('x', 'bo o''hara')", true), ("displayName in ('x')", false),
    ("displayName eq 'x' or accountEnabled eq true", true), ("displayName eq 'x' and accountEnabled eq true", false),
    ("displayName eq 'x' or mail eq null and accountEnabled eq true", true),
    ("  accountEnabled   eq\ttrue ", true), ("displayName eq ' and '", false),
]

/// Filters that are refused, and a word of why.
private let badFilters: [(filter: String, problem: String)] = [
    ("", "The end"), ("displayName", "The end"), ("displayName eq", "The end"), ("displayName eq Bo", "quotes"),
    ("displayName eq 'Bo", "no end"), ("displayName gt 'a'", "not supported"),
    ("nickname eq 'x'", "cannot be filtered"),
    ("displayName eq 'x' and", "The end"), ("displayName eq 'x' accountEnabled eq true", "'and' or 'or'"),
    ("(displayName eq 'x')", "'('"), ("not accountEnabled eq true", "cannot be filtered"),
    ("startswith(displayName)", "','"), ("startswith(displayName,true)", "quotes"),
    ("startswith(displayName,'x'", "')'"), ("endswith(displayName,'x')", "cannot be filtered"),
    ("displayName in ()", "value"), ("displayName in 'x'", "'('"), ("displayName eq 1", "quotes"),
    (String(repeating: "x", count: GraphFilter.maxBytes + 1), "longer"),
    ("mail in (" + Array(repeating: "'x'", count: 101).joined(separator: ",") + ")", "more than 100"),
]

/// Query options that are refused.
private let badOptions: [(items: [(name: String, value: String)], problem: String)] = [
    ([("$orderby", "displayName")], "$orderby"), ([("$search", "x")], "$search"), ([("nonsense", "1")], "nonsense"),
    ([("$top", "0")], "$top"), ([("$top", "1000")], "$top"), ([("$top", "ten")], "$top"),
    ([("$top", "5"), ("top", "5")], "twice"), ([("$skiptoken", "x")], "$skiptoken"),
    ([("$skiptoken", "after--1")], "$skiptoken"), ([("$skiptoken", "after-ffffffffffffffffff")], "$skiptoken"),
    ([("$select", "id,shoeSize")], "shoeSize"), ([("$select", "")], "$select"), ([("$count", "yes")], "$count"),
    ([("$expand", "manager")], "$expand"),
]

/// Notifications that are refused, by what is changed of a good one, and a word of why.
private let badNotifications: [(change: JSONObject, problem: String)] = [
    (["topic": .null], "topic"), (["topic": ["source": "link", "value": "x"]], "source"),
    (["topic": ["source": "text", "value": "x"]], "webUrl"), (["topic": ["source": "text", "webUrl": "x"]], "value"),
    (
        ["topic": ["source": "text", "value": "x", "webUrl": .string(String(repeating: "x", count: 1_025))]],
        "1024"
    ),
    (["topic": ["source": "entityUrl", "value": "not an address"]], "topic.value"),
    (["topic": ["source": "entityUrl", "value": "https://graph.microsoft.com/v1.0/users/x"]], "topic.value"),
    (["activityType": .null], "activityType"), (["activityType": 7], "activityType"),
    (["previewText": .null], "previewText.content"), (["previewText": ["content": ""]], "previewText.content"),
    (["previewText": "words"], "previewText.content"), (["chainId": "1"], "chainId"), (["chainId": 1.5], "chainId"),
    (["templateParameters": [["name": "a", "value": "1"], ["name": "a", "value": "2"]]], "twice"),
    (["templateParameters": [["name": "a"]]], "template parameter"),
    (["templateParameters": "a"], "templateParameters"),
    (["activityType": "systemDefault"], "systemDefaultText"), (["recipients": []], "recipients"),
    (["surprise": true], "surprise"),
]

extension JSONObject {
    fileprivate static let notification: JSONObject = [
        "topic": ["source": "text", "value": "Deployments", "webUrl": "https://teams.microsoft.com/l/entity/1"],
        "activityType": "deployDone", "previewText": ["content": "Build 42 is live"],
        "templateParameters": [["name": "build", "value": "42"]],
    ]

    fileprivate func changed(_ change: JSONObject) -> JSONObject {
        var changed = self
        for (name, value) in change { changed[name] = value }
        return changed
    }
}

extension Harbor {
    fileprivate static let caller = GraphCaller(bot: Harbor.bot, roles: Set(GraphPermission.development))
    fileprivate static let outsider = GraphCaller(bot: Harbor.other, roles: Set(GraphPermission.development))

    fileprivate func target(_ handle: Handle) -> GraphTarget {
        GraphTarget(kind: .user, name: world.person(handle)?.aadObjectId ?? "")
    }
    fileprivate var chat: GraphTarget { GraphTarget(kind: .chat, name: Harbor.tides.rawValue) }
    fileprivate var team: GraphTarget {
        GraphTarget(kind: .team, name: world.places.team(Harbor.port)?.aadGroupId ?? "")
    }
    fileprivate func person(_ handle: Handle) -> JSONValue {
        [
            "@odata.type": "microsoft.graph.aadUserNotificationRecipient",
            "userId": .string(world.person(handle)?.userPrincipalName ?? ""),
        ]
    }
    fileprivate func titles(_ handle: Handle) throws -> [String] {
        try world.feed(as: handle).map { $0["title"]?.stringValue ?? "" }
    }
}

@Suite struct GraphTests {
    @Test(arguments: filters)
    func aFilterLetsThroughWhatItSays(filter: String, passes: Bool) throws {
        #expect(try GraphFilter(filter, properties: properties).includes(resource) == passes)
    }

    @Test(arguments: badFilters)
    func aFilterThatIsNoneIsRefusedInWords(filter: String, problem: String) {
        let refused = refusal { _ = try GraphFilter(filter, properties: properties) }
        #expect(refused?.status == 400)
        #expect(refused?.message.contains(problem) == true, "\(refused?.message ?? "")")
    }

    @Test(arguments: badOptions)
    func anOptionThatIsNotKnownIsRefusedByName(items: [(name: String, value: String)], problem: String) {
        let refused = refusal { _ = try GraphQuery(items, .users) }
        #expect(refused?.status == 400)
        #expect(refused?.message.contains(problem) == true, "\(refused?.message ?? "")")
    }

    @Test func pagesOfPeopleHoldEveryoneOnce() throws {
        let world = Harbor(crew: 40).world
        var seen: [String] = []
        var query = try GraphQuery([("$top", "7"), ("$count", "true")], .users)
        let first = world.graphUsers(query)
        #expect(first.count == world.everyone.count)
        var page = first
        while true {
            seen += page.value.compactMap { $0["userPrincipalName"]?.stringValue }
            guard let next = page.next else { break }
            query = try GraphQuery([("$top", "7"), ("$skiptoken", GraphQuery.token(next))], .users)
            page = world.graphUsers(query)
        }
        #expect(seen == world.workspace.users.map(\.userPrincipalName))
    }

    @Test func theCostOfAllPagesGrowsNoFasterThanTheNumberOfPeople() throws {
        var least = Double.infinity
        for _ in 0..<4 where least > linear {
            least = min(
                least,
                try growth(
                    from: 200, upTo: 800,
                    of: { size in
                        let world = Harbor(crew: size).world
                        return {
                            for filter in ["startswith(displayName,'P ')", "mail eq 'nobody@x.test'"] {
                                var next: Int? = 0
                                while let place = next {
                                    let items = [("$filter", filter), ("$skiptoken", GraphQuery.token(place))]
                                    next = world.graphUsers(try GraphQuery(items + [("$top", "20")], .users)).next
                                }
                            }
                        }
                    }, in: { try $0() }))
        }
        #expect(least <= linear)
    }

    @Test func anInstallationThroughGraphIsOneLikeAnyOther() throws {
        var harbor = Harbor()
        let target = harbor.target("bo")
        let catalog = harbor.world.catalogID(of: Harbor.other)
        let body: JSONObject = [
            "teamsApp@odata.bind": "https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/\(catalog)"
        ]
        let changes = try harbor.changes { _ = try $0.graphInstall(body, at: target, by: Harbor.outsider) }
        #expect(changes.deliveries.map { $0.activity["type"] } == ["installationUpdate", "conversationUpdate"])
        #expect(changes.deliveries.allSatisfy { $0.bot == Harbor.other })
        #expect(refusal { _ = try harbor.world.graphInstall(body, at: target, by: Harbor.outsider) }?.status == 409)
        let page = try harbor.world.graphInstallations(at: target, GraphQuery(), by: Harbor.outsider)
        let id = try #require(page.value.first?["id"]?.stringValue)
        let chat = try harbor.world.graphChat(ofInstallation: id, at: target, by: Harbor.outsider)
        #expect(chat["id"] == harbor.personal("bo", with: Harbor.other).json)
        let removal = try harbor.changes { try $0.graphUninstall(id, at: target, by: Harbor.outsider) }
        #expect(removal.deliveries.map { $0.activity["action"] } == ["remove"])
        #expect(refusal { try harbor.world.graphUninstall(id, at: target, by: Harbor.outsider) }?.status == 404)
    }

    @Test(arguments: ["chat", "team"])
    func appsAreInstalledInChatsAndTeams(kind: String) throws {
        var harbor = Harbor()
        let target = kind == "chat" ? harbor.chat : harbor.team
        let catalog = harbor.world.catalogID(of: Harbor.other)
        let body: JSONObject = ["teamsApp@odata.bind": "http://127.0.0.1:3979/beta/appCatalogs/teamsApps('\(catalog)')"]
        let installed = try harbor.world.graphInstall(body, at: target, by: Harbor.outsider)
        #expect(harbor.world.bots(in: kind == "chat" ? Harbor.tides : Harbor.port).contains(Harbor.other))
        let query = try GraphQuery(
            [("$filter", "teamsApp/id eq '\(catalog)'"), ("$expand", "teamsApp")], .installations)
        let other = GraphCaller(bot: Harbor.other, roles: ["TeamsAppInstallation.ReadFor\(target.kind.rawValue).All"])
        let found = try harbor.world.graphInstallations(at: target, query, by: other).value
        #expect(found.map { $0["id"] } == [installed.id.json])
        #expect(found[0]["teamsApp"]?["externalId"] == Harbor.other.json)
        // Who reads all sees the other bot too.
        #expect(try harbor.world.graphInstallations(at: target, GraphQuery(), by: other).value.count == 2)
        // At another place it is not there.
        #expect(
            refusal {
                _ = try harbor.world.graphInstallation(
                    installed.id.rawValue, at: harbor.target("bo"), GraphQuery(), by: Harbor.outsider)
            }?.status == 404)
    }

    @Test func anAppLooksAfterItselfAlone() throws {
        var harbor = Harbor()
        let catalog = harbor.world.catalogID(of: Harbor.other)
        let body: JSONObject = ["teamsApp@odata.bind": "https://x.test/v1.0/appCatalogs/teamsApps/\(catalog)"]
        let refused = refusal { _ = try harbor.world.graphInstall(body, at: harbor.target("bo"), by: Harbor.caller) }
        #expect(refused?.status == 403)
        #expect(refused?.message.contains("not allowed to manage") == true)
        let manager = GraphCaller(bot: Harbor.bot, roles: ["TeamsAppInstallation.ReadWriteForUser.All"])
        _ = try harbor.world.graphInstall(body, at: harbor.target("bo"), by: manager)
    }

    @Test func anInstallationThatCannotBeIsRefused() throws {
        var harbor = Harbor()
        func refused(_ binding: JSONValue, _ target: GraphTarget, by caller: GraphCaller = Harbor.outsider) -> Refusal?
        {
            refusal { _ = try harbor.world.graphInstall(["teamsApp@odata.bind": binding], at: target, by: caller) }
        }
        let good = "https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/\(harbor.world.catalogID(of: Harbor.other))"
        #expect(refused(.null, harbor.target("bo"))?.status == 400)
        #expect(refused("https://graph.microsoft.com/v1.0/teamsApps", harbor.target("bo"))?.status == 400)
        // The manifest's id is not the catalogue's.
        let external = "https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/\(Harbor.other)"
        #expect(refused(.string(external), harbor.target("bo"))?.status == 404)
        #expect(refused(.string(good), GraphTarget(kind: .user, name: "nobody"))?.status == 404)
        #expect(refused(.string(good), GraphTarget(kind: .chat, name: "19:no@thread.v2"))?.status == 404)
        #expect(refused(.string(good), GraphTarget(kind: .chat, name: Harbor.berth.rawValue))?.status == 404)
        #expect(refused(.string(good), GraphTarget(kind: .team, name: Harbor.port.rawValue))?.status == 404)
        try harbor.world.changeBot(Harbor.other, disabled: true)
        #expect(refused(.string(good), harbor.target("bo"))?.status == 403)
        try harbor.world.changeBot(Harbor.other, disabled: false)
        #expect(harbor.world.bots(in: Harbor.tides) == [Harbor.bot])
    }

    @Test func anUpgradeSetsTheResourceSpecificPermissionsAndNoOthers() throws {
        var harbor = Harbor(permissions: ["User.Read.All", "ChatMessage.Read.Chat"])
        let target = harbor.team
        let listed = try harbor.world.graphInstallations(at: target, GraphQuery(), by: Harbor.caller).value
        let id = try #require(listed.first?["id"]?.stringValue)
        func consent(_ permissions: [JSONValue]) -> JSONObject {
            ["consentedPermissionSet": ["resourceSpecificPermissions": .array(permissions)]]
        }
        let changes = try harbor.changes { world in
            try world.graphUpgrade(
                id,
                with: consent([
                    ["permissionValue": "TeamsActivity.Send.Group", "permissionType": "Application"],
                    ["permissionValue": "ChannelMessage.Send.Group", "permissionType": "delegated"],
                ]), at: target, by: Harbor.caller)
        }
        #expect(changes.deliveries.map { $0.activity["action"] } == ["add-upgrade"])
        #expect(harbor.world.bot(Harbor.bot)?.permissions == ["User.Read.All", "TeamsActivity.Send.Group"])
        let sneaky: [[JSONValue]] = [
            [["permissionValue": "User.ReadWrite.All", "permissionType": "Application"]],
            [["permissionValue": "TeamsActivity.Send.User", "permissionType": "Both"]],
            [["permissionValue": "TeamsActivity.Send.User"]],
        ]
        for permissions in sneaky {
            #expect(
                refusal {
                    try harbor.world.graphUpgrade(id, with: consent(permissions), at: target, by: Harbor.caller)
                }?.status == 400)
        }
        try harbor.world.graphUpgrade(id, with: [:], at: target, by: Harbor.caller)
        #expect(harbor.world.bot(Harbor.bot)?.permissions == ["User.Read.All", "TeamsActivity.Send.Group"])
    }

    @Test func theDevelopmentAppHasWhatItNeedsUnlessGraphPermissionsAreNamed() {
        var bot = Bot(appId: Bot.developmentID, secret: "s", name: "Bot")
        #expect(bot.graphRoles == GraphPermission.development)
        bot.permissions = ["ChatMessageReadReceipt.Read.Chat"]
        #expect(bot.graphRoles == GraphPermission.development)
        bot.permissions.append("TeamsActivity.Send")
        #expect(bot.graphRoles == ["TeamsActivity.Send"])
        #expect(Bot(appId: Harbor.bot, secret: "s", name: "Bot").graphRoles.isEmpty)
    }

    // MARK: - Notifications

    @Test(arguments: badNotifications)
    func aNotificationThatIsNoneIsRefusedInWords(change: JSONObject, problem: String) {
        var harbor = Harbor()
        let body = JSONObject.notification.changed(change)
        let refused = refusal { try harbor.world.graphNotify(body, at: harbor.target("bo"), by: Harbor.caller) }
        #expect(refused?.status == 400)
        #expect(refused?.message.contains(problem) == true, "\(refused?.message ?? "")")
    }

    @Test func aNotificationOfOneChainTakesThePlaceOfTheLastOne() throws {
        var harbor = Harbor()
        func send(_ build: String, chain: JSONValue, to handle: Handle = "bo") throws {
            let body = JSONObject.notification.changed([
                "chainId": chain, "templateParameters": [["name": "build", "value": .string(build)]],
            ])
            try harbor.world.graphNotify(body, at: harbor.target(handle), by: Harbor.caller)
        }
        try send("1", chain: 4201)
        try send("2", chain: .null)
        try send("3", chain: 4201)
        try send("4", chain: 4202)
        try send("5", chain: -9_223_372_036_854_775_808)
        try send("6", chain: 4201, to: "ines")
        #expect(
            try harbor.titles("bo")
                == ["deployDone: build 5", "deployDone: build 4", "deployDone: build 3", "deployDone: build 2"])
        #expect(try harbor.titles("ines") == ["deployDone: build 6"])
    }

    @Test func aNotificationSaysWhatTheTableSays() throws {
        var harbor = Harbor()
        let long = String(repeating: "é", count: 200)
        let body = JSONObject.notification.changed([
            "activityType": "systemDefault", "previewText": ["content": .string(long)],
            "templateParameters": [["name": "systemDefaultText", "value": "Take a break"]],
        ])
        let target = harbor.target("bo")
        let changes = try harbor.changes { try $0.graphNotify(body, at: target, by: Harbor.caller) }
        #expect(changes.shown(.feed).map(\.to) == [["bo"]])
        let entry = try #require(try harbor.world.feed(as: "bo").first)
        #expect(entry["kind"] == "activityFeed")
        #expect(entry["title"] == "Take a break")
        #expect(entry["preview"] == .string(String(repeating: "é", count: 150)))
        #expect(entry["read"] == false)
        #expect(entry["message"] == nil)
    }

    /// The chats and teams whose members get a notification.
    @Test func aNotificationReachesItsRecipientsAndNobodyElse() throws {
        var harbor = Harbor()
        func reached(_ recipient: JSONValue, at target: GraphTarget) throws -> [Handle] {
            harbor.world.reset()
            try harbor.world.graphNotify(
                JSONObject.notification.changed(["recipient": recipient]), at: target, by: Harbor.caller)
            return try Harbor.everyone.filter { try !harbor.world.feed(as: $0).isEmpty }
        }
        let chat = harbor.world.places.chat(Harbor.tides)?.roster.handles ?? []
        let team = harbor.world.places.team(Harbor.port)?.roster.handles ?? []
        let group = JSONValue.string(harbor.team.name)
        #expect(try reached(harbor.person("bo"), at: harbor.chat) == ["bo"])
        #expect(try reached(harbor.person("bo"), at: harbor.team) == ["bo"])
        let chatMembers: JSONValue = [
            "@odata.type": "#microsoft.graph.chatMembersNotificationRecipient", "chatId": Harbor.tides.json,
        ]
        #expect(try Set(reached(chatMembers, at: harbor.chat)) == Set(chat))
        let teamMembers: JSONValue = [
            "@odata.type": "Microsoft.Teams.GraphSvc.teamMembersNotificationRecipient", "teamId": group,
        ]
        #expect(try Set(reached(teamMembers, at: harbor.team)) == Set(team))
        let channelMembers: JSONValue = [
            "@odata.type": "microsoft.graph.channelMembersNotificationRecipient", "teamId": group,
            "channelId": Harbor.berth.json,
        ]
        #expect(try Set(reached(channelMembers, at: harbor.team)) == Set(team))
        #expect(try harbor.world.feed(as: "bo").first?["conversation"] == Harbor.berth.json)
        let strangers: [(recipient: JSONValue, target: GraphTarget)] = [
            (teamMembers, harbor.chat), (chatMembers, harbor.team), (["userId": "x"], harbor.chat),
            (.null, harbor.chat),
            (["@odata.type": "microsoft.graph.somebody", "userId": "x"], harbor.chat),
        ]
        for (recipient, target) in strangers {
            #expect(refusal { _ = try reached(recipient, at: target) }?.status == 400, "\(recipient)")
        }
        try harbor.world.removeMember("bo", as: "ines", chat: Harbor.tides)
        let body = JSONObject.notification.changed(["recipient": harbor.person("bo")])
        #expect(refusal { try harbor.world.graphNotify(body, at: harbor.chat, by: Harbor.caller) }?.status == 404)
    }

    @Test func theAppMustBeInstalledInTheScopeOfTheNotification() throws {
        var harbor = Harbor()
        let body = JSONObject.notification
        let inChat = body.changed(["recipient": harbor.person("bo")])
        for (body, target) in [(body, harbor.target("bo")), (inChat, harbor.chat), (inChat, harbor.team)] {
            let refused = refusal { try harbor.world.graphNotify(body, at: target, by: Harbor.outsider) }
            #expect(refused?.status == 403)
            #expect(refused?.message.contains("installed in the target scope") == true)
            #expect(refused?.note?.hasPrefix("Rule: ") == true)
        }
    }

    @Test func theTopicMustBeInTheScopeOfTheNotification() throws {
        var harbor = Harbor()
        let graph = "https://graph.microsoft.com/v1.0"
        let listed = try harbor.world.graphInstallations(at: harbor.target("bo"), GraphQuery(), by: Harbor.caller).value
        let installation = listed.first?["id"]?.stringValue ?? ""
        let shown = try harbor.say("look")
        let secret = try harbor.whisper("for ines", to: "ines")
        let (bo, chat, team) = (harbor.target("bo"), harbor.chat, harbor.team)
        let cases: [(address: String, target: GraphTarget, status: Int?, message: String?)] = [
            ("\(graph)/users/\(bo.name)/teamwork/installedApps/\(installation)", bo, nil, nil),
            ("\(graph)/appCatalogs/teamsApps/\(harbor.world.catalogID(of: Harbor.bot))", bo, nil, nil),
            ("\(graph)/appCatalogs/teamsApps/\(harbor.world.catalogID(of: Harbor.other))", bo, 400, nil),
            ("\(graph)/users/\(bo.name)/teamwork/installedApps/x", bo, 400, nil),
            ("\(graph)/users/\(harbor.target("ines").name)/teamwork/installedApps/\(installation)", bo, 400, nil),
            ("\(graph)/chats/\(chat.name)", chat, nil, nil),
            ("\(graph)/chats/19%3Aother@thread.v2", chat, 400, nil),
            ("\(graph)/chats/\(chat.name)/messages/\(shown)", chat, nil, shown),
            ("\(graph)/chats/\(chat.name)/messages/\(secret)", chat, nil, nil),
            ("\(graph)/teams/\(team.name)", team, nil, nil),
            ("\(graph)/teams/\(team.name)/channels/19%3Aberth%40thread.tacv2/tabs/1", team, nil, nil),
            ("\(graph)/teams/\(team.name)/channels/19%3Anone@thread.tacv2", team, 404, nil),
            ("\(graph)/chats/\(chat.name)", team, 400, nil), ("ftp://graph.microsoft.com/v1.0/chats/x", chat, 400, nil),
        ]
        for (address, target, status, message) in cases {
            let topic: JSONValue = ["source": "entityUrl", "value": .string(address)]
            var body = JSONObject.notification.changed(["topic": topic])
            if target.kind != .user { body["recipient"] = harbor.person("bo") }
            #expect(
                refusal { try harbor.world.graphNotify(body, at: target, by: Harbor.caller) }?.status == status,
                "\(address)")
            guard status == nil else { continue }
            #expect(try harbor.world.feed(as: "bo").first?["message"]?.stringValue == message, "\(address)")
        }
    }

    @Test func aHundredRecipientsAreNotifiedAtOnceAndNoMore() throws {
        var harbor = Harbor(crew: 120)
        func body(_ handles: [Handle]) -> JSONObject {
            JSONObject.notification.changed(["recipients": .array(handles.map(harbor.person))])
        }
        let crew = (0..<101).map { "p\($0)" as Handle }
        _ = try harbor.world.graphNotifyRecipients(body(Array(crew.prefix(100))), by: Harbor.caller)
        #expect(try crew.map { try harbor.world.feed(as: $0).count } == Array(repeating: 1, count: 100) + [0])
        let tooMany = refusal { _ = try harbor.world.graphNotifyRecipients(body(crew), by: Harbor.caller) }
        #expect(tooMany?.status == 400)
        #expect(refusal { _ = try harbor.world.graphNotifyRecipients(body([]), by: Harbor.caller) }?.status == 400)
        // Who is named twice gets one; whose app is gone, or who is not there, gets nothing, and the log says so.
        let installed = try harbor.world.graphInstallations(at: harbor.target("p1"), GraphQuery(), by: Harbor.caller)
        let id = try #require(installed.value.first?["id"]?.stringValue)
        try harbor.world.graphUninstall(id, at: harbor.target("p1"), by: Harbor.caller)
        let stranger: JSONValue = ["@odata.type": "microsoft.graph.aadUserNotificationRecipient", "userId": "nobody"]
        let some = JSONObject.notification.changed([
            "recipients": .array((["p0", "p0", "p1"] as [Handle]).map(harbor.person) + [stranger])
        ])
        let note = try harbor.world.graphNotifyRecipients(some, by: Harbor.caller)
        #expect(note?.hasPrefix("2 of 3 recipients got nothing") == true)
        #expect(try harbor.world.feed(as: "p0").count == 2)
        #expect(try harbor.world.feed(as: "p1").count == 1)
    }

    // MARK: - Limits

    private static let limits: [(limit: GraphLimit, count: Int)] = [
        (.listInstalledApps, 30), (.install, 30), (.uninstall, 15), (.team(Harbor.port), 4), (.notify(.user), 5),
        (.notify(.chat), 5), (.notify(.team), 5), (.notifyRecipients, 2),
    ]

    @Test(arguments: limits)
    func aLimitLetsThroughWhatItSaysAndSaysWhenToComeBack(limit: GraphLimit, count: Int) throws {
        var harbor = Harbor()
        for _ in 0..<count { try harbor.world.throttle(Harbor.caller, [limit]) }
        for _ in 0..<3 {
            let refused = refusal { try harbor.world.throttle(Harbor.caller, [limit]) }
            #expect(refused?.status == 429)
            #expect(refused?.code == "TooManyRequests")
            #expect(refused?.retryAfter == 1)
            #expect(refused?.note?.contains("\(count) ") == true)
        }
        // Another app has a limit of its own, and so has another kind of call.
        try harbor.world.throttle(Harbor.outsider, [limit])
        try harbor.world.throttle(Harbor.caller, [limit == .install ? .uninstall : .install])
        // The window slides, and what was refused left no trace.
        try harbor.world.advance(by: .milliseconds(999))
        #expect(refusal { try harbor.world.throttle(Harbor.caller, [limit]) } != nil)
        try harbor.world.advance(by: .milliseconds(1))
        for _ in 0..<count { try harbor.world.throttle(Harbor.caller, [limit]) }
        #expect(refusal { try harbor.world.throttle(Harbor.caller, [limit]) } != nil)
    }

    @Test func aRequestThatOneLimitRefusesCountsForNone() throws {
        var harbor = Harbor()
        let limits = harbor.world.limits(.install, at: harbor.team)
        #expect(limits == [.install, .team(Harbor.port)])
        for number in 0..<40 {
            #expect((refusal { try harbor.world.throttle(Harbor.caller, limits) } == nil) == (number < 4))
        }
        for _ in 0..<26 { try harbor.world.throttle(Harbor.caller, [.install]) }
        #expect(refusal { try harbor.world.throttle(Harbor.caller, [.install]) } != nil)
    }

    @Test func aLenientWorldDoesNotThrottle() throws {
        var harbor = Harbor()
        harbor.world.rules = .lenient
        for _ in 0..<100 { try harbor.world.throttle(Harbor.caller, [.notifyRecipients]) }
    }
}
