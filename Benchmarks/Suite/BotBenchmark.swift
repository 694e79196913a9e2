import Foundation
import HTTPKit
import JSONKit
import LockKit
import ServiceKit
import Teams
import TokenKit

/// A bot with an async handler that answers nothing, and the issuer of tokens for it and for the peers.
///
/// Prints the parts that a load needs, one a line: `listening on …`, `token …`, `issuer …`, `activity …` with `@ID@` in
/// the place of an id of its own.
func serveBot() async throws {
    let app = "0f3c6f0e-8f0f-4d0b-b8c2-5a7d4c8a9b10"
    let key = try SigningKey.generate(keyID: "bench")
    let jwks: JSONValue = ["keys": [.object(key.publicJWK)]]
    let issuer = Issuer(server: try HTTPServer(logger: Log(label: "issuer", level: .warning)), keys: jwks)
    let address = "http://\(issuer.server.address)"
    let serviceURL = "\(address)/emea/"
    let handled = Handled()

    let bot = App(
        try .environment(
            ProcessEnvironment([
                "LOCAL_TEAMS_URL": address, "CLIENT_ID": app, "CLIENT_SECRET": "bench", "PORT": "0",
            ])))
    bot.onMessage { context in handled.count(context.text.utf8.count) }
    let server = try bot.server()

    print("listening on http://\(server.address)")
    print("issuer \(address)")
    print("token \(try key.sign(claims(app: app, serviceURL: serviceURL)))")
    print("activity \(activityText(id: "@ID@", serviceURL: serviceURL, app: app))")
    fflush(nil)
    try await runUntilSignalled([issuer, server])
    print("handled \(handled.total.load(ordering: .relaxed)) activities")
}

/// Says whose signatures to trust.
private struct Issuer: Service {
    let server: HTTPServer
    let keys: JSONValue

    func run() async throws {
        try await server.run { [keys] request in
            let address = "http://\(request.fields["Host"] ?? "")/v1/.well-known/keys"
            let document: JSONValue =
                request.path.hasSuffix("/keys")
                ? keys : ["issuer": "https://api.botframework.com", "jwks_uri": .string(address)]
            return .json(document.serialized())
        }
    }
    func beginShutdown() { server.beginShutdown() }
}

/// What the handler did, so that nobody can leave it out.
private final class Handled: Sendable {
    let total = Atomic(0)
    func count(_ bytes: Int) { if bytes > 0 { total.add(1, ordering: .relaxed) } }
}
