internal import CLibRdKafka
internal import ServiceKit

/// A configuration of librdkafka. Whoever makes a client of it takes it over.
struct KafkaConfiguration: ~Copyable {
    private static let errorBytes = 512

    private let handle: OpaquePointer

    /// - Throws: what librdkafka does not take, by the property.
    init(_ settings: KafkaConsumerSettings) throws(KafkaError) {
        handle = rd_kafka_conf_new()
        clibrdkafka_ignore_logs(handle)
        for (name, value) in settings.properties.sorted(by: { $0.key < $1.key }) {
            var text = [CChar](repeating: 0, count: Self.errorBytes)
            switch rd_kafka_conf_set(handle, name, value, &text, text.count) {
            case RD_KAFKA_CONF_OK: continue
            case RD_KAFKA_CONF_UNKNOWN:
                let hint = Self.nearest(to: name).map { "; did you mean \($0)?" } ?? ""
                throw KafkaError(.invalid, "is no property of librdkafka\(hint)", property: name)
            default:
                // It may quote the value.
                let said = KafkaConsumerSettings.isSecret(name) ? "" : ": \(settings.told(Self.text(text)))"
                throw KafkaError(.invalid, "has a value that librdkafka does not take\(said)", property: name)
            }
        }
    }

    deinit { rd_kafka_conf_destroy(handle) }

    /// A consumer with this configuration, whose callbacks get `context`.
    consuming func consumer(context: UnsafeMutableRawPointer?) throws(KafkaError) -> OpaquePointer {
        rd_kafka_conf_set_opaque(handle, context)
        if context != nil {
            rd_kafka_conf_set_rebalance_cb(handle, kafkaRebalanced)
            rd_kafka_conf_set_error_cb(handle, kafkaFailed)
        }
        var text = [CChar](repeating: 0, count: Self.errorBytes)
        // The client takes the configuration over when it comes to be, and only then: it gets a copy.
        let copy = rd_kafka_conf_dup(handle)
        guard let client = rd_kafka_new(RD_KAFKA_CONSUMER, copy, &text, text.count) else {
            rd_kafka_conf_destroy(copy)
            throw KafkaError(.invalid, "librdkafka does not take the properties together: \(Self.text(text))")
        }
        return client
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func nearest(to name: String) -> String? {
        let configuration = rd_kafka_conf_new()
        defer { rd_kafka_conf_destroy(configuration) }
        var count = 0
        guard let dump = rd_kafka_conf_dump(configuration, &count) else { return nil }
        defer { rd_kafka_conf_dump_free(dump, count) }
        let names = stride(from: 0, to: count, by: 2).compactMap { dump[$0].map { String(cString: $0) } }
        return nearestName(to: name, among: names)
    }
}
