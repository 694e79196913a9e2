/// Hears of the work of an app: for metrics and traces.
///
/// ```swift
/// var configuration = try AppConfiguration.environment()
/// configuration.observer = MetricsObserver()
/// let app = App(configuration)
/// ```
/// It is called where the work is done, and by many tasks at once, so it must be quick. The documentation has bridges
/// to swift-metrics and swift-distributed-tracing. Nothing that it gets holds a text of a message, a name of a person
/// or a token.
public protocol AppObserver: Sendable {
    /// Work begins. Whatever is returned hears of its end.
    func begin(_ work: ObservedWork) -> any ObservedSpan

    /// Something happened that takes no time.
    func count(_ event: ObservedEvent)
}

extension AppObserver {
    /// Takes no notice.
    public func count(_ event: ObservedEvent) {}
}
