import Foundation
import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

private let graphScope = "https://graph.microsoft.com/.default"

extension RunningTeams {
    /// A token of the development app for Microsoft Graph, or of another.
    fileprivate func graphToken(
        id: String = app, secret: String = TeamsServiceOptions.developmentClientSecret, scope: String = graphScope
    ) async throws -> String {
        let answer = try await requestToken([
            ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret), ("scope", scope),
        ])
        return answer.json["access_token"]?.stringValue ?? ""
    }

    /// A call of the development app to Microsoft Graph.
    fileprivate func graph(
        _ method: String, _ path: String, _ body: JSONValue? = nil, token: String? = nil
    ) async throws -> Answer {
        var shown = token
        if shown == nil { shown = try await graphToken() }
        return try await call(method, path, body, fields: ["Authorization": "Bearer \(shown ?? "")"])
    }

    /// The directory id of a person.
    fileprivate func directoryID(_ handle: String) async throws -> String {
        let users = try await call("GET", "/_local/workspace").json["users"]?.arrayValue ?? []
        return users.first { $0["handle"]?.stringValue == handle }?["aadObjectId"]?.stringValue ?? ""
    }

    /// What the body of an installation of the development app says.
    fileprivate func binding() async throws -> JSONValue {
        let path = "/v1.0/appCatalogs/teamsApps?$filter=externalId%20eq%20'\(Self.app)'"
        let id = try await graph("GET", path).json["value"]?[0]?["id"]?.stringValue ?? ""
        return ["teamsApp@odata.bind": .string("https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/\(id)")]
    }

    fileprivate func feed(_ person: String) async throws -> [JSONValue] {
        try await call("GET", "/_local/feed?as=\(person)").json.arrayValue ?? []
    }
}

private let notification: JSONValue = [
    "topic": ["source": "text", "value": "Deployments", "webUrl": "https://teams.microsoft.com/l/entity/1"],
    "activityType": "deployDone", "previewText": ["content": "Build 42 is live"],
    "templateParameters": [["name": "build", "value": "42"]],
]

/// Calls, and the permission without which each is refused.
private let permissions: [(method: String, path: String, permission: String, other: String)] = [
    ("GET", "/v1.0/users", "User.Read.All", "Directory.Read.All"),
    ("GET", "/v1.0/users/bo@harbor.test", "User.Read.All", "User.ReadWrite.All"),
    ("GET", "/v1.0/groups/GROUP/members", "GroupMember.Read.All", "Group.Read.All"),
    ("GET", "/v1.0/groups/GROUP/transitiveMembers", "GroupMember.Read.All", "Group.Read.All"),
    ("GET", "/v1.0/teams/GROUP", "Team.ReadBasic.All", "TeamSettings.Read.Group"),
    ("GET", "/v1.0/teams/GROUP/members", "TeamMember.Read.All", "TeamMember.Read.Group"),
    ("GET", "/v1.0/appCatalogs/teamsApps", "AppCatalog.Read.All", "AppCatalog.ReadWrite.All"),
    (
        "GET", "/v1.0/users/bo@harbor.test/teamwork/installedApps",
        "TeamsAppInstallation.ReadWriteSelfForUser.All", "TeamsAppInstallation.ReadForUser.All"
    ),
    (
        "POST", "/v1.0/users/bo@harbor.test/teamwork/installedApps",
        "TeamsAppInstallation.ReadWriteSelfForUser.All", "TeamsAppInstallation.ReadWriteForUser.All"
    ),
    (
        "GET", "/v1.0/teams/GROUP/installedApps", "TeamsAppInstallation.ReadWriteSelfForTeam.All",
        "TeamsAppInstallation.Read.Group"
    ),
    (
        "POST", "/v1.0/chats/CHAT/installedApps", "TeamsAppInstallation.ReadWriteSelfForChat.All",
        "TeamsAppInstallation.ReadWriteAndConsentSelfForChat.All"
    ),
    (
        "POST", "/v1.0/users/bo@harbor.test/teamwork/sendActivityNotification", "TeamsActivity.Send",
        "TeamsActivity.Send.User"
    ),
    ("POST", "/v1.0/chats/CHAT/sendActivityNotification", "TeamsActivity.Send", "TeamsActivity.Send.Chat"),
    ("POST", "/v1.0/teams/GROUP/sendActivityNotification", "TeamsActivity.Send", "TeamsActivity.Send.Group"),
    ("POST", "/v1.0/teamwork/sendActivityNotificationToRecipients", "TeamsActivity.Send", "TeamsActivity.Send.User"),
]

