import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

/// Who may reach a plane when it listens on loopback.
private let requests: [(fields: HTTP.Fields, allowed: Bool)] = [
    (["Host": "127.0.0.1:3979"], true),
    (["Host": "localhost"], true),
    (["Host": "LOCALHOST:80"], true),
    (["Host": "[::1]:3979"], true),
    (["Host": "127.0.0.2:1"], true),
    (["Host": "127.0.0.1.evil.example"], false),
    (["Host": "localhost.evil.example"], false),
    (["Host": "evil.example"], false),
    (["Host": "127.1"], false),
    (["Host": "0x7f.0.0.1"], false),
    (["Host": "dev.localhost"], false),
    (["Host": "localhost."], false),
    (["Host": "evil.example@localhost"], false),
    (["Host": "localhost/evil.example"], false),
    (["Host": "[::2]:3979"], false),
    (["Host": "10.0.0.1"], false),
    (["Host": ""], false),
    ([:], false),
    (["Host": "localhost:3979", "Origin": "http://localhost:3979"], true),
    (["Host": "localhost:3979", "Origin": "http://localhost:8080"], false),
    (["Host": "localhost:3979", "Origin": "https://evil.example"], false),
    (["Host": "localhost:3979", "Origin": "null"], false),
]

@Suite struct AccessTests {
    @Test(arguments: requests)
    func foreignHostsAndOriginsAreRefused(fields: HTTP.Fields, allowed: Bool) {
        let access = ControlGuard(token: nil)
        let request = HTTP.Request(method: "GET", target: "/_local/workspace", fields: fields)
        let isAllowed = (try? access.admit(request)) != nil
        #expect(isAllowed == allowed)
    }

    @Test(
        arguments: [
            ("/_local/clock", [:], false), ("/_local/clock?token=right", [:], true),
            ("/_local/clock?token=wrong", [:], false), ("/_local/clock", ["Authorization": "Bearer right"], true),
            ("/_local/clock", ["Authorization": "Bearer wrong"], false),
            ("/_local/clock?token=right", ["Authorization": "Basic right"], false),
        ] as [(String, [String: String], Bool)])
    func beyondLoopbackTheTokenCounts(target: String, more: [String: String], allowed: Bool) {
        var fields: HTTP.Fields = ["Host": "harbor.example"]
        for (name, value) in more { fields[name] = value }
        let request = HTTP.Request(method: "GET", target: target, fields: fields)
        #expect(((try? ControlGuard(token: "right").check(request)) != nil) == allowed)
    }

    @Test func noAnswerInvitesOtherOrigins() async throws {
        try await withTeams { teams in
            let foreign: HTTP.Fields = ["Origin": "https://evil.example"]
            for path in ["/_local/workspace", "/", "/v1/.well-known/keys", "/_files/dl/x"] {
                let answer = try await teams.call("GET", path, fields: foreign)
                #expect(answer.status == 403, "\(path)")
                #expect(!answer.fields.contains { $0.name.lowercased().hasPrefix("access-control-") })
            }
            for path in ["/_local/workspace", "/"] {
                let head = try await rawAnswer(port: teams.port, ["GET \(path) HTTP/1.1", "Host: evil.example"])
                #expect(head.hasPrefix("HTTP/1.1 403 "), "\(path)")
            }
        }
    }

    @Test func onAnotherAddressTheControlPlaneAsksForItsToken() async throws {
        try await withTeams(bot: nil, { $0.host = "0.0.0.0" }) { teams in
            #expect(teams.teams.address == "http://127.0.0.1:\(teams.port)")
            let token = try #require(teams.teams.controlToken)
            #expect(teams.teams.pageAddress.hasSuffix("token=\(token)"))
            let local = RunningTeams(teams: teams.teams, client: teams.client)
            #expect(try await local.call("GET", "/_local/clock").status == 403)
            #expect(try await local.call("GET", "/_local/clock?token=\(token)").status == 200)
            #expect(try await local.call("GET", "/").fields["Set-Cookie"] == nil)
            let page = try await local.call("GET", "/?as=ines&token=\(token)")
            #expect(page.status == 200)
            let cookie = try #require(page.fields["Set-Cookie"])
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
            let carried: HTTP.Fields = ["Cookie": "other=1; \(cookie.prefix { $0 != ";" })"]
            #expect(try await local.call("GET", "/_local/clock", fields: carried).status == 200)
        }
    }
}

