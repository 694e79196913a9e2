/// One piece of work, for the ``AppObserver`` that began it.
public protocol ObservedSpan: Sendable {
    /// What requests to the service say of the trace; nil leaves it at what the delivery brought.
    var trace: TraceContext? { get }

    /// Calls `body`, once: the work itself. The place to set what the tasks of a tracer inherit.
    func run(_ body: () async -> Void) async

    /// The work is over.
    func end(_ outcome: ObservedOutcome)
}

extension ObservedSpan {
    /// What the delivery brought.
    public var trace: TraceContext? { nil }

    /// Calls `body`.
    public func run(_ body: () async -> Void) async { await body() }
}
