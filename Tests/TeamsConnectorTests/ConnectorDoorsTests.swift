import HTTPKit
import JSONKit
import TeamsModels
import Testing

@testable import TeamsConnector

private let ines = Account("29:ines", name: "Ines")

@Suite("Who gets the token, and who the message")
struct ConnectorDoorsTests {
    /// Every way to send to an address, with one that is none of the cloud's.
    private static let elsewhere = "https://smba.trafficmanager.net.evil.test/teams"

    @Test("The bot's token goes to no service that the cloud does not know, whoever names it")
    func allowList() async throws {
        for address in [
            Self.elsewhere, "https://smba.trafficmanager.net:8443/x", "http://127.0.0.1:3979", "https://localhost/",
            "https://smba.infra.gov.teams.microsoft.us/",
        ] {
            let transport = FakeTransport(.answer(200, ["access_token": "T", "expires_in": 3599]))
            let tokens = TokenProvider(.clientSecret("s", clientID: "app-1"), transport: transport)
            let connector = Connector.testing(transport, tokens: tokens)
            let stored = ConversationReference("19:g@thread.v2", type: .groupChat, serviceUrl: address)
            let attempts: [@Sendable () async throws -> Void] = [
                { _ = try await connector.send(Activity(text: "x"), in: stored) },
                { _ = try await connector.reply(Activity(text: "x"), to: "1", in: stored) },
                { try await connector.update("1", to: Activity(text: "x"), in: stored) },
                { try await connector.delete("1", in: stored) },
                { try await connector.addReaction(.like, to: "1", in: stored) },
                { _ = try await connector.members(of: stored) },
                { _ = try await connector.member("29:x", of: stored) },
                { _ = try await connector.team("19:t", serviceUrl: address) },
                { _ = try await connector.channels(of: "19:t", serviceUrl: address) },
                {
                    _ = try await connector.createConversation(
                        .personal(with: "29:x", tenantId: "t"), serviceUrl: address)
                },
            ]
            for attempt in attempts {
                let error = try #require(await connectorError(attempt))
                #expect(error.code == .serviceNotAllowed, "\(address)")
            }
            #expect(transport.requests.isEmpty, "\(address)")
        }
    }

    @Test("A service that a created conversation names is checked like any other")
    func createdElsewhere() async throws {
        let transport = FakeTransport { request, _ in
            request.url.hasSuffix("/token")
                ? .answer(200, ["access_token": "T", "expires_in": 3599])
                : .answer(201, ["id": "a:1", "serviceUrl": .string(Self.elsewhere)])
        }
        let tokens = TokenProvider(.clientSecret("s", clientID: "app-1"), transport: transport)
        let connector = Connector.testing(transport, tokens: tokens)
        let created = try await connector.createConversation(.personal(with: "29:x", tenantId: "t"))
        let error = await connectorError { _ = try await connector.send(Activity(text: "x"), in: created.reference) }
        #expect(error?.code == .serviceNotAllowed)
        #expect(!transport.requests.contains { $0.url.contains("evil") })
    }

    @Test("A host that was added gets the token, at its own port alone when one was named")
    func addedHosts() async throws {
        var options = Connector.Options()
        options.additionalServiceHosts = ["canary.botapi.skype.com", "127.0.0.1:4000"]
        let transport = FakeTransport { request, _ in
            request.url.hasSuffix("/token") ? .answer(200, ["access_token": "T", "expires_in": 3599]) : .created
        }
        let tokens = TokenProvider(.clientSecret("s", clientID: "app-1"), transport: transport)
        let connector = Connector.testing(transport, tokens: tokens, options: options)
        for (url, isAllowed) in [
            ("https://canary.botapi.skype.com/amer/", true), ("http://127.0.0.1:4000/", true),
            ("http://127.0.0.1:4001/", false), ("http://localhost:4000/", false),
            ("https://smba.trafficmanager.net/x", true),
        ] {
            let error = await connectorError {
                _ = try await connector.send(Activity(text: "x"), in: ConversationReference("19:g", serviceUrl: url))
            }
            #expect((error == nil) == isAllowed, "\(url): \(String(describing: error))")
        }
    }

    @Test("An activity that is marked for one person is for that person in every call, or in none")
    func markedActivities() async throws {
        let transport = FakeTransport(.created)
        let connector = Connector.testing(transport)
        var marked = Activity(text: "psst")
        marked.setRecipient(ines, targeted: true)
        _ = try await connector.send(marked, in: .group)
        _ = try await connector.reply(marked, to: "1", in: .group)
        try await connector.update("1", to: marked, in: .group)
        _ = try await connector.send(marked, in: .group, visibleTo: ines)
        #expect(transport.requests.count == 4)
        #expect(transport.requests.allSatisfy { $0.url.hasSuffix("?isTargetedActivity=true") })
        var hidden = Activity(text: "x")
        hidden.recipient = ines
        hidden.recipient?.extras["isTargeted"] = true
        var nobody = Activity(text: "x")
        nobody.setRecipient(Account(), targeted: true)
        for activity in [hidden, nobody] {
            let attempts: [@Sendable () async throws -> Void] = [
                { _ = try await connector.send(activity, in: .group) },
                { _ = try await connector.send(activity, in: .group, visibleTo: ines) },
                { _ = try await connector.reply(activity, to: "1", in: .group) },
                { try await connector.update("1", to: activity, in: .group) },
                {
                    var parameters = ConversationParameters.personal(with: "29:ines", tenantId: "t")
                    parameters.activity = activity
                    _ = try await connector.createConversation(parameters)
                },
            ]
            for attempt in attempts { #expect(try #require(await connectorError(attempt)).code == .invalidRequest) }
        }
        let error = await connectorError {
            _ = try await connector.send(marked, in: .group, visibleTo: Account("29:bo"))
        }
        #expect(error?.code == .invalidRequest)
        #expect(transport.requests.count == 4)
    }
}
