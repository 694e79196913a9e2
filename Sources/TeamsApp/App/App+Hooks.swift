internal import TeamsModels

extension App {
    /// Lets `hook` look at every message before it leaves: change it, or refuse it by throwing, which whoever sends it
    /// gets to see.
    ///
    /// ```swift
    /// app.onSend { outgoing in
    ///     outgoing.message = outgoing.message.adding("\n\nHarbor office, berth 4")
    /// }
    /// ```
    /// Hooks run in the order in which they were given, each with what the one before made, once for each message and
    /// for each replacement, after everything that the app itself refuses and before the pace. They see what handlers
    /// send and what is sent without a turn: `send`, `reply`, `ask`, `update`. They cannot change whom a message is
    /// for. They do not see typing, what goes through ``App/connector`` directly, the pieces of a stream, and the
    /// deliveries of a notification, whose bodies are made once for many people.
    public func onSend(_ hook: @escaping @Sendable (inout OutgoingMessage) async throws -> Void) {
        services.outbox.hooks.add(hook)
    }
}
