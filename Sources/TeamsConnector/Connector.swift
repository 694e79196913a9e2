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
        /// How many requests may wait for one conversation, and for all together. More are an error at once,
        /// ``ConnectorError/Code/tooManyWaiting``: what waits takes memory, and an hour of a conversation is 1,800 requests.
        public var maxWaitingPerConversation = 500
        /// How many requests may wait for their conversations, all conversations together.
        public var maxWaiting = 10_000
        /// What is sent again.
        public var retry = RetryPolicy()
        /// Hosts that the bot's token may be sent to besides the cloud's own, as in ``Cloud/serviceHosts``. One with a port
        /// lets that port alone pass; `*` lets everything pass.
        public var additionalServiceHosts: Set<String> = []
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
    private let wallClock: WallClock
    private let random: @Sendable () -> Double
    private let logger: Log
    private let lanes: Lanes
    private let moved = MovedHosts()
    /// Where the token may go.
    private let allowList: ServiceAllowList
    private let userAgent: String

    /// - Parameters:
    ///   - tokens: nil sends requests without a token, which only a service without authentication accepts.
    ///   - transport: what carries the requests.
    ///   - cloud: whose addresses are used.
    ///   - options: how to send: pace, retries, time-outs.
    ///   - clock: what waits are measured by; a test's own.
    ///   - wallClock: what the date of a `Retry-After` is compared with.
    ///   - random: a number from 0 to 1, which spreads repeated requests.
    ///   - logger: where retries and redirects are told.
    public init(
        tokens: TokenProvider?, transport: any HTTPTransport, cloud: Cloud = .public, options: Options = Options(),
        clock: some Clock<Duration> = ContinuousClock(), wallClock: WallClock = .system,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        logger: Log = Log(label: "connector")
    ) {
        self.tokens = tokens
        self.transport = transport
        self.cloud = cloud
        self.options = options
        self.random = random
        self.logger = logger
        self.wallClock = wallClock
        time = Stopwatch(clock)
        lanes = Lanes(
            limits: options.isPaced ? SlidingWindows.sendLimits : [],
            maxWaitingPerLane: options.maxWaitingPerConversation, maxWaiting: options.maxWaiting)
        allowList = ServiceAllowList(hosts: cloud.serviceHosts.union(options.additionalServiceHosts))
            .adding([cloud.serviceURL, cloud.gccServiceURL])
        userAgent = UserAgent.appending(options.userAgent)
    }

    /// How many conversations the pacing remembers.
    var remembered: Int { lanes.count }

    /// How many requests wait for their conversations.
    var waitingCount: Int { lanes.waitingCount }

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
            switch await lanes.enter(lane, now: time.elapsed) {
            case .taken: break
            case .cancelled: throw cancelled(call)
            case .full:
                throw ConnectorError(
                    .tooManyWaiting, message: "\(call.operation): too many requests wait for this conversation already")
            }
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
            let delay = lanes.delay(lane, now: time.elapsed)
            if delay > .zero {
                do { try await time.sleep(for: delay) } catch { throw cancelled(call) }
            }
        }
        var request = HTTP.ClientRequest(
            method: call.method, url: call.url(at: address), fields: ["User-Agent": userAgent], body: body,
            timeout: options.timeout)
        if call.body != nil { request.fields["Content-Type"] = "application/json; charset=utf-8" }
        let token = try await botToken(for: address, call)
        if let token { request.fields["Authorization"] = "Bearer \(token.value)" }
        if let lane = call.lane { lanes.sent(lane) }
        defer { if let lane = call.lane { lanes.answered(lane, now: time.elapsed) } }
        let response: HTTP.Response
        do throws(HTTPTransportError) {
            response = try await transport.send(request)
        } catch {
            throw ConnectorError(call.operation, error)
        }
        guard (200..<300).contains(response.status) else {
            if response.status == 401, let tokens, let token { await tokens.drop(token, of: tokens.botScope) }
            throw ConnectorError(call.operation, response, now: wallClock.now)
        }
        return Answer(json: (try? JSONValue(parsing: response.body)) ?? .null, serviceUrl: address.text)
    }

    /// The token for a request to `address`: the one place that gives it away, and to nobody whom the cloud does not know.
    private func botToken(
        for address: ServiceAddress, _ call: Call
    ) async throws(ConnectorError) -> AccessToken? {
        guard let tokens else { return nil }
        guard allowList.allows(address.text) else {
            throw ConnectorError(
                .serviceNotAllowed,
                message: "\(call.operation): the service at \(address.origin) is none of the cloud \(cloud.name)")
        }
        return try await tokens.token(for: tokens.botScope)
    }

    private func cancelled(_ call: Call, after attempts: Int = 0) -> ConnectorError {
        ConnectorError(.cancelled, message: "\(call.operation) was cancelled while it waited", attempts: attempts)
    }
}
