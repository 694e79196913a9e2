internal import JSONKit
internal import TeamsModels

/// What can happen in Teams, and what it carries: a handler for another payload does not compile.
///
/// ```swift
/// app.on(.readReceipt) { context, receipt in … }
/// app.on(.channelRenamed) { context, change in … }
/// app.on(.event("application/vnd.microsoft.somethingNew")) { context, value in … }
/// ```
/// Of several routes that fit an activity the most specific one is taken, and no other. From the most specific to the
/// least: a text, a value that a button sent, a mention of the bot, any message; an event by its name, any event; and
/// after all of them ``activity``.
///
/// What does not carry what its route wants never reaches the handler: it is told to the log, and answered 200.
public struct Route<Payload: Sendable>: Sendable {
    typealias Reading = @Sendable (TurnContext) async throws -> Payload?

    /// How activities are chosen.
    enum Choice: Sendable {
        /// By what they are. The reading gives the payload, nil when there is nothing to tell, and throws when the
        /// activity does not carry one.
        case key(RouteKey, Reading)
        /// By their text, whose captures are the payload.
        case text(CapturingPattern<Payload>)
    }
    let choice: Choice

    init(_ key: RouteKey, reading: @escaping Reading) { choice = .key(key, reading) }

    init(_ pattern: CapturingPattern<Payload>) { choice = .text(pattern) }
}

extension Route<Void> {
    init(_ key: RouteKey) { self.init(key) { _ in () } }
}

extension Route where Payload: WireValue {
    /// Of activities whose `value` is the payload.
    init(valueOf key: RouteKey) {
        self.init(key) { try Payload(json: $0.activity.value ?? .null) }
    }
}
