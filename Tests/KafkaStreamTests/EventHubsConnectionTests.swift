import KafkaStream
import Testing

private let key = "SharedAccessKeyName=listen;SharedAccessKey=c2VjcmV0LWtleQ=="

private let good: [(text: String, brokers: String, hub: String?)] = [
    ("Endpoint=sb://tides.servicebus.windows.net/;\(key)", "tides.servicebus.windows.net:9093", nil),
    (
        "Endpoint=sb://tides.servicebus.windows.net/;\(key);EntityPath=builds", "tides.servicebus.windows.net:9093",
        "builds"
    ),
    (
        " EntityPath=builds; \(key) ; endpoint = sb://tides.servicebus.usgovcloudapi.net \n",
        "tides.servicebus.usgovcloudapi.net:9093", "builds"
    ),
    ("Endpoint=sb://localhost;\(key);UseDevelopmentEmulator=true;", "localhost:9092", nil),
]

private let bad: [(text: String, problem: String)] = [
    ("", "has no Endpoint"), ("Endpoint", "has a part without"), ("Endpoint=;\(key)", "has no Endpoint"),
    ("Endpoint=https://tides.servicebus.windows.net/;\(key)", "does not begin with sb://"),
    ("Endpoint=sb:///;\(key)", "without the name of a host"), ("Endpoint=sb://a b/;\(key)", "without the name"),
    ("Endpoint=sb://tides/;SharedAccessKey=c2VjcmV0LWtleQ==", "has no SharedAccessKeyName"),
    ("Endpoint=sb://tides/;SharedAccessKeyName=listen", "has no SharedAccessKey"),
    ("Endpoint=sb://tides/;\(key);\(key)", "has one of its parts twice"),
]

@Suite struct EventHubsConnectionTests {
    @Test(arguments: good) func aStringSaysWhereAndWhat(text: String, brokers: String, hub: String?) throws {
        let connection = try EventHubsConnection(text)
        #expect(connection.brokers == brokers)
        #expect(connection.hub == hub)
        #expect(!"\(connection)".contains("c2VjcmV0"))
    }

    @Test(arguments: bad) func whatIsWrongIsToldWithoutTheKey(text: String, problem: String) {
        let error = #expect(throws: KafkaError.self) { try EventHubsConnection(text) }
        #expect(error?.message.hasPrefix(problem) == true || error?.message.contains(problem) == true)
        #expect(error?.message.contains("c2VjcmV0") == false)
    }
}

private let wrongProperties: [(name: String, value: String, problem: String)] = [
    ("fetch.max.bites", "1", "is no property of librdkafka; did you mean fetch.max.bytes?"),
    ("fetch.max.bytes", "many", "has a value that librdkafka does not take"),
    ("enable.auto.commit", "true", "is set by the source itself"),
    ("group.id", "x", "is set by the source itself"),
]

@Suite struct KafkaConsumerSettingsTests {
    @Test(arguments: wrongProperties)
    func aWrongPropertyIsNamed(name: String, value: String, problem: String) {
        let error = #expect(throws: KafkaError.self) {
            try KafkaConsumerSettings(brokers: "localhost:9092", topic: "builds", properties: [name: value])
        }
        #expect(error?.property == name)
        #expect(error?.message.hasPrefix(problem) == true, "\(error?.message ?? "")")
    }

    @Test func aSecretIsInNoText() throws {
        let settings = try KafkaConsumerSettings(
            EventHubsConnection("Endpoint=sb://tides.servicebus.windows.net/;\(key)"), topic: "builds")
        #expect(!"\(settings)".contains("c2VjcmV0"))
        let error = #expect(throws: KafkaError.self) {
            try KafkaConsumerSettings(
                brokers: "b:1", topic: "t", properties: ["sasl.password": "hunter2", "security.protocol": "hunter2"])
        }
        #expect(error?.message.contains("hunter2") == false)
    }
}
