internal import TeamsModels

/// Answers one activity.
typealias Handler = @Sendable (TurnContext) async throws -> TurnResponse

/// Finds the one handler for an activity: the most specific that wants it. The order in which handlers were given does
/// not matter.
struct Router: Sendable {
    private struct Route: Sendable {
        let place: SourcePlace
        let handler: Handler
    }
    private struct CapturingRoute: Sendable {
        let place: SourcePlace
        let match: @Sendable (MessageText) -> (specificity: TextSpecificity, handler: Handler)?
    }

    private var routes: [RouteKey: Route] = [:]
    private var conditions: [TextCondition] = []
    private var capturing: [CapturingRoute] = []
    /// What contradicts itself, one line each.
    private(set) var conflicts: [String] = []

    /// Whether nothing was given.
    var isEmpty: Bool { routes.isEmpty && capturing.isEmpty }

    mutating func add(_ key: RouteKey, at place: SourcePlace, _ handler: @escaping Handler) {
        if let earlier = routes[key] {
            conflicts.append("two handlers for \(key): at \(earlier.place) and at \(place)")
            return
        }
        routes[key] = Route(place: place, handler: handler)
        if case .text(let condition) = key { conditions.append(condition) }
    }

    mutating func add<Output: Sendable>(
        _ pattern: CapturingPattern<Output>, at place: SourcePlace,
        _ handler: @escaping @Sendable (TurnContext, Output) async throws -> TurnResponse
    ) {
        let route = CapturingRoute(place: place) { text in
            guard let match = pattern.match(text) else { return nil }
            return (match.specificity, { context in try await handler(context, match.output) })
        }
        capturing.append(route)
    }

    /// Whether some handler wants to know what became of messages that were edited or deleted.
    var answersChangedMessages: Bool {
        let kinds: [ActivityKind] = [
            .messageEdited, .messageUndeleted, ActivityKind(.messageUpdate), .messageDeleted,
            ActivityKind(.messageDelete),
        ]
        return kinds.contains { routes[.kind($0)] != nil }
    }

    /// Whether a handler wants just this kind.
    func wants(_ kind: ActivityKind) -> Bool { routes[.kind(kind)] != nil }

    /// The handler for what `context` is about; nil when none wants it.
    func handler(for context: TurnContext) -> Handler? {
        let activity = context.activity
        // What a button sends says nothing, and is no message to those who match texts.
        if activity.type == .message, !isPress(activity), let handler = handler(forText: context.text) {
            return handler
        }
        for key in RouteKey.keys(of: activity, for: context.identity) {
            if let route = routes[key] { return route.handler }
        }
        return nil
    }

    /// Whether `activity` is a press of a card that one of its handlers wants.
    private func isPress(_ activity: Activity) -> Bool {
        guard let press = activity.pressKeys else { return false }
        return press.own.contains { routes[$0] != nil } || routes[press.any] != nil
    }

    private func handler(forText text: String) -> Handler? {
        guard !conditions.isEmpty || !capturing.isEmpty else { return nil }
        var best: (specificity: TextSpecificity, place: SourcePlace, handler: Handler)?
        func consider(_ specificity: TextSpecificity, _ place: SourcePlace, _ handler: @escaping Handler) {
            if let best, (specificity, best.place) <= (best.specificity, place) { return }
            best = (specificity, place, handler)
        }
        let text = MessageText(text)
        for condition in conditions {
            guard let specificity = condition.match(text), let route = routes[.text(condition)]
            else { continue }
            consider(specificity, route.place, route.handler)
        }
        for route in capturing {
            if let match = route.match(text) { consider(match.specificity, route.place, match.handler) }
        }
        return best?.handler
    }
}
