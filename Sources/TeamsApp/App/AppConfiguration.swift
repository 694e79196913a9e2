internal import HTTPKit
public import TeamsConnector
internal import TeamsModels

/// What an app needs to know before it starts.
public struct AppConfiguration: Sendable {
    /// Who the bot is. Without it every request is refused, unless ``dangerouslyAllowsUnauthenticatedRequests`` is set.
    public var credentials: Credentials?
    /// The cloud: where tokens come from and who signs.
    public var cloud: Cloud = .public
    /// The address to listen on. `0.0.0.0` for every interface.
    public var host = "0.0.0.0"
    /// The port to listen on; 0 lets the system choose one.
    public var port = 3978
    /// Where the service posts activities. Begins with `/`.
    public var messagingPath = "/api/messages"
    /// Where the app sends to when a conversation does not say: `app.openConversation` without a service URL.
    public var serviceURL: String?
    /// Hosts whose activities are let in, and that the bot sends to, besides the cloud's own, exactly as they stand in
    /// service URLs. `127.0.0.1:4000` or `localhost` for development; one with a port lets that port alone pass. `*`
    /// for every host, which lets anybody who has a token for the bot make it send its own there.
    public var additionalServiceHosts: Set<String> = []
    /// Lets everybody post, without any proof. For development alone.
    public var dangerouslyAllowsUnauthenticatedRequests = false
    /// How the app sends: time-outs, pacing by the service's limits, what is sent again.
    public var sending = Connector.Options()
    /// How long a handler may work before its task is cancelled.
    public var turnDeadline: Duration = .seconds(300)
    /// When a request is answered at the latest, while its handler works on. Teams posts again after 15 seconds.
    public var answerDeadline: Duration = .seconds(14)
    /// How many turns may run at a time; 64 MiB of bodies are the limit too. More activities are answered 429 with
    /// `Retry-After`. A turn counts until its handler returns, also after its request was answered.
    public var maxTurns = 1_000
    /// The SQLite file in which the app keeps what it knows of its conversations; in memory when nil. A store that is
    /// given to the app itself takes its place.
    public var conversationsFile: String?
    /// Who hears of turns, requests and tokens, for metrics and traces; nobody when nil, which costs nothing.
    public var observer: (any AppObserver)?
    /// The *OAuth connection setting* of the Azure Bot at which people sign in, when `context.signIn()` and the like
    /// name no other.
    public var signInConnection: String?
    /// The HTTP status for an invoke that no handler wanted: 501, or 200 as other SDKs answer.
    public var unhandledInvokeStatus = 501

    /// What a person is told when the handler of their message threw: one line, which goes where they wrote, and to
    /// them alone where nobody else saw it. Nil, the default, tells nothing. ``App/onError(_:)`` is told all the same.
    public var apology: String?

    /// A configuration with the documented defaults, and no credentials.
    public init(credentials: Credentials? = nil) {
        self.credentials = credentials
    }

    /// Refers everything to a Local Teams: service URL, tokens and signing keys, and listens on this machine alone.
    /// Without credentials it takes those that Local Teams gives to bots which have none of their own.
    ///
    /// - Parameter url: its address, `http://127.0.0.1:3979`.
    /// - Throws: `CloudError` for an address that is none, or is of another machine.
    public mutating func useLocalTeams(at url: String) throws(CloudError) {
        cloud = try .local(url)
        host = "127.0.0.1"
        credentials = credentials ?? .localDevelopment
    }

    /// What is wrong with it, for people; nil when nothing is.
    var problem: String? {
        guard messagingPath.hasPrefix("/") else {
            return "messagingPath is \"\(messagingPath)\"; it must begin with /"
        }
        guard maxTurns > 0 else { return "maxTurns is \(maxTurns); it must be at least 1" }
        guard (0...65535).contains(port) else { return "port is \(port); it must be 0 to 65535" }
        if let serviceURL, (try? HTTP.Address(trustworthyBase: serviceURL)) == nil {
            return "serviceURL is \"\(serviceURL)\"; it must be an address that begins with https://"
        }
        return nil
    }
}

extension Credentials {
    /// What Local Teams gives to a bot that has no registration: public on purpose, worth nothing elsewhere.
    public static let localDevelopment = clientSecret(
        "local-development", clientID: "00000000-0000-4000-8000-000000000001")
}
