internal import ServiceKit

/// Why Kafka did not do what it was asked to do.
package struct KafkaError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for code that decides.
    package struct Code: ErrorCode {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        /// A setting is wrong.
        package static let invalid: Code = "invalid"
        /// No broker answers.
        package static let unreachable: Code = "unreachable"
        /// The client cannot go on, and has to be made anew.
        package static let fatal: Code = "fatal"
    }

    package let code: Code
    /// What happened, for people. Holds no secret.
    package let message: String
    /// The property of librdkafka that is wrong.
    package let property: String?

    init(_ code: Code, _ message: String, property: String? = nil) {
        self.code = code
        self.message = message
        self.property = property
    }

    package var description: String { message }
}