@Suite struct GraphPlaneTests {
    /// Scopes of Graph, and the audience of their tokens.
    private static let scopes: [(scope: String, audience: String?)] = [
        (graphScope, "https://graph.microsoft.com"),
        ("https://graph.microsoft.us/.default", "https://graph.microsoft.us"),
        ("http://127.0.0.1:3979/.default", "https://graph.microsoft.com"),
        ("http://localhost:3979/.default", "https://graph.microsoft.com"),
        ("http://example.com/.default", nil), ("https://graph.microsoft.com/User.Read", nil),
        ("https://api.botframework.com/.default", "https://api.botframework.com"),
    ]

    @Test func theTokenSaysWhatTheAppMayDo() async throws {
        try await withTeams { teams in
            for (scope, audience) in Self.scopes {
                let answer = try await teams.requestToken([
                    ("grant_type", "client_credentials"), ("client_id", RunningTeams.app),
                    ("client_secret", TeamsServiceOptions.developmentClientSecret), ("scope", scope),
                ])
                let entry = try #require(try await teams.log().last { $0["operation"] == "token" })
                let claims = entry["response"]?["body"]?["access_token"]?["claims"]
                #expect(claims?["aud"]?.stringValue == audience, "\(scope)")
                #expect(answer.status == (audience == nil ? 400 : 200), "\(scope)")
                let isGraph = audience?.contains("graph") == true
                let roles = claims?["roles"]?.arrayValue?.compactMap(\.stringValue)
                #expect(roles == (isGraph ? GraphPermission.development : nil), "\(scope)")
            }
        }
    }

    @Test func onlyATokenForGraphOpensGraph() async throws {
        try await withTeams { teams in
            let connector = try await teams.asBot("GET", "/v1.0/users")
            #expect(connector.status == 401)
            #expect(connector.code == "InvalidAuthenticationToken")
            #expect(connector.message.contains("audience"))
            let entry = try #require(try await teams.log().last { $0["operation"] == "graph" })
            #expect(entry["note"]?.stringValue?.contains("graph.microsoft.com/.default") == true)
            for fields in [[:], ["Authorization": "Bearer x.y.z"], ["Authorization": "Basic eA=="]] as [HTTP.Fields] {
                let answer = try await teams.call("GET", "/v1.0/users", fields: fields)
                #expect(answer.status == 401)
                #expect(answer.code == "InvalidAuthenticationToken")
            }
            // And a token for Graph does not open the connector.
            let path = "/v3/conversations/\(escaped(RunningTeams.group))/members"
            #expect(try await teams.graph("GET", path).status == 401)
        }
    }

