import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import TeamsModels
import Testing
import TokenKit

@testable import TeamsConnector

/// A token endpoint of Entra that knows one app, with certificates and issuers that it trusts. It checks what a bot
/// shows as strictly as Entra does, and tells why not by Entra's numbers.
final class EntraDouble: Sendable {
    struct Registration: Sendable {
        var clientID = "app-1"
        var tenants: Set<String> = ["T", "botframework.com"]
        var certificates: [SigningCertificate] = []
        /// Tokens of other issuers that the app's federated credentials trust.
        var federated: Set<String> = []
    }
    let registration = Mutex(Registration())
    private let seen = Mutex<Set<String>>([])
    private let now: @Sendable () -> Date

    init(now: @escaping @Sendable () -> Date) { self.now = now }

    /// The ids of the assertions that were shown.
    var assertionIDs: Set<String> { seen.withLock { $0 } }

    func answer(_ request: HTTP.ClientRequest) -> FakeTransport.Reply {
        let registration = registration.withLock { $0 }
        let form = HTTP.Form(body: request.body)
        let tenant = request.url.split(separator: "/").dropFirst(2).first.map(String.init) ?? ""
        guard registration.tenants.contains(tenant) else { return refusal(400, "invalid_request", 90002) }
        guard form["client_id"] == registration.clientID else { return refusal(400, "unauthorized_client", 700016) }
        guard form["grant_type"] == "client_credentials", form["scope"]?.hasSuffix("/.default") == true else {
            return refusal(400, "invalid_scope", 70011)
        }
        guard form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            let assertion = form["client_assertion"]
        else { return refusal(401, "invalid_client", 7_000_216) }
        if let wrong = wrong(assertion, registration, audience: request.url) {
            return refusal(401, "invalid_client", wrong)
        }
        return .answer(200, ["token_type": "Bearer", "expires_in": 3599, "access_token": "from Entra"])
    }

    /// The number of what is wrong with an assertion.
    private func wrong(_ assertion: String, _ registration: Registration, audience: String) -> Int? {
        if registration.federated.contains(assertion) { return nil }
        guard let token = try? Token(unverified: assertion), let thumbprint = token.header["x5t#S256"]?.stringValue
        else { return 70021 }
        let certificate = registration.certificates.first { $0.thumbprint256 == thumbprint }
        guard let certificate, token.header["x5t"] == .string(certificate.thumbprint) else { return 700027 }
        let verifier = TokenVerifier(
            requirements: TokenRequirements(
                issuers: [registration.clientID], audiences: [audience], leeway: .seconds(300)))
        guard let key = try? VerificationKey(jwk: certificate.publicJWK),
            (try? verifier.verify(assertion, keys: KeySet([key]), now: now())) != nil
        else { return 700027 }
        guard let start = token.notBefore, let end = token.expiresAt, end.timeIntervalSince(start) <= 600,
            token.claim("sub") == registration.clientID, let id = token.claim("jti")
        else { return 700024 }
        return seen.withLock { $0.insert(id).inserted } ? nil : 700024
    }

    private func refusal(_ status: Int, _ name: String, _ code: Int) -> FakeTransport.Reply {
        .answer(
            status,
            [
                "error": .string(name), "error_description": .string("AADSTS\(code): no."),
                "error_codes": [.number(JSONNumber(code))],
            ])
    }
}

/// What gives a resource in Azure the tokens of its identities: the metadata service of machines, or App Service.
struct MetadataDouble: Sendable {
    /// What it wants in the head of a request.
    let field: (name: String, value: String)
    let address: String
    let version: String
    /// The identities that the resource has; the empty one is its own.
    var identities: Set<String> = [""]
    /// What says how long a token is good.
    var lifetime: JSONObject = ["expires_in": "3599", "expires_on": "1800003599", "not_before": "1800000000"]

    static let machine = MetadataDouble(
        field: ("Metadata", "true"), address: "http://169.254.169.254/metadata/identity/oauth2/token",
        version: "2018-02-01")
    static let appService = MetadataDouble(
        field: ("X-IDENTITY-HEADER", "853b9a84"), address: "http://127.0.0.1:41741/msi/token/", version: "2019-08-01",
        lifetime: ["expires_on": "1800003599"])

    func answer(_ request: HTTP.ClientRequest) -> FakeTransport.Reply {
        let parts = request.url.split(separator: "?", maxSplits: 1)
        let query = HTTP.Form(query: parts.count > 1 ? String(parts[1]) : "")
        guard parts.first.map(String.init) == address, request.method == "GET", query["api-version"] == version else {
            return .answer(404)
        }
        guard request.fields[field.name] == field.value else { return .answer(400, ["error": "bad_request_102"]) }
        guard request.fields["Authorization"] == nil, request.body.isEmpty else { return .answer(418) }
        guard identities.contains(query["client_id"] ?? "") else {
            return .answer(400, ["error": "invalid_request", "error_description": "Identity not found"])
        }
        var answer: JSONObject = [
            "access_token": .string("\(query["client_id"] ?? "own") for \(query["resource"] ?? "nobody")"),
            "token_type": "Bearer",
        ]
        for (name, value) in lifetime { answer[name] = value }
        return .answer(200, .object(answer))
    }
}

/// A folder that goes when the test ends.
final class TemporaryFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "identity-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }
}

/// Certificates of the tests of TokenKit.
enum TestCertificates {
    static func path(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../TokenKitTests/Certificates/\(name).pem").standardizedFileURL.path
    }

    static func pem(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
}
