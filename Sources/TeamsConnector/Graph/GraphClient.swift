internal import Foundation
package import HTTPKit
internal import JSONKit
internal import LockKit
internal import ServiceKit
package import TeamsModels

/// Asks Microsoft Graph as the app itself, within Graph's limits.
///
/// A request waits for its place, gets the token of the organisation, and is repeated when Graph asks to, or fails in a
/// way that passes and the request may be repeated.
package final class GraphClient: Sendable {
    /// Where Graph is.
    package let home: HTTP.Address
    private let exchange: Exchange
    private let time: Stopwatch
    private let wallClock: WallClock
    private let random: @Sendable () -> Double
    private let pace = Mutex(GraphPace())

    /// How often one request is sent at the most, and how long a wait may be that Graph asks for.
    private static let policy: RetryPolicy = {
        var policy = RetryPolicy()
        policy.maxAttempts = 6
        return policy
    }()

    init(
        home: HTTP.Address, exchange: Exchange, time: Stopwatch, wallClock: WallClock,
        random: @escaping @Sendable () -> Double
    ) {
        self.home = home
        self.exchange = exchange
        self.time = time
        self.wallClock = wallClock
        self.random = random
    }

    /// The app's id, as people know it; nil without credentials.
    package var app: AppID? { exchange.tokens?.clientID }

    /// The organisation of the credentials; nil for an app of many.
    package var homeTenant: TenantID? {
        let tenant = exchange.tokens?.graphScope().tenantID
        return tenant == "common" ? nil : tenant
    }

    /// Asks for a token as the first request would: says whether the credentials are right.
    package func checkToken(tenant: TenantID? = nil) async throws(GraphError) { _ = try await token(tenant: tenant) }

    func token(tenant: TenantID?) async throws(GraphError) -> String? {
        guard let tokens = exchange.tokens else { return nil }
        do throws(ConnectorError) {
            return try await tokens.token(for: tokens.graphScope(tenantID: tenant)).value
        } catch {
            throw GraphError(.noToken, "no token for Microsoft Graph: \(error.message)")
        }
    }

    /// Sends a request.
    /// - Parameter tenant: whose people and teams are meant; the credentials' own unless said.
    package func send(_ request: GraphRequest, tenant: TenantID? = nil) async throws(GraphError) -> GraphReply {
        let url = home.appending(["v1.0"] + request.path, query: request.query.map { ($0.name, $0.value) })
        return try await send(request, to: url, tenant: tenant)
    }

    /// Sends it to an address that Graph gave.
    func send(
        _ request: GraphRequest, to url: HTTP.Address, tenant: TenantID?
    ) async throws(GraphError) -> GraphReply {
        let lane = tenant ?? homeTenant ?? ""
        var attempt = 1
        while true {
            try await pass(request, lane)
            let failure: GraphError
            do throws(GraphError) {
                return try await ask(request, url, tenant)
            } catch {
                failure = error
            }
            guard let wait = wait(after: failure, of: request, attempt: attempt) else { throw failure }
            if failure.code == .throttled || failure.retryAfter != nil {
                pace.withLock { $0.pause(request.allowances, of: lane, until: time.elapsed + wait) }
            }
            try await sleep(for: wait, request)
            attempt += 1
        }
    }

    /// Waits for a place within the allowances.
    private func pass(_ request: GraphRequest, _ lane: TenantID) async throws(GraphError) {
        guard !request.allowances.isEmpty else { return }
        repeat {
            let now = time.elapsed
            let leaves = pace.withLock { $0.take(request.allowances, of: lane, now: now) }
            if leaves > now { try await sleep(for: leaves - now, request) }
        } while pace.withLock { $0.isPaused(request.allowances, of: lane, now: time.elapsed) }
    }

    private func ask(
        _ request: GraphRequest, _ url: HTTP.Address, _ tenant: TenantID?
    ) async throws(GraphError) -> GraphReply {
        var http = HTTP.ClientRequest(
            method: request.method, url: url.description, body: request.body?.serialized() ?? [],
            timeout: .seconds(60), maxResponseBytes: 16 << 20)
        if request.body != nil { http.fields["Content-Type"] = "application/json; charset=utf-8" }
        http.fields["Accept"] = "application/json"
        let response: HTTP.Response
        do {
            response = try await exchange.send(http, toGraph: url, at: home, tenant: tenant)
        } catch let error as ConnectorError {
            throw GraphError(error.code == .cancelled ? .cancelled : .noToken, "\(request.operation): \(error.message)")
        } catch let error as HTTPTransportError {
            throw GraphError(
                error.code == .cancelled ? .cancelled : .unavailable,
                "Microsoft Graph at \(home.origin) did not answer to \(request.operation): \(error.message)")
        } catch {
            throw GraphError(.unavailable, "\(request.operation): \(error)")
        }
        guard (200..<300).contains(response.status) else {
            throw GraphError(response, to: request, of: app?.rawValue, now: wallClock.now)
        }
        return GraphReply(
            status: response.status, json: (try? JSONValue(parsing: response.body)) ?? .null,
            location: response.fields["Location"])
    }

    /// How long to wait before the next attempt; nil for none.
    private func wait(after failure: GraphError, of request: GraphRequest, attempt: Int) -> Duration? {
        guard attempt < Self.policy.maxAttempts else { return nil }
        switch failure.code {
        case .tokenRefused: return attempt == 1 ? .zero : nil  // the token was forgotten: once with a new one
        case .throttled: break  // Graph has done nothing
        case .unavailable: guard request.isRepeatable || failure.status == 503 else { return nil }
        default: return nil
        }
        if let asked = failure.retryAfter { return asked <= Self.policy.maxRetryAfter ? asked : nil }
        return Self.policy.backoff(attempt: attempt, random: random())
    }

    private func sleep(for duration: Duration, _ request: GraphRequest) async throws(GraphError) {
        do { try await time.sleep(for: duration) } catch {
            throw GraphError(.cancelled, "\(request.operation) was cancelled while it waited")
        }
    }
}