    @Test func refusalsHaveGraphsEnvelope() async throws {
        try await withTeams { teams in
            let token = try await teams.graphToken()
            let fields: HTTP.Fields = ["Authorization": "Bearer \(token)", "client-request-id": "mine-1"]
            let answer = try await teams.call("GET", "/v1.0/users/nobody", fields: fields)
            #expect(answer.status == 404)
            #expect(answer.code == "Request_ResourceNotFound")
            let inner = answer.json["error"]?["innerError"]
            #expect(inner?["client-request-id"] == "mine-1")
            #expect(inner?["request-id"]?.stringValue == answer.fields["request-id"])
            #expect(inner?["date"]?.stringValue?.count == 19)
            #expect(answer.fields["client-request-id"] == "mine-1")
            for (method, path, status) in [
                ("GET", "/v1.0/me", 404), ("GET", "/beta", 404), ("POST", "/v1.0/users", 405),
                ("GET", "/v1.0/users/%zz", 400), ("GET", "/v1.0/users?$orderby=mail", 400),
                ("GET", "/V1.0/Users/", 200), ("GET", "/v1.0/groups/none/members", 404),
                ("GET", "/beta/users?$top=1", 200),
            ] {
                let answer = try await teams.graph(method, path)
                #expect(answer.status == status, "\(method) \(path)")
                if status != 200 { #expect(answer.json["error"]?["innerError"] != nil) }
            }
            let body = try await teams.call(
                "POST", "/v1.0/users/bo@harbor.test/teamwork/installedApps", bytes: Array("{".utf8), fields: fields)
            #expect(body.status == 400)
            #expect(body.code == "BadRequest")
        }
    }

    @Test func aForeignHostOrPageIsRefused() async throws {
        try await withTeams { teams in
            let token = try await teams.graphToken()
            for fields in [["Origin": "http://evil.test"], ["Sec-Fetch-Site": "cross-site"]] as [HTTP.Fields] {
                var fields = fields
                fields["Authorization"] = "Bearer \(token)"
                #expect(try await teams.call("GET", "/v1.0/users", fields: fields).status == 403)
            }
        }
    }

    @Test func peopleAreListedPageByPage() async throws {
        try await withTeams { teams in
            var path: String? = "/v1.0/users?$top=4&$select=displayName,mail&$filter=startswith(mail,%27%27)"
            var names: [String] = []
            while let next = path {
                let page = try await teams.graph("GET", next)
                #expect(page.status == 200)
                let people = page.json["value"]?.arrayValue ?? []
                #expect(people.allSatisfy { $0.objectValue?.names == ["displayName", "mail"] })
                names += people.compactMap { $0["displayName"]?.stringValue }
                path = page.json["@odata.nextLink"]?.stringValue.map { String($0.dropFirst(teams.teams.address.count)) }
            }
            let users = try await teams.call("GET", "/_local/workspace").json["users"]?.arrayValue ?? []
            #expect(names == users.compactMap { $0["name"]?.stringValue })
            let group = try await teams.group()
            let members = try await teams.graph("GET", "/v1.0/groups/\(group)/transitiveMembers?$top=1&$count=true")
            #expect(members.json["@odata.count"]?.intValue == users.count)
            #expect(members.json["value"]?[0]?["@odata.type"] == "#microsoft.graph.user")
            #expect(members.json["@odata.nextLink"] != nil)
            let team = try await teams.graph("GET", "/v1.0/teams/\(group)")
            #expect(team.json["isArchived"] == false)
        }
    }

    @Test func anAppInstallsItselfAndWritesToTheChat() async throws {
        let bot = try BotDouble()
        try await bot.serve {
            try await withTeams { teams in
                _ = try await teams.call(
                    "PATCH", "/_local/bots/\(RunningTeams.app)", ["endpoint": .string(bot.endpoint)])
                let user = try await teams.directoryID("bo")
                let apps = "/v1.0/users/\(user)/teamwork/installedApps"
                let body = try await teams.binding()
                #expect(try await teams.graph("GET", apps).json["value"] == [])
                let installed = try await teams.graph("POST", apps, body)
                #expect(installed.status == 201)
                let location = try #require(installed.fields["Location"])
                #expect(location.hasPrefix("\(teams.teams.address)\(apps)/"))
                var arrived: [String] = []
                for await received in bot.activities {
                    arrived.append(received.activity["type"]?.stringValue ?? "")
                    if arrived.count == 2 { break }
                }
                #expect(arrived == ["installationUpdate", "conversationUpdate"])
                #expect(try await teams.graph("POST", apps, body).status == 409)
                let filter = "$filter=teamsApp/externalId%20eq%20'\(RunningTeams.app)'"
                let list = try await teams.graph("GET", "\(apps)?$expand=teamsApp,teamsAppDefinition&\(filter)")
                let id = try #require(list.json["value"]?[0]?["id"]?.stringValue)
                #expect(location.hasSuffix("/\(id)"))
                #expect(list.json["value"]?[0]?["teamsAppDefinition"]?["azureADAppId"]?.stringValue == RunningTeams.app)
                let chat = try await teams.graph("GET", "\(apps)/\(id)/chat").json["id"]?.stringValue ?? ""
                #expect(chat == (try await teams.personalChat(of: "bo")))
                let sent = try await teams.asBot(
                    "POST", "/v3/conversations/\(escaped(chat))/activities", ["type": "message", "text": "hello"])
                #expect(sent.status == 201)
                let consent: JSONValue = [
                    "consentedPermissionSet": [
                        "resourceSpecificPermissions": [
                            ["permissionValue": "TeamsActivity.Send.User", "permissionType": "Application"]
                        ]
                    ]
                ]
                #expect(try await teams.graph("POST", "\(apps)/\(id)/upgrade", consent).status == 204)
                let bots = try await teams.call("GET", "/_local/workspace").json["bots"]
                #expect(bots?[0]?["permissions"] == ["TeamsActivity.Send.User"])
                #expect(try await teams.graph("DELETE", "\(apps)/\(id)").status == 204)
                #expect(try await teams.graph("DELETE", "\(apps)/\(id)").status == 404)
            }
        }
    }

    /// With the least permission, and with another that will do, a call is not refused for its permissions; with
    /// neither it is, and the answer names the least.
    @Test func eachCallAsksForItsPermission() async throws {
        try await withTeams { teams in
            let group = try await teams.group()
            func answer(_ call: (method: String, path: String, permission: String, other: String), _ granted: [String])
                async throws -> RunningTeams.Answer
            {
                let added = try await teams.call(
                    "POST", "/_local/bots",
                    [
                        "name": "Customs", "endpoint": "http://127.0.0.1:9/api/messages",
                        "permissions": JSONValue(granted),
                    ])
                let token = try await teams.graphToken(
                    id: added.json["appId"]?.stringValue ?? "", secret: added.json["secret"]?.stringValue ?? "")
                let path = call.path.replacing("GROUP", with: group).replacing(
                    "CHAT", with: escaped(RunningTeams.group))
                return try await teams.graph(call.method, path, call.method == "POST" ? [:] : nil, token: token)
            }
            for call in permissions {
                let refused = try await answer(call, ["ChatMessage.Read.Chat", "Mail.Read"])
                #expect(refused.status == 403, "\(call.path)")
                #expect(refused.message.contains(call.permission), "\(refused.message)")
                for permission in [call.permission, call.other] {
                    let allowed = try await answer(call, [permission])
                    #expect(allowed.status == (call.method == "GET" ? 200 : 400), "\(call.path) \(permission)")
                }
            }
        }
    }

    @Test func theWorldsClockEndsTheWaitOfALimit() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { options in
            options.service.clock = .virtual
        } _: { teams in
            let token = try await teams.graphToken()
            let path = "/v1.0/users/bo@harbor.test/teamwork/sendActivityNotification"
            for number in 1...7 {
                let answer = try await teams.graph("POST", path, notification, token: token)
                #expect(answer.status == (number <= 5 ? 204 : 429), "\(number)")
                guard answer.status == 429 else { continue }
                #expect(answer.code == "TooManyRequests")
                #expect(answer.fields["Retry-After"] == "1")
            }
            let note = try await teams.log().last { $0["operation"] == "graph" }?["note"]?.stringValue
            #expect(note?.hasPrefix("Rule: 5 activity notifications a second") == true)
            _ = try await teams.call("POST", "/_local/clock", ["advance": 1])
            #expect(try await teams.graph("POST", path, notification, token: token).status == 204)
            #expect(try await teams.feed("bo").count == 6)
        }
    }

