import HTTPKit
import JSONKit
import Testing

@testable import LocalTeams

/// Who may reach the control plane when it listens on loopback.
private let requests: [(fields: HTTPFields, allowed: Bool)] = [
    (["Host": "127.0.0.1:3979"], true),
    (["Host": "localhost"], true),
    (["Host": "LOCALHOST:80"], true),
    (["Host": "[::1]:3979"], true),
    (["Host": "127.0.0.2:1"], true),
    (["Host": "127.0.0.1.evil.example"], false),
    (["Host": "localhost.evil.example"], false),
    (["Host": "evil.example"], false),
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
    func foreignHostsAndOriginsAreRefused(fields: HTTPFields, allowed: Bool) {
        let access = ControlGuard(token: nil)
        let request = HTTPRequest(method: "GET", target: "/_local/workspace", fields: fields)
        let isAllowed = (try? access.check(request)) != nil
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
        var fields: HTTPFields = ["Host": "harbor.example"]
        for (name, value) in more { fields[name] = value }
        let request = HTTPRequest(method: "GET", target: target, fields: fields)
        #expect(((try? ControlGuard(token: "right").check(request)) != nil) == allowed)
    }

    @Test func noAnswerInvitesOtherOrigins() async throws {
        try await withTeams { teams in
            let foreign: HTTPFields = ["Origin": "https://evil.example"]
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
            let carried: HTTPFields = ["Cookie": "other=1; \(cookie.prefix { $0 != ";" })"]
            #expect(try await local.call("GET", "/_local/clock", fields: carried).status == 200)
        }
    }
}
