internal import HTTPKit
internal import TeamsPage

/// The page of the service: files compiled into the program, which hold no data. Everything on it is a call of the API,
/// for which whoever looks at it has a key or a token.
package struct NotifierPage: Sendable {
    private let files = PageFiles(.notifierPage)

    package init() {}

    /// The file that is asked for; nil when it is none, or something else is to be done with it than to read it.
    func respond(to request: HTTP.Request) -> HTTP.Response? {
        guard request.method == "GET" || request.method == "HEAD" else { return nil }
        var response = files.respond(to: request)
        response?.fields["Cross-Origin-Opener-Policy"] = "same-origin"
        return response
    }
}
