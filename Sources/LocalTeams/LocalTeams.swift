internal import HTTPKit
internal import ServiceKit
internal import TeamsPage

/// Microsoft Teams on one machine: a ``TeamsService`` at a port, and the chat page.
///
/// It listens from the moment it exists, and answers once ``run()`` runs.
package final class LocalTeams: Service {
    /// What the control plane asks for when it listens to more than this machine; nil when it listens on loopback.
    package let controlToken: String?

    private let server: HTTPServer
    private let service: TeamsService
    private let site: Site
    private let client: HTTPClient

    /// Reads the workspace or the data file, and listens.
    /// - Throws: ``LocalTeamsError``, whose message names the option to change.
    package convenience init(_ options: LocalTeamsOptions) async throws(LocalTeamsError) {
        try await self.init(options, keys: nil)
    }

    /// - Parameter keys: the signing keys; without any those of the data file, or a new one.
    init(_ options: LocalTeamsOptions, keys: KeyRing?) async throws(LocalTeamsError) {
        server = try Self.listen(options)
        controlToken = HTTP.Host(unbracketed: options.host)?.isLoopback == true ? nil : Secret.token()
        client = HTTPClient()
        do {
            service = try await TeamsService(
                options.service, address: try Self.address(of: server, options), transport: client,
                controlToken: controlToken, keys: keys)
        } catch {
            client.close()
            throw error
        }
        // Cards may bring pictures from anywhere on the web, where the reader asks for them.
        site = Site(page: PageFiles(.pageFiles, pictures: "blob: http: https:"), service: service)
    }

    /// Where it answers: `http://127.0.0.1:3979`, without a slash at the end.
    package var address: String { service.address.description }
    /// The app id of the bot slot.
    package var clientID: String { service.clientID }
    /// The id of the tenant.
    package var tenantID: String { service.tenantID }
    /// The `serviceUrl` of every activity.
    package var serviceAddress: String { service.serviceAddress }

    /// The address of the page, as the first person of the workspace.
    package var pageAddress: String {
        var items: [String] = []
        if let person = service.firstPerson { items.append("as=\(person)") }
        if let controlToken { items.append("token=\(controlToken)") }
        return items.isEmpty ? "\(address)/" : "\(address)/?\(items.joined(separator: "&"))"
    }

    /// Serves until ``beginShutdown()`` was called and everything that was accepted is answered and stored.
    /// - Throws: ``LocalTeamsError`` when the data file cannot be written any more.
    package func run() async throws {
        defer { client.close() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.service.run() }
            group.addTask {
                try await self.server.run(
                    admit: { [site = self.site] in site.admit($0) },
                    handler: { [site = self.site] in await site.respond(to: $0) })
                // Nobody asks any more: what runs behind can go.
                self.service.beginShutdown()
            }
            // The first that fails ends the other.
            while try await group.next() != nil {}
        }
    }

    /// Takes no new work from now on. Returns at once, and may be called twice.
    package func beginShutdown() {
        service.stopDelivering()
        server.beginShutdown()
    }

    private static func listen(_ options: LocalTeamsOptions) throws(LocalTeamsError) -> HTTPServer {
        var configuration = HTTPServer.Configuration(
            host: options.host == "localhost" ? "127.0.0.1" : options.host, port: options.port)
        configuration.maxBodyBytes = BodyLimit.maxUploadBytes  // the planes have limits of their own
        do {
            return try HTTPServer(configuration, logger: options.service.logger.labelled("local-teams.http"))
        } catch {
            let option = error.code == .badAddress ? "--host \(options.host)" : "--port \(options.port)"
            throw LocalTeamsError(.cannotListen, "\(option): \(error.message)")
        }
    }

    /// Every interface has no address of its own: on this machine it is reached as this one.
    private static func address(
        of server: HTTPServer, _ options: LocalTeamsOptions
    ) throws(LocalTeamsError) -> HTTP.Address {
        let authority = ["0.0.0.0", "::"].contains(options.host) ? "127.0.0.1:\(server.port)" : server.address
        do {
            return try HTTP.Address("http://\(authority)")
        } catch {
            throw LocalTeamsError(.cannotListen, "--host \(options.host): http://\(authority) \(error.reason)")
        }
    }
}
