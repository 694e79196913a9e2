package import JSONKit
internal import KafkaStream
internal import PostgresStore

/// One of the `sources` of the settings: what is read, and what becomes of it.
package struct EventSourceSettings: Sendable, StrictlyDecodable {
    /// What is read.
    enum Origin: Sendable {
        case kafka(KafkaConsumerSettings)
        case eventHubs(KafkaConsumerSettings)
        case postgres(PostgresAddress, channel: String)
        case outbox(PostgresAddress, table: OutboxTable)

        var kind: String {
            switch self {
            case .kafka: "kafka"
            case .eventHubs: "eventHubs"
            case .postgres: "postgres"
            case .outbox: "outbox"
            }
        }
    }

    /// Stands in addresses and metrics, and in keys: with another name, events that come again count as new.
    package let name: String
    let origin: Origin
    let mapping: EventMapping

    package init(from reader: inout StrictReader) throws(StrictError) {
        name = try reader.required("name", StrictRule(Self.nameProblem))
        origin = try reader.exactlyOne(
            of: StrictAlternative("kafka") { (kafka: KafkaOrigin) in .kafka(kafka.settings) },
            StrictAlternative("eventHubs") { (hubs: EventHubsOrigin) in .eventHubs(hubs.settings) },
            StrictAlternative("postgres") { (channel: ChannelOrigin) in
                .postgres(channel.address, channel: channel.channel)
            },
            StrictAlternative("outbox") { (outbox: OutboxOrigin) in .outbox(outbox.address, table: outbox.table) })
        mapping = try EventMapping(source: name, from: &reader)
    }

    private static func nameProblem(_ name: String) -> String? {
        let isPlain = name.utf8.allSatisfy {
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 || 0x30...0x39 ~= $0 || "-_.".utf8.contains($0)
        }
        guard isPlain, (1...64).contains(name.utf8.count), name != ".", name != ".." else {
            return "must be 1 to 64 letters, digits, dots, hyphens and underscores, but is \"\(name.excerpt)\""
        }
        return nil
    }

    /// Where the events come from.
    func feed() -> any EventFeed {
        switch origin {
        case .kafka(let settings), .eventHubs(let settings): KafkaFeed(settings)
        case .postgres(let address, let channel): ChannelFeed(address: address, channel: channel)
        case .outbox(let address, let table): OutboxFeed(address: address, table: table)
        }
    }

    /// The `sources` of the settings, of which no two have one name.
    struct List: StrictlyDecodableValue {
        let sources: [EventSourceSettings]

        init(at place: StrictPlace) throws(StrictError) {
            var names: Set<String> = []
            sources = try place.list { (element) throws(StrictError) in
                let source = try EventSourceSettings(at: element)
                guard names.insert(source.name).inserted else {
                    throw StrictError(element.pointer.appending("name"), "is the name of another source too")
                }
                return source
            }
        }
    }
}

private struct KafkaOrigin: StrictlyDecodable {
    let settings: KafkaConsumerSettings

    init(from reader: inout StrictReader) throws(StrictError) {
        let brokers: String = try reader.required("brokers", .filled)
        let topic: String = try reader.required("topic", .filled)
        let group: String = try reader.optional("group", .filled) ?? KafkaConsumerSettings.defaultGroup
        let properties = try reader.properties()
        do throws(KafkaError) {
            settings = try KafkaConsumerSettings(brokers: brokers, topic: topic, group: group, properties: properties)
        } catch {
            guard let property = error.property else { throw reader.error(error.message) }
            throw StrictError(reader.pointer.appending("properties").appending(property), error.message)
        }
    }
}

private struct EventHubsOrigin: StrictlyDecodable {
    let settings: KafkaConsumerSettings

    init(from reader: inout StrictReader) throws(StrictError) {
        let text: String = try reader.required("connectionString", .filled)
        let hub: String? = try reader.optional("hub", .filled)
        let group: String = try reader.optional("group", .filled) ?? KafkaConsumerSettings.defaultGroup
        let properties = try reader.properties()
        let connection: EventHubsConnection
        do throws(KafkaError) { connection = try EventHubsConnection(text) } catch {
            throw reader.error(at: "connectionString", error.message)
        }
        guard let topic = hub ?? connection.hub else {
            throw reader.error(at: "hub", "is missing, and the connection string names no hub (EntityPath)")
        }
        if let hub, let other = connection.hub, hub != other {
            throw reader.error(
                at: "hub", "is \"\(hub.excerpt)\", but the connection string is for \"\(other.excerpt)\"")
        }
        do throws(KafkaError) {
            settings = try KafkaConsumerSettings(connection, topic: topic, group: group, properties: properties)
        } catch {
            guard let property = error.property else { throw reader.error(error.message) }
            throw StrictError(reader.pointer.appending("properties").appending(property), error.message)
        }
    }
}

private struct ChannelOrigin: StrictlyDecodable {
    let address: PostgresAddress
    let channel: String

    init(from reader: inout StrictReader) throws(StrictError) {
        address = try reader.postgresAddress()
        channel = try reader.required(
            "channel", StrictRule { (1...63).contains($0.utf8.count) ? nil : "must have 1 to 63 bytes" })
    }
}

private struct OutboxOrigin: StrictlyDecodable {
    let address: PostgresAddress
    let table: OutboxTable

    init(from reader: inout StrictReader) throws(StrictError) {
        address = try reader.postgresAddress()
        let name: String = try reader.optional("table") ?? "teams_outbox"
        guard let table = OutboxTable(name) else {
            throw reader.error(at: "table", "must be the name of a table, or schema.table, of 1 to 63 bytes each")
        }
        self.table = table
    }
}

extension StrictReader {
    fileprivate mutating func postgresAddress() throws(StrictError) -> PostgresAddress {
        let text: String = try required("url", .filled)
        do throws(PostgresAddressError) { return try PostgresAddress(text) } catch {
            throw self.error(at: "url", error.reason)
        }
    }

    /// Properties of librdkafka: texts, or what stands for one.
    fileprivate mutating func properties() throws(StrictError) -> [String: String] {
        guard let place = place("properties") else { return [:] }
        guard case .object(let members) = place.json else { throw place.mismatch("an object") }
        var properties: [String: String] = [:]
        for (name, value) in members {
            switch value {
            case .string(let text): properties[name] = text
            case .number(let number): properties[name] = number.description
            case .bool(let flag): properties[name] = flag ? "true" : "false"
            default: throw StrictError(place.pointer.appending(name), "must be a text, a number, true or false")
            }
        }
        return properties
    }
}
