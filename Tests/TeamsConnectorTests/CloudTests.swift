import HTTPKit
import TeamsModels
import Testing

@testable import TeamsConnector

@Suite("Clouds")
struct CloudTests {
    @Test(
        "ACQ-6: the names' case does not matter",
        arguments: [
            ("public", "https://api.botframework.com/.default"), ("PUBLIC", "https://api.botframework.com/.default"),
            ("usgov", "https://api.botframework.us/.default"), ("USGovDoD", "https://api.botframework.us/.default"),
            ("China", "https://api.botframework.azure.cn/.default"),
        ])
    func names(name: String, scope: String) throws {
        #expect(try Cloud(named: name).botScope == scope)
    }

    @Test("ACQ-6: an unknown name is an error that lists the names")
    func unknown() {
        let error = #expect(throws: CloudError.self) { try Cloud(named: "moon") }
        #expect(error?.message.contains("CLOUD is Public, GCC, USGov, USGovDoD, China") == true)
    }

    @Test("ACQ-6: replacing gives another value and leaves the preset")
    func replacing() throws {
        let other = try Cloud.public.replacing(tokenServiceURL: "https://europe.token.test/", tokenIssuer: "me")
        #expect(other.tokenServiceURL.description == "https://europe.token.test")
        #expect(other.tokenIssuer == "me")
        #expect(other.loginURL == Cloud.public.loginURL)
        #expect(Cloud.public.tokenServiceURL.description == "https://token.botframework.com")
    }

    @Test("addresses of the presets")
    func presets() {
        #expect(Cloud.public.loginURL.description == "https://login.microsoftonline.com")
        #expect(Cloud.public.serviceURL.description == "https://smba.trafficmanager.net/teams")
        #expect(Cloud.gcc.serviceURL.description == "https://smba.infra.gcc.teams.microsoft.com/teams")
        #expect(Cloud.usGovDoD.graphURL.description == "https://dod-graph.microsoft.us")
        #expect(
            Cloud.usGov.openIDMetadataURL.description
                == "https://login.botframework.azure.us/v1/.well-known/openidconfiguration")
        #expect(Cloud.china.defaultTenant == "microsoftservices.partner.onmschina.cn")
    }

    @Test("Local Teams: all follows from one address", arguments: ["http://127.0.0.1:3979", "http://127.0.0.1:3979/"])
    func local(url: String) throws {
        let cloud = try Cloud.local(url)
        #expect(cloud.loginURL.description == "http://127.0.0.1:3979")
        #expect(cloud.serviceURL.description == "http://127.0.0.1:3979")
        #expect(cloud.openIDMetadataURL.description == "http://127.0.0.1:3979/v1/.well-known/openidconfiguration")
        #expect(cloud.tokenIssuer == "https://api.botframework.com")
        #expect(cloud.serviceHosts == ["127.0.0.1:3979", "localhost:3979", "[::1]:3979"])
    }

    @Test(
        "an address that is none, or would carry tokens in the open, is refused",
        arguments: [
            "", "127.0.0.1:3979", "ftp://127.0.0.1", "http://", "http://harbor.test", "http://127.0.0.1.evil.test",
            "http://127.0.0.1@evil.test", "http://127.0.0.1:99999", "http://[::1", "http://127.0.0.1/?a", "http:// ",
            "http://127.1", "https://evil.test\\@127.0.0.1",
        ])
    func refused(url: String) {
        #expect(throws: CloudError.self) { try Cloud.local(url) }
        #expect(throws: CloudError.self) { try Cloud.public.replacing(loginURL: url) }
    }

    @Test("https elsewhere is fine, but is not Local Teams")
    func elsewhere() throws {
        #expect(throws: CloudError.self) { try Cloud.local("https://harbor.test") }
        #expect(
            try Cloud.public.replacing(loginURL: "https://Harbor.test:8443/x/").loginURL.description
                == "https://harbor.test:8443/x"
        )
    }
}

@Suite("Names of the program")
struct UserAgentTests {
    @Test(
        "HTTP-3: the caller's name is appended, once",
        arguments: [
            (nil, "swift-teams/0.1.0"), ("", "swift-teams/0.1.0"), ("MyBot/2.0", "swift-teams/0.1.0 MyBot/2.0"),
            ("swift-teams/0.1.0", "swift-teams/0.1.0"), ("swift-teams/0.1.0 MyBot/2", "swift-teams/0.1.0 MyBot/2"),
            ("swift", "swift-teams/0.1.0 swift"),
        ] as [(String?, String)])
    func appends(addition: String?, expected: String) {
        #expect(UserAgent.appending(addition) == expected)
    }
}
