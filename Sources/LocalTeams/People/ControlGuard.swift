internal import HTTPKit
internal import TokenKit

/// Keeps others out of the control plane and the page: web pages of other origins, names that somebody points at this
/// machine (DNS rebinding), and, when the service listens to more than this machine, everyone without the token.
struct ControlGuard: Sendable {
    /// What a caller must show; nil when the service listens on a loopback address.
    let token: String?

    /// What every plane asks first: under which name it is called, and by whose page.
    func admit(_ request: HTTP.Request) throws(Refusal) {
        let hosts = request.fields.values("Host")
        guard hosts.count == 1, let host = hosts.first else { throw .forbidden("The request has no Host.") }
        if token == nil, (try? HTTP.Address("http://\(host)"))?.isOriginOnThisMachine != true {
            throw .forbidden(
                "Local Teams answers under localhost and 127.0.0.1 only, and not as \(host.prefix(100)).")
        }
        try checkOrigin(request, host: host)
        try checkSite(request)
    }

    /// What the control plane asks besides: the token, when there is one.
    func check(_ request: HTTP.Request) throws(Refusal) {
        guard token != nil else { return }
        guard let shown = Self.shownToken(request) else {
            throw .forbidden("The control plane asks for the token that \"teams local\" printed.")
        }
        guard isToken(shown) else { throw .forbidden("That is not the token that \"teams local\" printed.") }
    }

    /// The field that lets the page carry the token on, when it was opened with it: no script sees the cookie, and no
    /// other site can make a browser send it.
    func cookie(for request: HTTP.Request) -> String? {
        guard let shown = request.queryValue("token"), isToken(shown) else { return nil }
        return "\(Self.cookieName)=\(shown); Path=/; HttpOnly; SameSite=Strict"
    }

    private static let cookieName = "local-teams-token"

    private func isToken(_ shown: String) -> Bool {
        guard let token else { return false }
        return Secret.isSame(shown, token)
    }

    /// A browser says which page a request comes from: only pages of this service may ask.
    private func checkOrigin(_ request: HTTP.Request, host: String) throws(Refusal) {
        for origin in request.fields.values("Origin") {
            let authority = origin.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first
            guard let authority, authority.lowercased() == host.lowercased() else {
                throw .forbidden("A page of \(origin.prefix(100)) may not call Local Teams.")
            }
        }
    }

    /// A picture or a script of a foreign page comes without an Origin, but a browser says that it is foreign.
    /// Following a link to the page itself is harmless.
    private func checkSite(_ request: HTTP.Request) throws(Refusal) {
        for site in request.fields.values("Sec-Fetch-Site") where !["same-origin", "none"].contains(site.lowercased()) {
            let isLink =
                request.method == "GET" && ["/", "/cards", "/api/oauth/signin"].contains(request.path)
                && request.fields["Sec-Fetch-Mode"]?.lowercased() == "navigate"
            guard isLink else { throw .forbidden("A page of another site may not call Local Teams.") }
        }
    }

    private static func shownToken(_ request: HTTP.Request) -> String? {
        if request.fields["Authorization"] != nil { return request.fields.bearerToken }
        if let token = request.queryValue("token") { return token }
        for cookie in request.fields.values("Cookie").flatMap({ $0.split(separator: ";") }) {
            let parts = cookie.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0].drop(while: { $0 == " " }) == cookieName { return String(parts[1]) }
        }
        return nil
    }
}

extension HTTP.Address {
    /// Whether it is a name and a port of this machine, and nothing more.
    fileprivate var isOriginOnThisMachine: Bool { isLoopback && path.isEmpty && query == nil }
}
