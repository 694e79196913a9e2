import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing

@testable import TeamsConnector

@Suite("Managed identities")
struct CredentialManagedIdentityTests {
    private let clock = ManualClock()
    private let entra: EntraDouble

    private static let places = [MetadataDouble.machine, .appService]

    init() {
        let wallClock = ManualClock().wallClock()
        entra = EntraDouble(now: { wallClock.now })
    }

    private func environment(_ place: MetadataDouble) -> ProcessEnvironment {
        guard place.field.name != "Metadata" else { return ProcessEnvironment([:]) }
        return ProcessEnvironment(["IDENTITY_ENDPOINT": place.address, "IDENTITY_HEADER": place.field.value])
    }

    private func transport(_ place: MetadataDouble) -> FakeTransport {
        let entra = entra
        return FakeTransport(clock: clock) { request, _ in
            request.url.hasPrefix("http://") ? place.answer(request) : entra.answer(request)
        }
    }

    private func provider(
        _ identity: ManagedIdentity, _ place: MetadataDouble, _ transport: FakeTransport, cloud: Cloud = .public,
        retry: RetryPolicy = RetryPolicy()
    ) throws -> TokenProvider {
        TokenProvider(
            try .managedIdentity(identity, clientID: "app-1", tenantID: "T", environment: environment(place)),
            cloud: cloud, transport: transport, clock: clock, wallClock: clock.wallClock(), retry: retry,
            random: { 0.5 })
    }

    @Test("ACQ-2: the registration itself: its token is the resource's, Entra is not asked", arguments: places)
    func direct(place: MetadataDouble) async throws {
        var place = place
        place.identities = ["app-1"]
        let transport = transport(place)
        let tokens = try provider(.app, place, transport)
        #expect(try await tokens.token(for: tokens.botScope).value == "app-1 for https://api.botframework.com")
        let graph = try await tokens.token(for: tokens.graphScope())
        #expect(graph.value == "app-1 for https://graph.microsoft.com")
        #expect(transport.requests.allSatisfy { $0.url.hasPrefix(place.address) })
        clock.advance(by: .seconds(3599 - 301))
        _ = try await tokens.token(for: tokens.botScope)
        #expect(transport.requests.count == 2, "the end of the token is read, from \(place.lifetime)")
        clock.advance(by: .seconds(1))
        _ = try await tokens.token(for: tokens.botScope)
        #expect(transport.requests.count == 3)
    }

    @Test("ACQ-3: an identity that the registration trusts is proof by its token", arguments: places, [nil, "uami-7"])
    func federated(place: MetadataDouble, identity: String?) async throws {
        var place = place
        place.identities = [identity ?? ""]
        let exchanged = "\(identity ?? "own") for api://AzureADTokenExchange"
        entra.registration.withLock { $0.federated = [exchanged] }
        let transport = transport(place)
        let kind = identity.map { ManagedIdentity.user(AppID(rawValue: $0)) } ?? .system
        let tokens = try provider(kind, place, transport)
        #expect(try await tokens.token(for: tokens.botScope).value == "from Entra")
        #expect(transport.requests.count == 2)
        let form = HTTP.Form(body: transport.requests[1].body)
        #expect(form["client_id"] == "app-1")
        #expect(form["client_assertion"] == exchanged)
        #expect(transport.requests[1].url.hasPrefix("https://login.microsoftonline.com/T/"))
    }

    @Test(
        "Each cloud has an audience of its own for that proof",
        arguments: [
            (Cloud.usGov, "api://AzureADTokenExchangeUSGov"), (.usGovDoD, "api://AzureADTokenExchangeUSGov"),
            (.china, "api://AzureADTokenExchangeChina"), (.gcc, "api://AzureADTokenExchange"),
        ])
    func audience(cloud: Cloud, expected: String) async throws {
        let transport = transport(.machine)
        let tokens = try provider(.system, .machine, transport, cloud: cloud)
        _ = try? await tokens.token(for: tokens.botScope)
        let query = HTTP.Form(query: String(transport.requests[0].url.split(separator: "?")[1]))
        #expect(query["resource"] == expected)
    }