    @Test func notificationsAreInTheFeedAndOnTheLiveStream() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let stream = try await teams.listen("bo")
            let sent = try await teams.graph(
                "POST", "/beta/users/bo@harbor.test/teamwork/microsoft.graph.sendActivityNotification", notification)
            #expect(sent.status == 204)
            let event = await stream.frames { $0["type"] == "feed" }.last
            stream.close()
            #expect(event?.objectValue?.names == ["seq", "type"])
            let entry = try #require(try await teams.feed("bo").first)
            #expect(entry["title"] == "deployDone: build 42")
            #expect(entry["preview"] == "Build 42 is live")
            #expect(try await teams.feed("ines").isEmpty)
            let read = try await teams.call("POST", "/_local/feed/read", ["as": "bo", "upTo": entry["id"] ?? .null])
            #expect(read.status == 200)
            #expect(try await teams.feed("bo").first?["read"] == true)
            #expect(try await teams.call("GET", "/_local/feed").status == 400)
            #expect(try await teams.call("GET", "/_local/feed?as=nobody").status == 404)
        }
    }

    @Test func theLogOfANotificationIsForItsRecipientsAlone() async throws {
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let recipient: JSONValue = [
                "@odata.type": "microsoft.graph.aadUserNotificationRecipient", "userId": "bo@harbor.test",
            ]
            var body = notification
            body["previewText"] = ["content": "for bo's eyes"]
            let user = try await teams.graph(
                "POST", "/v1.0/users/bo@harbor.test/teamwork/sendActivityNotification", body)
            #expect(user.status == 204)
            body["recipient"] = recipient
            let chat = try await teams.graph(
                "POST", "/v1.0/chats/\(escaped(RunningTeams.group))/sendActivityNotification", body)
            #expect(chat.status == 204)
            body["recipient"] = nil
            body["recipients"] = [recipient]
            let many = try await teams.graph("POST", "/v1.0/teamwork/sendActivityNotificationToRecipients", body)
            #expect(many.status == 202)
            for (person, count) in [("bo", 3), ("ines", 0)] {
                let log = try await teams.call("GET", "/_local/log?as=\(person)").json.arrayValue ?? []
                #expect(log.count { $0.text().contains("for bo's eyes") } == count, "\(person)")
            }
            #expect(try await teams.feed("bo").count == 3)
        }
    }

    /// How long a token is good for yet, and what a notification to many is answered.
    private static let lifetimes: [(minutes: Int, status: Int)] = [(44, 412), (46, 202), (60, 202)]

    @Test(arguments: lifetimes)
    func aNotificationToManyAsksForATokenThatLivesOn(minutes: Int, status: Int) async throws {
        let keys = try sharedKeys
        try await withTeams(bot: "http://127.0.0.1:9/api/messages") { teams in
            let now = Int(Date().timeIntervalSince1970)
            let token = try keys.sign([
                "aud": "https://graph.microsoft.com", "iss": "https://sts.windows.net/\(teams.teams.tenantID)/",
                "appid": .string(RunningTeams.app), "exp": JSONValue(now + minutes * 60),
                "roles": ["TeamsActivity.Send"],
            ])
            var body = notification
            body["recipients"] = [
                ["@odata.type": "microsoft.graph.aadUserNotificationRecipient", "userId": "bo@harbor.test"]
            ]
            let path = "/v1.0/teamwork/sendActivityNotificationToRecipients"
            #expect(try await teams.graph("POST", path, body, token: token).status == status)
            #expect(try await teams.feed("bo").count == (status == 202 ? 1 : 0))
        }
    }

    @Test func withoutAuthenticationTheOnlyBotCalls() async throws {
        try await withTeams { options in
            options.service.authentication = false
        } _: { teams in
            #expect(try await teams.call("GET", "/v1.0/users").status == 200)
            _ = try await teams.call(
                "POST", "/_local/bots", ["name": "Customs", "endpoint": "http://127.0.0.1:9/api/messages"])
            #expect(try await teams.call("GET", "/v1.0/users").status == 401)
        }
    }
}

extension RunningTeams {
    /// The id of the group of the first team.
    fileprivate func group() async throws -> String {
        try await call("GET", "/_local/workspace").json["teams"]?[0]?["aadGroupId"]?.stringValue ?? ""
    }
}
