internal import Foundation
internal import HTTPKit
internal import JSONKit
public import ServiceKit
internal import TokenKit

/// Microsoft Teams on one machine: the service that bots call, the control plane that tests call, and the chat page.
///
/// It listens from the moment it exists, and answers once ``run()`` runs.
public final class LocalTeams: Service {
    /// Where it answers: `http://127.0.0.1:3979`, without a slash at the end.
    public let address: String
    /// The app id of the bot slot.
    public let clientID: String
    /// The id of the tenant.
    public let tenantID: String
    /// What the control plane asks for when it listens to more than this machine; nil when it listens on loopback.
    public let controlToken: String?
    private let firstPerson: String?

    private let server: HTTPServer
    private let planes: Planes
    private let host: WorldHost
    private let deliverer: Deliverer
    private let streams: StreamHub
    private let client: HTTPClient
    private let announcedBot: String?

    /// Reads the workspace or the data file, and listens.
    /// - Throws: ``LocalTeamsError``, whose message names the option to change.
    public convenience init(_ options: LocalTeamsOptions) async throws(LocalTeamsError) {
        try await self.init(options, keys: nil)
    }

    /// - Parameter keys: the signing keys; without any those of the data file, or a new one.
    init(_ options: LocalTeamsOptions, keys given: KeyRing?) async throws(LocalTeamsError) {
        server = try Self.listen(options)
        // Every interface has no address of its own: on this machine it is reached as this one.
        address =
            ["0.0.0.0", "::"].contains(options.host) ? "http://127.0.0.1:\(server.port)" : "http://\(server.address)"
        controlToken = ControlGuard.isLoopback(options.host) ? nil : Secret.token()

        let store = try options.data.map { path throws(LocalTeamsError) in try WorldStore(path: path) }
        let start = try await WorldStart(options, store: store, address: address)
        let world = start.world
        tenantID = world.tenant.id
        clientID = start.clientID
        announcedBot = start.announcedBot
        firstPerson = world.workspace.users.first?.handle

        let keys: KeyRing
        if let given { keys = given } else { keys = try await Self.keys(options, store) }
        let log = WireLog()
        let clock = WorldClock(stoppedAt: world.clock.mode == .virtual ? world.now : nil)
        let signer = DeliverySigner(keys: keys)
        client = HTTPClient()
        streams = StreamHub()
        deliverer = Deliverer(
            transport: client, signer: signer, clock: clock, log: log,
            logger: options.logger.labelled("local-teams.deliveries"))
        host = WorldHost(
            world, store: store,
            outlets: WorldHost.Outlets(
                deliverer: deliverer, streams: streams, log: log, signs: options.authentication),
            clock: clock)

        let tokens = TokenEndpoint(keys: keys, tenantID: tenantID, takesAssertions: controlToken == nil)
        let access = ControlGuard(token: controlToken)
        planes = Planes(
            service: ServicePlane(
                host: host, keys: keys, log: log, documents: IdentityDocuments(address: address),
                callers: CallerCheck(keys: keys, issuer: tokens.issuer, isOn: options.authentication),
                tokens: tokens),
            control: ControlPlane(
                host: host, streams: streams, log: log, keys: keys, signer: signer, store: store,
                access: access),
            page: PageFiles(.pageFiles), files: FilePlane(host: host), access: access)
    }

    /// Serves until ``beginShutdown()`` was called and everything that was accepted is answered and stored.
    /// - Throws: ``LocalTeamsError`` when the data file cannot be written any more.
    public func run() async throws {
        defer { client.close() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.deliverer.run() }
            group.addTask { try await self.host.run() }
            group.addTask {
                try await self.server.run(
                    admit: { [planes = self.planes] in planes.admit($0) },
                    handler: { [planes = self.planes] in await planes.respond(to: $0) })
                // Nobody asks any more: what runs behind can go.
                self.deliverer.beginShutdown()
                throw CancellationError()
            }
            if let announcedBot {
                group.addTask { try await self.announce(announcedBot) }
            }
            do {
                while try await group.next() != nil {}
            } catch is CancellationError {}
            group.cancelAll()
        }
        await host.close()
    }

    /// Tells a bot where this run installed it. One that is not up yet is told once it is: nothing says that it has to
    /// be started first.
    private func announce(_ bot: String) async throws {
        var untold = try await host.read { $0.installations(of: bot) }
        while true {
            var tickets: [(id: String, ticket: DeliveryTicket)] = []
            for id in untold {
                let told = try await host.change { $0.announceInstallation(id) }
                tickets += told.deliveries.map { (id, $0) }
            }
            var missed: Set<String> = []
            for (id, ticket) in tickets where await ticket.isBotDown() { missed.insert(id) }
            guard !missed.isEmpty else { return }
            untold.removeAll { !missed.contains($0) }
            // Nothing tells when another process begins to listen, so it is asked: once a second, until the bot is up or this ends.
            repeat { try await Task.sleep(for: .seconds(1)) } while await !isUp(bot)
        }
    }

    /// Whether anything answers at the bot's endpoint.
    private func isUp(_ bot: String) async -> Bool {
        guard let endpoint = try? await host.read({ $0.bot(bot)?.endpoint }) else { return false }
        return await deliverer.reaches(endpoint)
    }

    /// Takes no new work from now on. Returns at once, and may be called twice.
    public func beginShutdown() {
        streams.close()
        deliverer.beginShutdown()
        server.beginShutdown()
    }

    /// The address of the page, as the first person of the workspace.
    public var pageAddress: String {
        var items: [String] = []
        if let firstPerson { items.append("as=\(firstPerson)") }
        if let controlToken { items.append("token=\(controlToken)") }
        return items.isEmpty ? "\(address)/" : "\(address)/?\(items.joined(separator: "&"))"
    }

    /// The `serviceUrl` of every activity.
    public var serviceAddress: String { "\(address)/emea/\(tenantID)/" }

    private static func listen(_ options: LocalTeamsOptions) throws(LocalTeamsError) -> HTTPServer {
        var configuration = HTTPServer.Configuration(
            host: options.host == "localhost" ? "127.0.0.1" : options.host, port: options.port)
        configuration.maxBodyBytes = Planes.maxUploadBytes  // the planes have limits of their own
        do {
            return try HTTPServer(configuration, logger: options.logger.labelled("local-teams.http"))
        } catch {
            let option = error.code == .badAddress ? "--host \(options.host)" : "--port \(options.port)"
            throw LocalTeamsError(.cannotListen, "\(option): \(error.message)")
        }
    }

    private static func keys(
        _ options: LocalTeamsOptions, _ store: WorldStore?
    ) async throws(LocalTeamsError) -> KeyRing {
        do {
            let stored = try await store?.keys() ?? []
            if !stored.isEmpty { return try KeyRing(keys: stored) }
            let file = options.keyFile.map { KeyFile(path: $0) }
            let ring = try file.map { try KeyRing(keys: [$0.read() ?? $0.make()]) } ?? KeyRing()
            for key in ring.keys { try await store?.add(key) }
            return ring
        } catch let error as LocalTeamsError {
            throw error
        } catch {
            throw LocalTeamsError(.noKey, "A signing key could not be made: \(error)")
        }
    }
}