    @Test("An identity that the resource does not have is an error that says so, at once", arguments: places)
    func unknown(place: MetadataDouble) async throws {
        let transport = transport(place)
        let tokens = try provider(.user("stranger"), place, transport)
        let error = try #require(await connectorError { _ = try await tokens.token(for: tokens.botScope) })
        #expect(error.message.contains("'stranger' is assigned to this resource"), "\(error)")
        #expect(!"\(error)".contains(place.field.value) || place.field.value == "true")
        #expect(transport.requests.count == 1)
    }

    private static let waits: [(reply: FakeTransport.Reply, waits: [Int])] = [
        (.answer(404), [1, 2, 4, 8, 16]), (.answer(429), [1, 2, 4, 8, 16]), (.answer(500), [1, 2, 4, 8, 16]),
        (.answer(503), [1, 2, 4, 8, 16]), (.failure(.connect), [1, 2, 4, 8, 16]),
        (.failure(.dropped), [1, 2, 4, 8, 16]), (.answer(429, nil, ["Retry-After": "9"]), [9, 9, 9, 9, 9]),
        (.answer(410), [1, 2, 4, 8, 16, 16, 16, 16]), (.answer(400), []), (.answer(403), []), (.failure(.tls), []),
        (.answer(429, nil, ["Retry-After": "61"]), []), (.answer(200, ["token_type": "Bearer"]), []),
    ]

