import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing
import TokenKit

@testable import TeamsConnector

@Suite("Certificates and federated tokens")
struct CredentialTests {
    private let clock = ManualClock()
    private let entra: EntraDouble
    private let transport: FakeTransport

    init() throws {
        let wallClock = clock.wallClock()
        let entra = EntraDouble(now: { wallClock.now })
        self.entra = entra
        transport = FakeTransport(clock: clock) { request, _ in entra.answer(request) }
    }

    private func provider(_ credentials: Credentials) -> TokenProvider {
        TokenProvider(credentials, transport: transport, clock: clock, wallClock: clock.wallClock(), random: { 0.5 })
    }

    private func trust(_ names: String...) throws {
        let certificates = try names.map { try SigningCertificate(pem: TestCertificates.pem($0)) }
        entra.registration.withLock { $0.certificates = certificates }
    }

    @Test("Entra takes what a certificate signs, from one file or from two", arguments: [nil, "T"] as [TenantID?])
    func certificate(tenant: TenantID?) async throws {
        try trust("first")
        let one = provider(
            .certificate(file: TestCertificates.path("first"), clientID: "app-1", tenantID: tenant))
        #expect(try await one.token(for: one.botScope).value == "from Entra")
        let two = provider(
            .certificate(
                file: TestCertificates.path("first-certificate"), keyFile: TestCertificates.path("first-key"),
                clientID: "app-1", tenantID: tenant))
        #expect(try await two.token(for: two.botScope).value == "from Entra")
        #expect(entra.assertionIDs.count == 2)
        #expect(transport.requests.allSatisfy { HTTP.Form(body: $0.body)["client_secret"] == nil })
    }

