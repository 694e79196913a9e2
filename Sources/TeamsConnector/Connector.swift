public import HTTPKit
internal import JSONKit
public import ServiceKit
internal import TeamsModels

/// Sends requests to the Bot Connector: messages, members, conversations, teams.
///
/// Requests go where each conversation's own service URL says. Those that change a conversation go one after the
/// other, within the service's limits, and what the service asks to repeat is repeated; see ``RetryPolicy``.
public struct Connector: Sendable {
    /// What can be chosen.
    public struct Options: Sendable, Hashable {
        /// How long one attempt may take, from the connection to the answer's last byte.
        public var timeout: Duration = .seconds(30)
        /// Whether requests to a conversation wait, so that the service's limits are never exceeded.
        public var isPaced = true
        /// What is sent again.
        public var retry = RetryPolicy()
        /// What requests name beside this product, as in `MyBot/2.0`.
        public var userAgent: String?

        /// The defaults.
        public init() {}
    }

    let cloud: Cloud
    let options: Options
    private let tokens: TokenProvider?
    private let transport: any HTTPTransport
    private let time: Stopwatch
    private let random: @Sendable () -> Double
    private let logger: Logger
    private let lanes: Lanes
    private let moved = MovedHosts()
    private let userAgent: String

    /// - Parameters:
    ///   - tokens: nil sends requests without a token, which only a service without authentication accepts.
    ///   - transport: what carries the requests.
    ///   - cloud: whose addresses are used.
    ///   - options: how to send: pace, retries, time-outs.
    ///   - clock: what waits are measured by; a test's own.
    ///   - random: a number from 0 to 1, which spreads repeated requests.
    ///   - logger: where retries and redirects are told.
    public init(
        tokens: TokenProvider?, transport: any HTTPTransport, cloud: Cloud = .public, options: Options = Options(),
        clock: some Clock<Duration> = ContinuousClock(),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        logger: Logger = Logger(label: "connector")
    ) {
        self.tokens = tokens
        self.transport = transport
        self.cloud = cloud
        self.options = options
        self.random = random
        self.logger = logger
        time = Stopwatch(clock)
        lanes = Lanes(limits: options.isPaced ? SlidingWindows.sendLimits : [])
        userAgent = UserAgent.appending(options.userAgent)
    }

    /// How many conversations the pacing remembers.
    var remembered: Int { lanes.count }

    /// Sends `call`, in its lane, as often as the policy says.
    func perform(_ call: Call) async throws(ConnectorError) -> Answer {
        var address: ServiceAddress
        do { address = try ServiceAddress(call.serviceUrl) } catch {
            throw .invalid("\(call.operation): the service URL '\(call.serviceUrl)' \(error.reason)")
        }
        let subject = "\(address.text) \(call.subject)"
        let gcc = try? ServiceAddress(cloud.gccServiceURL)
        if moved.contains(subject), let gcc { address = address.moved(to: gcc) }
        if let lane = call.lane {
            guard await lanes.enter(lane, now: time.now) else { throw cancelled(call) }
        }
        defer { if let lane = call.lane { lanes.leave(lane) } }

        let body = call.body.map { $0.serialized() } ?? []
        var attempt = 1
        var hasMoved = moved.contains(subject)
        while true {
            do throws(ConnectorError) {
                return try await sendOnce(call, to: address, body: body)
            } catch {
                var error = error
                error.attempts = attempt
                let decision = options.retry.decision(
                    after: error, attempt: attempt, isRepeatable: call.isRepeatable, hasMoved: hasMoved,
                    random: random())
                logger.debug(
                    "request failed",
                    ["operation": call.operation, "error": "\(error)", "attempt": "\(attempt)", "next": "\(decision)"])
                switch decision {
                case .fail: throw error
                case .moveToGCC:
                    // A service on this machine never sends anybody's token elsewhere.
                    guard let gcc, gcc.isLoopback || !address.isLoopback else { throw error }
                    address = address.moved(to: gcc)
                    hasMoved = true
                    moved.insert(subject)
                case .retry(let delay):
                    do { try await time.sleep(for: delay) } catch { throw cancelled(call, after: attempt) }
                }
                attempt += 1
            }
        }
    }

    /// One attempt: waits for its window, adds a token, and reads the answer.
    private func sendOnce(
        _ call: Call, to address: ServiceAddress, body: [UInt8]
    ) async throws(ConnectorError) -> Answer {
        if let lane = call.lane {
            let delay = lanes.delay(lane, now: time.now)
            if delay > .zero {
                do { try await time.sleep(for: delay) } catch { throw cancelled(call) }
            }
        }
        var request = HTTPClientRequest(
            method: call.method, url: call.url(at: address), fields: ["User-Agent": userAgent], body: body,
            timeout: options.timeout)
        if call.body != nil { request.fields["Content-Type"] = "application/json; charset=utf-8" }
        let token = try await botToken()
        if let token { request.fields["Authorization"] = "Bearer \(token.value)" }
        if let lane = call.lane { lanes.sent(lane) }
        defer { if let lane = call.lane { lanes.answered(lane, now: time.now) } }
        let response: HTTPResponse
        do throws(HTTPClientError) {
            response = try await transport.send(request)
        } catch {
            throw ConnectorError(call.operation, error)
        }
        guard (200..<300).contains(response.status) else {
            if response.status == 401, let tokens, let token { await tokens.drop(token, of: tokens.botScope) }
            throw ConnectorError(call.operation, response)
        }
        return Answer(json: (try? JSONValue(parsing: response.body)) ?? .null, serviceUrl: address.text)
    }

    private func botToken() async throws(ConnectorError) -> AccessToken? {
        guard let tokens else { return nil }
        return try await tokens.token(for: tokens.botScope)
    }

    private func cancelled(_ call: Call, after attempts: Int = 0) -> ConnectorError {
        ConnectorError(.cancelled, message: "\(call.operation) was cancelled while it waited", attempts: attempts)
    }
}
