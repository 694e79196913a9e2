internal import ServiceKit

/// Which topic is read, where, and as whom.
package struct KafkaConsumerSettings: Sendable, CustomStringConvertible {
    /// The group where nobody names one.
    package static let defaultGroup = "teams"

    package let topic: String
    let brokers: String
    let group: String
    /// Those of librdkafka, all of them.
    let properties: [String: String]
    /// What no message may show.
    private let secrets: [String]

    /// - Parameters:
    ///   - brokers: `host:port`, several with commas between them.
    ///   - properties: others of librdkafka's, by its names.
    /// - Throws: for a property that there is not, or that is set by this module.
    package init(
        brokers: String, topic: String, group: String = defaultGroup, properties: [String: String] = [:]
    ) throws(KafkaError) {
        try self.init(brokers, topic, group, properties, preset: [:])
    }

    /// Reads a hub through its Kafka endpoint.
    package init(
        _ connection: EventHubsConnection, topic: String, group: String = defaultGroup,
        properties: [String: String] = [:]
    ) throws(KafkaError) {
        // The endpoint closes connections that are silent for four minutes.
        try self.init(
            connection.brokers, topic, group, properties,
            preset: [
                "security.protocol": connection.isEmulator ? "SASL_PLAINTEXT" : "SASL_SSL", "sasl.mechanisms": "PLAIN",
                "sasl.username": "$ConnectionString", "sasl.password": connection.text,
            ], defaults: ["metadata.max.age.ms": "180000"])
    }

    private init(
        _ brokers: String, _ topic: String, _ group: String, _ given: [String: String], preset: [String: String],
        defaults: [String: String] = [:]
    ) throws(KafkaError) {
        self.topic = topic
        self.brokers = brokers
        self.group = group
        let own = Self.own.merging(["bootstrap.servers": brokers, "group.id": group]) { $1 }.merging(preset) { $1 }
        for name in given.keys.sorted() where own[name] != nil || Self.spellings.contains(name) {
            throw KafkaError(.invalid, "is set by the source itself", property: name)
        }
        properties = Self.defaults.merging(defaults) { $1 }.merging(given) { $1 }.merging(own) { $1 }
        secrets = properties.filter { Self.isSecret($0.key) && !$0.value.isEmpty }.map(\.value)
        // Finds out now what librdkafka does not know.
        _ = try KafkaConfiguration(self)
    }

    /// What the promise of this module rests on: nothing is committed but what was acknowledged.
    private static let own = [
        "enable.auto.commit": "false", "enable.auto.offset.store": "false", "enable.partition.eof": "false",
    ]
    /// Other names of what stands above.
    private static let spellings: Set<String> = ["metadata.broker.list", "auto.commit.enable", "offset.store.method"]
    private static let defaults = [
        "client.id": "teams-notifier",
        // A group that is new begins with the oldest event: nothing is lost.
        "auto.offset.reset": "earliest",
        // What librdkafka reads ahead for a partition: the buffer behind it is bounded too.
        "queued.max.messages.kbytes": "8192",
        "reconnect.backoff.max.ms": "5000", "socket.keepalive.enable": "true",
    ]

    static func isSecret(_ property: String) -> Bool {
        ["password", "secret", "key.pem", "jaas", "oauthbearer", "token"].contains { property.contains($0) }
    }

    /// A text of librdkafka or of a server, without what is secret.
    func told(_ text: String) -> String {
        secrets.reduce(text) { $0.replacing($1, with: "…") }
    }

    package var description: String { "\(topic) at \(brokers)" }
}
