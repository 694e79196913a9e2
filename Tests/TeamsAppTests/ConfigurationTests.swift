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
        #expect(!configuration.allowsCanaryService)
    }

    @Test func everyVariableIsRead() throws {
        let configuration = try configuration([
            "PORT": "8080", "CLIENT_ID": "A", "CLIENT_SECRET": "hidden", "TENANT_ID": "T", "CLOUD": "usgov",
            "SERVICE_URL": "https://smba.infra.gov.teams.microsoft.us/teams",
            "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true", "ALLOW_CANARY_SERVICE": "true",
        ])
        #expect(configuration.allowsCanaryService)
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
        (["ALLOW_CANARY_SERVICE": "canary"], "ALLOW_CANARY_SERVICE", "true or false"),
        (["CLIENT_ID": "A"], "CLIENT_SECRET", "is not set"),
        (["CLIENT_SECRET": "S"], "CLIENT_ID", "is not set"),
        (["CLIENT_ID": "A"], "CLIENT_SECRET", "MANAGED_IDENTITY_CLIENT_ID"),
        (["CLIENT_CERTIFICATE_PATH": "/bot.pem"], "CLIENT_ID", "CLIENT_CERTIFICATE_PATH is"),
        (["MANAGED_IDENTITY_CLIENT_ID": "system"], "CLIENT_ID", "MANAGED_IDENTITY_CLIENT_ID is"),
        (["CLIENT_ID": "A", "IDENTITY_ENDPOINT": "http://127.0.0.1:1/"], "IDENTITY_HEADER", "is not set"),
        (
            ["CLIENT_ID": "A", "IDENTITY_ENDPOINT": "http://evil.test/", "IDENTITY_HEADER": "h"], "IDENTITY_ENDPOINT",
            "https://"
        ),
        (
            ["AZURE_CLIENT_ID": "Z", "AZURE_FEDERATED_TOKEN_FILE": "/t", "AZURE_AUTHORITY_HOST": "http://evil.test"],
            "AZURE_AUTHORITY_HOST", "https://"
        ),
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

    private static let endpoint = ["IDENTITY_ENDPOINT": "http://127.0.0.1:41741/msi/token", "IDENTITY_HEADER": "h"]
    private static let aks = [
        "AZURE_FEDERATED_TOKEN_FILE": "/var/run/token", "AZURE_CLIENT_ID": "Z", "AZURE_TENANT_ID": "ZT",
        "AZURE_AUTHORITY_HOST": "https://login.microsoftonline.com/",
    ]

    private static let credentialRows: [(variables: [String: String], id: AppID?, tenant: TenantID?, kind: String)] = [
        (["CLIENT_ID": "A", "CLIENT_SECRET": "S"], "A", nil, "client secret"),
        (["CLIENT_ID": "A", "CLIENT_CERTIFICATE_PATH": "/bot.pem", "TENANT_ID": "T"], "A", "T", "'/bot.pem'"),
        (
            ["CLIENT_ID": "A", "CLIENT_CERTIFICATE_PATH": "/tls.crt", "CLIENT_CERTIFICATE_KEY_PATH": "/tls.key"], "A",
            nil, "'/tls.crt' with the key '/tls.key'"
        ),
        (
            ["AZURE_CLIENT_ID": "Z", "AZURE_TENANT_ID": "ZT", "AZURE_CLIENT_CERTIFICATE_PATH": "/bot.pem"], "Z", "ZT",
            "'/bot.pem'"
        ),
        (
            ["CLIENT_ID": "A", "CLIENT_CERTIFICATE_PATH": "/a.pem", "AZURE_CLIENT_CERTIFICATE_PATH": "/z.pem"], "A",
            nil, "'/a.pem'"
        ),
        (aks, "Z", "ZT", "federated token '/var/run/token'"),
        (aks.merging(["CLIENT_ID": "A", "TENANT_ID": "T"]) { $1 }, "A", "T", "federated token"),
        (aks.merging(["CLIENT_ID": "A", "CLIENT_SECRET": "S"]) { $1 }, "A", nil, "client secret"),
        (aks.merging(["CLIENT_ID": "A", "CLIENT_CERTIFICATE_PATH": "/bot.pem"]) { $1 }, "A", nil, "'/bot.pem'"),
        (aks.merging(["MANAGED_IDENTITY_CLIENT_ID": "system"]) { $1 }, "Z", "ZT", "federated token"),
        (["CLIENT_ID": "A", "MANAGED_IDENTITY_CLIENT_ID": "system"], "A", nil, "metadata service"),
        (["CLIENT_ID": "A", "MANAGED_IDENTITY_CLIENT_ID": "A"], "A", nil, "metadata service"),
        (endpoint.merging(["CLIENT_ID": "A"]) { $1 }, "A", nil, "IDENTITY_ENDPOINT"),
        (
            endpoint.merging(["CLIENT_ID": "A", "MANAGED_IDENTITY_CLIENT_ID": "U"]) { $1 }, "A", nil,
            "IDENTITY_ENDPOINT"
        ),
        (endpoint.merging(["CLIENT_ID": "A", "CLIENT_SECRET": "S"]) { $1 }, "A", nil, "client secret"),
        // What platforms set for all is no mistake of a bot without a registration.
        (endpoint, nil, nil, ""), (["AZURE_FEDERATED_TOKEN_FILE": "/var/run/token"], nil, nil, ""),
        (["AZURE_CLIENT_ID": "Z", "AZURE_TENANT_ID": "ZT"], nil, nil, ""),
    ]

    @Test("The first kind of credentials that is there counts", arguments: credentialRows)
    func credentials(_ row: (variables: [String: String], id: AppID?, tenant: TenantID?, kind: String)) throws {
        let credentials = try configuration(row.variables).credentials
        #expect(credentials?.clientID == row.id)
        #expect(credentials?.tenantID == row.tenant)
        if let credentials { #expect("\(credentials)".contains(row.kind)) }
    }

    @Test("Kubernetes says where tokens are asked for, unless CLOUD or LOCAL_TEAMS_URL does")
    func authority() throws {
        func login(_ more: [String: String]) throws -> String {
            try configuration(Self.aks.merging(more) { $1 }).cloud.loginURL.description
        }
        #expect(try login([:]) == "https://login.microsoftonline.com")
        #expect(
            try login(["AZURE_AUTHORITY_HOST": "https://login.microsoftonline.us/"])
                == "https://login.microsoftonline.us")
        #expect(
            try login(["AZURE_AUTHORITY_HOST": "https://login.test/", "CLOUD": "usgov"])
                == "https://login.microsoftonline.us")
        #expect(try login(["LOCAL_TEAMS_URL": "http://127.0.0.1:3979"]) == "http://127.0.0.1:3979")
        let secret = ["CLIENT_ID": "A", "CLIENT_SECRET": "S", "AZURE_AUTHORITY_HOST": "https://login.test/"]
        #expect(try login(secret) == "https://login.microsoftonline.com")
    }
}
