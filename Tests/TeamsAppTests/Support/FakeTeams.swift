import HTTPKit
import JSONKit
import LockKit
import TokenKit

/// The service as the app sees it, without a socket: tokens, keys, and a connector that takes everything.
final class FakeTeams: HTTPTransport {
    struct State {
        var requests: [HTTP.ClientRequest] = []
        var keys: [SigningKey] = [FakeTeams.key]
        var isKeyServiceDown = false
        /// What the key service waits for before it answers.
        var keyGate: Gate?
        /// Members of the key set besides the keys.
        var extraKeys: [JSONValue] = []
        var keyEndorsements: JSONValue?
        var keyDocumentBytes = 0
        var lastID = 1_795_161_600_000
        var answersWithoutID = false
        var members: [JSONValue] = []
        /// Answers a request to the connector in place of what would be; nil leaves it at that.
        var override: (@Sendable (Call) -> HTTP.Response?)?
        /// The same, by the whole request.
        var overrideRequest: (@Sendable (HTTP.ClientRequest) -> HTTP.Response?)?
        /// Answers for the service that has people's tokens; 404 without.
        var userTokens: (@Sendable (HTTP.ClientRequest) -> HTTP.Response)?
        /// What a new chat's creation waits for before it is answered.
        var creationGate: Gate?
    }
    let state = Mutex(State())

    /// Made once: keys are slow to make.
    static let key = generate("K1")
    static let otherKey = generate("K2")
    static let thirdKey = generate("K3")

    private static func generate(_ id: String) -> SigningKey {
        do { return try SigningKey.generate(keyID: id) } catch { preconditionFailure("no key: \(error)") }
    }

    /// What reached the connector, tokens and keys aside.
    var calls: [Call] {
        state.withLock { $0.requests }.filter { $0.url.contains("/v3/") }.map(Call.init)
    }

    /// What reached the service that has people's tokens.
    var tokenCalls: [HTTP.ClientRequest] { state.withLock { $0.requests }.filter { $0.url.contains("/api/") } }

    /// The addresses of the requests to the connector.
    var urls: [String] { state.withLock { $0.requests }.map(\.url).filter { $0.contains("/v3/") } }

    /// A refusal of the connector, in the envelope that it has.
    static func refusal(_ status: Int, _ code: String, _ message: String = "No.") -> HTTP.Response {
        json(["error": ["code": .string(code), "message": .string(message)]], status: status)
    }

    /// How often the keys were asked for.
    var keyReads: Int { state.withLock { $0.requests }.count { $0.url.hasSuffix("/openidconfiguration") } }

    struct Call: Equatable, CustomStringConvertible {
        let method: String
        /// Below `/v3/`.
        let path: String
        let body: JSONValue

        init(_ request: HTTP.ClientRequest) {
            method = request.method
            path = request.url.split(separator: "/v3/", maxSplits: 1).last.map(String.init) ?? request.url
            body = (try? JSONValue(parsing: request.body)) ?? .null
        }
        var text: String? { body["text"]?.stringValue }
        var description: String { "\(method) \(path) \(body.text())" }
    }

    func send(_ request: HTTP.ClientRequest) async throws(HTTPTransportError) -> HTTP.Response {
        let gate = state.withLock { state in
            state.requests.append(request)
            if request.url.hasSuffix("/v3/conversations") { return state.creationGate }
            return request.url.hasSuffix("/openidconfiguration") ? state.keyGate : nil
        }
        await gate?.wait()
        return state.withLock { Self.answer(request, &$0) }
    }

    private static func answer(_ request: HTTP.ClientRequest, _ state: inout State) -> HTTP.Response {
        let path = request.url.split(separator: "?")[0]
        if path.hasSuffix("/openidconfiguration") {
            guard !state.isKeyServiceDown else { return HTTP.Response(status: 503) }
            return json([
                "issuer": "https://api.botframework.com", "jwks_uri": "https://login.botframework.com/v1/keys",
            ])
        }
        if path.hasSuffix("/v1/keys") {
            let keys = state.keys.map { key in
                var key = key.publicJWK
                key["endorsements"] = state.keyEndorsements
                return JSONValue.object(key)
            }
            let response = json(["keys": .array(state.extraKeys + keys)])
            state.keyDocumentBytes = response.body.count
            return response
        }
        if path.hasSuffix("/oauth2/v2.0/token") { return json(["access_token": "T", "expires_in": 3599]) }
        if request.url.contains("/v3/"), !request.url.contains("oauth2") {
            if let answer = state.override?(Call(request)) ?? state.overrideRequest?(request) { return answer }
        }
        if request.url.contains("/api/") { return state.userTokens?(request) ?? HTTP.Response(status: 404) }
        switch request.method {
        case "GET" where path.hasSuffix("/pagedMembers"): return json(["members": .array(state.members)])
        case "GET":
            let id = String(path.split(separator: "/").last ?? "").replacing("%3A", with: ":")
            let member = state.members.first { $0["id"]?.stringValue == id }
            return member.map { json($0) } ?? HTTP.Response(status: 404)
        case "POST" where path.hasSuffix("/v3/conversations"):
            let member = (try? JSONValue(parsing: request.body))?["members"]?[0]?["id"]?.stringValue ?? ""
            return json(["id": .string("a:chat-\(member)")], status: 201)
        case "POST" where state.answersWithoutID: return json([:], status: 201)
        case "POST":
            state.lastID += 1
            return json(["id": .string("\(state.lastID)")], status: 201)
        default: return json(["id": "x"])
        }
    }

    static func json(_ value: JSONValue, status: Int = 200) -> HTTP.Response {
        HTTP.Response(status: status, fields: ["Content-Type": "application/json"], body: value.serialized())
    }
}
