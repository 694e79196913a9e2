internal import ServiceKit

/// What a connection string of Azure Event Hubs says, as far as its Kafka endpoint needs it.
/// - SeeAlso: [Event Hubs for Apache Kafka](https://learn.microsoft.com/azure/event-hubs/azure-event-hubs-apache-kafka-overview)
package struct EventHubsConnection: Sendable, Hashable, CustomStringConvertible {
    /// `<namespace>.servicebus.windows.net:9093`
    package let brokers: String
    /// The hub, where the string is for one alone.
    package let hub: String?
    /// Whether it is for the emulator, which has no TLS.
    package let isEmulator: Bool
    /// The whole string, which is the password.
    let text: String

    /// - Throws: what is wrong, without anything of the string but names.
    package init(_ text: String) throws(KafkaError) {
        var values: [String: String] = [:]
        for part in text.split(separator: ";") {
            guard let equals = part.firstIndex(of: "=") else { throw Self.wrong("has a part without \"=\"") }
            let name = part[..<equals].trimmed.lowercased()
            guard values.updateValue(part[part.index(after: equals)...].trimmed, forKey: name) == nil else {
                throw Self.wrong("has one of its parts twice")
            }
        }
        guard let endpoint = values["endpoint"], !endpoint.isEmpty else { throw Self.wrong("has no Endpoint") }
        guard let scheme = endpoint.firstRange(of: "sb://"), scheme.lowerBound == endpoint.startIndex else {
            throw Self.wrong("has an Endpoint that does not begin with sb://")
        }
        let authority = endpoint[scheme.upperBound...].prefix { $0 != "/" }
        let host = authority.prefix { $0 != ":" }
        let isName = host.utf8.allSatisfy {
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 || 0x30...0x39 ~= $0 || $0 == 0x2D || $0 == 0x2E
        }
        guard !host.isEmpty, isName else { throw Self.wrong("has an Endpoint without the name of a host") }
        for (name, label) in [("sharedaccesskeyname", "SharedAccessKeyName"), ("sharedaccesskey", "SharedAccessKey")] {
            guard values[name]?.isEmpty == false else { throw Self.wrong("has no \(label)") }
        }
        isEmulator = values["usedevelopmentemulator"]?.lowercased() == "true"
        brokers = "\(host):\(isEmulator ? 9092 : 9093)"
        hub = values["entitypath"].flatMap { $0.isEmpty ? nil : $0 }
        self.text = text.trimmed
    }

    private static func wrong(_ problem: String) -> KafkaError {
        KafkaError(.invalid, "\(problem); copy it whole from \"Shared access policies\" of the namespace or the hub")
    }

    /// Without the key.
    package var description: String { "\(brokers)\(hub.map { "/\($0)" } ?? "")" }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let start = drop { $0.isWhitespace }
        var text = String(start)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
