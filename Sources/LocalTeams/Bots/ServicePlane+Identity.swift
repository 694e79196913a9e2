internal import Foundation
internal import HTTPKit
internal import JSONKit

/// The routes that give tokens and tell whose signatures to trust. They ask nobody who they are.
extension ServicePlane {
    typealias IdentityHandler = @Sendable (ServicePlane, HTTP.Request, PathParameters) async throws -> HTTP.Response

    struct IdentityOperation: Sendable {
        let name: String
        let handler: IdentityHandler
    }

    static func makeIdentityRoutes() -> RouteTable<IdentityOperation> {
        var table = RouteTable<IdentityOperation>()
        func add(_ method: String, _ pattern: String, _ name: String, _ handler: @escaping IdentityHandler) {
            table.add(method, pattern, IdentityOperation(name: name, handler: handler))
        }
        // Both spellings: the libraries for Python and JavaScript ask without the dash, the one for .NET with it.
        for document in ["openidconfiguration", "openid-configuration"] {
            add("GET", "/v1/.well-known/\(document)", "keys") { plane, _, _ in
                .json(200, plane.documents.deliveryConfiguration)
            }
        }
        add("GET", "/v1/.well-known/keys", "keys") { plane, _, _ in .json(200, plane.keys.document) }
        add("POST", "/{tenant}/oauth2/v2.0/token", "token") { plane, request, _ in
            try await plane.grantToken(request)
        }
        add("GET", "/{tenant}/v2.0/.well-known/openid-configuration", "keys") { plane, _, parameters in
            .json(200, plane.documents.loginConfiguration(tenant: parameters["tenant"]))
        }
        add("GET", "/{tenant}/discovery/v2.0/keys", "keys") { plane, _, _ in .json(200, plane.keys.document) }
        add("GET", "/common/discovery/instance", "keys") { plane, request, _ in
            .json(
                200,
                plane.documents.instanceDiscovery(host: request.fields["Host"] ?? "", tenant: plane.tokens.tenantID))
        }
        addSignInRoutes(add)
        return table
    }

    private func grantToken(_ request: HTTP.Request) async throws -> HTTP.Response {
        let form = HTTP.Form(body: request.body)
        var client: TokenEndpoint.Client?
        if let id = form["client_id"] {
            client = try await host.read { world in
                world.bot(AppID(rawValue: id)).map { bot in
                    TokenEndpoint.Client(appID: bot.appId.rawValue, secret: bot.secret, graphRoles: bot.graphRoles)
                }
            }
        }
        return tokens.respond(to: form, client: client, host: request.fields["Host"], now: Date())
    }
}
