internal import LockKit
internal import TeamsModels

/// Who looks at every message before it leaves.
final class SendHooks: Sendable {
    typealias Hook = @Sendable (inout OutgoingMessage) async throws -> Void

    private let hooks = Mutex<[Hook]>([])

    func add(_ hook: @escaping Hook) { hooks.withLock { $0.append(hook) } }

    /// What leaves in the place of `outgoing`: for the same people, and as sound.
    /// - Throws: what a hook throws; ``AppError`` when what a hook made cannot be sent.
    func applied(to outgoing: Outgoing) async throws -> Outgoing {
        let hooks = hooks.withLock { $0 }
        guard !hooks.isEmpty, outgoing.activity.type == .message else { return outgoing }
        let changed = try await run(
            hooks,
            OutgoingMessage(
                message: Message(outgoing.activity), reference: outgoing.reference, audience: outgoing.audience,
                isReplacement: false))
        return try Outgoing(changed, to: outgoing.reference, audience: outgoing.audience)
    }

    /// What takes the place of `message` in the place of `activity`, as ``Outbox`` checks it.
    func applied(to activity: Activity, replacing message: SentMessage) async throws -> Activity {
        let hooks = hooks.withLock { $0 }
        guard !hooks.isEmpty else { return activity }
        return try await run(
            hooks,
            OutgoingMessage(
                message: Message(activity), reference: message.place, audience: message.audience, isReplacement: true))
    }

    private func run(_ hooks: [Hook], _ outgoing: OutgoingMessage) async throws -> Activity {
        var outgoing = outgoing
        for hook in hooks { try await hook(&outgoing) }
        let activity = outgoing.message.activity
        guard activity.type ?? .message == .message else {
            throw AppError(.message, "A hook of app.onSend made the message something else, so it was not sent")
        }
        return activity
    }
}
