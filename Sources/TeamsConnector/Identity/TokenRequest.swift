internal import Foundation
internal import HTTPKit
internal import JSONKit
internal import ServiceKit
internal import TeamsModels
internal import TokenKit

/// Gets a new token from whoever gives one for the bot's credentials, and asks again while that one is busy or away.
struct TokenRequest: Sendable {
    /// The longest token in a file.
    private static let maxTokenBytes = 16 << 10

    let credentials: Credentials
    let cloud: Cloud
    let endpoint: TokenEndpoint
    let transport: any HTTPTransport
    let time: Stopwatch
    let wallClock: WallClock
    let retry: TokenRetry
    /// A number from 0 to 1, which spreads repeated requests.
    let random: @Sendable () -> Double
    /// A text that tells one assertion from every other.
    let newID: @Sendable () -> String

    func token(for scope: TokenScope) async throws(TokenFailure) -> AccessToken {
        let token = try await fresh(scope)
        guard !token.value.isEmpty else { throw TokenFailure(.broken, "the token that was got is empty") }
        return token
    }

    private func fresh(_ scope: TokenScope) async throws(TokenFailure) -> AccessToken {
        switch credentials.proof {
        case .function(let get):
            do { return try await get(scope) } catch {
                if let error = error as? ConnectorError { throw TokenFailure(.broken, error: error) }
                throw TokenFailure(.broken, "the token function of the credentials failed: \(type(of: error))")
            }
        case .secret(let secret):
            return try await ask(scope) { () throws(TokenFailure) in .secret(secret) }
        case .certificate(let files):
            return try await ask(scope) { () throws(TokenFailure) in try assertion(files, scope) }
        case .federatedToken(let file):
            return try await ask(scope) { () throws(TokenFailure) in try assertion(file) }
        case .managedIdentity(let identity, let source):
            switch identity.kind {
            case .app: return try await machineToken(source, resource: scope.resource, credentials.clientID)
            case .system: return try await exchange(source, nil, scope)
            case .user(let id): return try await exchange(source, id, scope)
            }
        }
    }

    /// Asks the token endpoint; each attempt has a proof of its own.
    private func ask(
        _ scope: TokenScope, with proof: () throws(TokenFailure) -> ClientProof
    ) async throws(TokenFailure) -> AccessToken {
        var attempt = 1
        while true {
            do throws(TokenFailure) {
                return try await endpoint.token(for: scope, proof: try proof())
            } catch {
                guard let delay = retry.wait(after: error.kind, attempt: attempt, random: random()),
                    (try? await time.sleep(for: delay)) != nil
                else { throw error }
            }
            attempt += 1
        }
    }

    /// The resource that the bot runs on proves itself to the registration that trusts it.
    private func exchange(
        _ source: ManagedIdentitySource, _ identity: AppID?, _ scope: TokenScope
    ) async throws(TokenFailure) -> AccessToken {
        let token = try await machineToken(source, resource: cloud.tokenExchangeAudience, identity)
        let name = identity.map { "the managed identity '\($0)'" } ?? "the machine's own managed identity"
        return try await ask(scope) { () throws(TokenFailure) in .assertion(token.value, name: name) }
    }

    private func machineToken(
        _ source: ManagedIdentitySource, resource: String, _ identity: AppID?
    ) async throws(TokenFailure) -> AccessToken {
        let request = source.request(resource: resource, identity: identity)
        var attempt = 1
        var waited = Duration.zero
        while true {
            do throws(TokenFailure) {
                let response: HTTP.Response
                do throws(HTTPTransportError) {
                    response = try await transport.send(request)
                } catch {
                    throw TokenFailure(
                        .init(unanswered: error.code),
                        "\(source.name) did not answer: \(error.message); a managed identity is there on Azure alone")
                }
                return try source.token(in: response, identity: identity, now: wallClock.now)
            } catch {
                let wait = retry.machineWait(after: error.kind, attempt: attempt, waited: waited, random: random())
                guard let wait, (try? await time.sleep(for: wait)) != nil else { throw error }
                waited += wait
            }
            attempt += 1
        }
    }

    private func assertion(_ files: CertificateFiles, _ scope: TokenScope) throws(TokenFailure) -> ClientProof {
        let claims = ClientAssertion.claims(
            clientID: credentials.clientID, audience: endpoint.address(of: scope.tenantID), now: wallClock.now,
            id: newID())
        do {
            return .assertion(try files.read().sign(claims), name: files.name)
        } catch let problem as CredentialFile.Problem {
            throw TokenFailure(.broken, problem.reason)
        } catch {
            throw TokenFailure(.broken, "\(files.name) cannot sign")
        }
    }

    private func assertion(_ file: CredentialFile) throws(TokenFailure) -> ClientProof {
        do throws(CredentialFile.Problem) {
            let text = try file.text(maxBytes: Self.maxTokenBytes, wanted: "a federated token")
            let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
            guard !token.isEmpty else {
                throw CredentialFile.Problem(reason: "the file '\(file.path)' is empty; it must be a federated token")
            }
            return .assertion(token, name: "the federated token '\(file.path)'")
        } catch {
            throw TokenFailure(.broken, error.reason)
        }
    }
}