    @Test("An assertion says who, to whom and for how long")
    func claims() {
        let now = Date(timeIntervalSince1970: 1_800_000_000.9)
        let claims = ClientAssertion.claims(clientID: "app-1", audience: "https://login/t", now: now, id: "7")
        #expect(
            claims == [
                "aud": "https://login/t", "iss": "app-1", "sub": "app-1", "jti": "7", "iat": 1_800_000_000,
                "nbf": 1_800_000_000, "exp": 1_800_000_600,
            ])
    }

    @Test("A certificate that is replaced while the bot runs counts from the next token on")
    func rotation() async throws {
        try trust("second")
        let folder = try TemporaryFolder()
        let file = try folder.write(TestCertificates.pem("first"), to: "bot.pem")
        let tokens = provider(.certificate(file: file, clientID: "app-1"))
        let error = try #require(await connectorError { _ = try await tokens.token(for: tokens.botScope) })
        #expect(error.message.contains("the certificate '\(file)'"))
        #expect(error.message.contains("700027"))
        _ = try folder.write(TestCertificates.pem("second"), to: "bot.pem")
        clock.advance(by: .seconds(1))
        #expect(try await tokens.token(for: tokens.botScope).value == "from Entra")
    }

    @Test("Each attempt has an assertion of its own")
    func attempts() async throws {
        try trust("first")
        let entra = entra
        let transport = FakeTransport(clock: clock) { request, number in
            let answer = entra.answer(request)
            return number < 3 ? .answer(503) : answer
        }
        let clock = clock
        let tokens = TokenProvider(
            .certificate(file: TestCertificates.path("first"), clientID: "app-1"), transport: transport, clock: clock,
            wallClock: clock.wallClock(), random: { 0.5 })
        let token = try await withoutWaiting(clock) { try await tokens.token(for: tokens.botScope) }
        #expect(token.value == "from Entra")
        #expect(entra.assertionIDs.count == 3)
    }

    private static let unfit: [(file: String, says: String)] = [
        ("/nowhere/bot.pem", "cannot be read"), ("/", "cannot be read"),
        (TestCertificates.path("elliptic"), "not an RSA key"),
        (TestCertificates.path("encrypted"), "without a passphrase"),
        (TestCertificates.path("first-certificate"), "private key"),
        (TestCertificates.path("first-key"), "no certificate"),
    ]

    @Test("What is wrong with a file is said with its name, and nothing is sent", arguments: unfit)
    func mistakes(_ mistake: (file: String, says: String)) async throws {
        let tokens = provider(.certificate(file: mistake.file, clientID: "app-1"))
        let error = try #require(await connectorError { _ = try await tokens.token(for: tokens.botScope) })
        #expect(error.code == .noToken)
        #expect(error.message.contains("'\(mistake.file)'"), "\(error)")
        #expect(error.message.contains(mistake.says), "\(error)")
        #expect(transport.requests.isEmpty)
    }

    @Test("A file that is not text, or endless, is said to be none; no key reaches the error")
    func strangeFiles() async throws {
        let folder = try TemporaryFolder()
        let binary = "\(folder.path)/bot.pfx"
        try Data([0x30, 0x82, 0xFF, 0xFE]).write(to: URL(filePath: binary))
        let long = try folder.write(String(repeating: "x", count: 1 << 20), to: "long.pem")
        for (file, says) in [(binary, "openssl pkcs12"), (long, "longer than")] {
            let tokens = provider(.certificate(file: file, clientID: "app-1"))
            let error = try #require(await connectorError { _ = try await tokens.token(for: tokens.botScope) })
            #expect(error.message.contains("'\(file)'") && error.message.contains(says), "\(error)")
        }
        let halves = try folder.write(
            TestCertificates.pem("first-certificate") + TestCertificates.pem("second").suffix(1000), to: "halves.pem")
        let tokens = provider(.certificate(file: halves, clientID: "app-1"))
        let error = try #require(await connectorError { _ = try await tokens.token(for: tokens.botScope) })
        #expect(!"\(error)".contains("MII"))
    }

    @Test("ACQ-3: a federated token is read for each new token, since Kubernetes replaces it")
    func federated() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("first.federated.token\n", to: "token")
        entra.registration.withLock { $0.federated = ["first.federated.token"] }
        let tokens = provider(.federatedToken(file: file, clientID: "app-1", tenantID: "T"))
        #expect(try await tokens.token(for: tokens.botScope).value == "from Entra")
        entra.registration.withLock { $0.federated = ["second.federated.token"] }
        _ = try folder.write("second.federated.token", to: "token")
        clock.advance(by: .seconds(3600))
        #expect(try await tokens.token(for: tokens.botScope).value == "from Entra")
        #expect(transport.requests.count == 2)
    }

    @Test("A federated token that nobody trusts, or that is not there, names its file and stays out of the error")
    func federatedMistakes() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("hush.hush.hush", to: "token")
        let empty = try folder.write(" \n", to: "empty")
        let cases = [(file, "no federated credential"), (empty, "is empty"), ("/nowhere/token", "cannot be read")]
        for (file, says) in cases {
            let tokens = provider(.federatedToken(file: file, clientID: "app-1"))
            let error = try #require(await connectorError { _ = try await tokens.token(for: tokens.botScope) })
            #expect(error.message.contains("'\(file)'") && error.message.contains(says), "\(error)")
            #expect(!"\(error)".contains("hush"))
        }
    }

    @Test("Printing credentials shows what kind they are, and no secret")
    func printing() throws {
        let environment = ProcessEnvironment([
            "IDENTITY_ENDPOINT": "http://127.0.0.1:41741/msi/token", "IDENTITY_HEADER": "hush",
        ])
        let all: [(Credentials, String)] = [
            (.clientSecret("hush", clientID: "app-1"), "client secret"),
            (.certificate(file: "/run/bot.pem", clientID: "app-1"), "/run/bot.pem"),
            (.federatedToken(file: "/run/token", clientID: "app-1"), "/run/token"),
            (try .managedIdentity(clientID: "app-1", environment: environment), "IDENTITY_ENDPOINT"),
            (.tokens(clientID: "app-1") { _ in AccessToken("hush") }, "function"),
        ]
        for (credentials, kind) in all {
            var text = "\(credentials)"
            dump(credentials, to: &text)
            #expect(text.contains("app-1") && text.contains(kind))
            #expect(!text.contains("hush"))
        }
    }
}
