internal import HTTPKit
internal import TokenKit

/// Keeps others out of the control plane and the page: web pages of other origins, names that somebody points at this
/// machine (DNS rebinding), and, when the service listens to more than this machine, everyone without the token.
struct ControlGuard: Sendable {
    /// What a caller must show; nil when the service listens on a loopback address.
    let token: String?

    /// - Parameter needsToken: false for what holds no secret, such as the page's own files.
    func check(_ request: HTTPRequest, needsToken: Bool = true) throws(Refusal) {
        let hosts = request.fields.values("Host")
        guard hosts.count == 1, let host = hosts.first else { throw .forbidden("The request has no Host.") }
        if token == nil, !Self.isLoopback(Self.name(ofAuthority: host)) {
            throw .forbidden(
                "Local Teams answers under localhost and 127.0.0.1 only, and not as \(host.prefix(100)).")
        }
        try checkOrigin(request, host: host)
        guard let token, needsToken else { return }
        guard let shown = Self.shownToken(request) else {
            throw .forbidden("The control plane asks for the token that \"teams local\" printed.")
        }
        // Hashes are compared, so that the time it takes tells nothing about the token.
        guard sha256(Array(shown.utf8)) == sha256(Array(token.utf8)) else {
            throw .forbidden("That is not the token that \"teams local\" printed.")
        }
    }

    /// A browser says which page a request comes from: only pages of this service may ask.
    func checkOrigin(_ request: HTTPRequest, host: String?) throws(Refusal) {
        for origin in request.fields.values("Origin") {
            let authority = origin.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first
            guard let authority, let host, authority.lowercased() == host.lowercased() else {
                throw .forbidden("A page of \(origin.prefix(100)) may not call Local Teams.")
            }
        }
    }

    private static func shownToken(_ request: HTTPRequest) -> String? {
        if let field = request.fields["Authorization"] {
            let parts = field.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
            return String(parts[1])
        }
        return request.queryValue("token")
    }

    /// The host of `host:port`, without brackets.
    static func name(ofAuthority authority: String) -> String {
        if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
        return String(authority.prefix { $0 != ":" })
    }

    /// Whether `host` means this machine and no other.
    static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
