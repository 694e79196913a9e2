package import HTTPKit
internal import ServiceKit

/// Microsoft Teams without a socket: the service that bots call, and the control plane that tests and the page call.
/// Requests come through ``respond(to:)``; what it says to bots goes through the transport that it was given.
///
/// It answers from the moment it exists; deliveries go out, and timers fire, while ``run()`` runs.
package final class TeamsService: Service {
    /// The address that it tells everyone, whoever leads requests from there to here.
    package let address: HTTP.Address
    /// The app id of the bot slot.
    package let clientID: String
    /// The id of the tenant.
    package let tenantID: String
    /// The `serviceUrl` of every activity, at the start. The tenant's cloud is in it.
    package let serviceAddress: String
    /// The handle of the first person of the workspace.
    package let firstPerson: String?
    /// Who is let in at all: the page asks it too.
    let access: ControlGuard

    private let host: WorldHost
    private let deliverer: Deliverer
    private let streams: StreamHub
    private let planes: Planes
    private let announcement: BotAnnouncement?
    private let isOver: AsyncStream<Void>
    private let end: AsyncStream<Void>.Continuation

    /// What a service is made from.
    struct Parts {
        var start: WorldStart
        /// Where the world is kept; without one in memory.
        var store: WorldStore?
        let keys: KeyRing
        /// The clock that the world follows.
        let clock: WorldClock
        /// The way to bots.
        let transport: any HTTPTransport
        let logger: Log
        /// What the control plane asks for; nil where nobody but this machine can call.
        var controlToken: String?
        /// Whether bots must show a token, and get one with each delivery.
        var authentication = true
    }

    /// - Parameter address: where requests come from; stands in every `serviceUrl`.
    init(_ parts: Parts, address: HTTP.Address) {
        self.address = address
        let world = parts.start.world
        tenantID = world.tenant.id
        serviceAddress = world.serviceURL
        clientID = parts.start.clientID.rawValue
        firstPerson = world.workspace.users.first?.handle.rawValue

        let keys = parts.keys
        let log = WireLog()
        let signer = DeliverySigner(keys: keys)
        streams = StreamHub()
        deliverer = Deliverer(
            transport: parts.transport, signer: signer, clock: parts.clock, log: log,
            logger: parts.logger.labelled("local-teams.deliveries"))
        host = WorldHost(
            world, store: parts.store,
            outlets: WorldHost.Outlets(
                deliverer: deliverer, streams: streams, log: log, signs: parts.authentication),
            clock: parts.clock)
        announcement = parts.start.announcedBot.map { [host, deliverer] bot in
            BotAnnouncement(bot: bot, host: host, deliverer: deliverer)
        }

        let tokens = TokenEndpoint(keys: keys, tenantID: tenantID, takesAssertions: parts.controlToken == nil)
        access = ControlGuard(token: parts.controlToken)
        planes = Planes(
            service: ServicePlane(
                host: host, keys: keys, log: log, documents: IdentityDocuments(address: address.description),
                callers: CallerCheck(keys: keys, issuer: tokens.issuer, isOn: parts.authentication), tokens: tokens),
            control: ControlPlane(
                host: host, streams: streams, log: log, keys: keys, signer: signer, store: parts.store, access: access),
            files: FilePlane(host: host, log: log), webhooks: WebhookPlane(host: host, log: log),
            graph: GraphPlane(
                host: host, log: log,
                callers: GraphCallerCheck(keys: keys, issuer: tokens.issuer, isOn: parts.authentication)),
            access: access)
        (isOver, end) = AsyncStream.makeStream()
    }

    /// Answers a request, whoever it is from: what must not be answered is refused.
    package func respond(to request: HTTP.Request) async -> HTTPReply { await planes.respond(to: request) }

    /// What becomes of a request whose body is not here yet: who would be refused for the head costs no memory.
    package func admit(_ request: HTTP.Request) -> HTTPAdmission { planes.admit(request) }

    /// Works until ``beginShutdown()`` was called or its task is cancelled, and everything that was accepted is stored.
    /// - Throws: ``LocalTeamsError`` when the data file cannot be written any more.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.deliverer.run { await self.host.strike($0) } }
            group.addTask { try await self.host.run() }
            group.addTask { [isOver] in
                for await _ in isOver {}
                throw CancellationError()
            }
            if let announcement {
                group.addTask { try await announcement.run() }
            }
            do {
                while try await group.next() != nil {}
            } catch is CancellationError {}
            deliverer.beginShutdown()
            group.cancelAll()
        }
        await host.close()
    }

    /// Delivers nothing any more and ends the streams of the page: whoever waits for a bot is answered now. Other calls
    /// are answered as before. For a server that drains before this ends.
    package func stopDelivering() {
        streams.close()
        host.delays.close()
        deliverer.beginShutdown()
    }

    /// Ends ``run()``. Returns at once, and may be called twice.
    package func beginShutdown() {
        stopDelivering()
        end.finish()
    }
}
