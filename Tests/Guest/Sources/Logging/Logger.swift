/// As in swift-log.
public struct Logger: Sendable {
    public let label: String
    public init(label: String) { self.label = label }
    public func info(_ message: String) {}
}
/// As in swift-log.
public protocol LogHandler: Sendable {}