    @Test("It is asked again as Microsoft documents: 404, 429 and 5xx five times, 410 for 70 seconds", arguments: waits)
    func retries(_ course: (reply: FakeTransport.Reply, waits: [Int])) async throws {
        let transport = FakeTransport(clock: clock, course.reply)
        let tokens = try provider(.app, .machine, transport)
        let clock = clock
        let error = try await withoutWaiting(clock) {
            await connectorError { _ = try await tokens.token(for: tokens.botScope) }
        }
        #expect(error?.code == .noToken)
        var times = [Duration.zero]
        for wait in course.waits { times.append(times[times.count - 1] + .seconds(wait)) }
        #expect(transport.sent.map(\.at) == times)
        if course.reply.isGone { #expect(times[times.count - 1] >= .seconds(70)) }
    }

    @Test("A machine that was updated gives its token, and the send goes out")
    func updated() async throws {
        let clock = clock
        let transport = FakeTransport(clock: clock) { request, _ in
            guard request.url.hasPrefix("http://") else { return .created }
            return clock.now.offset < .seconds(60) ? .answer(410) : .answer(200, ["access_token": "T"])
        }
        let tokens = try provider(.app, .machine, transport)
        let connector = Connector.testing(transport, clock: clock, tokens: tokens)
        try await withoutWaiting(clock) { _ = try await connector.send(Activity(text: "x"), in: .group) }
        #expect(transport.requests.last?.fields["Authorization"] == "Bearer T")
    }

    @Test("Over the wire, too: the address and the header that App Service sets")
    func overTheWire() async throws {
        let server = try HTTPServer(logger: Log(label: "identity", sink: MemorySink()))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await server.run { request in
                    #expect(request.fields["X-IDENTITY-HEADER"] == "853b9a84")
                    #expect(request.fields["Authorization"] == nil)
                    #expect(
                        request.target == "/msi/token?api-version=2019-08-01"
                            + "&resource=https%3A%2F%2Fapi.botframework.com&client_id=app-1")
                    let body: JSONValue = ["access_token": "T", "expires_on": "1800003600"]
                    return .response(HTTP.Response(status: 200, body: body.serialized()))
                }
            }
            let environment = ProcessEnvironment([
                "IDENTITY_ENDPOINT": "http://\(server.address)/msi/token", "IDENTITY_HEADER": "853b9a84",
            ])
            let tokens = TokenProvider(
                try .managedIdentity(clientID: "app-1", environment: environment), transport: HTTPClient())
            #expect(try await tokens.token(for: tokens.botScope).value == "T")
            server.beginShutdown()
            try await group.waitForAll()
        }
    }

    @Test("A policy that sends nothing again asks once")
    func never() async throws {
        let transport = FakeTransport(clock: clock, .answer(410))
        let tokens = try provider(.app, .machine, transport, retry: .never)
        #expect(await connectorError { _ = try await tokens.token(for: tokens.botScope) } != nil)
        #expect(transport.requests.count == 1)
    }

    private static let endpoints: [(address: String, isAllowed: Bool)] = [
        ("http://127.0.0.1:41741/msi/token/", true), ("http://localhost:42356/msi/token", true),
        ("http://[::1]:42356/msi/token", true), ("http://169.254.129.2:8081/msi/token", true),
        ("https://identity.test/token", true), ("http://identity.test/token", false),
        ("http://169.254.evil.test/token", false), ("http://169.254.169.254.evil.test/", false),
        ("http://169.255.1.1/", false), ("http://10.0.0.1/", false), ("http://127.0.0.1@evil.test/", false),
        ("http://169.254.1/", false), ("ftp://127.0.0.1/", false), ("127.0.0.1", false),
        ("http://127.0.0.1/?a=b", false),
    ]

    @Test("Plain http is for addresses of this machine alone", arguments: endpoints)
    func plain(_ endpoint: (address: String, isAllowed: Bool)) throws {
        let environment = ProcessEnvironment(["IDENTITY_ENDPOINT": endpoint.address, "IDENTITY_HEADER": "h"])
        if endpoint.isAllowed {
            _ = try Credentials.managedIdentity(clientID: "app-1", environment: environment)
        } else {
            let error = #expect(throws: SettingError.self) {
                try Credentials.managedIdentity(clientID: "app-1", environment: environment)
            }
            #expect(error?.setting == "IDENTITY_ENDPOINT")
        }
    }

    @Test("An address without its header is an error that names the header")
    func noHeader() {
        let environment = ProcessEnvironment(["IDENTITY_ENDPOINT": "http://127.0.0.1/"])
        let error = #expect(throws: SettingError.self) {
            try Credentials.managedIdentity(clientID: "app-1", environment: environment)
        }
        #expect(error?.setting == "IDENTITY_HEADER")
    }

    @Test(
        "The end of a token may be a date, as a number or a text",
        arguments: [
            (nil, "1800003600", 3600), (nil, 1_800_003_600, 3600), (nil, 1_800_003_600.5, 3600),
            ("3599", "1800009999", 3599), ("soon", "1800003600", 3600), (nil, "1700000000", 0),
            (nil, "06/20/2027", 600),
            (nil, "3599", 600), (nil, .number(JSONNumber(1e300)), 86_400), (nil, nil, 600), (nil, -1, 600),
            ("nan", "inf", 600),
        ] as [(JSONValue?, JSONValue?, Int)])
    func lifetimes(seconds: JSONValue?, end: JSONValue?, expected: Int) {
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        let lifetime = TokenLifetime.read(seconds, until: end, now: now)
        #expect(lifetime >= .seconds(expected) && lifetime < .seconds(expected + 1))
    }

    @Test(
        "MANAGED_IDENTITY_CLIENT_ID: system, an identity, or the registration itself",
        arguments: [
            ("system", ManagedIdentity.system), ("SYSTEM", .system), ("uami-7", .user("uami-7")), ("app-1", .app),
            ("APP-1", .app),
        ])
    func setting(text: String, expected: ManagedIdentity) {
        #expect(ManagedIdentity(text, ofApp: "app-1") == expected)
    }
}

extension FakeTransport.Reply {
    fileprivate var isGone: Bool { (try? get())?.status == 410 }
}
