/// Something that happened and takes no time.
public struct ObservedEvent: Sendable, Hashable {
    /// Its name: of a counter.
    public let name: String
    /// What has few different values, by its name: fit for the dimensions of a metric.
    public let labels: [String: String]

    /// An attempt of a request that failed and is made again. Its labels have the `operation`.
    package static func retry(of operation: String) -> ObservedEvent {
        ObservedEvent(name: "teams.request.retries", labels: ["operation": operation])
    }

    /// A delivery that was not let in. Its labels have the `status`.
    package static func refusedDelivery(status: Int) -> ObservedEvent {
        ObservedEvent(name: "teams.deliveries.refused", labels: ["status": "\(status)"])
    }
}
