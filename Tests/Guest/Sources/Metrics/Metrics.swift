/// As in swift-metrics.
public struct Counter: Sendable {
    public init(label: String) {}
}
/// As in swift-metrics.
public struct Gauge: Sendable {
    public init(label: String) {}
}
/// As in swift-metrics.
public struct Meter: Sendable {
    public init(label: String) {}
}
/// As in swift-metrics.
public struct Recorder: Sendable {
    public init(label: String) {}
}
/// As in swift-metrics.
public struct Timer: Sendable {
    public init(label: String) {}
}