/// Pages of other sites, on every plane.
@Suite struct DoorTests {
    private static let paths = [
        "/_local/workspace", "/_local/reset", "/", "/main.js", "/v1/.well-known/keys", "/_files/dl/x",
        "/v3/conversations", "/botframework.com/oauth2/v2.0/token", "/nothing/here",
    ]

    @Test func aForeignPageReachesNothing() async throws {
        try await withTeams { teams in
            for site in ["cross-site", "same-site", "Cross-Site", "nonsense"] {
                for path in Self.paths {
                    for method in ["GET", "POST"] {
                        let answer = try await teams.call(method, path, fields: ["Sec-Fetch-Site": site])
                        #expect(answer.status == 403, "\(method) \(path) from \(site)")
                    }
                }
                // Following a link to the page is harmless, and to nothing else.
                let link: HTTP.Fields = ["Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate"]
                #expect(try await teams.call("GET", "/?as=ines", fields: link).status == 200)
                #expect(try await teams.call("GET", "/_local/workspace", fields: link).status == 403)
                #expect(try await teams.call("POST", "/", fields: link).status == 403)
            }
            for site in ["same-origin", "none"] {
                let fields: HTTP.Fields = ["Sec-Fetch-Site": site]
                #expect(try await teams.call("GET", "/_local/workspace", fields: fields).status == 200)
                #expect(try await teams.call("GET", "/v1/.well-known/keys", fields: fields).status == 200)
            }
        }
    }

    /// A name that somebody points at this machine, and a page under that name.
    @Test func onLoopbackOnlyLoopbackNamesAreHosts() async throws {
        try await withTeams { teams in
            for path in Self.paths {
                for more in [[], ["Origin: http://evil.example:\(teams.port)"]] {
                    let lines = ["GET \(path) HTTP/1.1", "Host: evil.example:\(teams.port)"] + more
                    let head = try await rawAnswer(port: teams.port, lines)
                    #expect(head.hasPrefix("HTTP/1.1 403 "), "\(path)")
                }
            }
        }
    }

    /// Beyond this machine an app shows its secret, however else it would prove itself.
    @Test(arguments: [("127.0.0.1", 200), ("0.0.0.0", 401)])
    func anAssertionCountsOnLoopbackOnly(host: String, status: Int) async throws {
        try await withTeams(bot: nil, { ($0.host, $0.service.clientSecret) = (host, "grain") }) { teams in
            let items = [
                ("grant_type", "client_credentials"), ("client_id", RunningTeams.app), ("client_assertion", "x"),
                ("scope", "https://api.botframework.com/.default"),
            ]
            let alone = try await teams.requestToken(items)
            #expect(alone.status == status)
            let wrong = try await teams.requestToken(items + [("client_secret", "wrong")])
            #expect(wrong.status == status)
            let right = try await teams.requestToken(items + [("client_secret", "grain")])
            #expect(right.status == 200)
        }
    }

    /// Two worlds of one seed have the same visible ids, and no secret in common.
    @Test func noSecretFollowsFromWhatCanBeSeen() throws {
        var secrets: [[String]] = []
        var visible: [[String]] = []
        for _ in 0..<2 {
            var harbor = Harbor(seed: 7)
            let bot = try harbor.world.addBot(name: "Second", endpoint: nil)
            let webhook = try harbor.world.addWebhook(as: "ines", channel: Harbor.berth)
            let file = SentFile(name: "a", contentType: "image/png", base64: "")
            _ = try harbor.world.post("x", to: Harbor.tides, as: "ines", attachments: [file])
            let shown = try harbor.world.history(of: Harbor.tides, as: "bo").last?["attachments"]?[0]?["id"]?
                .stringValue
            #expect(shown == file.id.rawValue)
            secrets.append([bot.secret, webhook.id.rawValue, file.id.rawValue])
            visible.append([bot.appId.rawValue, try harbor.world.createChat(as: "ines", kind: .group).rawValue])
        }
        #expect(visible[0] == visible[1])
        #expect(Set(secrets[0]).isDisjoint(with: secrets[1]))
        #expect(secrets.flatMap { $0 }.allSatisfy { $0.count >= 32 })
    }
}
