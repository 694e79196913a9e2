import HTTPKit
import ServiceKit
import TeamsConnector
import TeamsModels
import Testing

@testable import TeamsApp

struct ConfigurationTests {
    private func configuration(_ variables: [String: String]) throws -> AppConfiguration {
        try .environment(ProcessEnvironment(variables))
    }

    @Test func anEmptyEnvironmentGivesTheDefaults() throws {
        let configuration = try configuration(["PORT": "", "CLIENT_ID": ""])
        #expect(configuration.port == 3978)
        #expect(configuration.messagingPath == "/api/messages")
        #expect(configuration.cloud == .public)
        #expect(configuration.credentials == nil)
        #expect(!configuration.dangerouslyAllowsUnauthenticatedRequests)
        #expect(configuration.host == "0.0.0.0")
    }

    @Test func everyVariableIsRead() throws {
        let configuration = try configuration([
            "PORT": "8080", "CLIENT_ID": "A", "CLIENT_SECRET": "hidden", "TENANT_ID": "T", "CLOUD": "usgov",
            "SERVICE_URL": "https://smba.infra.gov.teams.microsoft.us/teams",
            "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true",
        ])
        #expect(configuration.port == 8080)
        #expect(configuration.credentials?.clientID == "A")
        #expect(configuration.credentials?.tenantID == "T")
        #expect(configuration.cloud == .usGov)
        #expect(configuration.serviceURL == "https://smba.infra.gov.teams.microsoft.us/teams")
        #expect(configuration.dangerouslyAllowsUnauthenticatedRequests)
        #expect(!"\(configuration)".contains("hidden"))
    }

    @Test func localTeamsNeedsNoRegistration() throws {
        let local = try configuration(["LOCAL_TEAMS_URL": "http://127.0.0.1:3979/"])
        #expect(local.credentials?.clientID == "00000000-0000-4000-8000-000000000001")
        #expect(local.host == "127.0.0.1")
        #expect(local.cloud.serviceURL.description == "http://127.0.0.1:3979")
        #expect(local.cloud.loginURL.description == "http://127.0.0.1:3979")
        #expect(local.cloud.openIDMetadataURL.description == "http://127.0.0.1:3979/v1/.well-known/openidconfiguration")
        let own = try configuration([
            "LOCAL_TEAMS_URL": "http://localhost:3979", "CLIENT_ID": "A", "CLIENT_SECRET": "S",
        ])
        #expect(own.credentials?.clientID == "A")
    }

    private static let badValues: [(variables: [String: String], setting: String, says: String)] = [
        (["PORT": "x"], "PORT", "0 to 65535"),
        (["PORT": "65536"], "PORT", "0 to 65535"),
        (["PORT": "-1"], "PORT", "0 to 65535"),
        (["CLOUD": "Mars"], "CLOUD", "Public, GCC, USGov, USGovDoD, China"),
        (
            ["DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "yes"], "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS",
            "true or false"
        ),
        (
            ["DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "TRUE"], "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS",
            "true or false"
        ),
        (["CLIENT_ID": "A"], "CLIENT_SECRET", "is not set"),
        (["CLIENT_SECRET": "S"], "CLIENT_ID", "is not set"),
        (["LOCAL_TEAMS_URL": "http://192.168.0.7:3979"], "LOCAL_TEAMS_URL", "127.0.0.1"),
        (["LOCAL_TEAMS_URL": "3979"], "LOCAL_TEAMS_URL", "http"),
        (["LOCAL_TEAMS_URL": "http://127.0.0.1:3979", "CLOUD": "Public"], "CLOUD", "contradict"),
        (["SERVICE_URL": "smba.trafficmanager.net"], "SERVICE_URL", "https://"),
        (["SERVICE_URL": "http://smba.trafficmanager.net"], "SERVICE_URL", "https://"),
    ]

    @Test("TOK-9, TOK-10 A bad value names its variable and what it may be", arguments: badValues)
    func mistakes(_ mistake: (variables: [String: String], setting: String, says: String)) throws {
        let error = #expect(throws: SettingError.self) { try configuration(mistake.variables) }
        #expect(error?.setting == mistake.setting)
        #expect(error?.message.contains(mistake.setting) == true)
        #expect(error?.message.contains(mistake.says) == true, "\(error?.message ?? "")")
    }
}
