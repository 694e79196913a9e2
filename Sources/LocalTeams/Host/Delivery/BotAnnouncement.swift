/// Tells a bot where this run installed it. One that is not up yet is told once it is: nothing says that it has to be
/// started first.
struct BotAnnouncement: Sendable {
    /// The app id of the bot.
    let bot: AppID
    let host: WorldHost
    let deliverer: Deliverer

    /// Returns once the bot knows of every installation.
    func run() async throws {
        var untold = try await host.read { $0.installations(of: bot) }
        while true {
            var tickets: [(id: InstallationID, ticket: DeliveryTicket)] = []
            for id in untold {
                let told = try await host.change { $0.announceInstallation(id) }
                tickets += told.deliveries.map { (id, $0) }
            }
            var missed: Set<InstallationID> = []
            for (id, ticket) in tickets where await ticket.isBotDown() { missed.insert(id) }
            guard !missed.isEmpty else { return }
            untold.removeAll { !missed.contains($0) }
            // Nothing tells when another process begins to listen, so it is asked: once a second, until the bot is up
            // or this ends.
            repeat { try await Task.sleep(for: .seconds(1)) } while await !isUp()
        }
    }

    /// Whether anything answers at the bot's endpoint.
    private func isUp() async -> Bool {
        guard let endpoint = try? await host.read({ $0.bot(bot)?.endpoint }) else { return false }
        return await deliverer.reaches(endpoint)
    }
}
