import Foundation
import HTTPKit
import JSONKit
import Testing
import TokenKit

@testable import LocalTeams

private let id = TeamsServiceOptions.developmentClientID
private let secret = TeamsServiceOptions.developmentClientSecret
private let scope = "https://api.botframework.com/.default"

/// What a bot sends to the token endpoint, and what it gets.
private let forms: [(form: [String: String], status: Int, error: String?, number: Int?)] = [
    (["grant_type": "client_credentials", "client_id": id, "client_secret": secret, "scope": scope], 200, nil, nil),
    (
        ["grant_type": "client_credentials", "client_id": id, "client_assertion": "a.b.c", "scope": scope],
        200, nil, nil
    ),
    (
        ["grant_type": "client_credentials", "client_id": id, "client_secret": "wrong", "scope": scope],
        401, "invalid_client", 7_000_215
    ),
    (["grant_type": "client_credentials", "client_id": id, "scope": scope], 401, "invalid_client", 7_000_218),
    (
        ["grant_type": "client_credentials", "client_id": "nobody", "client_secret": secret, "scope": scope],
        400, "unauthorized_client", 700_016
    ),
    (
        ["grant_type": "client_credentials", "client_id": id, "client_secret": secret, "scope": "openid"],
        400, "invalid_scope", 70_011
    ),
    (
        ["grant_type": "client_credentials", "client_id": id, "client_secret": secret], 400, "invalid_request",
        900_144
    ),
    (["grant_type": "password", "client_id": id], 400, "unsupported_grant_type", 70_003),
    ([:], 400, "invalid_request", 900_144),
]

@Suite struct IdentityTests {
    @Test func theTokenEndpointGrantsAndRefusesAsEntraDoes() async throws {
        try await withTeams { teams in
            for (form, status, error, number) in forms {
                let answer = try await teams.requestToken(form.map { ($0.key, $0.value) })
                #expect(answer.status == status, "\(form)")
                #expect(answer.json["error"]?.stringValue == error, "\(form)")
                #expect(answer.json["error_codes"]?[0]?.intValue == number, "\(form)")
                if let number {
                    #expect(answer.json["error_description"]?.stringValue?.hasPrefix("AADSTS\(number): ") == true)
                } else {
                    #expect(answer.json["expires_in"]?.intValue == 3_599)
                }
            }
        }
    }

    @Test(arguments: ["botframework.com", "7c1f2b9e-0d3a-4f6b-9a51-2e8c4d7f1a00"])
    func theTokenVerifiesWithThePublishedKeysAndNamesTheBot(tenant: String) async throws {
        try await withTeams { teams in
            let answer = try await teams.requestToken(
                [
                    ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret),
                    ("scope", scope),
                ], tenant: tenant)
            let keys = try KeySet(json: try await teams.call("GET", "/v1/.well-known/keys").json)
            let issuer = "https://sts.windows.net/\(teams.teams.tenantID)/"
            let verifier = TokenVerifier(
                requirements: TokenRequirements(issuers: [issuer], audiences: ["https://api.botframework.com"]))
            let token = try verifier.verify(
                answer.json["access_token"]?.stringValue ?? "", keys: keys, now: Date())
            #expect(token.claim("appid") == id)
            #expect(token.claim("tid") == teams.teams.tenantID)
        }
    }

    @Test(arguments: ["openidconfiguration", "openid-configuration"])
    func bothSpellingsLeadToTheKeys(document: String) async throws {
        try await withTeams { teams in
            let answer = try await teams.call("GET", "/v1/.well-known/\(document)")
            #expect(answer.status == 200)
            #expect(answer.json["issuer"] == "https://api.botframework.com")
            #expect(answer.json["jwks_uri"]?.stringValue == "\(teams.teams.address)/v1/.well-known/keys")
            let keys = try await teams.call("GET", "/v1/.well-known/keys").json["keys"]
            #expect(keys?[0]?["endorsements"] == ["msteams"])
            #expect(keys?[0]?["kid"]?.stringValue?.isEmpty == false)
            #expect(keys?[0]?["d"] == nil)
        }
    }

    @Test func msalFindsItsDocuments() async throws {
        try await withTeams { teams in
            let tenant = teams.teams.tenantID
            let login = try await teams.call("GET", "/\(tenant)/v2.0/.well-known/openid-configuration")
            #expect(
                login.json["token_endpoint"]?.stringValue == "\(teams.teams.address)/\(tenant)/oauth2/v2.0/token")
            #expect(try await teams.call("GET", "/\(tenant)/discovery/v2.0/keys").json["keys"] != nil)
            let discovery = try await teams.call("GET", "/common/discovery/instance?api-version=1.1")
            #expect(discovery.json["tenant_discovery_endpoint"] != nil)
        }
    }

    @Test func aRotatedKeySignsAndTheOldOneStaysPublished() async throws {
        try await withTeams { teams in
            let before = try await teams.token()
            let rotated = try await teams.call("POST", "/_local/keys/rotate")
            #expect(rotated.status == 200)
            let keys = try await teams.call("GET", "/v1/.well-known/keys").json["keys"]?.arrayValue ?? []
            #expect(keys.count == 2)
            let after = try Token(unverified: try await teams.token())
            #expect(after.keyID == rotated.json["kid"]?.stringValue)
            let path = "/v3/conversations/\(escaped(RunningTeams.group))/members"
            let answer = try await teams.call("GET", path, fields: ["Authorization": "Bearer \(before)"])
            #expect(answer.code == "BotNotInConversationRoster")  // the old token is still good: the bot is known
        }
    }
}
